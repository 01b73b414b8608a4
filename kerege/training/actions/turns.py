"""Taking turns: two who write about one course, or about one person in two courses, in the same moment.

What a deed decides by is read after its locks. They are taken in one order, so that nobody waits in a circle: the
course, then persons by their numbers, then the rooms of a centre, and last the head of the journal, which the first
act that ends inside a deed takes. Whoever holds a row lets others refer to it (`no_key`): PostgreSQL looks at what a
new row refers to only when its deed ends, and then that deed holds the head already.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction

from kerege.journal.rules import checking, gated
from kerege.lib.refusal import Refusal
from kerege.records.owned import OwnedModel
from kerege.records.personal import subject_model
from kerege.training.models import Course, CourseStaff
from kerege.training.words import Status
from kerege.training.words import planning as words

Row = TypeVar("Row", bound=OwnedModel)


@contextmanager
def _turn(course: Course) -> Iterator[Course]:
    """The course as it stands now, held while this is open: whoever finds in it that the same stands already, or that
    it is refused, writes nothing; else the act goes inside.
    """
    with gated(), transaction.atomic():
        yield _held(course)


def _held(row: Row) -> Row:
    """A row as it stands now, held until the transaction ends. For inside an act, before anything was written."""
    with checking():
        rows = type(row).objects.inside_action().select_for_update(of=("self",), no_key=True)
        found: Row = rows.get(pk=row.pk)
    return found


def _held_planned(course: Course) -> Course:
    """The same of a planned course. Refuses training.not_planned where it was held or cancelled in the meantime."""
    found = _held(course)
    if found.status != Status.PLANNED:
        raise Refusal(words.NOT_PLANNED, field="course")
    return found


def _hold_persons(numbers: Iterable[int]) -> None:
    """Hold these persons, whose course is held already: what they have elsewhere stays as it is read from now on."""
    model = subject_model(CourseStaff, "person")
    with checking():
        rows = model.objects.inside_action().filter(pk__in=set(numbers)).order_by("pk")
        list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
