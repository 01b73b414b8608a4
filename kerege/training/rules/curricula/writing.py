"""A module written in its source and one translation, paragraph by paragraph, and what becomes of the marks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kerege.capacity.words import Translation
from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import editing, shapes
from kerege.training.rules.curricula.paragraphs import Held, Row, joined, paragraphs, parts_of, rows
from kerege.training.rules.curricula.pictures import demand_words
from kerege.training.rules.curricula.translating import mark, path, state_of
from kerege.training.rules.curricula.walking import Content, Placed, placed
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Node


@dataclass(frozen=True)
class Typed:
    """What was typed into one text: as many paragraphs in both languages, empty where there is none. `holds` are the
    numbers (from 0) of those whose translation is still right though their source changed.
    """

    source: tuple[str, ...]
    translation: tuple[str, ...]
    holds: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Written:
    """One text of a module as it is shown to its author."""

    part: Placed
    field: str
    long: bool
    needed: bool
    rows: tuple[Row, ...]

    @property
    def place(self) -> str:
        return path(self.part.address, self.field)


def parts_in(content: Content, module: str) -> list[Placed]:
    """A module and all that is in it, in its order. Refuses training.curriculum_no_part for what is no module."""
    found = editing.part_of(content, module)
    if found.node != Node.MODULE:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=module[:130])
    there, inside = [found], {module}
    for each in placed(content).values():
        if each.parent in inside and each.address not in inside:
            inside.add(each.address)
            there.append(each)
    return there


def texts_in(content: Content, module: str, lang: str) -> Iterator[Written]:
    """Every text of a module beside its translation, also those in which nothing stands yet."""
    for part in parts_in(content, module):
        for name, shape in shapes.texts(part.node).items():
            there = rows_of(content, part, name, shape, lang)
            yield Written(part, name, shape.long, shape.needed, tuple(there))


def rows_of(content: Content, part: Placed, name: str, shape: shapes.Text, lang: str) -> list[Row]:
    texts = part.told.get(name, {})
    source, translation = texts.get(content["source"], ""), texts.get(lang, "") if lang else ""
    noted = _noted(content, lang, path(part.address, name))
    if shape.long:
        return rows(source, translation, noted)
    if not translation:
        return [Row(source, "", Held.MISSING)]
    outdated = state_of(content, lang, part.address, name, texts) == Translation.OUTDATED
    return [Row(source, translation, Held.OUTDATED if outdated else Held.CURRENT)]


def write(content: Content, module: str, lang: str, typed: Mapping[str, Typed], state: str = "") -> Content:
    """The content with what was typed into texts of a module; `lang` is empty where only the source is written, `state`
    how far what was translated now can be relied on. What nobody touched stays as it was, with its marks.

    Refuses training.curriculum_no_part for a text that is not there, training.picture_without_words, .picture_unknown.
    """
    known = {each.address for each in parts_in(content, module) if each.node == Node.ATTACHMENT}
    there = {each.place: each for each in texts_in(content, module, lang)}
    made = content
    for place, told in typed.items():
        if place not in there:
            raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=place[:130])
        made = _written(made, there[place], lang, told, state, known)
    return made


def written(
    content: Content,
    *,
    module: str,
    lang: str,
    typed: Mapping[str, Typed],
    said: Mapping[str, Mapping[str, Any]],
    state: str = "",
) -> Content:
    """The content of a draft with what was typed: texts, and by the address of a part what it says beside texts.

    Refuses what `write` refuses.
    """
    made = write(content, module, lang, typed, state)
    for address, told in said.items():
        made = editing.say(made, address, told)
    return made


def _written(content: Content, text: Written, lang: str, told: Typed, state: str, known: set[str]) -> Content:
    before = text.part.told.get(text.field, {})
    source = content["source"]
    after = {**before, source: joined(told.source)} | ({lang: joined(told.translation)} if lang else {})
    for each in dict.fromkeys((source, lang)):
        if each and after[each] != before.get(each, ""):
            demand_words(after[each], known, field=f"{text.place}.{each}")
    after = {each: said for each, said in after.items() if said}
    touched = after != {each: said for each, said in before.items() if said}
    if not touched and not told.holds:
        return content
    written = bool(lang) and (bool(told.holds) or after.get(lang) != before.get(lang))
    states = {lang: state or _state(content, lang, text.place)} if written and lang in after else {}
    made = editing.say(content, text.part.address, {text.field: after}, states)
    if lang and text.long and lang in after:
        _note(made, lang, text, told, after)
    return made


def _note(made: Content, lang: str, text: Written, told: Typed, after: Mapping[str, str]) -> None:
    """Keep the marks of paragraphs, and of the whole where every paragraph of the source is translated as it is."""
    found = held_rows(text.rows, told)
    current = all(row.held == Held.CURRENT for row in found if row.source)
    noted = made.setdefault("translations", {}).setdefault(lang, {"state": Translation.DRAFT.value})
    kept = noted.setdefault("texts", {})
    now = mark(after.get(made["source"], ""))
    before = dict(kept.get(text.place) or {"state": noted["state"], "of": ""})
    of = now if current else (before["of"] if before["of"] not in ("", now) else mark(""))
    kept[text.place] = before | {"of": of, "parts": parts_of(found)}


def held_rows(before: tuple[Row, ...], told: Typed) -> list[Row]:
    """What was typed as rows: a translation is current where it was and its source is the same, where it was typed
    anew, and where somebody said that it holds.
    """
    same = {(_plain(row.source), _plain(row.translation)): row.held for row in before}
    known = {_plain(row.translation) for row in before if row.translation}
    found = []
    for number, pair in enumerate(zip(told.source, told.translation, strict=True)):
        source, translation = (_plain(each) for each in pair)
        if source or translation:
            held = same.get((source, translation), Held.OUTDATED if translation in known else Held.CURRENT)
            held = Held.CURRENT if number in told.holds else held
            found.append(Row(source, translation, held if translation else Held.MISSING))
    return [replace(row, held=Held.ALONE) if not row.source else row for row in found]


def _plain(text: str) -> str:
    return joined(paragraphs(text))


def _noted(content: Content, lang: str, place: str) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = content.get("translations", {}).get(lang, {}).get("texts", {}).get(place)
    return found


def _state(content: Content, lang: str, place: str) -> str:
    return str((_noted(content, lang, place) or {}).get("state", Translation.DRAFT.value))
