"""Recording facilities: a new card, once."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Unpack

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.inventory.models import Facility, FacilityChange, FacilityName, FacilitySource
from kerege.inventory.queries.filling import Told, columns_of
from kerege.inventory.queries.naming import alike, keys_of
from kerege.inventory.rules.cards import USUAL_LABELS, free_line, main_name, names_of
from kerege.inventory.rules.keepers import check_keeper, check_labels
from kerege.inventory.rules.keys import HIGHEST, key_of, read_key
from kerege.inventory.rules.lookalikes import Compared
from kerege.inventory.words import NameKind, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, check_about
from kerege.records.labels import LABEL_SUFFIX
from kerege.records.recording import KEY_TAKEN
from kerege.sharing.rules import viewer_of

RECORDED = "recorded"


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
    check_keeper(by, owner, told.get("organisation") or "")
    chosen_labels = dict(labels or {})
    check_labels(by, owner, chosen_labels)
    day = today or localdate()
    called = names_of(names)
    content = columns_of(told, today=day, sure=sure)
    check_about(owner, content["territory_id"])
    content |= {f"{name}{LABEL_SUFFIX}": chosen_labels.get(name, usual) for name, usual in USUAL_LABELS.items()}
    content |= {"owner": owner, "label": label, "origin": free_line(origin, field="origin", most=120)}
    cited = [atlas.source(source) for source in sources]
    known = _known(key=key, content=content, called=called, cited=cited)
    if known is not None:
        return known
    if not sure:
        _check_lookalikes(by, content, called)
    with act("inventory.facility.recorded", by=by, owner=owner) as done:
        found = Facility(**_numbered(key, content["territory_id"]), **content)
        found.title, found.synthetic, found.confirmed_on = main_name(called), synthetic, day
        found.save()
        _name(found, called)
        FacilitySource.objects.bulk_create([FacilitySource(facility=found, source=s) for s in cited])
        keep_change(by=by, facility=found, what=RECORDED, on=day)
        done.about = found.uid
        done.note(territory=found.territory_id)
    return found


def _known(*, key: str, content: Mapping[str, Any], called: Mapping[str, str], cited: list[Any]) -> Facility | None:
    """The same facility, recorded before. Refuses records.key_taken where its key or origin has other content."""
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
    place = content["place"].key if content["place"] is not None else ""
    folded = frozenset(filter(None, (keys_of(text)[0] for text in called.values())))
    with checking():
        rows = Facility.objects.inside_action().filter(owner=owner, territory_id=content["territory_id"])
        said = FacilityName.objects.inside_action().filter(owner=owner)
        found = alike(rows.filter(label__lte=level), said, Compared(folded, place))
    if found:
        raise Refusal(refused.LOOKS_LIKE, field="names", key=found[0].key, title=found[0].title)


def _numbered(key: str, territory: str) -> dict[str, Any]:
    """Key and number of a new facility. The number is drawn: numbers in a row would tell of those between that a reader
    may not know.
    """
    alpha2 = atlas.territory(territory).alpha2
    if key:
        country, number = read_key(key)
        if country != alpha2:
            raise Refusal(refused.BAD_KEY, field="key", key=key[:40], example=key_of(alpha2, number))
        return {"key": key_of(country, number), "number": number}
    taken = Facility.objects.inside_action().filter(territory_id=territory)
    number = next(n for n in _drawn() if not taken.filter(number=n).exists())
    return {"key": key_of(alpha2, number), "number": number}


def _drawn() -> Iterator[int]:
    while True:
        yield secrets.randbelow(HIGHEST) + 1


def _name(facility: Facility, called: Mapping[str, str]) -> None:
    for lang, text in called.items():
        folded, bones = keys_of(text)
        FacilityName.objects.create(
            facility=facility,
            owner=facility.owner,
            label=facility.label,
            synthetic=facility.synthetic,
            lang=lang,
            text=text,
            folded=folded,
            bones=bones,
        )


def keep_change(
    *, by: Actor, facility: Facility, what: str, on: date, changes: Iterable[tuple[str, str, str]] = ()
) -> FacilityChange:
    """Keep in words what became of a card, inside the act that does it; for people of its country. Refuses nothing."""
    lines = ["\t".join(_one_line(part) for part in change).rstrip("\t") for change in changes]
    return FacilityChange.objects.create(  # type: ignore[no-any-return]
        facility=facility,
        owner=facility.owner,
        label=max(Sensitivity(facility.label), Sensitivity.NATIONAL),
        synthetic=facility.synthetic,
        version=facility.version,
        on=on,
        what=what,
        changes="\n".join(lines),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
