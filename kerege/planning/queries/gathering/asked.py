"""What is gathered for, and what gathering hands on from part to part."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor
from kerege.planning.queries.gathering.standing import Standing
from kerege.planning.rules.rows import Row
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Asked:
    """One scenario as it is gathered for: its owner and season, what people told, and whom it knows. `known` are the
    keys of trainers by the numbers of their persons, `countries` where each is from; `own` are uids of courses that
    come of this very plan: they take nothing away from it; `standing` courses of plans before it, which stand.
    """

    viewer: Viewer
    acting: Actor
    on: date
    lang: str
    owner: str
    centre: str
    first: date
    last: date
    currency: str
    rows: Mapping[str, list[Row]]
    use_needs: bool
    also: tuple[str, ...]
    known: Mapping[int, str] = field(default_factory=dict)
    countries: Mapping[int, str] = field(default_factory=dict)
    own: Collection[str] = ()
    standing: Collection[Standing] = ()

    def told(self, family: str) -> list[Row]:
        return list(self.rows.get(family, ()))

    @property
    def of_region(self) -> bool:
        return self.owner == REGION


@dataclass
class Notes:
    """What whoever looks should know of what was gathered: `refused` has to be corrected before anything is planned;
    `told` are pairs of a word and its data.
    """

    refused: list[Refusal] = field(default_factory=list)
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def say(self, word: str, **data: Any) -> None:
        self.told.append((word, data))

    def refuse(self, refusal: Refusal) -> None:
        self.refused.append(refusal)
