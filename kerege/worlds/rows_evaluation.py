"""What came of courses in the example world: answers of made-up participants, and tests that they wrote."""

from datetime import date
from typing import Any

from kerege.lib.sheets import read_grid
from kerege.people.rules import Actor
from kerege.training.actions import evaluation as actions
from kerege.training.queries import evaluation, evaluation_tests
from kerege.training.words.evaluation import FormKind, Stage, TestKind
from kerege.worlds.rows_capacity import LOADER


def reaction(
    *, by: Actor, course: str, asked_on: date, participants: str, answers: str, helped: str = "", change: str = ""
) -> None:
    """The participants of a course are asked and answer on paper, once: a word of digits is one answer, in the order of
    the form's questions. Texts stand one to an answer, with bars between them.
    """
    row = evaluation.row_with_key(LOADER, course)
    rights = evaluation.allowed(LOADER, by, row)
    if evaluation.reaction(row, rights, on=date.max, lang="en").stage != Stage.NOT_ASKED:
        return
    told: dict[str, Any] = {"by": by, "course": str(row.uid), "today": asked_on}
    actions.ask_participants(**told, participants=int(participants))
    form = evaluation.form_of(evaluation.newest_form(FormKind.REACTION, on=asked_on))
    written = {"helped": helped.split("|"), "change": change.split("|")}
    for number, digits in enumerate(answers.split()):
        given = {question.key: digit for question, digit in zip(form.questions, digits, strict=True)}
        given |= {key: lines[number] for key, lines in written.items() if number < len(lines)}
        actions.enter_paper(**told, sheet=number + 1, given=given)


def course_test(
    *, by: Actor, course: str, kind: str, on: date, items: str, results: str, closed_on: date | None = None
) -> None:
    """A test that participants of a course wrote, once: `results` are keys of persons, each with a letter for each
    question.
    """
    row = evaluation.row_with_key(LOADER, course)
    rights = evaluation.allowed(LOADER, by, row)
    learnt = evaluation_tests.learning(LOADER, row, rights, by=by, on=date.max)
    if any((line.kind, line.on) == (TestKind(kind), on) for line in learnt.tests):
        return
    told: dict[str, Any] = {"by": by, "today": closed_on or on}
    made = actions.record_test(**told, course=str(row.uid), kind=kind, on=on, items=items.replace(" | ", "\n"))
    numbers = [str(item["id"]) for item in made.items]
    lines = [";".join(["Participant", *numbers])]
    for pair in results.split():
        person, _, letters = pair.partition(":")
        lines.append(";".join([person, *letters]))
    actions.take_results(**told, test=str(made.uid), sheet=read_grid("results.csv", "\n".join(lines).encode()))
    if closed_on is not None:
        actions.close_test(**told, test=str(made.uid))
