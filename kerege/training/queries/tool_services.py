"""What a tool may ask this node for with a token: its columns of results, and what stands in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.training.models import LtiTool, ToolColumn, ToolLearner, ToolLink, ToolPlace, ToolScore, ToolToken
from kerege.training.queries.lti_tools import DOOR
from kerege.training.rules.lti_tools.scoring import result_score
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import GRADE_SCOPES, LIST_READ, ToolState


@dataclass(frozen=True)
class LetIn:
    """A tool whose token holds now, in one of its places."""

    tool: Any
    place: Any
    scopes: frozenset[str]

    def check(self, *scopes: str) -> None:
        """Refuse training.tool_scope unless the token was given for one of these."""
        if not self.scopes & set(scopes):
            raise Refusal(words.TOOL_SCOPE)


def scopes_of(tool: Any) -> tuple[str, ...]:
    """What a tool may get a token for: who is in a course only where its registration says so."""
    return (*GRADE_SCOPES, LIST_READ) if tool.with_list else GRADE_SCOPES


def token_digest(token: str) -> str:
    """What is kept of a token. It is drawn and long, so one digest is enough."""
    return digest(["kerege.lti.token.1", token])


def let_in(authorization: str, place: object, *, now: datetime) -> LetIn:
    """The tool whose token is shown, and a place of that tool.

    Refuses training.tool_not_let_in, also for a tool that is not open any more, and training.no_such_tool_link (404)
    for another tool's place.
    """
    kind, _, token = authorization.partition(" ")
    rows = ToolToken.objects.filter(digest=token_digest(token.strip()), until__gt=now)
    row = rows.first() if kind.lower() == "bearer" and 20 < len(token) < 200 else None
    tool: Any = LtiTool.objects.seen_by(DOOR).filter(id=row.tool_id).one() if row else None
    if row is None or tool is None or tool.state != ToolState.OPEN or not row.scopes:
        raise Refusal(words.TOOL_NOT_LET_IN)
    number = uid_or_none(str(place))
    found = ToolPlace.objects.filter(uid=number, tool_id=tool.id).first() if number else None
    if found is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    return LetIn(tool, found, frozenset(row.scopes))


def sub_of(place: Any, account: int) -> str:
    """By which name a tool knows somebody in a place; empty for whom it knows by none."""
    return str(ToolLearner.objects.filter(place=place, account_id=account).values_list("sub", flat=True).first() or "")


def known(tool: Any, account: Any) -> dict[str, str]:
    """Name and address of somebody, as far as the registration of the tool says that it gets them."""
    told = {"name": account.name} if tool.with_name else {}
    return told | ({"email": account.email} if tool.with_mail else {})


@dataclass(frozen=True)
class Item:
    """A column of results as a tool reads it: that of a link, whose `uid` it has, or one that the tool made (`own`)."""

    uid: str
    title: str
    maximum: float
    link: str
    resource: str
    tag: str
    own: bool
    row: Any

    @property
    def where(self) -> dict[str, Any]:
        """The column of scores that leads here."""
        return {"column": self.row} if self.own else {"link": self.row}


def line_items(caller: LetIn, *, link: str = "", resource: str = "", tag: str = "") -> list[Item]:
    """The columns of results of the tool in the place: its links that have a maximum, and those that it made; with
    `link`, `resource` or `tag` those of that link or with that name of the tool's alone.
    """
    links = ToolLink.objects.filter(place=caller.place, maximum__isnull=False, removed_at__isnull=True).order_by("id")
    made = ToolColumn.objects.filter(place=caller.place, removed_at__isnull=True).select_related("link").order_by("id")
    found = [*(_of_link(each) for each in links), *(_made(each) for each in made)]
    wanted = [(link, "link"), (resource, "resource"), (tag, "tag")]
    return [each for each in found if all(getattr(each, name) == told for told, name in wanted if told)]


def link_in(caller: LetIn, uid: str) -> Any:
    """A link of the tool in its place, with results or without; None for every other uid."""
    number = uid_or_none(uid)
    rows = ToolLink.objects.filter(place=caller.place, removed_at__isnull=True, uid=number) if number else None
    return rows.first() if rows is not None else None


def line_item(caller: LetIn, uid: object) -> Item:
    """One of them. Refuses training.no_such_tool_link (404), also for another tool's or place's."""
    number = str(uid_or_none(str(uid)))
    row = next((each for each in line_items(caller) if each.uid == number), None)
    if row is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    return row


def results(item: Item, *, user: str = "") -> list[dict[str, Any]]:
    """What stands in a column, by learner."""
    rows = ToolScore.objects.filter(**item.where).select_related("learner").order_by("learner_id")
    shown = rows.filter(learner__sub=user) if user else rows
    return [_result(each, item) for each in shown]


def _of_link(row: Any) -> Item:
    return Item(str(row.uid), row.title, row.maximum, str(row.uid), row.resource, row.tag, False, row)


def _made(row: Any) -> Item:
    link = str(row.link.uid) if row.link else ""
    return Item(str(row.uid), row.title, row.maximum, link, row.resource, row.tag, True, row)


def _result(row: Any, item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {"userId": row.learner.sub}
    if row.given is not None:
        told |= {"resultScore": result_score(row.given, row.maximum, item.maximum), "resultMaximum": item.maximum}
    return told | ({"comment": row.comment} if row.comment else {})
