"""What leaves on paper: a title, what it is about, parts with a text, pictures and a table, notes.

All scripts of the node, in the direction of the reader's language.
"""

import json
from collections.abc import Sequence
from typing import Any, TypedDict

import typst
from django.utils.translation import get_language, get_language_bidi

_SOURCE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: 20mm, numbering: "1 / 1")
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 10pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
#let bar(c) = stack(spacing: 4pt, [#c.text], scale(x: if told.rtl { -100% } else { 100% },
  image(bytes(c.drawn), format: "svg", width: 100%, height: 2.5mm)))
#let cell(c) = if type(c) == dictionary { bar(c) } else [#c]
= #told.title
#for line in told.about [#line \\ ]
#v(3mm)
#for part in told.parts [
  == #part.heading
  #for line in part.text [#line \\ ]
  #for drawn in part.pictures [#image(bytes(drawn), format: "svg", width: 80mm)]
  #if part.rows.len() > 0 {
    table(columns: part.widths.map(w => w * 1fr), stroke: 0.4pt + luma(180), inset: 5pt,
      table.header(..part.headings.map(h => [*#h*])), ..part.rows.flatten().map(cell))
  }
]
#v(4mm)
#for note in told.notes [#text(size: 8pt)[#note] \\ ]
"""


class Drawn(TypedDict):
    """A cell with a bar below its text, which begins where lines begin; `drawn` is an SVG that needs no style sheet."""

    drawn: str
    text: str


def printed(title: str, about: Sequence[str], parts: Sequence[dict[str, Any]], notes: Sequence[str]) -> bytes:
    """A PDF in the reader's language; parts without a row and a text are left out."""
    told = {
        "title": title,
        "about": list(about),
        "parts": [each for each in parts if each["rows"] or each["text"]],
        "notes": list(notes),
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
    }
    written: bytes = typst.compile(_SOURCE.encode(), sys_inputs={"told": json.dumps(told, ensure_ascii=False)})
    return written


def part(
    heading: str,
    headings: list[str],
    widths: list[int],
    rows: Sequence[Sequence[str | Drawn]],
    text: list[str] | None = None,
    pictures: Sequence[str] = (),
) -> dict[str, Any]:
    """A heading with a text, pictures (SVG that needs no style sheet) and a table; the columns are as wide as `widths`
    of each other.
    """
    told = {"heading": heading, "headings": headings, "widths": widths, "rows": rows, "text": text or []}
    return told | {"pictures": list(pictures)}
