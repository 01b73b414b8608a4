"""Results of part 1 and evidence of part 2, judged by the scheme under which the case was opened. Plain Python."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.rules.schemes import Item, Level, Scheme
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import FEEDBACK_QUESTIONS
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.numbers import western

BEST_OF_RUBRIC = 4
BEST_OF_FEEDBACK = 5


def mark(value: str, *, field: str = "mark") -> int:
    """A mark in whole percents. Refuses capacity.mark_wrong."""
    return _number(value, 0, 100, field)


def rubric(items: Iterable[Item], given: Mapping[str, str]) -> dict[str, int]:
    """Every criterion from 1 to 4. Refuses capacity.rubric_incomplete and .mark_wrong."""
    found = {}
    for item in items:
        if not str(given.get(item.key, "")).strip():
            raise Refusal(refused.RUBRIC_INCOMPLETE, field=item.key, criterion=item.text["en"])
        found[item.key] = _number(str(given[item.key]), 1, BEST_OF_RUBRIC, item.key)
    return found


def checklist(items: Iterable[Item], done: Iterable[str]) -> list[str]:
    """The points that were shown, in the order of the scheme. Refuses capacity.item_unknown and .nothing_shown: what is
    signed counts in place of what was signed before, so a list without a tick would take everything back.
    """
    asked, known = set(done), [item.key for item in items]
    if not asked:
        raise Refusal(refused.NOTHING_SHOWN, field="done")
    if strange := sorted(asked - set(known)):
        raise Refusal(refused.ITEM_UNKNOWN, field="done", item=strange[0][:40])
    return [key for key in known if key in asked]


def feedback(given: Mapping[str, str]) -> dict[str, int]:
    """One participant's answers. Refuses capacity.feedback_incomplete."""
    found = {}
    for key in FEEDBACK_QUESTIONS:
        text = str(given.get(key, "")).strip()
        if text not in {"1", "2", "3", "4", "5"}:
            raise Refusal(refused.FEEDBACK_INCOMPLETE, field=key)
        found[key] = int(text)
    return found


def mean_tenths(scores: Iterable[int]) -> int:
    """A mean in tenths, never rounded up: 3.49 stays below 3.5."""
    numbers = list(scores)
    return 10 * sum(numbers) // len(numbers) if numbers else 0


def told_tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def check_part_one(
    scheme: Scheme, *, knowledge: int | None, shown: list[str] | None, taught: Mapping[str, int] | None
) -> None:
    """Refuse what part 1 still lacks: capacity.knowledge_*, .practical_missing, .checklist_open, .teach_back_missing,
    .rubric_below. None is what was not recorded.
    """
    if knowledge is None:
        raise Refusal(refused.KNOWLEDGE_MISSING)
    if knowledge < scheme.pass_mark:
        raise Refusal(refused.KNOWLEDGE_BELOW, value=knowledge, needed=scheme.pass_mark)
    if shown is None:
        raise Refusal(refused.PRACTICAL_MISSING)
    whole = len(scheme.checklist)
    if len(shown) < whole:
        raise Refusal(refused.CHECKLIST_OPEN, open=whole - len(shown), whole=whole)
    if taught is None:
        raise Refusal(refused.TEACH_BACK_MISSING)
    check_rubric(scheme, taught)


def check_rubric(scheme: Scheme, judged: Mapping[str, int]) -> None:
    """Refuse capacity.rubric_below."""
    mean = mean_tenths(judged.values())
    if mean < scheme.rubric_mean:
        raise Refusal(refused.RUBRIC_BELOW, value=told_tenths(mean), needed=told_tenths(scheme.rubric_mean))


@dataclass(frozen=True)
class Taught:
    """A delivery as the rules judge it; `answers` are the means of each participant's answers, in tenths."""

    on: date
    participants: int
    tested: int | None
    answers: tuple[int, ...] = ()
    judged: tuple[Mapping[str, int], ...] = ()


def check_part_two(scheme: Scheme, *, deliveries: list[Taught], needed: int, adapted: bool, reflected: bool) -> None:
    """Refuse what part 2 still lacks: of the deliveries so many have to count as the level needs; one that does not is
    no harm beside others. A level that needs no deliveries needs none of the rest.
    """
    if not needed:
        return
    if len(deliveries) < needed:
        raise Refusal(refused.DELIVERIES_MISSING, count=len(deliveries), needed=needed)
    if not adapted:
        raise Refusal(refused.ADAPTATION_MISSING)
    faults = [fault for each in deliveries if (fault := _fault(scheme, each)) is not None]
    if len(deliveries) - len(faults) < needed:
        raise faults[0]
    if not reflected:
        raise Refusal(refused.REFLECTION_MISSING)


def check_observed(level: Level, count: int) -> None:
    """Refuse capacity.observed_too_few: whoever is to judge others has first observed so many deliveries of others."""
    if count < level.observed:
        raise Refusal(refused.OBSERVED_TOO_FEW, count=count, needed=level.observed)


def _fault(scheme: Scheme, each: Taught) -> Refusal | None:
    """Why a delivery does not count; None where it does."""
    try:
        if each.tested is None:
            raise Refusal(refused.TESTS_MISSING, day=str(each.on))
        check_answers(scheme, each)
        if not each.judged:
            raise Refusal(refused.OBSERVATION_MISSING)
        for rubric_given in each.judged:
            check_rubric(scheme, rubric_given)
    except Refusal as refusal:
        return refusal
    return None


def check_answers(scheme: Scheme, each: Taught) -> None:
    """Refuse capacity.feedback_low where too few participants answered, and .feedback_below."""
    if 100 * len(each.answers) < scheme.response_rate * each.participants:
        told: dict[str, Any] = {"answers": len(each.answers), "participants": each.participants}
        told["needed"] = scheme.response_rate
        raise Refusal(refused.FEEDBACK_LOW, day=str(each.on), **told)
    mean = mean_tenths(each.answers) // 10
    if mean < scheme.feedback_mean:
        told_mean = {"value": told_tenths(mean), "needed": told_tenths(scheme.feedback_mean)}
        raise Refusal(refused.FEEDBACK_BELOW, day=str(each.on), **told_mean)


def check_delivery(
    scheme: Scheme,
    *,
    on: date,
    passed: date,
    deadline: date,
    participants: int,
    curriculum: str,
    version: str,
    counted: Collection[str],
    part_one: bool = True,
) -> None:
    """Refuse what a delivery cannot be: before part 1 was passed (or, without `part_one`, before the day from which
    deliveries count), after the deadline, with too few participants, in a version of the curriculum that is none of
    those that count (schemes.counted).
    """
    if on < passed and part_one:
        raise Refusal(refused.DELIVERY_BEFORE_PART_ONE, field="on", day=str(on), passed=str(passed))
    if on < passed:
        raise Refusal(refused.DELIVERY_TOO_EARLY, field="on", day=str(on), since=str(passed))
    if on > deadline:
        raise Refusal(refused.DELIVERY_AFTER_DEADLINE, field="on", day=str(on), deadline=str(deadline))
    if participants < scheme.least_participants:
        told: dict[str, Any] = {"count": participants, "needed": scheme.least_participants}
        raise Refusal(refused.TOO_FEW_PARTICIPANTS, field="participants", **told)
    if not counted:
        known = ", ".join(sorted(scheme.curricula))
        raise Refusal(refused.CURRICULUM_UNKNOWN, field="curriculum", curriculum=curriculum[:60], known=known)
    if version not in counted:
        needed = ", ".join(counted)
        raise Refusal(refused.CURRICULUM_VERSION, field="version", curriculum=curriculum, needed=needed)


def tests(tested: str, before: str, after: str, *, participants: int) -> tuple[int, int, int]:
    """How many wrote both tests, and both means. Refuses capacity.results_wrong."""
    try:
        means = [round(float(western(mean).replace(",", "."))) for mean in (before, after)]
        found = (int(tested), means[0], means[1])
    except (ValueError, OverflowError):
        raise Refusal(refused.RESULTS_WRONG, field="tested") from None
    if not (1 <= found[0] <= participants and 0 <= found[1] <= 100 and 0 <= found[2] <= 100):
        raise Refusal(refused.RESULTS_WRONG, field="tested")
    return found


def _number(value: str, low: int, high: int, field: str) -> int:
    text = western(value.strip())
    if not (text.isascii() and text.isdigit() and low <= int(text[:6]) <= high):
        raise Refusal(refused.MARK_WRONG, field=field, value=text[:20], low=low, high=high)
    return int(text)
