"""Answers as the form of a page sends them, from answers as the bank has them."""

from typing import Any

from django.http import QueryDict

from kerege.training.words.items import Interaction as Kind
from kerege.web.questions import calling


def form(shown: Any, prefix: str, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a page that asks this, filled."""
    told: dict[str, Any] = {}
    for name, each in calling.fields(shown, prefix):
        if each.id in given:
            told |= _filled(each.kind, name, calling.as_called(each, given[each.id]))
    return told


def _filled(kind: Kind, name: str, answer: Any) -> dict[str, Any]:
    if kind == Kind.ORDER:
        return {f"{name}-{each}": str(n) for n, each in enumerate(answer, start=1)}
    if kind == Kind.MATCH:
        return {f"{name}-{first}": second for first, second in answer}
    if kind == Kind.GAP_MATCH:
        return {f"{name}-{gap}": choice for choice, gap in answer}
    if kind == Kind.ASSOCIATE:
        ends = [(n, end, one) for n, pair in enumerate(answer, start=1) for end, one in zip("ab", pair, strict=True)]
        return {f"{name}-{n}-{end}": one for n, end, one in ends}
    if kind == Kind.POINT:
        return {f"{name}-x": str(answer[0][0]), f"{name}-y": str(answer[0][1])}
    return {name: answer if isinstance(answer, list) else str(answer)}


def posted(told: dict[str, Any]) -> QueryDict:
    """The same as a view reads it."""
    post = QueryDict(mutable=True)
    for name, value in told.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post
