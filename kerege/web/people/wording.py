"""Tasks in words: what the node wrote into one is shown in the reader's language, what somebody typed as it is."""

from dataclasses import replace

from django.utils.translation import gettext

from kerege.capacity.words import tasks as capacity
from kerege.inventory.words import tasks as inventory
from kerege.people.queries import TaskLine
from kerege.planning import words as planning

KNOWN = tuple(dict.fromkeys((*inventory.TASKS, *capacity.TASKS, *planning.TASKS)))


def in_words(line: TaskLine) -> TaskLine:
    """The task with title and note as its reader reads them."""
    return replace(line, title=told(line.title), note=told(line.note))


def told(text: str) -> str:
    """A title or a note of a task."""
    for wording in KNOWN:
        head, begun, name = wording.removesuffix(")s").partition("%(")
        if begun and text.startswith(head):
            return gettext(wording) % {name: text.removeprefix(head)}
    return gettext(text) if text in KNOWN else text
