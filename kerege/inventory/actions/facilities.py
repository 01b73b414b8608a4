"""Recording facilities: a new card, once."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, Unpack

from kerege.atlas import queries as atlas
from kerege.inventory.actions.making import RECORDED, Card, card_of, keep_change, name_of
from kerege.inventory.models import Facility, FacilityName, FacilitySource
from kerege.inventory.queries.filling import Told
from kerege.inventory.queries.naming import alike
from kerege.inventory.rules.cards import main_name
from kerege.inventory.rules.keys import HIGHEST, key_of, read_key
from kerege.inventory.rules.matching import Card as Wanted
from kerege.inventory.words import NameKind, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.records.recording import KEY_TAKEN
from kerege.sharing.rules import viewer_of

AT_ONCE = 2_000
"""Numbers of facilities that are looked for together."""


def record_facility(
    *,
    by: Actor,
    owner: str,
    names: Mapping[str, str],
    key: str = "",
    origin: str = "",
    sources: Iterable[str] = (),
    label: Sensitivity = Sensitivity.PUBLIC,
    labels: Mapping[str, Sensitivity] | None = None,
    sure: bool = False,
    synthetic: bool = False,
    today: date | None = None,
    **told: Unpack[Told],
) -> Facility:
    """Record a facility under its names by language, with what is told of it; `kind`, `sectors` and `territory` have to
    be. Without a `key` the node makes one. `origin` names it where it comes from (a sheet's sender and row, another
    system's number): the same origin again is the same facility. The same content again changes nothing.

    `labels` are those of position, address, contacts and staff, where they are not the usual ones. Whoever is `sure`
    records it although another facility looks like it, and although its position is the middle of the country.

    Refuses people.not_yours, people.not_about_others, inventory.not_your_facility, inventory.label_too_open,
    inventory.looks_like, records.key_taken, inventory.bad_key, inventory.no_name, sharing.unknown_field,
    sharing.unknown_level, atlas.bad_language and what queries.filling.columns_of refuses.
    """
    card = card_of(
        by=by,
        owner=owner,
        names=names,
        told=told,
        origin=origin,
        sources=sources,
        label=label,
        labels=labels,
        sure=sure,
        synthetic=synthetic,
        today=today,
    )
    known = _known(key, card)
    if known is not None:
        return known
    if not sure:
        _check_lookalikes(by, card.content, card.called)
    with act("inventory.facility.recorded", by=by, owner=owner) as done:
        found = card.facility(**_numbered(by, key, card.content["territory_id"]))
        found.save()
        for lang, text in card.called.items():
            name_of(by=by, facility=found, lang=lang, text=text).save()
        FacilitySource.objects.bulk_create([FacilitySource(facility=found, source=s) for s in card.cited])
        keep_change(by=by, facility=found, what=RECORDED, on=card.day)
        done.about = found.uid
        done.note(territory=found.territory_id)
    return found


def _known(key: str, card: Card) -> Facility | None:
    """The same facility, recorded before. Refuses records.key_taken where its key or origin has other content."""
    content, called, cited = card.content, card.called, card.cited
    with checking():
        rows: Any = Facility.objects.inside_action()
        found: Facility | None
        if key:
            found = rows.filter(key=key_of(*read_key(key))).first()
        elif content["origin"]:
            found = rows.filter(owner=content["owner"], origin=content["origin"]).first()
        else:
            again: Facility | None = _of_these_names(rows, content, called, cited)
            return again
        if found is None:
            return None
        differs = sorted(_differences(found, content, called, cited))
    if differs:
        raise Refusal(KEY_TAKEN, field="key", key=key or content["origin"], differs=", ".join(differs))
    return found


def _of_these_names(rows: Any, content: Mapping[str, Any], called: Mapping[str, str], cited: list[Any]) -> Any:
    same = rows.filter(owner=content["owner"], territory_id=content["territory_id"], title=main_name(called))
    return next((f for f in same if not list(_differences(f, content, called, cited))), None)


def _differences(
    found: Facility, content: Mapping[str, Any], called: Mapping[str, str], cited: list[Any]
) -> Iterable[str]:
    yield from (name for name, value in content.items() if getattr(found, name) != value)
    named = FacilityName.objects.inside_action().filter(facility=found, kind=NameKind.PREFERRED)
    if not set(called.items()) <= set(named.values_list("lang", "text")):  # what was renamed since is no difference
        yield "names"
    if set(FacilitySource.objects.filter(facility=found).values_list("source_id", flat=True)) != {s.pk for s in cited}:
        yield "sources"


def _check_lookalikes(by: Actor, content: Mapping[str, Any], called: Mapping[str, str]) -> None:
    """Refuse inventory.looks_like, telling of no facility that the actor could not see."""
    owner = content["owner"]
    level = Sensitivity.RESTRICTED
    if not by.is_system:
        level = viewer_of(uid=by.uid, name=by.name, grants=by.grants).clearance_for(owner)
    place, unit = content["place"], content["unit"]
    wanted = Wanted(
        uid="",
        names=tuple(called.values()),
        territory=content["territory_id"],
        place=place.key if place is not None else "",
        unit=unit.code if unit is not None else "",
        website=content["website"],
    )
    with checking():
        rows = Facility.objects.inside_action().filter(owner=owner, territory_id=content["territory_id"])
        said = FacilityName.objects.inside_action().filter(owner=owner)
        found = alike(rows.filter(label__lte=level), said, wanted)
    if found:
        raise Refusal(refused.LOOKS_LIKE, field="names", key=found[0].key, title=found[0].title)


def _numbered(by: Actor, key: str, territory: str) -> dict[str, Any]:
    """Key and number of a new facility. The number is drawn: numbers in a row would tell of those between that a reader
    may not know.
    """
    alpha2 = atlas.territory(territory).alpha2
    if key:
        country, number = read_key(key)
        if country != alpha2:
            raise Refusal(refused.BAD_KEY, field="key", key=key[:40], example=key_of(alpha2, number))
        return {"key": key_of(country, number), "number": number}
    number = free_numbers(by=by, territory=territory, count=1)[0]
    return {"key": key_of(alpha2, number), "number": number}


def free_numbers(*, by: Actor, territory: str, count: int) -> list[int]:
    """So many numbers that no facility of the territory has, drawn; inside an open act or check. Refuses nothing."""
    rows: Any = Facility.objects.inside_action().filter(territory_id=territory)
    found: list[int] = []
    numbers = _drawn()
    while len(found) < count:
        drawn = list(islice(numbers, min(count - len(found), AT_ONCE)))
        taken = {*found, *rows.filter(number__in=drawn).values_list("number", flat=True)}
        found += [number for number in dict.fromkeys(drawn) if number not in taken]
    return found


def _drawn() -> Iterator[int]:
    while True:
        yield secrets.randbelow(HIGHEST) + 1
