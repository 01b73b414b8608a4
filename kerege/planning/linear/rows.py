"""A plan as rows of whole numbers: read by relaxations, by searches, and by nothing else. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Row:
    """`terms` (variable, factor) together are at most `most`, and exactly that where `exactly`."""

    most: float
    exactly: bool = False
    variables: list[int] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)

    def put(self, variable: int, factor: int) -> None:
        self.variables.append(variable)
        self.factors.append(factor)


@dataclass
class Rows:
    """Variables with what they are worth and their bounds, and rows."""

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    worth: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, low: int, high: int, worth: int = 0) -> int:
        self.low.append(low)
        self.high.append(high)
        self.worth.append(worth)
        return len(self.worth) - 1

    def stand(self, variable: int, value: int) -> None:
        self.low[variable] = self.high[variable] = value

    def value(self, values: Sequence[float]) -> float:
        return sum(worth * value for worth, value in zip(self.worth, values, strict=True))
