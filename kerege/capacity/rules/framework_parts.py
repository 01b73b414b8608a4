"""What a competence framework is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kerege.capacity.rules.in_languages import InLanguages, Texts
from kerege.capacity.words import Translation
from kerege.capacity.words.competence import Level, MapKind, Shown


@dataclass(frozen=True)
class Map:
    """What a competence points to: a clause of a standard's edition, or a question or section of a question set."""

    kind: MapKind
    of: str
    edition: str = ""
    clause: str = ""


Statements = Mapping[Level, tuple[Texts, ...]]
"""What somebody at a level is seen to do, in one or several sentences each of which can be observed by itself."""


@dataclass(frozen=True)
class Area:
    """An area of work for which competences say more than for everybody."""

    code: str
    title: Texts


@dataclass(frozen=True)
class Competence:
    """One competence. `statements` are those of each level for everybody, `extensions` what an area adds, by its code;
    `evidence` the kinds that the framework asks for.
    """

    code: str
    title: Texts
    statements: Statements
    evidence: tuple[Shown, ...]
    maps: tuple[Map, ...] = ()
    id: str = ""
    extensions: Mapping[str, Statements] = field(default_factory=dict)


@dataclass(frozen=True)
class Domain:
    code: str
    title: Texts
    competences: tuple[Competence, ...]
    id: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a role needs of one competence: the target level, and how critical it is, from 1 to 7."""

    competence: str
    target: Level
    criticality: int


@dataclass(frozen=True)
class WorkRole:
    """A role of work. One without a profile needs nothing by this framework, and pages say so."""

    code: str
    title: Texts
    profile: tuple[Wanted, ...]
    id: str = ""

    def wanted(self, competence: str) -> Wanted | None:
        return next((each for each in self.profile if each.competence == competence), None)


@dataclass(frozen=True)
class Definition(InLanguages):
    """A whole framework. `teaching` is the competence of those who teach the others; empty where there is none."""

    title: Texts
    lead: Texts
    languages: Mapping[str, Translation]
    domains: tuple[Domain, ...]
    roles: tuple[WorkRole, ...]
    teaching: str = ""
    areas: tuple[Area, ...] = ()

    def competences(self) -> Iterator[Competence]:
        for domain in self.domains:
            yield from domain.competences

    def competence(self, code: str) -> Competence | None:
        return next((each for each in self.competences() if each.code == code), None)

    def role(self, code: str) -> WorkRole | None:
        return next((each for each in self.roles if each.code == code), None)

    def area(self, code: str) -> Area | None:
        return next((each for each in self.areas if each.code == code), None)
