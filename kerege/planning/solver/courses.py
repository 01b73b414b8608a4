"""Which courses could be held at all, who could teach each, and why others could not."""

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from kerege.lib.periods import Period
from kerege.planning.solver.problem import Group, Pin, Problem, Room, Topic, Trainer


class Bar(StrEnum):
    """Why something is not possible."""

    NO_WORKING_DAYS = "no_working_days"
    ROOM_CLOSED = "room_closed"
    ROOM_TOO_SMALL = "room_too_small"
    EQUIPMENT_MISSING = "equipment_missing"
    NO_WAY = "no_way"
    BORDER_CLOSED = "border_closed"
    VISA_TOO_LATE = "visa_too_late"
    NOT_QUALIFIED = "not_qualified"
    NO_PART_TWO = "no_part_two"
    NOT_LOCAL = "not_local"
    LANGUAGE = "language"
    AWAY = "away"
    TOO_FEW_TRAINERS = "too_few_trainers"
    TOO_FEW_PEOPLE = "too_few_people"
    NOBODY_PAYS = "nobody_pays"


@dataclass(frozen=True)
class Course:
    """One course that could be held. Two of them may need the same room or the same people: that is for the plan."""

    topic: str
    language: str
    room: str
    cohort: frozenset[str]
    days: tuple[date, ...]

    @cached_property
    def key(self) -> str:
        return "|".join((self.topic, self.language, self.room, "+".join(sorted(self.cohort)), self.days[0].isoformat()))


@dataclass(frozen=True)
class Teaching:
    """Who could teach a course. `interpreted` are those of them who need an interpreter."""

    leads: tuple[str, ...]
    locals: tuple[str, ...]
    interpreted: frozenset[str]


class Possible:
    """The courses of a problem that could be held, with who could teach and attend each."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.topics = {topic.key: topic for topic in problem.topics}
        self.rooms = {room.key: room for room in problem.rooms}
        self.trainers = {trainer.key: trainer for trainer in problem.trainers}
        self.groups = {group.key: group for group in problem.groups}
        self._attended: dict[tuple[object, ...], list[Group]] = {}
        self._spoken: dict[tuple[object, ...], list[Trainer]] = {}
        self._absent: dict[tuple[object, ...], bool] = {}
        self._taught: dict[tuple[object, ...], Teaching] = {}
        self._ways: dict[tuple[object, ...], list[Bar]] = {}
        self.courses: dict[str, Course] = {}
        self.teaching: dict[str, Teaching] = {}
        self.attending: dict[str, tuple[str, ...]] = {}
        for course in self._all():
            if not self.bars(course):
                self.courses[course.key] = course
                self.teaching[course.key] = self.who_teach(course)
                self.attending[course.key] = tuple(group.key for group in self.who_attend(course))

    def _all(self) -> Iterator[Course]:
        wanted = {(g.topic, language, g.country) for g in self.problem.groups for language in g.languages if g.people}
        for cohort in self.problem.who_sit_together():
            for topic, language in sorted({(t, lang) for t, lang, country in wanted if country in cohort}):
                if topic in self.topics:
                    yield from self._anywhere(topic, language, cohort)

    def _anywhere(self, topic: str, language: str, cohort: frozenset[str]) -> Iterator[Course]:
        for room in self.problem.rooms:
            for first in self.problem.starts:
                if days := self.problem.days_of(room.country, first, self.topics[topic].days):
                    yield Course(topic, language, room.key, cohort, days)

    def only(self, keys: Collection[str]) -> "Possible":
        """The same problem with some of its courses alone."""
        found = copy(self)
        found.courses = {key: self.courses[key] for key in keys}
        found.teaching = {key: self.teaching[key] for key in keys}
        found.attending = {key: self.attending[key] for key in keys}
        return found

    def bars(self, course: Course) -> list[Bar]:
        """Why this course cannot be held; nothing where it can."""
        topic, room = self.topics[course.topic], self.rooms[course.room]
        found = list(_of_room(topic, room, course))
        found += [bar for country in sorted(course.cohort) for bar in self._of_way(country, room.country, course)]
        if sum(group.people for group in self.who_attend(course)) < topic.least:
            found.append(Bar.TOO_FEW_PEOPLE)
        teaching = self.who_teach(course)
        together = len(set(teaching.leads) | set(teaching.locals))
        if len(teaching.leads) < topic.leads or together < topic.leads + topic.locals:
            found.append(Bar.TOO_FEW_TRAINERS)
        if not any(course.cohort <= fund.countries for fund in self.problem.funds):
            found.append(Bar.NOBODY_PAYS)
        return list(dict.fromkeys(found))

    def bars_of_pin(self, pin: Pin) -> list[Bar]:
        """Why a pinned course cannot be held as it was pinned."""
        days = self.problem.days_of(self.rooms[pin.room].country, pin.first, self.topics[pin.topic].days)
        if days is None:
            return [Bar.NO_WORKING_DAYS]
        course = Course(pin.topic, pin.language, pin.room, pin.cohort, days)
        found = self.bars(course)
        for lead, named in ((True, pin.leads), (False, pin.locals)):
            found += [
                bar for key in sorted(named) for bar in self.bars_of_trainer(self.trainers[key], course, lead=lead)
            ]
        return list(dict.fromkeys(found))

    def who_attend(self, course: Course) -> list[Group]:
        asked = (course.topic, course.language, course.cohort, course.days[-1])
        if asked not in self._attended:
            self._attended[asked] = self._who_attend(course)
        return self._attended[asked]

    def _who_attend(self, course: Course) -> list[Group]:
        return [
            group
            for group in self.problem.groups
            if group.topic == course.topic
            and group.country in course.cohort
            and course.language in group.languages
            and group.people > 0
            and (group.due is None or course.days[-1] <= group.due)
        ]

    def who_teach(self, course: Course) -> Teaching:
        """The same in all rooms of a country, which are many: it is asked once."""
        there = self.rooms[course.room].country
        asked = (course.topic, course.language, there, course.cohort, course.days)
        if asked not in self._taught:
            fit = {
                lead: tuple(
                    t.key
                    for t in self._speakers(course.topic, course.language, course.cohort | {there}, lead)
                    if not self._of_way(t.country, there, course) and not (t.away and self._away(t, there, course))
                )
                for lead in (True, False)
            }
            deaf = {key for key in {*fit[True], *fit[False]} if course.language not in self.trainers[key].languages}
            self._taught[asked] = Teaching(fit[True], fit[False], frozenset(deaf))
        return self._taught[asked]

    def _speakers(self, topic: str, language: str, countries: frozenset[str], lead: bool) -> list[Trainer]:
        """Who could teach it if there were no ways and no days: as `bars_of_trainer` says, which tells the reasons."""
        asked = (topic, language, lead or countries, lead)
        if asked not in self._spoken:
            certified = lead and self.topics[topic].certified
            interpreted = lead and language in self.problem.interpreter
            self._spoken[asked] = [
                t
                for t in self.problem.trainers
                if topic in t.topics
                and (interpreted or language in t.languages)
                and (lead or t.country in countries)
                and (not certified or t.may_lead(topic))
            ]
        return self._spoken[asked]

    def bars_of_trainer(self, trainer: Trainer, course: Course, *, lead: bool) -> list[Bar]:
        """Why somebody cannot teach a course; nothing where they can. Local trainers speak its language."""
        there = self.rooms[course.room].country
        found = []
        if course.topic not in trainer.topics:
            found.append(Bar.NOT_QUALIFIED)
        if lead and self.topics[course.topic].certified and not trainer.may_lead(course.topic):
            found.append(Bar.NO_PART_TWO)
        if not lead and trainer.country not in {there, *course.cohort}:
            found.append(Bar.NOT_LOCAL)
        if course.language not in trainer.languages and (not lead or course.language not in self.problem.interpreter):
            found.append(Bar.LANGUAGE)
        if trainer.away and _touches(trainer.away, self.busy(trainer, course)):
            found.append(Bar.AWAY)
        return found + self._of_way(trainer.country, there, course)

    def _away(self, trainer: Trainer, there: str, course: Course) -> bool:
        asked = (trainer.key, there, course.days[0], course.days[-1])
        if asked not in self._absent:
            self._absent[asked] = _touches(trainer.away, self.busy(trainer, course))
        return self._absent[asked]

    def busy(self, trainer: Trainer, course: Course) -> list[date]:
        """The days that a course takes of a trainer: from the first to the last, and those of the travel."""
        way = self.problem.way(trainer.country, self.rooms[course.room].country)
        return days_between(course.days[0], course.days[-1], way.days if way else 0)

    def visa_too_late(self, origin: str, course: Course) -> bool:
        """Whether a visa of somebody from there comes after the course begins."""
        return Bar.VISA_TOO_LATE in self._of_way(origin, self.rooms[course.room].country, course)

    def _of_way(self, origin: str, there: str, course: Course) -> list[Bar]:
        asked = (origin, there, course.days[0], course.days[-1])
        if asked not in self._ways:
            self._ways[asked] = list(self._way_barred(origin, there, course))
        return self._ways[asked]

    def _way_barred(self, origin: str, there: str, course: Course) -> Iterator[Bar]:
        way = self.problem.way(origin, there)
        if way is None:
            yield Bar.NO_WAY
            return
        away = days_between(course.days[0], course.days[-1], way.days)
        if _touches(way.closed, away):
            yield Bar.BORDER_CLOSED
        if way.visa_days and (away[0] - self.problem.today).days < way.visa_days:
            yield Bar.VISA_TOO_LATE


def key_of(pin: Pin) -> str:
    """The key of the course that is decided."""
    return Course(pin.topic, pin.language, pin.room, pin.cohort, (pin.first,)).key


def days_between(first: date, last: date, around: int = 0) -> list[date]:
    """All days from one to another and so many before and after."""
    begin = first - timedelta(days=around)
    return [begin + timedelta(days=n) for n in range((last - begin).days + around + 1)]


def _touches(periods: Iterable[Period], days: list[date]) -> bool:
    return any(period.holds(day) for period in periods for day in days)


def _of_room(topic: Topic, room: Room, course: Course) -> Iterator[Bar]:
    if _touches(room.closed, list(course.days)):
        yield Bar.ROOM_CLOSED
    if room.seats < topic.least:
        yield Bar.ROOM_TOO_SMALL
    unfit = [period for code, period in room.unfit or () if code in topic.equipment]
    if not topic.equipment <= room.equipment or _touches(unfit, list(course.days)):
        yield Bar.EQUIPMENT_MISSING
