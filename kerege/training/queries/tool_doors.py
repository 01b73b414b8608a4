"""Whether a course or a lesson leads to tools of others, for one reader."""

from typing import Any

from django.utils.timezone import localdate

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Curriculum, LtiTool, ToolLink
from kerege.training.queries.lti_tools import ground
from kerege.training.words.lti_tools import ToolState


def in_course(viewer: Viewer, me: Actor, uid: str) -> bool:
    """Whether there is something of an open tool in a course for whoever has or had a place there, or the reader keeps
    it.
    """
    if not me.uid:
        return False
    try:
        here = ground(viewer, me, course=uid, on=localdate())
    except Refusal:
        return False
    return here.keeps or _open(viewer).filter(place__course_id=here.course.id).exists()


def in_lesson(viewer: Viewer, me: Actor, curriculum: str, module: str, *, owner: str) -> bool:
    """Whether there is something of an open tool in a lesson that the reader has in view, or the reader keeps it."""
    if not me.uid:
        return False
    row: Any = Curriculum.objects.seen_by(viewer).filter(key=curriculum).one()
    found = _open(viewer).filter(place__curriculum_id=row.id, place__module=module) if row is not None else None
    return may(me, Deed.KEEP_CURRICULA, owner) or (found is not None and found.exists())


def _open(viewer: Viewer) -> Any:
    """What there is of tools that are open to the reader."""
    tools = LtiTool.objects.seen_by(viewer).filter(state=ToolState.OPEN).values_list("id", flat=True)
    return ToolLink.objects.filter(place__tool_id__in=list(tools), removed_at__isnull=True)
