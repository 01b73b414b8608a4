"""Badges that courses give: deciding what for, giving them, taking one back.

Who took part in or passed what is known above this room, and so is who decides about a course: whoever calls has asked
both (training.actions.badges). What is given is signed, listed and verified as certificates are.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from kerege.capacity.models import CourseBadge, GivenBadge
from kerege.capacity.rules.numbers import new_number, typed_number
from kerege.capacity.words import course_badges as words
from kerege.capacity.words.course_badges import BadgeKind
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_text
from kerege.people import queries as people
from kerege.people.rules import Actor, choice


def decide_badge(
    *,
    by: Actor,
    owner: str,
    about: UUID,
    kind: str,
    title: str,
    criteria: Mapping[str, str],
    basis: UUID | None = None,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> CourseBadge:
    """Say that a course gives a badge and what for, in every language of BADGE_LANGUAGES. The same again changes
    nothing. Nobody's badge changes: where somebody has one already, those given from now on say the new text.

    Refuses capacity.badge_untold, people.unknown_choice and text.*.
    """
    what, day = choice(kind, BadgeKind, "kind"), today or localdate()
    told: dict[str, Any] = {"title": title[:200], "criteria": _told(criteria), "basis": basis}
    with checking():
        rows = CourseBadge.objects.inside_action().filter(about=about, kind=what, ended_on__isnull=True)
        before: CourseBadge | None = rows.first()
        held = before is not None and GivenBadge.objects.inside_action().filter(badge=before).exists()
    if before is not None and all(getattr(before, name) == value for name, value in told.items()):
        return before
    with act("capacity.course_badge.decided", by=by, owner=owner, about=about, kind=str(what)):
        if before is not None and held:
            before.ended_on = day
            before.save()
        row = before if before is not None and not held else CourseBadge(about=about, kind=what, owner=owner)
        for name, value in told.items():
            setattr(row, name, value)
        row.label, row.synthetic, row.decided_on, row.decided_by = label, synthetic, day, known_as(by.uid)
        row.save()
    return row


def end_badge(*, by: Actor, about: UUID, kind: str, today: date | None = None) -> None:
    """Give a badge of a course to nobody any more; whoever has it keeps it. Refuses capacity.badge_not_there."""
    row = _badge(about, kind)
    with act("capacity.course_badge.ended", by=by, owner=row.owner, about=about, kind=row.kind):
        row.ended_on = today or localdate()
        row.save()


def give_badges(
    *, by: Actor, about: UUID, kind: str, persons: Collection[int], again: bool = False, today: date | None = None
) -> int:
    """Give a badge of a course to these persons (row numbers), as one act that tells how many and never who: how many
    got it. Who has one of that kind from this course keeps it; nobody gives one to themselves. `again`: also to those
    from whom one was taken back.

    Refuses capacity.badge_not_there.
    """
    row, day = _badge(about, kind), today or localdate()
    with checking():
        had = GivenBadge.objects.inside_action().filter(badge_id__in=_ever(about, row.kind))
        had = had.filter(taken_back_on__isnull=True) if again else had
        without = set(had.filter(person_id__in=list(persons)).values_list("person_id", flat=True))
    myself = people.person_number(by.uid) if by.uid and not by.is_system else None
    whom = sorted(set(persons) - without - {myself})
    if not whom:
        return 0
    kept = {"owner": row.owner, "synthetic": row.synthetic, "given_on": day, "given_by": known_as(by.uid)}
    with act("capacity.course_badge.given", by=by, owner=row.owner, about=about, kind=row.kind, count=len(whom)):
        for person in whom:
            GivenBadge.objects.create(**kept, badge=row, person_id=person, number=new_number())
    return len(whom)


def take_back_badge(*, by: Actor, number: str, reason: str, about: UUID, today: date | None = None) -> GivenBadge:
    """Take back a badge that a course gave, for example because its register was wrong. Its number says so from now on,
    and so does the status list of every file that was fetched.

    Refuses capacity.badge_not_there, .badge_not_now, .badge_no_reason and text.*.
    """
    with checking():
        rows = GivenBadge.objects.inside_action().filter(number=typed_number(number), badge_id__in=_ever(about))
        row: GivenBadge | None = rows.first()
    if row is None:
        raise Refusal(words.BADGE_NOT_THERE, field="number")
    if row.taken_back_on is not None:
        raise Refusal(words.BADGE_NOT_NOW, field="number")
    if not reason.strip():
        raise Refusal(words.BADGE_NO_REASON, field="reason")
    told = clean_text(reason, field="reason", max_length=500)
    with act("capacity.course_badge.taken_back", by=by, owner=row.owner, about=row.uid):
        row.taken_back_on, row.taken_back_by, row.reason = today or localdate(), known_as(by.uid), told
        row.save()
    return row


def _told(criteria: Mapping[str, str]) -> dict[str, str]:
    given = {lang: criteria.get(lang, "") for lang in words.BADGE_LANGUAGES}
    for lang, text in given.items():
        if not str(text).strip():
            raise Refusal(words.BADGE_UNTOLD, field=f"criteria_{lang}")
    return {lang: clean_text(text, field=f"criteria_{lang}", max_length=1000) for lang, text in given.items()}


def _ever(about: UUID, *kinds: str) -> list[int]:
    """The row numbers of all badges that a course ever gave, of these kinds."""
    rows = CourseBadge.objects.inside_action().filter(about=about)
    return list((rows.filter(kind__in=kinds) if kinds else rows).values_list("id", flat=True))


def _badge(about: UUID, kind: str) -> CourseBadge:
    with checking():
        rows = CourseBadge.objects.inside_action().filter(about=about, kind=kind, ended_on__isnull=True)
        found: CourseBadge | None = rows.first()
    if found is None:
        raise Refusal(words.BADGE_NOT_THERE, field="kind")
    return found
