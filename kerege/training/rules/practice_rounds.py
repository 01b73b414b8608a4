"""Which group of a session is at which station: from what was recorded, beside the plan. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kerege.training.rules.practice_events import Standing
from kerege.training.rules.practice_groups import Station
from kerege.training.rules.practice_times import told_at
from kerege.training.words.practice import Pace


@dataclass(frozen=True)
class Stay:
    """A group at a station, as it is recorded: `pace` is empty before it came, and while devices say different things.
    `until` is when it goes on, where it is there now. `planned` is when the plan wants it there.
    """

    station: Station
    planned: datetime | None
    stands: Standing | None

    @property
    def pace(self) -> str:
        return self.stands.value if self.stands is not None else ""

    @property
    def until(self) -> datetime | None:
        if self.stands is None or self.pace != Pace.BEGUN:
            return None
        return min(map(told_at, self.stands.heads)) + timedelta(minutes=self.station.minutes)


@dataclass(frozen=True)
class Way:
    """The way of one group through the stations. It is `lost` where two stations claim to have it."""

    group: int
    stays: Sequence[Stay]

    @property
    def here(self) -> Sequence[Stay]:
        return [each for each in self.stays if each.pace == Pace.BEGUN]

    @property
    def lost(self) -> bool:
        return len(self.here) > 1

    @property
    def next(self) -> Stay | None:
        """The next station of the plan where the group has not been."""
        return next((each for each in self.stays if not each.pace and not _disputed(each)), None)


def _disputed(stay: Stay) -> bool:
    return stay.stands is not None and stay.stands.disputed


def ways(
    stations: Sequence[Station],
    planned: Mapping[tuple[int, str], datetime],
    stands: Mapping[tuple[int, str], Standing],
    groups: int,
) -> list[Way]:
    """The way of each group, from 1: its stations in the order of the plan. `planned` and `stands` are by the group and
    the key of the station.
    """
    found = []
    for group in range(1, groups + 1):
        stays = [Stay(each, planned.get((group, each.key)), stands.get((group, each.key))) for each in stations]
        stays.sort(key=lambda stay: (stay.planned is None, stay.planned and stay.planned.timestamp()))
        found.append(Way(group, stays))
    return found
