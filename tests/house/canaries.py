"""Records of Kazakhstan with words that occur nowhere else, at every sensitivity.

A leak test needs something to leak.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.indicators import actions as indicators
from kerege.inventory import actions as inventory
from kerege.law import actions as law
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training import actions as training

OWNER = "KAZ"


@dataclass(frozen=True)
class Canary:
    """A word, and the clearance for OWNER's records that its reader has to have."""

    word: str
    level: Sensitivity


@dataclass
class Laid:
    """The canaries, and the uids of their records by kind, under the names that the register of outlets uses."""

    words: list[Canary] = field(default_factory=list)
    uids: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, kind: str, record: Any) -> None:
        self.uids.setdefault(kind, []).append(str(record.uid))


def _canary(what: str, level: Sensitivity) -> Canary:
    return Canary(f"zq{what}{level.name.lower()}qz", level)


RECORD: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "sources": ["S1"], "project_key": "P53"}


def lay() -> Laid:
    """Record them; what was recorded."""
    laid = Laid()
    for level in (Sensitivity.REGIONAL, Sensitivity.NATIONAL, Sensitivity.RESTRICTED):
        laid.words += [*_whole_records(level, laid), *_fields(level, laid), *_person(level, laid)]
    return laid


def _whole_records(level: Sensitivity, laid: Laid) -> list[Canary]:
    """Records of which those below may not even know that they exist."""
    course, event, handover, claim, step = (
        _canary(what, level) for what in ("course", "event", "handover", "claim", "step")
    )
    made: dict[str, Any] = {**RECORD, "label": level, "dates": "2018-05-06"}
    laid.keep(
        "course",
        training.record_course(
            **made, key=course.word, title=course.word, kind="seminar", status="held", venue=OWNER, trainees_from=OWNER
        ),
    )
    laid.keep(
        "event",
        outreach.record_event(
            **made, key=event.word, title=event.word, kind="awareness", level="national", status="held", venue=OWNER
        ),
    )
    laid.keep(
        "handover",
        inventory.record_handover(**made, key=handover.word, title=handover.word, status="held", territory=OWNER),
    )
    laid.keep(
        "milestone",
        law.record_milestone(**made, key=step.word, title=step.word, kind="order", territory=OWNER),
    )
    laid.keep(
        "claim",
        indicators.record_claim(
            by=SYSTEM,
            owner=OWNER,
            label=level,
            key=claim.word,
            indicator="trainers.part1",
            value=7,
            qualifier="exact",
            unit="people",
            meaning=claim.word,
            source="S1",
            project_key="P53",
            territory=OWNER,
        ),
    )
    return [course, event, handover, claim, step]


def _fields(level: Sensitivity, laid: Laid) -> list[Canary]:
    """Fields of public records that are for some only."""
    note, group, worth = (_canary(what, level) for what in ("note", "group", "worth"))
    made: dict[str, Any] = {**RECORD, "dates": "2018-06-07", "status": "held"}
    here = {"venue": OWNER, "trainees_from": OWNER, "kind": "seminar"}
    key, of_group = f"PUBLIC-{level.name}", f"GROUP-{level.name}"
    laid.keep(
        "group",
        training.record_group(**made, **here, key=of_group, title="Courses", note=group.word, note_label=level),
    )
    laid.keep(
        "course",
        training.record_course(
            **made, **here, key=key, title="A course", group=of_group, note=note.word, note_label=level
        ),
    )
    laid.keep(
        "handover",
        inventory.record_handover(
            **made, key=key, title="Equipment", territory=OWNER, value_text=worth.word, value_text_label=level
        ),
    )
    return [note, group, worth]


def _person(level: Sensitivity, laid: Laid) -> list[Canary]:
    """Somebody with a seat, another spelling, and a place in a register (whose rows are restricted anyway)."""
    name, spelling = _canary("name", level), _canary("spelling", level)
    key = f"CANARY-{level.name}"
    people.record_person(
        by=SYSTEM, owner=OWNER, key=key, name=name.word, spellings=[("und-Latn", spelling.word)], name_label=level
    )
    seat = people.create_seat(
        by=SYSTEM,
        owner=OWNER,
        key=f"SEAT-{level.name}",
        kind="expert_team",
        title="Expert team",
        mandate="An order",
        mandate_on=date(2020, 1, 1),
    )
    laid.uids.setdefault("seat", []).append(seat.key)
    people.appoint(by=SYSTEM, seat=seat.key, person=key, capacity="holder", start=date(2021, 1, 1))
    training.register_participant(
        by=SYSTEM, course=f"PUBLIC-{level.name}", entry=training.Entry(person=key), registered_on=date(2018, 6, 7)
    )
    return [name, spelling]
