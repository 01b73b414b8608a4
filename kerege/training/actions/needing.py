"""What a course asks of whoever comes to it."""

from django.utils.timezone import localdate

from kerege.capacity.queries.frameworks import framework
from kerege.capacity.queries.schemes import scheme_for
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice
from kerege.people.words import NOT_YOURS, Deed
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.places import course_for
from kerege.training.models import Course, CourseNeed
from kerege.training.queries.cohort import organises
from kerege.training.queries.curricula import curriculum
from kerege.training.rules.enrolling import Need, need_of
from kerege.training.words import enrolling as words
from kerege.training.words.enrolling import Needs


def ask_of_participants(*, by: Actor, course: str, kind: str, key: str, level: str) -> CourseNeed:
    """Ask something of whoever comes to a course: a course of a curriculum that was completed, a certificate of a
    scheme and a level, or a competence of a framework and the level in it. The same again changes nothing; who has a
    place keeps it.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, training.need_unknown and .need_level.
    """
    row = _own(by, course)
    need = need_of(Needs(choice(kind, Needs, "kind")), key.strip(), level)
    _check_known(by, row, need)
    wanted = {"course": row, "kind": need.kind, "key": need.key, "level": need.level}
    with checking():
        known = CourseNeed.objects.inside_action().filter(**wanted).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    with act("training.enrolment.needed", by=by, owner=row.owner, about=row.uid, kind=need.kind, key=need.key):
        kept = {"owner": row.owner, "label": row.label, "synthetic": row.synthetic}
        return CourseNeed.objects.create(**wanted, **kept)  # type: ignore[no-any-return]


def ask_no_more(*, by: Actor, course: str, kind: str, key: str, level: str) -> None:
    """Ask it no more of whoever comes. What is not asked changes nothing.

    Refuses records.nothing_there and people.not_yours.
    """
    row = _own(by, course)
    with checking():
        rows = CourseNeed.objects.inside_action().filter(course=row, kind=kind[:12], key=key[:60], level=level[:30])
        known = rows.first()
    if known is not None:
        with act("training.enrolment.need_dropped", by=by, owner=row.owner, about=row.uid, kind=known.kind):
            known.delete()


def _own(by: Actor, course: str) -> Course:
    row = course_for(by=by, course=course)
    if not by.is_system and not organises(by, row):
        raise Refusal(NOT_YOURS, owner=row.owner, deed=Deed.RECORD_ACTIVITY.value)
    return row


def _check_known(by: Actor, row: Course, need: Need) -> None:
    day = localdate()
    levels: set[str]
    if need.kind == Needs.CURRICULUM:
        known, levels = curriculum(viewer_of_actor(by, on=day), need.key, on=day, lang="en") is not None, {""}
    elif need.kind == Needs.CERTIFICATE:
        scheme = scheme_for(row.owner, need.key, on=day)
        known = scheme is not None
        levels = {level["key"] for level in scheme.content["levels"]} if known else set()
    else:
        found = framework(viewer_of_actor(by, on=day), need.key, on=day, lang="en")
        known = found is not None
        levels = {f"{c.code} {n}" for c in found.definition.competences() for n in range(1, 6)} if found else set()
    if not known:
        raise Refusal(words.NEED_UNKNOWN, field="key", key=need.key[:60])
    if need.level not in levels:
        raise Refusal(words.NEED_LEVEL, field="level")
