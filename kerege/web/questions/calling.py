"""What a page calls the parts of a question: by where they stand on it, and never as the bank does.

Files of other programs name answers by what they are, or in the order in which they belong. So an interaction is its
number, what can be chosen is a1, a2 … in the order shown, and what it is put to is b1, b2 …
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from kerege.training.rules.items.answers import number
from kerege.training.rules.items.showing import Shown, ShownInteraction
from kerege.training.words.items import Interaction as Kind

SIGNS = {"choices": "a", "areas": "a", "targets": "b"}
"""The lists of what can be chosen, and by which letter a page calls them."""
MOST_PAIRS = 20


def fields(shown: Shown, prefix: str) -> Iterator[tuple[str, ShownInteraction]]:
    """The name with which the fields of each interaction begin on the page."""
    return ((f"{prefix}-{n}", each) for n, each in enumerate(shown.interactions, start=1))


def field_of(shown: Shown, prefix: str, interaction: str) -> str:
    """The field of an interaction on the page; the question as a whole where there is none such."""
    return next((name for name, each in fields(shown, prefix) if each.id == interaction), prefix)


def called(asked: ShownInteraction) -> ShownInteraction:
    """What is asked, with its parts as the page calls them."""
    text = asked.text
    for n, gap in enumerate(asked.targets, start=1):
        text = text.replace(f"[[{gap.id}]]", f"[[b{n}]]")
    lists: dict[str, Any] = {
        part: tuple(replace(each, id=f"{sign}{n}") for n, each in enumerate(getattr(asked, part), start=1))
        for part, sign in SIGNS.items()
    }
    return replace(asked, text=text, **lists)


def as_called(asked: ShownInteraction, given: Any) -> Any:
    """An answer as the page calls it."""
    return _named(asked, given, back=False)


def sent(post: QueryDict, shown: Shown, prefix: str) -> dict[str, Any]:
    """The answers in a form, as the bank calls them; what was not answered is left out, and so takes an answer back.

    What the page does not call so is handed on as it came, and is refused where answers are checked. A page that was
    opened before this release calls interactions by their ids, and is still taken.
    """
    found = {}
    for name, each in fields(shown, prefix):
        here = called(each)
        given = _sent(post, name, here) or _sent(post, f"{prefix}-{each.id}", here)
        found[each.id] = _named(each, given, back=True)
    return {name: value for name, value in found.items() if value not in ("", [])}


def pairs_of(asked: ShownInteraction) -> range:
    """The numbers of the rows in which pairs are found."""
    return range(1, min(asked.most or len(asked.choices) // 2 or 1, MOST_PAIRS) + 1)


def _named(asked: ShownInteraction, given: Any, *, back: bool) -> Any:
    if not isinstance(given, list) or asked.kind == Kind.POINT:
        return given
    first, second = _names(asked.areas or asked.choices, "a", back), _names(asked.targets, "b", back)
    second = second or first
    return [
        [first.get(each[0], each[0]), second.get(each[1], each[1])] if isinstance(each, list) else first.get(each, each)
        for each in given
    ]


def _names(parts: Iterable[Any], sign: str, back: bool) -> dict[str, str]:
    pairs = [(each.id, f"{sign}{n}") for n, each in enumerate(parts, start=1)]
    return {there: here for here, there in pairs} if back else dict(pairs)


def _sent(post: QueryDict, name: str, asked: ShownInteraction) -> Any:
    if asked.kind in {Kind.CHOICE, Kind.HOTSPOT, Kind.INLINE_CHOICE}:
        return [value for value in post.getlist(name) if value][:200]
    if asked.kind == Kind.ORDER:
        ranks = [(number(post.get(f"{name}-{each.id}", "")), each.id) for each in asked.choices]
        placed = [(rank, each) for rank, each in ranks if rank is not None]
        return [each for _, each in sorted(placed, key=lambda pair: pair[0])]
    if asked.kind == Kind.MATCH:
        pairs = ((each.id, post.getlist(f"{name}-{each.id}")) for each in asked.choices)
        return [[each, target] for each, targets in pairs for target in targets[:200] if target]
    if asked.kind == Kind.GAP_MATCH:
        filled = ((each.id, post.get(f"{name}-{each.id}", "")) for each in asked.targets)
        return [[choice, gap] for gap, choice in filled if choice]
    if asked.kind == Kind.ASSOCIATE:
        rows = ((post.get(f"{name}-{n}-a", ""), post.get(f"{name}-{n}-b", "")) for n in (0, *pairs_of(asked)))
        return [[first, second] for first, second in rows if first and second]
    if asked.kind == Kind.POINT:
        at = post.get(f"{name}-x", "").strip(), post.get(f"{name}-y", "").strip()
        return [list(at)] if all(at) else []
    return post.get(name, "").strip()
