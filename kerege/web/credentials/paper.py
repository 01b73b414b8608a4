"""A certificate on paper, with a code that leads to the page on which it is verified."""

import json
from collections.abc import Sequence
from typing import Any

import segno
import typst
from django.utils.translation import get_language, get_language_bidi, gettext

from kerege.web.credentials.issuing import site
from kerege.web.credentials.wording import scope
from kerege.web.shell.figures import day

_SOURCE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", flipped: true, margin: 18mm)
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 11pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
#rect(width: 100%, height: 100%, stroke: 1pt + luma(120), inset: 12mm)[
  #text(size: 11pt, fill: luma(90))[#told.node]
  #v(4mm)
  #text(size: 26pt, weight: "bold")[#told.title]
  #v(5mm)
  #told.given
  #v(1mm)
  #text(size: 22pt)[#told.holder]
  #v(5mm)
  #grid(columns: (1fr, 42mm), column-gutter: 8mm,
    table(columns: (auto, 1fr), stroke: none, inset: (x: 0mm, y: 1.6mm), column-gutter: 6mm,
      ..told.facts.map(row => (text(fill: luma(90))[#row.at(0)], [#row.at(1)])).flatten()),
    align(center)[
      #image(bytes(told.code), format: "svg", width: 36mm, alt: told.scan)
      #text(size: 8pt)[#told.scan]
      #v(1mm)
      #text(size: 9pt, dir: ltr, weight: "bold")[#told.number]
    ])
  #v(1fr)
  #text(size: 8pt)[#told.verify #text(dir: ltr)[#told.address]]
  #for note in told.notes [ \\ #text(size: 8pt)[#note] ]
]
"""


def certificate_on_paper(told: dict[str, Any], holder: str, notes: list[str]) -> bytes:
    """A PDF of what `wording.certificate` tells, for its holder, in the reader's language."""
    line = told["line"]
    facts = [
        (gettext("Certificate"), line.scheme_title),
        (gettext("Level"), line.level_name),
        (gettext("What it covers"), scope(told)),
        (gettext("Given by"), told["issuer"] or told["node"]),
        (gettext("Decided on"), day(line.decided_on)),
        (gettext("Valid from"), day(line.valid_from)),
        (gettext("Not valid any more from"), day(line.valid_until)),
    ]
    if line.synthetic:
        notes = [gettext("An example about nobody."), *notes]
    return printed(
        title=gettext("Certificate of competence"),
        given=gettext("This certifies that the requirements of the scheme were met by"),
        holder=holder,
        facts=facts,
        number=line.number,
        node=told["node"],
        check=gettext("Only the page tells whether it was suspended, revoked or renewed since:"),
        notes=notes,
    )


def printed(
    *,
    title: str,
    given: str,
    holder: str,
    facts: Sequence[tuple[str, str]],
    number: str,
    node: str,
    check: str,
    notes: Sequence[str],
) -> bytes:
    """A page with a code that leads to where the number is verified. `check` says what only that page tells."""
    address = site().verify_page(number)
    content = {
        "title": title,
        "node": node,
        "given": given,
        "holder": holder,
        "facts": facts,
        "code": _code(address),
        "scan": gettext("Scan to verify"),
        "number": number,
        "verify": check,
        "address": address,
        "notes": notes,
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
    }
    written: bytes = typst.compile(_SOURCE.encode(), sys_inputs={"told": json.dumps(content, ensure_ascii=False)})
    return written


def _code(address: str) -> str:
    """A QR code as SVG; with the middle level of correction, because paper gets folded."""
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2)
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
