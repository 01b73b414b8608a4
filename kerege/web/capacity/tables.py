"""Lists and results as files."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from kerege.capacity.queries import ActionLine, AssessmentLine, FoundLine, ResultPage
from kerege.capacity.rules.answers import Standing
from kerege.capacity.words import ACTION_STATES, ASSESSMENT_KINDS, ASSESSMENT_STATES, ActionState
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice, cell
from kerege.web.capacity.wording import answer, found, percent_text, told
from kerege.web.shell.wording import word_of

ASSESSMENTS = (
    *(N_("What was assessed"), N_("Country"), N_("Question set"), N_("Version"), N_("Kind"), N_("Round"), N_("State")),
    *(N_("Opened"), N_("Closed"), N_("Score"), N_("Answered"), N_("Asked")),
)
ANSWERS = (
    *(N_("Section"), N_("Key"), N_("Question"), N_("Answer"), N_("How it stands"), N_("Points"), N_("Most points")),
    *(N_("Weight"), N_("Score of the section")),
)
ACTIONS = (
    *(N_("Action"), N_("Seat"), N_("Due"), N_("State"), N_("Done on"), N_("Proof"), N_("Verified on"), N_("Note")),
)
FINDINGS = (
    *(N_("What was assessed"), N_("Whose record it is"), N_("Finding"), N_("Answer"), N_("Grade"), N_("Cause")),
    *(N_("Where it comes from"), N_("Found"), N_("How it stands"), N_("Due"), N_("Seat"), N_("Key")),
)
STANDINGS = {
    Standing.OPEN: N_("not answered"),
    Standing.ANSWERED: N_("answered"),
    Standing.DISAGREED: N_("the assessors disagree"),
    Standing.AGREED: N_("agreed after different answers"),
    Standing.LEFT_OPEN: N_("left open with a reason"),
}


def assessments_table(viewer: Viewer, lines: Iterable[AssessmentLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({line.territory for line in lines}, choice)
    rows = []
    for line in lines:
        score: Any = line.summary
        counts: tuple[Any, ...] = (cell(score),) * 3
        if score is not None and not isinstance(score, Withheld):
            counts = (score["score"], score["known"], score["asked"])
        kind, state = word_of(ASSESSMENT_KINDS, line.kind), word_of(ASSESSMENT_STATES, line.state)
        told_of = (line.title, names.get(line.territory), line.set_title, line.version, kind, line.round, state)
        rows.append([*told_of, line.opened_on, line.closed_on, *counts])
    return lists.table(viewer, gettext("Assessments"), ASSESSMENTS, rows, choice)


def result_table(viewer: Viewer, found: ResultPage, choice: Choice) -> Table:
    """Every question that is asked, with the points that count: whoever has it can compute the scores again."""
    definition = found.page.definition
    questions = {question.key: question for question in definition.questions()}
    titles = {section.key: told(section.title, definition) for section in definition.sections}
    rows = []
    for section in found.result.sections:
        score = percent_text(section.score) or gettext("not given while answers are missing")
        for line in section.lines:
            question = questions[line.question]
            said = answer(definition, question, found.settled[line.question][1])
            how = gettext(STANDINGS[line.standing])
            worth = [float(n) if n is not None else None for n in (line.points, line.most if line.scored else None)]
            text = told(question.text, definition)
            rows.append([titles[section.key], line.question, text, said, how, *worth, float(line.weight), score])
    title = gettext("Result: %(title)s") % {"title": found.page.line.title}
    names = lists.names_of({found.page.line.territory}, choice).values()
    overall = percent_text(found.result.score) or gettext("not given while answers are missing")
    return lists.table(
        viewer,
        title,
        ANSWERS,
        rows,
        choice,
        gettext("Score of the whole: %(score)s") % {"score": overall},
        gettext("A score is the sum of weight × points ÷ most points, divided by the sum of the weights."),
        *(f"{name.marker} {name.note}" for name in names if name.marker and name.marker in title),
    )


def findings_table(viewer: Viewer, lines: Iterable[FoundLine], choice: Choice) -> Table:
    """Findings with how they stand, the most urgent first."""
    rows = []
    for line in lines:
        told_of = found(line)
        seats = "; ".join(each.seat_title for each in line.finding.actions if each.state != ActionState.DROPPED)
        rows.append(
            [
                *(line.title, line.owner, told_of["text"], told_of["answer"], told_of["severity"], told_of["cause"]),
                *(told_of["source"], line.finding.found_on, told_of["standing"], line.due, seats, line.finding.uid),
            ]
        )
    return lists.table(viewer, gettext("Findings"), FINDINGS, rows, choice)


def actions_table(viewer: Viewer, lines: Iterable[ActionLine], choice: Choice) -> Table:
    rows = [
        [
            *(line.what, line.seat_title, line.due, word_of(ACTION_STATES, line.state), line.done_on, line.proof),
            *(line.verified_on, line.note),
        ]
        for line in lines
    ]
    return lists.table(viewer, gettext("Corrective actions"), ACTIONS, rows, choice)
