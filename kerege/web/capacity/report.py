"""The result of an assessment on paper: scores, findings with what is done, what was agreed on, evidence."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from kerege.capacity.queries import ResultPage
from kerege.capacity.words import Settled
from kerege.records.viewers import Viewer
from kerege.web.capacity import wording
from kerege.web.capacity.paper import part, printed
from kerege.web.shell.figures import day, figure


def report(
    viewer: Viewer, found: ResultPage, sections: Sequence[Any], findings: Sequence[Any], notes: list[str]
) -> bytes:
    """A PDF in the reader's language. `sections` and `findings` are those of the page, in its words."""
    line = found.page.line
    parts = [_scores(sections), _findings(findings), _agreements(found), _evidence(found)]
    about = [
        line.set_title,
        gettext("Round %(number)s") % {"number": line.round},
        gettext("Closed on %(day)s") % {"day": day(line.closed_on)} if line.closed_on else gettext("Not closed yet"),
        gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")},
    ]
    return printed(gettext("Result: %(title)s") % {"title": line.title}, about, parts, notes)


def _scores(sections: Sequence[Any]) -> dict[str, Any]:
    rows = [[each["title"], each["score"].percent or each["score"].missing] for each in sections]
    text = [gettext("Where answers are missing there is no score: that is not known, and neither good nor bad.")]
    return part(gettext("By section"), [gettext("Section"), gettext("Score")], [3, 1], rows, text)


def _findings(findings: Sequence[Any]) -> dict[str, Any]:
    rows = []
    for each in findings:
        done = "; ".join(f"{a.what} ({a.seat_title}, {day(a.due)}: {state})" for a, state in each["actions"])
        rows.append([each["text"], each["answer"], each["severity"], done])
    headings = [gettext("Finding"), gettext("Answer"), gettext("Severity"), gettext("What is done")]
    return part(gettext("Findings"), headings, [5, 4, 4, 6], rows)


def _agreements(found: ResultPage) -> dict[str, Any]:
    definition = found.page.definition
    rows = []
    for question in definition.questions():
        said = found.agreements.get(question.key)
        if said is not None:
            agreed = wording.answer(definition, question, said.given)
            what = agreed if said.settled == Settled.AGREED else gettext("left open with a reason")
            rows.append([wording.told(question.text, definition), what, said.reason])
    headings = [gettext("Question"), gettext("Answer"), gettext("Reason")]
    return part(gettext("What was agreed on, or left open"), headings, [3, 2, 3], rows)


def _evidence(found: ResultPage) -> dict[str, Any]:
    texts = {q.key: wording.told(q.text, found.page.definition) for q in found.page.definition.questions()}
    rows = [[texts.get(e.question, e.question), e.title, e.reference] for e in found.page.evidence]
    headings = [gettext("Question"), gettext("Evidence"), gettext("Where it can be looked at")]
    count = gettext("Pieces of evidence: %(count)s") % {"count": figure(len(rows))}
    return part(gettext("Evidence"), headings, [3, 2, 2], rows, [count])
