"""Everything that is recorded of one country, for one reader, as on one day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel.languages import get_official_languages

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.indicators import queries as indicators
from kerege.indicators.rules import Reading, Scope
from kerege.indicators.words import State
from kerege.inventory import queries as inventory
from kerege.law import queries as law
from kerege.outreach import queries as outreach
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training import queries as training
from kerege.web.shell.asof import up_to_today
from kerege.web.shell.silence import LastRecord, last_records

SHOWN = 12
MOST = 200
TOWNS = 30


@dataclass(frozen=True)
class Country:
    """Lists are read once, when a page or a table asks for them."""

    viewer: Viewer
    ref: atlas.TerritoryRef
    on: date
    lang: str
    project: str

    @property
    def code(self) -> str:
        return self.ref.code

    @cached_property
    def participations(self) -> list[tuple[str, atlas.Participant]]:
        """The projects in which the country takes part on the day, each read from its own record."""
        found = [(key, p) for key in atlas.project_keys() for p in atlas.participants(key, on=self.on)]
        return [(key, p) for key, p in found if p.code == self.code]

    @cached_property
    def partnerships(self) -> list[atlas.Partner]:
        return [p for p in atlas.partners(on=self.on) if p.code == self.code]

    @cached_property
    def readings(self) -> list[Reading]:
        """The indicators of the project for which this country has a claim or a record."""
        groups = indicators.logframe(self.viewer, on=up_to_today(self.on), scope=Scope(self.project, (self.code,)))
        found = [reading for group in groups for reading in group.readings]
        return [r for r in found if r.claims or r.evidence.state == State.RECORDED]

    @cached_property
    def courses_of_its_people(self) -> training.Page[training.CourseLine]:
        return training.courses(self.viewer, on=self.on, trainees_from=[self.code], size=MOST)

    @cached_property
    def courses_here(self) -> training.Page[training.CourseLine]:
        return training.courses(self.viewer, on=self.on, venue=[self.code], size=MOST)

    @cached_property
    def events(self) -> list[outreach.EventLine]:
        return outreach.events(self.viewer, on=self.on, territories=[self.code])

    @cached_property
    def handovers(self) -> list[inventory.HandoverLine]:
        return inventory.handovers(self.viewer, on=self.on, territories=[self.code])

    @cached_property
    def milestones(self) -> list[law.MilestoneLine]:
        return law.milestones(self.viewer, on=self.on, territories=[self.code])

    @cached_property
    def statuses(self) -> list[law.StatusLine]:
        return law.statuses(self.viewer, on=self.on, territories=[self.code])

    @cached_property
    def seats(self) -> list[people.SeatLine]:
        return people.seats(self.viewer, on=self.on, owner=self.code)

    @cached_property
    def organisations(self) -> list[people.OrganisationLine]:
        return people.organisations(on=self.on, lang=self.lang, territory=self.code)

    @cached_property
    def last(self) -> LastRecord | None:
        """The last record of something that happened."""
        return last_records(self.viewer, on=self.on).get(self.code)

    @cached_property
    def languages(self) -> list[str]:
        """English and the official languages of the country, as the atlas writes their tags."""
        official = get_official_languages(self.ref.alpha2, de_facto=True)
        tags = [language_tag(tag) for tag in official]
        return list(dict.fromkeys(["en", *("prs" if t == "fa" and self.ref.alpha2 == "AF" else t for t in tags)]))

    @cached_property
    def units(self) -> list[tuple[atlas.UnitLine, list[tuple[str, str]]]]:
        """The administrative units of the day, with their names in the country's languages."""
        return [(u, self._named(u.code)) for u in atlas.units(self.code, on=self.on, lang=self.lang)]

    @cached_property
    def towns(self) -> list[tuple[atlas.PlaceLine, list[tuple[str, str]]]]:
        """The largest towns, with their names in the country's languages."""
        lines = atlas.places(on=self.on, lang=self.lang, territory=self.code)[:TOWNS]
        return [(place, self._named(place.key)) for place in lines]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return atlas.local_names(self.code, langs=self.languages, on=self.on)

    def _named(self, key: str) -> list[tuple[str, str]]:
        names = self._names.get(key, {})
        return [(lang, names.get(lang, "")) for lang in self.languages]
