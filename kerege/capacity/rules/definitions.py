"""A question set as data. `read` takes what a file or a table holds and refuses what is wrong, with its place.

`written` gives it back; the two are each other's inverse, so that a set can be kept, sent and compared.
"""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from kerege.capacity.rules.in_languages import Reader
from kerege.capacity.rules.ordering import in_order
from kerege.capacity.rules.parts import (
    YES_NO,
    Band,
    Definition,
    Link,
    Point,
    Question,
    Scale,
    Section,
    Texts,
    number_text,
    text_in,
)
from kerege.capacity.rules.set_writing import written
from kerege.capacity.words import LinkKind, QuestionKind, refused
from kerege.lib.refusal import Refusal

__all__ = ["Definition", "Question", "Section", "Texts", "in_order", "number_text", "read", "text_in", "written"]

MOST_QUESTIONS = 2_000
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_READ = Reader(refused.SET_LACKS, refused.SET_BAD_KEY, refused.SET_UNKNOWN)
_YES_NO = Scale(YES_NO, (Point("yes", Fraction(1), {}), Point("no", Fraction(0), {})))


def read(content: Mapping[str, Any]) -> Definition:
    """The set that this content is. Refuses capacity.set_*, .bad_condition, .unknown_reference, .circular, text.*."""
    languages = _READ.languages(content.get("languages") or {})
    threshold = _number(content.get("threshold", "0.5"), "threshold")
    scales = {YES_NO: _YES_NO} | {
        key: _scale(key, points, languages) for key, points in dict(content.get("scales") or {}).items()
    }
    told = list(content.get("sections") or [])
    if not told:
        raise Refusal(refused.SET_LACKS, field="sections", place="sections")
    check_size(sum(len(each.get("questions") or ()) for each in told))
    sections = tuple(_section(each, scales, languages, f"sections[{n}]") for n, each in enumerate(told, start=1))
    title = _READ.texts(content.get("title"), "title", languages)
    lead = _READ.texts(content.get("lead"), "lead", languages, empty=True)
    bands = _bands(content.get("bands") or (), languages)
    found = Definition(title, lead, languages, threshold, scales, sections, bands)
    _check_keys(found)
    in_order(found)
    return found


def _scale(key: str, told: Iterable[Mapping[str, Any]], languages: Iterable[str]) -> Scale:
    place, points = f"scales.{key}", []
    for n, each in enumerate(told, start=1):
        given = each.get("points", "")
        worth = None if given in {"", None} else _number(given, f"{place}[{n}].points")
        code = _key(each.get("code"), f"{place}[{n}].code", first="a-z0-9")
        points.append(Point(code, worth, _READ.texts(each.get("text"), f"{place}[{n}].text", languages)))
    if not points:
        raise Refusal(refused.SET_LACKS, field="scales", place=place)
    if len({point.points is None for point in points}) > 1:
        raise Refusal(refused.SET_HALF_SCORED, field="scales", scale=key[:60])
    _check_once(point.code for point in points)
    return Scale(_key(key, place), tuple(points))


def _bands(told: Iterable[Mapping[str, Any]], languages: Iterable[str]) -> tuple[Band, ...]:
    """The bands, each from a higher share on than the one before."""
    bands: list[Band] = []
    for n, each in enumerate(told, start=1):
        place, least = f"bands[{n}].least", _number(each.get("least", ""), f"bands[{n}].least")
        if not 0 <= least <= 1 or (bands and least <= bands[-1].least):
            raise Refusal(refused.SET_BAD_NUMBER, field="bands", value=str(each["least"])[:40], place=place)
        texts = _READ.texts(each.get("text"), f"bands[{n}].text", languages)
        bands.append(Band(least, {lang: " ".join(text.split()) for lang, text in texts.items()}))
    return tuple(bands)


def _section(told: Mapping[str, Any], scales: Mapping[str, Scale], languages: Iterable[str], place: str) -> Section:
    questions = list(told.get("questions") or [])
    if not questions:
        raise Refusal(refused.SET_LACKS, field="sections", place=f"{place}.questions")
    return Section(
        key=_key(told.get("key"), f"{place}.key"),
        title=_READ.texts(told.get("title"), f"{place}.title", languages),
        questions=tuple(
            _question(each, scales, languages, f"{place}.questions[{n}]") for n, each in enumerate(questions, start=1)
        ),
        relevant=str(told.get("relevant") or "").strip(),
    )


def _question(told: Mapping[str, Any], scales: Mapping[str, Scale], languages: Iterable[str], place: str) -> Question:
    kind = QuestionKind(_READ.known(told.get("kind", ""), QuestionKind, f"{place}.kind"))
    scale = str(told.get("scale") or "")
    if kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL} and scale not in scales:
        known = ", ".join(scales)
        raise Refusal(refused.SET_UNKNOWN, field="scale", value=scale[:60], place=f"{place}.scale", known=known)
    bounds = {name: str(told.get(name, "")) for name in ("low", "high")}
    for name, value in bounds.items():
        if value:
            _number(value, f"{place}.{name}")
    weight = _number(told.get("weight", "1"), f"{place}.weight")
    if weight < 0:
        raise Refusal(refused.SET_BAD_NUMBER, field="weight", value=str(told["weight"])[:40], place=f"{place}.weight")
    return Question(
        key=_key(told.get("key"), f"{place}.key"),
        kind=kind,
        text=_READ.texts(told.get("text"), f"{place}.text", languages),
        scale=scale if kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL} else "",
        weight=weight,
        critical=bool(told.get("critical", False)),
        needed=bool(told.get("needed", True)),
        may_not_apply=bool(told.get("may_not_apply", False)),
        relevant=str(told.get("relevant") or "").strip(),
        evidence=_READ.texts(told.get("evidence"), f"{place}.evidence", languages, empty=True),
        links=tuple(_link(each, f"{place}.links") for each in told.get("links") or ()),
        **bounds,
    )


def _link(told: Mapping[str, Any], place: str) -> Link:
    kind = LinkKind(_READ.known(told.get("kind", ""), LinkKind, f"{place}.kind"))
    parts = {name: str(told.get(name) or "").strip()[:60] for name in ("of", "edition", "clause")}
    if not parts["of"]:
        raise Refusal(refused.SET_LACKS, field="links", place=f"{place}.of")
    return Link(kind, **parts)


def _key(value: Any, place: str, *, first: str = "a-z") -> str:
    text = str(value or "")
    pattern = _KEY if first == "a-z" else re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
    if not pattern.fullmatch(text):
        raise Refusal(refused.SET_BAD_KEY, field="key", key=text[:60], place=place)
    return text


def _number(value: Any, place: str) -> Fraction:
    text = str(value).strip()
    if not _NUMBER.fullmatch(text):
        raise Refusal(refused.SET_BAD_NUMBER, field="number", value=text[:40], place=place)
    return Fraction(text)


def _check_once(keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Refusal(refused.SET_TWICE, field="key", key=key)
        seen.add(key)


def check_size(questions: int) -> None:
    """Refuse capacity.set_too_large. Asked before anything is read, so that a file without an end costs nothing."""
    if questions > MOST_QUESTIONS:
        raise Refusal(refused.SET_TOO_LARGE, field="sections", most=MOST_QUESTIONS)


def _check_keys(found: Definition) -> None:
    _check_once([*(section.key for section in found.sections), *(question.key for question in found.questions())])
