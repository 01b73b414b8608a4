"""Rounds and judgements of a file beside those that are here: whether they fit, and writing what is new.

What is here and what the file says are compared as they would stand in a file. Of a judgement that is here nothing but
its way on is taken: that it was superseded, or is stale. Labels stay as this node has them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kerege.law.actions.judging import _judged
from kerege.law.models import AssessmentRound, CatalogueRelease, Evidence, Judgement, Obligation, Review
from kerege.law.rules.interchange.layout import Carried
from kerege.law.rules.judging import check_whole
from kerege.law.words import interchange as words
from kerege.law.words.coverage import JudgementState, RoundState
from kerege.lib.refusal import Refusal
from kerege.records.recording import KEY_TAKEN

Row = Mapping[str, Any]
_STANDS = (
    *("status", "author", "drafted_on", "submitted_on", "reviewer", "reviewed_on", "overridden_by"),
    *("confirm_due", "seal"),
)
_STALE = ("stale", "stale_reason", "stale_on")
_ROUND_STANDS = ("key", "as_of", "partly", "opened_on")
_ROUND_MOVES = ("title", "state", "scope", "frozen", "frozen_on", "published_on", "licence")
_DAYS = frozenset(
    ("drafted_on", "submitted_on", "reviewed_on", "confirm_due", "stale_on", "added_on", "on")
    + ("as_of", "opened_on", "frozen_on", "published_on")
)
_WAY = [each.value for each in RoundState]


def _check_rounds(carried: Carried, *, node: str) -> None:
    """Refuse law.other_release, law.round_judged_here, law.file_differs, law.file_older and records.key_taken. Inside
    an act or a check.
    """
    for told in carried.rounds:
        _release_of(told)
        found = _there(AssessmentRound, told["uid"])
        if found is None:
            _check_new(told)
            continue
        if found.owner != carried.owner:
            raise Refusal(words.OTHER_HERE, field="file", what=told["key"])
        if not found.judged_at or told["judged_at"] == node:
            if not _has_all(found, told):
                raise Refusal(words.JUDGED_HERE, field="file", round=found.title)
        elif found.judged_at != told["judged_at"] or any(_differs(found, told, each) for each in _ROUND_STANDS):
            raise Refusal(words.OTHER_HERE, field="file", what=found.key)
        elif _is_older(found, told):
            raise Refusal(words.FILE_OLDER, field="file", round=found.title)


def _release_of(told: Row) -> CatalogueRelease | None:
    """The release on which a round rests. Refuses law.other_release."""
    wanted = told["release"]
    if wanted is None:
        return None
    found: CatalogueRelease | None = CatalogueRelease.objects.filter(**wanted).first()
    if found is None:
        version, digest = wanted["version"], wanted["sha256"][:12]
        raise Refusal(words.OTHER_RELEASE, field="file", version=version, sha256=digest)
    return found


def _check_new(told: Row) -> None:
    if AssessmentRound.objects.inside_action().filter(key=told["key"]).exists():
        raise Refusal(KEY_TAKEN, field="file", key=told["key"], differs="uid")


def _has_all(found: AssessmentRound, told: Row) -> bool:
    """Whether nothing in the file is other than here, or not here at all."""
    there = _judgements(found)
    return not any(_differs(found, told, name) for name in _ROUND_STANDS) and all(
        each["uid"] in there and not any(_differs(there[each["uid"]], each, name) for name in _STANDS)
        for each in told["judgements"]
    )


def _is_older(found: AssessmentRound, told: Row) -> bool:
    """Whether the round, or one of its judgements, is further on here. Refuses law.file_differs."""
    there, older = _judgements(found), _WAY.index(told["state"]) < _WAY.index(found.state)
    for each in told["judgements"]:
        here = there.get(each["uid"])
        if here is None:
            continue
        if any(_differs(here, each, name) for name in _STANDS):
            raise Refusal(words.OTHER_HERE, field="file", what=each["obligation"])
        older = older or (here.state, each["state"]) == (JudgementState.SUPERSEDED, JudgementState.APPROVED)
    return older


def _judgements(of: AssessmentRound) -> dict[str, Judgement]:
    return {str(row.uid): row for row in Judgement.objects.inside_action().filter(round=of)}


def _there(model: Any, uid: str) -> Any:
    return model.objects.inside_action().filter(uid=UUID(uid)).first()


def _differs(row: Any, told: Row, name: str) -> bool:
    return bool(getattr(row, name) != _value(name, told[name]))


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DAYS and value is not None else value


def _write_rounds(carried: Carried, *, node: str) -> dict[str, int]:
    """Write what is new, inside an act; how many rounds and judgements. `_check_rounds` is asked once more.

    Refuses what `_check_rounds` refuses, law.file_differs where a name is taken, law.other_release for an obligation
    that is not here, and what rules.judging.check_whole refuses.
    """
    _check_rounds(carried, node=node)
    about = {row.key: row for row in Obligation.objects.all()}
    written = {"rounds": 0, "judgements": 0}
    for told in carried.rounds:
        found = _there(AssessmentRound, told["uid"])
        if found is not None and not found.judged_at:
            continue
        written["rounds"] += found is None
        of = _round(found, told, carried.owner)
        written["judgements"] += _write_judgements(of, told, about)
    return written


def _round(found: AssessmentRound | None, told: Row, owner: str) -> AssessmentRound:
    row = found or AssessmentRound(
        uid=UUID(told["uid"]),
        owner=owner,
        synthetic=told["synthetic"],
        label=told["label"],
        release=_release_of(told),
        judged_at=told["judged_at"],
        **{name: _value(name, told[name]) for name in _ROUND_STANDS},
    )
    for name in _ROUND_MOVES:
        setattr(row, name, _value(name, told[name]))
    row.save()
    return row


def _write_judgements(of: AssessmentRound, told: Row, about: Mapping[str, Obligation]) -> int:
    there = _judgements(of)
    count = 0
    for each in sorted(told["judgements"], key=lambda row: row["state"] == JudgementState.APPROVED):
        if each["uid"] in there:
            _move_on(there[each["uid"]], each)
    for each in told["judgements"]:
        if each["uid"] not in there:
            there[each["uid"]] = _new(of, each, about, there)
            count += 1
    return count


def _move_on(row: Judgement, told: Row) -> None:
    """Superseded there is superseded here, and stale there is stale here; stale here stays so."""
    changed = {name: _value(name, told[name]) for name in _STALE if told["stale"] and not row.stale}
    if row.state != told["state"]:
        changed["state"] = told["state"]
    if changed:
        changed["number"] = max(row.number, told["number"])
        for name, value in changed.items():
            setattr(row, name, value)
        row.save()


def _new(of: AssessmentRound, told: Row, about: Mapping[str, Obligation], there: Mapping[str, Judgement]) -> Judgement:
    if told["obligation"] not in about:
        raise Refusal(words.OTHER_HERE, field="file", what=told["obligation"])
    _check_free(Judgement, [told["uid"]])
    _check_free(Evidence, [each["uid"] for each in told["evidence"]])
    _check_free(Review, [each["uid"] for each in told["reviews"]])
    row = Judgement(
        uid=UUID(told["uid"]),
        owner=of.owner,
        synthetic=told["synthetic"],
        label=told["label"],
        round=of,
        obligation=about[told["obligation"]],
        supersedes=there.get(told["supersedes"]),
        **{name: _value(name, told[name]) for name in (*_STANDS, *_STALE, "state", "number")},
    )
    row.grounds, row.grounds_label = told["grounds"], told["grounds_label"]
    row.save()
    for model, parts in ((Evidence, told["evidence"]), (Review, told["reviews"])):
        for each in parts:
            values = {name: _value(name, value) for name, value in each.items()}
            model.objects.create(**(values | {"uid": UUID(each["uid"])}), owner=of.owner, judgement=row)
    check_whole(_judged(row))
    return row


def _check_free(model: Any, uids: list[str]) -> None:
    """Refuse law.file_differs where a name stands for something else here."""
    taken = model.objects.inside_action().filter(uid__in=[UUID(uid) for uid in uids]).first()
    if taken is not None:
        raise Refusal(words.OTHER_HERE, field="file", what=str(taken.uid))
