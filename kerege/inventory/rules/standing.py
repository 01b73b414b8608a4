"""What time does to a card: it becomes stale, proofs expire; and how levels of containment compare."""

from datetime import date, timedelta

from kerege.inventory.words import ContainmentScheme, Level, Proof, Standing, refused
from kerege.lib.refusal import Refusal

FRESH_FOR = timedelta(days=365)
SOON = timedelta(days=30)
"""So long before a card becomes stale its keeper is reminded."""
HEIGHTENED = 3
"""From this rank on a containment level is heightened: its facility's exact position is never open to everybody."""
NOT_CLOSED = tuple(s.value for s in Standing if s != Standing.CLOSED)
"""The states of a facility whose card somebody still has to keep."""
_LETTERS = {ContainmentScheme.BIOSAFETY: "BSL-%d", ContainmentScheme.ANIMAL: "ABSL-%d", ContainmentScheme.EU: "CL%d"}
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def stale_from(confirmed_on: date) -> date:
    """The first day on which a card that was confirmed then counts as stale."""
    return confirmed_on + FRESH_FOR


def is_stale(confirmed_on: date, *, on: date) -> bool:
    """Whether nobody has said for twelve months that the card still holds."""
    return stale_from(confirmed_on) <= on


def proof_on(proof: str, *, until: date | None, on: date) -> Proof:
    """How far something can be relied on, on the day: a proof that has an end is EXPIRED from that day on."""
    if until is not None and until <= on and proof != Proof.DECLARED:
        return Proof.EXPIRED
    return Proof(proof)


def level_of(value: object) -> Level:
    """A containment level. Refuses inventory.no_such_level, also for 2.5 and “two”."""
    text = str(value).strip()
    if text in {"1", "2", "3", "4"}:
        return Level(int(text))
    raise Refusal(refused.NO_SUCH_LEVEL, field="level", level=text[:20])


def level_name(scheme: str, level: int) -> str:
    """BSL-2, ABSL-3, BSL-P 2, CL2; for groups I, II, III, IV, which no level of another scheme is ever called."""
    if scheme == ContainmentScheme.GROUPS:
        return _ROMAN[level]
    if scheme == ContainmentScheme.PLANT:
        return f"BSL-P {level}"
    return _LETTERS[ContainmentScheme(scheme)] % level


def rank(scheme: str, level: int) -> int:
    """For ordering only: 1 for the least containment, 4 for the most. Groups are numbered the other way round."""
    return 5 - level if scheme == ContainmentScheme.GROUPS else level
