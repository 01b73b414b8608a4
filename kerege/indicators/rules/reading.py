"""A reading: what was claimed, what the records show, and what lies between."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kerege.indicators.words import State
from kerege.lib.figures import SourceRef

BY_TRAINEES = "trainees"
BY_VENUE = "venue"


@dataclass(frozen=True)
class Scope:
    """Of what a reading is: a project (all when empty), countries (all when empty), and what makes a record theirs.

    `by` is BY_TRAINEES (whose people came) or BY_VENUE (where it was held). The two give different tables.
    """

    project: str = ""
    territories: tuple[str, ...] = ()
    by: str = BY_TRAINEES

    @property
    def territory(self) -> str:
        """The country of a scope of one country, else empty."""
        return self.territories[0] if len(self.territories) == 1 else ""


@dataclass(frozen=True)
class ClaimLine:
    """A figure as it was published."""

    uid: str
    key: str
    indicator: str
    project: str
    territory: str
    value: int
    qualifier: str
    unit: str
    meaning: str
    stated_by: str
    stated_on: str
    source: SourceRef


@dataclass(frozen=True)
class Conflict:
    """Figures for one and the same thing that cannot all be right. None of them is chosen.

    `values` pairs each figure with the keys of the sources that give it; `about` names the claim or record.
    """

    kind: str
    about: str
    uid: str
    values: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class RecordRef:
    """One record behind a figure. `low` and `high` are what it adds; None: it was, but nobody says how many."""

    kind: str
    uid: str
    key: str
    title: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    territory: str
    venue: str
    low: float | None
    high: float | None
    planned: int | None
    basis: str
    sources: tuple[SourceRef, ...]
    synthetic: bool = False


@dataclass(frozen=True)
class Evidence:
    """What the records show: between `low` and `high`; None unless the state is RECORDED. `of` is a base,
    where there is one.
    """

    state: State
    low: float | None = None
    high: float | None = None
    of_low: int | None = None
    of_high: int | None = None

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Reading:
    """One indicator for one scope on one date, computed and never stored.

    `unknown` is what a claim leaves when evidence and plans are taken off it; it is an inference and shown as one.
    `claims` are of exactly this scope, `country_claims` of the countries in it.
    `no_data_since` has, for each country of the scope, its last record's day where it has one: silence is not zero.
    `protected` is a sentence about how it is told to a reader who may not know who is counted, empty for all others.
    `withheld_records` are rows counted here that this viewer may not list. `frozen` are the countries of the scope from
    which nothing comes, each with the day since when; see `with_silence`.
    """

    indicator: Any
    on: date
    scope: Scope
    evidence: Evidence
    claims: tuple[ClaimLine, ...] = ()
    country_claims: tuple[ClaimLine, ...] = ()
    planned: int | None = None
    unknown: int | None = None
    unknown_records: int = 0
    conflicts: tuple[Conflict, ...] = ()
    difference: tuple[float, float] | None = None
    no_data_since: tuple[tuple[str, date | None], ...] = ()
    records: tuple[RecordRef, ...] = ()
    records_total: int = 0
    withheld_records: int = 0
    by_territory: tuple[tuple[str, float, float], ...] = ()
    breakdown: Any = None
    protected: str = ""
    missing: str = ""
    inference: bool = field(default=False)
    frozen: tuple[tuple[str, date], ...] = ()

    @property
    def frozen_since(self) -> date | None:
        """Since when nothing comes from the countries of this scope; None while something comes from one of them."""
        days = dict(self.frozen)
        if not self.scope.territories or any(code not in days for code in self.scope.territories):
            return None
        return min(days[code] for code in self.scope.territories)


def with_silence(reading: Reading, frozen: Mapping[str, date]) -> Reading:
    """The reading as it is while these countries are frozen: what would be nothing or zero of them is no figure.

    Records from before stay counted. A scope of which every country is frozen and that has no record of its own has
    the state FROZEN and neither difference nor remainder: a claim is not refuted by silence.
    """
    codes = set(reading.scope.territories or frozen) & set(frozen)
    told = replace(
        reading,
        frozen=tuple((code, frozen[code]) for code in sorted(codes)),
        by_territory=tuple(row for row in reading.by_territory if row[0] not in frozen or row[2]),
    )
    empty = reading.evidence.state in {State.RECORDED, State.NO_RECORDS} and not reading.evidence.high
    if told.frozen_since is None or not empty:
        return told
    return replace(told, evidence=Evidence(State.FROZEN), difference=None, unknown=None)


def claims_in_conflict(claims: Iterable[ClaimLine]) -> list[Conflict]:
    """Claims of the same indicator, project and country that give different figures."""
    groups: dict[tuple[str, str, str], list[ClaimLine]] = {}
    for claim in claims:
        groups.setdefault((claim.indicator, claim.project, claim.territory), []).append(claim)
    return [
        Conflict("claim", same[0].indicator, same[0].uid, _by_value(same))
        for same in groups.values()
        if len({(c.value, c.qualifier) for c in same}) > 1
    ]


def _by_value(claims: list[ClaimLine]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(
        (value, tuple(sorted(c.source.key for c in claims if c.value == value)))
        for value in sorted({c.value for c in claims})
    )


def claimed(claims: Iterable[ClaimLine], territory: str) -> tuple[int, int] | None:
    """The lowest and highest claim for exactly this country (empty: for the whole); None without any."""
    values = [c.value for c in claims if c.territory == territory]
    return (min(values), max(values)) if values else None


def difference(claim: tuple[int, int] | None, evidence: Evidence) -> tuple[float, float] | None:
    """Claim minus evidence, as the least and the greatest it can be; None when one of the two is not there."""
    if claim is None or evidence.low is None or evidence.high is None:
        return None
    return (claim[0] - evidence.high, claim[1] - evidence.low)


def unknown_remainder(claim: tuple[int, int] | None, evidence: Evidence, planned: int | None) -> int | None:
    """What the highest claim leaves after the most that records show and what was only planned; never below zero."""
    if claim is None or evidence.high is None:
        return None
    return max(0, int(claim[1] - evidence.high - (planned or 0)))
