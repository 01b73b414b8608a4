"""Incidents of one laboratory of the example world, reported and handled by its people as they would do it on pages."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, Actor
from kerege.response.actions import desks, handling, lessons, reporters, reporting
from kerege.response.queries import incidents as reading
from kerege.response.words.incidents import Confidence


def keep_desk(
    *, by: Actor, account: str, facility: str, anonymous: bool, days: int, health: str, on: date, synthetic: bool
) -> None:
    desks.keep_desk(
        by=_acting(account, on),
        facility=facility,
        anonymous=anonymous,
        days_to_answer=days,
        health=health,
        synthetic=synthetic,
        today=on,
    )


def incident(
    *,
    by: Actor,
    facility: str,
    officer: str,
    kind: str,
    severity: str,
    room: str,
    activity: str,
    story: str,
    occurred: date,
    reported: date,
    confidence: str,
    occurrences: list[str],
    immediate: str = "",
    risk_group: str = "",
    reporter: str = "",
    affected: str = "",
    acknowledged: date | None = None,
    causes: list[str] | None = None,
    competences: list[str] | None = None,
    found: str = "",
    concluded: date | None = None,
    title_en: str = "",
    title_ru: str = "",
    lesson_en: str = "",
    lesson_ru: str = "",
    checker: str = "",
    published: date | None = None,
    synthetic: bool = True,
) -> None:
    """A report and how far it came."""
    acting = _acting(officer, reported)
    desk = next(each for each in reading.desks(acting, on=reported) if each.facility == facility)
    if any(line.story == story for line in reading.incidents(acting, on=reported, facility=facility)):
        return
    at = timezone.make_aware(datetime.combine(occurred, datetime.min.time())) + timedelta(hours=9)
    made = reporting.report_incident(
        by=ANONYMOUS if confidence == Confidence.ANONYMOUS else _acting(reporter, reported),
        door=desk.door,
        told=reporting.Told(
            kind=kind,
            severity=severity,
            occurred_at=at,
            discovered_at=at,
            room=room,
            activity=activity,
            story=story,
            occurrences=occurrences,
            immediate=immediate,
            risk_group=risk_group,
        ),
        confidence=confidence,
        synthetic=synthetic,
        now=timezone.make_aware(datetime.combine(reported, datetime.min.time())) + timedelta(hours=15),
    )
    uid = str(made.incident.uid)
    if affected:
        reporters.note_affected(by=acting, incident=uid, role=affected, today=reported)
    if acknowledged:
        handling.acknowledge_incident(by=acting, incident=uid, today=acknowledged)
    if concluded:
        handling.investigate_incident(by=acting, incident=uid)
        handling.conclude_investigation(
            by=acting,
            incident=uid,
            method="five_why",
            found=found,
            causes=causes or [],
            competences=competences or [],
            today=concluded,
        )
    if published:
        titles, texts = {"en": title_en, "ru": title_ru}, {"en": lesson_en, "ru": lesson_ru}
        lesson = str(lessons.draft_lesson(by=acting, incident=uid, title=titles, text=texts, today=published).uid)
        lessons.submit_lesson(by=acting, lesson=lesson)
        lessons.publish_lesson(by=_acting(checker, published), lesson=lesson, label=0, today=published)


def _acting(account: str, on: date) -> Actor:
    return people.actor_for(people.account(account), on=on, strong=True)
