"""Statements for people who look at them on a page, as far as their clearance goes."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from kerege.lrs.models import Statement
from kerege.lrs.queries.reading import speaks, void
from kerege.lrs.rules.asking import micros
from kerege.lrs.rules.mentions import activity_key, number, thing
from kerege.lrs.rules.telling import best
from kerege.records.viewers import Viewer

AT_ONCE = 200
MOST = 2_000
"""So many statements has a list or a file at most; whoever needs more reads with a standard client."""


@dataclass(frozen=True)
class Line:
    """A statement as a row: who (the identifier), did what, with what, and what came of it."""

    stored: datetime
    uid: str
    actor: str
    verb: str
    verb_id: str
    object: str
    object_id: str
    scaled: float | None
    success: bool | None
    signed: str
    raw: str


@dataclass(frozen=True)
class Shown:
    """Some statements, the newest first; `more` where there are older ones that fit."""

    lines: list[Line]
    more: bool


def statements_seen(
    viewer: Viewer,
    *,
    owner: str,
    lang: str,
    verb: str = "",
    activity: str = "",
    first: date | None = None,
    last: date | None = None,
    most: int = MOST,
) -> Shown:
    """The newest statements of an owner that the viewer may see and that fit, those that are void left out. Days are
    those of UTC.
    """
    rows: Any = Statement.objects.seen_by(viewer).filter(owner=owner).exclude(void(owner))
    if verb:
        rows = rows.filter(verb=number(owner, thing("verb", verb)))
    if activity:
        rows = rows.filter(speaks(owner, activity_key(activity), related=True))
    if first is not None:
        rows = rows.filter(stored__gte=_midnight(first))
    if last is not None:
        rows = rows.filter(stored__lt=_midnight(last + timedelta(days=1)))
    found = list(rows.order_by("-stored").values_list("stored", "uid", "signed", "raw")[: most + 1])
    return Shown([_line(*row, lang=lang) for row in found[:most]], len(found) > most)


def statements_of(viewer: Viewer, *, owner: str, registrations: Collection[UUID]) -> Iterator[str]:
    """Every statement of an owner about these registrations that the viewer may see, in the order in which they were
    kept and as they came, those that are void left out: each on one line (JSON Lines). A line break between two tokens,
    the only place where JSON has any, is a space then. Nothing is held in memory but AT_ONCE of them.
    """
    rows: Any = Statement.objects.seen_by(viewer).filter(owner=owner, registration__in=list(registrations))
    rows = rows.exclude(void(owner)).order_by("stored")
    after = 0
    while found := list(rows.filter(stored__gt=after).values_list("stored", "raw")[:AT_ONCE]):
        for after, raw in found:  # noqa: B007 - where the next part begins
            yield raw.replace("\r", " ").replace("\n", " ")


def _midnight(day: date) -> int:
    return micros(datetime.combine(day, time(), UTC))


def _line(stored: int, uid: Any, signed: str, raw: str, *, lang: str) -> Line:
    value = json.loads(raw)
    score = value.get("result", {}).get("score", {}).get("scaled")
    target = value["object"]
    definition = target.get("definition", {})
    return Line(
        stored=datetime.fromtimestamp(stored // 1_000_000, UTC),
        uid=str(uid),
        actor=_who(value["actor"]),
        verb=_said(value["verb"].get("display"), lang) or value["verb"]["id"].rstrip("/").rsplit("/", 1)[-1],
        verb_id=value["verb"]["id"],
        object=_said(definition.get("name"), lang) or str(target.get("id") or _who(target)),
        object_id=str(target.get("id", "")),
        scaled=score,
        success=value.get("result", {}).get("success"),
        signed=signed,
        raw=raw,
    )


def _who(value: dict[str, Any]) -> str:
    """The identifier as its sender chose it; of a group without one, those of its members."""
    if "account" in value:
        return str(value["account"]["name"])
    for name in ("mbox", "mbox_sha1sum", "openid"):
        if name in value:
            return str(value[name]).removeprefix("mailto:")
    return ", ".join(_who(each) for each in value.get("member", ()))


def _said(words: dict[str, str] | None, lang: str) -> str:
    return next(iter(best(words, [lang.lower(), "en"]).values()), "") if words else ""
