"""Recording what is seen of practice months after a course: a supervisor or an observer does, never the trainee."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, choice
from kerege.people.words import Role
from kerege.training.actions.evaluating import _untaught
from kerege.training.models import BehaviourObservation
from kerege.training.queries import evaluation, evaluation_practice, participants
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.evaluation_practice import WINDOWS, is_over, months_later, read_observation, time_of
from kerege.training.rules.evaluation_tests import check_day
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import Observing


def observe_practice(
    *,
    by: Actor,
    course: str,
    person: str,
    on: date | None,
    relation: str,
    given: Mapping[str, str],
    today: date | None = None,
) -> BehaviourObservation:
    """Record what was seen of a participant (by name or key) on a day, practice by practice, and which conditions there
    were. To which time it belongs, three or six months after the course, follows from the day.

    Who observes as the head of a laboratory and by nothing else finds the people who work there. Everybody else is to
    them as somebody who did not come: that somebody did is known to those who keep the list.

    Refuses records.nothing_there, training.not_organiser, .no_form, .no_last_day, .day_missing, .test_not_yet,
    .observed_too_early, .observed_too_late, .who_wrote, .which_one, .own_observation, .taught_it, .observed_already,
    .observation_incomplete and people.unknown_choice.
    """
    row, day = _untaught(by, course, today, right=lambda rights: rights.observes)
    on = check_day(on, day)
    if row.last_day is None:
        raise Refusal(refused.NO_LAST_DAY)
    after, kind = time_of(row.last_day, on), choice(relation, Observing, "relation")
    if is_over(row.last_day, after, on=day):  # rates are told by now: another row would point at whom it is about
        raise Refusal(refused.OBSERVED_TOO_LATE, field="on", last=months_later(row.last_day, WINDOWS[after][1]))
    asked = evaluation_practice.asked_in(row, on=day)
    if asked is None:
        raise Refusal(refused.NO_FORM)
    number = int(participants.matcher(row.id, of=_own_laboratories(by, row))(person).partition(":")[2])
    if people.person_number(by.uid) == number and not by.is_system:
        raise Refusal(refused.OWN_OBSERVATION, field="person")
    seen, drivers = read_observation(asked.practices, asked.conditions, given)
    me = known_as(by.uid)
    with checking():
        known = BehaviourObservation.objects.inside_action().filter(
            course=row.id, person=number, after=after, noted_by=me
        )
        if known.exists():
            raise Refusal(refused.OBSERVED_ALREADY, field="person")
    with act("training.evaluation.practice_seen", by=by, owner=row.owner, about=row.uid, after=after):
        told: dict[str, Any] = {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
        return BehaviourObservation.objects.create(  # type: ignore[no-any-return]
            **told,
            course_id=row.id,
            person_id=number,
            form_id=asked.form,
            after=after,
            on=on,
            relation=kind,
            seen=seen,
            drivers=drivers,
            noted_by=me,
            noted_on=day,
        )


def _own_laboratories(by: Actor, course: Any) -> frozenset[str] | None:
    """The organisations among whose people somebody is asked; None for whoever observes by more than heading them."""
    heads = {grant for grant in by.grants if grant.role == Role.LABORATORY_HEAD and grant.organisation}
    others = tuple(grant for grant in by.grants if grant not in heads)
    otherwise = Actor(by.uid, by.name, others, owes_factor=by.owes_factor)
    if not heads or by.is_system or evaluation.allowed(COUNTING, otherwise, course).observes:
        return None
    return frozenset(grant.organisation for grant in heads)
