"""What the result of a proficiency test means. Exact decimals; plain Python."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kerege.capacity.words import refused_quality as refused
from kerege.capacity.words.rounds import Measure, Verdict
from kerege.inventory.words import RoundResult
from kerege.lib.refusal import Refusal

ACCEPTED = Decimal(2)
REFUSED = Decimal(3)
_SCORE = re.compile(r"[-−+]?[0-9]{1,4}(?:[.,][0-9]{1,4})?")
_SHARE = re.compile(r"([0-9]{1,4}) ?/ ?([0-9]{1,4})")


@dataclass(frozen=True)
class Needed:
    """From which percentage of right answers on a result is acceptable, and where that is written."""

    percent: int
    source: str


USUAL = Needed(80, "42 CFR 493, subpart I")
"""What holds where the provider or the scheme says nothing else."""


@dataclass(frozen=True)
class Evaluated:
    """A result as it is kept: `told` in plain digits, and what it means."""

    measure: Measure
    told: str
    verdict: Verdict


def needed(percent: str, source: str) -> Needed:
    """What is typed of the share that a scheme asks for; USUAL where nothing is. Refuses capacity.not_a_percentage and
    capacity.share_without_source.
    """
    typed = percent.strip().removesuffix("%").strip()
    if not typed:
        return USUAL
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:4]) <= 100):
        raise Refusal(refused.NOT_A_PERCENTAGE, field="needed", value=percent.strip()[:40])
    asked = int(typed[:4])
    if asked != USUAL.percent and not source:
        raise Refusal(refused.SHARE_WITHOUT_SOURCE, field="needed_source", percent=asked)
    return Needed(asked, source or USUAL.source)


def evaluate(measure: Measure, told: str, asked: Needed = USUAL) -> Evaluated:
    """What a result means. A z-score of at most 2 either way is acceptable, 3 or more is unacceptable. Of right answers
    out of all, the percentage that is asked is acceptable and less is not. What came too late is unacceptable.

    Refuses capacity.not_a_score, .not_a_share and .not_tested_without_reason.
    """
    text = told.strip()
    if measure == Measure.SCORE:
        return _score(text)
    if measure == Measure.SHARE:
        return _share(text, asked)
    if measure == Measure.LATE:
        return Evaluated(measure, text, Verdict.UNACCEPTABLE)
    if not text:
        raise Refusal(refused.NOT_TESTED_WITHOUT_REASON, field="told")
    return Evaluated(measure, text, Verdict.NOT_EVALUATED)


def _score(text: str) -> Evaluated:
    if not _SCORE.fullmatch(text):
        raise Refusal(refused.NOT_A_SCORE, field="told", value=text[:40])
    score = Decimal(text.replace("−", "-").replace(",", "."))
    far = abs(score)
    verdict = Verdict.ACCEPTABLE if far <= ACCEPTED else Verdict.UNACCEPTABLE if far >= REFUSED else Verdict.WARNING
    return Evaluated(Measure.SCORE, f"{score:f}", verdict)


def _share(text: str, asked: Needed) -> Evaluated:
    found = _SHARE.fullmatch(text)
    right, whole = (int(part) for part in found.groups()) if found else (0, 0)
    if not whole or right > whole:
        raise Refusal(refused.NOT_A_SHARE, field="told", value=text[:40])
    verdict = Verdict.ACCEPTABLE if right * 100 >= asked.percent * whole else Verdict.UNACCEPTABLE
    return Evaluated(Measure.SHARE, f"{right}/{whole}", verdict)


ON_THE_CARD = {
    Verdict.ACCEPTABLE: RoundResult.SATISFACTORY,
    Verdict.WARNING: RoundResult.QUESTIONABLE,
    Verdict.UNACCEPTABLE: RoundResult.UNSATISFACTORY,
}


def agrees(verdict: str, card: str) -> bool:
    """Whether the result that stands on the card of the facility says the same; one that is to come says nothing."""
    return card in {RoundResult.PENDING, ON_THE_CARD.get(Verdict(verdict))}


def check_card(verdict: str, card: str) -> None:
    """Refuse capacity.card_says_otherwise: a round has one result."""
    if not agrees(verdict, card):
        raise Refusal(refused.CARD_SAYS_OTHERWISE, field="told", card=card, verdict=verdict)
