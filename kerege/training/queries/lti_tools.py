"""Tools of others for readers: which there are, where they are used, and what a tool says of learners."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Course, Curriculum, LtiTool, ToolLink, ToolPlace
from kerege.training.queries.cmi5 import courses_been_in, courses_with_a_place
from kerege.training.queries.cohort import course_row, keeps_list
from kerege.training.queries.lessons import lesson
from kerege.training.queries.tool_results import ResultLine, all_beside, all_in_link, own_beside, own_in_links
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
    choose_url: str
    keys_url: str
    keys: tuple[dict[str, str], ...]
    with_name: bool
    with_mail: bool
    with_list: bool
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
        return origins_of((self.login_url, self.launch_url, self.choose_url, *self.redirect_uris))


@dataclass(frozen=True)
class Ground:
    """A course or a module in which tools are used, for one reader. `public` says whether a tool may hear its title.

    Who has `been` in the course, and has no place there any more, reads what tools said of them, and opens none.
    """

    course: Any
    curriculum: Any
    module: str
    title: str
    public: bool
    keeps: bool
    member: bool
    been: bool = False

    @property
    def opens(self) -> bool:
        """Whether the reader may open tools here."""
        return self.member or self.keeps

    @property
    def where(self) -> dict[str, Any]:
        """The columns of a place that name it."""
        if self.course is not None:
            return {"course_id": self.course.id}
        return {"curriculum_id": self.curriculum.id, "module": self.module}


@dataclass(frozen=True)
class LinkLine:
    """One thing of a tool in a place, with the reader's own results. `listed` says whether the tool may ask who is in
    the course, and `named` whether it is told names then.
    """

    uid: str
    title: str
    url: str
    tool: ToolLine
    listed: bool = False
    named: bool = False
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
        "choose_url",
        *("with_name", "with_mail", "with_list", "why", "state", "handed_in_on", "opened_on", "reason"),
    )
    told = {name: getattr(row, name) for name in names}
    told |= {"redirect_uris": tuple(row.redirect_uris), "keys": tuple(row.keys), "uid": str(row.uid)}
    own = me is not None and bool(me.uid) and row.handed_in_by == known_as(me.uid)
    return ToolLine(**told, own=own, keeps=me is not None and may(me, Deed.KEEP_CURRICULA, row.owner))


def _shows(line: ToolLine) -> bool:
    return line.keeps or line.state == ToolState.OPEN


# -- where they are used -----------------------------------------------------------------------------------------------


def ground(viewer: Viewer, me: Actor, *, course: str = "", curriculum: str = "", module: str = "", on: date) -> Ground:
    """A course or a module for a reader with a place there, or who had one until it ended, or who keeps it.

    Refuses training.no_such_tool_link (404) for what the reader may not know of, and training.tool_not_your_place.
    """
    found = _of_course(viewer, me, course) if course else _of_module(viewer, me, curriculum, module, on)
    if not (found.opens or found.been):
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    return found


def _of_course(viewer: Viewer, me: Actor, uid: str) -> Ground:
    number = uid_or_none(uid)
    mine, been = {each.uid for each in courses_with_a_place(me)}, courses_been_in(me)
    row: Any = course_row(viewer, me, number) if number else None
    if row is None and str(number) in mine | been:
        row = Course.objects.seen_by(DOOR).filter(uid=number).one()
    if row is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    public = row.label == Sensitivity.PUBLIC
    keeps, here = bool(me.uid) and keeps_list(me, row), str(row.uid)
    return Ground(row, None, "", row.title, public, keeps, here in mine, here in been)


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


def context_title(place: Any) -> str:
    """How the course of a place is called, where everybody may know it; else empty."""
    row: Any = Course.objects.seen_by(DOOR).filter(id=place.course_id).one() if place.course_id else None
    return row.title if row is not None and row.label == Sensitivity.PUBLIC else ""


def links(viewer: Viewer, me: Actor, here: Ground) -> list[LinkLine]:
    """What of tools there is in a place, in the order in which it was added, as far as its reader may know the tool."""
    places = {each.id: each.tool_id for each in ToolPlace.objects.filter(**here.where)}
    rows = ToolLink.objects.filter(place_id__in=places, removed_at__isnull=True).select_related("place").order_by("id")
    known = {
        row.id: tool_line(row, me) for row in LtiTool.objects.seen_by(viewer).filter(id__in=places.values()).seen()
    }
    shown = [row for row in rows if (tool_ := known.get(places[row.place_id])) is not None and _shows(tool_)]
    mine = own_in_links(me, [row.id for row in shown])
    return [_link(row, known[places[row.place_id]], mine.get(row.id, ())) for row in shown]


def lists(viewer: Viewer, me: Actor, here: Ground) -> list[tuple[ToolLine, bool]]:
    """The open tools in a course that may ask who is in it, and whether staff lets them have the names."""
    if here.course is None:
        return []
    places = {each.tool_id: each.names_listed for each in ToolPlace.objects.filter(**here.where)}
    rows = LtiTool.objects.seen_by(viewer).filter(id__in=places, with_list=True, state=ToolState.OPEN)
    found = [(tool_line(row, me), places[row.id]) for row in rows.order_by("id").seen()]
    return sorted(found, key=lambda each: each[0].title.casefold())


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
    return _link(row, line, own_in_links(me, [row.id]).get(row.id, ())), here


def results(viewer: Viewer, me: Actor, uid: str, *, on: date) -> list[ResultLine]:
    """What a tool says of everybody in a link, for whoever keeps its place; names as in the list of the course.
    Refuses what `link` refuses, and training.tool_not_your_place.
    """
    line, here = link(viewer, me, uid, on=on)
    if not here.keeps or here.course is None:
        raise Refusal(words.TOOL_NOT_YOUR_PLACE)
    return all_in_link(viewer, here.course.id, line.uid)


def beside(viewer: Viewer, me: Actor, here: Ground) -> tuple[list[ResultLine], list[ResultLine]]:
    """Results in columns of a place that tools made for no link: the reader's own, and for whoever keeps a course those
    of everybody.
    """
    places = ToolPlace.objects.filter(**here.where).values_list("id", flat=True)
    shown = list(places.filter(tool_id__in=[row.id for row in LtiTool.objects.seen_by(viewer).seen()]))
    everybody = all_beside(viewer, here.course.id, shown) if here.keeps and here.course is not None else []
    return own_beside(me, shown), everybody


def _link(row: Any, tool_: ToolLine, mine: tuple[ResultLine, ...]) -> LinkLine:
    listed = tool_.with_list and row.place.course_id is not None
    named = listed and row.place.names_listed and (tool_.with_name or tool_.with_mail)
    return LinkLine(str(row.uid), row.title, row.url, tool_, listed, named, mine)
