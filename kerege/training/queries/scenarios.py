"""How far the reader came in branching scenarios. Nobody reads anybody else's walk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training.models import ScenarioWalk
from kerege.training.queries.lessons import Lesson, lesson
from kerege.training.rules.curricula import Scenario
from kerege.training.rules.scenarios import Walk, still_walked

MOST_BEGUN = 20
"""How many walks are looked through for those that wait."""


@dataclass(frozen=True)
class Walked:
    """A scenario of a lesson with how far the reader came. `endings` are those to which the reader came before, of
    those that there are; `walked_at` is None for whoever never made a choice that was kept.
    """

    scenario: Scenario
    walk: Walk
    endings: tuple[str, ...] = ()
    walked_at: datetime | None = None
    began_at: datetime | None = None

    @property
    def ends(self) -> int:
        return sum(bool(each.learnt) for each in self.scenario.scenes)

    @property
    def waits(self) -> bool:
        """Whether it was begun and not walked to an ending."""
        return bool(self.walk.steps) and not self.walk.over


def scenarios(viewer: Viewer, of: Lesson) -> list[Walked]:
    """The scenarios of a lesson that have a scene, in their order, each with how far the reader came."""
    rows = {row.scenario: row for row in _mine(viewer, of)}
    found = []
    for each in of.module.scenarios:
        row = rows.get(each.id)
        walk = still_walked(each, row.path if row else ())
        if walk is not None:
            there = {scene.id for scene in each.scenes if scene.learnt}
            ends = tuple(name for name in (row.endings if row else ()) if name in there)
            found.append(Walked(each, walk, ends, row.walked_at if row else None, row.started_at if row else None))
    return found


def begun(viewer: Viewer, *, on: date, lang: str) -> list[tuple[Lesson, Walked]]:
    """The scenarios that the viewer began and did not walk to an ending, with their lessons, the newest first."""
    account = people.account_number(viewer.uid)
    if account is None:
        return []
    rows = ScenarioWalk.objects.filter(account_id=account).exclude(path=[]).order_by("-walked_at")[:MOST_BEGUN]
    found = []
    for curriculum, module in dict.fromkeys((row.curriculum, row.module) for row in rows):
        there = lesson(viewer, curriculum, module, on=on, lang=lang)
        found += [(there, each) for each in scenarios(viewer, there) if each.waits] if there else []
    return found


def _mine(viewer: Viewer, lesson: Lesson) -> Any:
    account = people.account_number(viewer.uid)
    if account is None or not lesson.module.scenarios:
        return ()
    named = {"curriculum": lesson.programme.key, "module": lesson.module.id}
    return ScenarioWalk.objects.filter(account_id=account, **named)
