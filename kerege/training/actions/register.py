"""Writing the register of a course."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import models

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.training import words
from kerege.training.actions.turns import _turn
from kerege.training.models import Course, Participation
from kerege.training.queries.cohort import organises
from kerege.training.words import InstitutionType, Part, Sex, Status


@dataclass(frozen=True)
class Entry:
    """One line of a register. `person` is a person's key, empty when the paper register had no name to match."""

    person: str = ""
    role: str = Part.TRAINEE
    sex: str = Sex.NOT_STATED
    institution_type: str = InstitutionType.NOT_STATED
    unit: str = ""


def register_participant(
    *, by: Actor, course: str, entry: Entry, registered_on: date, synthetic: bool = False
) -> Participation:
    """Put one person into the register. Refuses what register_participants refuses."""
    return register_participants(
        by=by, course=course, entries=[entry], registered_on=registered_on, synthetic=synthetic
    )[0]


def register_participants(
    *, by: Actor, course: str, entries: Iterable[Entry], registered_on: date, synthetic: bool = False
) -> list[Participation]:
    """Put people into the register of a course that was held: one act, all of them or none.

    Who is there already with the same particulars stays as is; when all are, nothing is written.

    Refuses training.not_held, training.register_closed, training.twice_in_register, records.nothing_there,
    people.unknown_choice, atlas.unknown_code, people.not_yours. The act tells how many, never who.
    """
    about, given = _own(by, course), list(entries)
    with _turn(about) as about:
        there, new = _sorted_out(about, [_row(about, e, registered_on, synthetic) for e in given])
        if not new:
            return there
        _refuse_unless_open(about)
        with act("training.register.extended", by=by, owner=about.owner, about=about.uid) as done:
            kept: list[Participation] = Participation.objects.bulk_create(new)
            done.note(course=about.key, added=len(kept), registered_on=registered_on)
    return there + kept


def close_register(*, by: Actor, course: str, on: date) -> Course:
    """Say that the register is complete. From then on it stands for the course in every figure and nobody is added.

    Figures of a register that still grows could be compared from one day to the next until they point at the one who
    was added. Refuses training.not_held, training.register_before_end, people.not_yours. A closed register stays as it
    is: closing it on the same day again changes nothing, on another day is refused with training.register_closed.
    """
    about = _own(by, course)
    with _turn(about) as about:
        if about.register_closed_on == on:
            return about
        _refuse_unless_open(about)
        if about.last_day and on < about.last_day:
            raise Refusal(words.REGISTER_BEFORE_END, field="on", last=about.last_day.isoformat())
        with act("training.register.closed", by=by, owner=about.owner, about=about.uid) as done:
            about.register_closed_on = on
            about.save(update_fields=["register_closed_on"])
            done.note(course=about.key, on=on)
    return about


def _own(by: Actor, course: str) -> Course:
    """The course with this key, for whoever registers for its owner, and for its lead trainer."""
    with checking():
        led: Course | None = Course.objects.inside_action().filter(key=course).first()
    if led is not None and organises(by, led):
        return led
    about = named(Course, whose=partial(may, by, Deed.REGISTER_PARTICIPANTS), key=course)
    check_may(by, Deed.REGISTER_PARTICIPANTS, about.owner)
    return about


def _refuse_unless_open(course: Course) -> None:
    if course.status != Status.HELD:
        raise Refusal(words.NOT_HELD, field="course")
    if course.register_closed_on:
        raise Refusal(words.REGISTER_CLOSED, field="course", closed_on=course.register_closed_on.isoformat())


def _row(course: Course, entry: Entry, registered_on: date, synthetic: bool) -> Participation:
    return Participation(
        course=course,
        owner=course.owner,
        label=Sensitivity.RESTRICTED,
        synthetic=synthetic,
        person=named(_person_model(), key=entry.person) if entry.person else None,
        role=choice(entry.role, Part, "role"),
        sex=choice(entry.sex, Sex, "sex"),
        institution_type=choice(entry.institution_type, InstitutionType, "institution_type"),
        unit=atlas.unit(entry.unit) if entry.unit else None,
        registered_on=registered_on,
    )


def _person_model() -> Any:
    """The model behind the relation: `people` has no door that hands out a person to link to."""
    related: type[models.Model] = Participation._meta.get_field("person").related_model  # type: ignore[assignment]
    return related


def _sorted_out(course: Course, rows: list[Participation]) -> tuple[list[Participation], list[Participation]]:
    """Who is in the register already, and who is new. The same person with other particulars is refused."""
    with checking():
        register = Participation.objects.inside_action().filter(course=course, person__isnull=False)
        known = {(row.person_id, row.role): row for row in register}
    there, new = [], []
    for row in rows:
        who = (row.person_id, row.role)
        if row.person_id is None or who not in known:
            new.append(row)
            known[who] = row
        elif known[who].pk is None or _particulars(known[who]) != _particulars(row):
            raise Refusal(words.TWICE_IN_REGISTER, field="person")
        else:
            there.append(known[who])
    return there, new


def _particulars(row: Participation) -> tuple[Any, ...]:
    return row.sex, row.institution_type, row.unit_id
