"""Activities on paper: the plan of the course for its trainers, and checklists to mark where no phone is at hand."""

import json
from collections.abc import Mapping
from typing import Any

import typst
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.training import queries
from kerege.training.queries import ActivityLine, Practice, SessionLine
from kerege.training.queries.practice_rounds import stations_in
from kerege.training.rules.practice_groups import rotation
from kerege.training.rules.practice_plan import said
from kerege.training.words.practice import MARKS
from kerege.web.activities import lists
from kerege.web.practice import wording
from kerege.web.practice.rounds import names_of
from kerege.web.shell.exports import attached
from kerege.web.shell.figures import figure, moment_at
from kerege.web.shell.middleware import told as sentence

WIDE = 8
"""People beside each other on one sheet of a checklist."""
_FRAME = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 10pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
#let head = [#text(size: 9pt, fill: luma(90))[#told.course] \\ #text(size: 16pt, weight: "bold")[#told.title]]
#let rule = 0.5pt + luma(150)
"""
_PLAN = """
#set page(paper: "a4", margin: 15mm, numbering: "1")
#head
#for part in told.parts [
  == #part.title
  #text(fill: luma(90))[#part.when]
  #for line in part.lines [
    #block(breakable: false, above: 5mm)[#text(weight: "bold")[#line.title] #h(3mm) #text(size: 9pt)[#line.about]]
    #for step in line.steps [ + #step ]
    #if line.injects.len() > 0 { table(columns: (auto, auto, 1fr, 1fr, 18mm), inset: 2mm, stroke: rule,
      table.header(..told.injects.map(each => text(size: 9pt)[*#each*])),
      ..line.injects.map(row => (..row, "").map(cell => text(size: 9pt)[#cell])).flatten()) }
    #if line.materials != "" [ #text(size: 9pt)[#told.needs: #line.materials] ]
  ]
  #if part.groups.len() > 0 [ #v(3mm) #grid(columns: 3 * (1fr,), gutter: 4mm,
    ..part.groups.map(group => block(breakable: false)[*#group.name* \\ #for each in group.people [#each \\ ]])) ]
  #if part.rounds.len() > 0 {
    table(columns: (auto,) + part.heads.len() * (1fr,), inset: 2mm, stroke: rule,
      table.header([*#told.since*], ..part.heads.map(each => [*#each*])),
      ..part.rounds.map(row => row.map(cell => [#cell])).flatten())
  }
  #if part.why != "" [ #text(size: 9pt)[#part.why] ]
]
#if told.materials.len() > 0 [
  == #told.all
  #table(columns: (1fr, auto, auto), inset: 2mm, stroke: rule, table.header(..told.columns.map(each => [*#each*])),
    ..told.materials.map(row => row.map(cell => [#cell])).flatten())
]
#for note in told.notes [ #text(size: 8pt)[#note] ]
"""
_CHECKLIST = """
#set page(paper: "a4", flipped: true, margin: 12mm)
#for (at, sheet) in told.sheets.enumerate() [
  #if at > 0 { pagebreak() }
  #head
  #text(size: 9pt)[ \\ #told.when \\ #told.key]
  #v(2mm)
  #table(columns: (1fr,) + sheet.len() * (21mm,), inset: 2mm, stroke: rule,
    align: (x, _) => if x > 0 { center } else { start },
    table.header([*#told.point*], ..sheet.map(each => text(size: 8pt)[#each])),
    ..told.points.map(point => ([#point], ..sheet.map(each => []))).flatten())
  #v(3mm)
  #text(size: 9pt)[#told.signed]
  #v(9mm)
  #line(length: 90mm, stroke: 0.5pt)
  #for note in told.notes [ #text(size: 8pt)[#note] ]
]
"""


@require_GET
def plan(request: HttpRequest, uid: object) -> HttpResponse:
    """The activities of a course as a plan to carry, for whoever finds their page: steps, groups, stations, materials.
    Who is in which group is printed for whoever reads it there.
    """
    page = wording.here(request, uid)
    told = {
        "title": gettext("Activities of the course"),
        "parts": [_part(page, each) for each in (*page.sessions, None) if page.inside(each)],
        "needs": gettext("Needed"),
        "since": gettext("From"),
        "injects": [
            gettext("Minute"),
            gettext("Role"),
            gettext("Inject"),
            gettext("Expected"),
            gettext("What was seen"),
        ],
        "all": gettext("Materials for these activities"),
        "columns": [gettext("Material"), gettext("Needed"), gettext("There")],
        "materials": [
            [each.what, figure(each.needed), "–" if each.there is None else figure(each.there)]
            for each in queries.materials_of(page, wording.lang())
        ],
    }
    return _attached(request, page, _PLAN, told, f"kerege-activities-{page.key}.pdf")


@require_GET
def checklist(request: HttpRequest, uid: object, activity: object) -> HttpResponse:
    """An empty checklist with a column for everybody who does it, group by group: the observer marks and signs it, and
    types it later. Refuses people.unknown_key where the activity has none.
    """
    page, line = wording.activity_here(request, uid, activity)
    if not line.plan.checklist:
        raise lists.not_there(gettext("checklist"), activity)
    rows = wording.trainees(page, line, queries.seen_in(page, line))
    named = [f"{figure(each.group)} · {each.name}" if each.group else each.name for each in rows]
    told = {
        "title": said(line.plan.title, wording.lang()),
        "when": f"\u2068{line.session.title}\u2069, {moment_at(line.session.starts, page.zone)}"
        if line.session
        else "",
        "key": " · ".join(f"{figure(n)} {gettext(word)}" for n, word in enumerate(MARKS.values(), 1)),
        "point": gettext("Points of the checklist"),
        "points": [_point(each) for each in line.plan.checklist],
        "sheets": [named[at : at + WIDE] for at in range(0, len(named), WIDE)] or [[""] * WIDE],
        "signed": gettext("Observer: I saw this myself. Name, day, signature:"),
    }
    return _attached(request, page, _CHECKLIST, told, f"kerege-checklist-{page.key}.pdf")


def _apart(texts: Mapping[str, str]) -> str:
    """A text in the reader's language, else in another: set by its own direction within the line."""
    return f"\u2068{said(texts, wording.lang())}\u2069"


def _point(part: Any) -> str:
    text = _apart(part.text)
    return f"{text} ({gettext('critical')})" if part.critical else text


def _part(page: Practice, session: SessionLine | None) -> dict[str, Any]:
    """One session with its activities, groups and rounds; None are the activities in no session yet."""
    told: dict[str, Any] = {"groups": [], "heads": [], "rounds": [], "why": "", "when": ""}
    told["title"] = session.title if session is not None else gettext("Not in a session yet")
    told["lines"] = [_line(each) for each in page.inside(session)]
    if session is None:
        return told
    minutes = gettext("%(n)s min") % {"n": figure(session.minutes)}
    return told | {"when": f"{moment_at(session.starts, page.zone)} · {minutes}"} | _groups(page, session)


def _groups(page: Practice, session: SessionLine) -> dict[str, Any]:
    heads = [gettext("Group %(n)s") % {"n": figure(n)} for n in range(1, session.count + 1)]
    people: Mapping[int, list[str]] = {n: [] for n in range(1, session.count + 1)}
    for each in page.people:
        people.get(session.groups.get(each.number, 0), []).append(each.name)
    told: dict[str, Any] = {"heads": heads}
    told["groups"] = [{"name": head, "people": who} for head, who in zip(heads, people.values(), strict=True) if who]
    stations, titles = stations_in(page, session), names_of(page, session)
    if not (stations and session.count):
        return told
    try:
        found = rotation(stations, session.count, starts=session.starts, ends=session.ends)
    except Refusal as refusal:
        return told | {"why": sentence(refusal)}
    pause = gettext("pause")
    return told | {
        "rounds": [[moment_at(x.starts, page.zone), *(titles.get(place, pause) for place in x.places)] for x in found]
    }


def _line(line: ActivityLine) -> dict[str, Any]:
    plan, roles = line.plan, {each.id: _apart(each.title) for each in line.plan.roles}
    takes = gettext("%(n)s min") % {"n": figure(plan.takes)} if plan.takes else ""
    return {
        "title": _apart(plan.title),
        "about": " · ".join(each for each in (wording.kind_of(line), takes) if each),
        "steps": [_apart(each.text) for each in plan.steps],
        "injects": [
            [figure(each.minutes), roles.get(each.to, each.to), _apart(each.text), _apart(each.expected)]
            for each in plan.injects
        ],
        "materials": ", ".join(_apart(each.text) for each in plan.materials),
    }


def _attached(request: HttpRequest, page: Practice, source: str, told: dict[str, Any], filename: str) -> HttpResponse:
    content = told | {
        "course": page.title,
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
        "notes": [gettext("An example about nobody.")] if page.synthetic else [],
    }
    packed = {"told": json.dumps(content, ensure_ascii=False)}

    def made() -> bytes:
        written: bytes = typst.compile((_FRAME + source).encode(), sys_inputs=packed)
        return written

    return attached(request, made, media_type="application/pdf", filename=filename)
