"""What a tool says of results (Assignment and Grade Services 2.0): scores, read strictly."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.lti_tools.reading import number_of, object_of, text_of
from kerege.training.words.lti_tools import (
    MOST_POINTS,
    TOOL_BAD_BODY,
    TOOL_OLD_SCORE,
    TOOL_POINTS,
    TOOL_SCORE_BOUNDS,
    Activity,
    Grading,
)

AHEAD = timedelta(minutes=5)
"""By how much the clock of a tool may be ahead."""
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Score:
    """What a tool says of one learner. Without `given` it says how far, and no number."""

    user: str
    given: float | None
    maximum: float | None
    activity: Activity
    grading: Grading
    comment: str
    at: datetime


def score(told: Any, *, now: datetime) -> Score:
    """A score as it came. Refuses training.tool_bad_body and training.tool_score_bounds."""
    sent = object_of(told)
    given, maximum = number_of(sent, "scoreGiven"), number_of(sent, "scoreMaximum")
    if given is not None and (maximum is None or maximum <= 0):
        raise Refusal(TOOL_BAD_BODY, why="scoreGiven stands without a scoreMaximum above 0")
    if given is not None and maximum is not None and not 0 <= given <= maximum:
        raise Refusal(TOOL_SCORE_BOUNDS, maximum=f"{maximum:g}")
    at = moment(text_of(sent, "timestamp", 60))
    if at is None or at > now + AHEAD:
        raise Refusal(TOOL_BAD_BODY, why="timestamp is no moment with a zone, or lies ahead")
    user = text_of(sent, "userId", 250)
    if not user:
        raise Refusal(TOOL_BAD_BODY, why="userId is missing")
    return Score(
        user=user,
        given=given,
        maximum=maximum,
        activity=_one_of(Activity, sent, "activityProgress"),
        grading=_one_of(Grading, sent, "gradingProgress"),
        comment=text_of(sent, "comment", 1_000),
        at=at,
    )


def points(told: float) -> float:
    """A maximum above zero. Refuses training.tool_points."""
    if not math.isfinite(told) or not 0 < told <= MOST_POINTS:
        raise Refusal(TOOL_POINTS, field="maximum", most=MOST_POINTS)
    return float(told)


def check_newer(sent: datetime, stands: datetime | None) -> None:
    """Refuse training.tool_old_score unless a score is newer than the one that stands."""
    if stands is not None and sent <= stands:
        raise Refusal(TOOL_OLD_SCORE)


def result_score(given: float, maximum: float, of: float) -> float:
    """A score in the points of its line item."""
    return round(given / maximum * of, 6)


def moment(text: str) -> datetime | None:
    """A moment of ISO 8601 with a zone, in UTC; None for anything else."""
    if not _STAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _one_of(kind: Any, sent: Mapping[str, Any], name: str) -> Any:
    told = text_of(sent, name, 60)
    if told not in list(kind):
        raise Refusal(TOOL_BAD_BODY, why=f"{name} is none of {', '.join(kind)}")
    return kind(told)
