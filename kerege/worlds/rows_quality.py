"""Quality plans of the example world, step by step, and its controlled documents."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.actions import documents, evaluating
from kerege.capacity.queries import documents as register
from kerege.capacity.queries import plans as queries
from kerege.inventory import queries as inventory
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, Actor
from kerege.people.words import UNKNOWN_CHOICE
from kerege.training import actions as training
from kerege.worlds.rows_capacity import LOADER


def step(*, by: Actor, facility: str, step: str, who: str, on: date, **told: Any) -> None:
    """One step of the plan of a facility, done by the account with the address `who`; `by` only brings the table in. A
    step that an earlier load has done is not done again.
    """
    if step not in STEPS:
        raise Refusal(UNKNOWN_CHOICE, field="step", value=step[:20], name="step", choices=", ".join(STEPS))
    actor = people.actor_for(people.account(who), on=on, strong=True)
    lines = queries.plans(LOADER, me=ANONYMOUS, on=date.max, lang="en", facility=facility)
    page = queries.plan(LOADER, lines[0].uid, me=ANONYMOUS, on=date.max, lang="en") if lines else None
    if (page is None) == (step == "open"):
        STEPS[step](actor, page, on, told | {"facility": facility})


def _open(by: Actor, _page: Any, on: date, told: dict[str, Any]) -> None:
    names = ("facility", "checklist", "version", "mentor", "host", "set_key", "until", "synthetic")
    capacity.open_plan(by=by, start=on, today=on, **{name: told[name] for name in names})


def _report(by: Actor, page: Any, on: date, told: dict[str, Any]) -> None:
    if told["activity"] not in page.proofs:
        capacity.report_activity(by=by, plan=page.line.uid, activity=told["activity"], proof=told["text"], today=on)


def _look(by: Actor, page: Any, on: date, told: dict[str, Any]) -> None:
    if page.proofs[told["activity"]].looked_on is None:
        good = not told["text"]
        given = {"activity": told["activity"], "convincing": good, "note": told["text"]}
        capacity.look_at_activity(by=by, plan=page.line.uid, today=on, **given)


def _visit(by: Actor, page: Any, on: date, told: dict[str, Any]) -> None:
    given = {"seen": told["text"], "agreed": told["agreed"], "next_on": told["until"], "found": told["found"]}
    if on not in {visit.on for visit in page.visits}:
        capacity.log_visit(by=by, plan=page.line.uid, on=on, kind="visit", today=on, **given)


def _evaluate(by: Actor, page: Any, on: date, told: dict[str, Any]) -> None:
    """What the provider told of the round of a subject (in `activity`)."""
    card = inventory.facility(LOADER, page.line.facility, on=on)
    if card is not None:
        held = next(each for each in card.rounds if each.subject == told["activity"])
        given = {"facility": card.line.key, "round": held.uid, "measure": "score", "told": told["text"]}
        evaluating.evaluate_round(by=by, on=on, today=on, synthetic=told["synthetic"], **given)


STEPS: dict[str, Callable[..., None]] = {
    "open": _open,
    "report": _report,
    "look": _look,
    "visit": _visit,
    "evaluate": _evaluate,
}


def document(*, by: Actor, facility: str, code: str, version: str, on: date, **told: Any) -> None:
    """One version of a document: written by one account, approved by another; `by` brings the table in."""
    writer, approver = (
        people.actor_for(people.account(told[name]), on=on, strong=True) for name in ("writer", "approver")
    )
    titles = {lang: told[f"title_{lang}"] for lang in ("en", "ru")}
    given = {"seat": told["seat"], "synthetic": told["synthetic"], "today": on}
    row = documents.record_document(by=writer, facility=facility, code=code, titles=titles, **given)
    known = register.document(LOADER, row.uid, me=ANONYMOUS, on=date.max, lang="en")
    if known is not None and version in {each.version for each in known.versions}:
        return
    draft = documents.draft_version(
        by=writer, document=str(row.uid), version=version, kept_at=told["kept_at"], today=on
    )
    if told["effective_from"]:
        documents.hand_for_review(by=writer, version=str(draft.uid))
        days = {"effective_from": told["effective_from"], "review_by": told["review_by"], "today": on}
        documents.approve_version(by=approver, version=str(draft.uid), **days)


def cited(*, by: Actor, course: str, facility: str, code: str, on: date) -> None:
    """A course uses a document of a facility."""
    found = register.register(LOADER, me=ANONYMOUS, on=on, lang="en", facility=facility)
    document = next(line.uid for line in found if line.code == code)
    training.use_document(by=by, course=course, document=document, today=on)
