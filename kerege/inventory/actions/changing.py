"""What changes on a card, worked out in memory and saved by the caller: for one card, and for thousands at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.inventory.actions.making import history_of, name_of
from kerege.inventory.models import Facility, FacilityChange, FacilityName
from kerege.inventory.queries.filling import columns_of
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.queries.naming import keys_of
from kerege.inventory.rules.cards import main_name, names_of
from kerege.inventory.rules.keepers import check_keeper, check_labels
from kerege.inventory.words import NameKind, Standing
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, check_about
from kerege.records.labels import LABEL_SUFFIX, labelled_fields

Names = dict[str, FacilityName]
"""The present names of a facility by language, in the order of their recording."""


@dataclass(frozen=True)
class Change:
    """New columns, names by language that are new or written otherwise, and what differs: field, old and new."""

    columns: dict[str, Any]
    names: dict[str, str]
    told: list[tuple[str, str, str]]


@dataclass
class Changed:
    """What has to be saved beside the facility. `fields` are those that changed, for the journal."""

    history: FacilityChange
    fields: list[str]
    added: list[FacilityName] = field(default_factory=list)
    written: list[FacilityName] = field(default_factory=list)


def names_now(*, by: Actor, ids: Iterable[int]) -> defaultdict[int, Names]:
    """Present names of facilities by their row number, one query; inside an open act or check. Refuses nothing."""
    rows: Any = FacilityName.objects.inside_action().filter(
        facility__in=list(ids), kind=NameKind.PREFERRED, end__isnull=True
    )
    found: defaultdict[int, Names] = defaultdict(dict)
    for name in rows.order_by("id"):
        found[name.facility_id][name.lang] = name
    return found


def change_of(
    *,
    by: Actor,
    facility: Facility,
    present: Names,
    told: Mapping[str, Any],
    day: date,
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, Sensitivity] | None = None,
    sure: bool = False,
    known: LookedUp | None = None,
) -> Change | None:
    """What would change on a card; None for nothing. Inside an open act or check, for somebody who keeps the card.

    Refuses what `record_facility` refuses of the fields.
    """
    if "organisation" in told:
        check_keeper(by, facility.owner, told["organisation"] or "")
    check_labels(by, facility.owner, labels or {})
    called = names_of(names) if names is not None else {}
    columns = columns_of(told, today=day, before=facility, sure=sure, known=known)
    columns |= {f"{name}{LABEL_SUFFIX}": level for name, level in (labels or {}).items()}
    check_about(facility.owner, columns.get("territory_id", facility.territory_id))
    columns |= _reopened(facility, columns)
    differs = list(_changes(facility, columns))
    renamed = {lang: text for lang, text in called.items() if lang not in present or present[lang].text != text}
    return Change(columns, renamed, differs) if differs or renamed else None


def make_change(*, by: Actor, facility: Facility, present: Names, change: Change, what: str, day: date) -> Changed:
    """Set a change on the facility and its names; it counts as a confirmation. Refuses nothing."""
    for name, value in change.columns.items():
        setattr(facility, name, value)
    told, added, written = list(change.told), [], []
    for lang, text in change.names.items():
        told.append(("names", present[lang].text if lang in present else "", text))
        if lang in present:
            rewrite_name(by=by, name=present[lang], text=text)
            written.append(present[lang])
        else:
            present[lang] = name_of(by=by, facility=facility, lang=lang, text=text)
            added.append(present[lang])
    if change.names:
        facility.title = main_name({lang: name.text for lang, name in present.items()})
    count_change(by=by, facility=facility, day=day)
    history = history_of(by=by, facility=facility, what=what, on=day, changes=told)
    return Changed(history, sorted({name for name, _, _ in told}), added, written)


def rewrite_name(*, by: Actor, name: FacilityName, text: str) -> None:
    """Set how a name is written, with the keys of search that follow from it. Refuses nothing."""
    name.text, (name.folded, name.bones) = text, keys_of(text)


def count_change(*, by: Actor, facility: Facility, day: date) -> None:
    """Set that a card was changed on the day, which confirms it. Refuses nothing."""
    facility.version += 1
    facility.confirmed_on = max(facility.confirmed_on, day)


def _reopened(found: Facility, columns: Mapping[str, Any]) -> dict[str, Any]:
    """A facility that works again is closed no more."""
    standing = columns.get("standing", found.standing)
    return {"closed_on": None} if found.closed_on is not None and standing != Standing.CLOSED else {}


def _changes(found: Facility, columns: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, old and new of what differs; of fields with a label of their own only the name."""
    for name, new in columns.items():
        old = getattr(found, name)
        if old == new:
            continue
        plain = name.removesuffix(LABEL_SUFFIX) not in labelled_fields(Facility)
        if name.startswith("shown_l"):
            continue  # it follows from the others
        yield (name.removesuffix("_id"), _said(old), _said(new)) if plain else (name, "", "")


def _said(value: Any) -> str:
    return str(getattr(value, "key", "") or getattr(value, "code", "") or ("" if value is None else value)).strip()
