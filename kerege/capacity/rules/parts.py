"""What a question set is made of. How it is read stands in `definitions`, how it is written in `set_writing`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kerege.capacity.rules.in_languages import InLanguages
from kerege.capacity.rules.in_languages import Texts as Texts
from kerege.capacity.words import LinkKind, QuestionKind, Translation
from kerege.lib.versions import text_in as text_in

YES_NO = "yes_no"
"""The scale that every set has: yes is one point, no is none."""


@dataclass(frozen=True)
class Point:
    """One answer of a scale. `points` is None on a scale that scores nothing."""

    code: str
    points: Fraction | None
    text: Texts


@dataclass(frozen=True)
class Scale:
    key: str
    points: tuple[Point, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(point.code for point in self.points)

    @property
    def most(self) -> Fraction | None:
        """The points of the best answer; None where the scale scores nothing."""
        found = [point.points for point in self.points if point.points is not None]
        return max(found) if found and max(found) > 0 else None

    def points_of(self, code: str) -> Fraction | None:
        return next((point.points for point in self.points if point.code == code), None)


@dataclass(frozen=True)
class Link:
    """What a question rests on: a standard with edition and clause, an instrument of law, a competence."""

    kind: LinkKind
    of: str
    edition: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `scale` names that of a choice; `needed` questions have to be settled before closing."""

    key: str
    kind: QuestionKind
    text: Texts
    scale: str = ""
    weight: Fraction = Fraction(1)
    critical: bool = False
    needed: bool = True
    may_not_apply: bool = False
    low: str = ""
    high: str = ""
    relevant: str = ""
    evidence: Texts = field(default_factory=dict)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Section:
    key: str
    title: Texts
    questions: tuple[Question, ...]
    relevant: str = ""


@dataclass(frozen=True)
class Band:
    """What a score is called from this share on, such as “two stars”."""

    least: Fraction
    text: Texts


@dataclass(frozen=True)
class Definition(InLanguages):
    """A whole set. `threshold` is the share of the points below which an answer is a finding; `bands` name scores, from
    the least on.
    """

    title: Texts
    lead: Texts
    languages: Mapping[str, Translation]
    threshold: Fraction
    scales: Mapping[str, Scale]
    sections: tuple[Section, ...]
    bands: tuple[Band, ...] = ()

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def band_of(self, score: Fraction | None) -> Band | None:
        """The band in which a score lies; None without a score, below the first band, and where there are none."""
        return next((band for band in reversed(self.bands) if score is not None and score >= band.least), None)

    def scale_of(self, question: Question) -> Scale | None:
        return self.scales.get(YES_NO if question.kind == QuestionKind.YES_NO else question.scale)


def number_text(value: Fraction) -> str:
    """A number as sets write it: 2, 0.5. Exact: sets hold decimal numbers only."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text or "0"
