"""A form as it comes in a release: read once, everything wrong with it told. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kerege.law.words.reports import FedBy, FieldType
from kerege.law.words.reports_refused import BAD_FORM
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal

SHAPES: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.TEXT: ("text",),
    FieldType.YES_NO: ("answer", "document", "remarks"),
    FieldType.MATRIX: ("framework", "document", "enforcement", "penalty", "remarks"),
    FieldType.SCORE: ("score", "document", "remarks"),
}
"""The columns of each type. Those of a table follow from what feeds it."""

ROWS: Mapping[FedBy, tuple[str, ...]] = {
    FedBy.MEASURES: ("kind", "title", "number", "date", "address"),
    FedBy.FACILITIES: ("name", "town", "body", "level", "functions"),
}
MARKED = ("framework", "enforcement", "answer")
"""Columns with a mark of the form and no free text; a person chooses the status that it stands for."""

SCORE = "score"

STATUSES = ("full", "partial", "none", "not_applicable")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")


@dataclass(frozen=True)
class Field:
    """`obligations` are those whose judgements fill it together; where none of them was judged, those that are `near`
    fill it in part. `select` narrows the records that fill a table.
    """

    key: str
    section: str
    type: FieldType
    label: Mapping[str, str]
    fed_by: FedBy
    obligations: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    select: Mapping[str, str] = field(default_factory=dict)
    mandatory: bool = False
    provisional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What is filled, in order; a person may add a text to a table."""
        return ROWS[self.fed_by] if self.type == FieldType.TABLE else SHAPES[self.type]

    @property
    def asks(self) -> tuple[str, ...]:
        """Every obligation whose judgement may fill it."""
        return (*self.obligations, *self.near)

    @property
    def own_columns(self) -> tuple[str, ...]:
        """What a person may write."""
        return ("text",) if self.type == FieldType.TABLE else SHAPES[self.type]


@dataclass(frozen=True)
class Form:
    """A form of one version. `marks` says what stands for a status of coverage, as one text or by
    language; `scale` are the scores."""

    key: str
    title: Mapping[str, str]
    publisher: Mapping[str, str]
    source: str
    notice: Mapping[str, str]
    languages: tuple[str, ...]
    provisional: bool
    marks: Mapping[str, Any]
    scale: tuple[str, ...]
    sections: tuple[tuple[str, Mapping[str, str]], ...]
    fields: tuple[Field, ...]
    due: Mapping[str, Any]

    def field(self, key: str) -> Field | None:
        return next((each for each in self.fields if each.key == key), None)


def read_form(content: Mapping[str, Any]) -> Form:
    """The form that `content` holds. Refuses law.bad_form with the first thing that is wrong with it."""
    name = str(content.get("key", "?"))[:40]
    for fault in faults(content):
        raise Refusal(BAD_FORM, form=name, reason=fault)
    return _read(content)


def form_digest(content: Mapping[str, Any]) -> str:
    return digest(content)


def _read(content: Mapping[str, Any]) -> Form:
    return Form(
        key=content["key"],
        title=content["title"],
        publisher=content["publisher"],
        source=content["source"],
        notice=content.get("notice", {}),
        languages=tuple(content["languages"]),
        provisional=bool(content["provisional"]),
        marks=content.get("marks", {}),
        scale=tuple(content.get("scale", ())),
        sections=tuple((each["key"], each["label"]) for each in content["sections"]),
        fields=tuple(_field(each) for each in content["fields"]),
        due=content.get("due", {}),
    )


def _field(told: Mapping[str, Any]) -> Field:
    return Field(
        key=told["key"],
        section=told["section"],
        type=FieldType(told["type"]),
        label=told["label"],
        fed_by=FedBy(told["fed_by"]),
        obligations=tuple(told["obligations"]),
        near=tuple(told["near"]),
        select=told["select"],
        mandatory=told["mandatory"],
        provisional=told["provisional"],
    )


def faults(content: Mapping[str, Any]) -> Iterator[str]:
    """Everything that is wrong with a form."""
    missing = [
        n for n in ("key", "title", "publisher", "source", "languages", "sections", "fields") if not content.get(n)
    ]
    if missing:
        yield f"it has no {', '.join(missing)}"
        return
    languages = content["languages"]
    for name in ("title", "publisher"):
        yield from _untold(content[name], languages, name)
    sections = [each["key"] for each in content["sections"]]
    keys = [each["key"] for each in content["fields"]]
    for twice in sorted({key for named in (keys, sections) for key in named if named.count(key) > 1}):
        yield f"the key {twice} stands twice"
    for each in content["sections"]:
        yield from _untold(each["label"], languages, each["key"])
    for each in content["fields"]:
        yield from _of_field(each, sections, languages, content)
    yield from _of_due(content.get("due", {}))


def _of_field(
    told: Mapping[str, Any], sections: Sequence[str], languages: Sequence[str], content: Mapping[str, Any]
) -> Iterator[str]:
    key = told["key"]
    if not _KEY.fullmatch(key):
        yield f"{key} is no key"
    if told["section"] not in sections:
        yield f"{key} is in no section"
    if told["type"] not in set(FieldType) or told["fed_by"] not in set(FedBy):
        yield f"{key} is of no known type or fed by nothing known"
        return
    yield from _untold(told["label"], languages, key)
    table, fed = told["type"] == FieldType.TABLE, FedBy(told["fed_by"])
    if table != (fed in ROWS):
        yield f"{key}: a table is fed by records, and nothing else is"
    if (fed == FedBy.JUDGEMENTS) != bool(told["obligations"]):
        yield f"{key}: what is fed by judgements names obligations, and nothing else does"
    if fed == FedBy.JUDGEMENTS and set(content.get("marks", {})) != set(STATUSES):
        yield f"{key}: the form has no mark for each of {', '.join(STATUSES)}"


def _of_due(due: Mapping[str, Any]) -> Iterator[str]:
    if not due:
        return
    if (
        due.get("every") not in {1, 2, 3, 4, 5}
        or not 1 <= due.get("month", 0) <= 12
        or not 1 <= due.get("day", 0) <= 28
    ):
        yield "it is due every 1 to 5 years, in a month, on a day from 1 to 28"
    if not str(due.get("source", "")).startswith("https://"):
        yield "its day has no source"


def _untold(texts: Any, languages: Sequence[str], what: str) -> Iterator[str]:
    silent = [lang for lang in languages if not (isinstance(texts, Mapping) and str(texts.get(lang, "")).strip())]
    if silent:
        yield f"{what} has no text in {', '.join(silent)}"
