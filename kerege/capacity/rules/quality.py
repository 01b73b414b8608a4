"""How a finding is graded and why it arose: what has to be told. Plain Python."""

from kerege.capacity.words import Severity
from kerege.capacity.words import refused_quality as refused
from kerege.capacity.words.quality import Cause
from kerege.inventory.rules.cards import free_line
from kerege.lib.refusal import Refusal
from kerege.people.rules import choice


def cause_of(kind: str, text: str) -> tuple[str, str]:
    """The kind of a cause and what it is in words. Refuses people.unknown_choice, capacity.no_cause, text.* and
    inventory.not_for_sharing.
    """
    chosen = choice(kind, Cause, "kind")
    told = free_line(text, field="cause", most=1000)
    if not told:
        raise Refusal(refused.NO_CAUSE, field="cause")
    return chosen, told


def grade_of(severity: str, because: str) -> tuple[str, str]:
    """How a finding is graded, and why. Refuses people.unknown_choice, capacity.grade_without_reason, text.* and
    inventory.not_for_sharing.
    """
    chosen = choice(severity, Severity, "severity")
    told = free_line(because, field="because", most=500)
    if not told:
        raise Refusal(refused.GRADE_WITHOUT_REASON, field="because")
    return chosen, told
