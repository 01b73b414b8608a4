"""Cards that are written together: the same records and acts as card by card, in the same order, some at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kerege.inventory.actions.finding import index_new
from kerege.inventory.models import Facility, FacilityChange, FacilityName, FacilitySource, Findable
from kerege.journal.actions import OpenAct, write_along
from kerege.people.rules import Actor
from kerege.records.asides import labelled_fields
from kerege.records.following import written_along


@dataclass
class Pile:
    """Records that were made or changed in memory, and the acts that tell of them, each in the order of the deeds.

    `names` and `index` are those of facilities in `recorded`, `added` are further names of others.
    """

    recorded: list[Facility] = field(default_factory=list)
    names: list[FacilityName] = field(default_factory=list)
    sources: list[FacilitySource] = field(default_factory=list)
    index: list[Findable] = field(default_factory=list)
    changed: dict[int, Facility] = field(default_factory=dict)
    added: list[FacilityName] = field(default_factory=list)
    rewritten: dict[int, FacilityName] = field(default_factory=dict)
    gone: list[FacilityName] = field(default_factory=list)
    history: list[FacilityChange] = field(default_factory=list)
    acts: list[OpenAct] = field(default_factory=list)

    def rewrite(self, names: Sequence[FacilityName]) -> None:
        """These names were changed; one that is new in this pile is written with its last text anyway."""
        self.rewritten |= {name.pk: name for name in names if name.pk}


def write_pile(*, by: Actor, pile: Pile) -> None:
    """Write all of it inside the act that is open. Refuses nothing."""
    with written_along():
        Facility.objects.bulk_create(pile.recorded)
        FacilityName.objects.bulk_insert(_numbered(pile.names))
        index_new(by=by, found=_numbered(pile.index))
    Facility.objects.inside_action().bulk_update(pile.changed.values(), _columns())
    FacilityName.objects.bulk_create(pile.added)
    FacilityName.objects.inside_action().bulk_update(pile.rewritten.values(), ["text", "folded", "bones"])
    if pile.gone:
        FacilityName.objects.inside_action().filter(id__in=[name.pk for name in pile.gone]).delete()
    FacilitySource.objects.bulk_insert(_numbered(pile.sources))
    FacilityChange.objects.bulk_insert(_numbered(pile.history))
    write_along(by=by, acts=pile.acts)


def _numbered(parts: Sequence[Any]) -> Sequence[Any]:
    """The same, each with the number that its facility has got."""
    for part in parts:
        part.facility_id = part.facility.pk
    return parts


def _columns() -> list[Any]:
    """Every column of a facility, and every field of it that stands aside."""
    columns = [f.name for f in Facility._meta.concrete_fields if not f.primary_key]
    return [*columns, *sorted(labelled_fields(Facility))]
