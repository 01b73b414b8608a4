"""What a file does not say of a question: the file is read again by our own reader, and both are compared.

Nobody has to think of every part that a format lacks: what does not come back is told by the name of the part.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kerege.lib.markdown import to_html
from kerege.lib.versions import Texts, text_in
from kerege.training.rules.items.grading import best
from kerege.training.rules.items.shapes import Interaction, Item
from kerege.training.rules.items.slots import PICTURE, SLOT
from kerege.training.words.items import Interaction as Kind

_PAIRS = frozenset({Kind.MATCH, Kind.ASSOCIATE, Kind.GAP_MATCH})
_PLAIN = ("kind", "points", "shuffle", "case", "least", "unit", "lines", "longest", "low", "high", "step", "partly")
Said = Mapping[str, Any]


def lost(before: Item, after: Item, lang: str) -> tuple[str, ...]:
    """The names of the parts in which a question differs from what came back of it in one language."""
    one, two = _normal(before, lang), _normal(after, lang)
    names = {name for name in one if one[name] != two[name]}
    if len(before.interactions) != len(after.interactions):
        return tuple(sorted({*names, "interactions"}))
    for first, second in zip(_ordered(before), _ordered(after), strict=True):
        a, b = _asked(first, before, lang), _asked(second, after, lang)
        names |= {name for name in a if a[name] != b.get(name)}
    return tuple(sorted(names))


def _ordered(item: Item) -> list[Interaction]:
    """The interactions as they are met: those in the text first."""
    places = SLOT.findall(item.text.get(item.source, ""))
    found = {each.id: each for each in item.interactions}
    first = [found[name] for name in places if name in found]
    return [*first, *(each for each in item.interactions if each.id not in places)]


def _normal(item: Item, lang: str) -> dict[str, Any]:
    def said(texts: Texts) -> str:
        return _meant(text_in(texts, lang, item.source))

    whole = text_in(item.text, lang, item.source)
    placed = set(SLOT.findall(whole))
    prompts = (text_in(each.prompt, lang, item.source) for each in item.interactions if each.id not in placed)
    marked = "\n\n".join([PICTURE.sub("![[]]", SLOT.sub("[[]]", whole)), *filter(None, prompts)])
    return {
        "text": _meant(re.sub(r"\s*(?<!!)\[\[\]\]", "", marked)),
        "after": {when: said(texts) for when, texts in item.after.items()},
        "modals": [said(each.text) for each in item.modals],
        "processing": item.processing is not None,
        "by_hand": item.by_hand,
    }


def _asked(each: Interaction, item: Item, lang: str) -> dict[str, Any]:
    def said(texts: Texts) -> str:
        return _meant(text_in(texts, lang, item.source))

    offered: tuple[Any, ...] = (*each.choices, *each.targets, *each.areas)
    reasons: tuple[Any, ...] = (*each.choices, *each.accepted, *each.numbers)
    names = {one.id: said(one.text) or str(n) for n, one in enumerate(offered)}
    choices = [(said(one.text), one.most, one.fixed) for one in each.choices]
    found: dict[str, Any] = {name: getattr(each, name) for name in _PLAIN}
    found["points"] = round(best(each), 3)
    return found | {
        "choices": sorted(choices) if each.shuffle or each.kind == Kind.ORDER else choices,
        "targets": sorted((names[one.id], one.most == 1) for one in each.targets),
        "why": sorted(said(one.why) for one in reasons if one.why),
        "accepted": [(one.value, round(one.share, 4), one.wild) for one in each.accepted],
        "numbers": [(one.value, one.tolerance, round(one.share, 4)) for one in each.numbers],
        "guide": said(each.guide),
        "most": each.most,
        "worth": _worth(each, names),
    }


def _worth(each: Interaction, names: Mapping[str, str]) -> Any:
    """What parts of an answer are worth, by their words; what only counts whole is the whole."""

    def called(key: Iterable[str]) -> tuple[str, ...]:
        return tuple(names.get(one, one) for one in key)

    if each.kind == Kind.ORDER or not (each.right or each.table):
        return [called(key) for key in each.right]
    alone = each.most == 1 and each.kind not in _PAIRS and each.kind != Kind.POINT
    if each.table is None and not alone and len(each.right) > 1:
        return "whole", sorted(called(key) for key in each.right)
    if each.table is None:
        return sorted((called(key), round(each.points, 3)) for key in each.right), 0
    parts = [(called(key), round(points, 3)) for key, points in each.table.points if points]
    return sorted(parts), 0 if alone else each.table.low if each.table.low is not None else "none"


def _meant(text: str) -> str:
    """What a text shows, in whatever way its Markdown is written."""
    return " ".join(to_html(text).split())
