"""What came of one course, to take along: a table for spreadsheets and a report on paper."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.training.queries.evaluation import ReactionView
from kerege.training.rules.evaluation_practice import Rate
from kerege.training.words.evaluation import TEST_KINDS, THEMES, Stage, Theme
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice
from kerege.web.capacity.paper import Drawn, part, printed
from kerege.web.evaluation import plots
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.figures import day, figure

HEADINGS = (N_("About"), N_("What"), N_("People"), N_("Figure"))


def take_along(request: HttpRequest, told: dict[str, Any], choice: Choice) -> HttpResponse:
    """`told` is the context of the page, so that no file says more than it does. Refuses exports.unknown_format."""
    if choice.format == "pdf":
        return attached(
            request, lambda: _paper(request, told), media_type="application/pdf", filename="kerege-evaluation.pdf"
        )
    return respond(request, _table(request, told, choice), filename="kerege-evaluation", format=choice.format)


def _table(request: HttpRequest, told: dict[str, Any], choice: Choice) -> Table:
    """One row for each figure: what it is about, how many people it stands on, and the figure."""
    rows: list[list[Any]] = [[about, what, n, value] for about, what, n, value in _figures(told)]
    title = gettext("Evaluation: %(course)s") % {"course": told["course"].title}
    return lists.table(request.viewer, title, HEADINGS, rows, choice)


def _figures(told: dict[str, Any]) -> list[tuple[str, str, int, float]]:
    said = told["said"]
    found = [(gettext(THEMES[Theme(q.theme)]), q.text, q.n, round(q.mean, 2)) for q in said.questions]
    gain = told["learnt"].gain
    learnt = gettext("What was learnt")
    if gain is not None and gain.n:
        figures = (
            (gettext("Before the course"), gain.before),
            (gettext("After the course"), gain.after),
            (gettext("Mean gain, in points of a hundred"), gain.mean),
            (gettext("Of what could be gained"), gain.normalised),
        )
        found += [(learnt, what, gain.n, round(value, 2)) for what, value in figures if value is not None]
    for time in told["looked"]:
        about = gettext("After %(n)s months") % {"n": time.after}
        for rate in (*time.practices, *time.conditions):
            if rate.share is not None:
                found.append((about, rate.text, rate.n, round(100 * rate.share, 1)))
    return found


def _paper(request: HttpRequest, told: dict[str, Any]) -> bytes:
    said, course = told["said"], told["course"]
    parts = [_said(told), *_words(told), _learnt(told), *_looked(told), _results(told)]
    about = [
        lists.when(course),
        _asked(said),
        gettext("Made for: %(reader)s") % {"reader": request.viewer.name or gettext("the public")},
    ]
    return printed(gettext("Evaluation: %(course)s") % {"course": course.title}, about, parts, [])


def _asked(said: ReactionView) -> str:
    if said.stage == Stage.NOT_ASKED:
        return gettext("Nobody was asked yet.")
    return gettext("Answers: %(n)s of %(whole)s") % {"n": figure(said.answers), "whole": figure(said.participants)}


def _said(told: dict[str, Any]) -> dict[str, Any]:
    rows = [
        [q.text, gettext(THEMES[Theme(q.theme)]), _tenth(q.mean), _bar(q.counts, " · ".join(map(figure, q.counts)))]
        for q in told["said"].questions
    ]
    headings = [gettext("Sentence"), gettext("About"), gettext("Mean"), "1 · 2 · 3 · 4 · 5"]
    text = [told["reaction"]["stage"]]
    return part(gettext("What participants say"), headings, [6, 3, 2, 4], rows, text)


def _words(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [part(question, [], [1], [], [f"– {line}" for line in lines]) for question, lines in told["said"].words]


def _learnt(told: dict[str, Any]) -> dict[str, Any]:
    gain, text = told["learnt"].gain, []
    if gain is not None and gain.n and gain.mean is not None:
        words = {"n": figure(gain.n), "before": _tenth(gain.before), "after": _tenth(gain.after)}
        words |= {"gain": _tenth(gain.mean), "spread": _tenth(gain.spread or 0)}
        text = [gettext("%(n)s wrote both tests: %(before)s %%, then %(after)s %%; gain %(gain)s ± %(spread)s") % words]
    rows = [
        [
            gettext(TEST_KINDS[test.kind]),
            day(test.on),
            "–" if test.n is None else figure(test.n),
            "–" if test.mean is None else _tenth(test.mean),
        ]
        for test in told["learnt"].tests
    ]
    headings = [gettext("Test"), gettext("Day"), gettext("Results"), gettext("Mean, %")]
    plot = told["learning"]["plot"]
    drawn = [plots.on_paper(plot)] if plot else []
    return part(gettext("What was learnt"), headings, [4, 3, 2, 2], rows, text, drawn)


def _looked(told: dict[str, Any]) -> list[dict[str, Any]]:
    seen = [gettext("Practice"), gettext("Could be seen"), gettext("Does it"), gettext("Does it in part")]
    had = [gettext("Condition"), gettext("People"), gettext("Yes"), gettext("In part")]
    found = []
    for time in told["looked"]:
        after = gettext("After %(n)s months") % {"n": figure(time.after)}
        found.append(part(after, seen, [6, 2, 2, 2], [_rate(rate) for rate in time.practices]))
        heading = f"{after}: {gettext('What it takes: was it there?')}"
        found.append(part(heading, had, [6, 2, 2, 2], [_rate(rate) for rate in time.conditions]))
    return found


def _rate(rate: Rate) -> list[str | Drawn]:
    counts = (rate.fully, rate.partly, rate.n - rate.fully - rate.partly)
    return [_bar(counts, rate.text, plots.DONE), figure(rate.n), figure(rate.fully), figure(rate.partly)]


def _bar(counts: Sequence[int], text: str, shades: Sequence[str] = plots.SHADES) -> Drawn:
    return {"drawn": plots.on_paper(plots.shares(counts, shades)), "text": text}


def _results(told: dict[str, Any]) -> dict[str, Any]:
    rows = [
        [each["line"].name, each["line"].set_title, each["before"] or "–", each["after"] or "–"]
        for each in told["lines_of_results"]
    ]
    headings = [gettext("Facility"), gettext("Question set"), gettext("Before"), gettext("After")]
    said = gettext("They happened after it; nobody can say from this that they happened because of it.")
    return part(gettext("What happened at the facilities"), headings, [4, 4, 2, 2], rows, [said] if rows else [])


def _tenth(value: float) -> str:
    return figure(round(value, 1))
