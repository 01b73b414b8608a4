"""What a package says of how far somebody got, in words."""

from typing import Any

from django.utils.translation import gettext

from kerege.training.rules.elearning.results import Progress
from kerege.training.words.elearning import COMPLETIONS, SUCCESSES, Completion, Success

_MARKS = {Completion.NOT_BEGUN: "info", Completion.BEGUN: "warn", Completion.COMPLETED: "good"}


def result(standing: Progress) -> dict[str, Any]:
    """Completion, success, score and time, each as a text; empty where the package says nothing."""
    told = standing.outcome
    return {
        "completion": gettext(COMPLETIONS[told.completion]),
        "mark": _MARKS[told.completion],
        "success": gettext(SUCCESSES[told.success]) if told.success else "",
        "success_mark": "good" if told.success == Success.PASSED else "bad",
        "score": None if told.score is None else round(told.score * 100),
        "minutes": (told.seconds + 59) // 60,
        "done": standing.done,
        "of": standing.of,
        "several": standing.of > 1,
    }
