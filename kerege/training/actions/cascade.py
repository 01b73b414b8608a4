"""Recording who taught a course, where only sources tell it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking, gated
from kerege.lib.figures import NO_SOURCE
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import KEY_TAKEN, NOTHING_THERE, named, record_once, telling
from kerege.sharing.queries import viewer_of_actor
from kerege.training.models import Course, CourseDescent, DescentSource
from kerege.training.queries.staff import DOOR
from kerege.training.rules.cascade import Knot, check_line
from kerege.training.words import Status
from kerege.training.words.cascade import DESCENT_NEEDS_A_REASON, Basis


def record_descent(
    *, by: Actor, course: str, basis: str, sources: Iterable[str], taught_by: str = "", note: str = ""
) -> CourseDescent:
    """Record that a course (its key) was taught by trainers of another one, as a source states or as is inferred from
    what sources state. Without `taught_by` the course in which they were trained is not on record, and the note says
    what the source tells. The same again changes nothing.

    Refuses training.descent_of_itself, .descent_too_early, .descent_in_a_circle, .descent_needs_a_reason (an inferred
    line, or one without a course, that gives none), records.nothing_there, records.key_taken (the line stands there
    with another basis or reason), figures.no_source, people.unknown_choice, people.not_yours, text.*.
    """
    whose = partial(may, by, Deed.RECORD_ACTIVITY)
    about = named(Course, whose=whose, key=course)
    check_may(by, Deed.RECORD_ACTIVITY, about.owner)
    said = _said(by, about, taught_by, basis, note)
    cited = [atlas.source(source) for source in sources]
    with gated(), transaction.atomic():
        line = record_once(
            CourseDescent,
            word="training.descent.recorded",
            by=by,
            owner=about.owner,
            where={"course": about, "taught_by": said.pop("taught_by")},
            content={"owner": about.owner, "synthetic": about.synthetic, **said},
            citations=DescentSource,
            sources=cited,
        )
        _look_again(line)
    return line


def correct_descent(
    *, by: Actor, line: str, basis: str, sources: Iterable[str], taught_by: str = "", note: str = ""
) -> CourseDescent:
    """Correct a recorded line (its uid): another course of the trainers, or none on record, with the sources on which
    the correction rests. The sources before stay beside them. What is said already changes nothing.

    Refuses records.nothing_there, figures.no_source and what record_descent refuses; records.key_taken also where
    a line from that other course stands already.
    """
    whose, number = partial(may, by, Deed.RECORD_ACTIVITY), uid_or_none(line)
    row = named(CourseDescent, whose=whose, uid=number) if number else None
    if row is None:
        raise Refusal(NOTHING_THERE, field="line", what=CourseDescent._meta.verbose_name, key=line[:40])
    check_may(by, Deed.RECORD_ACTIVITY, row.owner)
    with checking():
        about = row.course
    said = _said(by, about, taught_by, basis, note, besides=row)
    cited = [atlas.source(source) for source in sources]
    if not cited:
        raise Refusal(NO_SOURCE, field="sources")
    with checking():
        known = set(DescentSource.objects.filter(descent=row).values_list("source_id", flat=True))
        changed = {name: new for name, new in said.items() if getattr(row, name) != new}
    new = [source for source in cited if source.pk not in known]
    if not changed and not new:
        return row
    with gated(), transaction.atomic():
        with act("training.descent.corrected", by=by, owner=row.owner, about=row.uid) as done:
            done.note(old=telling(row, {name: getattr(row, name) for name in changed}), new=telling(row, changed))
            for name, value in changed.items():
                setattr(row, name, value)
            row.save()
            DescentSource.objects.bulk_create(DescentSource(descent=row, source=source) for source in new)
        _look_again(row)
    return row


def _look_again(line: CourseDescent) -> None:
    """Whoever records a line in the same moment found none of this one, and the two may close a circle, also through
    lines between them. The act of this one holds the head of the journal by now, so that of two the second sees both:
    what it has done goes with its transaction.
    """
    with checking():  # a line that stood there already has not read its courses
        about, above = line.course, line.taught_by
    if above is not None:
        _check(about, above, line)


def _said(
    by: Actor, about: Course, taught_by: str, basis: str, note: str, *, besides: CourseDescent | None = None
) -> dict[str, Any]:
    """What a line says, checked."""
    above = _above(by, taught_by) if taught_by else None
    rests = choice(basis, Basis, "basis")
    reason = clean_line(note, field="note", max_length=300) if note.strip() else ""
    if rests == Basis.REGISTER or (not reason and (rests == Basis.INFERRED or above is None)):
        raise Refusal(DESCENT_NEEDS_A_REASON, field="note")
    if above is not None:
        _check(about, above, besides)
    if besides is not None:
        with checking():
            others = CourseDescent.objects.inside_action().filter(course=about, taught_by=above).exclude(pk=besides.pk)
            if others.exists():
                raise Refusal(KEY_TAKEN, field="taught_by", key=taught_by[:60], differs="basis, note")
    label = max(about.label, above.label if above is not None else about.label)
    return {"taught_by": above, "label": label, "basis": rests, "note": reason}


def _above(by: Actor, key: str) -> Course:
    """The course in which trainers were trained: any that the actor may record for or may read, also by a share.
    Refuses records.nothing_there.
    """
    reader = DOOR if by.is_system else viewer_of_actor(by, on=localdate())
    seen = bool(Course.objects.seen_by(reader).filter(key=key).count())
    return named(Course, whose=lambda owner: seen or may(by, Deed.RECORD_ACTIVITY, owner), key=key)


def _check(about: Course, above: Course, besides: CourseDescent | None) -> None:
    with checking():
        rows = CourseDescent.objects.inside_action().filter(taught_by__isnull=False)
        rows = rows.exclude(pk=besides.pk) if besides is not None else rows
        over = {about.id}
        while more := set(rows.filter(taught_by__in=over).values_list("course_id", flat=True)) - over:
            over |= more
    circle = above.id in over and above.id != about.id
    check_line(_knot(above), _knot(about), below_hangs_over=circle, same=above.id == about.id)


def _knot(course: Course) -> Knot | None:
    """None where nobody knows when it was held, so that nothing can be said against the order."""
    if course.status != Status.HELD or course.done_by is None or course.last_day is None:
        return None
    return Knot(course.id, course.done_by, course.first_day, course.last_day)
