"""Conditions under which a question is asked: a small language, the part of XLSForm's that sets need.

    ${trains} = 'yes' and (${people} > 10 or selected(${topics}, 'waste')) and not(${closed} = 'yes')

It compares answers with texts and numbers and does nothing else: no function that computes, no path, no loop. What is
not answered is an empty text, as in ODK, so `${x} != 'no'` holds while nobody answered x.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kerege.capacity.words import refused
from kerege.lib.refusal import Refusal

LONGEST = 500
DEEPEST = 20
_TOKEN = re.compile(
    r"\s{0,500}(?:\$\{(?P<ref>[a-z][a-z0-9_]{0,59})\}|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>[0-9]{1,9}(?:\.[0-9]{1,6})?)"
    r"|(?P<sign>!=|<=|>=|[=<>(),])|(?P<word>and|or|not|selected)\b)"
)
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Ref:
    name: str


@dataclass(frozen=True)
class Fixed:
    value: str


@dataclass(frozen=True)
class Compared:
    left: "Ref | Fixed"
    sign: str
    right: "Ref | Fixed"


@dataclass(frozen=True)
class Selected:
    ref: Ref
    code: str


@dataclass(frozen=True)
class Not:
    inner: "Condition"


@dataclass(frozen=True)
class Joined:
    """Two conditions with `and` or `or` between."""

    word: str
    left: "Condition"
    right: "Condition"


Condition = Compared | Selected | Not | Joined


def read(text: str, *, place: str) -> Condition | None:
    """The condition that a text is; None for an empty text. Refuses capacity.bad_condition with its place."""
    if not text.strip():
        return None
    if len(text) > LONGEST:
        raise Refusal(refused.BAD_CONDITION, field="relevant", place=place, near=text[:20])
    reader = _Reader(text, place)
    found = reader.joined()
    reader.end()
    return found


def refs(condition: Condition | None) -> Iterator[str]:
    """The keys of the questions that a condition speaks of."""
    if isinstance(condition, Compared):
        yield from (side.name for side in (condition.left, condition.right) if isinstance(side, Ref))
    elif isinstance(condition, Selected):
        yield condition.ref.name
    elif isinstance(condition, Not):
        yield from refs(condition.inner)
    elif isinstance(condition, Joined):
        yield from refs(condition.left)
        yield from refs(condition.right)


def holds(condition: Condition | None, answers: Mapping[str, str]) -> bool:
    """Whether the condition holds; without one everything is asked. Answers are texts, codes with spaces between."""
    if condition is None:
        return True
    if isinstance(condition, Compared):
        return _compare(_value(condition.left, answers), condition.sign, _value(condition.right, answers))
    if isinstance(condition, Selected):
        return condition.code in answers.get(condition.ref.name, "").split()
    if isinstance(condition, Not):
        return not holds(condition.inner, answers)
    if condition.word == "and":
        return holds(condition.left, answers) and holds(condition.right, answers)
    return holds(condition.left, answers) or holds(condition.right, answers)


def _value(side: Ref | Fixed, answers: Mapping[str, str]) -> str:
    return side.value if isinstance(side, Fixed) else answers.get(side.name, "")


def _compare(left: str, sign: str, right: str) -> bool:
    if sign in {"=", "!="} and not (_NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)):
        return (left == right) == (sign == "=")
    if not (_NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)):
        return False  # what is not answered is neither more nor less than anything
    one, other = Decimal(left), Decimal(right)
    return {
        "=": one == other,
        "!=": one != other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
    }[sign]


class _Reader:
    """Reads one condition from left to right."""

    def __init__(self, text: str, place: str) -> None:
        self.text, self.place, self.at, self.depth = text, place, 0, 0

    def joined(self) -> Condition:
        """What stands between `or`s; `and` binds more closely."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._wrong()
        found = self._both()
        while self._takes("word", "or"):
            found = Joined("or", found, self._both())
        self.depth -= 1
        return found

    def end(self) -> None:
        if self.text[self.at :].strip():
            raise self._wrong()

    def _both(self) -> Condition:
        found = self._one()
        while self._takes("word", "and"):
            found = Joined("and", found, self._one())
        return found

    def _one(self) -> Condition:
        if self._takes("word", "not"):
            self._demand("(")
            inner = self.joined()
            self._demand(")")
            return Not(inner)
        if self._takes("word", "selected"):
            return self._selected()
        if self._takes("sign", "("):
            inner = self.joined()
            self._demand(")")
            return inner
        left = self._side()
        kind, sign = self._next()
        if kind != "sign" or sign in {"(", ")", ","}:
            raise self._wrong()
        self._step()
        return Compared(left, sign, self._side())

    def _selected(self) -> Selected:
        self._demand("(")
        ref = self._side()
        self._demand(",")
        code = self._side()
        self._demand(")")
        if not (isinstance(ref, Ref) and isinstance(code, Fixed)):
            raise self._wrong()
        return Selected(ref, code.value)

    def _side(self) -> Ref | Fixed:
        kind, value = self._next()
        if kind not in {"ref", "text", "number"}:
            raise self._wrong()
        self._step()
        return Ref(value) if kind == "ref" else Fixed(value.strip("'\"") if kind == "text" else value)

    def _next(self) -> tuple[str, str]:
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            return "", ""
        kind = str(found.lastgroup)
        return kind, found[kind]

    def _step(self) -> None:
        found = _TOKEN.match(self.text, self.at)
        self.at = found.end() if found else len(self.text)

    def _takes(self, kind: str, value: str) -> bool:
        if self._next() != (kind, value):
            return False
        self._step()
        return True

    def _demand(self, sign: str) -> None:
        if not self._takes("sign", sign):
            raise self._wrong()

    def _wrong(self) -> Refusal:
        near = self.text[self.at : self.at + 20].strip() or self.text[-20:]
        return Refusal(refused.BAD_CONDITION, field="relevant", place=self.place, near=near)
