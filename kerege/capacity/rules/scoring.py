"""From answers to scores, with the arithmetic that a reader can follow. Exact fractions, never rounded on the way.

A score over missing answers is not given: what is not answered is neither zero nor “no risk”, it is not known. Then the
share that was answered is told instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kerege.capacity.rules.answers import Given, Standing
from kerege.capacity.rules.definitions import Definition, Question, number_text
from kerege.capacity.words import QuestionKind, Severity

SCORED = (QuestionKind.CHOICE, QuestionKind.YES_NO)
KNOWN = (Standing.ANSWERED, Standing.AGREED)


@dataclass(frozen=True)
class ScoredLine:
    """One question in the arithmetic: `points` of `most`, times `weight`. Without `points` it counts for nothing:
    it does not apply, or it is not known, or it is not scored.
    """

    question: str
    standing: Standing
    value: str
    not_applicable: bool
    scored: bool
    points: Fraction | None
    most: Fraction | None
    weight: Fraction

    @property
    def counts(self) -> bool:
        return self.scored and self.points is not None

    @property
    def known(self) -> bool:
        return self.standing in KNOWN


@dataclass(frozen=True)
class SectionScore:
    """A section: its lines, how many are known of how many asked, and the score where all that is scored is known."""

    key: str
    lines: tuple[ScoredLine, ...]
    score: Fraction | None

    @property
    def asked(self) -> int:
        return len(self.lines)

    @property
    def known(self) -> int:
        return sum(line.known for line in self.lines)


@dataclass(frozen=True)
class Result:
    sections: tuple[SectionScore, ...]
    score: Fraction | None

    @property
    def asked(self) -> int:
        return sum(section.asked for section in self.sections)

    @property
    def known(self) -> int:
        return sum(section.known for section in self.sections)

    def lines(self) -> Iterable[ScoredLine]:
        for section in self.sections:
            yield from section.lines


def result(definition: Definition, answers: Mapping[str, tuple[Standing, Given]], asked: Iterable[str]) -> Result:
    """The score of each section that is asked, and of the whole."""
    wanted = set(asked)
    sections = []
    for section in definition.sections:
        lines = [_line(definition, q, *answers.get(q.key, NOTHING)) for q in section.questions if q.key in wanted]
        if lines:
            sections.append(SectionScore(section.key, tuple(lines), score_of(lines)))
    return Result(tuple(sections), score_of([line for section in sections for line in section.lines]))


NOTHING = (Standing.OPEN, Given())


def _line(definition: Definition, question: Question, standing: Standing, given: Given) -> ScoredLine:
    scale = definition.scale_of(question)
    most = scale.most if scale is not None and question.kind in SCORED else None
    scored = most is not None and question.weight > 0
    points = scale.points_of(given.value) if scale is not None and scored and given.value else None
    return ScoredLine(question.key, standing, given.value, given.not_applicable, scored, points, most, question.weight)


def score_of(lines: Iterable[ScoredLine]) -> Fraction | None:
    """The weighted share of the points; None where an answer that is scored is missing, or nothing that is scored
    applies.
    """
    scored = [line for line in lines if line.scored]
    if any(not line.known for line in scored):
        return None
    counted = [line for line in scored if line.counts]
    whole = sum((line.weight for line in counted), Fraction(0))
    if not whole:
        return None
    reached = sum(
        (line.weight * line.points / line.most for line in counted if line.points is not None and line.most),
        Fraction(0),
    )
    return reached / whole


def findings(definition: Definition, found: Result) -> list[tuple[str, Severity]]:
    """The questions whose answer lies below the threshold that the set states; critical ones are major findings."""
    critical = {question.key for question in definition.questions() if question.critical}
    below = []
    for line in found.lines():
        if line.counts and line.most and line.points is not None and line.points / line.most < definition.threshold:
            below.append((line.question, Severity.MAJOR if line.question in critical else Severity.MINOR))
    return below


# -- what is kept of a result ------------------------------------------------------------------------------------------


def summary(found: Result) -> dict[str, Any]:
    """What may be told of a closed assessment without its answers: scores and counts by section."""
    return {
        "score": share_text(found.score),
        "asked": found.asked,
        "known": found.known,
        "sections": [
            {"key": s.key, "score": share_text(s.score), "asked": s.asked, "known": s.known} for s in found.sections
        ],
    }


def share_text(score: Fraction | None) -> str:
    """A share with its exact value, such as 7/12; empty where there is none."""
    return "" if score is None else f"{score.numerator}/{score.denominator}"


def percent(score: Fraction | str | None) -> str:
    """A share as percent with one decimal, rounded half up; empty where there is none."""
    if score is None or score == "":
        return ""
    tenths = Fraction(score) * 1000
    rounded = (2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator)
    return number_text(Fraction(rounded, 10))
