"""Paper for the room: the sheet that is signed, and the slips by which people without an account sign in."""

import json
from typing import Any

import segno
import typst
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.queries.cohort import node_key
from kerege.training.rules.codes import pin_of
from kerege.web.enrolment import wording
from kerege.web.enrolment.attending import session_of
from kerege.web.enrolment.views import page_of
from kerege.web.shell.exports import attached

SPARE = 4
"""Empty rows, for whoever comes and is in no list."""
_FRAME = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: 15mm)
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 10pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
"""
_SHEET = """
#grid(columns: (1fr, 32mm), column-gutter: 6mm,
  [#text(size: 9pt, fill: luma(90))[#told.course] \\ #text(size: 17pt, weight: "bold")[#told.title] \\
   #told.when \\ #told.place],
  align(center)[#image(bytes(told.code), format: "svg", width: 28mm, alt: told.scan) #text(size: 7pt)[#told.scan]])
#v(3mm)
#table(columns: (9mm, 1fr, 28mm, 55mm), inset: 3mm, stroke: 0.5pt + luma(150),
  table.header(..told.headings.map(each => text(weight: "bold", size: 9pt)[#each])),
  ..told.rows.map(row => row.map(cell => [#cell])).flatten())
#v(3mm)
#text(size: 9pt)[#told.signed]
#v(8mm)
#line(length: 70mm, stroke: 0.5pt)
#for note in told.notes [ #text(size: 8pt)[#note] ]
"""
_SLIPS = """
#text(size: 9pt)[#told.keep]
#v(3mm)
#grid(columns: (1fr, 1fr), gutter: 4mm,
  ..told.slips.map(slip => rect(width: 100%, inset: 4mm, stroke: 0.5pt + luma(150))[
    #text(size: 8pt, fill: luma(90))[#told.course] \\ #text(size: 12pt, weight: "bold")[#slip.name] \\
    #told.number: #text(dir: ltr, weight: "bold")[#slip.number] #h(6mm)
    #told.pin: #text(dir: ltr, weight: "bold", size: 13pt)[#slip.pin]
    \\ #text(size: 8pt)[#told.how]]))
#for note in told.notes [ \\ #text(size: 8pt)[#note] ]
"""


@require_GET
def sheet(request: HttpRequest, session: object) -> HttpResponse:
    """The sheet of a session to print and to sign, for whoever takes attendance there."""
    page, line = session_of(request, session)
    clock = wording.clock(line.starts, line.ends, page.zone)
    address = request.build_absolute_uri(reverse("attendance", args=[line.uid]))
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2)
    rows = [[str(each.number), each.name, "", ""] for each in page.cohort]
    told = {
        "course": page.title,
        "title": line.title,
        "when": f"{clock.day}, {clock.since}–{clock.until} ({clock.zone})",
        "place": line.place,
        "code": drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
        "scan": gettext("For the trainer: opens the list of this session"),
        "headings": [gettext("No."), gettext("Name"), gettext("Came at"), gettext("Signature")],
        "rows": [*rows, *[["", "", "", ""]] * SPARE],
        "signed": gettext("Trainer: I saw these people sign."),
    }
    name = f"kerege-sheet-{page.key}-{line.starts:%Y-%m-%d-%H%M}.pdf"
    return attached(
        request, lambda: _written(_SHEET, told, page.synthetic), media_type="application/pdf", filename=name
    )


@require_GET
def slips(request: HttpRequest, uid: object) -> HttpResponse:
    """Slips with number and PIN for everybody who has a place, to print and to cut; for whoever takes attendance."""
    page = page_of(request, uid)
    if not page.keeps:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    cohort = [
        {"name": each.name, "number": str(each.number), "pin": pin_of(node_key(), each.uid)} for each in page.cohort
    ]
    told = {
        "course": page.title,
        "title": gettext("Number and PIN for signing in to sessions"),
        "keep": gettext(
            "Cut the slips and give each person their own. Whoever has a slip can sign in for that person."
        ),
        "number": gettext("Number"),
        "pin": gettext("PIN"),
        "how": gettext("Scan the code on the screen, then type both."),
        "slips": cohort,
    }
    return attached(
        request,
        lambda: _written(_SLIPS, told, page.synthetic),
        media_type="application/pdf",
        filename=f"kerege-slips-{page.key}.pdf",
    )


def _written(source: str, told: dict[str, Any], example: bool) -> bytes:
    content = told | {
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
        "notes": [gettext("An example about nobody.")] if example else [],
    }
    packed = {"told": json.dumps(content, ensure_ascii=False)}
    made: bytes = typst.compile((_FRAME + source).encode(), sys_inputs=packed)
    return made
