"""An exercise whose report was adopted, with all that was played, seen and mended, for the worlds of the leak tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import (
    Exercise,
    ExerciseAction,
    ExerciseFinding,
    ExerciseInject,
    ExerciseObservation,
    ExerciseRole,
    InjectReply,
)

OWNER, START = "KAZ", datetime(2026, 3, 2, 5, tzinfo=UTC)
CLOCK = timedelta(minutes=5)
WHOSE: dict[str, Any] = {"part": "player", "team": "R1", "subject": "a", "named_by": "b", "named_at": START}


def lay_exercise(level: Sensitivity, laid: Any) -> None:
    """All of one level; what a player is called is for who directs the exercise, by a role in it or for its owner."""
    kept: dict[str, Any] = {"owner": OWNER, "label": level}

    def said(what: str) -> str:
        return str(laid.word(f"exercise{what}", level))

    with act("tests.exercise.laid", by=SYSTEM, about="exercise"):
        row = Exercise.objects.create(**kept, **_plan(said), **_over())
        player = ExerciseRole.objects.create(**kept, exercise=row, called=said("player"), **WHOSE)
        found = ExerciseFinding.objects.create(
            **kept,
            exercise=row,
            kind="improve",
            objective="O1",
            title=said("finding"),
            text=said("why"),
            cause=said("cause"),
            written_by="b",
            written_at=START,
        )
        inject = ExerciseInject.objects.create(
            **kept,
            exercise=row,
            position=1,
            minute=5,
            release="hand",
            text={"en": said("inject")},
            expected={"en": said("expected")},
            objective="O1",
            state="out",
            out_at=START + CLOCK,
            out_on_clock=CLOCK,
            by="b",
            reason=said("reason"),
        )
        answered = {"answer": said("answer"), "answered_at": START + CLOCK, "answered_on_clock": CLOCK}
        InjectReply.objects.create(**kept, inject=inject, role=player, read_at=START, read_on_clock=CLOCK, **answered)
        seen = {"kind": "observed", "objective": "O1", "rating": "M", "said_by": "b", "at": START, "on_clock": CLOCK}
        ExerciseObservation.objects.create(
            **kept, exercise=row, inject=inject, finding=found, text=said("seen"), **seen
        )
        done = {"state": "closed", "proof": said("proof"), "closed_by": "b", "closed_at": START}
        ExerciseAction.objects.create(
            **kept,
            finding=found,
            text=said("action"),
            answers=said("office"),
            due=date(2026, 6, 1),
            planned_by="b",
            planned_at=START,
            **done,
        )
    laid.keep("exercise", row)


def designated() -> dict[str, str]:
    """An exercise of a designated country whose report everybody may read."""
    with act("tests.exercise.laid", by=SYSTEM, about="exercise"):
        row = Exercise.objects.create(
            owner="XKX", label=Sensitivity.PUBLIC, **_plan(lambda what: f"An example of {what}"), **_over()
        )
    return {"exercise": str(row.uid)}


def _plan(said: Any) -> dict[str, Any]:
    return {
        "title": {"en": said("title")},
        "scope": {"en": said("scope")},
        "scenario": {"en": said("scenario")},
        "objectives": [{"key": "O1", "text": {"en": said("objective")}, "measure": {"en": said("measure")}}],
        "teams": [{"key": "R1", "title": {"en": said("team")}, "brief": {"en": said("brief")}}],
        "place": said("place"),
        "languages": ["en"],
        "kind": "tabletop",
        "zone": "Asia/Almaty",
    }


def _over() -> dict[str, Any]:
    end = START + timedelta(hours=2)
    moments = {"starts_at": START, "ends_at": end, "planned_at": START, "started_at": START, "ended_at": end}
    return {"state": "reported", "director": "d", "reported_at": end, "reported_by": "d", **moments}
