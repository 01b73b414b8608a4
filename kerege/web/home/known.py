"""What the node knows for one reader about one country or the whole region, read once and only when asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from kerege.indicators import queries as indicators
from kerege.indicators.rules import Reading, Scope
from kerege.inventory import queries as inventory
from kerege.inventory.rules.standing import NOT_CLOSED
from kerege.law import queries as law
from kerege.law.queries import drafting, gaps
from kerege.law.queries.deadlines import DutyLine, duties
from kerege.law.words.reports import Duty
from kerege.outreach import queries as outreach
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, REGION, Actor
from kerege.records.viewers import Viewer
from kerege.training import queries as training
from kerege.web.shell.asof import up_to_today

NEWEST = 200


@dataclass(frozen=True)
class Known:
    """`owner` is a country's code, or REGION for all of them; with `host`, the key of an organisation, courses are
    those that it holds, wherever people come from. Lists hold the newest 200 of their kind.
    """

    viewer: Viewer
    on: date
    lang: str
    project: str
    owner: str = REGION
    host: str = ""
    me: Actor = ANONYMOUS

    @property
    def territories(self) -> tuple[str, ...]:
        return () if self.owner == REGION else (self.owner,)

    @cached_property
    def readings(self) -> list[Reading]:
        """All indicators of the project, without their records."""
        scope = Scope(self.project, self.territories)
        groups = indicators.logframe(self.viewer, on=up_to_today(self.on), scope=scope)
        return [reading for group in groups for reading in group.readings]

    @cached_property
    def courses(self) -> tuple[training.CourseLine, ...]:
        whose = {"host": self.host} if self.host else {"trainees_from": self.territories}
        return training.courses(self.viewer, on=self.on, size=NEWEST, **whose).rows  # type: ignore[arg-type]

    @cached_property
    def curricula_waiting(self) -> list[training.CurriculumWaiting]:
        return training.curricula_waiting(self.viewer, on=self.on, owners=(self.owner,))

    @cached_property
    def events(self) -> list[outreach.EventLine]:
        return outreach.events(self.viewer, on=self.on, territories=self.territories, limit=NEWEST)

    @cached_property
    def seats(self) -> list[people.SeatLine]:
        return people.seats(self.viewer, on=self.on, owner="" if self.owner == REGION else self.owner)

    @cached_property
    def pledges_outdated(self) -> list[outreach.PledgeLine]:
        """What the reader signed and of which a newer version is in force."""
        _account, person = people.numbers_of(self.viewer.uid)
        return outreach.to_sign_again(person, on=self.on, lang=self.lang)

    @cached_property
    def own_tasks(self) -> list[people.TaskLine]:
        return people.tasks_of(self.viewer, on=self.on)

    @cached_property
    def handovers(self) -> list[people.HandoverLine]:
        return people.handovers(self.viewer, on=self.on, owner="" if self.owner == REGION else self.owner)

    @cached_property
    def orphans(self) -> list[people.Orphan]:
        return people.orphans(on=self.on, owner="" if self.owner == REGION else self.owner, viewer=self.viewer)

    @cached_property
    def own_drafts(self) -> list[drafting.TaskLine]:
        """The drafts that go on and whose chair the reader is."""
        return [each for each in drafting.tasks(self.viewer, me=self.viewer.uid, state="open") if each.chairs]

    @cached_property
    def own_gaps(self) -> list[gaps.GapLine]:
        """The open gaps that the reader sees to and on which nothing is drafted yet."""
        found = gaps.gaps(self.viewer, state="open")
        return [each for each in found if not each.tasks and gaps.keeps(self.viewer, self.viewer.uid, each)]

    @cached_property
    def milestones(self) -> list[law.MilestoneLine]:
        return law.milestones(self.viewer, on=self.on, territories=self.territories)

    @cached_property
    def duties_near(self) -> list[DutyLine]:
        """What is due of the owner's reports so soon that its form says to tell of it, and is not done."""
        until = self.on + timedelta(days=366)
        found = duties(self.viewer, owners=self.territories, since=self.on, until=until, on=self.on)
        return [each for each in found if each.days <= each.ahead and each.state != Duty.DONE and each.told]

    @cached_property
    def statuses(self) -> list[law.StatusLine]:
        return law.statuses(self.viewer, on=self.on, territories=self.territories)

    @cached_property
    def records(self) -> list[Any]:
        """Everything that has to cite a source."""
        handovers = inventory.handovers(self.viewer, on=self.on, territories=self.territories)
        return [*self.courses, *self.events, *handovers, *self.milestones, *self.statuses]

    @cached_property
    def stale_cards(self) -> int:
        """How many cards of facilities nobody has confirmed for a year."""
        choice = inventory.Choice(territories=self.territories, stale=True, standings=NOT_CLOSED)
        return inventory.facilities(self.viewer, on=self.on, choice=choice, size=1).total

    @cached_property
    def last_day(self) -> date | None:
        """The day of the newest record of something that has happened."""
        days = [r.last_day for r in self.records if r.last_day and r.last_day <= self.on]
        return max(days, default=None)
