"""What happened afterwards at the facilities whose people were trained: assessments before and after a course. It is
shown beside the course and never claimed as its effect.
"""

from collections import Counter
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
from kerege.training.models import Enrolment
from kerege.training.queries.evaluation import cohort

MOST = 40
"""So many facilities of one cohort are looked at."""


@dataclass(frozen=True)
class Happened:
    """A facility: how many of its people were trained, how many work there where posts are recorded, and the scores of
    the last assessment closed before the course and of the last one after it, by the same set, with their uids.
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
    before_uid: str | None
    after_uid: str | None

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
    came = _came(viewer, course)
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


def _came(viewer: Viewer, course: Any) -> Counter[str]:
    """How many came from which organisation: what the employer was when somebody was nominated, else what it is now."""
    everybody = cohort(course.id)
    sent = Enrolment.objects.seen_by(viewer).filter(course=course.id, person__in=everybody, employer__isnull=False)
    then = dict(sent.order_by("id").values_list("person_id", "employer_id"))
    keys = people.organisation_keys(set(then.values())) if then else {}
    employers = people.employers(viewer, everybody) | {person: keys.get(body, "") for person, body in then.items()}
    return Counter(organisation for organisation in employers.values() if organisation)


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
            of.setdefault("before_uid", each.uid)
        elif each.closed_on > course.last_day:
            of.setdefault("after", score)
            of.setdefault("after_on", each.closed_on)
            of.setdefault("after_uid", each.uid)
    named = {"facility": line.key, "name": line.name, "trained": trained, "staff": staff}
    empty = dict.fromkeys(("before", "before_on", "before_uid", "after", "after_on", "after_uid"))
    return [Happened(**named, **{**empty, **of}) for of in sets.values() if len(of) > 1]
