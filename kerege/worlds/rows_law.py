"""Measures of countries: real ones as far as public pages tell of them, with summaries in our own words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.files.rules import received
from kerege.law.actions import events, measures, texts
from kerege.law.words.measures import MeasureState
from kerege.law.words.measures_refused import TEXT_THERE
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor

RANKS = {"law": ("Law", "Закон"), "order": ("Order", "Приказ")}


def record_measure(
    *,
    by: Actor,
    title_en: str,
    title_ru: str = "",
    rank: str = "",
    level: int | None = None,
    state: str = "",
    aliases: Mapping[str, str] | None = None,
    synthetic: bool | None = None,
    **told: Any,
) -> None:
    """A measure that public pages tell of; its kind is its rank in that country."""
    if level:
        names = dict(zip(("en", "ru"), RANKS[rank], strict=True))
        measures.record_rank(by=by, territory=told["owner"], key=rank, level=level, names=names)
    measures.record_measure(
        by=by,
        titles={"en": title_en, "ru": title_ru},
        rank=rank,
        aliases=aliases or {},
        label=Sensitivity.PUBLIC,
        synthetic=bool(synthetic),
        state=state or MeasureState.UNKNOWN,
        **told,
    )


def add_text(
    *, by: Actor, uri: str, language: str, start: date, source_kind: str, text: str, until: date | None = None
) -> None:
    """A text whose paragraphs stand in one cell with strokes between them; one that is there stays."""
    file = received("text.txt", ["\n".join(text.split(" | ")).encode()], kinds=texts.KINDS)
    told: dict[str, Any] = {"uri": uri, "language": language, "start": start, "until": until}
    try:
        texts.add_text(by=by, file=file, source_kind=source_kind, label=Sensitivity.PUBLIC, **told)
    except Refusal as refusal:
        if refusal.word is not TEXT_THERE:
            raise


def record_event(*, by: Actor, uri: str, kind: str, parts: str = "", **told: Any) -> None:
    """What happened to a measure."""
    events.record_event(by=by, uri=uri, kind=kind, parts=parts.split(), label=Sensitivity.PUBLIC, **told)
