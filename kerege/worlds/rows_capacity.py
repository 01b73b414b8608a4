"""Assessments of the example world, step by step: opened, answered by each as themselves, settled, closed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity import queries
from kerege.capacity.words import AssessmentState
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.sheets.grid import Grid, Line, Raw
from kerege.lib.sheets.shape import Kind
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor
from kerege.people.words import UNKNOWN_CHOICE
from kerege.records.viewers import Viewer

LOADER = Viewer(uid="worlds", everywhere=Sensitivity.RESTRICTED)
"""Reads what an earlier load has brought in, so that a second one changes nothing. Shows it to nobody."""


def step(
    *, by: Actor, question_set: str, facility: str, round: int, step: str, who: str, on: date, **told: Any
) -> None:
    """One step of one round, done by the account with the address `who`; `by` only brings the table in. A step that an
    earlier load has done is not done again.
    """
    if step not in STEPS:
        raise Refusal(UNKNOWN_CHOICE, field="step", value=step[:20], name="step", choices=", ".join(STEPS))
    choice = queries.Choice(set_key=question_set, facility=facility)
    lines = queries.assessments(LOADER, me="", on=date.max, lang="en", choice=choice)
    line = next((each for each in lines if each.round == round), None)
    if (line is None) == (step == "open"):
        told |= {"question_set": question_set, "facility": facility}
        STEPS[step](people.actor_for(people.account(who), on=on, strong=True), line, on, told)


def _open(by: Actor, _line: Any, on: date, told: dict[str, Any]) -> None:
    """A round, and the addresses of further assessors in its team."""
    made = capacity.open_assessment(
        by=by,
        set_key=told["question_set"],
        kind=told["kind"],
        facility=told["facility"],
        synthetic=told["synthetic"],
        today=on,
    )
    for email in told["team"]:
        capacity.name_assessor(by=by, assessment=str(made.uid), email=email, part="assessor", today=on)


def _answer(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
    """Codes by the keys of questions, or `na`; comments beside some of them."""
    answers = {
        key: capacity.Told("" if value == "na" else value, value == "na", told["comments"].get(key, ""))
        for key, value in told["answers"].items()
    }
    at = datetime.combine(on, time(12), UTC)
    for refusal in capacity.save_answers(by=by, assessment=line.uid, answers=answers, now=at).values():
        raise refusal


def _settle(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
    said = capacity.Told(told["value"], comment=told["reason"])
    capacity.settle_question(by=by, assessment=line.uid, question=told["question"], told=said, today=on)


def _hand_in(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
    capacity.hand_in(by=by, assessment=line.uid, today=on)


def _close(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
    capacity.close_assessment(by=by, assessment=line.uid, today=on)


def _correct(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
    """What is done about the finding of a question; with `proof` it is done, with `verifier` verified."""
    page = queries.result_page(LOADER, line.uid, me="", on=date.max, lang="en")
    finding = next(f for f in page.findings if f.question == told["question"]) if page else None
    if finding is None or finding.actions:
        return
    plan = {"what": told["what"], "seat": told["seat"], "due": told["due"]}
    title = "Corrective action after an assessment (example)"
    made = capacity.plan_action(by=by, finding=finding.uid, title=title, today=on, **plan)
    if told["proof"]:
        done, verifier = told["done_on"], people.account(told["verifier"])
        capacity.report_done(by=by, action=str(made.uid), proof=told["proof"], today=done)
        other = people.actor_for(verifier, on=done, strong=True)
        capacity.verify_action(by=other, action=str(made.uid), convincing=True, today=done)


def _cause(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
    """Why the finding of a question arose: the kind of cause, and the reason."""
    page = queries.result_page(LOADER, line.uid, me="", on=date.max, lang="en")
    finding = next(f for f in page.findings if f.question == told["question"]) if page else None
    if finding is not None:
        capacity.name_cause(by=by, finding=finding.uid, kind=told["kind"], cause=told["reason"], today=on)


def _while_open(deed: Callable[..., None]) -> Callable[..., None]:
    """A step that is done only in a round that is open: one that is closed had it before."""

    def done(by: Actor, line: Any, on: date, told: dict[str, Any]) -> None:
        if line.state == AssessmentState.OPEN:
            deed(by, line, on, told)

    return done


STEPS: dict[str, Callable[..., None]] = {
    "open": _open,
    "answer": _while_open(_answer),
    "settle": _while_open(_settle),
    "hand_in": _while_open(_hand_in),
    "close": _while_open(_close),
    "correct": _correct,
    "cause": _cause,
}


def declared(*, by: Actor, year: int, territory: str, scores: dict[str, str], source: str, synthetic: bool) -> None:
    """Scores of one country, through the same steps as a file of them."""
    heading = dict(enumerate(["country", *scores]))
    told = dict(enumerate([territory, *scores.values()]))
    lines = [Line(n, {c: Raw(t, Kind.TEXT) for c, t in row.items()}) for n, row in enumerate((heading, told), start=1)]
    grids = [Grid("declared_scores", lines)]
    done = capacity.import_scores(by=by, owner=REGION, grids=grids, source=source, year=year, synthetic=synthetic)
    for _row, refusal in done.refused:
        raise refusal
