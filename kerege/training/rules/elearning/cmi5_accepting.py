"""Which statements a session takes from its unit (9 and 10.2.2 of cmi5), and what they change.

What is asked here was checked as a statement of xAPI before. Every refusal has the status 403.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kerege.lib.refusal import N_, Called, Refusal
from kerege.lrs.rules.agents import identifier, is_group
from kerege.lrs.words import VOIDED
from kerege.training.rules.elearning.cmi5_progress import Unit
from kerege.training.words import cmi5 as words
from kerege.training.words.cmi5 import OF_UNITS, LaunchMode, Verb

_JUDGING = frozenset({Verb.COMPLETED, Verb.PASSED, Verb.FAILED})
_UTC = ("Z", "z", "+00:00", "+0000", "+00", "-00:00")


@dataclass(frozen=True)
class Sitting:
    """One session as its unit was told of it, with what it has said so far."""

    actor: Mapping[str, Any]
    registration: str
    activity: str
    publisher_id: str
    session: str
    mode: str = LaunchMode.NORMAL
    mastery: float | None = None
    prepared: bool = False
    """Whether the unit has read the preferences of its learner, which it has to before it begins."""
    said: frozenset[str] = frozenset()
    """The verbs of cmi5 that the session has used."""
    unit: Unit = Unit()


def taken(sitting: Sitting, value: Mapping[str, Any]) -> Sitting:
    """The session after a statement. Refuses training.cmi5_bad_statement (403) for what it may not say."""
    verb = str(value["verb"]["id"])
    _check_all(sitting, value, verb)
    defined = words.DEFINED in _ids(value, "category")
    if not defined:
        return _allowed(sitting, value, verb)
    if verb not in OF_UNITS:
        raise _no(N_("this verb is none of those of cmi5 that a unit uses"), "9.3")
    _check_order(sitting, verb)
    _check_context(sitting, value, verb)
    _check_result(sitting, value, verb)
    return replace(sitting, said=sitting.said | {verb}, unit=_changed(sitting.unit, value, verb))


def _check_all(sitting: Sitting, value: Mapping[str, Any], verb: str) -> None:
    """What holds for statements of cmi5 and for all others that a unit sends."""
    if verb == VOIDED:
        raise _no(N_("a unit voids nothing"), "6.3")
    if "id" not in value:
        raise _no(N_("it has no id"), "9.1")
    _check_time(value)
    if is_group(value["actor"]) or identifier(dict(value["actor"])) != identifier(dict(sitting.actor)):
        raise _no(N_("its actor is not the one of the launch"), "9.2")
    context = value.get("context", {})
    if context.get("registration", "").lower() != sitting.registration:
        raise _no(N_("its registration is not the one of the launch"), "9.6.1")
    if context.get("extensions", {}).get(words.SESSION_ID) != sitting.session:
        raise _no(N_("its sessionid is not the one of the launch"), "9.6.3.1")
    if sitting.publisher_id not in _ids(value, "grouping"):
        raise _no(N_("its grouping lacks the id that the publisher gave the unit"), "10.2.1")


def _check_time(value: Mapping[str, Any]) -> None:
    if not str(value.get("timestamp", "")).endswith(_UTC):
        raise _no(N_("its timestamp is missing or not in UTC"), "9.7")


def _allowed(sitting: Sitting, value: Mapping[str, Any], verb: str) -> Sitting:
    """A statement that is none of cmi5: whatever the unit wants to say between its first and its last one."""
    if Verb.INITIALIZED not in sitting.said:
        raise _no(N_("the session has not been initialized yet"), "9.3")
    if Verb.TERMINATED in sitting.said:
        raise _no(N_("the session is terminated"), "9.3")
    if words.MOVES_ON in _ids(value, "category"):
        raise _no(N_("only statements of cmi5 with success or completion have the category moveon"), "9.6.2.2")
    return sitting


def _check_order(sitting: Sitting, verb: str) -> None:
    said, unit = sitting.said, sitting.unit
    if verb == Verb.INITIALIZED and not sitting.prepared:
        raise _no(N_("the unit has not read cmi5LearnerPreferences yet"), "11")
    if verb != Verb.INITIALIZED and Verb.INITIALIZED not in said:
        raise _no(N_("the session has not been initialized yet"), "9.3")
    if Verb.TERMINATED in said:
        raise _no(N_("the session is terminated"), "9.3")
    if verb in said:
        raise _no(N_("the session has used this verb before"), "9.3")
    if verb in _JUDGING and sitting.mode != LaunchMode.NORMAL:
        raise _no(N_("only a session in the mode Normal tells a result"), "10.2.2")
    if verb in {Verb.PASSED, Verb.FAILED} and {Verb.PASSED, Verb.FAILED} & said:
        raise _no(N_("the session has passed or failed before"), "9.3")
    if verb in {Verb.PASSED, Verb.FAILED} and unit.passed:
        raise _no(N_("the unit is passed in this registration"), "9.3")
    if verb == Verb.COMPLETED and unit.completed:
        raise _no(N_("the unit is completed in this registration"), "9.3")


def _check_context(sitting: Sitting, value: Mapping[str, Any], verb: str) -> None:
    target = value["object"]
    if target.get("objectType", "Activity") != "Activity" or target["id"] != sitting.activity:
        raise _no(N_("its object is not the activityId of the launch"), "9.4")
    if "account" not in value["actor"]:
        raise _no(N_("its actor has no account"), "9.2")
    result = value.get("result", {})
    judges = "success" in result or "completion" in result
    if judges != (words.MOVES_ON in _ids(value, "category")):
        raise _no(N_("statements with success or completion have the category moveon, and no others"), "9.6.2.2")
    if verb in {Verb.PASSED, Verb.FAILED} and sitting.mastery is not None and "score" in result:
        if value["context"]["extensions"].get(words.MASTERY_SCORE) != sitting.mastery:
            raise _no(N_("its masteryscore is not the one of the launch"), "9.6.3.2")


def _check_result(sitting: Sitting, value: Mapping[str, Any], verb: str) -> None:
    result = value.get("result", {})
    score = result.get("score", {})
    if verb in {*_JUDGING, Verb.TERMINATED} and "duration" not in result:
        raise _no(N_("it has no duration"), "9.5.4")
    if "score" in result and verb not in {Verb.PASSED, Verb.FAILED}:
        raise _no(N_("only passed and failed have a score"), "9.5.1")
    if "raw" in score and not {"min", "max"} <= score.keys():
        raise _no(N_("a raw score needs min and max"), "9.5.1")
    if result.get("success") is not {Verb.PASSED: True, Verb.FAILED: False}.get(Verb(verb)):
        raise _no(N_("success is true in passed, false in failed, and stands nowhere else"), "9.5.2")
    if result.get("completion") is not (True if verb == Verb.COMPLETED else None):
        raise _no(N_("completion is true in completed, and stands nowhere else"), "9.5.3")
    if sitting.mastery is not None and "scaled" in score and verb in {Verb.PASSED, Verb.FAILED}:
        if (score["scaled"] >= sitting.mastery) != (verb == Verb.PASSED):
            raise _no(N_("the score does not go with masteryScore"), "9.3.4")


def _changed(unit: Unit, value: Mapping[str, Any], verb: str) -> Unit:
    """What the statement changes in what stands of the unit."""
    scaled = value.get("result", {}).get("score", {}).get("scaled", unit.score)
    if verb == Verb.INITIALIZED:
        return replace(unit, begun=True)
    if verb == Verb.COMPLETED:
        return replace(unit, completed=True)
    if verb == Verb.PASSED:
        return replace(unit, passed=True, score=scaled)
    return replace(unit, failed=True, score=scaled) if verb == Verb.FAILED else unit


def _ids(value: Mapping[str, Any], relation: str) -> set[str]:
    """The activities of one relation, which xAPI 1.0.3 lets stand alone or in a list."""
    found = value.get("context", {}).get("contextActivities", {}).get(relation, [])
    return {str(each["id"]) for each in (found if isinstance(found, list) else [found])}


def _no(why: str, section: str) -> Refusal:
    return Refusal(words.CMI5_BAD_STATEMENT, why=Called(why, why), section=section)
