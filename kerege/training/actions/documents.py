"""Recording which controlled documents a course uses."""

from datetime import date
from functools import partial

from django.utils.timezone import localdate

from kerege.capacity.queries import documents as capacity
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE, named
from kerege.sharing.rules import viewer_of
from kerege.training.models import Course, CourseDocument


def use_document(*, by: Actor, course: str, document: str, today: date | None = None) -> CourseDocument:
    """Record that a course (its key) uses a controlled document (its uid), for somebody who may read that document. The
    same again changes nothing. A document that does not hold is taken too: the course is then flagged.

    Refuses records.nothing_there, also of a document that the actor may not read, and people.not_yours.
    """
    about, day = _own(by, course), today or localdate()
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants) if not by.is_system else capacity.DOOR
    readable = capacity.cited(reader, [document], me=by, on=day, lang="en")
    line = next(iter(readable.values()), None)
    if line is None:
        raise _no_document(document)
    if (known := _standing(about, line.uid)) is not None:
        return known
    with act("training.document.used", by=by, owner=about.owner, about=about.uid):
        return CourseDocument.objects.create(  # type: ignore[no-any-return]
            course=about,
            owner=about.owner,
            label=about.label,
            synthetic=about.synthetic,
            document=line.uid,
            since=day,
        )


def drop_document(*, by: Actor, course: str, document: str, today: date | None = None) -> CourseDocument:
    """Record that a course uses a document no longer, from today on. That it did stays.

    Refuses records.nothing_there and people.not_yours.
    """
    about = _own(by, course)
    row = _standing(about, document)
    if row is None:
        raise _no_document(document)
    with act("training.document.dropped", by=by, owner=about.owner, about=about.uid):
        row.until = today or localdate()
        row.save()
    return row


def _own(by: Actor, course: str) -> Course:
    about = named(Course, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=course)
    check_may(by, Deed.RECORD_ACTIVITY, about.owner)
    return about


def _standing(about: Course, document: str) -> CourseDocument | None:
    number = uid_or_none(document)
    if number is None:
        return None
    with checking():
        rows = CourseDocument.objects.inside_action().filter(course=about, document=number, until__isnull=True)
        found: CourseDocument | None = rows.first()
    return found


def _no_document(document: str) -> Refusal:
    return Refusal(NOTHING_THERE, field="document", what="controlled document", key=document[:40])
