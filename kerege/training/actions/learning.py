"""Saying which lessons and packages the participants of a course are to take by themselves, and by when."""

from datetime import date, datetime

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.records.viewers import PUBLIC
from kerege.training.actions.places import cohort_for
from kerege.training.actions.turns import _turn
from kerege.training.models import AssignedLearning, Course, ElearningPackage
from kerege.training.queries.cohort import keeps_list
from kerege.training.queries.curricula import curriculum
from kerege.training.rules.lessons import lessons_of
from kerege.training.words import learning as words
from kerege.training.words.elearning import PackageState
from kerege.training.words.learning import Learnt


def assign_learning(
    *, by: Actor, course: str, what: str, until: date, note: str = "", now: datetime | None = None
) -> AssignedLearning:
    """Ask everybody with a place in a course (its uid) to take a lesson (`what` is lesson:CURRICULUM:MODULE) or a
    package (package:UID) until a day; for whoever organises the course, teaches or supports it. The same again changes
    nothing.

    Refuses records.nothing_there, training.learning_not_keeping, .nothing_to_learn, .learning_until_past,
    .learning_assigned_twice, .learning_assigned_often and text.*.
    """
    about, moment = _own(by, course), now or timezone.now()
    if until < timezone.localdate(moment):
        raise Refusal(words.LEARNING_UNTIL_PAST, field="until")
    told = _named(what, moment.date())
    text = clean_line(note, field="note", max_length=300) if note.strip() else ""
    with _turn(about):
        standing = _standing(about)
        same = next((row for row in standing if all(getattr(row, k) == v for k, v in told.items())), None)
        if same is not None and (same.until, same.note) == (until, text):
            return same
        if same is not None:
            raise Refusal(words.LEARNING_ASSIGNED_TWICE, field="what", until=same.until.isoformat())
        if len(standing) >= words.MOST_ASSIGNED:
            raise Refusal(words.LEARNING_ASSIGNED_OFTEN, field="what", most=words.MOST_ASSIGNED)
        with act("training.learning.assigned", by=by, owner=about.owner, about=about.uid):
            kept = {"owner": about.owner, "label": about.label, "synthetic": about.synthetic}
            row = AssignedLearning(course=about, **kept, **told, until=until, note=text, since=moment)
            row.save()
    return row


def take_off_learning(*, by: Actor, course: str, assigned: str, today: date | None = None) -> AssignedLearning:
    """Ask for a lesson or package of a course no longer. Who took it is then told to nobody. The same again changes
    nothing.

    Refuses records.nothing_there, training.learning_not_keeping and training.learning_not_assigned.
    """
    about, number = _own(by, course), uid_or_none(assigned)
    with checking():
        rows = AssignedLearning.objects.inside_action().filter(course=about, uid=number)
        row: AssignedLearning | None = rows.first() if number else None
    if row is None:
        raise Refusal(words.LEARNING_NOT_ASSIGNED, field="assigned")
    if row.taken_off is not None:
        return row
    with act("training.learning.taken_off", by=by, owner=about.owner, about=about.uid):
        row.taken_off = today or timezone.localdate()
        row.save()
    return row


def _own(by: Actor, course: str) -> Course:
    found = cohort_for(by=by, course=course)
    if not by.is_system and not keeps_list(by, found):
        raise Refusal(words.LEARNING_NOT_KEEPING)
    return found


def _standing(about: Course) -> list[AssignedLearning]:
    with checking():
        return list(AssignedLearning.objects.inside_action().filter(course=about, taken_off__isnull=True))


def _named(what: str, on: date) -> dict[str, object]:
    """What is asked for, as columns: a lesson that everybody may open, or a published package. Refuses
    training.nothing_to_learn.
    """
    kind, _, rest = what.partition(":")
    if kind == Learnt.LESSON:
        key, _, module = rest.partition(":")
        page = curriculum(PUBLIC, key, on=on, lang="en") if key else None
        there = page is not None and page.shown.published_on and any(m.id == module for m in lessons_of(page.programme))
        if there:
            return {"kind": Learnt.LESSON.value, "curriculum": key, "module": module, "package_id": None}
    number = uid_or_none(rest) if kind == Learnt.PACKAGE else None
    rows = ElearningPackage.objects.seen_by(PUBLIC).filter(uid=number, state=PackageState.PUBLISHED) if number else None
    row = rows.one() if rows is not None else None
    if row is None:
        raise Refusal(words.NOTHING_TO_LEARN, field="what")
    return {"kind": Learnt.PACKAGE.value, "curriculum": "", "module": "", "package_id": row.id}
