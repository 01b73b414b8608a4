"""The register of processing, for everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kerege.atlas.rules import language_chain
from kerege.privacy.models import Processing, ProcessingText


@dataclass(frozen=True)
class ProcessingLine:
    """One purpose, in the language `lang` in which it is written down."""

    owner: str
    key: str
    basis: str
    categories: tuple[str, ...]
    lang: str
    purpose: str
    whose: str
    recipients: str
    retention: str
    place: str


def processings(*, on: date, lang: str, owner: str = "") -> list[ProcessingLine]:
    """The entries that hold on the day, the region's first; `owner` gives the region's and that owner's only.

    A language without a text falls back along its chain to English. Two queries, whatever their number.
    """
    rows = Processing.objects.filter(Q(end__isnull=True) | Q(end__gt=on))
    if owner:
        rows = rows.filter(owner__in={owner, "REG"})
    texts: dict[int, dict[str, ProcessingText]] = {}
    for text in ProcessingText.objects.filter(processing__in=rows):
        texts.setdefault(text.processing_id, {})[text.lang] = text
    chain = language_chain(lang)
    lines = [_line(row, _nearest(texts[row.id], chain)) for row in rows.order_by("position", "key")]
    return sorted(lines, key=lambda line: (line.owner != "REG", line.owner))


def _nearest(texts: dict[str, ProcessingText], chain: tuple[str, ...]) -> ProcessingText:
    return next(texts[lang] for lang in chain if lang in texts)


def _line(row: Processing, text: ProcessingText) -> ProcessingLine:
    categories = tuple(row.categories.split())
    told = (text.purpose, text.whose, text.recipients, text.retention, text.place)
    return ProcessingLine(row.owner, row.key, row.basis, categories, text.lang, *told)
