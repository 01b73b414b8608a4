"""Taking in what trainers and observers saw, also on devices that had no line: each event once, and none lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training.actions.practice_parts import _cohort_of, course_in
from kerege.training.models import Course, CourseActivity, PracticeEvent
from kerege.training.rules.practice_intake import MOST_EVENTS, Brought, check_fits, clock_off, read_event
from kerege.training.rules.practice_plan import Plan, plan_of
from kerege.training.words import practice_refused as refused
from kerege.training.words.practice import Seen


@dataclass(frozen=True)
class Taken:
    """What became of a batch: `taken` need not come again; of those, `aside` bear the number of another record with
    other content and are kept beside it; `refused` stay where they are, each with the reason.
    """

    taken: tuple[str, ...]
    aside: tuple[str, ...]
    refused: Mapping[str, Refusal]


@dataclass
class _Coming:
    """What is being taken in."""

    course: Course
    by: Actor
    now: datetime
    off: int
    activities: Mapping[UUID, tuple[CourseActivity, Plan]]
    cohort: Mapping[UUID, Any]
    me: int | None
    noted_by: str
    held: str = ""
    right: list[Brought] = field(default_factory=list)
    wrong: dict[str, Refusal] = field(default_factory=dict)
    kept: set[UUID] = field(default_factory=set)


def record_events(
    *,
    by: Actor,
    course: str,
    events: Sequence[object],
    sent_at: datetime | None = None,
    now: datetime | None = None,
) -> Taken:
    """Take in events as a device tells them (rules.practice_intake). What is wrong is given back by its number, and
    what is right is kept. The same events again change nothing, whatever their order. An event with the number of
    another one and other content is kept aside. An activity that was dropped meanwhile stands again. `sent_at` is the
    time of the device when it sent: so a wrong clock is seen.

    Refuses records.nothing_there, training.not_an_observer and .events_too_many. Given back are training.event_wrong,
    .event_unknown_item, .no_place_in_course, .own_checklist, records.nothing_there and text.*.
    """
    about, rights = course_in(by=by, course=course)
    if not rights.observes:
        raise Refusal(refused.NOT_AN_OBSERVER)
    if len(events) > MOST_EVENTS:
        raise Refusal(refused.EVENTS_TOO_MANY, count=len(events), most=MOST_EVENTS)
    at = now or timezone.now()
    coming = _Coming(
        course=about,
        by=by,
        now=at,
        off=clock_off(sent_at, at) if sent_at is not None else 0,
        activities=_activities(about),
        cohort=_cohort_of(about),
        me=people.person_number(by.uid) if not by.is_system else None,
        noted_by=known_as(by.uid),
    )
    return _all(coming, events)


def _all(coming: _Coming, events: Sequence[object]) -> Taken:
    for place, told in enumerate(events):
        _weigh(coming, told, place)
    try:
        return _take(coming)
    except IntegrityError:  # the same batch came in by another way at the same moment
        return _take(coming)


def _activities(course: Course) -> dict[UUID, tuple[CourseActivity, Plan]]:
    with checking():
        rows = list(CourseActivity.objects.inside_action().filter(course=course))
    return {row.uid: (row, plan_of(row.content)) for row in rows}


def _weigh(coming: _Coming, told: object, place: int) -> None:
    """Sort an event to the right ones, or to the wrong ones by its number, or its place where it has none."""
    try:
        event = read_event(told)
        _check(coming, event)
        coming.right.append(event)
    except Refusal as refusal:
        number = told.get("id") if isinstance(told, Mapping) else None
        coming.wrong[number[:40] if isinstance(number, str) and number else f"#{place + 1}"] = refusal


def _check(coming: _Coming, event: Brought) -> None:
    found = coming.activities.get(event.activity)
    if found is None:
        raise Refusal(refused.EVENT_WRONG, part="activity")
    check_fits(event, found[1])
    if not event.person:
        return
    whom = coming.cohort.get(UUID(event.person))
    if whom is None:
        raise Refusal(refused.NO_PLACE_IN_COURSE, key=event.person)
    if coming.me is not None and whom.id == coming.me:
        raise Refusal(refused.OWN_CHECKLIST)


def _take(coming: _Coming) -> Taken:
    """Write what is not there yet: signatures by an act of each activity, everything else by one."""
    numbers, aside = _there(coming)
    me, rows = coming.noted_by, list[PracticeEvent]()
    beside: set[str] = set()
    for each in coming.right:
        content = (me, *each.content)
        if numbers.setdefault(each.uid, content) != content:
            beside.add(str(each.uid))
            if (each.uid, *content) not in aside:
                aside.add((each.uid, *content))
                rows.append(_row(coming, each, uid=new_uid(), claims=each.uid))
        elif each.uid not in coming.kept:
            coming.kept.add(each.uid)
            rows.append(_row(coming, each))
    _write(coming, rows)
    taken = dict.fromkeys(str(each.uid) for each in coming.right)
    return Taken(tuple(taken), tuple(sorted(beside)), coming.wrong)


def _write(coming: _Coming, rows: list[PracticeEvent]) -> None:
    owner, about = coming.course.owner, coming.course.uid
    for activity, signed in _signatures(rows).items():
        with act("training.activity.signed", by=coming.by, owner=owner, about=activity, signatures=len(signed)):
            PracticeEvent.objects.bulk_insert(signed)
            _put_back(signed)
    if rest := [row for row in rows if row.kind != Seen.SIGN or row.claims is not None]:
        with act("training.activity.observed", by=coming.by, owner=owner, about=about, events=len(rest)):
            PracticeEvent.objects.bulk_insert(rest)
            _put_back(rest)


def _put_back(rows: Iterable[PracticeEvent]) -> None:
    """An activity in which something was seen is not dropped (training.activity_used): where it was dropped before a
    device without a line told of it, it stands again, or what was seen would be kept and shown to nobody.
    """
    for activity in {row.activity_id: row.activity for row in rows}.values():
        if activity.dropped_on is not None:
            activity.dropped_on = None
            activity.save()


def _there(coming: _Coming) -> tuple[dict[UUID, tuple[Any, ...]], set[tuple[Any, ...]]]:
    """What is kept already under the numbers that come, and what is kept aside of them."""
    uids = [each.uid for each in coming.right]
    with checking():
        rows = PracticeEvent.objects.inside_action().values_list("uid", "claims", *_CONTENT)
        numbers = {uid: _content(told) for uid, _, *told in rows.filter(uid__in=uids)}
        aside = {(claims, *_content(told)) for _, claims, *told in rows.filter(claims__in=uids)}
    coming.kept = set(numbers)
    return numbers, aside


_CONTENT = (
    *("noted_by", "activity__uid", "person__uid", "kind", "team", "item", "value", "note"),
    *("after", "device", "number", "device_at"),
)


def _content(told: Sequence[Any]) -> tuple[Any, ...]:
    """What was recorded, to be compared with who brings something and its `Brought.content`."""
    by, activity, person, *said, after, device, number, at = told
    return by, str(activity), str(person) if person else "", *said, tuple(after), device, number, at


def _row(coming: _Coming, event: Brought, **more: Any) -> PracticeEvent:
    activity, _ = coming.activities[event.activity]
    kept = {"uid": event.uid, "owner": coming.course.owner, "synthetic": coming.course.synthetic} | more
    return PracticeEvent(
        **kept,
        activity=activity,
        person=coming.cohort[UUID(event.person)] if event.person else None,
        kind=event.kind.value,
        team=event.team,
        item=event.item,
        value=event.value,
        note=event.note,
        after=list(event.after),
        device=event.device,
        number=event.number,
        device_at=event.device_at,
        received_at=coming.now,
        off=coming.off,
        held=coming.held,
        noted_by=coming.noted_by,
    )


def _signatures(rows: Iterable[PracticeEvent]) -> dict[UUID, list[PracticeEvent]]:
    found: dict[UUID, list[PracticeEvent]] = {}
    for row in rows:
        if row.kind == Seen.SIGN and row.claims is None:
            found.setdefault(row.activity.uid, []).append(row)
    return found
