"""A first plan in a moment: quarter by quarter what the relaxation wants, then what is worth most. Plain Python."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from kerege.planning.cascade.programme import WHOLE, At, Need, Programme, Years


def guided(
    programme: Programme,
    only: Collection[str],
    money: Sequence[int],
    wanted: Mapping[At, float],
    trained: Mapping[At, int],
    events: Mapping[At, int],
) -> Years:
    """Courses for the countries of `only` within `money`, where these people are trained at these events. `wanted` are
    courses by country, topic and quarter, not whole.
    """
    return _Guided(programme, only, money, trained, events).plan(wanted)


class _Guided:
    def __init__(
        self,
        programme: Programme,
        only: Collection[str],
        money: Sequence[int],
        trained: Mapping[At, int],
        events: Mapping[At, int],
    ) -> None:
        self.programme, self.trained, self.events = programme, trained, events
        self.needs = [need for need in programme.needs if need.country in only]
        self.countries = [country for country in programme.countries if country.key in only]
        self.money = list(money)
        for at, count in events.items():
            self.money[at[2]] -= programme.event.cost * count
        self.free = {(c.key, track, q): self._days(c.key, c.trainers.get(track, 0), track, q) for c in self.countries
                     for track in programme.tracks for q in range(programme.quarters)}  # fmt: skip
        self.rooms = {(c.key, q): c.room_days for c in self.countries for q in range(programme.quarters)}
        self.borrowed: defaultdict[At, int] = defaultdict(int)
        self.courses: defaultdict[At, int] = defaultdict(int)
        self.beside: defaultdict[str, list[str]] = defaultdict(list)
        for country in self.countries:
            self.beside[country.language].append(country.key)

    def _days(self, country: str, there: int, track: str, quarter: int) -> int:
        """Whole days of a country's own trainers."""
        people = there * self.programme.survive[quarter]
        for before in range(quarter):
            people += self.trained.get((country, track, before), 0) * self.programme.survive[quarter - 1 - before]
        return self.programme.days * people // WHOLE

    def plan(self, wanted: Mapping[At, float]) -> Years:
        due = [0.0] * len(self.needs)
        gains = [self.programme.gains(need) for need in self.needs]
        held = [0] * len(self.needs)
        for quarter in range(self.programme.quarters):
            for at, need in enumerate(self.needs):
                due[at] += wanted.get((need.country, need.topic, quarter), 0.0)
            while ahead := [(due[at] - held[at], at) for at in range(len(due)) if held[at] < len(gains[at])]:
                if not self._round(ahead, gains, held, quarter):
                    break
        borrowed = {at: days for at, days in self.borrowed.items() if days}
        return Years(dict(self.courses), dict(self.trained), dict(self.events), borrowed)

    def _round(self, ahead: list[tuple[float, int]], gains: list[list[int]], held: list[int], quarter: int) -> bool:
        """One course at most for each need, those first that are most behind, then those that are worth most a day."""
        found = False
        late = sorted(((behind, at) for behind, at in ahead if behind > 1e-6), reverse=True)
        rest = sorted(
            ((gains[at][held[at]] / self._effort(self.needs[at]), at) for behind, at in ahead if behind <= 1e-6),
            reverse=True,
        )
        for _value, at in late or rest:
            if self._hold(self.needs[at], quarter):
                held[at] += 1
                found = True
        if late and not found:
            return self._round([(0.0, at) for _behind, at in ahead], gains, held, quarter)
        return found

    def _effort(self, need: Need) -> int:
        topic = self.programme.topic_of[need.topic]
        return topic.days * topic.staff

    def _hold(self, need: Need, quarter: int) -> bool:
        topic = self.programme.topic_of[need.topic]
        if need.cost > self.money[quarter] or topic.days > self.rooms[need.country, quarter]:
            return False
        if not self._staff(need.country, topic.track, quarter, topic.days * topic.staff):
            return False
        self.money[quarter] -= need.cost
        self.rooms[need.country, quarter] -= topic.days
        self.courses[need.country, need.topic, quarter] += 1
        return True

    def _staff(self, country: str, track: str, quarter: int, days: int) -> bool:
        """Own trainers first; what is missing is borrowed from those who have most days free."""
        mine = (country, track, quarter)
        missing = max(0, days - self.free[mine])
        lenders = []
        if missing:
            if self.borrowed[mine] + missing > self.programme.lend:
                return False
            language = self.programme.speaks[country]
            others = [(other, track, quarter) for other in self.beside[language] if other != country]
            for at in sorted(others, key=lambda one: -self.free[one]):
                most = min(missing, self.free[at], self.programme.lend + self.borrowed[at])
                if most > 0:
                    lenders.append((at, most))
                    missing -= most
            if missing:
                return False
        for at, lent in lenders:
            self.free[at] -= lent
            self.borrowed[at] -= lent
            self.borrowed[mine] += lent
            self.free[mine] += lent
        self.free[mine] -= days
        return True
