"""A question set as the content that `definitions.read` reads: the inverse of it."""

from collections.abc import Mapping
from typing import Any

from kerege.capacity.rules.parts import YES_NO, Definition, Point, Question, number_text


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
    } | ({"bands": [{"least": number_text(b.least), "text": dict(b.text)} for b in found.bands]} if found.bands else {})


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
