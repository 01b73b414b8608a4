"""Places in the text of an item: [[name]] for what is asked there, ![[name]] for a picture."""

import re
from collections.abc import Mapping

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.shapes import Item
from kerege.training.words import items as words

SLOT = re.compile(r"(?<!!)\[\[([A-Za-z_][A-Za-z0-9_.-]{0,63})\]\]")
PICTURE = re.compile(r"!\[\[([A-Za-z_][A-Za-z0-9_.-]{0,63})\]\]")


def slots_in(text: str) -> list[str]:
    """The names of the places of a text, in their order."""
    return SLOT.findall(text)


def check_slots(item: Item) -> None:
    """Every language has the same places, each is once, and leads to what is asked. Refuses training.item_slots and
    training.item_unknown for a picture that is not there.
    """
    asked = {each.id for each in item.interactions}
    placed = slots_in(item.text.get(item.source, ""))
    _check(item.text, set(placed) & asked, placed)
    for each in item.interactions:
        if each.text:
            _check(each.text, {gap.id for gap in each.targets}, slots_in(each.text[item.source]))
    known = {image.name for image in item.images}
    for texts in _all_texts(item):
        for lang, text in texts.items():
            for name in PICTURE.findall(text):
                if name not in known:
                    listed = ", ".join(sorted(known)) or "-"
                    raise Refusal(words.ITEM_UNKNOWN, field="text", value=name, place=f"text.{lang}", known=listed)


def _check(texts: Mapping[str, str], wanted: set[str], placed: list[str]) -> None:
    for lang, text in texts.items():
        found = slots_in(text)
        if sorted(found) != sorted(wanted):
            told = {"found": ", ".join(found) or "-", "wanted": ", ".join(sorted(wanted) or placed) or "-"}
            raise Refusal(words.ITEM_SLOTS, field="text", lang=lang, **told)


def _all_texts(item: Item) -> list[Mapping[str, str]]:
    own = [item.text, *item.after.values()]
    for each in item.interactions:
        own += [each.prompt, each.text, each.guide]
        own += [choice.text for choice in (*each.choices, *each.targets)]
    return own
