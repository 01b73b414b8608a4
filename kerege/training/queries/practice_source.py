"""What the curriculum of a course says about activities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.training.models import CurriculumVersion
from kerege.training.queries.staff import DOOR


@dataclass(frozen=True)
class Source:
    """A version of a curriculum with its content; empty where a course teaches none."""

    key: str = ""
    version: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


def source_of(course: Any) -> Source:
    """The version that a course teaches, whoever asks: who has to do with its activities teaches by it."""
    if course.teaches_id is None:
        return Source()
    version = CurriculumVersion.objects.seen_by(DOOR).filter(id=course.teaches_id).one()
    content = dict(version.content) if version is not None else {}
    return Source(str(content.get("key", "")), str(content.get("version", "")), content)
