"""Setting by which policy an owner's needs are computed, version after version."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.capacity.models import NeedPolicy
from kerege.capacity.queries.frameworks import CONTENT, known_competences
from kerege.capacity.rules.policy import read, written
from kerege.capacity.words import refused
from kerege.capacity.words.needs import POLICY_BEFORE, POLICY_PAST, POLICY_UNCHANGED
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import NO_SOURCE
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def set_policy(
    *,
    by: Actor,
    owner: str,
    content: Mapping[str, Any],
    reason: str,
    source: str,
    start: date,
    today: date | None = None,
) -> NeedPolicy:
    """Set the policy of an owner from a day on, as its next version. Nobody but the node itself sets one for a day that
    is over, because figures were told by the one before. The newest again changes nothing.

    Refuses people.not_yours, capacity.no_reason, figures.no_source, atlas.unknown_code, text.*, capacity.policy_past,
    .policy_before, .policy_unchanged, and what rules.policy.read refuses.
    """
    check_may(by, Deed.SET_NEED_POLICY, owner)
    day = today or localdate()
    told = written(read(content, competences=known_competences(CONTENT, on=day, lang="en")))
    if not reason.strip():
        raise Refusal(refused.NO_REASON, field="reason")
    why = clean_line(reason, field="reason", max_length=500)
    if not source.strip():
        raise Refusal(NO_SOURCE, field="source")
    page = atlas.source(source.strip())
    if not by.is_system and start < day:
        raise Refusal(POLICY_PAST, field="start", start=str(start))
    with checking():
        newest: NeedPolicy | None = NeedPolicy.objects.filter(owner=owner).order_by("-version").first()
    if newest is not None:
        if newest.content == told:
            if newest.start == start and newest.reason == why:
                return newest
            raise Refusal(POLICY_UNCHANGED, version=newest.version)
        if start <= newest.start:
            raise Refusal(POLICY_BEFORE, field="start", version=newest.version, start=str(newest.start))
    number = 1 if newest is None else newest.version + 1
    with act("capacity.policy.set", by=by, owner=owner) as done:
        row = NeedPolicy(owner=owner, version=number, content=told, reason=why, source=page, start=start)
        row.save()
        done.about = row.uid
        done.note(version=number, start=start)
    return row


def set_default_policy(
    *, by: Actor, owner: str, content: Mapping[str, Any], reason: str, source: str, start: date
) -> NeedPolicy:
    """Set the first policy of an owner; where the owner has one, whichever it is, that one stays.

    Refuses what set_policy refuses.
    """
    with checking():
        first: NeedPolicy | None = NeedPolicy.objects.filter(owner=owner).order_by("version").first()
    return first or set_policy(by=by, owner=owner, content=content, reason=reason, source=source, start=start)
