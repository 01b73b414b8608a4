"""What came of a course: trainers placed in centres, curricula that took it in."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from kerege.atlas import queries as atlas
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.lib.versions import VersionState
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed, OrganisationKind
from kerege.records.counts import Qualifier
from kerege.records.recording import named, record_once
from kerege.records.stated import date_columns
from kerege.training import words
from kerege.training.actions.adapting import readable
from kerege.training.models import (
    AdoptionSource,
    CentrePlacement,
    Course,
    CourseCount,
    CurriculumAdoption,
    CurriculumVersion,
    PlacementSource,
)
from kerege.training.rules import check_placed
from kerege.training.words import Level, Measure
from kerege.training.words.curricula_refused import CURRICULUM_A_DRAFT


def place_trainers(
    *,
    by: Actor,
    course: str,
    centre: str,
    trainers: int | str,
    sources: Iterable[str],
    note: str = "",
) -> CentrePlacement:
    """Record how many trainers of a course work in a training centre.

    Refuses training.not_a_centre, training.too_many_placed (more than any source gives the course), records.*,
    people.not_yours, people.unknown_key, figures.*.
    """
    about = named(Course, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=course)
    check_may(by, Deed.RECORD_ACTIVITY, about.owner)
    body = people.organisation(centre)
    if body.kind != OrganisationKind.TRAINING_CENTRE:
        raise Refusal(words.NOT_A_CENTRE, field="centre", key=centre)
    number = whole(trainers, field="trainers", highest=10_000)
    check_placed(placed=_placed_elsewhere(about, body.id) + number, trained=_largest_figure(about))
    return record_once(
        CentrePlacement,
        word="training.trainers.placed",
        by=by,
        owner=about.owner,
        where={"course": about, "centre": body},
        content={
            "owner": about.owner,
            "label": about.label,
            "synthetic": about.synthetic,
            "trainers": number,
            "note": clean_line(note, field="note") if note else "",
        },
        citations=PlacementSource,
        sources=[atlas.source(source) for source in sources],
    )


def _placed_elsewhere(course: Course, centre: int) -> int:
    with checking():
        others = CentrePlacement.objects.inside_action().filter(course=course).exclude(centre=centre)
        return sum(others.values_list("trainers", flat=True))


def _largest_figure(course: Course) -> int | None:
    with checking():
        figures = CourseCount.objects.inside_action().filter(course=course, measure=Measure.TRAINEES)
        stated = figures.exclude(qualifier=Qualifier.PLANNED).values_list("value", flat=True)
        return max(stated, default=None)


def record_adoption(
    *,
    by: Actor,
    owner: str,
    key: str,
    territory: str,
    programme: str,
    sources: Iterable[str],
    institution: str = "",
    level: str = "",
    compulsory: bool | None = None,
    curriculum: str = "",
    curriculum_version: str = "",
    decree: str = "",
    project_key: str = "",
    dates: str = "",
    date_text: str = "",
    known_by: date | None = None,
    note: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> CurriculumAdoption:
    """Record that an institution made a course part of a programme: which version of which curriculum (its key), where
    it is kept here, and by which decree. Refuses what record_course refuses, records.nothing_there for a version that
    the actor may not read, and training.curriculum_a_draft for one that is not published.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    taken = _version(by, curriculum, curriculum_version) if curriculum else None
    columns = date_columns(dates, date_text=date_text, happened=True, known_by=known_by, today=today)
    content = columns | {
        "owner": owner,
        "label": label,
        "synthetic": synthetic,
        "territory_id": atlas.territory(territory).code,
        "institution": people.organisation(institution) if institution else None,
        "programme": clean_line(programme, field="programme"),
        "level": choice(level, Level, "level") if level else "",
        "compulsory": compulsory,
        "curriculum": taken,
        "decree": clean_line(decree, field="decree") if decree else "",
        "project_key": project_key,
        "note": clean_text(note, field="note") if note else "",
    }
    return record_once(
        CurriculumAdoption,
        word="training.adoption.recorded",
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=content,
        citations=AdoptionSource,
        sources=[atlas.source(source) for source in sources],
    )


def _version(by: Actor, key: str, version: str) -> CurriculumVersion:
    """A published version of a curriculum that the actor may read."""
    found = readable(by=by, key=key, version=version).shown
    if found.state == VersionState.DRAFT:
        raise Refusal(CURRICULUM_A_DRAFT, field="curriculum_version", version=found.version)
    return named(CurriculumVersion, pk=found.id)
