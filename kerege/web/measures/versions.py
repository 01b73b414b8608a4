"""The versions of a text that are worth comparing with the one that is read."""

from urllib.parse import urlencode

from django.urls import reverse

from kerege.law.queries.measures import MeasureLine, TextLine
from kerege.law.words.measures import SourceKind
from kerege.web.measures import wording
from kerege.web.shell.figures import day


def beside(line: MeasureLine, read: TextLine | None) -> list[tuple[str, str, str]]:
    """Language, day and address: the version before and after in its language, and of each other that of its time."""
    if read is None or read.kind == SourceKind.SUMMARY:
        return []
    others: dict[str, list[TextLine]] = {}
    for each in sorted(line.texts, key=lambda text: text.start):
        if each.kind != SourceKind.SUMMARY:
            others.setdefault(each.language, []).append(each)
    own = others.pop(read.language, [])
    earlier, later = [t for t in own if t.start < read.start], [t for t in own if t.start > read.start]
    found = [*earlier[-1:], *later[:1], *(_of_its_time(texts, read) for texts in others.values())]
    return [(wording.language(each.language), day(each.start), _href(line, each, read)) for each in found]


def _of_its_time(texts: list[TextLine], read: TextLine) -> TextLine:
    return next((each for each in reversed(texts) if each.start <= read.start), texts[0])


def _href(line: MeasureLine, one: TextLine, other: TextLine) -> str:
    """The older one is compared with the newer one."""
    old, new = sorted((one, other), key=lambda text: text.start)
    sides = {"from": old, "to": new}
    asked = {name: f"{line.uri}/{each.language}@{each.start.isoformat()}" for name, each in sides.items()}
    return f"{reverse('compare_law')}?{urlencode(asked, safe='/@')}"
