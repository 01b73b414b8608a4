"""A question and answers to it in words: for results, for who marks, and wherever nobody answers any more."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from kerege.training.rules.items.showing import Shown, ShownInteraction
from kerege.web.questions.asking import PLACES, figure, words_of
from kerege.web.questions.calling import called


def told(shown: Shown) -> dict[str, Any]:
    """What is asked: the text, and what stands before each interaction, with pictures as their words."""
    prompts = [words_of(each.prompt, shown.images) for each in shown.interactions]
    return {"text": words_of_whole(shown), "prompts": [each for each in prompts if each]}


def words_of_whole(shown: Shown) -> str:
    """The text of a question as Markdown without places."""

    def said(place: Any) -> str:
        image = shown.images.get(place[2]) if place[1] else None
        return "…" if not place[1] else f"[{image.alt}]" if image is not None and image.alt else ""

    return PLACES.sub(said, shown.text)


def in_words(shown: Shown, given: Mapping[str, Any]) -> list[str]:
    """An answer, or what is right, as people read it."""
    return [said for each in shown.interactions if each.id in given for said in _said(shown, each, given[each.id])]


def _said(shown: Shown, asked: ShownInteraction, value: Any) -> Iterable[str]:
    names = _names(shown, asked)
    for each in value if isinstance(value, list) else [value]:
        parts = each if isinstance(each, list | tuple) else [each]
        yield " – ".join(names.get(part, _plain(part)) if isinstance(part, str) else _plain(part) for part in parts)


def _plain(value: Any) -> str:
    return figure(value) if isinstance(value, float | int) else str(value)


def _names(shown: Shown, asked: ShownInteraction) -> dict[str, str]:
    """What can be chosen, by the bank's ids; what has no name of its own is called by its number."""
    found = {}
    for part, here in zip(_parts(asked), _parts(called(asked)), strict=True):
        text = words_of(part.text, shown.images)
        found[part.id] = text if text and text != part.id else _by_number(asked, here.id)
    return found


def _parts(asked: ShownInteraction) -> list[Any]:
    return [*asked.choices, *asked.areas, *asked.targets]


def _by_number(asked: ShownInteraction, name: str) -> str:
    number = {"number": name[1:]}
    if asked.areas:
        return gettext("Area %(number)s") % number
    return gettext("Gap %(number)s") % number if name.startswith("b") else gettext("Answer %(number)s") % number
