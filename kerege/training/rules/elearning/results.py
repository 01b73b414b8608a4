"""What the run-time data of a package say of how far somebody got. A browser claims it: no certificate rests on it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kerege.training.rules.elearning.runtime import Elements
from kerege.training.rules.elearning.shapes import WHOLE, Part
from kerege.training.words.elearning import Completion, Success

_DONE_12 = {"completed", "passed", "failed"}
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.\d+)?")
_SPAN = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?",
)
LONGEST = 10_000_000


@dataclass(frozen=True)
class Outcome:
    """How far somebody got, as the package says. `score` is a share of what can be had, from 0 to 1."""

    completion: Completion = Completion.NOT_BEGUN
    success: Success = Success.UNSAID
    score: float | None = None
    seconds: int = 0


@dataclass(frozen=True)
class Progress:
    """The whole package: its outcome, and how many of its parts are completed."""

    outcome: Outcome
    done: int
    of: int


NOTHING = Outcome()


def outcome(data: Elements | None) -> Outcome:
    """What the data of one part say, in SCORM 1.2 or 2004, or as the bridge of H5P keeps them."""
    if not data:
        return NOTHING
    if any(name.startswith("h5p.") for name in data):
        return _of_h5p(data)
    core = "cmi.core.lesson_status" in data or any(name.startswith("cmi.core.") for name in data)
    return _of_12(data) if core else _of_2004(data)


def progress(parts: Sequence[Part], data: Mapping[str, Elements]) -> Progress:
    """What the data of all parts say together. A package is passed when no part failed and one passed; its score is the
    mean of what parts tell.
    """
    if WHOLE in data:
        return _rolled(parts, data)
    found = [outcome(data.get(part.id)) for part in parts]
    done = sum(each.completion == Completion.COMPLETED for each in found)
    begun = any(each.completion != Completion.NOT_BEGUN for each in found)
    whole = (
        Completion.COMPLETED if parts and done == len(parts) else Completion.BEGUN if begun else Completion.NOT_BEGUN
    )
    said = [each.success for each in found if each.success]
    success = Success.FAILED if Success.FAILED in said else Success.PASSED if said else Success.UNSAID
    if success == Success.PASSED and whole != Completion.COMPLETED:
        success = Success.UNSAID  # not before the end
    scores = [each.score for each in found if each.score is not None]
    score = sum(scores) / len(scores) if scores else None
    return Progress(Outcome(whole, success, score, sum(each.seconds for each in found)), done, len(parts))


def _rolled(parts: Sequence[Part], data: Mapping[str, Elements]) -> Progress:
    """How a package stands by its own rules, which know more than its parts: weights, what need not be done."""
    told = data[WHOLE]
    done = sum(_word(told, f"kerege.rolled.{place}.completion") == "completed" for place in range(1, len(parts) + 1))
    success, score = _word(told, "kerege.rolled.0.success"), _number(told, "kerege.rolled.0.score")
    whole = Outcome(
        Completion.COMPLETED if _word(told, "kerege.rolled.0.completion") == "completed" else Completion.BEGUN,
        Success(success) if success in {"passed", "failed"} else Success.UNSAID,
        None if score is None else max(0.0, min(1.0, score)),
        sum(outcome(data.get(part.id)).seconds for part in parts),
    )
    return Progress(whole, done, len(parts))


def _of_12(data: Elements) -> Outcome:
    status = _word(data, "cmi.core.lesson_status")
    completion = Completion.COMPLETED if status in _DONE_12 else Completion.BEGUN
    success = Success(status) if status in {"passed", "failed"} else Success.UNSAID
    raw, least, most = (_number(data, f"cmi.core.score.{name}") for name in ("raw", "min", "max"))
    return Outcome(completion, success, _share(raw, least, most), _seconds(_word(data, "cmi.core.total_time")))


def _of_2004(data: Elements) -> Outcome:
    status, told = _word(data, "cmi.completion_status"), _word(data, "cmi.success_status")
    completion = Completion.COMPLETED if status == "completed" else Completion.BEGUN
    success = Success(told) if told in {"passed", "failed"} else Success.UNSAID
    scaled = _number(data, "cmi.score.scaled")
    raw, least, most = (_number(data, f"cmi.score.{name}") for name in ("raw", "min", "max"))
    score = max(0.0, min(1.0, scaled)) if scaled is not None else _share(raw, least, most)
    return Outcome(completion, success, score, _seconds(_word(data, "cmi.total_time")))


def _of_h5p(data: Elements) -> Outcome:
    done, told = _word(data, "h5p.completion") == "completed", _word(data, "h5p.success")
    score = _number(data, "h5p.score")
    return Outcome(
        Completion.COMPLETED if done else Completion.BEGUN,
        Success(told) if told in {"passed", "failed"} else Success.UNSAID,
        None if score is None else max(0.0, min(1.0, score)),
        _seconds(_word(data, "h5p.duration")),
    )


def _word(data: Elements, name: str) -> str:
    return str(data.get(name, "")).strip()


def _number(data: Elements, name: str) -> float | None:
    said: Any = data.get(name)
    try:
        found = float(said)
    except (TypeError, ValueError):
        return None
    return found if abs(found) < LONGEST else None


def _share(raw: float | None, least: float | None, most: float | None) -> float | None:
    """A raw score as a share; without limits it is one of a hundred, as SCORM 1.2 means it."""
    if raw is None:
        return None
    low, high = least or 0.0, 100.0 if most is None else most
    return max(0.0, min(1.0, (raw - low) / (high - low))) if high > low else None


def _seconds(said: str) -> int:
    """A time as SCORM 1.2 (0001:02:03.45) or 2004 (PT1H2M3S) writes it; 0 for what is neither."""
    if clock := _CLOCK.fullmatch(said):
        hours, minutes, seconds = (int(each) for each in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    if len(said) < 60 and (span := _SPAN.fullmatch(said)) and any(span.groups()):
        years, months, days, hours, minutes, seconds = (int(each or 0) for each in span.groups())
        whole = (years * 365 + months * 30 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds
        return min(whole, LONGEST)
    return 0
