"""Paper for the room: the sheet that is signed, and the slips by which people without an account sign in."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
import typst
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, override
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_, Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.queries.cohort import node_key
from kerege.training.queries.enrolment import CohortPage, MeetingLine
from kerege.training.rules.codes import pin_of
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.enrolling import NOBODY_TO_WRITE_TO
from kerege.web.activities import clocks, lists
from kerege.web.enrolment import by_letter, wording
from kerege.web.enrolment.attending import session_of
from kerege.web.enrolment.views import page_of
from kerege.web.shell.asked import one_of
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
_LETTERS = """
#for (at, letter) in told.letters.enumerate() [
  #if at > 0 { pagebreak() }
  #v(25mm)
  #text(size: 12pt)[#letter.name] \\ #text(fill: luma(90))[#letter.employer]
  #v(12mm)
  #text(size: 15pt, weight: "bold")[#told.course] \\ #told.venue
  #v(4mm)
  #text(size: 12pt)[#letter.stands]
  #if letter.reason != "" [ \\ #letter.reason ]
  #if letter.sessions.len() > 0 [
    #v(3mm)
    #table(columns: (auto, auto, 1fr), inset: 2.5mm, stroke: 0.5pt + luma(150),
      table.header(..told.headings.map(each => text(weight: "bold", size: 9pt)[#each])),
      ..letter.sessions.map(row => row.map(cell => [#cell])).flatten())
    #text(size: 9pt)[#told.zone]
  ]
  #v(6mm)
  #if letter.address != "" {
    grid(columns: (30mm, 1fr), column-gutter: 5mm,
      image(bytes(letter.code), format: "svg", width: 28mm, alt: told.scan),
      [#text(size: 9pt)[#told.scan] \\ #text(size: 7pt, dir: ltr)[#letter.address]])
  }
  #v(12mm)
  #line(length: 70mm, stroke: 0.5pt)
  #text(size: 9pt)[#told.signed]
  #for note in told.notes [ \\ #text(size: 8pt)[#note] ]
]
"""
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def in_their_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is handed over is written in the language that was chosen for those who get it: nobody knows which they
    read, because they have no account. Without one it is that of whoever prints. Refuses shell.not_offered.
    """

    @wraps(view)
    def written(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        asked = request.GET.get("language", "")
        with override(one_of(LANGUAGES)(asked, "language") if asked else get_language()):
            return view(request, *args, **named)

    return written


STANDS = {
    EnrolmentState.ENROLLED: N_("You have a place in this course. Come to its sessions."),
    EnrolmentState.WAITING: N_("You are on the waiting list of this course. You are told when a place becomes free."),
    EnrolmentState.REFUSED: N_("You were not accepted for this course."),
    EnrolmentState.COMPLETED: N_("You completed this course."),
    EnrolmentState.NOT_COMPLETED: N_("You did not complete this course."),
}


@require_GET
@in_their_language
def letters(request: HttpRequest, uid: object) -> HttpResponse:
    """A letter for everybody whom no mail reaches, to print and to hand over: how they stand, and when to come. For
    whoever takes attendance; refuses people.not_yours to others, and training.nobody_to_write_to.
    """
    page = page_of(request, uid)
    if not page.keeps:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    if not page.unwritten:
        raise Refusal(NOBODY_TO_WRITE_TO)
    choice = lists.chosen(request)
    bodies = lists.organisation_names({each.employer for each in page.unwritten}, choice)
    times = [_when(each, page) for each in page.standing if not each.over]
    venue = lists.names_of({page.venue}, choice).get(page.venue)
    told = {
        "course": page.title,
        "title": gettext("Letters: %(course)s") % {"course": page.title},
        "venue": str(venue) if venue else "",
        "headings": [gettext("Day"), gettext("Time"), gettext("Session")],
        "zone": gettext("All times are those of %(zone)s.") % {"zone": clocks.town_of(page.zone)},
        "signed": gettext("For the organiser"),
        "scan": gettext("Scan this or type the address: it always shows how your place stands and when to come."),
        "letters": [
            {
                "name": each.name,
                "employer": bodies.get(each.employer, ""),
                "stands": gettext(STANDS[each.state]),
                "reason": each.reason,
                "address": (address := by_letter.address_of(request, each)),
                "code": _drawn(address) if address else "",
                "sessions": times if each.state == EnrolmentState.ENROLLED else [],
            }
            for each in page.unwritten
        ],
    }
    name = f"kerege-letters-{page.key}.pdf"
    return attached(
        request, lambda: _written(_LETTERS, told, page.synthetic), media_type="application/pdf", filename=name
    )


def _drawn(address: str) -> str:
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2)
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _when(each: MeetingLine, page: CohortPage) -> list[str]:
    clock = wording.clock(each.starts, each.ends, page.zone)
    where = f", {each.place}" if each.place else ""
    return [str(clock.day), f"{clock.since}–{clock.until}", f"{each.title}{where}"]


@require_GET
def sheet(request: HttpRequest, session: object) -> HttpResponse:
    """The sheet of a session to print and to sign, for whoever takes attendance there."""
    page, line = session_of(request, session)
    clock = wording.clock(line.starts, line.ends, page.zone)
    address = request.build_absolute_uri(reverse("attendance", args=[line.uid]))
    rows = [[str(each.number), each.name, "", ""] for each in page.cohort]
    told = {
        "course": page.title,
        "title": line.title,
        "when": f"{clock.day}, {clock.since}–{clock.until} ({clock.town})",
        "place": line.place,
        "code": _drawn(address),
        "scan": gettext("For the trainer: opens the list of this session"),
        "headings": [gettext("No."), gettext("Participant"), gettext("Came at"), gettext("Signed by hand")],
        "rows": [*rows, *[["", "", "", ""]] * SPARE],
        "signed": gettext("Trainer: I saw these people sign."),
    }
    name = f"kerege-sheet-{page.key}-{line.starts:%Y-%m-%d-%H%M}.pdf"
    return attached(
        request, lambda: _written(_SHEET, told, page.synthetic), media_type="application/pdf", filename=name
    )


@require_GET
@in_their_language
def slips(request: HttpRequest, uid: object) -> HttpResponse:
    """Slips with number and PIN for everybody who has a place, or for one (`?place=`), to print and to cut; for whoever
    takes attendance. `?language=` is that in which they are written.
    """
    page, place = page_of(request, uid), request.GET.get("place", "")
    if not page.keeps:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    cohort = [
        {"name": each.name, "number": str(each.number), "pin": pin_of(node_key(), each.uid, each.slip)}
        for each in page.cohort
        if place in {"", each.uid}
    ]
    if place and not cohort:
        raise lists.not_there(gettext("participant"), place)
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
