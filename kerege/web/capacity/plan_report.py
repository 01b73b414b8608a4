"""A quality plan on paper: where it stands, stage by stage what is proved by what, visits, findings, what changed."""

from typing import Any

from django.utils.translation import gettext

from kerege.capacity.queries.plans import PlanPage
from kerege.records.viewers import Viewer
from kerege.web.capacity.paper import part, printed
from kerege.web.shell.figures import day, figure


def plan_report(viewer: Viewer, page: PlanPage, told: dict[str, Any]) -> bytes:
    """A PDF in the reader's language. `told` is what the page of the plan shows: `title`, `state`, `late`, `stages`,
    `visits` and `change`, in its words.
    """
    line = page.line
    place = f"{line.title}, {line.unit}" if line.unit else line.title
    parts = [*(_stage(each) for each in told["stages"]), _visits(told["visits"]), _found(page), _change(told["change"])]
    title = gettext("Quality plan: %(title)s") % {"title": place}
    return printed(title, _about(viewer, page, told), parts, [])


def _about(viewer: Viewer, page: PlanPage, told: dict[str, Any]) -> list[str]:
    line = page.line
    counts = {"verified": figure(line.verified), "asked": figure(line.asked), "reported": figure(line.reported)}
    late = [gettext("late: %(stage)s") % {"stage": told["late"]}] if told["late"] else []
    said = []
    if line.running and line.on_course:
        said = [gettext("The mentor said on %(day)s that it is on course.") % {"day": day(line.on_course)}]
    why = [line.independence] if line.independence else []
    end = [f"{told['state']}: {line.conclusion}"] if line.conclusion else [told["state"]]
    return [
        f"{told['title']}, {line.checklist_version}",
        f"{day(line.start)} – {day(line.until)}",
        *(*end, *late, *said),
        gettext("Proved: %(verified)s of %(asked)s. Only reported, and not counted: %(reported)s.") % counts,
        gettext("Mentor: %(seat)s") % {"seat": line.mentor},
        *why,
        gettext("Answers at the laboratory: %(seat)s") % {"seat": line.host},
        gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")},
    ]


def _stage(stage: dict[str, Any]) -> dict[str, Any]:
    rows = []
    for each in stage["activities"]:
        shown = each["shown"]
        given = f"{shown.proof} ({day(shown.reported_on)})" if shown is not None else each["wanted"]
        looked = ""
        if shown is not None and shown.looked_on:
            looked = ", ".join(text for text in (day(shown.looked_on), shown.note) if text)
        rows.append([each["what"], each["state"], given, looked])
    how_far = stage["progress"]
    counts = {"done": figure(how_far.verified), "whole": figure(how_far.asked), "day": day(how_far.due)}
    text = [stage["aim"], gettext("%(done)s of %(whole)s proved, to be reached by %(day)s") % counts]
    headings = [gettext("Activity"), gettext("How it stands"), gettext("What proves it"), gettext("Looked at")]
    return part(stage["title"], headings, [3, 2, 3, 2], rows, text)


def _visits(visits: list[tuple[Any, str]]) -> dict[str, Any]:
    rows = [
        [day(each.on), kind, each.seen, each.agreed, day(each.next_on) if each.next_on else ""] for each, kind in visits
    ]
    headings = [gettext("Day"), gettext("Kind"), gettext("What was seen"), gettext("What was agreed")]
    return part(gettext("Visits"), [*headings, gettext("Next visit")], [2, 2, 4, 3, 2], rows)


def _found(page: PlanPage) -> dict[str, Any]:
    return part(gettext("Found during visits"), [gettext("Finding")], [1], [[text] for text in page.found])


def _change(change: list[tuple[str, Any, Any]]) -> dict[str, Any]:
    nothing = gettext("no closed assessment that you may read")
    rows = []
    for name, line, score in change:
        told = "" if line is None or line.closed_on is None else day(line.closed_on)
        what = nothing if line is None else f"{line.set_title}, {gettext('Round %(number)s') % {'number': line.round}}"
        rows.append([name, what, told, (score.percent or score.missing) if score is not None else ""])
    headings = [gettext("When"), gettext("Question set"), gettext("Closed"), gettext("Score")]
    return part(gettext("What changed"), headings, [2, 4, 2, 2], rows)
