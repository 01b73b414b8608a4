"""Recording courses, groups of courses, and the figures that sources state about them."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from kerege.atlas import queries as atlas
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.counts import Qualifier
from kerege.records.recording import correct, named, record_once
from kerege.records.stated import date_columns
from kerege.training import words
from kerege.training.models import Course, CourseCount, CourseGroup, CourseSource, GroupSource
from kerege.training.rules import check_generation
from kerege.training.words import CourseKind, Measure, Status


def record_course(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    kind: str,
    status: str,
    sources: Iterable[str],
    dates: str = "",
    date_text: str = "",
    known_by: date | None = None,
    generation: int | None = None,
    group: str = "",
    project_key: str = "",
    venue: str = "",
    venue_place: str = "",
    trainees_from: str = "",
    host: str = "",
    language: str = "",
    external_funding: bool | None = None,
    note: str = "",
    note_label: Sensitivity = Sensitivity.PUBLIC,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> Course:
    """Record a course with the sources it is known from. The same content under the same key changes nothing.

    A course of a group that has no dates of its own counts from the day the group was over. Refuses people.not_yours,
    people.unknown_choice, atlas.unknown_code, dates.*, records.key_taken, figures.no_source, training.bad_generation.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    check_generation(generation)
    series = named(CourseGroup, key=group) if group else None
    if series is not None and not dates:
        known_by = series.done_by or known_by
    content = _occasion(
        owner=owner,
        title=title,
        kind=kind,
        status=status,
        dates=dates,
        date_text=date_text,
        known_by=known_by,
        project_key=project_key,
        venue=venue,
        venue_place=venue_place,
        trainees_from=trainees_from,
        note=note,
        note_label=note_label,
        label=label,
        synthetic=synthetic,
        today=today,
    )
    content |= {
        "generation": generation,
        "group": series,
        "host": people.organisation(host) if host else None,
        "language": language,
        "external_funding": external_funding,
    }
    return record_once(
        Course,
        word="training.course.recorded",
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=content,
        citations=CourseSource,
        sources=[atlas.source(source) for source in sources],
    )


def record_group(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    kind: str,
    status: str,
    sources: Iterable[str],
    dates: str = "",
    date_text: str = "",
    known_by: date | None = None,
    project_key: str = "",
    venue: str = "",
    venue_place: str = "",
    trainees_from: str = "",
    note: str = "",
    note_label: Sensitivity = Sensitivity.PUBLIC,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> CourseGroup:
    """Record that a source speaks of several courses together. Refuses what record_course refuses."""
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    content = _occasion(
        owner=owner,
        title=title,
        kind=kind,
        status=status,
        dates=dates,
        date_text=date_text,
        known_by=known_by,
        project_key=project_key,
        venue=venue,
        venue_place=venue_place,
        trainees_from=trainees_from,
        note=note,
        note_label=note_label,
        label=label,
        synthetic=synthetic,
        today=today,
    )
    return record_once(
        CourseGroup,
        word="training.group.recorded",
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=content,
        citations=GroupSource,
        sources=[atlas.source(source) for source in sources],
    )


def correct_course(*, by: Actor, key: str, today: date | None = None, **changes: Any) -> Course:
    """Change what is recorded of a course; the act tells old and new. Changes: title, status with dates, note,
    language.

    Refuses records.nothing_there, people.not_yours and what record_course refuses for the same values.
    """
    course = named(Course, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=key)
    check_may(by, Deed.RECORD_ACTIVITY, course.owner)
    new: dict[str, Any] = {
        name: changes.pop(name) for name in ("title", "note", "language", "venue_place") if name in changes
    }
    new = {name: clean_text(value, field=name) if value else "" for name, value in new.items()}
    if {"status", "dates", "date_text", "known_by"} & set(changes):
        status = choice(changes.pop("status", course.status), Status, "status")
        new |= {"status": status} | date_columns(
            changes.pop("dates"),
            date_text=changes.pop("date_text", ""),
            happened=status == Status.HELD,
            known_by=changes.pop("known_by", None),
            today=today,
        )
    if changes:
        raise TypeError(f"a course has no such change: {', '.join(changes)}")
    return correct(Course, word="training.course.corrected", by=by, owner=course.owner, where={"key": key}, changes=new)


def record_count(
    *,
    by: Actor,
    course: str = "",
    group: str = "",
    measure: str,
    value: int | str,
    qualifier: str,
    source: str,
    note: str = "",
) -> CourseCount:
    """Record a figure that one source states. Other sources may state other figures: all of them stay.

    Refuses training.count_of_one, training.count_taken, records.nothing_there, figures.*, people.not_yours,
    people.unknown_choice.
    """
    if bool(course) == bool(group):
        raise Refusal(words.COUNT_OF_ONE, field="course")
    whose = partial(may, by, Deed.RECORD_ACTIVITY)
    about = named(Course, whose=whose, key=course) if course else named(CourseGroup, whose=whose, key=group)
    check_may(by, Deed.RECORD_ACTIVITY, about.owner)
    cited = atlas.source(source)
    where = {
        "course" if course else "group": about,
        "measure": choice(measure, Measure, "measure"),
        "source": cited,
    }
    qualifier = choice(qualifier, Qualifier, "qualifier")
    number = whole(value, field="value")
    planned = {"qualifier": Qualifier.PLANNED} if qualifier == Qualifier.PLANNED else {}
    _refuse_other_figure(where, planned, number, qualifier)
    return record_once(
        CourseCount,
        word="training.count.recorded",
        by=by,
        owner=about.owner,
        where=where | {"value": number, "qualifier": qualifier},
        content={
            "owner": about.owner,
            "label": about.label,
            "note": clean_line(note, field="note") if note else "",
            "synthetic": about.synthetic,
        },
    )


def _refuse_other_figure(where: dict[str, Any], planned: dict[str, Any], value: int, qualifier: str) -> None:
    """One source states one figure, and may state one plan beside it."""
    with checking():
        others = CourseCount.objects.inside_action().filter(**where)
        others = others.filter(**planned) if planned else others.exclude(qualifier=Qualifier.PLANNED)
        other = others.exclude(value=value, qualifier=qualifier).first()
    if other is not None:
        raise Refusal(words.COUNT_TAKEN, field="value", value=other.value)


def _occasion(
    *,
    owner: str,
    title: str,
    kind: str,
    status: str,
    dates: str,
    date_text: str,
    known_by: date | None,
    project_key: str,
    venue: str,
    venue_place: str,
    trainees_from: str,
    note: str,
    note_label: Sensitivity,
    label: Sensitivity,
    synthetic: bool,
    today: date | None,
) -> dict[str, Any]:
    status = choice(status, Status, "status")
    columns = date_columns(dates, date_text=date_text, happened=status == Status.HELD, known_by=known_by, today=today)
    return columns | {
        "owner": owner,
        "label": label,
        "synthetic": synthetic,
        "title": clean_line(title, field="title"),
        "kind": choice(kind, CourseKind, "kind"),
        "status": status,
        "project_key": project_key,
        "venue_id": atlas.territory(venue).code if venue else None,
        "venue_place": clean_line(venue_place, field="venue_place", max_length=120) if venue_place else "",
        "trainees_from_id": atlas.territory(trainees_from).code if trainees_from else None,
        "note": clean_text(note, field="note") if note else "",
        "note_label": note_label,
    }
