"""Lessons: which parts of a curriculum somebody can take alone, and what answers to their questions are worth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import Assessment, Item, Module, Programme
from kerege.training.words.curricula import AssessmentKind, ItemKind, Make
from kerege.training.words.lessons import ANSWER_UNKNOWN, NOTHING_ANSWERED, ONE_ANSWER

Answers = Mapping[str, Sequence[str]]
"""By the id of a question the ids of the answers chosen; a question without an answer is left out."""


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

    @property
    def right(self) -> bool:
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


def chosen(quiz: Assessment, told: Mapping[str, Any]) -> dict[str, list[str]]:
    """What was sent, as answers to the questions of this quiz, in the order of both.

    Refuses training.lesson_answer_unknown, training.lesson_one_answer.
    """
    found = {}
    for item in quiz.items:
        sent = {str(each) for each in told.get(item.id) or ()}
        offered = [choice.id for choice in item.choices]
        if sent - set(offered):
            raise Refusal(ANSWER_UNKNOWN, field=item.id)
        if len(sent) > 1 and item.kind != ItemKind.MANY:
            raise Refusal(ONE_ANSWER, field=item.id)
        if sent:
            found[item.id] = [each for each in offered if each in sent]
    return found


def still_offered(quiz: Assessment, answers: Answers) -> dict[str, list[str]]:
    """Of answers that were kept, those that the quiz still offers; another version may ask other questions."""
    offered = {item.id: {choice.id for choice in item.choices} for item in quiz.items}
    kept = {name: [each for each in given if each in offered.get(name, ())] for name, given in answers.items()}
    return {name: given for name, given in kept.items() if given}


def graded(quiz: Assessment, answers: Answers) -> Graded:
    """What answers are worth. A question without an answer is not right."""
    marks = tuple(Mark(item, frozenset(answers.get(item.id, ()))) for item in quiz.items)
    return Graded(marks, quiz.pass_mark)


def demand_answers(quiz: Assessment, answers: Answers) -> None:
    """Refuses training.lesson_nothing_answered at the first question when nothing was chosen."""
    if not answers:
        raise Refusal(NOTHING_ANSWERED, field=quiz.items[0].id)
