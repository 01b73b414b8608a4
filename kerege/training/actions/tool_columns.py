"""Columns of results that tools make by themselves, with a token: in one of their places, and of their own alone."""

from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.training.models import ToolColumn, ToolLink
from kerege.training.queries import tool_services as queries
from kerege.training.queries.tool_services import Item, LetIn
from kerege.training.rules.lti_tools import columns
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import MOST_COLUMNS


def make_column(*, by: LetIn, told: Any) -> Item:
    """Make a column of results in the place of a tool, for one of its links there or for none.

    Refuses training.tool_bad_body, .tool_points, text.*, .tool_too_many, and .no_such_tool_link for a link that is none
    of the tool's in this place.
    """
    said = columns.column(told)
    row = ToolColumn(place=by.place, title=said.title, maximum=said.maximum, resource=said.resource, tag=said.tag)
    row.link = _link(by, said.link)
    with act("training.tool.column_made", by=SYSTEM, owner=by.tool.owner, about=row.uid):
        if ToolColumn.objects.filter(place=by.place, removed_at__isnull=True).count() >= MOST_COLUMNS:
            raise Refusal(words.TOOL_TOO_MANY, most=MOST_COLUMNS)
        row.save()
    return queries.line_item(by, row.uid)


def change_column(*, by: LetIn, uid: str, told: Any) -> Item:
    """Call a column that the tool made otherwise, or give it another maximum. Its link stays. The same again changes
    nothing.

    Refuses training.no_such_tool_link, .tool_not_its_column, .tool_bad_body, .tool_points and text.*.
    """
    item, said = _own(by, uid), columns.column(told)
    held = {"title": said.title, "maximum": said.maximum, "resource": said.resource, "tag": said.tag}
    if all(getattr(item.row, name) == value for name, value in held.items()):
        return item
    with act("training.tool.column_changed", by=SYSTEM, owner=by.tool.owner, about=item.uid):
        for name, value in held.items():
            setattr(item.row, name, value)
        item.row.save(update_fields=list(held))
    return queries.line_item(by, uid)


def remove_column(*, by: LetIn, uid: str) -> None:
    """Remove a column that the tool made. What it told stays with its learners, in the copy of their data.

    Refuses training.no_such_tool_link and .tool_not_its_column.
    """
    item = _own(by, uid)
    with act("training.tool.column_removed", by=SYSTEM, owner=by.tool.owner, about=item.uid):
        item.row.removed_at = timezone.now()
        item.row.save(update_fields=["removed_at"])


def _own(by: LetIn, uid: str) -> Item:
    item = queries.line_item(by, uid)
    if not item.own:
        raise Refusal(words.TOOL_NOT_ITS_COLUMN)
    return item


def _link(by: LetIn, uid: str) -> ToolLink | None:
    if not uid:
        return None
    found = queries.link_in(by, uid)
    if found is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    link: ToolLink = found
    return link
