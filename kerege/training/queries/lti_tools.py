"""Tools of others for readers: which there are, where they are used, and what a tool says of learners."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Course, Curriculum, LtiTool, ToolLink, ToolPlace, ToolScore
from kerege.training.queries.cmi5 import courses_with_a_place
from kerege.training.queries.cohort import course_row, keeps_list
from kerege.training.queries.elearning import known_as
from kerege.training.queries.lessons import lesson
from kerege.training.rules.lti_addresses import origins_of
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import ToolState

DOOR = Viewer(uid="training.lti", everywhere=Sensitivity.RESTRICTED)
"""Reads a tool, a course or a curriculum whose place was found by a key that only its own have."""


@dataclass(frozen=True)
class ToolLine:
    """A tool as it was registered. `own` says whether the reader registered it."""

    uid: str
    owner: str
    label: int
    title: str
    about: str
    client: str
    deployment: str
    login_url: str
    launch_url: str
    redirect_uris: tuple[str, ...]
    keys_url: str
    keys: tuple[dict[str, str], ...]
    with_name: bool
    with_mail: bool
    why: str
    state: str
    handed_in_on: date
    opened_on: date | None
    reason: str
    own: bool
    keeps: bool

    @property
    def origins(self) -> list[str]:
        """Where the tool lives: no form is sent anywhere else."""
        return origins_of((self.login_url, self.launch_url, *self.redirect_uris))


@dataclass(frozen=True)
class Ground:
    """A course or a module in which tools are used, for one reader. `public` says whether a tool may hear its title."""

    course: Any
    curriculum: Any
    module: str
    title: str
    public: bool
    keeps: bool
    member: bool

    @property
    def where(self) -> dict[str, Any]:
        """The columns of a place that name it."""
        if self.course is not None:
            return {"course_id": self.course.id}
        return {"curriculum_id": self.curriculum.id, "module": self.module}


@dataclass(frozen=True)
class ResultLine:
    """What a tool says of one learner in one line item."""

    item: str
    name: Any
    given: float | None
    maximum: float
    activity: str
    grading: str
    comment: str
    at: datetime


@dataclass(frozen=True)
class LinkLine:
    """One thing of a tool in a place, with the reader's own results."""

    uid: str
    title: str
    url: str
    tool: ToolLine
    mine: tuple[ResultLine, ...] = ()


def tools(viewer: Viewer, me: Actor) -> list[ToolLine]:
    """The tools that a reader may know of, by title: for whoever keeps curricula of its owner also those that wait."""
    rows = LtiTool.objects.seen_by(viewer).order_by("id").seen()
    lines = [tool_line(row, me) for row in rows]
    return sorted((each for each in lines if _shows(each)), key=lambda line: line.title.casefold())


def tool(viewer: Viewer, me: Actor, uid: str) -> ToolLine:
    """One tool. Refuses training.no_such_tool (404), also for one that the reader may not know of."""
    number = uid_or_none(uid)
    row = LtiTool.objects.seen_by(viewer).filter(uid=number).one() if number else None
    line = tool_line(row, me) if row is not None else None
    if line is None or not _shows(line):
        raise Refusal(words.NO_SUCH_TOOL)
    return line


def tool_by_client(client: str) -> ToolLine | None:
    """The tool of that client number, for the doors by which tools ask."""
    row = LtiTool.objects.seen_by(DOOR).filter(client=client).one() if uid_or_none(client) else None
    return tool_line(row, None) if row is not None else None


def tool_line(row: Any, me: Actor | None) -> ToolLine:
    """A row as its readers see it."""
    names = (
        *("owner", "label", "title", "about", "client", "deployment", "login_url", "launch_url", "keys_url"),
        *("with_name", "with_mail", "why", "state", "handed_in_on", "opened_on", "reason"),
    )
    told = {name: getattr(row, name) for name in names}
    told |= {"redirect_uris": tuple(row.redirect_uris), "keys": tuple(row.keys), "uid": str(row.uid)}
    own = me is not None and bool(me.uid) and row.handed_in_by == known_as(me.uid)
    return ToolLine(**told, own=own, keeps=me is not None and may(me, Deed.KEEP_CURRICULA, row.owner))


def _shows(line: ToolLine) -> bool:
    return line.keeps or line.state == ToolState.OPEN


# -- where they are used -----------------------------------------------------------------------------------------------


def ground(viewer: Viewer, me: Actor, *, course: str = "", curriculum: str = "", module: str = "", on: date) -> Ground:
    """A course or a module for a reader with a place there, or who keeps it.

    Refuses training.no_such_tool_link (404) for what the reader may not know of, and training.tool_not_your_place.
    """
    found = _of_course(viewer, me, course) if course else _of_module(viewer, me, curriculum, module, on)
    if not (found.member or found.keeps):
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    return found


def _of_course(viewer: Viewer, me: Actor, uid: str) -> Ground:
    number = uid_or_none(uid)
    mine = {each.uid for each in courses_with_a_place(me)}
    row: Any = course_row(viewer, me, number) if number else None
    if row is None and str(number) in mine:
        row = Course.objects.seen_by(DOOR).filter(uid=number).one()
    if row is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    public = row.label == Sensitivity.PUBLIC
    return Ground(row, None, "", row.title, public, bool(me.uid) and keeps_list(me, row), str(row.uid) in mine)


def _of_module(viewer: Viewer, me: Actor, key: str, module: str, on: date) -> Ground:
    row: Any = Curriculum.objects.seen_by(viewer).filter(key=key).one()
    found = lesson(viewer, key, module, on=on, lang="en") if row is not None else None
    if row is None or found is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    public = row.label == Sensitivity.PUBLIC
    signed_in = people.account_number(me.uid) is not None
    keeps = bool(me.uid) and may(me, Deed.KEEP_CURRICULA, row.owner)
    return Ground(None, row, module, found.line.title, public, keeps, signed_in)


def ground_of(viewer: Viewer, me: Actor, place: Any, *, on: date) -> Ground:
    """The same for a place that was found. Refuses what `ground` refuses."""
    if place.course_id:
        course: Any = Course.objects.seen_by(DOOR).filter(id=place.course_id).one()
        return ground(viewer, me, course=str(course.uid), on=on)
    of: Any = Curriculum.objects.seen_by(DOOR).filter(id=place.curriculum_id).one()
    return ground(viewer, me, curriculum=of.key, module=place.module, on=on)


def links(viewer: Viewer, me: Actor, here: Ground) -> list[LinkLine]:
    """What of tools there is in a place, in the order in which it was added, as far as its reader may know the tool."""
    places = {each.id: each.tool_id for each in ToolPlace.objects.filter(**here.where)}
    rows = list(ToolLink.objects.filter(place_id__in=places, removed_at__isnull=True).order_by("id"))
    known = {
        row.id: tool_line(row, me) for row in LtiTool.objects.seen_by(viewer).filter(id__in=places.values()).seen()
    }
    shown = [row for row in rows if (tool_ := known.get(places[row.place_id])) is not None and _shows(tool_)]
    mine = _own_results(me, [row.id for row in shown])
    return [_link(row, known[places[row.place_id]], mine.get(row.id, ())) for row in shown]


def link(viewer: Viewer, me: Actor, uid: str, *, on: date) -> tuple[LinkLine, Ground]:
    """One link with its place. Refuses training.no_such_tool_link (404) and what `ground` refuses."""
    number = uid_or_none(uid)
    row = (
        ToolLink.objects.select_related("place").filter(uid=number, removed_at__isnull=True).first() if number else None
    )
    tool_ = LtiTool.objects.seen_by(viewer).filter(id=row.place.tool_id).one() if row else None
    line = tool_line(tool_, me) if tool_ is not None else None
    if row is None or line is None or not _shows(line):
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    here = ground_of(viewer, me, row.place, on=on)
    return _link(row, line, _own_results(me, [row.id]).get(row.id, ())), here


def results(viewer: Viewer, me: Actor, uid: str, *, on: date) -> list[ResultLine]:
    """What a tool says of everybody in a link, for whoever keeps its place; the names as far as the reader may read
    them. Refuses what `link` refuses, and training.tool_not_your_place.
    """
    line, here = link(viewer, me, uid, on=on)
    if not here.keeps or here.course is None:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    rows = list(_scores(line.uid))
    names = people.person_names(viewer, [each.learner.account.person_id for each in rows])
    return [_result(each, names.get(each.learner.account.person_id, "")) for each in rows]


def _link(row: Any, tool_: ToolLine, mine: tuple[ResultLine, ...]) -> LinkLine:
    return LinkLine(str(row.uid), row.title, row.url, tool_, mine)


def _own_results(me: Actor, rows: list[int]) -> dict[int, tuple[ResultLine, ...]]:
    account = people.account_number(me.uid)
    found: dict[int, tuple[ResultLine, ...]] = {}
    if account is None or not rows:
        return found
    scores = ToolScore.objects.filter(learner__account_id=account, link_id__in=rows)
    for each in scores.select_related("link").order_by("link_id"):
        key: Any = each.link_id
        found[key] = (*found.get(key, ()), _result(each, ""))
    return found


def _scores(uid: str) -> Any:
    rows = ToolScore.objects.filter(link__uid=uid)
    return rows.select_related("link", "learner__account").order_by("learner_id")


def _result(row: Any, name: Any) -> ResultLine:
    of = row.link.maximum
    given = None if row.given is None else round(row.given / row.maximum * of, 2)
    return ResultLine(row.link.title, name, given, of, row.activity, row.grading, row.comment, row.at)
