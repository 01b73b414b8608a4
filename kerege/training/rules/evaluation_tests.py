"""Tests of a course and what they show: results in percent of the test's points, gains of those who wrote both."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kerege.lib import statistics
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.numbers import read_number
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import ItemFlag, TestKind

HIGHEST = 1000
MOST_ITEMS = 200
ENOUGH = 10
"""From so many answers on an item is judged; with fewer, one person more turns the judgement round."""
EASY, HARD, TELLS = 0.95, 0.2, 0.2

_ORDER = (TestKind.PRE, TestKind.POST, TestKind.DELAYED)


def check_day(on: date | None, today: date) -> date:
    """Refuse training.day_missing and .test_not_yet: nothing is recorded before it was."""
    if on is None:
        raise Refusal(refused.DAY_MISSING, field="on")
    if on > today:
        raise Refusal(refused.TEST_NOT_YET, field="on", day=on.isoformat())
    return on


def check_order(kind: str, on: date, others: Iterable[tuple[str, date]]) -> None:
    """Refuse training.test_day: the first comes before the last, and those months later come after. A practical one may
    be on any day.
    """
    if kind not in _ORDER:
        return
    place = _ORDER.index(TestKind(kind))
    for other, day in others:
        if other not in _ORDER or other == kind:
            continue
        before = _ORDER.index(TestKind(other)) < place
        # the first and the last may be on one day: a course of a morning has both
        same_day = {kind, other} == {TestKind.PRE, TestKind.POST} and day == on
        if not same_day and (day >= on if before else day <= on):
            raise Refusal(refused.TEST_DAY, field="on")


def check_most(value: str) -> Decimal:
    """The highest score. Refuses training.most_wrong."""
    try:
        found = _number(value)
    except Refusal:
        found = Decimal(0)
    if not 0 < found <= HIGHEST:
        raise Refusal(refused.MOST_WRONG, field="most", value=str(value)[:20])
    return found


def read_items(text: str) -> list[dict[str, Any]]:
    """The questions of a test, one a line: its number, the right answer, the answers to choose from and the points,
    which are 1 where not said. The right answer is a letter, or `-` where points are given by hand: `7 b`, `7 b abcd`,
    `8 - 4`. Refuses training.items_wrong.
    """
    found = [_item(line) for line in text.splitlines() if line.strip()]
    ids = [each["id"] for each in found]
    if twice := next((each for each in ids if ids.count(each) > 1), ""):
        raise _items_wrong(twice)
    if len(found) > MOST_ITEMS:
        raise _items_wrong(str(len(found)))
    return found


_ITEM = re.compile(r"([\w-]{1,12})[\s;,]+(?:([^\W\d_])(?:[\s;,]+([^\W\d_]{2,10}))?|-)(?:[\s;,]+([1-9]\d?))?[\s;,]*")


def _item(line: str) -> dict[str, Any]:
    known = _ITEM.fullmatch(line.strip())
    if known is None:
        raise _items_wrong(line)
    number, right, choices, points = known.groups(default="")
    right, choices = same_letter(right), "".join(sorted(set(same_letter(choices))))
    if choices and right not in choices:
        raise _items_wrong(line)
    return {"id": number, "right": right, "of": choices, "most": int(points or 1)}


_LETTERS = str.maketrans("абвгдеАБВГДЕ", "abcdefabcdef")


def same_letter(text: str) -> str:
    """A letter of an answer, in lower case; а, б, в, г of a Russian paper are a, b, c, d of the English one."""
    return text.strip().translate(_LETTERS).casefold()


def read_score(value: Any, *, most: Decimal, field: str = "score") -> Decimal:
    """A score as it is kept. Refuses training.score_wrong, also for one below 0 or above the highest."""
    try:
        found = _number(value)
    except Refusal:
        raise Refusal(refused.SCORE_WRONG, field=field, value=str(value)[:20], most=plain(most)) from None
    if not 0 <= found <= most:
        raise Refusal(refused.SCORE_WRONG, field=field, value=str(value)[:20], most=plain(most))
    return found


def graded(items: Sequence[Mapping[str, Any]], given: Mapping[str, str]) -> tuple[Decimal, dict[str, Any]]:
    """The points of answers by question, and the answers as they are kept; nothing written is no point.

    Refuses training.not_a_choice and .score_wrong.
    """
    total = Decimal(0)
    kept: dict[str, Any] = {}
    for item in items:
        text = str(given.get(item["id"], "")).strip()
        if not item["right"]:
            points = read_score(text, most=Decimal(item["most"]), field=item["id"]) if text else Decimal(0)
            total, kept[item["id"]] = total + points, float(points)
            continue
        letter = same_letter(text)
        if len(letter) > 1:
            raise Refusal(refused.NOT_A_CHOICE, field=item["id"], value=text[:20], item=item["id"])
        kept[item["id"]] = letter
        total += item["most"] if letter == item["right"] else 0
    return total, kept


def points_of(items: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[float]:
    """What each question brought, in their order."""
    return [
        float(answers.get(item["id"], 0) or 0)
        if not item["right"]
        else float(item["most"] if answers.get(item["id"]) == item["right"] else 0)
        for item in items
    ]


def alpha_of(papers: Sequence[Sequence[float]]) -> float | None:
    """How far the questions measure one thing; None of fewer than ENOUGH papers, by which that is no figure."""
    return statistics.alpha(papers) if len(papers) >= ENOUGH else None


@dataclass(frozen=True)
class Gain:
    """What those who wrote two tests reached, in percent of the points. `normalised` is the mean of Hake's gains of
    those for whom there is one, `undefined` how many had everything before. Means are None where nobody wrote both.
    """

    n: int
    before: float | None
    after: float | None
    mean: float | None
    spread: float | None
    spread_before: float | None
    spread_after: float | None
    normalised: float | None
    undefined: int
    fell: int


def gain(pairs: Sequence[tuple[float, float]]) -> Gain:
    differences = [after - before for before, after in pairs]
    hake = [statistics.normalised_gain(before, after) for before, after in pairs]
    known = [each for each in hake if each is not None]
    return Gain(
        len(pairs),
        statistics.mean([before for before, _ in pairs]),
        statistics.mean([after for _, after in pairs]),
        statistics.mean(differences),
        statistics.spread(differences),
        statistics.spread([before for before, _ in pairs]),
        statistics.spread([after for _, after in pairs]),
        statistics.mean(known),
        len(hake) - len(known),
        sum(each < 0 for each in differences),
    )


def pairs_of(before: Mapping[str, float], after: Mapping[str, float]) -> list[tuple[float, float]]:
    """The results of those who wrote both, by who they are; in the order of the first, which tells nobody's name."""
    return sorted((before[who], after[who]) for who in before.keys() & after.keys())


@dataclass(frozen=True)
class ItemLine:
    """A question of a test with its statistics; `chosen` how often each answer was given, the right one marked."""

    id: str
    right: str
    n: int
    difficulty: float | None
    discrimination: float | None
    chosen: tuple[tuple[str, int], ...]
    flags: tuple[ItemFlag, ...]


def item_lines(items: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]) -> list[ItemLine]:
    """The statistics of each question over the papers that were entered by question; none of fewer than ENOUGH."""
    whole = [each for each in answers if each]
    if len(whole) < ENOUGH:
        return []
    points = [points_of(items, each) for each in whole]
    found = statistics.items(points, [float(item["most"]) for item in items])
    lines = []
    for item, figures in zip(items, found, strict=False):
        chosen = _chosen(item, whole)
        lines.append(
            ItemLine(
                item["id"],
                item["right"],
                figures.n,
                figures.difficulty,
                figures.discrimination,
                chosen,
                _flags(figures, chosen, bool(item["right"])),
            )
        )
    return lines


def _chosen(item: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    if not item["right"]:
        return ()
    given = [str(each.get(item["id"], "")) for each in answers]
    letters = {*given, item["right"], *item.get("of", "")} - {""}
    found = [(letter, given.count(letter)) for letter in sorted(letters)]
    return (*found, *([("", given.count(""))] if "" in given else []))


def _flags(item: statistics.Item, chosen: Sequence[tuple[str, int]], closed: bool) -> tuple[ItemFlag, ...]:
    """What to look at."""
    if item.difficulty is None:
        return ()
    flags = []
    if item.difficulty >= EASY:
        flags.append(ItemFlag.TOO_EASY)
    if item.difficulty <= HARD:
        flags.append(ItemFlag.TOO_HARD)
    if item.discrimination is not None and item.discrimination < TELLS:
        flags.append(ItemFlag.NEGATIVE if item.discrimination < 0 else ItemFlag.WEAK)
    if closed and any(not count for letter, count in chosen if letter):
        flags.append(ItemFlag.IDLE)
    return tuple(flags)


def percent(score: Decimal | float, most: Decimal | float) -> float:
    return round(100 * float(score) / float(most), 2)


def plain(value: Decimal) -> str:
    """A score as people write it: 12, 12.5."""
    return f"{value.normalize():f}"


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(read_number(value))).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Refusal(refused.SCORE_WRONG, value=str(value)[:20], most=HIGHEST) from None


def _items_wrong(line: str) -> Refusal:
    return Refusal(refused.ITEMS_WRONG, field="items", line=line.strip()[:60])
