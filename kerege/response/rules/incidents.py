"""What an incident may become, when it can have happened, and the code by which its reporter comes back."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from kerege.inventory.rules.cards import free_text
from kerege.lib.refusal import Called, Refusal
from kerege.response.words import incidents_refused as refused
from kerege.response.words.incidents import (
    INCIDENT_STATES,
    LESSON_STATES,
    Harm,
    IncidentState,
    LessonState,
    RootCause,
)

MOVES: Mapping[IncidentState, frozenset[IncidentState]] = {
    IncidentState.REPORTED: frozenset({IncidentState.ACKNOWLEDGED}),
    IncidentState.ACKNOWLEDGED: frozenset({IncidentState.INVESTIGATED, IncidentState.SET_ASIDE}),
    IncidentState.INVESTIGATED: frozenset({IncidentState.ACTING, IncidentState.SET_ASIDE}),
    IncidentState.ACTING: frozenset({IncidentState.CLOSED}),
    IncidentState.CLOSED: frozenset(),
    IncidentState.SET_ASIDE: frozenset(),
}
LESSON_MOVES: Mapping[LessonState, frozenset[LessonState]] = {
    LessonState.DRAFT: frozenset({LessonState.SUBMITTED, LessonState.WITHDRAWN}),
    LessonState.SUBMITTED: frozenset({LessonState.DRAFT, LessonState.PUBLISHED, LessonState.WITHDRAWN}),
    LessonState.PUBLISHED: frozenset({LessonState.WITHDRAWN}),
    LessonState.WITHDRAWN: frozenset(),
}
OPEN = frozenset(s for s, then in MOVES.items() if then)
"""Incidents about which something has to be done still."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, OF_EACH = 4, 5
MOST_ANONYMOUS = 20
"""So many anonymous reports a facility takes on a day. Nothing of who sent them is counted, because nothing is kept."""
LONGEST_AGO = timedelta(days=3653)
SLACK = timedelta(minutes=10)
"""A telephone's clock may be so much ahead."""


def check_move(state: str, wanted: IncidentState) -> None:
    """Refuses response.incident_not_now."""
    if wanted not in MOVES[IncidentState(state)]:
        now, then = INCIDENT_STATES[IncidentState(state)], INCIDENT_STATES[wanted]
        raise Refusal(refused.NOT_NOW, state=Called(state, now), wanted=Called(wanted, then))


def check_lesson_move(state: str, wanted: LessonState) -> None:
    """Refuses response.lesson_not_now."""
    if wanted not in LESSON_MOVES[LessonState(state)]:
        now, then = LESSON_STATES[LessonState(state)], LESSON_STATES[wanted]
        raise Refusal(refused.LESSON_NOT_NOW, state=Called(state, now), wanted=Called(wanted, then))


def check_times(occurred: datetime, discovered: datetime, now: datetime) -> None:
    """Refuses response.incident_in_future, .discovered_before and .incident_too_long_ago."""
    for field, at in (("occurred_at", occurred), ("discovered_at", discovered)):
        if at > now + SLACK:
            raise Refusal(refused.IN_FUTURE, field=field)
    if discovered < occurred:
        raise Refusal(refused.DISCOVERED_BEFORE, field="discovered_at")
    if occurred < now - LONGEST_AGO:
        raise Refusal(refused.TOO_LONG_AGO, field="occurred_at")


def new_code() -> str:
    """A code of 20 characters (99 bits) that nobody guesses, without letters that look like digits."""
    parts = ("".join(secrets.choice(ALPHABET) for _ in range(OF_EACH)) for _ in range(GROUPS))
    return "-".join(parts)


def code_of(digest: bytes) -> str:
    """The code that a digest of at least 20 bytes becomes: the same one each time."""
    number, letters = int.from_bytes(digest), ""
    for _ in range(GROUPS * OF_EACH):
        number, letter = divmod(number, len(ALPHABET))
        letters += ALPHABET[letter]
    return "-".join(letters[at : at + OF_EACH] for at in range(0, len(letters), OF_EACH))


def code_hash(code: str) -> str:
    """What is kept of a code. It needs no salt: no list of all codes can be made."""
    plain = "".join(c for c in code.upper() if c.isalnum())[:64]
    return sha256(f"kerege.incident.1:{plain}".encode()).hexdigest()


@dataclass(frozen=True)
class Acted:
    """One finding of an incident: how many actions were verified, and how many are still open."""

    verified: int
    open: int


def check_closing(found: Iterable[Acted]) -> None:
    """Refuses response.closing_without_proof while a finding has no verified action, or one that is still open."""
    lacking = sum(not each.verified or each.open > 0 for each in found)
    if lacking:
        raise Refusal(refused.NO_PROOF, open=lacking)


def check_causes(causes: Collection[str]) -> None:
    """Refuses response.no_cause."""
    if not causes:
        raise Refusal(refused.NO_CAUSE, field="causes")


def check_lacking(causes: Collection[str], competences: Collection[str]) -> None:
    """Refuses response.not_training where competences are named and training was no cause."""
    if competences and RootCause.TRAINING not in causes:
        raise Refusal(refused.NOT_TRAINING, field="competences")


def reason(text: str, *, field: str) -> str:
    """A reason as it is kept. Refuses response.incident_no_reason, text.* and inventory.not_for_sharing."""
    if not text.strip():
        raise Refusal(refused.INCIDENT_NO_REASON, field=field)
    return free_text(text, field=field, most=1000)


def is_grave(severity: str) -> bool:
    """Whether its findings are major ones: from moderate on."""
    return severity in {Harm.MODERATE, Harm.MAJOR, Harm.CATASTROPHIC}


CAUSE_OF: Mapping[RootCause, str] = {
    RootCause.TRAINING: "knowledge",
    RootCause.PROCEDURE: "procedure",
    RootCause.EQUIPMENT: "equipment",
    RootCause.MANAGEMENT: "management",
}
"""What a root cause is called among the causes of findings; the others have none there, and whoever leads names it."""


def check_names(text: str, names: Iterable[str], *, field: str) -> None:
    """Refuses response.lesson_names where a text names one of these, in any case of letters. Names of fewer than four
    letters are not looked for: they occur in words.
    """
    folded = text.casefold()
    for name in names:
        if len(name.strip()) > 3 and name.strip().casefold() in folded:
            raise Refusal(refused.LESSON_NAMES, field=field, found=name.strip())
