"""Lessons: which parts of a curriculum somebody can take alone, and what answers to their questions are worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules import items
from kerege.training.rules.curricula import Assessment, Item, Module, Programme
from kerege.training.words.curricula import AssessmentKind, ItemKind, Make
from kerege.training.words.lessons import ANSWER_UNKNOWN, NOTHING_ANSWERED, ONE_ANSWER

Answers = Mapping[str, Any]
"""By the id of a question the ids of the answers chosen, or of a question of the bank its answers by interaction; a
question without an answer is left out.
"""


def lessons_of(programme: Programme) -> Iterator[Module]:
    """The modules that somebody can take alone: with a text and questions, in a curriculum of single modules. What
    stands in a programme is written for its trainer.
    """
    if programme.kind == Make.MODULES:
        yield from (module for module in programme.modules if module.body and quiz_of(module))


def quiz_of(module: Module) -> Assessment | None:
    """The quiz at the end of a lesson: the first that has questions; None where there is none."""
    found = (a for a in module.assessments if a.kind == AssessmentKind.QUIZ and a.items)
    return next(found, None)


def languages_of(module: Module, programme: Programme) -> tuple[str, ...]:
    """The languages in which the text of a lesson is there, that of its source first."""
    there = [lang for lang in programme.languages if module.body.get(lang)]
    return tuple(sorted(there, key=lambda lang: lang != programme.source))


@dataclass(frozen=True)
class Mark:
    """One question with what was chosen. It is right when all right answers were chosen and no other."""

    item: Item
    chosen: frozenset[str]
    given: Mapping[str, Any] = field(default_factory=dict)
    """Answers to a question of the bank; it is right when it has all its points."""

    @property
    def answered(self) -> bool:
        return bool(self.chosen or self.given)

    @property
    def right(self) -> bool:
        if self.item.question is not None:
            return items.grade(items.read(self.item.question), self.given).right
        return self.chosen == {choice.id for choice in self.item.choices if choice.right}


@dataclass(frozen=True)
class Graded:
    """A whole quiz. `asked_for` is the percentage that the curriculum asks for, None where it states none."""

    marks: tuple[Mark, ...]
    asked_for: int | None

    @property
    def right(self) -> int:
        return sum(mark.right for mark in self.marks)

    @property
    def reached(self) -> bool:
        """Whether as much is right as the curriculum asks for."""
        return self.right * 100 >= (self.asked_for or 0) * len(self.marks)


def chosen(quiz: Assessment, told: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, as answers to the questions of this quiz, in the order of both.

    Refuses training.lesson_answer_unknown, training.lesson_one_answer, and of questions of the bank training.item_*.
    """
    found: dict[str, Any] = {}
    for item in quiz.items:
        if item.question is not None:
            if given := _given(item, told.get(item.id)):
                found[item.id] = given
            continue
        sent = {str(each) for each in told.get(item.id) or ()}
        offered = [choice.id for choice in item.choices]
        if sent - set(offered):
            raise Refusal(ANSWER_UNKNOWN, field=item.id)
        if len(sent) > 1 and item.kind != ItemKind.MANY:
            raise Refusal(ONE_ANSWER, field=item.id)
        if sent:
            found[item.id] = [each for each in offered if each in sent]
    return found


def _given(item: Item, told: Any) -> dict[str, Any]:
    """Answers to a question of the bank. What is refused of them is told at the question."""
    try:
        return items.checked(items.read(item.question), told if isinstance(told, Mapping) else {})
    except Refusal as refusal:
        raise Refusal(refusal.word, field=item.id, **refusal.data) from None


def _still(item: Item, told: Any) -> dict[str, Any]:
    try:
        return _given(item, told)
    except Refusal:
        return {}


def still_offered(quiz: Assessment, answers: Answers) -> dict[str, Any]:
    """Of answers that were kept, those that the quiz still offers; another version may ask other questions."""
    offered = {item.id: {choice.id for choice in item.choices} for item in quiz.items}
    kept: dict[str, Any] = {
        name: [each for each in given if each in offered.get(name, ())] for name, given in answers.items()
    }
    kept |= {item.id: _still(item, answers.get(item.id)) for item in quiz.items if item.question is not None}
    return {name: given for name, given in kept.items() if given}


def graded(quiz: Assessment, answers: Answers) -> Graded:
    """What answers are worth. A question without an answer is not right."""
    marks = tuple(_mark(item, answers.get(item.id)) for item in quiz.items)
    return Graded(marks, quiz.pass_mark)


def _mark(item: Item, given: Any) -> Mark:
    if item.question is not None:
        return Mark(item, frozenset(), given if isinstance(given, Mapping) else {})
    return Mark(item, frozenset(given or ()))


def demand_answers(quiz: Assessment, answers: Answers) -> None:
    """Refuses training.lesson_nothing_answered at the first question when nothing was chosen."""
    if not answers:
        raise Refusal(NOTHING_ANSWERED, field=quiz.items[0].id)
