"""A question as the rows of a form: from an item to rows, and from what was sent to an item."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from django.http import QueryDict

from kerege.training.actions.bank import Tags
from kerege.training.rules.items.answers import number
from kerege.training.rules.items.shapes import Item
from kerege.training.words.items import FORMAT
from kerege.training.words.items import Interaction as Kind

LEAST_ROWS, MORE_ROWS, MOST_ROWS = 4, 2, 30
EDITED = frozenset((Kind.CHOICE, Kind.TEXT, Kind.NUMBER, Kind.MATCH, Kind.ORDER, Kind.EXTENDED))
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """One answer: what it says and, in a match, what belongs to it; `id` and `other` are kept, so that answers that
    were given before still mean the same.
    """

    number: int
    id: str = ""
    other: str = ""
    text: tuple[tuple[str, str], ...] = ()
    second: tuple[tuple[str, str], ...] = ()
    why: tuple[tuple[str, str], ...] = ()
    right: bool = False
    value: str = ""
    share: str = "1"
    tolerance: str = "0"


@dataclass(frozen=True)
class Draft:
    """What the form shows, and the item that it comes to."""

    kind: Kind
    langs: tuple[str, ...]
    title: tuple[tuple[str, str], ...]
    text: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    guide: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    tags: Tags
    points: str = "1"
    many: bool = False
    shuffle: bool = False
    case: bool = False
    body: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Any] | None = None


def can_be_edited(item: Item) -> bool:
    """Whether a form can say all of it: one interaction of a common kind, without pictures, programs and tables."""
    if len(item.interactions) != 1 or item.images or item.modals or item.processing or item.by_hand:
        return False
    one = item.interactions[0]
    plain = not one.prompt and one.id == "r" and one.table is None and len(item.languages) <= 2
    pairs = one.kind != Kind.MATCH or len(one.right) == len(one.choices) == len(one.targets)
    return one.kind in EDITED and plain and pairs and set(item.after) <= {"always"}


def _pairs(texts: Texts, langs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((lang, texts.get(lang, "")) for lang in langs)


def blank(kind: Kind, langs: tuple[str, ...]) -> Draft:
    """An empty question."""
    none = _pairs({}, langs)
    rows = tuple(Row(n, text=none, second=none, why=none) for n in range(1, LEAST_ROWS + 1))
    return Draft(kind, langs, none, none, none, none, rows, Tags(), shuffle=kind == Kind.CHOICE)


def of(item: Item, tags: Tags) -> Draft:
    """A question that is there."""
    one = item.interactions[0]
    other = next((lang for lang in ("ru", "en", "kk") if lang != item.source), "ru")
    langs = item.languages if len(item.languages) == 2 else (item.source, other)
    rows = _rows(item, langs)
    return Draft(
        one.kind,
        langs,
        _pairs(item.title, langs),
        _pairs(item.text, langs),
        _pairs(item.after.get("always", {}), langs),
        _pairs(one.guide, langs),
        _padded(rows, langs),
        tags,
        _figure(one.points),
        one.most != 1 and one.kind == Kind.CHOICE,
        one.shuffle,
        one.case,
        kept={"lines": one.lines, "longest": one.longest, "unit": one.unit, "partly": one.partly},
    )


def _figure(value: float) -> str:
    """A number as it is read again as the same."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _rows(item: Item, langs: tuple[str, ...]) -> list[Row]:
    one = item.interactions[0]
    right = {key[0]: key for key in one.right}
    if one.kind == Kind.MATCH:
        targets = {each.id: each for each in one.targets}
        pairs = [(each, targets[right[each.id][1]]) for each in one.choices]
        return [
            Row(0, a.id, b.id, _pairs(a.text, langs), _pairs(b.text, langs), _pairs(a.why, langs)) for a, b in pairs
        ]
    if one.kind == Kind.ORDER:
        choices = {each.id: each for each in one.choices}
        placed = [choices[key[0]] for key in one.right]
        return [Row(0, c.id, text=_pairs(c.text, langs), why=_pairs(c.why, langs)) for c in placed]
    if one.kind == Kind.TEXT:
        return [Row(0, value=a.value, share=_figure(a.share), why=_pairs(a.why, langs)) for a in one.accepted]
    if one.kind == Kind.NUMBER:
        return [
            Row(
                0,
                value=_figure(n.value),
                share=_figure(n.share),
                tolerance=_figure(n.tolerance),
                why=_pairs(n.why, langs),
            )
            for n in one.numbers
        ]
    return [
        Row(0, c.id, text=_pairs(c.text, langs), why=_pairs(c.why, langs), right=c.id in right) for c in one.choices
    ]


def _padded(rows: list[Row], langs: tuple[str, ...]) -> tuple[Row, ...]:
    """With empty rows behind them, to write more."""
    none = _pairs({}, langs)
    wanted = min(max(LEAST_ROWS, len(rows) + MORE_ROWS), MOST_ROWS)
    more = [Row(0, text=none, second=none, why=none)] * max(0, wanted - len(rows))
    return tuple(
        replace(each, number=n, text=each.text or none, second=each.second or none, why=each.why or none)
        for n, each in enumerate([*rows, *more], start=1)
    )


# -- what was sent -----------------------------------------------------------------------------------------------------


def sent(post: QueryDict, before: Draft) -> Draft:
    """What a form sent, with the item that it comes to in `body`; nothing is judged here."""
    langs = before.langs

    def texts(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((lang, post.get(f"{name}-{lang}", "").strip()) for lang in langs)

    rows = [_row(post, n, texts) for n in range(1, MOST_ROWS + 1) if f"row{n}" in post]
    given = [each for each in rows if _says(each, before.kind)]
    draft = replace(
        before,
        title=texts("title"),
        text=texts("text"),
        after=texts("after"),
        guide=texts("guide"),
        rows=_padded(given, langs),
        points=post.get("points", "1").strip(),
        many="many" in post,
        shuffle="shuffle" in post,
        case="case" in post,
        tags=_tags(post, before.tags),
    )
    return replace(draft, body=_body(draft, given))


def _row(post: QueryDict, n: int, texts: Any) -> Row:
    told: dict[str, Any] = {
        name: post.get(f"row{n}-{name}", "").strip() for name in ("id", "other", "value", "share", "tolerance")
    }
    told["share"], told["tolerance"] = told["share"] or "1", told["tolerance"] or "0"
    said: dict[str, Any] = {name: texts(f"row{n}-{name}") for name in ("text", "second", "why")}
    return Row(n, **told, **said, right=f"row{n}-right" in post)


def _says(row: Row, kind: Kind) -> bool:
    if kind in {Kind.TEXT, Kind.NUMBER}:
        return bool(row.value)
    return bool(any(text for _lang, text in (*row.text, *row.second)))


def _tags(post: QueryDict, before: Tags) -> Tags:
    said = post.get("difficulty", "").strip()
    difficulty = number(said) if said else None
    topics = tuple(each.strip() for each in post.get("topics", "").split(",") if each.strip())
    return replace(
        before,
        topics=topics,
        bloom=post.get("bloom", ""),
        difficulty=-1 if said and difficulty is None else difficulty,
        licence=post.get("licence", "").strip(),
    )


def _texts(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {lang: text for lang, text in pairs if text}


def _body(draft: Draft, rows: list[Row]) -> dict[str, Any]:
    used = [lang for lang in draft.langs if any(dict(each).get(lang) for each in _all(draft, rows))]
    source = draft.langs[0]
    asked: dict[str, Any] = {"id": "r", "kind": draft.kind.value, "points": _number(draft.points)}
    body: dict[str, Any] = {"format": FORMAT, "source": source, "languages": sorted({source, *used})}
    body |= {"title": _texts(draft.title), "text": _texts(draft.text)}
    if after := _texts(draft.after):
        body["after"] = {"always": after}
    return body | {"interactions": [asked | _asked(draft, rows)]}


def _all(draft: Draft, rows: list[Row]) -> list[tuple[tuple[str, str], ...]]:
    own = [draft.title, draft.text, draft.after, draft.guide]
    return own + [texts for row in rows for texts in (row.text, row.second, row.why)]


def _number(said: str) -> Any:
    found = number(said)
    return said if found is None else found


def _name(said: str, text: tuple[tuple[str, str], ...], salt: str = "") -> str:
    """The name that it has, or one that tells nothing of it."""
    return said or "c" + sha256(f"{salt}{text}".encode()).hexdigest()[:7]


def _asked(draft: Draft, rows: list[Row]) -> dict[str, Any]:
    kept = draft.kept or {}
    if draft.kind == Kind.EXTENDED:
        told = {name: kept[name] for name in ("lines", "longest") if kept.get(name)}
        return told | {"guide": _texts(draft.guide)}
    if draft.kind == Kind.TEXT:
        accepted = [
            {"value": row.value, "share": _number(row.share), "wild": "*" in row.value, "why": _texts(row.why)}
            for row in rows
        ]
        return {"accepted": accepted, "case": draft.case}
    if draft.kind == Kind.NUMBER:
        numbers = [
            {"value": _number(row.value), "tolerance": _number(row.tolerance), "share": _number(row.share)}
            | {"why": _texts(row.why)}
            for row in rows
        ]
        return {"numbers": numbers} | ({"unit": kept["unit"]} if kept.get("unit") else {})
    return _listed(draft, rows, kept)


def _listed(draft: Draft, rows: list[Row], kept: Mapping[str, Any]) -> dict[str, Any]:
    names = [_name(row.id, row.text) for row in rows]
    choices = [
        {"id": name, "text": _texts(row.text)} | ({"why": why} if (why := _texts(row.why)) else {})
        for name, row in zip(names, rows, strict=True)
    ]
    if draft.kind == Kind.ORDER:
        return {"choices": choices, "right": names, "partly": str(kept.get("partly") or "nothing")}
    if draft.kind == Kind.MATCH:
        others = [_name(row.other, row.second, "b") for row in rows]
        targets = [{"id": name, "text": _texts(row.second)} for name, row in zip(others, rows, strict=True)]
        right = [list(pair) for pair in zip(names, others, strict=True)]
        return {"choices": choices, "targets": targets, "right": right, "shuffle": True}
    right_ = [name for name, row in zip(names, rows, strict=True) if row.right]
    return {"choices": choices, "right": right_, "shuffle": draft.shuffle, "most": 0 if draft.many else 1}


def field_of(place: str) -> str:
    """The field of the form that a place of the item is about; empty where there is none."""
    head, _, lang = place.partition(".")
    if head in {"text", "title"}:
        return f"{head}-{lang}" if lang else ""
    return head if head in {"bloom", "difficulty", "licence", "topics"} else ""
