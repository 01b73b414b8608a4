"""A curriculum as data: `checked` refuses what is wrong with its place and gives the one form in which it is kept."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kerege.capacity.words import Translation
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.training.rules import items
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.shapes import (
    FORMAT,
    SHAPES,
    Children,
    Flag,
    Hours,
    Line,
    Links,
    Number,
    OneOf,
    Question,
    Text,
)
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import ItemKind, Node

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HASH = re.compile(r"[0-9a-f]{64}")
_MARK = re.compile(r"[0-9a-f]{12}")
Content = dict[str, Any]
MARK = "kerege.curriculum.1"
"""Stands before the content in its digest."""


def checked(told: Any) -> Content:
    """The content in the form in which it is kept: what is empty is left out, texts are clean, numbers are numbers.

    Refuses training.curriculum_format, _lacks, _bad_id, _twice, _unknown, _bad_number, _too_large, _no_answer, text.*
    """
    if not isinstance(told, Mapping) or told.get("format") != FORMAT:
        raise Refusal(refused.CURRICULUM_FORMAT, field="content", format=FORMAT)
    count = sum(1 for _ in _raw_parts(told, Node.PROGRAMME))
    if count > shapes.MOST_PARTS:
        raise Refusal(refused.CURRICULUM_TOO_LARGE, field="content", most=shapes.MOST_PARTS)
    languages, source = _languages(told)
    reader = _Reader(languages, source)
    found: Content = {
        "format": FORMAT,
        "key": _id(told.get("key"), "key"),
        "version": clean_line(_given(told, "version", "version"), field="version", max_length=20),
        "source": source,
        "languages": list(languages),
    }
    found |= reader.fields(told, Node.PROGRAMME, "", known=shapes.ROOT_ONLY)
    reader.check_links()
    if translations := _translations(told.get("translations"), found):
        found["translations"] = translations
    return found


def digest_of(content: Content) -> str:
    """By what a content is known again."""
    return digest([MARK, content])


class _Reader:
    """Reads one tree: which ids there are and to which its links lead is known at the end."""

    def __init__(self, languages: tuple[str, ...], source: str) -> None:
        self.languages, self.source = languages, source
        self.ids: dict[str, Node] = {}
        self.links: list[tuple[str, Node, str]] = []

    def fields(self, told: Mapping[str, Any], node: Node, place: str, known: tuple[str, ...] = ("id",)) -> Content:
        """What a part says, with all that is in it."""
        strange = sorted(set(told) - set(SHAPES[node]) - set(known))
        if strange:
            self._unknown(strange[0], place or node.value, SHAPES[node])
        found: Content = {}
        for name, field in SHAPES[node].items():
            at = f"{place}.{name}" if place else name
            value = self._value(field, told.get(name), at)
            if value not in (None, "", [], {}, False):
                found[name] = value
            elif getattr(field, "needed", False):
                raise Refusal(refused.CURRICULUM_LACKS, field=name, place=at)
        return found

    def _value(self, field: Any, value: Any, place: str) -> Any:
        read: dict[type, Callable[[Any, Any, str], Any]] = {
            Text: self._texts,
            Number: self._number,
            Hours: self._hours,
            OneOf: self._one_of,
            Flag: self._flag,
            Line: self._line,
            Links: self._links,
            Children: self._children,
            Question: self._question,
        }
        return None if value is None else read[type(field)](field, value, place)

    def _children(self, field: Children, value: Any, place: str) -> list[Content]:
        if not isinstance(value, list | tuple) or not all(isinstance(each, Mapping) for each in value):
            raise Refusal(refused.CURRICULUM_LACKS, field=place, place=place)
        found, here = [], set[str]()
        for number, each in enumerate(value, start=1):
            at = f"{place}[{number}]"
            name = _id(each.get("id"), at)
            self._note(name, field.of, here, at)
            child = {"id": name} | self.fields(each, field.of, name if field.of != Node.CHOICE else at)
            if field.of == Node.ITEM:
                check_answers(child)
            found.append(child)
        return found

    def _note(self, name: str, node: Node, here: set[str], place: str) -> None:
        """Ids are unique in the tree; those of the answers to a question only among them."""
        if name in here or (node != Node.CHOICE and name in self.ids):
            raise Refusal(refused.CURRICULUM_TWICE, field="id", id=name, place=place)
        here.add(name)
        if node != Node.CHOICE:
            self.ids[name] = node

    def _texts(self, field: Text, value: Any, place: str) -> dict[str, str]:
        if not isinstance(value, Mapping):
            raise Refusal(refused.CURRICULUM_LACKS, field=place, place=f"{place}.{self.source}")
        found = {}
        for lang in self.languages:
            text = value.get(lang)
            if text is None or not str(text).strip():
                continue
            clean = clean_text(text, field=f"{place}.{lang}", max_length=shapes.LONG if field.long else shapes.SHORT)
            found[lang] = clean if field.long else " ".join(clean.split())
        if strange := sorted(set(map(str, value)) - set(self.languages)):
            self._unknown(strange[0], place, self.languages)
        if found and self.source not in found:
            near = " ".join(next(iter(found.values())).split())[:60]
            raise Refusal(refused.CURRICULUM_SOURCE_EMPTY, field=place, place=f"{place}.{self.source}", near=near)
        if self.source not in found and field.needed:
            raise Refusal(refused.CURRICULUM_LACKS, field=place, place=f"{place}.{self.source}")
        return found

    def _number(self, field: Number, value: Any, place: str) -> int:
        if type(value) is not int or not field.low <= value <= field.high:
            self._bad_number(value, place, field.low, field.high)
        return int(value)

    def _hours(self, field: Hours, value: Any, place: str) -> float:
        right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= field.high
        if not right or round(value, 2) != value:
            self._bad_number(value, place, 0, field.high)
        return float(value)

    def _one_of(self, field: OneOf, value: Any, place: str) -> str:
        known = [each.value for each in field.known]
        if value != "" and value not in known:
            self._unknown(value, place, known)
        return str(value)

    def _flag(self, _: Flag, value: Any, place: str) -> bool:
        if type(value) is not bool:
            self._unknown(value, place, ("true", "false"))
        return bool(value)

    def _line(self, field: Line, value: Any, place: str) -> str:
        text = clean_line(value, field=place, max_length=field.most) if value != "" else ""
        if place.endswith(".sha256") and not _HASH.fullmatch(text):
            raise Refusal(refused.CURRICULUM_LACKS, field=place, place=place)
        return text

    def _question(self, _: Question, value: Any, place: str) -> Content:
        """Refuses training.curriculum_no_question for what a person has to mark."""
        found = items.read(value)
        if found.waits_for_a_person:
            raise Refusal(refused.CURRICULUM_NO_QUESTION, field=place, id=place[:60])
        return dict(found.data)

    def _links(self, field: Links, value: Any, place: str) -> Any:
        given = value if isinstance(value, list | tuple) else [value] if value else []
        found = [_id(each, place) for each in given]
        if len(set(found)) < len(found):
            raise Refusal(refused.CURRICULUM_TWICE, field=place, id=found[0], place=place)
        self.links += [(each, field.to, place) for each in found]
        return found if field.many else next(iter(found), "")

    def check_links(self) -> None:
        """Every link leads to a part of its kind that is there. Refuses training.curriculum_unknown."""
        for name, node, place in self.links:
            if self.ids.get(name) != node:
                self._unknown(name, place, [each for each, of in self.ids.items() if of == node])

    def _unknown(self, value: Any, place: str, known: Any) -> None:
        listed = ", ".join(sorted(map(str, known))[:40])
        raise Refusal(refused.CURRICULUM_UNKNOWN, field=place, value=str(value)[:60], place=place, known=listed)

    def _bad_number(self, value: Any, place: str, low: int, high: int) -> None:
        raise Refusal(
            refused.CURRICULUM_BAD_NUMBER, field=place, value=str(value)[:40], place=place, low=low, high=high
        )


def _given(told: Mapping[str, Any], name: str, place: str) -> Any:
    if not told.get(name):
        raise Refusal(refused.CURRICULUM_LACKS, field=name, place=place)
    return told[name]


def check_key(key: str) -> str:
    """The key of a curriculum as people choose it, without the spaces around it. Refuses training.curriculum_bad_key,
    also for one of more than sixty characters.
    """
    name = key.strip()
    if len(name) > 60 or not _ID.fullmatch(name):
        raise Refusal(refused.CURRICULUM_BAD_KEY, field="key", key=name[:60])
    return name


def _id(value: Any, place: str) -> str:
    text = value if isinstance(value, str) else ""
    if not text or len(text) > 60 or not _ID.fullmatch(text):
        raise Refusal(refused.CURRICULUM_BAD_ID, field="id", id=str(value or "")[:60], place=place)
    return text


def _languages(told: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    given = told.get("languages")
    tags = tuple(given) if isinstance(given, list | tuple) else ()
    for tag in tags:
        if not isinstance(tag, str) or not _LANG.fullmatch(tag) or len(tag) > 12:
            raise Refusal(refused.CURRICULUM_BAD_ID, field="languages", id=str(tag)[:60], place="languages")
    source = str(_given(told, "source", "source"))
    if source not in tags or len(set(tags)) < len(tags):
        raise Refusal(refused.CURRICULUM_LACKS, field="languages", place=f"languages.{source[:12]}")
    return tags, source


def check_answers(item: Content) -> None:
    """As many answers and right ones as the kind of the question says; a question of the bank has its own. Refuses
    training.curriculum_no_answer and training.curriculum_no_question.
    """
    choices = item.get("choices", [])
    if item["kind"] == ItemKind.BANK or item.get("question"):
        if item["kind"] != ItemKind.BANK or not item.get("question") or choices:
            raise Refusal(refused.CURRICULUM_NO_QUESTION, field="kind", id=item["id"])
        return
    right = sum(bool(each.get("right")) for each in choices)
    most = len(choices) if item["kind"] == ItemKind.MANY else 1
    pair = item["kind"] != ItemKind.TRUE_FALSE or len(choices) == 2
    if len(choices) < 2 or not 1 <= right <= most or not pair:
        raise Refusal(refused.CURRICULUM_NO_ANSWER, field="choices", id=item["id"])


def _translations(told: Any, found: Content) -> Content:
    """How translations stand: of a language as a whole, and of single texts with the mark of what they translate."""
    kept: Content = {}
    for lang, given in _table(told, "translations").items():
        if lang == found["source"] or lang not in found["languages"]:
            known = ", ".join(each for each in found["languages"] if each != found["source"])
            raise Refusal(
                refused.CURRICULUM_UNKNOWN, field="translations", value=lang[:20], place="translations", known=known
            )
        place = f"translations.{lang}"
        told_here = _table(given, place)
        marks = {path: _marked(each, place) for path, each in _table(told_here.get("texts"), place).items()}
        state = _state(told_here.get("state", Translation.DRAFT.value), place)
        kept[lang] = {"state": state} | ({"texts": marks} if marks else {})
    return kept


def _marked(told: Any, place: str) -> Content:
    """How one text stands, with the mark of the source's text that it translates; empty where that is not known. A long
    one may have those of its paragraphs, see rules.curricula.paragraphs.
    """
    given = _table(told, place)
    of = str(given.get("of") or "")
    parts = given.get("parts")
    marks = [str(each) for each in parts] if isinstance(parts, list | tuple) else []
    for each in (of, *marks[: shapes.MOST_PARTS]):
        if each and not _MARK.fullmatch(each):
            raise Refusal(refused.CURRICULUM_BAD_ID, field="translations", id=each[:60], place=place)
    kept = {"parts": marks[: shapes.MOST_PARTS]} if any(marks) else {}
    return {"state": _state(given.get("state"), place), "of": of, **kept}


def _table(told: Any, place: str) -> dict[str, Any]:
    if told is not None and not isinstance(told, Mapping):
        raise Refusal(refused.CURRICULUM_LACKS, field="translations", place=place)
    return {str(name)[:140]: value for name, value in (told or {}).items()}


def _state(state: Any, place: str) -> str:
    known = [each.value for each in Translation if each not in {Translation.SOURCE, Translation.OUTDATED}]
    if state not in known:
        listed = ", ".join(known)
        raise Refusal(refused.CURRICULUM_UNKNOWN, field=place, value=str(state)[:40], place=place, known=listed)
    return str(state)


def _raw_parts(told: Mapping[str, Any], node: Node) -> Iterator[Node]:
    """Every part, before anything is read, so that what has no end costs little."""
    for name, of in shapes.children(node).items():
        for each in told.get(name) or () if isinstance(told.get(name), list | tuple) else ():
            yield of
            if isinstance(each, Mapping):
                yield from _raw_parts(each, of)
