"""A question set as data. `read` takes what a file or a table holds and refuses what is wrong, with its place.

`written` gives it back; the two are each other's inverse, so that a set can be kept, sent and compared.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kerege.capacity.rules import conditions
from kerege.capacity.words import LinkKind, QuestionKind, Translation, refused
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text

MOST_QUESTIONS = 2_000
SHOWN = 8
"""So many names of a circle are told at most."""
Texts = Mapping[str, str]
"""A text by the tag of its language."""
YES_NO = "yes_no"
"""The scale that every set has: yes is one point, no is none."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Point:
    """One answer of a scale. `points` is None on a scale that scores nothing."""

    code: str
    points: Fraction | None
    text: Texts


@dataclass(frozen=True)
class Scale:
    key: str
    points: tuple[Point, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(point.code for point in self.points)

    @property
    def most(self) -> Fraction | None:
        """The points of the best answer; None where the scale scores nothing."""
        found = [point.points for point in self.points if point.points is not None]
        return max(found) if found and max(found) > 0 else None

    def points_of(self, code: str) -> Fraction | None:
        return next((point.points for point in self.points if point.code == code), None)


@dataclass(frozen=True)
class Link:
    """What a question rests on: a standard with edition and clause, an instrument of law, a competence."""

    kind: LinkKind
    of: str
    edition: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `scale` names that of a choice; `needed` questions have to be settled before closing."""

    key: str
    kind: QuestionKind
    text: Texts
    scale: str = ""
    weight: Fraction = Fraction(1)
    critical: bool = False
    needed: bool = True
    may_not_apply: bool = False
    low: str = ""
    high: str = ""
    relevant: str = ""
    evidence: Texts = field(default_factory=dict)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Section:
    key: str
    title: Texts
    questions: tuple[Question, ...]
    relevant: str = ""


@dataclass(frozen=True)
class Definition:
    """A whole set. `threshold` is the share of the points below which an answer is a finding."""

    title: Texts
    lead: Texts
    languages: Mapping[str, Translation]
    threshold: Fraction
    scales: Mapping[str, Scale]
    sections: tuple[Section, ...]

    @property
    def source(self) -> str:
        """The language in which the set was written."""
        return next(lang for lang, state in self.languages.items() if state == Translation.SOURCE)

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def scale_of(self, question: Question) -> Scale | None:
        return self.scales.get(YES_NO if question.kind == QuestionKind.YES_NO else question.scale)


_YES_NO = Scale(YES_NO, (Point("yes", Fraction(1), {}), Point("no", Fraction(0), {})))


def text_in(texts: Texts, lang: str, source: str) -> str:
    """The text in a language, else in the language of the set, else any."""
    for tag in (lang, lang.split("-")[0], source):
        if texts.get(tag):
            return texts[tag]
    return next(iter(texts.values()), "")


# -- reading -----------------------------------------------------------------------------------------------------------


def read(content: Mapping[str, Any]) -> Definition:
    """The set that this content is. Refuses capacity.set_*, .bad_condition, .unknown_reference, .circular, text.*."""
    languages = _languages(content.get("languages") or {})
    threshold = _number(content.get("threshold", "0.5"), "threshold")
    scales = {YES_NO: _YES_NO} | {
        key: _scale(key, points, languages) for key, points in dict(content.get("scales") or {}).items()
    }
    told = list(content.get("sections") or [])
    if not told:
        raise Refusal(refused.SET_LACKS, field="sections", place="sections")
    check_size(sum(len(each.get("questions") or ()) for each in told))
    sections = tuple(_section(each, scales, languages, f"sections[{n}]") for n, each in enumerate(told, start=1))
    title = _texts(content.get("title"), "title", languages)
    lead = _texts(content.get("lead"), "lead", languages, empty=True)
    found = Definition(title, lead, languages, threshold, scales, sections)
    _check_keys(found)
    in_order(found)
    return found


def _languages(told: Mapping[str, str]) -> dict[str, Translation]:
    for lang, state in told.items():
        if not _LANG.fullmatch(str(lang)):
            raise Refusal(refused.SET_BAD_KEY, field="languages", key=str(lang)[:60], place="languages")
        _known(state, Translation, f"languages.{lang}")
    found = {lang: Translation(state) for lang, state in told.items()}
    if list(found.values()).count(Translation.SOURCE) != 1:
        raise Refusal(refused.SET_LACKS, field="languages", place="languages.source")
    return found


def _scale(key: str, told: Iterable[Mapping[str, Any]], languages: Iterable[str]) -> Scale:
    place, points = f"scales.{key}", []
    for n, each in enumerate(told, start=1):
        given = each.get("points", "")
        worth = None if given in {"", None} else _number(given, f"{place}[{n}].points")
        code = _key(each.get("code"), f"{place}[{n}].code", first="a-z0-9")
        points.append(Point(code, worth, _texts(each.get("text"), f"{place}[{n}].text", languages)))
    if not points:
        raise Refusal(refused.SET_LACKS, field="scales", place=place)
    if len({point.points is None for point in points}) > 1:
        raise Refusal(refused.SET_HALF_SCORED, field="scales", scale=key[:60])
    _check_once(point.code for point in points)
    return Scale(_key(key, place), tuple(points))


def _section(told: Mapping[str, Any], scales: Mapping[str, Scale], languages: Iterable[str], place: str) -> Section:
    questions = list(told.get("questions") or [])
    if not questions:
        raise Refusal(refused.SET_LACKS, field="sections", place=f"{place}.questions")
    return Section(
        key=_key(told.get("key"), f"{place}.key"),
        title=_texts(told.get("title"), f"{place}.title", languages),
        questions=tuple(
            _question(each, scales, languages, f"{place}.questions[{n}]") for n, each in enumerate(questions, start=1)
        ),
        relevant=str(told.get("relevant") or "").strip(),
    )


def _question(told: Mapping[str, Any], scales: Mapping[str, Scale], languages: Iterable[str], place: str) -> Question:
    kind = QuestionKind(_known(told.get("kind", ""), QuestionKind, f"{place}.kind"))
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
        text=_texts(told.get("text"), f"{place}.text", languages),
        scale=scale if kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL} else "",
        weight=weight,
        critical=bool(told.get("critical", False)),
        needed=bool(told.get("needed", True)),
        may_not_apply=bool(told.get("may_not_apply", False)),
        relevant=str(told.get("relevant") or "").strip(),
        evidence=_texts(told.get("evidence"), f"{place}.evidence", languages, empty=True),
        links=tuple(_link(each, f"{place}.links") for each in told.get("links") or ()),
        **bounds,
    )


def _link(told: Mapping[str, Any], place: str) -> Link:
    kind = LinkKind(_known(told.get("kind", ""), LinkKind, f"{place}.kind"))
    parts = {name: str(told.get(name) or "").strip()[:60] for name in ("of", "edition", "clause")}
    if not parts["of"]:
        raise Refusal(refused.SET_LACKS, field="links", place=f"{place}.of")
    return Link(kind, **parts)


def _texts(told: Any, place: str, languages: Iterable[str], *, empty: bool = False) -> dict[str, str]:
    found: dict[str, str] = {}
    for lang, text in dict(told or {}).items():
        if lang not in languages:
            known = ", ".join(languages)
            raise Refusal(refused.SET_UNKNOWN, field="languages", value=str(lang)[:20], place=place, known=known)
        if str(text).strip():
            found[lang] = clean_text(text, field=place, max_length=4_000)
    if not found and not empty:
        raise Refusal(refused.SET_LACKS, field="text", place=place)
    return found


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


def _known(value: Any, choices: Any, place: str) -> str:
    known = [each.value for each in choices]
    if value not in known:
        raise Refusal(refused.SET_UNKNOWN, field="kind", value=str(value)[:60], place=place, known=", ".join(known))
    return str(value)


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


# -- conditions of a whole set -----------------------------------------------------------------------------------------


def waits_for(found: Definition) -> dict[str, set[str]]:
    """For each question the questions that have to be answered before it is known whether it is asked.

    Refuses capacity.bad_condition and capacity.unknown_reference.
    """
    known = {question.key for question in found.questions()}
    waits: dict[str, set[str]] = {}
    for section in found.sections:
        of_section = set(conditions.refs(conditions.read(section.relevant, place=section.key)))
        for question in section.questions:
            read = conditions.read(question.relevant, place=question.key)
            waits[question.key] = of_section | set(conditions.refs(read))
            for name in waits[question.key] - known:
                raise Refusal(refused.UNKNOWN_REFERENCE, field="relevant", place=question.key, name=name)
    return waits


def in_order(found: Definition) -> list[str]:
    """The keys of all questions, each behind those that its condition speaks of.

    Refuses capacity.bad_condition, capacity.unknown_reference and capacity.circular. Does not recurse: a chain may be
    as long as a set.
    """
    left = waits_for(found)
    freed: dict[str, list[str]] = {}
    for key, before in left.items():
        for name in before:
            freed.setdefault(name, []).append(key)
    order = [key for key, before in left.items() if not before]
    for key in order:
        for name in freed.get(key, ()):
            left[name].discard(key)
            if not left[name]:
                order.append(name)
    if len(order) < len(left):
        circle = _circle({key: before for key, before in left.items() if before})
        shown = [*circle[:6], "…", circle[-1]] if len(circle) > SHOWN else circle
        raise Refusal(refused.CIRCULAR, field="relevant", circle=" → ".join(shown))
    return order


def _circle(left: Mapping[str, set[str]]) -> list[str]:
    """One circle among keys that all wait for each other."""
    path = [next(iter(left))]
    while path[-1] not in path[:-1]:
        path.append(min(name for name in left[path[-1]] if name in left))
    return path[path.index(path[-1]) :]


# -- writing -----------------------------------------------------------------------------------------------------------


def written(found: Definition) -> dict[str, Any]:
    """The content that `read` reads as this set: plain texts, lists and maps, what is usual left out."""
    return {
        "title": dict(found.title),
        "lead": dict(found.lead),
        "languages": {lang: state.value for lang, state in found.languages.items()},
        "threshold": number_text(found.threshold),
        "scales": {
            key: [_without({"code": p.code, "points": _points(p), "text": dict(p.text)}) for p in scale.points]
            for key, scale in found.scales.items()
            if key != YES_NO
        },
        "sections": [
            _without(
                {
                    "key": section.key,
                    "title": dict(section.title),
                    "relevant": section.relevant,
                    "questions": [_question_written(question) for question in section.questions],
                }
            )
            for section in found.sections
        ],
    }


def _question_written(q: Question) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": q.key,
        "kind": q.kind.value,
        "text": dict(q.text),
        "scale": q.scale,
        "weight": "" if q.weight == 1 else number_text(q.weight),
        "critical": q.critical,
        "may_not_apply": q.may_not_apply,
        "low": q.low,
        "high": q.high,
        "relevant": q.relevant,
        "evidence": dict(q.evidence),
        "links": [_without({**vars(link), "kind": link.kind.value}) for link in q.links],
    }
    return _without(told) | ({} if q.needed else {"needed": False})


def _points(point: Point) -> str:
    return "" if point.points is None else number_text(point.points)


def _without(told: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in told.items() if value not in ("", {}, [], False)}


def number_text(value: Fraction) -> str:
    """A number as sets write it: 2, 0.5. Exact: sets hold decimal numbers only."""
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text or "0"
