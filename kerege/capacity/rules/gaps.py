"""How much a place lacks of a competence, by its closed assessments. Exact fractions, with what they are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kerege.capacity.rules.definitions import Definition
from kerege.capacity.rules.scoring import Result
from kerege.capacity.words import LinkKind
from kerege.capacity.words.quality import Cause


@dataclass(frozen=True)
class Item:
    """One question in the gap. `lost` is the share of its points that was not reached; None where the answer is not
    known. `finding` and `cause` are of the finding that it became, where it did; an empty cause is not marked yet.
    """

    assessment: str
    question: str
    weight: Fraction
    lost: Fraction | None
    critical: bool = False
    finding: str = ""
    cause: str = ""

    @property
    def trained(self) -> bool:
        """Whether training would mend it, as far as anybody knows: what has no cause yet is not taken out."""
        return self.cause in {"", Cause.KNOWLEDGE}


@dataclass(frozen=True)
class SystemGap:
    """`value` = `lost` ÷ `whole`: the weighted points lost for want of knowledge or skill, of all that are known.

    None where no answer is known. `open` questions have no known answer and count for nothing; `unmarked` findings have
    no cause yet and count as if training would mend them; `other` have another cause and are not counted as lost.
    """

    items: tuple[Item, ...]
    lost: Fraction
    whole: Fraction
    critical: bool

    @property
    def value(self) -> Fraction | None:
        return self.lost / self.whole if self.whole else None

    @property
    def open(self) -> int:
        return sum(item.lost is None for item in self.items)

    @property
    def unmarked(self) -> int:
        return sum(bool(item.finding) and not item.cause for item in self.items)

    @property
    def other(self) -> int:
        return sum(not item.trained for item in self.items)


def system_gap(items: Iterable[Item]) -> SystemGap:
    """The gap of these questions. `critical` where a critical one became a finding that training mends."""
    found = tuple(items)
    known = [item for item in found if item.lost is not None]
    lost = sum((i.weight * i.lost for i in known if i.trained and i.lost is not None), Fraction(0))
    whole = sum((i.weight for i in known), Fraction(0))
    return SystemGap(found, lost, whole, any(i.critical and i.finding and i.trained for i in known))


def items_of(
    assessment: str, definition: Definition, found: Result, findings: Mapping[str, tuple[str, str]]
) -> dict[str, Item]:
    """The scored questions of one closed assessment, by their keys. `findings` has the uid and the cause by question.

    What does not apply is none of them; what is not answered is one that is not known.
    """
    critical = {question.key for question in definition.questions() if question.critical}
    items = {}
    for line in found.lines():
        if not line.scored or line.not_applicable or not line.most:
            continue
        lost = None if line.points is None else max(Fraction(0), 1 - line.points / line.most)
        finding, cause = findings.get(line.question, ("", ""))
        items[line.question] = Item(
            assessment, line.question, line.weight, lost, line.question in critical, finding, cause
        )
    return items


def own_links(definition: Definition) -> dict[str, set[str]]:
    """The competences that the questions of a set name themselves: question to codes."""
    found: dict[str, set[str]] = {}
    for question in definition.questions():
        for link in question.links:
            if link.kind == LinkKind.COMPETENCE:
                found.setdefault(question.key, set()).add(link.of)
    return found
