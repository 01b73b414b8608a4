"""An occasion with a duty, its timeline, a switch of the mode and a mandate, for the worlds of the leak tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import ClockEntry, ContactCheck, DutyClock, Mandate, ModeSwitch, Occasion

OWNER = "KAZ"
AT = datetime(2026, 1, 6, 9, tzinfo=UTC)


def lay_clocks(level: Sensitivity, laid: Any) -> None:
    """All of one level: clocks told by hand with a duty that was done and one that was ended, and a mandate."""

    def word(what: str) -> str:
        return str(laid.word(what, level))

    with act("tests.clocks.laid", by=SYSTEM, about="clocks"):
        occasion = laid.keep("occasion", occasion_of(OWNER, level, title=word("occasiontitle")))
        done = clock_of(occasion, "D1", done_by="a", done_at=AT, proof=word("clockproof"), settled_at=AT)
        ended = {"ended_at": AT, "why_ended": "not_applicable", "end_reason": word("clockend"), "settled_at": AT}
        clock_of(occasion, "D2", **ended)
        entry_of(occasion, done, note=word("clockline"))
        at = AT + timedelta(days=int(level), hours=1 if laid.mark else 0)
        switch_of(OWNER, level, at=at, act=word("switchact"))
        mandate = laid.keep("mandate", mandate_of(OWNER, level, hours=word("mandatehours")))
        check_of(mandate, note=word("mandatecheck"))


def occasion_of(owner: str, level: Sensitivity, **told: Any) -> Occasion:
    plain: dict[str, Any] = {"kind": "hand", "title": "An occasion", "zone": "UTC", "detected_at": AT}
    plain |= {"opened_by": "a", "opened_at": AT}
    return Occasion.objects.create(owner=owner, label=level, **(plain | told))


def clock_of(occasion: Occasion, duty: str, **told: Any) -> DutyClock:
    plain: dict[str, Any] = {"sender": "S", "recipient": "R", "subject": duty.lower(), "what": {"en": "What is told"}}
    plain |= {"mode": "normal", "timing": "none", "basis": "A law", "recorded_by": "a", "recorded_at": AT}
    return DutyClock.objects.create(
        owner=occasion.owner, label=occasion.label, occasion=occasion, duty=duty, **(plain | told)
    )


def entry_of(occasion: Occasion, clock: DutyClock, **told: Any) -> ClockEntry:
    plain = {"step": "done", "at": AT, "said_by": "a"}
    return ClockEntry.objects.create(
        owner=occasion.owner, label=occasion.label, occasion=occasion, clock=clock, **(plain | told)
    )


def switch_of(owner: str, level: Sensitivity, **told: Any) -> ModeSwitch:
    plain: dict[str, Any] = {"mode": "emergency", "at": AT, "zone": "UTC", "body": "B", "act": "An act"}
    plain |= {"recorded_by": "a", "recorded_at": AT}
    return ModeSwitch.objects.create(owner=owner, label=level, **(plain | told))


def mandate_of(owner: str, level: Sensitivity, **told: Any) -> Mandate:
    plain: dict[str, Any] = {"kind": "coe_nfp", "seat": "NO-SEAT", "telephone": "+7 000 000 00 09"}
    return Mandate.objects.create(owner=owner, label=level, start=date(2024, 1, 1), **(plain | told))


def check_of(mandate: Mandate, **told: Any) -> ContactCheck:
    plain = {"on": date(2026, 1, 6), "reached": True, "checked_by": "a"}
    return ContactCheck.objects.create(owner=mandate.owner, label=mandate.label, mandate=mandate, **(plain | told))


def designated() -> dict[str, str]:
    """Clocks and a mandate of a designated country, open to everybody."""
    with act("tests.clocks.laid", by=SYSTEM, about="clocks"):
        occasion = occasion_of("XKX", Sensitivity.PUBLIC)
        clock_of(occasion, "D1")
        mandate = mandate_of("XKX", Sensitivity.PUBLIC)
    return {"occasion": str(occasion.uid), "mandate": str(mandate.uid)}
