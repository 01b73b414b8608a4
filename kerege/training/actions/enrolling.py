"""Coming to a place in a course: nominating somebody, enrolling oneself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.personal import subject_model
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.places import _check_free_then, _give_place, _kept_in, _staff_of, course_for
from kerege.training.actions.turns import _held, _hold_persons
from kerege.training.models import Course, Enrolment
from kerege.training.queries import showing
from kerege.training.queries.cohort import day_there, offer_of, organises
from kerege.training.rules.enrolling import check_entry, check_going, check_open, check_promise, check_step
from kerege.training.words import enrolling as words
from kerege.training.words.delivery import EnrolmentState, Entry


@dataclass(frozen=True)
class Promise:
    """What an employer promises who nominates: time and place to teach, material, and that the person will teach."""

    time: str = ""
    place: str = ""
    material: str = ""
    teaches: bool = False

    @property
    def text(self) -> str:
        """As it is kept, part by part. Refuses text.*."""
        parts = (("time", self.time), ("place", self.place), ("material", self.material))
        return " · ".join(clean_line(text, field=field, max_length=320) for field, text in parts if text.strip())


def nominate_for_course(
    *,
    by: Actor,
    course: str,
    person: str,
    promise: Promise = Promise(),
    language: str = "",
    despite: str = "",
    now: datetime | None = None,
) -> Enrolment:
    """Nominate a person, by the key of the record, for a course, by its key: an employer with what is promised, or the
    organiser of the course, who may also name somebody whose name they read, after the last day of enrolment, and
    `despite` something that is missing, with the reason. Whoever withdrew or was not accepted can be nominated again.

    Refuses records.nothing_there (a course or a person of whom the actor may not know, or for whom they do not
    nominate), training.course_cancelled, .course_over, .enrolment_not_yet, .enrolment_ended, .by_invitation,
    .promise_incomplete, .not_teaching, .nominated_already, .staff_of_course, .lacks and text.*.
    """
    at = now or timezone.now()
    row = course_for(by=by, course=course)
    own, day = organises(by, row), day_there(row, at)
    _check_nominating(row, own, day)
    whom = _person(by, person, own)
    if not own or row.entry in {"", Entry.NOMINATION}:
        check_promise(time=promise.time, place=promise.place, material=promise.material, teaches=promise.teaches)
    told = {"commitment": promise.text, "language": language[:12], "nominated_on": day}
    with act("training.enrolment.nominated", by=by, owner=row.owner) as done:
        held = _held(row)
        _check_nominating(held, own, day)
        told["reason"] = _despite(held, whom, day, own, despite)
        enrolment = _entered(held, whom, by, EnrolmentState.NOMINATED, told)
        done.about = enrolment.uid
    return enrolment


def _check_nominating(row: Course, own: bool, day: date) -> None:
    """Whether people are nominated on a day: by the organiser also after the last day of enrolment."""
    if own:
        return check_going(offer_of(row), today=day)
    check_open(offer_of(row), today=day)
    return check_entry(offer_of(row), oneself=False)


def enrol_myself(*, by: Actor, course: str, language: str = "", now: datetime | None = None) -> Enrolment:
    """Enrol oneself in a course that is open for that: a place, or the waiting list where none is left.

    Refuses records.nothing_there, training.course_cancelled, .course_over, .enrolment_not_yet, .enrolment_ended,
    .by_nomination, .by_invitation, .no_own_record, .nominated_already (also whom the organiser did not accept),
    .staff_of_course, .lacks and .at_another_course.
    """
    at = now or timezone.now()
    row = course_for(by=by, course=course)
    day = day_there(row, at)
    _check_enrolling(row, day)
    number = people.person_number(by.uid) if by.uid and not by.is_system else None
    if number is None:
        raise Refusal(words.NO_OWN_RECORD)
    with checking():
        whom = subject_model(Enrolment, "person").objects.inside_action().get(id=number)
    with act("training.enrolment.asked", by=by, owner=row.owner) as done:
        held = _held(row)
        _hold_persons([whom.id])
        _check_enrolling(held, day)
        _despite(held, whom, day, False, "")
        _check_not_declined(held, whom)
        _check_free_then(held, whom.id)
        told = {"language": language[:12], "nominated_on": day, "reason": ""}
        enrolment = _entered(held, whom, by, EnrolmentState.NOMINATED, told)
        done.about = enrolment.uid
        done.note(state=_give_place(held, enrolment, at))
    return enrolment


def _check_enrolling(row: Course, day: date) -> None:
    check_open(offer_of(row), today=day)
    check_entry(offer_of(row), oneself=True)


def _person(by: Actor, key: str, own: bool) -> Any:
    """A person for whom the actor nominates; for the organiser also one whose name they may read. Refuses
    training.nobody_chosen and records.nothing_there.
    """
    if not str(key).strip():
        raise Refusal(words.NOBODY_CHOSEN, field="person")
    model: Any = subject_model(Enrolment, "person")
    with checking():
        found = model.objects.inside_action().select_related("organisation").filter(key=key).first()
    if found is not None and not may(by, Deed.NOMINATE, found.owner):
        reader = viewer_of_actor(by, on=timezone.localdate())
        name = people.person_names(reader, [found.id]).get(found.id) if own else None
        found = found if isinstance(name, str) else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="person", what=model._meta.verbose_name, key=str(key)[:60])
    return found


def _despite(row: Course, whom: Any, day: Any, own: bool, reason: str) -> str:
    """Refuse training.staff_of_course and .lacks, which names what is missing; the organiser's reason to take somebody
    all the same, as it is kept.
    """
    if whom.id in _staff_of(row):
        raise Refusal(words.STAFF_OF_COURSE, field="person")
    missing = showing.lacking_for(row.id, whom.id, on=day)
    if missing and not (own and reason.strip()):
        raise Refusal(words.LACKS, field="person", missing="; ".join(str(each) for each in missing))
    return clean_line(reason, field="despite", max_length=500) if missing else ""


def _check_not_declined(row: Course, whom: Any) -> None:
    """Refuse training.nominated_already to whom the organiser did not accept: nobody undoes that for themselves."""
    with checking():
        known = Enrolment.objects.inside_action().filter(course=row, person=whom, state=EnrolmentState.REFUSED).first()
    if known is not None:
        raise Refusal(words.NOMINATED_ALREADY, field="person", state=_kept_in(known))


def _entered(row: Course, whom: Any, by: Actor, state: EnrolmentState, told: dict[str, Any]) -> Enrolment:
    """The row of a person in the list of a course, new, or again after a withdrawal, inside the act that is open.
    Refuses training.nominated_already.
    """
    known: Enrolment | None = Enrolment.objects.inside_action().filter(course=row, person=whom).first()
    if known is not None:
        try:
            check_step(EnrolmentState(known.state), state)
        except Refusal:
            raise Refusal(words.NOMINATED_ALREADY, field="person", state=_kept_in(known)) from None
    enrolment = known or Enrolment(course=row, person=whom, owner=row.owner, label=Sensitivity.RESTRICTED)
    for name, value in told.items():
        setattr(enrolment, name, value)
    enrolment.state, enrolment.noted_by, enrolment.employer = state, known_as(by.uid), whom.organisation
    enrolment.synthetic = whom.synthetic
    enrolment.waiting_since = enrolment.decided_on = None
    enrolment.moved += 1 if known is not None else 0
    enrolment.save()
    return enrolment
