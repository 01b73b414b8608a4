"""A plan on paper, for somebody who decides about it and was not there when it was made."""

import json
from datetime import date, timedelta
from typing import Any

import typst
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.planning.queries import PlanTold, ScenarioPage
from kerege.sharing import queries as sharing
from kerege.web.activities import lists
from kerege.web.planning import wording
from kerege.web.planning.files import found_plan, notes_of, outdated
from kerege.web.planning.views.plan import goal_told, unseen
from kerege.web.planning.wording import Named, told_course
from kerege.web.shell.exports import attached
from kerege.web.shell.figures import day, figure

_SOURCE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a4", margin: 20mm, numbering: "1 / 1", footer: context align(center)[
  #text(size: 8pt, fill: luma(90))[#told.foot · #counter(page).display("1 / 1", both: true)]])
#set text(lang: told.lang, dir: if told.rtl { rtl } else { ltr }, size: 10pt,
  font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
#show heading.where(level: 2): set block(above: 7mm, below: 3mm)
#text(size: 9pt, fill: luma(90))[#told.kicker]
= #told.title
#table(columns: (1fr, 2fr), stroke: none, inset: (x: 0pt, y: 3pt),
  ..told.facts.map(f => ([*#f.at(0)*], [#f.at(1)])).flatten())
#for part in told.parts {
  block(breakable: part.rows.len() > 8 or part.text.len() > 8)[
    == #part.heading
    #for line in part.text [#line \\ ]
    #if part.rows.len() > 0 {
      table(columns: part.widths.map(w => w * 1fr), stroke: 0.4pt + luma(180), inset: 5pt,
        table.header(..part.headings.map(h => [*#h*])), ..part.rows.flatten().map(c => [#c]))
    }
  ]
}
#v(4mm)
#for note in told.notes [#text(size: 8pt)[#note] \\ ]
"""


@require_GET
def paper(request: HttpRequest, uid: object) -> HttpResponse:
    """The plan as a PDF: what it is, how good, when, for whom, for what money, and what it could not see."""
    page, found, names = found_plan(request, uid)
    choice = lists.chosen(request)
    told = {
        "title": page.line.title,
        "kicker": _kicker(page, names),
        "facts": _facts(page, found),
        "parts": [each for each in _parts(page, found, names) if each["rows"] or each["text"]],
        "notes": [*outdated(request, page, choice), *notes_of(found, choice), sharing.held_up_to(request.viewer)],
        "foot": gettext("As on %(day)s") % {"day": day(choice.on)},
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
    }
    return attached(
        request,
        lambda: printed(told),
        media_type="application/pdf",
        filename=f"kerege-plan-{page.line.first.isoformat()}-report.pdf",
    )


def printed(told: dict[str, Any]) -> bytes:
    """A PDF of what is told: `title`, `kicker`, `facts`, `parts` (`part_of`), `notes`, `foot`, `lang` and `rtl`."""
    return typst.compile(_SOURCE.encode(), sys_inputs={"told": json.dumps(told, ensure_ascii=False)})


def _kicker(page: ScenarioPage, names: Named) -> str:
    parts = [names.country(page.line.owner), names.centres.get(page.line.centre, page.line.centre)]
    parts += [wording.season(page), gettext("example") if page.line.synthetic else ""]
    return " · ".join(part for part in parts if part)


def _facts(page: ScenarioPage, found: PlanTold) -> list[tuple[str, str]]:
    needed = sum(each.people for each in found.covered)
    return [
        (gettext("State"), wording.state(page.line.state)),
        (gettext("Courses"), figure(len(found.courses))),
        (gettext("People with a seat"), f"{figure(found.people)} / {figure(needed)}"),
        (gettext("Cost"), f"{figure(found.cost)} {page.currency}"),
        (gettext("It rests on what was known on"), day(page.gathered_on) if page.gathered_on else "—"),
    ]


def _parts(page: ScenarioPage, found: PlanTold, names: Named) -> list[dict[str, Any]]:
    funds = {f"funds-{row['no']}": row["funder"] for row in page.rows.get("funds", [])}
    said = [told_course(course, names) for course in found.courses]
    return [
        part_of(gettext("How good it is"), [_goal(goal_told(goal, page)) for goal in found.goals]),
        part_of(gettext("What every plan has to reach"), [wording.share(each, names) for each in found.shares]),
        part_of(
            gettext("Week by week"),
            headings=[gettext("Week from"), gettext("Courses")],
            widths=[1, 3],
            rows=[[day(monday), "\n".join(lines)] for monday, lines in _weeks(said)],
        ),
        part_of(
            gettext("Courses"),
            headings=[gettext("Course"), gettext("Days"), gettext("Where"), gettext("People"),
                      gettext("Who teaches it")],
            widths=[4, 3, 4, 3, 3],
            rows=[_course(each, page) for each in said],
        ),
        part_of(
            gettext("Who is covered"),
            headings=[gettext("Country"), gettext("Course"), gettext("Needed"), gettext("Seats in courses"),
                      gettext("Without a seat")],
            widths=[3, 5, 2, 2, 2],
            rows=[
                [names.country(c.country), names.topic(c.topic), figure(c.people), f"{figure(c.seats)} ({c.percent} %)",
                 figure(c.left)]
                for c in found.covered
            ],
        ),
        part_of(
            gettext("What it costs"),
            headings=[gettext("Who pays"), gettext("Spent"), gettext("There is"), gettext("Left")],
            widths=[4, 2, 2, 2],
            rows=[
                [funds.get(key, key), figure(spent), figure(amount), figure(amount - spent)]
                for key, spent, amount in found.unused.money
            ],
        ),
        part_of(gettext("What the plan could not see"), unseen(page.notes, names)),
    ]  # fmt: skip


def part_of(
    heading: str,
    text: list[str] | None = None,
    *,
    headings: list[str] | None = None,
    widths: list[int] | None = None,
    rows: list[list[str]] | None = None,
) -> dict[str, Any]:
    return {
        "heading": heading, "text": text or [], "headings": headings or [], "widths": widths or [], "rows": rows or []
    }  # fmt: skip


def _goal(goal: dict[str, Any]) -> str:
    return f"{goal['name']}: {' '.join((goal['value'], goal['currency'])).strip()} ({goal['sure']})"


def _weeks(said: list[dict[str, Any]]) -> list[tuple[date, list[str]]]:
    """What is taught in each week, from its Monday on."""
    found: dict[date, list[str]] = {}
    for each in said:
        course = each["told"]
        for monday in sorted({on - timedelta(days=on.weekday()) for on in course.days}):
            line = f"{each['title']} ({each['cohort']}): {each['room']}"
            found.setdefault(monday, []).append(line)
    return sorted(found.items())


def _course(each: dict[str, Any], page: ScenarioPage) -> list[str]:
    course = each["told"]
    language = each["language"] + (f", {gettext('with an interpreter')}" if course.interpreter else "")
    return [
        f"{each['title']}\n{language}",
        f"{day(course.first)} –\n{day(course.last)}",
        f"{each['room']}\n{each['country']}",
        f"{each['cohort']}\n{figure(course.people)}\n{figure(course.cost)} {page.currency}",
        ", ".join((*each["leads"], *each["locals"])),
    ]
