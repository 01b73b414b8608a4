"""Planning a course: for whom, where and when it will be held, moving it, calling it off, and that it was held."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.lib.zones import zones_of
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.personal import subject_model
from kerege.records.recording import KEY_TAKEN, named, plain_key, telling
from kerege.records.stated import date_columns
from kerege.records.viewers import Viewer
from kerege.sharing.rules import viewer_of
from kerege.training.models import Course, CourseGroup
from kerege.training.queries.staff import DOOR
from kerege.training.queries.taught import version_of
from kerege.training.rules import check_generation
from kerege.training.rules.cohort import check_cohort, check_enrolment_days
from kerege.training.rules.sessions import check_first_day
from kerege.training.words import CourseKind, Status
from kerege.training.words import planning as words
from kerege.training.words.delivery import USUAL_LEAST, USUAL_MOST, Entry


def plan_course(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    kind: str,
    first_day: date,
    venue: str = "",
    trainees_from: str = "",
    centre: str = "",
    venue_place: str = "",
    zone: str = "",
    curriculum: str = "",
    version: str = "",
    language: str = "",
    least: int | str = USUAL_LEAST,
    most: int | str = USUAL_MOST,
    cohort_reason: str = "",
    entry: str = Entry.NOMINATION,
    enrol_from: date | None = None,
    enrol_until: date | None = None,
    generation: int | None = None,
    group: str = "",
    project_key: str = "",
    note: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> Course:
    """Plan a course for one cohort: a record of one's own, which needs no source. It teaches the published version of
    a curriculum (or the one named), and is held at a training centre of the inventory, whose country and clock it then
    has, or at a named place of any country. The trainees' country is another fact. The same plan under the same key
    changes nothing, also after its sessions were laid.

    Refuses people.not_yours, people.unknown_choice, people.unknown_key, atlas.unknown_code, atlas.bad_language,
    records.nothing_there, records.key_taken, records.bad_key, figures.not_a_figure, text.*, training.no_venue,
    training.unknown_clock, training.no_such_curriculum, training.bad_cohort, training.cohort_needs_reason,
    training.bad_enrolment_days, training.bad_generation and dates.not_a_day.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    check_generation(generation)
    check_first_day(first_day)
    check_enrolment_days(enrol_from, enrol_until, first_day)
    content: dict[str, Any] = {
        "title": clean_line(title, field="title"),
        "kind": choice(kind, CourseKind, "kind"),
        "trainees_from_id": atlas.territory(trainees_from).code if trainees_from else None,
        "language": language_tag(language, field="language") if language else "",
        "entry": choice(entry, Entry, "entry"),
        "enrol_from": enrol_from,
        "enrol_until": enrol_until,
        "generation": generation,
        "group": named(CourseGroup, key=group) if group else None,
        "project_key": project_key,
        "label": Sensitivity(label),
        "teaches_id": _version(by, curriculum, version),
        **_venue(by, centre, venue, venue_place, zone),
        **_cohort(least, most, cohort_reason),
    }
    begun = {"status": Status.PLANNED, "note": clean_text(note, field="note") if note else "", **_day(first_day)}
    where = {"owner": owner, "key": plain_key(key), "synthetic": synthetic}
    return _once(by, where, content, begun)


def own_course(*, by: Actor, course: str, planned: bool = False) -> Course:
    """The course with this key, for whoever plans for its owner; only a planned one where that is asked for.

    Refuses records.nothing_there, people.not_yours, training.not_planned, and training.no_plan for a course that is
    only known from sources.
    """
    found = named(Course, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=course)
    check_may(by, Deed.RECORD_ACTIVITY, found.owner)
    if planned and found.status != Status.PLANNED:
        raise Refusal(words.NOT_PLANNED, field="course")
    if planned and not found.zone:
        raise Refusal(words.NO_PLAN, field="course")
    return found


def _cohort(least: int | str, most: int | str, reason: str) -> dict[str, Any]:
    sizes = whole(least, field="least", highest=9_999), whole(most, field="most", highest=9_999)
    check_cohort(*sizes, reason)
    told = clean_line(reason, field="cohort_reason", max_length=500) if reason.strip() else ""
    return {"least": sizes[0], "most": sizes[1], "cohort_reason": told}


def _day(first: date) -> dict[str, Any]:
    return date_columns(first.isoformat(), date_text="", happened=False, known_by=None, today=None)


def _version(by: Actor, curriculum: str, version: str) -> int | None:
    if not curriculum:
        return None
    found = version_of(_reader(by), curriculum, version)
    if found is None:
        raise Refusal(words.NO_SUCH_CURRICULUM, field="curriculum", key=curriculum[:60])
    return found


def _reader(by: Actor) -> Viewer:
    return DOOR if by.is_system else viewer_of(uid=by.uid, name=by.name, grants=by.grants)


def _venue(by: Actor, centre: str, venue: str, place: str, zone: str) -> dict[str, Any]:
    """Where it is held: a centre that the actor may see, or a place; and the clock there."""
    told = clean_line(place, field="venue_place", max_length=120) if place.strip() else ""
    if centre:
        reader = _reader(by)
        found = named(
            subject_model(Course, "centre"),
            whose=lambda owner: reader.clearance_for(owner) > Sensitivity.PUBLIC,
            key=centre[:60],
        )
        host = found.organisation
        return {
            "centre": found,
            "host": host,
            "venue_id": found.territory_id,
            "venue_place": told,
            "zone": found.zone,
        }
    if not venue or not told:
        raise Refusal(words.NO_VENUE, field="venue_place" if venue else "venue")
    land = atlas.territory(venue)
    clocks = zones_of(land.alpha2)
    clock = zone or (clocks[0] if len(clocks) == 1 else "")
    if clock not in clocks:
        raise Refusal(words.UNKNOWN_CLOCK, field="zone", zone=zone[:40], zones=", ".join(clocks))
    return {"centre": None, "host": None, "venue_id": land.code, "venue_place": told, "zone": clock}


def _once(by: Actor, where: Mapping[str, Any], content: Mapping[str, Any], begun: Mapping[str, Any]) -> Course:
    """The course, new, or as it is where the same was planned; what follows from its sessions is not compared."""
    with checking():
        found: Course | None = Course.objects.inside_action().filter(key=where["key"]).first()
        if found is not None:
            known = {**where, **content}
            differs = sorted(name for name, value in known.items() if getattr(found, name) != value)
            if differs:
                raise Refusal(KEY_TAKEN, field="key", key=where["key"], differs=", ".join(differs))
            return found
    with act("training.course.planned", by=by, owner=where["owner"]) as done:
        course = Course(**where, **content, **begun)
        course.save()
        done.about = course.uid
        done.note(**telling(course, {**where, **content, **begun}))
    return course
