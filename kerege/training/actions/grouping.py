"""Dividing the people of a session into groups: evenly mixed, or one by one."""

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training.actions.practice_parts import _cohort_of, _session_of, planned_by
from kerege.training.models import CourseSession, GroupPlace
from kerege.training.rules.practice_groups import Participant, mixed
from kerege.training.words import practice_refused as refused

MOST_GROUPS = 30


def divide_evenly(*, by: Actor, course: str, session: str, groups: int, again: int = 0) -> dict[str, int]:
    """Divide everybody who has a place in the course into groups that are mixed by country and institution, in the
    place of the groups that were there; the group of each person by uid. The same people are divided in the same way
    again; `again` gives another mixture.

    Refuses records.nothing_there, training.not_your_activity and .groups_wrong.
    """
    about = planned_by(by=by, course=course)
    place = _session_of(about, session)
    people = _cohort_of(about)
    told = [
        Participant(str(uid), row.owner, row.organisation.key if row.organisation else "")
        for uid, row in people.items()
    ]
    found = mixed(told, groups, again=again)
    with checking():
        rows = {each.person_id: each.number for each in GroupPlace.objects.inside_action().filter(session=place)}
    if rows == {people[uid].id: found[str(uid)] for uid in people}:
        return found
    with act("training.activity.divided", by=by, owner=about.owner, about=about.uid, groups=groups, again=again):
        GroupPlace.objects.inside_action().filter(session=place).delete()
        GroupPlace.objects.bulk_create(
            [GroupPlace(**_kept(place), session=place, person=people[uid], number=found[str(uid)]) for uid in people]
        )
    return found


def place_in_group(*, by: Actor, course: str, session: str, person: str, group: int) -> None:
    """Put somebody into a group of a session by hand; 0 takes them out of theirs.

    Refuses records.nothing_there, training.not_your_activity, .no_place_in_course and .groups_wrong.
    """
    about = planned_by(by=by, course=course)
    place, people = _session_of(about, session), _cohort_of(about)
    number = uid_or_none(person)
    whom = people.get(number) if number else None
    if whom is None:
        raise Refusal(refused.NO_PLACE_IN_COURSE, field="person", key=person[:40])
    if not 0 <= group <= min(MOST_GROUPS, len(people)):
        raise Refusal(refused.GROUPS_WRONG, field="group", people=len(people), groups=group)
    with checking():
        row = GroupPlace.objects.inside_action().filter(session=place, person=whom).first()
    if (row.number if row is not None else 0) == group:
        return
    with act("training.activity.grouped", by=by, owner=about.owner, about=about.uid, group=group):
        if row is not None and not group:
            row.delete()
        else:
            row = row or GroupPlace(**_kept(place), session=place, person=whom)
            row.number = group
            row.save()


def _kept(session: CourseSession) -> dict[str, object]:
    return {"owner": session.owner, "synthetic": session.synthetic}
