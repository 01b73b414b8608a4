"""Published frames in which countries are scored: codes and scales, and nothing of their wording.

The wording is its owner's; whoever may use it loads it as a question set. Codes and numbers are what files of scores
hold, and what can be compared.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Frame:
    """`heading` finds the code in a heading of a file; `biosafety` are the codes on biosafety and biosecurity. Where
    two editions spell codes alike, `only` is an area that this one has and the other has not, `never` the reverse.
    """

    key: str
    title: str
    low: int
    high: int
    step: int
    heading: re.Pattern[str]
    biosafety: tuple[str, ...]
    only: str = ""
    never: str = ""

    def is_of(self, codes: Collection[str]) -> bool:
        """Whether codes of a heading are of this edition."""
        areas = {code.rpartition(".")[0] for code in codes}
        return (not self.only or self.only in areas) and self.never not in areas

    def code_of(self, text: str) -> str:
        """The indicator that a heading names, in one spelling; empty for any other heading."""
        found = self.heading.fullmatch(text.strip())
        return ".".join(part.upper() for part in found.groups() if part) if found else ""

    def takes(self, value: int) -> bool:
        return self.low <= value <= self.high and (value - self.low) % self.step == 0

    @property
    def scale(self) -> str:
        numbers = range(self.low, self.high + 1, self.step)
        return ", ".join(str(n) for n in numbers)

    def share(self, scores: Mapping[str, int]) -> Fraction | None:
        """The mean of the scores on biosafety as a share of the way from the least to the best; None without any."""
        found = [scores[code] for code in self.biosafety if code in scores]
        if not found:
            return None
        return Fraction(sum(found) - self.low * len(found), (self.high - self.low) * len(found))


_JEE = r"(?:(p|d|r)(\d)(\d)|(poe|ce|re)(\d))"
_DOTTED = r"(?:(P|D|R)\.?(\d)\.?(\d)|(PoE|CE|RE)\.?(\d))"
FRAMES = {
    frame.key: frame
    for frame in (
        Frame("jee-1", "JEE 1", 1, 5, 1, re.compile(_JEE), ("P.6.1", "P.6.2")),
        Frame("jee-2", "JEE 2", 1, 5, 1, re.compile(f"v2_{_JEE}"), ("P.6.1", "P.6.2")),
        Frame("jee-3", "JEE 3", 1, 5, 1, re.compile(f"(?:v3_)?{_DOTTED}", re.I), ("P.7.1", "P.7.2"), only="P.8"),
        Frame("spar-1", "SPAR 1", 0, 100, 20, re.compile(r"(C)\.(\d{1,2})\.(\d)"), ("C.5.2",), never="C.15"),
        Frame("spar-2", "SPAR 2", 0, 100, 20, re.compile(r"(C)\.?(\d{1,2})\.(\d)"), ("C.4.2",), only="C.15"),
    )
}
"""The frames by key: the joint external evaluation in three editions, and the States' own yearly report in two."""
