"""Reminding seats of what is overdue or comes due, by the node itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from kerege.capacity.models import ActivityProof, CorrectiveAction, DocumentVersion, MentorVisit, QualityPlan
from kerege.capacity.queries.teams import DOOR
from kerege.capacity.rules.checklists import read
from kerege.capacity.rules.documents import SOON, Dated, state_on
from kerege.capacity.rules.plans import progress
from kerege.capacity.words import ActionState
from kerege.capacity.words.documents import VersionState
from kerege.capacity.words.plans import PlanState, VisitKind
from kerege.capacity.words.tasks import ENDINGS, OVERDUE, REVIEWS, STAGES
from kerege.inventory import queries as inventory
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import stable_uid
from kerege.people import actions as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

REMINDED = "capacity.seat.reminded"
SAID = timedelta(days=30)
"""So long the mentor's word that a plan is on course holds."""
TIME_TO_ANSWER = timedelta(days=14)


def remind_seats(*, by: Actor, at: datetime) -> int:
    """Once a month, set each seat one task for all corrective actions that are overdue, one for all documents whose
    review is due within two months or over, and the host of a quality plan one where an accreditation or a test ends.
    Both seats of a plan get one for late stages, unless the mentor said in the last month that it is on course.
    They say where to look and nothing of what stands there. How many tasks were set; a seat that ends before it could
    answer gets none.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today, done = at.date(), 0
    with checking():
        chairs: dict[tuple[str, str, str], list[Any]] = {}
        for title, seat, row in (*_overdue(today), *_stages(today), *_reviews(today), *_endings(today)):
            if seat.end is None or seat.end > today + TIME_TO_ANSWER:
                chairs.setdefault((title, row.owner, seat.key), []).append(row)
    for (title, owner, seat), rows in chairs.items():
        about = stable_uid(REMINDED, f"{title}/{seat}")
        if _month(str(about)) == f"{today:%Y-%m}":
            continue
        with act(REMINDED, by=by, owner=owner, about=about, month=f"{today:%Y-%m}", records=len(rows)):
            example, due = all(row.synthetic for row in rows), today + TIME_TO_ANSWER
            people.set_task(by=by, seat=seat, title=title, due=due, synthetic=example, today=today)
        done += 1
    return done


def _overdue(today: date) -> Iterator[tuple[str, Any, Any]]:
    late = CorrectiveAction.objects.inside_action().filter(state=ActionState.PLANNED, due__lt=today)
    for row in late.select_related("seat").order_by("seat__key", "id"):
        yield OVERDUE, row.seat, row


def _stages(today: date) -> Iterator[tuple[str, Any, Any]]:
    """Running plans with a late stage, for both seats, unless the mentor said lately that they are on course."""
    rows = QualityPlan.objects.inside_action().filter(state=PlanState.RUNNING, start__lte=today)
    said = MentorVisit.objects.inside_action().filter(kind=VisitKind.CHECK, on__gt=today - SAID)
    quiet = set(said.values_list("plan_id", flat=True))
    for row in rows.select_related("mentor", "host", "checklist").order_by("host__key", "id"):
        proved = ActivityProof.objects.inside_action().filter(plan=row).order_by("id")
        states = dict(proved.values_list("activity", "state"))
        days = {key: date.fromisoformat(day) for key, day in row.days.items()}
        told = progress(read(row.checklist.content), days, states, on=today)
        if row.id not in quiet and any(stage.late for stage in told):
            yield STAGES, row.mentor, row
            yield STAGES, row.host, row


def _reviews(today: date) -> Iterator[tuple[str, Any, Any]]:
    by_document: dict[int, list[Any]] = {}
    rows = DocumentVersion.objects.inside_action().filter(effective_from__lte=today)
    for row in rows.select_related("document__seat").order_by("document__seat__key", "id"):
        by_document.setdefault(row.document_id, []).append(row)
    for versions in by_document.values():
        dated = {row.id: Dated(row.step, row.effective_from, row.review_by, row.withdrawn_on) for row in versions}
        for row in versions:
            current = state_on(dated[row.id], dated.values(), today) == VersionState.EFFECTIVE
            if current and row.review_by <= today + SOON:
                yield REVIEWS, row.document.seat, row


def _endings(today: date) -> Iterator[tuple[str, Any, Any]]:
    """Running plans of facilities on whose card an accreditation or a proficiency test ends within two months."""
    rows = QualityPlan.objects.inside_action().filter(state=PlanState.RUNNING)
    for row in rows.select_related("host").order_by("host__key", "id"):
        card = inventory.facility(DOOR, row.facility, on=today)
        ends = [each.until for each in card.accreditations] + [each.until for each in card.rounds] if card else []
        if any(day is not None and today <= day <= today + SOON for day in ends):
            yield ENDINGS, row.host, row


def _month(about: str) -> str:
    """The month of the last reminder of this seat."""
    last = journal.acts(owners=None, about=about, word_prefix=REMINDED, limit=1)
    return str(last[0].facts.get("month", "")) if last else ""
