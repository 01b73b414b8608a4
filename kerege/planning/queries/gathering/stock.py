"""Trainers of many countries by the certificates that the reader reads: how many there are, and how many were lost."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kerege.capacity.queries.trainer_days import TrainerDays, trainer_days
from kerege.planning.cascade.observing import Seen, observed
from kerege.planning.queries.gathering.asked import Asked
from kerege.planning.queries.gathering.trainers import QUARTERS, at_each, levels_of
from kerege.planning.rules.outlooks import PART_ONE
from kerege.training.queries.cascade_lasting import days_taught
from kerege.training.rules.cascade_sums import months_before


@dataclass(frozen=True)
class Stock:
    """Active trainers by country, track and the languages in which they teach; `read` are the countries and tracks of
    which certificates are read. `lost` left or fell dormant, in `exposed` people × quarters.
    """

    people: tuple[tuple[str, str, tuple[str, ...]], ...]
    read: Collection[tuple[str, str]]
    lost: int
    exposed: int

    @property
    def countries(self) -> set[str]:
        return {country for country, _track in self.read}

    def active(self, country: str, track: str, language: str) -> int | None:
        """How many teach in a language; None where no certificate of the track is read."""
        if (country, track) not in self.read:
            return None
        return sum((c, t) == (country, track) and language in spoken for c, t, spoken in self.people)

    def languages(self) -> dict[str, str]:
        """The language in which most trainers of each country teach."""
        counted: dict[str, Counter[str]] = {}
        for country, _track, spoken in self.people:
            counted.setdefault(country, Counter()).update(spoken)
        return {c: max(own, key=lambda tag: (own[tag], tag)) for c, own in counted.items() if own}


def stock_of(asked: Asked, tracks: Sequence[str]) -> Stock:
    """What the reader can observe of the trainers of these tracks (schemes of certificates). Who holds certificates of
    two of them counts in the first. Who only passed part 1 is no trainer yet.
    """
    ends = tuple(months_before(asked.on, 3 * back) for back in range(QUARTERS, -1, -1))
    papers = [
        each for each in trainer_days(asked.viewer, ends)
        if each.scheme_key in tracks and (asked.of_region or each.owner == asked.owner)
    ]  # fmt: skip
    taught = days_taught(asked.viewer, on=asked.on) if papers else {}
    people: list[tuple[str, str, tuple[str, ...]]] = []
    read: set[tuple[str, str]] = set()
    known: set[str] = set()
    lost = exposed = 0
    for track in tracks:
        levels = tuple(levels_of(asked.owner, track, on=asked.on))
        of: dict[str, list[TrainerDays]] = {}
        for paper in papers:
            if paper.scheme_key == track and (paper.level or PART_ONE) != PART_ONE:
                read.add((paper.owner, track))
                if paper.person_uid and paper.person_uid not in known:
                    of.setdefault(paper.person_uid, []).append(paper)
        known.update(of)
        seen = [Seen(key, at_each(own, ends, taught.get(key, ()), levels)) for key, own in of.items()]
        found = observed(seen, len(levels))
        for one in seen:
            now = one.at[-1]
            if now is not None and now[0] > 0 and now[1]:
                spoken = tuple(sorted({tag for paper in of[one.key] for tag in paper.languages}))
                people.append((of[one.key][-1].owner, track, spoken))
        lost += sum(found.counted(None, rate)[0] for rate in ("attrition", "dormancy"))
        exposed += found.counted(None, "attrition")[1]
    return Stock(tuple(sorted(people)), read, lost, exposed)
