"""What answers come to by a frame. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.response.words import health_events_refused as refused
from kerege.response.words.frames import FRAMES, Frame
from kerege.response.words.health_events import Answer, Outcome, Verdict


@dataclass(frozen=True)
class Given:
    """An answer with what it rests on."""

    answer: str
    reason: str = ""


@dataclass(frozen=True)
class Judged:
    """What the answers come to with every unknown a no (`best`), and with every unknown a yes (`worst`): true is to be
    notified. Where the two differ, `open` are the questions on which it depends, and `missing` how many of those that
    are counted would have to prove a yes. One that is `always` would be enough.
    """

    best: bool
    worst: bool
    open: tuple[str, ...] = ()
    missing: int = 0

    @property
    def verdict(self) -> Verdict:
        if self.best != self.worst:
            return Verdict.DEPENDS
        return Verdict.NOTIFY if self.best else Verdict.NOT_NOTIFY


def frame(key: str) -> Frame:
    """Refuses response.unknown_frame."""
    if key not in FRAMES:
        raise Refusal(refused.UNKNOWN_FRAME, field="frame", key=key[:40])
    return FRAMES[key]


def judge(frame: Frame, answers: Mapping[str, str]) -> Judged:
    """To be notified: a yes to one that is always enough, or as many other yeses as the frame needs (of Annex 2 two of
    the four, which is what its flow chart says in all sixteen cases). A question without an answer is not known.
    """
    said = {each.key: Answer(answers.get(each.key, Answer.UNKNOWN)) for each in frame.questions}
    always = {each.key for each in frame.questions if each.always}
    best = _follows(frame, always, {key for key, answer in said.items() if answer == Answer.YES})
    worst = _follows(frame, always, {key for key, answer in said.items() if answer != Answer.NO})
    if best == worst:
        return Judged(best, worst)
    yes = sum(answer == Answer.YES for key, answer in said.items() if key not in always)
    unknown = [key for key, answer in said.items() if answer == Answer.UNKNOWN]
    counted = [key for key in unknown if key not in always]
    missing = frame.need - yes
    enough = missing <= len(counted)
    return Judged(best, worst, tuple(key for key in unknown if key in always or enough), missing if enough else 0)


def _follows(frame: Frame, always: set[str], yes: set[str]) -> bool:
    return bool(yes & always) or len(yes - always) >= frame.need


def check_answers(frame: Frame, given: Mapping[str, Given]) -> dict[str, Given]:
    """The answers to the questions of a frame, whole. Refuses response.answer_missing and .answer_no_reason."""
    found = {}
    for each in frame.questions:
        one = given.get(each.key)
        if one is None or one.answer not in set(Answer):
            raise Refusal(refused.ANSWER_MISSING, field=f"answer_{each.key}")
        if one.answer != Answer.UNKNOWN and not one.reason.strip():
            raise Refusal(refused.ANSWER_NO_REASON, field=f"reason_{each.key}")
        found[each.key] = one
    return found


def differing(frame: Frame, one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that two assessors answer differently, in their order."""
    return tuple(each.key for each in frame.questions if one[each.key] != other[each.key])


def outcomes(frame: Frame, judged: tuple[Judged, ...]) -> tuple[Outcome, ...]:
    """What can be decided: what the answers of at least one assessor lead to, in the best or in the worst case."""
    may = any(each.worst for each in judged)
    may_not = any(not each.best for each in judged)
    return (
        *((Outcome.NOTIFY,) if may else ()),
        *((Outcome.NOT_NOTIFY,) if may_not else ()),
        *((Outcome.CONSULT,) if may_not and frame.consults else ()),
    )


def check_outcome(frame: Frame, judged: tuple[Judged, ...], outcome: Outcome) -> None:
    """Refuses response.outcome_not_answered."""
    if outcome not in outcomes(frame, judged):
        raise Refusal(refused.OUTCOME_NOT_ANSWERED, field="outcome")
