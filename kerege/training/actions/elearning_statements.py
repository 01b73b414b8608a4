"""What packages keep becomes statements in the record store of their owner, under a pseudonym (decision 78).

A commit and its statements are written in one transaction; the store gets them right after, or by a job where that
failed.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from kerege.journal.rules import checking, gated, known_as, writing
from kerege.lib.refusal import Refusal
from kerege.lrs import actions as lrs
from kerege.lrs.rules import reading
from kerege.lrs.rules.batches import ready
from kerege.lrs.words import Edition
from kerege.people.rules import SYSTEM, Actor
from kerege.training.models import ElearningCommit, ElearningPackage, ElearningRegistration, WaitingStatements
from kerege.training.rules.elearning.actors import learner
from kerege.training.rules.elearning.shapes import WHOLE, recognised
from kerege.training.rules.elearning.statements import About, of_commit

MOST_AT_ONCE = 200


def put_aside(
    *,
    by: Actor,
    package: ElearningPackage,
    row: ElearningRegistration,
    kept: ElearningCommit,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Write down what a commit says as statements. A part of the action that keeps the commit; refuses nothing."""
    if not row.recorded or kept.part == WHOLE:
        return
    what = recognised(package.told)
    part = next(each for each in what.parts if each.id == kept.part)
    about = About(
        node=settings.KEREGE_ADDRESS,
        actor=learner(node=settings.KEREGE_ADDRESS, owner=package.owner, pseudonym=known_as(by.uid)),
        package=str(package.uid),
        title=package.title,
        language=what.language,
        registration=row.uid,
        commit=kept.uid,
        at=kept.at.isoformat(),
    )
    if told := of_commit(about, part.id, part.title, before, after):
        WaitingStatements(registration=row, statements=told).save()


def tell_waiting(*, by: Actor, at: datetime) -> int:
    """Give the record stores what they do not have yet; how many statements they took.

    A statement that the store refuses (an exercise told nonsense) is left out; what it said stays with its commit.
    Refuses journal.* while nothing may be written; then they wait.
    """
    return _told(WaitingStatements.objects.all(), at)


def tell_registration(*, by: Actor, at: datetime, registration: ElearningRegistration) -> int:
    """The same of one registration, right after its commit. Refuses journal.* while nothing may be written."""
    return _told(WaitingStatements.objects.filter(registration=registration), at)


def _told(rows: Any, at: datetime) -> int:
    waiting = list(rows.select_related("registration").order_by("id")[:MOST_AT_ONCE])
    took = sum(_tell(each, at) for each in waiting)
    if waiting:
        with gated(), transaction.atomic(), writing():
            WaitingStatements.objects.filter(id__in=[each.id for each in waiting]).delete()
    return took


def _tell(waiting: WaitingStatements, at: datetime) -> int:
    with checking():
        package = ElearningPackage.objects.inside_action().get(id=waiting.registration.package_id)
    caller = lrs.let_in_own(by=SYSTEM, owner=package.owner, on=at.date())
    took = 0
    for each in waiting.statements:
        try:
            sent, _ = reading.statements_of(json.dumps(each, ensure_ascii=False))
            batch = ready(sent, edition=Edition.XAPI_1)
            took += len(lrs.store(by=caller, batch=batch, edition=Edition.XAPI_1))
        except Refusal as refusal:
            if not refusal.code.startswith("lrs."):
                raise  # nothing may be written now: they wait
    return took
