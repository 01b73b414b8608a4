"""Interactions made of answers with a share of the points, as Moodle and GIFT write them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kerege.training.rules.items.formats.taking import Data, Names


@dataclass(frozen=True)
class Told:
    """An answer as a file says it: its share of the points (1 for all of them) and what is said to who chose it."""

    text: str
    share: float
    why: str = ""
    tolerance: float = 0.0


def choice(name: str, told: Sequence[Told], lang: str, *, many: bool, points: float, shuffle: bool = False) -> Data:
    """Choosing one or several answers, with a table of points where some are worth a part or less than nothing."""
    names = Names()
    ids = [names.of(each.text) for each in told]
    choices = [{"id": i, "text": {lang: each.text}} | _why(each, lang) for i, each in zip(ids, told, strict=True)]
    right = [i for i, each in zip(ids, told, strict=True) if each.share > (0 if many else 0.999)]
    made: Data = {"id": name, "kind": "choice", "points": points, "choices": choices, "right": right}
    made |= {"shuffle": shuffle} | ({"most": 0} if many else {})
    plain = not any(0 < each.share < 0.999 or each.share < 0 for each in told)
    if not plain or (many and len(right) > 1):
        rows = [[i, round(each.share * points, 5)] for i, each in zip(ids, told, strict=True) if each.share]
        made["table"] = {"points": rows, "high": points}
    return made


def inline(name: str, told: Sequence[Told], lang: str, *, points: float, shuffle: bool = False) -> Data:
    """Choosing a word in the text."""
    made = choice(name, told, lang, many=False, points=points, shuffle=shuffle)
    made["kind"] = "inline_choice"
    return made


def text(name: str, told: Sequence[Told], lang: str, *, points: float, case: bool = False) -> Data:
    """Writing a word. What is worth nothing is only there to say something about it, and is left out."""
    accepted = [
        {"value": " ".join(each.text.replace("\\*", "*").split()), "share": each.share, "wild": _wild(each.text)}
        | _why(each, lang)
        for each in told
        if each.share > 0
    ]
    return {"id": name, "kind": "text", "points": points, "accepted": accepted, "case": case}


def number(name: str, values: Sequence[tuple[float, Told]], lang: str, *, points: float) -> Data:
    """Writing a number."""
    numbers = [
        {"value": value, "tolerance": each.tolerance, "share": each.share} | _why(each, lang)
        for value, each in values
        if each.share > 0
    ]
    return {"id": name, "kind": "number", "points": points, "numbers": numbers}


def match(
    name: str, pairs: Sequence[tuple[str, str]], more: Sequence[str], lang: str, *, points: float, shuffle: bool
) -> Data:
    """Matching what is asked with answers; `more` are answers that nothing belongs to. Each pair counts alike."""
    names = Names()
    choices = [{"id": names.of(f"a {left}"), "text": {lang: left}} for left, _right in pairs]
    targets: dict[str, str] = {}
    for text_ in (*(right for _left, right in pairs), *more):
        if text_ not in targets:
            targets[text_] = names.of(f"b {text_}")
    uses = [right for _left, right in pairs]
    right = [[each["id"], targets[r]] for each, (_left, r) in zip(choices, pairs, strict=True)]
    return {
        "id": name,
        "kind": "match",
        "points": points,
        "choices": choices,
        "targets": [
            {"id": i, "text": {lang: text_}, "most": 1 if uses.count(text_) <= 1 else 0}
            for text_, i in sorted(
                targets.items(), key=lambda each: each[1]
            )  # the order of the file is that of the key
        ],
        "right": right,
        "shuffle": shuffle,
        "table": {"points": [[pair, round(points / len(pairs), 5)] for pair in right], "high": points},
    }


def _wild(text_: str) -> bool:
    return "*" in text_.replace("\\*", "")


def _why(told: Told, lang: str) -> Data:
    return {"why": {lang: told.why}} if told.why else {}
