"""What lasts: marks from generation to generation, who needs no money from outside, and who could follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kerege.capacity.queries import cases, certificates
from kerege.capacity.queries.cases import CaseLine
from kerege.capacity.queries.certificates import CertificateLine
from kerege.capacity.words.certification import CaseState
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as persons
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import CourseCost
from kerege.training.queries.cascade import Chosen, all_days_taught, country_of, selected
from kerege.training.queries.cascade_fabric import Fabric, fabric
from kerege.training.queries.evaluation_over import gains
from kerege.training.rules.cascade_sums import (
    ACTIVE_MONTHS,
    Fading,
    Marks,
    Running,
    Succession,
    fading,
    months_after,
    months_before,
    outside,
    running,
)

MONEY_MONTHS = 24
"""So far back it is asked who paid."""
DOOR = Viewer(uid="training.successors", everywhere=Sensitivity.RESTRICTED)
AHEAD = frozenset(CaseState) - {CaseState.CERTIFIED, CaseState.NOT_CERTIFIED, CaseState.WITHDRAWN}


@dataclass(frozen=True)
class CentreLine:
    """What one host held in the last two years, by who paid. `centre` is the key of the organisation."""

    centre: str
    territory: str
    held: Running


@dataclass(frozen=True)
class LevelLine:
    """Trainers of one level in one country, and who could follow them."""

    owner: str
    level: str
    level_name: str
    succession: Succession


def marks(viewer: Viewer, *, on: date, chosen: Chosen) -> list[Fading]:
    """Tests before and after, generation by generation, from the courses of which a gain is told (a closed test before
    and after, written by at least the least cell of people). The generation is that of the tree.
    """
    woven = fabric(viewer, on=on)
    countries = (chosen.country,) if chosen.country else ()
    found = gains(viewer, on=on, project=chosen.project, territories=countries, by=chosen.by)
    generations = _generations(woven, {line.uid for line in found})
    each = (
        Marks(generations[line.uid], line.gain.n, line.gain.before, line.gain.after)
        for line in found
        if line.uid in generations and line.gain.before is not None and line.gain.after is not None
    )
    return fading(each, k=int(settings.KEREGE_MIN_CELL))


def _generations(woven: Fabric, uids: set[str]) -> dict[str, int]:
    placed = woven.placed.generation
    return {facts.uid: placed[n] for n, facts in woven.facts.items() if facts.uid in uids and n in placed}


def centres(viewer: Viewer, *, on: date, chosen: Chosen) -> list[CentreLine]:
    """Who held courses of the cascade in the last two years, and whether the money came from outside: as the record
    says, else as the lines of the costs say that the reader may read.
    """
    woven, since = fabric(viewer, on=on), months_before(on, MONEY_MONTHS)
    here = [n for n in selected(woven, chosen) if woven.facts[n].host and woven.knots[n].done_by > since]
    costs: dict[int, list[bool | None]] = {}
    rows = CourseCost.objects.seen_by(viewer).filter(course__in=here, dropped_on__isnull=True).order_by("id")
    for course, external in rows.values_list("course_id", "external"):
        costs.setdefault(course, []).append(external)
    by_host: dict[tuple[int, str], list[bool | None]] = {}
    for n in here:
        money = outside(woven.facts[n].outside, costs.get(n, ()))
        by_host.setdefault((woven.facts[n].host or 0, country_of(woven, n, "venue")), []).append(money)
    keys = persons.organisation_keys({host for host, _ in by_host})
    found = [CentreLine(keys.get(host, ""), land, running(each)) for (host, land), each in by_host.items()]
    return sorted(found, key=lambda line: (line.territory, line.centre))


@dataclass(frozen=True)
class Register:
    """The certificates that hold and the cases ahead that a reader may list, and the last day, up to the day asked for,
    on which each person (by uid) taught, as far as the reader may know.
    """

    held: tuple[CertificateLine, ...]
    ahead: tuple[CaseLine, ...]
    taught: Mapping[str, date]


def register(viewer: Viewer, *, by: Actor, on: date, lang: str) -> Register:
    held = tuple(line for line in certificates.issued(viewer, on=on, lang=lang) if line.holds)
    ahead = tuple(case for case in cases.cases(viewer, by=by, on=on, lang=lang) if case.state in AHEAD)
    return Register(held, ahead, _taught(viewer, on) if held else {})


def successors(register: Register, *, on: date, owner: str = "") -> list[LevelLine]:
    """For each country, or one, and level: trainers whose certificate holds, whose ends within a year or who taught
    nothing for one, and people on the way to that level.
    """
    names = {(line.owner, line.level): line.level_name for line in register.held}
    names |= {(case.owner, case.level): case.level_name for case in register.ahead}
    soon, long_ago = months_after(on, ACTIVE_MONTHS), months_before(on, ACTIVE_MONTHS)
    active = {uid for uid, day in register.taught.items() if day > long_ago}
    wanted = {pair: name for pair, name in names.items() if owner in {"", pair[0]}}
    found = []
    for (land, level), name in sorted(wanted.items()):
        mine = [line for line in register.held if (line.owner, line.level) == (land, level)]
        leaving = [line for line in mine if line.valid_until <= soon or line.person_uid not in active]
        following = {case.person_id for case in register.ahead if (case.owner, case.level) == (land, level)}
        found.append(LevelLine(land, level, name, Succession(len(mine), len(leaving), len(following))))
    return found


def days_taught(viewer: Viewer, *, on: date) -> dict[str, tuple[date, ...]]:
    """The days up to one on which people (by uid) taught, for counting alone. Only courses count of which the reader
    may know who taught them.
    """
    woven = fabric(viewer, on=on)
    people = woven.people.taught.keys() | woven.people.delivered.keys()
    days = {person: tuple(d for d in all_days_taught(woven, person, open_only=True) if d <= on) for person in people}
    told = {person: tuple(sorted(each)) for person, each in days.items() if each}
    return {uid: told[number] for number, uid in persons.person_uids(DOOR, told).items()}


def _taught(viewer: Viewer, on: date) -> dict[str, date]:
    """The last days on which people taught: none of them leaves this room."""
    return {uid: days[-1] for uid, days in days_taught(viewer, on=on).items()}
