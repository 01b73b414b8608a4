"""What somebody chose within a tool, before they confirm it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import LtiTool, ToolChoice
from kerege.training.queries.lti_tools import DOOR, Ground, ToolLine, ground_of, tool_line
from kerege.training.rules.lti_tools.choosing import Answer, answer_kept
from kerege.training.words import lti_tools as words


@dataclass(frozen=True)
class ChoiceLine:
    """An answer of a tool with the place for which it was asked."""

    uid: str
    tool: ToolLine
    ground: Ground
    answer: Answer


def choice(viewer: Viewer, me: Actor, uid: str, *, on: date) -> ChoiceLine:
    """What a tool answered to the reader, who keeps the place still.

    Refuses training.no_such_tool_link (404), also for what somebody else chose, what is confirmed or over, and
    training.tool_not_your_place.
    """
    number, account = uid_or_none(uid), people.account_number(me.uid) if me.uid else None
    rows = ToolChoice.objects.filter(answered_at__isnull=False, until__gt=timezone.now()).select_related("place")
    row = rows.filter(uid=number, account_id=account).first() if number and account else None
    tool = LtiTool.objects.seen_by(DOOR).filter(id=row.place.tool_id).one() if row else None
    if row is None or tool is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    here = ground_of(viewer, me, row.place, on=on)
    if not here.keeps:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    return ChoiceLine(str(row.uid), tool_line(tool, me), here, answer_kept(row.found))
