"""Rounds, judgements, evidence and steps of review as they stand in a file: what each is called, and what is none."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from kerege.law.rules.coverage import weight_of
from kerege.law.rules.grounds import read_grounds
from kerege.law.rules.judging import SETTLED
from kerege.law.rules.sealing import seal
from kerege.law.words import interchange as words
from kerege.law.words.coverage import CoverageStatus, JudgementState, Relation, ReviewKind, RoundState, StaleReason
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity

Cell = Callable[[Any], Any]
"""From what stands in the file to what it is; ValueError where it is none."""
Row = dict[str, Any]


def _text(most: int, *, empty: bool = True) -> Cell:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most or "\x00" in value or not (empty or value):
            raise ValueError
        return value

    return read


def _one(choices: Any, *, empty: bool = False) -> Cell:
    return lambda value: "" if empty and value == "" else choices(value).value


def _uid(value: Any) -> str:
    if str(UUID(value)) != value:
        raise ValueError
    return str(value)


def _day(value: Any) -> str:
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError
    return str(value)


def _or_none(cell: Cell) -> Cell:
    return lambda value: None if value is None else cell(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise ValueError
    return value


def _level(value: Any) -> int:
    return int(Sensitivity(_count(value)))


def _texts(value: Any) -> Any:
    """{text: text}, or {text: [text]}."""
    for name, told in value.items():
        for each in [name, *(told if isinstance(told, list) else [told])]:
            _text(60)(each)
    return value


def _grounds(value: Any) -> str:
    told = _text(40_000)(value)
    if told and read_grounds(told).written() != told:
        raise ValueError
    return told


def _weight(value: Any) -> str:
    if str(weight_of(value)) != value:
        raise ValueError
    return str(value)


def _release(value: Any) -> Any:
    told = {"version": _text(20, empty=False)(value["version"]), "sha256": _text(64, empty=False)(value["sha256"])}
    if told != value:
        raise ValueError
    return told


PERSON, ADDRESS = _text(64, empty=False), _text(300)
REVIEW: dict[str, Cell] = {
    "uid": _uid,
    "kind": _one(ReviewKind),
    "text": _text(1000),
    "done_by": PERSON,
    "on": _day,
    "label": _level,
    "synthetic": _flag,
}
EVIDENCE: dict[str, Cell] = {
    "uid": _uid,
    "relation": _one(Relation),
    "work": _text(300, empty=False),
    "expression": ADDRESS,
    "eid": _text(200),
    "wid": _text(200),
    "title": ADDRESS,
    "place": _text(200),
    "rank": _or_none(_count),
    "exact": _text(4000),
    "prefix": _text(200),
    "suffix": _text(200),
    "content_hash": _text(64),
    "added_by": PERSON,
    "added_on": _day,
    "label": _level,
    "synthetic": _flag,
}
JUDGEMENT: dict[str, Cell] = {
    "uid": _uid,
    "obligation": _text(40, empty=False),
    "status": _one(CoverageStatus),
    "grounds": _grounds,
    "grounds_label": _level,
    "state": _one(JudgementState),
    "author": PERSON,
    "drafted_on": _day,
    "submitted_on": _or_none(_day),
    "reviewer": _text(64),
    "reviewed_on": _or_none(_day),
    "overridden_by": _text(64),
    "supersedes": _or_none(_uid),
    "confirm_due": _or_none(_day),
    "seal": _text(64),
    "number": _count,
    "stale": _flag,
    "stale_reason": _one(StaleReason, empty=True),
    "stale_on": _or_none(_day),
    "label": _level,
    "synthetic": _flag,
}
ROUND: dict[str, Cell] = {
    "uid": _uid,
    "key": _text(60, empty=False),
    "title": _text(200, empty=False),
    "as_of": _day,
    "release": _or_none(_release),
    "scope": _texts,
    "partly": _weight,
    "state": _one(RoundState),
    "opened_on": _day,
    "frozen_on": _or_none(_day),
    "published_on": _or_none(_day),
    "frozen": _texts,
    "judged_at": _text(80, empty=False),
    "licence": _text(300),
    "label": _level,
    "synthetic": _flag,
}
PARTS: Mapping[str, tuple[tuple[str, dict[str, Cell]], ...]] = {
    "rounds": (("judgements", JUDGEMENT),),
    "judgements": (("evidence", EVIDENCE), ("reviews", REVIEW)),
}


def read_rounds(told: Any) -> list[Row]:
    """The rounds of a file, every value judged. Each has its judgements, the superseded before what supersedes them,
    each with its evidence and the steps of its review.

    Refuses law.not_a_coverage_file, .only_approved_travels, .approved_by_one and .seal_does_not_fit.
    """
    rounds = _rows(told, ROUND, "rounds", "rounds")
    for each in rounds:
        _check_round(each)
    return rounds


def _rows(told: Any, cells: Mapping[str, Cell], kind: str, place: str) -> list[Row]:
    if not isinstance(told, list):
        raise _no(place)
    return [_row(each, cells, kind, f"{place}[{n}]") for n, each in enumerate(told)]


def _row(told: Any, cells: Mapping[str, Cell], kind: str, place: str) -> Row:
    parts = PARTS.get(kind, ())
    if not isinstance(told, dict) or set(told) != {*cells, *(name for name, _cells in parts)}:
        raise _no(place)
    found: Row = {}
    for name, cell in cells.items():
        try:
            found[name] = cell(told[name])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Refusal):
            raise _no(f"{place}.{name}") from None
    for name, inner in parts:
        found[name] = _rows(told[name], inner, name, f"{place}.{name}")
    return found


def _check_round(each: Row) -> None:
    approved: set[str] = set()
    before: dict[str, str] = {}
    for row in each["judgements"]:
        about, after = row["obligation"], row["supersedes"]
        check_settled(row, round_uid=each["uid"])
        if row["uid"] in before or (after is not None and before.get(after) != about):
            raise _no(f"{about}: supersedes")
        before[row["uid"]] = about
        if row["state"] == JudgementState.APPROVED:
            if about in approved:
                raise _no(f"{about}: approved twice")
            approved.add(about)


def check_settled(row: Row, *, round_uid: str) -> None:
    """Refuse law.only_approved_travels, law.approved_by_one and law.seal_does_not_fit."""
    about = row["obligation"]
    if JudgementState(row["state"]) not in SETTLED or row["status"] == CoverageStatus.UNKNOWN:
        raise Refusal(words.NOT_SETTLED, field="file", obligation=about)
    contributors = {cited["added_by"] for cited in row["evidence"]}
    third = row["overridden_by"]
    alone = not row["reviewer"] or not row["reviewed_on"] or row["reviewer"] in {row["author"], *contributors}
    if alone or (third and third in {row["author"], row["reviewer"], *contributors}):
        raise Refusal(words.NOT_TWO_PERSONS, field="file", obligation=about)
    if row["seal"] != seal_of(row, row["evidence"], round_uid=round_uid):
        raise Refusal(words.BAD_SEAL, field="file", obligation=about)


def seal_of(row: Row, cited: Sequence[Row], *, round_uid: str) -> str:
    """The seal over a judgement as it stands in a file."""
    told = SimpleNamespace(**row, obligation_id=row["obligation"])
    return seal(told, round_uid=round_uid, cited=[SimpleNamespace(**each) for each in cited])


def _no(place: str) -> Refusal:
    return Refusal(words.NOT_SUCH_A_FILE, field="file", place=place[:120])
