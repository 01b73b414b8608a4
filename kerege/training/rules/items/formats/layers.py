"""Texts of Moodle in several languages, as the layers of one item.

Its two filters mark them: <span class="multilang" lang="ru">…</span> and {mlang ru}…{mlang}. A text in layers goes
through the readers as one string, between signs that no text has, so that answers keep one id in every language;
`spread` gives each language its own at the end.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kerege.atlas.rules import language_tag
from kerege.lib.refusal import Refusal
from kerege.training.rules.items.formats.taking import Data
from kerege.training.rules.items.slots import SLOT

OTHERWISE = "other"
MOST = 12
_BEGIN, _LANG, _NEXT = "\ue300", "\ue301", "\ue302"
_SPAN = re.compile(r"<span((?:\s+[a-z-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))+)\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_MLANG = re.compile(r"\{\s*mlang\s+([A-Za-z0-9_,\s-]{1,80}?)\s*\}", re.IGNORECASE)
_MLANG_END = re.compile(r"\{\s*mlang\s*\}", re.IGNORECASE)
_SPAN_END = re.compile(r"</span\s*>", re.IGNORECASE)
_SIGNS = str.maketrans("", "", _BEGIN + _LANG + _NEXT)


@dataclass(frozen=True)
class _Piece:
    """A stretch that is meant for some languages."""

    start: int
    end: int
    langs: tuple[str, ...]
    text: str
    named: bool
    """Whether it was marked with {mlang}, which shows nothing where a language is not meant."""


def languages(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages that the texts are marked with, in their order; empty where they are in one."""
    found = (lang for text in texts for piece in _pieces(text) for lang in piece.langs if lang != OTHERWISE)
    return tuple(dict.fromkeys(found))[:MOST]


@dataclass(frozen=True)
class Layers:
    """The languages of one question, and the one in which texts are that say none."""

    source: str
    all: tuple[str, ...] = ()

    def text(self, raw: str, made: Callable[[str], str]) -> str:
        """A text as `made` writes it, in all its layers."""
        raw = raw.translate(_SIGNS)
        pieces = list(_pieces(raw)) if self.all else []
        if len(self.all) < 2:
            return made(_in_one(raw, pieces, self.source, self.source))
        if not pieces:
            return made(raw)
        told = {lang for each in pieces for lang in each.langs}
        meant = [lang for lang in self.all if lang in told or OTHERWISE in told]
        order = [*(lang for lang in meant if lang != self.source), self.source]
        return _joined({lang: made(_in_one(raw, pieces, lang, self.source)) for lang in order})

    def alone(self, raw: str) -> str:
        """A text in the language of the source alone."""
        pieces = list(_pieces(raw)) if self.all else []
        return _in_one(raw, pieces, self.source, self.source) if pieces else raw

    def each(self, raw: str) -> list[str]:
        """A word in every language in which it is written, each once."""
        pieces = list(_pieces(raw)) if self.all else []
        if not pieces:
            return [raw]
        return list(dict.fromkeys(_in_one(raw, pieces, lang, self.source).strip() for lang in self.all))

    def share_places(self, raw: str) -> bool:
        """Whether a text with places [[name]] has the same ones in every language."""
        pieces = list(_pieces(raw)) if len(self.all) > 1 else []
        found = [sorted(SLOT.findall(_in_one(raw, pieces, lang, self.source))) for lang in self.all]
        return not pieces or all(each == sorted(SLOT.findall(raw)) for each in found)


def spread(body: Data, layers: Layers) -> Data:
    """The data of an item with each language's own texts. What is no word is the same in all of them."""
    if len(layers.all) < 2:
        return body
    spread_: Data = _spread(body, layers) | {"languages": list(layers.all)}
    return spread_


def _spread(value: Any, layers: Layers) -> Any:
    if isinstance(value, dict):
        if set(value) == {layers.source} and isinstance(value[layers.source], str):
            return _parted(value[layers.source], layers)
        return {name: _spread(each, layers) for name, each in value.items()}
    return [_spread(each, layers) for each in value] if isinstance(value, list) else value


def _parted(text: str, layers: Layers) -> dict[str, str]:
    if _BEGIN not in text:
        return dict.fromkeys(layers.all if not re.search(r"[^\W\d_]", text) else (layers.source,), text)
    parts = (each.partition(_LANG) for each in text.strip().removeprefix(_BEGIN).split(_NEXT))
    found = {lang: said.strip() for lang, _, said in parts}
    return {lang: said for lang, said in found.items() if said}


def _joined(found: dict[str, str]) -> str:
    return _BEGIN + _NEXT.join(f"{lang}{_LANG}{text}" for lang, text in found.items())


def _pieces(text: str) -> Iterator[_Piece]:
    if "multilang" in text:
        yield from _marked(text, _SPAN, _SPAN_END, _of_span, named=False)
    elif "mlang" in text.lower():
        yield from _marked(text, _MLANG, _MLANG_END, lambda found: _tags(found[1]), named=True)


def _marked(
    text: str,
    begin: re.Pattern[str],
    end: re.Pattern[str],
    langs: Callable[[re.Match[str]], tuple[str, ...]],
    *,
    named: bool,
) -> Iterator[_Piece]:
    at = 0
    while found := begin.search(text, at):
        told = langs(found)
        over = end.search(text, found.end()) if told else None
        if told and over is None:
            return
        at = over.end() if over else found.end()
        if over:
            yield _Piece(found.start(), over.end(), told, text[found.end() : over.start()], named)


def _of_span(found: re.Match[str]) -> tuple[str, ...]:
    told = {name.lower(): value for name, value in _ATTRIBUTE.findall(found[1])}
    return _tags(told.get("lang", "")) if "multilang" in told.get("class", "").split() else ()


def _tags(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for each in re.split(r"[\s,]+", told) if (tag := _tag(each))))


def _tag(told: str) -> str:
    """`uz_cyrl` is uz-Cyrl, and `en_us` English as all others."""
    if told.lower() == OTHERWISE:
        return OTHERWISE
    try:
        tag = language_tag(told)
    except Refusal:
        return ""
    parts = tag.split("-")
    return "-".join(each for n, each in enumerate(parts) if n == 0 or len(each) == 4)


def _in_one(text: str, pieces: list[_Piece], lang: str, source: str) -> str:
    """The text as somebody reads it in one language: of pieces that stand side by side the one that is meant."""
    out, at = [], 0
    there = any(lang in each.langs for each in pieces)
    for run in _runs(text, pieces):
        wanted = (lang, OTHERWISE) if there else (lang, OTHERWISE, source)
        found = next((each for want in wanted for each in run if want in each.langs), None)
        if found is None and not run[0].named:
            found = next((each for each in run if source in each.langs), run[0])
        if found is None and lang == source and not there and run[0] is pieces[0]:
            found = run[0]  # a text that nobody could read is none
        out += [text[at : run[0].start], found.text if found else ""]
        at = run[-1].end
    return "".join([*out, text[at:]])


def _runs(text: str, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for each in pieces:
        if run and text[run[-1].end : each.start].strip():
            yield run
            run = []
        run.append(each)
    if run:
        yield run
