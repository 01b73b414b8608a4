"""Lessons: what others learn from an incident, without persons, checked by another person before anybody reads it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory import queries as inventory
from kerege.inventory.rules.cards import free_text
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.response.actions.handling import handled
from kerege.response.models import IncidentReporter, Investigation, LabIncident, Lesson
from kerege.response.queries.incident_doors import DOOR, handles
from kerege.response.rules import incidents as rules
from kerege.response.words import incidents_refused as refused
from kerege.response.words.incidents import IncidentState, LessonState

LANGS = ("en", "ru")


def draft_lesson(
    *, by: Actor, incident: str, title: Mapping[str, str], text: Mapping[str, str], today: date | None = None
) -> Lesson:
    """Write a lesson of an incident whose investigation is concluded, by language (en, ru).

    Refuses what handling.handled refuses, response.not_handed_on, .lesson_empty, .lesson_names, text.* and
    inventory.not_for_sharing.
    """
    row = handled(by=by, incident=incident)
    if row.state not in {IncidentState.ACTING, IncidentState.CLOSED}:
        raise Refusal(refused.NOT_HANDED_ON)
    worded = _worded(row, by, title, text)
    with checking():
        found = Investigation.objects.inside_action().filter(incident=row).first()
    with act("response.lesson.drafted", by=by, owner=row.owner) as done:
        lesson: Lesson = Lesson.objects.create(
            incident=row,
            owner=row.owner,
            synthetic=row.synthetic,
            kind=row.kind,
            causes=found.causes if found else [],
            **worded,
            drafted_on=today or localdate(),
        )
        done.about = lesson.uid
    return lesson


def reword_lesson(*, by: Actor, lesson: str, title: Mapping[str, str], text: Mapping[str, str]) -> Lesson:
    """Write a draft anew, also one that was returned. From now on it is by whoever did, who so cannot check it.

    Refuses what handling.handled refuses, response.lesson_not_now, .lesson_empty, .lesson_names, text.* and
    inventory.not_for_sharing.
    """
    row = _lesson(lesson)
    worded = _worded(handled(by=by, incident=_incident(row)), by, title, text)
    with act("response.lesson.reworded", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        rules.check_lesson_move(row.state, LessonState.SUBMITTED)
        for name, value in worded.items():
            setattr(row, name, value)
        row.save()
    return row


def _worded(row: LabIncident, by: Actor, title: Mapping[str, str], text: Mapping[str, str]) -> dict[str, Any]:
    """Title and text by language as they are kept, and by whom they are."""
    names = _names(row, by)
    titles, texts = (_told(each, name, names) for each, name in ((title, "title"), (text, "text")))
    if not titles or set(titles) != set(texts):
        raise Refusal(refused.LESSON_EMPTY, field="text")
    return {"title": titles, "text": texts, "author": known_as(by.uid)}


def _told(texts: Mapping[str, str], name: str, names: Collection[str]) -> dict[str, str]:
    told = {}
    for lang in LANGS:
        field = f"{name}_{lang}"
        if text := free_text(texts.get(lang, ""), field=field):
            rules.check_names(text, names, field=field)
            told[lang] = text
    return told


def _names(row: LabIncident, by: Actor) -> list[str]:
    """What a lesson may not name: the facility by key and name, the reporter and whoever writes."""
    card = inventory.facility(DOOR, row.facility, on=localdate())
    with checking():
        reporter = IncidentReporter.objects.filter(incident=row).select_related("account").first()
    return [
        row.facility,
        by.name,
        *([card.line.name] if card is not None else []),
        *([reporter.account.name] if reporter is not None else []),
    ]


def submit_lesson(*, by: Actor, lesson: str) -> Lesson:
    """Hand it to a second person. Refuses what handling.handled refuses, and response.lesson_not_now."""
    row = _lesson(lesson)
    handled(by=by, incident=_incident(row))
    with act("response.lesson.submitted", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, LessonState.SUBMITTED)
        row.save()
    return row


def publish_lesson(*, by: Actor, lesson: str, label: int, today: date | None = None) -> Lesson:
    """Let others read it, by the level that is chosen: somebody else than its author, who may review lessons for the
    country. From now on its words stay. Refuses records.nothing_there, response.own_lesson, .lesson_not_now and
    sharing.unknown_level.
    """
    row = _checked(by, lesson)
    if label not in {Sensitivity.PUBLIC, Sensitivity.REGIONAL, Sensitivity.NATIONAL}:
        raise Refusal(UNKNOWN_LEVEL, field="label")
    with act("response.lesson.published", by=by, owner=row.owner, about=row.uid, level=label):
        row = _moved(row, LessonState.PUBLISHED)
        row.checker, row.published_on, row.label = known_as(by.uid), today or localdate(), Sensitivity(label)
        row.save()
    return row


def return_lesson(*, by: Actor, lesson: str, note: str) -> Lesson:
    """Give it back to its author, who writes it anew, with the reason. Refuses what publish_lesson refuses but the
    level, response.incident_no_reason, text.* and inventory.not_for_sharing.
    """
    row = _checked(by, lesson)
    why = rules.reason(note, field="note")
    with act("response.lesson.returned", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, LessonState.DRAFT)
        row.note = why
        row.save()
    return row


def withdraw_lesson(*, by: Actor, lesson: str, note: str) -> Lesson:
    """Take it back, with the reason; whoever had read it reads that it was withdrawn. Refuses what handling.handled
    refuses, response.lesson_not_now, .incident_no_reason, text.* and inventory.not_for_sharing.
    """
    row = _lesson(lesson)
    handled(by=by, incident=_incident(row))
    why = rules.reason(note, field="note")
    with act("response.lesson.withdrawn", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, LessonState.WITHDRAWN)
        row.note = why
        row.save()
    return row


def _lesson(lesson: str) -> Lesson:
    with checking():
        uid = uid_or_none(lesson)
        rows = Lesson.objects.inside_action().select_related("incident")
        row: Lesson | None = rows.filter(uid=uid).first() if uid else None
    if row is None:
        raise _nothing(lesson)
    return row


def _held(row: Lesson) -> Lesson:
    """The lesson as it is now, held until the act ends."""
    now: Lesson = Lesson.objects.inside_action().select_for_update().get(pk=row.pk)
    return now


def _moved(row: Lesson, wanted: LessonState) -> Lesson:
    """The lesson as it is now, held until the act ends, in its new state. Refuses response.lesson_not_now."""
    now = _held(row)
    rules.check_lesson_move(now.state, wanted)
    now.state = wanted
    return now


def _incident(row: Lesson) -> str:
    with checking():
        return str(row.incident.uid)


def _checked(by: Actor, lesson: str) -> Lesson:
    row = _lesson(lesson)
    with checking():
        at = row.incident.facility
    if not may(by, Deed.REVIEW_LESSONS, row.owner) and not handles(by, owner=row.owner, facility=at, on=localdate()):
        raise _nothing(lesson)
    if known_as(by.uid) == row.author and not by.is_system:
        raise Refusal(refused.OWN_LESSON)
    return row


def _nothing(lesson: str) -> Refusal:
    return Refusal(NOTHING_THERE, field="lesson", what="lesson", key=str(lesson)[:40])
