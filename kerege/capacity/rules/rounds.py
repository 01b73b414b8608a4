"""What the result of a proficiency test means. Exact decimals; plain Python."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kerege.capacity.words import refused_quality as refused
from kerege.capacity.words.rounds import Measure, Verdict
from kerege.lib.refusal import Refusal

ACCEPTED = Decimal(2)
REFUSED = Decimal(3)
_SCORE = re.compile(r"[-−+]?[0-9]{1,4}(?:[.,][0-9]{1,4})?")
_SHARE = re.compile(r"([0-9]{1,4}) ?/ ?([0-9]{1,4})")
NEEDED = Decimal(80)
"""The percentage of right answers that is acceptable."""


@dataclass(frozen=True)
class Evaluated:
    """A result as it is kept: `told` in plain digits, and what it means."""

    measure: Measure
    told: str
    verdict: Verdict


def evaluate(measure: Measure, told: str) -> Evaluated:
    """What a result means. A z-score of at most 2 either way is acceptable, 3 or more is unacceptable. Of right answers
    out of all, 80 percent are acceptable and less is unacceptable. What came too late is unacceptable.

    Refuses capacity.not_a_score, .not_a_share and .not_tested_without_reason.
    """
    text = told.strip()
    if measure == Measure.SCORE:
        return _score(text)
    if measure == Measure.SHARE:
        return _share(text)
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


def _share(text: str) -> Evaluated:
    found = _SHARE.fullmatch(text)
    right, whole = (int(part) for part in found.groups()) if found else (0, 0)
    if not whole or right > whole:
        raise Refusal(refused.NOT_A_SHARE, field="told", value=text[:40])
    verdict = Verdict.ACCEPTABLE if right * 100 >= NEEDED * whole else Verdict.UNACCEPTABLE
    return Evaluated(Measure.SHARE, f"{right}/{whole}", verdict)
