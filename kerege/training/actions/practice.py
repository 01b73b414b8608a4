"""Planning the activities of a course: out of its curriculum or by hand, and into its sessions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice
from kerege.training.actions.practice_parts import _session_of, activity_of, planned_by
from kerege.training.models import Course, CourseActivity, CourseSession, PracticeEvent
from kerege.training.queries.practice_doors import rights_in
from kerege.training.queries.practice_source import source_of
from kerege.training.rules.practice_plan import activities_in, by_hand, minutes, plan_of
from kerege.training.words import practice_refused as refused
from kerege.training.words.curricula import ActivityKind, Per


def plan_activity(
    *, by: Actor, course: str, activity: str, session: str = "", where_taught: bool = False
) -> CourseActivity:
    """Take an activity (its id) out of the curriculum version that a course teaches, into a session where one is named,
    or (`where_taught`) into the first in which its module is taught, if it fits into these. Taken already and not
    dropped, it is that one; another session moves it.

    Refuses what practice_parts.planned_by and ._session_of refuse, training.not_in_curriculum and .activity_too_long.
    """
    about = planned_by(by=by, course=course)
    source = source_of(about, rights_in(by, about).door)
    tree = activities_in(source.content)
    module, found = next(((module, each) for module, each in tree if each.get("id") == activity), (None, None))
    if found is None or module is None:
        raise Refusal(refused.NOT_IN_CURRICULUM, field="activity", key=activity[:60])
    with checking():
        rows = CourseActivity.objects.inside_action().filter(course=about, source=activity, dropped_on__isnull=True)
        known: CourseActivity | None = rows.first()
    if known is not None:
        return place_activity(by=by, activity=str(known.uid), session=session) if session else known
    where = {"curriculum": source.key, "version": source.version, "source": activity}
    if where_taught and not session:
        session = _taught_in(about, str(module.get("id", "")), found)
    return _add(by, about, found, session, where)


def _taught_in(course: Course, module: str, content: Mapping[str, Any]) -> str:
    """The first session in which a module is taught, where the activity fits into its sessions; else empty."""
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=course, module=module, called_off__isnull=True)
        sessions = list(rows.order_by("starts")) if module else []
    there = sum(int((each.ends - each.starts).total_seconds() // 60) for each in sessions)
    return str(sessions[0].uid) if sessions and plan_of(content).takes <= there else ""


def set_up_activity(
    *,
    by: Actor,
    course: str,
    kind: str,
    title: str,
    lang: str = "en",
    length: str = "",
    group: str = "",
    rotation: str = "",
    steps: str = "",
    checklist: str = "",
    materials: str = "",
    per: str = Per.PERSON,
    session: str = "",
) -> CourseActivity:
    """Set up an activity that no curriculum has: one step, one point of its checklist and one material a line.

    Refuses what practice_parts.planned_by and ._session_of refuse, people.unknown_choice, training.minutes_wrong,
    .activity_too_long, and what rules.practice_plan.by_hand refuses.
    """
    about = planned_by(by=by, course=course)
    content = by_hand(
        kind=choice(kind, ActivityKind, "kind"),
        title=title,
        lang=lang,
        minutes=minutes(length, field="length"),
        group=minutes(group, field="group"),
        rotation=minutes(rotation, field="rotation"),
        steps=steps,
        checklist=checklist,
        materials=materials,
        per=Per(choice(per or Per.PERSON, Per, "per")),
    )
    return _add(by, about, content, session, {})


def _add(
    by: Actor, about: Course, content: Mapping[str, Any], session: str, where: Mapping[str, str]
) -> CourseActivity:
    place = _session_of(about, session) if session else None
    _check_fits(content, place)
    with act("training.activity.planned", by=by, owner=about.owner, about=about.uid) as done:
        kept = {"owner": about.owner, "label": about.label, "synthetic": about.synthetic}
        row = CourseActivity(**kept, **where, course=about, session=place, content=dict(content))
        row.save()
        done.note(activity=str(row.uid), source=row.source)
    return row


def place_activity(*, by: Actor, activity: str, session: str) -> CourseActivity:
    """Put an activity into a session of its course, or, without one, take it out of its session.

    Refuses records.nothing_there, training.not_your_activity and .activity_too_long.
    """
    row, rights = activity_of(by=by, activity=activity)
    if not rights.plans:
        raise Refusal(refused.NOT_YOUR_ACTIVITY)
    place = _session_of(row.course, session) if session else None
    if row.session_id == (place.id if place is not None else None):
        return row
    _check_fits(row.content, place)
    with act("training.activity.placed", by=by, owner=row.owner, about=row.course.uid, activity=str(row.uid)):
        row.session = place
        row.save()
    return row


def drop_activity(*, by: Actor, activity: str, today: date | None = None) -> CourseActivity:
    """Take an activity off a course before anything was recorded in it.

    Refuses records.nothing_there, training.not_your_activity and .activity_used.
    """
    row, rights = activity_of(by=by, activity=activity)
    if not rights.plans:
        raise Refusal(refused.NOT_YOUR_ACTIVITY)
    with checking():
        used = PracticeEvent.objects.inside_action().filter(activity=row).exists()
    if used:
        raise Refusal(refused.ACTIVITY_USED)
    with act("training.activity.dropped", by=by, owner=row.owner, about=row.course.uid, activity=str(row.uid)):
        row.dropped_on = today or localdate()
        row.save()
    return row


def _check_fits(content: Mapping[str, Any], session: CourseSession | None) -> None:
    """Refuse training.activity_too_long. A module that was laid in several sessions gives the time of all of them: what
    begins in the first goes on in the next.
    """
    if session is None:
        return
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=session.course_id, called_off__isnull=True)
        parts = list(rows.filter(module=session.module)) if session.module else [session]
    takes, there = plan_of(content).takes, sum(int((each.ends - each.starts).total_seconds() // 60) for each in parts)
    if takes > there:
        raise Refusal(refused.ACTIVITY_TOO_LONG, field="session", needed=takes, there=there)
