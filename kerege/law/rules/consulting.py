"""How long a consultation lasts, who may respond on a day, and when it may end. Plain Python."""

from collections.abc import Sequence
from datetime import date

from kerege.law.rules.drafting import Step, called
from kerege.law.words import consulting as words
from kerege.law.words.consulting import Answered, Audience
from kerege.lib.refusal import Refusal


def check_period(step: Step, *, opens: date, closes: date, law: str) -> None:
    """A consultation lasts at least as many days as the step asks, the day on which it begins not counted; `law` is
    what lays that down.

    Refuses law.consultation_closes_first and law.consultation_too_short.
    """
    if closes <= opens:
        raise Refusal(words.CLOSES_FIRST, field="closes", opens=opens.isoformat())
    days = (closes - opens).days
    if days < step.least_days:
        told = {"opens": opens.isoformat(), "closes": closes.isoformat(), "days": days, "law": law or "—"}
        raise Refusal(words.TOO_SHORT, field="closes", step=called(step), least=step.least_days, **told)


def check_responds(*, audience: str, bodies: Sequence[str], body: str, opens: date, closes: date, on: date) -> None:
    """Refuses law.consultation_not_open, and law.body_not_asked where named bodies alone are asked."""
    if not opens <= on <= closes:
        raise Refusal(words.NOT_OPEN, field="sent_on", opens=opens.isoformat(), closes=closes.isoformat())
    if audience == Audience.BODIES and body not in bodies:
        raise Refusal(words.NOT_ASKED, field="body", bodies="; ".join(bodies))


def check_answer(answer: str, reason: str) -> None:
    """Refuses law.answer_needs_reason."""
    if answer != Answered.ACCEPTED and not reason.strip():
        raise Refusal(words.ANSWER_NEEDS_REASON, field="reason")


def check_over(*, closes: date, on: date, waiting: int) -> None:
    """Whether a consultation may end. Refuses law.consultation_goes_on and law.responses_wait."""
    if on < closes:
        raise Refusal(words.CONSULTATION_GOES_ON, field="on", closes=closes.isoformat())
    if waiting:
        raise Refusal(words.RESPONSES_WAIT, field="step", waiting=waiting)
