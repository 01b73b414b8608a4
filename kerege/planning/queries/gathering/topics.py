"""Courses to offer, from curricula: how long, for how many, with what in the room, and which competences they meet."""

from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.planning import words
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.rules.rows import key_of
from kerege.planning.solver.problem import Topic
from kerege.training.queries.curricula import curriculum
from kerege.training.queries.taught import needed_to_lead
from kerege.training.rules.sessions import A_DAY

TRAINERS = "trainer"
"""The level of a curriculum that makes trainers."""


@dataclass(frozen=True)
class Offered:
    """A course to offer. `competences` are codes within their framework; `lead_by` the curricula of one of which a lead
    needs the certificate, empty for any, None where none is needed. `equipment` are codes that its activities ask for.
    """

    topic: Topic
    title: str
    version: str
    level: str
    languages: tuple[str, ...]
    competences: frozenset[str]
    lead_by: frozenset[str] | None
    equipment: frozenset[str]


def offered(asked: Asked, notes: Notes) -> dict[str, Offered]:
    """The courses that the scenario offers, by the key of their curriculum."""
    found: dict[str, Offered] = {}
    for row in asked.told("topics"):
        page = curriculum(asked.viewer, row["curriculum"], on=asked.on, lang=asked.lang)
        if page is None or not page.shown.version or not page.programme.modules:
            notes.refuse(Refusal(words.UNKNOWN_KEY, row=key_of("topics", row), key=row["curriculum"]))
            continue
        programme = page.programme
        needed = needed_to_lead(
            asked.viewer, row["curriculum"], trains_trainers=programme.level == TRAINERS, on=asked.first
        )
        codes = {m.equipment for a in programme.activities() for m in a.materials if m.equipment}
        topic = Topic(
            key=row["curriculum"],
            days=row["days"] or days_of(programme.modules),
            least=row["least"],
            most=row["most"],
            leads=row["leads"],
            locals=row["locals"],
            per_person=row["per_person"],
            certified=needed is not None,
        )
        found[topic.key] = Offered(
            topic,
            page.line.title,
            page.shown.version,
            programme.level,
            tuple(programme.languages),
            frozenset(o.competence for o in programme.outcomes() if o.competence),
            needed,
            frozenset(codes),
        )
    if not found and not notes.refused:
        notes.refuse(Refusal(words.NO_TOPIC))
    return found


def days_of(modules: tuple[object, ...]) -> int:
    """How many days the modules take: those that are named, and whole days for the rest."""
    named = {m.day for m in modules if getattr(m, "day", None) is not None}  # type: ignore[attr-defined]
    rest = sum(m.minutes for m in modules if m.day is None)  # type: ignore[attr-defined]
    return max(1, len(named) + -(-rest // A_DAY))
