"""Canaries in the lines of the cascade. See canaries.py."""

from typing import Any

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.training import actions


def lay_cascade(level: Sensitivity, laid: Any) -> None:
    """A course for some, with what a source tells of those who taught it."""
    title = laid.word("taught", level)
    course = actions.record_course(
        by=SYSTEM,
        owner="KAZ",
        key=title,
        title=title,
        kind="seminar",
        status="held",
        dates="2018-05-06",
        generation=2,
        venue="KAZ",
        trainees_from="KAZ",
        sources=["S1"],
        project_key="P53",
        label=level,
    )
    note = laid.word("taughtby", level)
    actions.record_descent(by=SYSTEM, course=title, basis="stated", sources=["S1"], note=note)
    laid.keep("taught", course)
