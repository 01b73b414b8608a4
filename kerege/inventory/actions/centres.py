"""Keeping training centres: the centre, its accreditations and its rooms."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.inventory.actions.changes import known_facility
from kerege.inventory.models import CentreAccreditation, TrainingCentre, TrainingRoom
from kerege.inventory.rules.cards import day_before, free_line, free_text, languages, listed, needed_line
from kerege.inventory.rules.keepers import check_keeper
from kerege.inventory.words import Capability
from kerege.inventory.words.training import (
    BAD_SEATS,
    NO_TEACHER,
    NO_TRAINING_THERE,
    UNKNOWN_ZONE,
    RoomAccess,
    RoomEquipment,
)
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import zones_of
from kerege.people import queries as people
from kerege.people.rules import Actor, check_about
from kerege.people.words import Deed
from kerege.privacy.words.experts import Expertise
from kerege.records.recording import KEY_TAKEN, named, plain_key
from kerege.sharing.rules import viewer_of
from kerege.sharing.words import UNKNOWN_LEVEL

MOST_SEATS = 2_000
KEEP = Deed.KEEP_CENTRE


def record_centre(
    *,
    by: Actor,
    owner: str,
    key: str,
    zone: str,
    facility: str = "",
    organisation: str = "",
    topics: Iterable[str] | str = (),
    teaches_in: Iterable[str] | str = (),
    note: str = "",
    label: Sensitivity | None = None,
    synthetic: bool = False,
) -> TrainingCentre:
    """Record that a facility or an organisation trains others, or change what is told of it; the same again changes
    nothing. Its country is that of the facility or organisation. Without a `label` a new centre is for everybody, one
    that is there stays as it is; none is more open than its facility.

    Refuses people.not_yours, people.not_about_others, people.unknown_key, inventory.not_your_facility,
    inventory.no_teacher, inventory.no_training_there, inventory.unknown_zone, inventory.unknown_code,
    inventory.not_for_sharing, inventory.bad_key, records.bad_key, records.key_taken, records.nothing_there,
    sharing.unknown_level, atlas.bad_language, text.*.
    """
    if bool(facility) == bool(organisation):
        raise Refusal(NO_TEACHER, field="facility")
    place = known_facility(by=by, facility=facility) if facility else None
    body = people.organisation(organisation) if organisation else None
    told = place.organisation if place is not None else body
    check_keeper(by, owner, told.key if told else "", deed=KEEP)
    if place is not None and f" {Capability.TRAINING} " not in place.capabilities:
        raise Refusal(NO_TRAINING_THERE, field="facility", facility=place.key)
    territory = place.territory_id if place is not None else (body.territory_id if body else None)
    if territory is None:
        raise Refusal(NO_TEACHER, field="organisation")
    check_about(owner, territory)
    if label is not None and label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    where = {"facility": place, "organisation": body}
    content = {
        "zone": _zone(zone, territory),
        "topics": listed(topics, Expertise, field="topics"),
        "languages": languages(teaches_in, field="teaches_in"),
        "note": free_text(note, field="note"),
        "label": label,
    }
    return _once(by, owner, plain_key(key), territory, where, content, synthetic=synthetic)


def record_centre_accreditation(
    *,
    by: Actor,
    centre: str,
    body: str,
    number: str,
    start: date,
    until: date | None = None,
    scope: str = "",
    today: date | None = None,
) -> CentreAccreditation:
    """Record that a body allows the centre to train, from `start` up to and not including `until`. The same number
    again replaces the rest; the same altogether changes nothing.

    Refuses inventory.in_future, periods.end_before_start, inventory.not_for_sharing, text.* and what `own_centre`
    refuses.
    """
    found = own_centre(by=by, centre=centre)
    Period(start, until)
    where = {
        "centre": found,
        "body": needed_line(body, field="body"),
        "number": needed_line(number, field="number", most=80),
    }
    content = {
        "scope": free_line(scope, field="scope", most=300),
        "start": day_before(start, field="start", today=today or localdate()),
        "until": until,
        "label": found.label,
    }
    return _part(CentreAccreditation, "inventory.centre.accredited", by, found, where, content)  # type: ignore[no-any-return]


def record_room(
    *,
    by: Actor,
    centre: str,
    title: str,
    seats: int | str,
    equipment: Iterable[str] | str = (),
    access: Iterable[str] | str = (),
    interpreted: Iterable[str] | str = (),
    closed_on: date | None = None,
) -> TrainingRoom:
    """Record a room of the centre under its name, or change it; `interpreted` are the languages into which can be
    interpreted there. From `closed_on` on it takes no bookings. The same again changes nothing.

    Refuses inventory.bad_seats, inventory.unknown_code, inventory.not_for_sharing, figures.not_a_figure,
    atlas.bad_language, text.* and what `own_centre` refuses.
    """
    found = own_centre(by=by, centre=centre)
    where = {"centre": found, "title": needed_line(title, field="title", most=120)}
    number = whole(seats, field="seats")
    if not 1 <= number <= MOST_SEATS:
        raise Refusal(BAD_SEATS, field="seats", seats=number, most=MOST_SEATS)
    content = {
        "seats": number,
        "equipment": listed(equipment, RoomEquipment, field="equipment"),
        "access": listed(access, RoomAccess, field="access"),
        "languages": languages(interpreted, field="interpreted"),
        "closed_on": closed_on,
        "label": found.label,
    }
    return _part(TrainingRoom, "inventory.room.recorded", by, found, where, content)  # type: ignore[no-any-return]


def own_centre(*, by: Actor, centre: str) -> TrainingCentre:
    """The centre with this key, for whoever keeps it.

    Refuses records.nothing_there, people.not_yours, inventory.not_your_facility. Of a centre above the clearance that
    the actor's roles give, nobody learns more than that nothing is there.
    """
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    found = named(TrainingCentre, key=centre[:60], whose=lambda owner: by.is_system or reader.clearance_for(owner) > 0)
    with checking():
        told = found.facility.organisation if found.facility else found.organisation
    check_keeper(by, found.owner, told.key if told else "", deed=KEEP)
    return found


def _zone(zone: str, territory: str) -> str:
    known = zones_of(atlas.territory(territory).alpha2)
    if zone not in known:
        raise Refusal(UNKNOWN_ZONE, field="zone", zone=zone[:40], zones=", ".join(known))
    return zone


def _once(
    by: Actor,
    owner: str,
    key: str,
    territory: str,
    where: dict[str, Any],
    content: dict[str, Any],
    *,
    synthetic: bool,
) -> TrainingCentre:
    """The centre, new or brought up to date under its key."""
    with checking():
        rows: Any = TrainingCentre.objects.inside_action()
        found = rows.filter(key=key).first()
        of_the_same = rows.filter(**{name: value for name, value in where.items() if value is not None}).first()
    if found != of_the_same:  # the key of another centre, or another key for this one
        raise Refusal(KEY_TAKEN, field="key", key=key, differs=", ".join(n for n, value in where.items() if value))
    if found is not None and found.owner != owner:
        raise Refusal(KEY_TAKEN, field="key", key=key, differs="owner")
    least = where["facility"].label if where["facility"] is not None else Sensitivity.PUBLIC
    kept = found.label if found is not None else Sensitivity.PUBLIC
    content["label"] = max(least, kept if content["label"] is None else content["label"])
    if found is not None and all(getattr(found, name) == value for name, value in content.items()):
        return found  # type: ignore[no-any-return]
    with act("inventory.centre.recorded", by=by, owner=owner) as done:
        row = found or TrainingCentre(owner=owner, key=key, territory_id=territory, synthetic=synthetic, **where)
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
        done.about = row.uid
    return row  # type: ignore[no-any-return]


def _part(
    model: Any, word: str, by: Actor, centre: TrainingCentre, where: dict[str, Any], content: dict[str, Any]
) -> Any:
    """Something that belongs to a centre, new or brought up to date."""
    with checking():
        found = model.objects.inside_action().filter(**where).first()
        if found is not None and all(getattr(found, name) == value for name, value in content.items()):
            return found
    with act(word, by=by, owner=centre.owner) as done:
        row = found or model(owner=centre.owner, synthetic=centre.synthetic, **where)
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
        done.about = row.uid
    return row
