"""Plans over years as a reader may see them: the list, one with what it says, and whether it still holds."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.cache import cache

from kerege.inventory.rules.keepers import keeps
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.people.words import Deed
from kerege.planning.cascade.kept import programme_of, years_of
from kerege.planning.cascade.programme import Programme, Years
from kerege.planning.cascade.telling import TIME, Left, told
from kerege.planning.cascade.telling import Told as YearsTold
from kerege.planning.models import Scenario
from kerege.planning.queries.gathering.years import GatheredYears, gathered_years
from kerege.planning.queries.scenarios import asked_of
from kerege.planning.rules.outlooks import quarter_begins
from kerege.planning.rules.rows import Row
from kerege.planning.rules.states import WORKED_ON, progress_key
from kerege.planning.rules.years import planned_with, quarters_of
from kerege.planning.words import Kind, State
from kerege.planning.words.years import NO_SUCH_YEARS
from kerege.records.viewers import Viewer

__all__ = ["TIME", "Left", "YearsLine", "YearsPage", "YearsTold", "years_now", "years_plan", "years_plans"]


@dataclass(frozen=True)
class YearsLine:
    """One plan over years in a list. `unmet`, `bound` and `nothing` are points of need × quarters; None before it was
    searched.
    """

    uid: str
    owner: str
    title: str
    first: date
    last: date
    state: State
    unmet: int | None
    bound: int | None
    nothing: int | None
    made_on: date
    synthetic: bool

    @property
    def quarters(self) -> int:
        return quarters_of(self.first, self.last)

    @property
    def met(self) -> int | None:
        """The part of all need that is met, in percent; None before it was searched."""
        if self.unmet is None or not self.nothing:
            return None
        part = round(100 * (self.nothing - self.unmet) / self.nothing)
        return min(part, 99) if self.unmet else part

    @property
    def gap(self) -> float | None:
        """The part of what is left unmet that is not proved to be unavoidable, in percent."""
        if self.unmet is None or self.bound is None:
            return None
        return 100 * (self.unmet - self.bound) / self.unmet if self.unmet else 0.0


@dataclass(frozen=True)
class YearsPage:
    """One plan over years, whole. `programme` is what it rests on, `origins` from where each figure of it comes, `told`
    what it says; None and empty where nothing was gathered or found yet. `begun` and `currency` are those of the plan,
    where one was found; `line.first` and `wanted_currency` those of the next.
    """

    line: YearsLine
    begun: date
    currency: str
    wanted_currency: str
    use_needs: bool
    seconds: int
    rows: dict[str, list[Row]]
    programme: Programme | None
    origins: dict[str, Any]
    digest: str
    gathered_on: date | None
    notes: tuple[tuple[str, dict[str, Any]], ...]
    plan: Years | None
    told: YearsTold | None
    earlier: bool
    searched: int
    stepped_at: datetime | None
    made_from: str
    fault: str
    progress: dict[str, Any] = field(default_factory=dict)

    @property
    def works(self) -> bool:
        """Whether the node has something to do with it."""
        return self.line.state in WORKED_ON

    def begins(self, quarter: int) -> date:
        """The first day of a quarter."""
        return quarter_begins(quarter, self.begun)


def years_plans(viewer: Viewer, acting: Actor) -> list[YearsLine]:
    """The plans over years that the reader may see and plans for, the newest first."""
    rows = Scenario.objects.seen_by(viewer).filter(kind=Kind.YEARS).order_by("-id")[:200].seen()
    return [_line(row) for row in rows if _keeps(acting, row)]


def years_plan(viewer: Viewer, uid: object, acting: Actor) -> YearsPage:
    """One plan over years, for whoever plans for its owner. Refuses planning.no_such_years."""
    row = _row(viewer, uid, acting)
    programme = programme_of(row.inputs) if row.inputs else None
    plan = years_of(row.result) if "courses" in row.result and programme is not None else None
    line = _line(row)
    begun, currency = planned_with(row.inputs if plan is not None else {}, row.first, row.currency)
    return YearsPage(
        line,
        begun,
        currency,
        row.currency,
        row.use_needs,
        row.seconds,
        row.settings,
        programme,
        row.inputs.get("origins", {}),
        row.digest,
        row.gathered_on,
        tuple((word, data) for word, data in row.notes),
        plan,
        told(programme, plan) if programme is not None and plan is not None else None,
        bool(row.earlier),
        int(row.result.get("seconds", 0)),
        row.stepped_at,
        str(row.made_from or ""),
        row.fault,
        (cache.get(progress_key(row.uid)) or {}) if line.state in WORKED_ON else {},
    )


def years_now(viewer: Viewer, uid: object, acting: Actor, *, on: date, lang: str = "en") -> GatheredYears:
    """What the plan would rest on if it were made now. Refuses planning.no_such_years."""
    return gathered_years(asked_of(viewer, _row(viewer, uid, acting), acting, on=on, lang=lang))


def _row(viewer: Viewer, uid: object, acting: Actor) -> Any:
    number = uid_or_none(str(uid))
    row = Scenario.objects.seen_by(viewer).filter(uid=number, kind=Kind.YEARS).one() if number else None
    if row is None or not _keeps(acting, row):
        raise Refusal(NO_SUCH_YEARS)
    return row


def _keeps(acting: Actor, row: Any) -> bool:
    return keeps(acting, row.owner, "", deed=Deed.RECORD_ACTIVITY)


def _line(row: Any) -> YearsLine:
    found = row.result if "unmet" in row.result else {}
    return YearsLine(
        str(row.uid), row.owner, row.title, row.first, row.last, State(row.state), found.get("unmet"),
        found.get("bound"), found.get("nothing"), row.made_on, row.synthetic,
    )  # fmt: skip
