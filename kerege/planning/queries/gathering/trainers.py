"""What can be observed of the trainers of a country: who there is at which level, who taught lately, what became of
them in the last years, and how many people need the course.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kerege.capacity.queries.schemes import in_words, scheme_for, scheme_of
from kerege.capacity.queries.trainer_days import TrainerDays, trainer_days
from kerege.capacity.words.certification import HOLDS, CertificateState
from kerege.people.rules import REGION, Actor
from kerege.planning.cascade.observing import At, Observed, Seen, observed
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.topics import offered
from kerege.planning.queries.gathering.wanted import groups
from kerege.planning.rules.outlooks import PART_ONE, Kept
from kerege.planning.rules.rows import row_of
from kerege.planning.words import RATES
from kerege.records.viewers import Viewer
from kerege.training.queries.cascade_lasting import days_taught
from kerege.training.rules.cascade_sums import ACTIVE_MONTHS, months_before

YEARS_BACK = 3
QUARTERS = 4 * YEARS_BACK


@dataclass(frozen=True)
class Wanted:
    """Of whom is asked; `owner` asks, and sees what `viewer` reads."""

    viewer: Viewer
    acting: Actor
    on: date
    owner: str
    territory: str
    scheme: str
    language: str
    curriculum: str


@dataclass(frozen=True)
class Trainer:
    """Somebody behind the figures, for whoever reads their certificate: its number (none while on the way to one),
    where they stand now, and the day on which they taught last, as far as the reader may know it.
    """

    key: str
    number: str
    certificate: str
    owner: str
    level: str
    active: bool | None
    since: date
    taught: date | None


@dataclass(frozen=True)
class Gathering:
    kept: Kept
    found: Observed
    quarters: tuple[date, ...]
    trainers: tuple[Trainer, ...]


def levels_of(owner: str, scheme: str, *, on: date, lang: str = "en") -> dict[str, str]:
    """The levels of a scheme from the lowest up, with their names: first those whom part 1 alone brings there. Empty
    where there is no such scheme.
    """
    row = scheme_for(owner, scheme, on=on)
    if row is None:
        return {}
    found = scheme_of(row).levels
    first = next((in_words(level.name, lang) for level in found if not level.deliveries), "")
    return {PART_ONE: first} | {level.key: in_words(level.name, lang) for level in found if level.deliveries}


def gathered_trainers(wanted: Wanted) -> Gathering:
    """What the reader can observe. Nobody below the clearance for certificates observes anything."""
    ends = tuple(months_before(wanted.on, 3 * back) for back in range(QUARTERS, -1, -1))
    levels = tuple(levels_of(wanted.owner, wanted.scheme, on=wanted.on))
    papers = [each for each in trainer_days(wanted.viewer, ends) if _asked_for(each, wanted)]
    taught = days_taught(wanted.viewer, on=wanted.on) if papers else {}
    of: dict[str, list[TrainerDays]] = {}
    for paper in papers:
        if paper.person_uid:
            of.setdefault(paper.person_uid, []).append(paper)
    people = [Seen(key, at_each(own, ends, taught.get(key, ()), levels)) for key, own in of.items()]
    found = observed(people, len(levels))
    counted = {
        (key, rate): pair for at, key in enumerate(levels) for rate in RATES if (pair := found.counted(at, rate))[1]
    }
    kept = Kept(levels, found.active, found.dormant, counted, _in_need(wanted), bool(papers))
    return Gathering(kept, found, ends, tuple(_trainer(one, of[one.key], taught, levels) for one in people))


def _asked_for(paper: TrainerDays, wanted: Wanted) -> bool:
    return (
        paper.scheme_key == wanted.scheme
        and (wanted.territory == REGION or paper.owner == wanted.territory)
        and (not wanted.language or wanted.language in paper.languages)
        and (not wanted.curriculum or paper.curriculum == wanted.curriculum)
    )


def at_each(
    papers: Sequence[TrainerDays], days: Sequence[date], taught: Sequence[date], levels: Sequence[str]
) -> tuple[At | None, ...]:
    """Where somebody with these papers stands on each of the days for which they were read."""
    return tuple(_at(papers, n, day, taught, levels) for n, day in enumerate(days))


def _at(
    papers: Sequence[TrainerDays], number: int, day: date, taught: Sequence[date], levels: Sequence[str]
) -> At | None:
    """Where somebody stands on a day: at the highest level that holds; resting who taught nothing for a year and is no
    newcomer, and whose certificate is suspended.
    """
    held = [p for p in papers if p.states[number] in HOLDS and _level(p) in levels]
    if held:
        level = max(levels.index(_level(p)) for p in held)
        since = months_before(day, ACTIVE_MONTHS)
        active = level == 0 or any(since < each <= day for each in taught) or any(p.since > since for p in held)
        return level, active
    resting = [p for p in papers if p.states[number] == CertificateState.SUSPENDED and _level(p) in levels]
    return (max(levels.index(_level(p)) for p in resting), False) if resting else None


def _level(paper: TrainerDays) -> str:
    return paper.level or PART_ONE


def _trainer(
    one: Seen, papers: Sequence[TrainerDays], taught: Mapping[str, Sequence[date]], levels: Sequence[str]
) -> Trainer:
    paper = max(papers, key=lambda p: (p.states[-1] in HOLDS, p.since))
    now = one.at[-1]
    return Trainer(
        one.key, paper.number, paper.uid if paper.number else "", paper.owner,
        levels[now[0]] if now else _level(paper), now[1] if now else None, papers[0].since,
        max(taught.get(one.key, ()), default=None),
    )  # fmt: skip


def _in_need(wanted: Wanted) -> int | None:
    """People who need the course, as far as the reader reads needs; None where no curriculum is named, or no need of
    its course is read: that nobody needs it would say something else.
    """
    if not wanted.curriculum:
        return None
    rows = {"topics": [row_of("topics", {"curriculum": wanted.curriculum}) | {"no": 1}]}
    asked = Asked(
        viewer=wanted.viewer, acting=wanted.acting, on=wanted.on, lang="en", owner=wanted.territory, centre="",
        first=wanted.on, last=wanted.on, currency="", rows=rows, use_needs=True, also=(),
    )  # fmt: skip
    notes = Notes()
    found = groups(asked, offered(asked, notes), notes)
    if not found:
        return None
    mine = [g for g in found if not wanted.language or wanted.language in g.languages]
    return sum(group.people for group in mine)
