"""Writing a lesson: all texts of one module of a draft at once, in its source and one translation."""

from collections.abc import Mapping
from typing import Any

from kerege.people.rules import Actor
from kerege.training.actions.adapting import rewrite
from kerege.training.models import CurriculumVersion
from kerege.training.rules.curricula.writing import written


def write_lesson(*, by: Actor, key: str, version: str, seen: str, told: Mapping[str, Any]) -> CurriculumVersion:
    """Write a module of a draft: `told` is what rules.curricula.writing.written takes. What nobody touched stays as it
    was; the same again writes no act.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind where somebody
    changed it since, .curriculum_no_part, .picture_without_words, .picture_unknown, and what rules.curricula.read
    refuses.
    """
    return rewrite(by=by, key=key, version=version, seen=seen, change=lambda content: written(content, **told))
