"""Signals, events and assessments in the words of pages."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.response.queries.health_events import AssessmentLine, EventLine, SignalLine
from kerege.response.rules.frames import Judged
from kerege.response.words.alerts import BANNERS, TLP, Status
from kerege.response.words.frames import Frame
from kerege.response.words.health_events import (
    ANSWERS,
    DOMAINS,
    EVENT_STATES,
    OUTCOMES,
    SOURCE_KINDS,
    TRIAGES,
    VERDICTS,
    EventState,
    Outcome,
    Triage,
    Verdict,
)
from kerege.web.activities import lists
from kerege.web.alerts.wording import clock
from kerege.web.shell.wording import word_of

TONES = {Triage.NEW: "warn", Triage.EVENT: "info", Triage.NOT_EVENT: "", Triage.MERGED: ""}
VERDICT_TONES = {Verdict.NOTIFY: "bad", Verdict.NOT_NOTIFY: "good", Verdict.DEPENDS: "warn"}


def banner() -> str:
    """What stands first wherever something is played."""
    return word_of(BANNERS, Status.EXERCISE)


def place(line: SignalLine | EventLine, choice: lists.Choice) -> str:
    """The place by name: the unit as it is called on the day, and what was typed."""
    unit = atlas.unit(line.unit) if line.unit else None
    named = atlas.unit_lines([unit.id], on=choice.on, lang=choice.lang)[unit.id].name if unit is not None else ""
    return ", ".join(part for part in (line.place, named) if part)


def domains(line: SignalLine | EventLine) -> str:
    return ", ".join(word_of(DOMAINS, each) for each in line.domains)


def signal(line: SignalLine, choice: lists.Choice, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "line": line,
        "country": names[line.owner],
        "source": word_of(SOURCE_KINDS, line.source),
        "received": clock(line.received_at, line.zone),
        "place": place(line, choice),
        "domains": domains(line),
        "state": word_of(TRIAGES, line.triage),
        "tone": TONES[Triage(line.triage)],
        "tlp": TLP[line.label],  # type: ignore[index]
        "banner": banner() if line.exercise else "",
    }


def event(line: EventLine, choice: lists.Choice, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "line": line,
        "country": names[line.owner],
        "detected": clock(line.detected_at, line.zone),
        "place": place(line, choice),
        "domains": domains(line),
        "state": word_of(EVENT_STATES, line.state),
        "tone": "warn" if line.state == EventState.OPEN else "",
        "tlp": TLP[line.label],  # type: ignore[index]
        "banner": banner() if line.exercise else "",
    }


def judged(asked: Frame, found: Judged) -> dict[str, Any]:
    """What answers come to, and on what it depends."""
    numbers = {each.key: n for n, each in enumerate(asked.questions, start=1)}
    return {
        "verdict": word_of(VERDICTS, found.verdict),
        "tone": VERDICT_TONES[found.verdict],
        "depends": depends(asked, found, numbers),
    }


def depends(asked: Frame, found: Judged, numbers: dict[str, int]) -> str:
    if found.verdict != Verdict.DEPENDS:
        return ""
    always = [str(numbers[each.key]) for each in asked.questions if each.always and each.key in found.open]
    counted = [str(numbers[each.key]) for each in asked.questions if not each.always and each.key in found.open]
    told = []
    if always:
        told.append(gettext("A yes to question %(numbers)s would be enough.") % {"numbers": ", ".join(always)})
    if counted and found.missing == len(counted):
        told.append(
            gettext("It is to be notified if all of these prove a yes: %(numbers)s.") % {"numbers": ", ".join(counted)}
        )
    elif counted:
        told.append(
            gettext("It is to be notified if at least %(missing)s of these prove a yes: %(numbers)s.")
            % {"missing": found.missing, "numbers": ", ".join(counted)}
        )
    return " ".join(told)


def assessment(line: AssessmentLine, zone: str) -> dict[str, Any]:
    """One frame on the page of its event: the questions, with what each assessor answered beside."""
    asked = line.frame
    then = asked.notify if line.outcome == Outcome.NOTIFY else asked.otherwise
    return {
        "line": line,
        "title": gettext(asked.title),
        "state": word_of(OUTCOMES, line.outcome) if line.decided else "",
        "tone": ("bad" if line.outcome == Outcome.NOTIFY else "good") if line.decided else "warn",
        "rows": [question(line, n, each) for n, each in enumerate(asked.questions, start=1)],
        "people": [
            {"who": each.who, "mine": each.mine, "at": clock(each.given_at, zone), **judged(asked, each.judged)}
            for each in line.answers
        ],
        "todo": gettext(then) if line.decided else "",
        "recipient": gettext(asked.recipient),
        "by_when": gettext(asked.by_when),
        "source": gettext(asked.source),
        "decided": clock(line.decided_at, zone),
        "proposal": word_of(OUTCOMES, line.outcome) if line.proposed and line.outcome and not line.decided else "",
        "possible": [(each.value, word_of(OUTCOMES, each)) for each in line.possible],
    }


def question(line: AssessmentLine, number: int, asked: Any) -> dict[str, Any]:
    return {
        "number": number,
        "text": gettext(asked.text),
        "hint": gettext(asked.hint) if asked.hint else "",
        "differs": asked.key in line.differs,
        "answers": [
            {"word": word_of(ANSWERS, each.answers[asked.key]["answer"]), "reason": each.answers[asked.key]["reason"]}
            for each in line.answers
        ],
    }


def newest(lines: Sequence[AssessmentLine]) -> dict[str, AssessmentLine]:
    """The newest edition by each frame."""
    found: dict[str, AssessmentLine] = {}
    for line in lines:
        found.setdefault(line.frame.key, line)
    return found
