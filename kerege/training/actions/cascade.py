"""Recording who taught a course, where only sources tell it."""

from collections.abc import Iterable
from functools import partial

from kerege.atlas import queries as atlas
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import named, record_once
from kerege.training.models import Course, CourseDescent, DescentSource
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
    above = named(Course, whose=whose, key=taught_by) if taught_by else None
    rests = choice(basis, Basis, "basis")
    reason = clean_line(note, field="note", max_length=300) if note.strip() else ""
    if rests == Basis.REGISTER or (not reason and (rests == Basis.INFERRED or above is None)):
        raise Refusal(DESCENT_NEEDS_A_REASON, field="note")
    if above is not None:
        _check(about, above)
    return record_once(
        CourseDescent,
        word="training.descent.recorded",
        by=by,
        owner=about.owner,
        where={"course": about, "taught_by": above},
        content={
            "owner": about.owner,
            "label": max(about.label, above.label if above is not None else about.label),
            "synthetic": about.synthetic,
            "basis": rests,
            "note": reason,
        },
        citations=DescentSource,
        sources=[atlas.source(source) for source in sources],
    )


def _check(about: Course, above: Course) -> None:
    with checking():
        rows = CourseDescent.objects.inside_action().filter(taught_by__isnull=False)
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
