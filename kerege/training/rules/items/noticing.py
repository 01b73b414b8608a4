"""What an author should look at in an item that can be asked: whom it leaves out."""

from collections.abc import Iterator

from kerege.training.rules.items.shapes import Area, Item
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Notice


def notices(item: Item) -> list[tuple[Notice, str]]:
    """What to look at, each with the interaction or the picture that it is about; nothing where all can answer."""
    return [*_of_areas(item), *((Notice.NO_WORDS, each.name) for each in item.images if not any(each.alt.values()))]


def _of_areas(item: Item) -> Iterator[tuple[Notice, str]]:
    for each in item.interactions:
        if each.kind == Kind.POINT:
            yield Notice.ONLY_SEEN, each.id
        elif each.kind == Kind.HOTSPOT and any(_is_nameless(area) for area in each.areas):
            yield Notice.NO_NAMES, each.id


def _is_nameless(area: Area) -> bool:
    """Whether an area says nothing to who does not see it: its name is the file's, or a figure."""
    said = {text.strip() for text in area.text.values()} - {""}
    return not said or any(text == area.id or text.isdigit() for text in said)
