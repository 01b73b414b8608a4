"""Putting claims and records beside each other."""

from dataclasses import dataclass
from datetime import date

from kerege.indicators.queries import from_courses, from_others, from_trainers
from kerege.indicators.queries.asking import Answer, Question
from kerege.indicators.queries.claims import claims
from kerege.indicators.rules import (
    DEFINITIONS,
    GROUPS,
    Definition,
    Evidence,
    Group,
    Reading,
    Scope,
    claimed,
    claims_in_conflict,
    definition,
    difference,
    unknown_remainder,
    with_silence,
)
from kerege.indicators.rules.reading import BY_VENUE, ClaimLine
from kerege.indicators.words import FIGURES, State
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing

EVERYTHING = Scope()
ANSWERS = from_courses.ANSWERS | from_trainers.ANSWERS | from_others.ANSWERS


@dataclass(frozen=True)
class GroupOfReadings:
    """One of the ten groups, with a reading for each of its indicators."""

    group: Group
    readings: tuple[Reading, ...]


def reading(
    viewer: Viewer, indicator: str, *, on: date, scope: Scope = EVERYTHING, page: int = 1, size: int = 50
) -> Reading:
    """One indicator, computed from what the viewer may see, with the records of one page behind it.

    Kept until somebody writes what figures rest on. Refuses indicators.unknown_indicator.
    """
    about = definition(indicator)
    question = Question(viewer, on, scope, max(1, page), size)
    what = f"reading {about.key} {clearance(viewer)} {on} {scope} {question.page} {size}"
    return kept_until_written(what, lambda: with_silence(_read(about, question), sharing.frozen(on=on)), by=FIGURES)


def logframe(viewer: Viewer, *, on: date, scope: Scope = EVERYTHING) -> list[GroupOfReadings]:
    """All ten groups with all their indicators, without records. Kept until somebody writes what figures rest on."""
    what = f"logframe {clearance(viewer)} {on} {scope}"
    return kept_until_written(what, lambda: _logframe(viewer, on, scope), by=FIGURES)


def _logframe(viewer: Viewer, on: date, scope: Scope) -> list[GroupOfReadings]:
    question, frozen = Question(viewer, on, scope, size=0), sharing.frozen(on=on)
    return [
        GroupOfReadings(
            group, tuple(with_silence(_read(d, question), frozen) for d in DEFINITIONS if d.group == group.key)
        )
        for group in GROUPS.values()
    ]


def _read(about: Definition, question: Question) -> Reading:
    scope = question.scope
    lines = _claims(about, question)
    if about.missing:
        return Reading(
            about,
            question.on,
            scope,
            Evidence(State.NOT_RECORDED_HERE_YET),
            claims=_matching(lines, scope),
            country_claims=_of_countries(lines, scope),
            conflicts=tuple(claims_in_conflict(lines)),
            missing=about.missing,
        )
    return _beside(about, question, lines, ANSWERS[about.key](question))


def _beside(about: Definition, question: Question, lines: list[ClaimLine], answer: Answer) -> Reading:
    """Claims beside records. Only a claim about what the records are of is taken off: one of a project says nothing of
    records of all projects and none.
    """
    scope, matching = question.scope, _matching(lines, question.scope)
    alike = [line for line in matching if line.project == scope.project]
    claim = claimed(alike, alike[0].territory) if alike else None
    unknown = unknown_remainder(claim, answer.evidence, answer.planned)
    return Reading(
        about,
        question.on,
        scope,
        answer.evidence,
        claims=matching,
        country_claims=_of_countries(lines, scope),
        planned=answer.planned,
        unknown=unknown,
        unknown_records=answer.unknown_records,
        conflicts=(*claims_in_conflict(lines), *answer.conflicts),
        difference=difference(claim, answer.evidence),
        no_data_since=_silence(scope, answer),
        records=answer.records if question.size else (),
        records_total=answer.records_total,
        withheld_records=answer.withheld_records,
        by_territory=tuple((code, low, high) for code, (low, high) in sorted(answer.by_territory.items())),
        breakdown=answer.breakdown,
        protected=answer.protected,
        inference=bool(about.inference) or unknown is not None,
    )


def _claims(about: Definition, question: Question) -> list[ClaimLine]:
    """The claims of the scope, and, for a scope of several countries, those of each country.

    Sources speak of the trainees' countries; by venue no claim about a country can be set beside the records.
    """
    scope = question.scope
    found = claims(question.viewer, on=question.on, indicator=about.key, project=scope.project)
    if scope.territory:
        return [] if scope.by == BY_VENUE else [c for c in found if c.territory == scope.territory]
    return [c for c in found if not c.territory or not scope.territories or c.territory in scope.territories]


def _matching(lines: list[ClaimLine], scope: Scope) -> tuple[ClaimLine, ...]:
    return tuple(c for c in lines if c.territory == scope.territory)


def _of_countries(lines: list[ClaimLine], scope: Scope) -> tuple[ClaimLine, ...]:
    return tuple(c for c in lines if c.territory and c.territory != scope.territory)


def _silence(scope: Scope, answer: Answer) -> tuple[tuple[str, date | None], ...]:
    codes = scope.territories or tuple(sorted(code for code in answer.last_days if code))
    return tuple((code, answer.last_days.get(code)) for code in codes)
