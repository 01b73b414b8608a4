"""What an answer may be, what is asked at all, and what several assessors' answers say together."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kerege.capacity.rules import conditions
from kerege.capacity.rules.definitions import Definition, Question, in_order
from kerege.capacity.words import QuestionKind, refused
from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_day
from kerege.lib.text import clean_text

LONGEST_TEXT = 4_000
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Given:
    """An answer: a code, codes with spaces between, a number, a day or a text; or that the question does not apply."""

    value: str = ""
    not_applicable: bool = False

    @property
    def empty(self) -> bool:
        return not self.value and not self.not_applicable


class Standing(StrEnum):
    """How a question stands when all answers to it are put together."""

    OPEN = "open"
    ANSWERED = "answered"
    DISAGREED = "disagreed"
    AGREED = "agreed"
    LEFT_OPEN = "left_open"


def checked(definition: Definition, question: Question, given: Given, *, comment: str) -> Given:
    """The answer as it is kept; an empty one stays empty.

    Refuses capacity.answer_aside, .must_apply, .na_without_reason, .outside_scale, .not_a_number, .outside_bounds,
    dates.* and text.*.
    """
    name, value = question.key, given.value.strip()
    if given.not_applicable:
        if value:
            raise Refusal(refused.ANSWER_ASIDE, field=name)
        if not question.may_not_apply:
            raise Refusal(refused.MUST_APPLY, field=name)
        if not comment.strip():
            raise Refusal(refused.NA_WITHOUT_REASON, field=name)
        return Given(not_applicable=True)
    return Given(_value(definition, question, value)) if value else Given()


def _value(definition: Definition, question: Question, value: str) -> str:
    scale = definition.scale_of(question)
    if scale is not None:
        codes = value.split() if question.kind == QuestionKind.SEVERAL else [value]
        for code in codes:
            if code not in scale.codes:
                known = ", ".join(scale.codes)
                raise Refusal(refused.OUTSIDE_SCALE, field=question.key, value=code[:40], known=known)
        return " ".join(code for code in scale.codes if code in codes)
    if question.kind == QuestionKind.NUMBER:
        return _number(question, value)
    if question.kind == QuestionKind.DATE:
        return str(read_day(value, field=question.key))
    return clean_text(value, field=question.key, max_length=LONGEST_TEXT)


def _number(question: Question, value: str) -> str:
    text = value.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise Refusal(refused.NOT_A_NUMBER, field=question.key, value=value[:40])
    number = Decimal(text)
    too_low = question.low and number < Decimal(question.low)
    too_high = question.high and number > Decimal(question.high)
    if too_low or too_high:
        bounds = {"low": question.low or "…", "high": question.high or "…"}
        raise Refusal(refused.OUTSIDE_BOUNDS, field=question.key, value=text, **bounds)
    return text


def asked(definition: Definition, answers: Mapping[str, Given]) -> list[str]:
    """The keys of the questions that are asked with these answers, in order. An answer to a question that is not asked
    any more counts for no condition.
    """
    of_section = {q.key: s.relevant for s in definition.sections for q in s.questions}
    waits = {q.key: _conditions(q, of_section[q.key]) for q in definition.questions()}
    values: dict[str, str] = {}
    found: set[str] = set()
    for key in in_order(definition):
        if all(conditions.holds(condition, values) for condition in waits[key]):
            found.add(key)
            values[key] = answers.get(key, Given()).value
    return [key for key in waits if key in found]


def _conditions(question: Question, of_section: str) -> tuple[conditions.Condition | None, ...]:
    return (
        conditions.read(of_section, place=question.key),
        conditions.read(question.relevant, place=question.key),
    )


def together(given: Iterable[Given], *, agreed: Given | None, left_open: bool) -> tuple[Standing, Given]:
    """What the answers of all assessors to one question say together, with what was agreed or left open.

    Different answers are kept and are none until somebody has recorded what the assessors agreed on.
    """
    said = {each for each in given if not each.empty}
    if agreed is not None:
        return Standing.AGREED, agreed
    if len(said) == 1:
        return Standing.ANSWERED, next(iter(said))
    if said:
        return Standing.DISAGREED, Given()
    return (Standing.LEFT_OPEN if left_open else Standing.OPEN), Given()
