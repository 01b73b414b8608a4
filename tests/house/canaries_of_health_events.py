"""A signal, its event and two assessments, for the worlds of the leak tests.

Of the one that waits for a second person nobody reads the answers.
"""

from datetime import UTC, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import Assessment, AssessmentAnswers, HealthEvent, Signal
from kerege.response.words.frames import WOAH
from tests.house.canaries_of_clocks import lay_clocks

OWNER = "KAZ"
AT = datetime(2026, 1, 6, 9, tzinfo=UTC)


def lay_health_event(level: Sensitivity, laid: Any) -> None:
    """All of one level: a signal, its event, an assessment that was decided and one that is half done; clocks."""
    with act("tests.health_event.laid", by=SYSTEM, about="health event"):
        event = laid.keep(
            "health_event",
            event_of(OWNER, level, title=laid.word("happeningtitle", level), **_words(level, laid, "happening")),
        )
        words = _words(level, laid, "signal")
        heard = {"source": "field", "received_at": AT, "recorded_by": "a", "recorded_at": AT}
        told = {"owner": OWNER, "label": level, "zone": "Asia/Almaty", "domains": ["animal"], **heard, **words}
        told |= {"source_name": laid.word("signalsource", level), "triage": "event", "event": event, "triaged_at": AT}
        laid.keep("signal", Signal.objects.create(**told))
        dropped = {"triage": "not_event", "event": None, "reason": laid.word("signalreason", level)}
        laid.keep("signal_dropped", Signal.objects.create(**(told | dropped)))
        done = assessment_of(event, decided=True, reason=laid.word("decision", level))
        laid.keep("frame_assessment", done)
        for who in ("a", "b"):
            answers_of(event, done, who, laid.word(f"answers{who}", level))
        half = assessment_of(event, frame="ihr", first="a")
        answers_of(event, half, "a", laid.word("blindanswers", level, shown=False))
    lay_clocks(level, laid)


def _words(level: Sensitivity, laid: Any, what: str) -> dict[str, str]:
    return {name: laid.word(f"{what}{name}", level) for name in ("known", "place")}


def event_of(owner: str, level: Sensitivity, **told: Any) -> HealthEvent:
    plain = {"title": "An event", "known": "Little.", "place": "A district", "zone": "UTC", "domains": ["animal"]}
    moments = {"detected_at": AT, "opened_at": AT, "opened_by": "a"}
    return HealthEvent.objects.create(owner=owner, label=level, **(plain | moments | told))


def assessment_of(event: HealthEvent, *, decided: bool = False, frame: str = "woah", **told: Any) -> Assessment:
    plain: dict[str, Any] = {"owner": event.owner, "label": event.label, "event": event, "frame": frame, "version": "1"}
    plain |= {"opened_by": "a", "opened_at": AT}
    if decided:
        plain |= {"state": "decided", "first": "a", "second": "b", "decided_by": "c", "decided_at": AT}
        plain |= {"outcome": "notify", "reason": "So."}
    return Assessment.objects.create(**(plain | told))


def answers_of(event: HealthEvent, assessment: Assessment, who: str, reason: str) -> None:
    keys = [each.key for each in WOAH.questions] if assessment.frame == "woah" else []
    given = {
        key: {"answer": "yes", "reason": reason} for key in keys or ["listed", "serious", "unusual", "spread", "trade"]
    }
    AssessmentAnswers.objects.create(
        owner=event.owner,
        label=event.label,
        event=event,
        assessment=assessment,
        assessor=who,
        answers=given,
        given_at=AT,
    )


def designated() -> dict[str, str]:
    """A signal and an event of a designated country, open to everybody."""
    with act("tests.health_event.laid", by=SYSTEM, about="health event"):
        event = event_of("XKX", Sensitivity.PUBLIC)
        done = assessment_of(event, decided=True)
        for who in ("a", "b"):
            answers_of(event, done, who, "Seen.")
        told = {"source": "field", "received_at": AT, "recorded_by": "a", "recorded_at": AT, "zone": "UTC"}
        signal = Signal.objects.create(
            owner="XKX", label=Sensitivity.PUBLIC, domains=["animal"], place="A district", known="Little.", **told
        )
    return {
        "health_event": str(event.uid),
        "signal": str(signal.uid),
        "signal_dropped": str(signal.uid),
        "frame_assessment": str(done.uid),
    }
