"""A column of results that a tool makes by itself (Assignment and Grade Services 2.0), read strictly."""

from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.lti_tools.reading import number_of, object_of, text_of
from kerege.training.rules.lti_tools.scoring import points
from kerege.training.words.lti_tools import TOOL_BAD_BODY

MOST_NAME = 250


@dataclass(frozen=True)
class Column:
    """What a tool says of a column. `link` is the resource link that it belongs to; empty for none. When it begins and
    ends is not kept: nobody here closes a column.
    """

    title: str
    maximum: float
    resource: str
    tag: str
    link: str


def column(told: Any) -> Column:
    """A line item as it came. Refuses training.tool_bad_body, .tool_points and text.*."""
    sent = object_of(told)
    title, maximum = text_of(sent, "label", 200), number_of(sent, "scoreMaximum")
    if not title:
        raise Refusal(TOOL_BAD_BODY, why="label is missing")
    if maximum is None:
        raise Refusal(TOOL_BAD_BODY, why="scoreMaximum is missing")
    resource, tag = text_of(sent, "resourceId", MOST_NAME), text_of(sent, "tag", MOST_NAME)
    return Column(title, points(maximum), resource, tag, text_of(sent, "resourceLinkId", MOST_NAME))
