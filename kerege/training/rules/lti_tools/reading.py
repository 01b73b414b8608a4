"""What a tool sends, read strictly and told as "training.tool_bad_body": objects, texts and numbers."""

import math
from collections.abc import Mapping
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.training.words.lti_tools import TOOL_BAD_BODY


def object_of(told: Any) -> Mapping[str, Any]:
    """A JSON object. Refuses training.tool_bad_body, as everything here does."""
    if not isinstance(told, Mapping):
        raise Refusal(TOOL_BAD_BODY, why="it is no JSON object")
    return told


def number_of(sent: Mapping[str, Any], name: str) -> float | None:
    """A finite number; None where nothing is said."""
    told = sent.get(name)
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not abs(told) <= 1e9 or not math.isfinite(told):
        raise Refusal(TOOL_BAD_BODY, why=f"{name} is no number")
    return float(told)


def text_of(sent: Mapping[str, Any], name: str, most: int) -> str:
    """One line; empty where nothing is said. Refuses text.* too."""
    told = sent.get(name)
    if told is None or told == "":
        return ""
    if not isinstance(told, str) or len(told) > most:
        raise Refusal(TOOL_BAD_BODY, why=f"{name} is no text of at most {most} characters")
    return clean_line(" ".join(told.split()), field=name, max_length=most) if told.strip() else ""
