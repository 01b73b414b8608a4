"""What happened afterwards at the facilities whose people were trained: assessments before and after a course. It is
shown beside the course and never claimed as its effect.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kerege.capacity import queries as capacity
from kerege.capacity.words import AssessmentState
from kerege.inventory import queries as inventory
from kerege.inventory.queries import Choice
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.queries.evaluation import cohort

MOST = 40
"""So many facilities of one cohort are looked at."""


@dataclass(frozen=True)
class Happened:
    """A facility: how many of its people were trained, how many work there where posts are recorded, and the scores of
    the last assessment closed before the course and of the last one after it, by the same set.
    """

    facility: str
    name: str
    trained: int
    staff: int | None
    set_title: str
    before: Fraction | None
    before_on: date | None
    after: Fraction | None
    after_on: date | None

    @property
    def both(self) -> bool:
        return self.before is not None and self.after is not None


@dataclass(frozen=True)
class Results:
    """Facilities with assessments, and how many of those whose people came have none before and after."""

    lines: tuple[Happened, ...]
    without: int
    rose: int
    fell: int


def happened(viewer: Viewer, course: Any, *, by: Actor, on: date, lang: str) -> Results | None:
    """What is known of the facilities of a course's people; None for whoever may not know who took part. Scores are
    those that this reader may read.
    """
    if not viewer.may_see(Sensitivity.RESTRICTED, course.owner) or course.last_day is None:
        return None
    came: dict[str, int] = {}
    for organisation in people.employers(viewer, cohort(course.id)).values():
        if organisation:
            came[organisation] = came.get(organisation, 0) + 1
    if not came:
        return Results((), 0, 0, 0)
    facilities = inventory.facilities(viewer, on=on, choice=Choice(organisations=sorted(came)), lang=lang, size=MOST)
    posts = capacity.posts(viewer, on=on, acting=by, facilities=[line.key for line in facilities.rows])
    found: list[Happened] = []
    without = 0
    for line in facilities.rows:
        staff = sum(post.people for post in posts if post.facility == line.key) or None
        lines = _of(viewer, line, came[line.organisation], staff, course, by=by, on=on, lang=lang)
        found += lines
        without += not any(each.both for each in lines)
    pairs = [(each.before, each.after) for each in found if each.before is not None and each.after is not None]
    rose, fell = sum(after > before for before, after in pairs), sum(after < before for before, after in pairs)
    return Results(tuple(found), without, rose, fell)


def _of(
    viewer: Viewer, line: Any, trained: int, staff: int | None, course: Any, *, by: Actor, on: date, lang: str
) -> list[Happened]:
    """The assessments of one facility, by set."""
    wanted = capacity.Choice(facility=line.key, state=AssessmentState.CLOSED)
    sets: dict[str, dict[str, Any]] = {}
    for each in capacity.assessments(viewer, me=by.uid, on=on, lang=lang, choice=wanted):
        score = capacity.share_of(each.summary)
        if score is None or each.closed_on is None:
            continue
        of = sets.setdefault(each.set_key, {"set_title": each.set_title})
        if each.closed_on <= course.first_day:
            of.setdefault("before", score)  # the newest come first
            of.setdefault("before_on", each.closed_on)
        elif each.closed_on > course.last_day:
            of.setdefault("after", score)
            of.setdefault("after_on", each.closed_on)
    named = {"facility": line.key, "name": line.name, "trained": trained, "staff": staff}
    empty = dict.fromkeys(("before", "before_on", "after", "after_on"))
    return [Happened(**named, **{**empty, **of}) for of in sets.values() if len(of) > 1]
