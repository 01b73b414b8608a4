"""Exams of curricula: which outcomes one proves, what of it a later version of the curriculum takes on, and its place
in the matrix of outcomes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import Assessment, Programme
from kerege.training.rules.exam_blueprint import Row
from kerege.training.words import exams_refused as refused
from kerege.training.words.curricula import Bloom
from kerege.training.words.exams import ShownAfter


def outcomes_of(programme: Programme) -> list[str]:
    """The ids of the outcomes of a curriculum, in its order."""
    return [each.id for module in programme.modules for each in module.outcomes]


def proved(programme: Programme, rows: Iterable[Row], chosen: Iterable[str]) -> list[str]:
    """The outcomes that an exam proves: those that were chosen, and those for which a row draws questions; in the order
    of the curriculum.

    Refuses training.exam_outcome_unknown, and training.exam_outcome_none where there is not one.
    """
    there, wanted = outcomes_of(programme), {str(each).strip() for each in chosen if str(each).strip()}
    if strange := sorted(wanted - set(there)):
        raise Refusal(refused.EXAM_OUTCOME_UNKNOWN, field="outcomes", value=strange[0][:60])
    wanted |= {row.outcome for row in rows}
    found = [each for each in there if each in wanted]
    if not found:
        raise Refusal(refused.EXAM_OUTCOME_NONE, field="outcomes")
    return found


def check_of_many(shown: str, bloom: str) -> None:
    """Refuse training.exam_shown_to_others where answers would be shown after one course, because other courses sit the
    same questions; and training.exam_word_unknown for a level that is none.
    """
    if shown == ShownAfter.ANSWERS:
        raise Refusal(refused.EXAM_SHOWN_TO_OTHERS, field="shown")
    if bloom and bloom not in set(Bloom):
        raise Refusal(refused.EXAM_WORD_UNKNOWN, field="bloom", value=bloom[:20])


def carried(proves: Sequence[str], programme: Programme) -> list[str]:
    """What an exam proves in a later version: those of its outcomes that are still there."""
    there = set(outcomes_of(programme))
    return [each for each in proves if each in there]


def as_assessment(uid: str, title: Mapping[str, str], outcomes: Collection[str], bloom: str, mark: int) -> Assessment:
    """An exam as the matrix of outcomes counts it."""
    told: dict[str, Any] = {"title": title, "outcomes": tuple(outcomes), "bloom": bloom, "pass_mark": mark}
    return Assessment(id=uid, kind="exam", **told)
