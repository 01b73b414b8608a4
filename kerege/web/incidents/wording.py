"""Incidents, lessons and figures in words of the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import at_place, zones_of
from kerege.response.queries.incidents import IncidentLine, InvestigationLine
from kerege.response.queries.lessons import LessonLine
from kerege.response.rules.incident_figures import share
from kerege.response.words import incidents as words
from kerege.sharing.words import SENSITIVITIES
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

TONES = {"reported": "warn", "acknowledged": "warn", "closed": "good"}


def trail() -> list[tuple[str, str]]:
    return [(gettext("Incidents"), address("incidents"))]


def zone_of(owner: str) -> str:
    """The zone of the country's clock: its first one."""
    return zones_of(atlas.territory(owner).alpha2)[0]


def incident(line: IncidentLine) -> dict[str, Any]:
    """Everything of an incident that has a word."""
    zone = zone_of(line.owner)
    return {
        "line": line,
        "kind": word_of(words.INCIDENT_KINDS, line.kind),
        "severity": word_of(words.HARMS, line.severity),
        "room": word_of(words.ROOM_KINDS, line.room),
        "activity": word_of(words.WORKED_AT, line.activity),
        "risk_group": word_of(words.RISK_GROUPS, line.risk_group) if line.risk_group else "",
        "occurrences": [word_of(words.OCCURRENCES, each) for each in line.occurrences],
        "confidence": word_of(words.CONFIDENCE_NAMES, line.confidence),
        "state": word_of(words.INCIDENT_STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "occurred_at": at_place(line.occurred_at, zone),
        "discovered_at": at_place(line.discovered_at, zone),
    }


def investigation(found: InvestigationLine | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "line": found,
        "method": word_of(words.METHODS, found.method),
        "causes": [word_of(words.ROOT_CAUSES, each) for each in found.causes],
        "clauses": [word_of(words.CLAUSES, each) for each in found.clauses],
    }


def lesson(line: LessonLine, lang: str) -> dict[str, Any]:
    told = lang if lang in line.text else next((each for each in ("en", "ru") if each in line.text), "en")
    return {
        "line": line,
        "lang": told,
        "title": line.title.get(told, ""),
        "text": line.text.get(told, ""),
        "kind": word_of(words.INCIDENT_KINDS, line.kind),
        "causes": [word_of(words.ROOT_CAUSES, each) for each in line.causes],
        "state": word_of(words.LESSON_STATES, line.state),
        "level": gettext(SENSITIVITIES[Sensitivity(line.label)]),
    }


def cells(of: Any, known: Mapping[Any, str], whole: int | None) -> list[dict[str, Any]]:
    """A breakdown in the order of its words: what is withheld says so, and a share has its interval."""
    found = []
    for code, _word in known.items():
        if str(code) not in of.cells:
            continue
        n = of.cells[str(code)]
        told = share(n, whole) if n is not None and whole else None
        found.append({"word": word_of(known, code), "n": n, "share": told})
    return found
