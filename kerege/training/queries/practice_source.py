"""What the curriculum of a course says about activities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.records.viewers import Viewer
from kerege.training.models import CurriculumVersion


@dataclass(frozen=True)
class Source:
    """A version of a curriculum with its content; empty where a course teaches none."""

    key: str = ""
    version: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


def source_of(course: Any, door: Viewer | None) -> Source:
    """The version that a course teaches, as far as its reader (practice_doors.Rights.door) may see it."""
    if course.teaches_id is None or door is None:
        return Source()
    version = CurriculumVersion.objects.seen_by(door).filter(id=course.teaches_id).one()
    content = dict(version.content) if version is not None else {}
    return Source(str(content.get("key", "")), str(content.get("version", "")), content)
