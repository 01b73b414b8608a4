"""What follows from answers to the self-check. Plain Python; the answers are arguments and are kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from kerege.outreach.words.self_check import QUESTIONS, Answer


@dataclass(frozen=True)
class Reflected:
    """A topic with its questions and what was answered, an empty text where nothing was. `open`: something is left to
    think of or to ask, also where a question was left out: that nobody answered is not that all is well.
    """

    topic: str
    answers: tuple[tuple[str, str], ...]

    @property
    def open(self) -> bool:
        return any(answer != Answer.YES for _question, answer in self.answers)

    @property
    def left_out(self) -> bool:
        return any(not answer for _question, answer in self.answers)


def reflected(given: Mapping[str, str]) -> list[Reflected]:
    """Every topic in order. What is no answer counts as none."""
    known = {answer.value for answer in Answer}
    found: dict[str, list[tuple[str, str]]] = {}
    for question in QUESTIONS:
        answer = given.get(question, "")
        found.setdefault(question.split("_")[0], []).append((question, answer if answer in known else ""))
    return [Reflected(topic, tuple(answers)) for topic, answers in found.items()]
