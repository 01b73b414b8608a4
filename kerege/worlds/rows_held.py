"""Courses of the example world that are over: who was there, what was seen in an activity, and the closed register."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training import actions as training
from kerege.training.actions import evaluation as evaluating
from kerege.training.queries import delivery, evaluation, evaluation_practice
from kerege.training.queries.cohort import enrolments_of
from kerege.training.words.delivery import IN_COHORT, Presence
from kerege.training.words.evaluation import Driver, Seen
from kerege.training.words.evaluation_refused import OBSERVED_ALREADY
from kerege.worlds.rows_capacity import LOADER

EVENING = time(18)
SAID: dict[str, str] = {"f": Seen.FULLY, "p": Seen.PARTLY, "n": Seen.NOT, "o": Seen.NO_OCCASION}
HELPED: dict[str, str] = {"y": Driver.YES, "p": Driver.PARTLY, "n": Driver.NO}


def row_of(course: str) -> Any:
    """The row of a course; None where there is none."""
    try:
        return evaluation.row_with_key(LOADER, course)
    except Refusal:
        return None


def is_over(course: str) -> bool:
    """Whether the register of a course is closed, so that a row about it was loaded before."""
    row = row_of(course)
    return row is not None and row.register_closed_on is not None


def hold(*, by: Actor, course: str, on: date, left: str = "", particulars: str = "") -> None:
    """Everybody in the list of a course was at all its sessions, but those in `left` only at the first; then it is
    closed. `particulars` has the sex and the institution of people by their keys, with colons between.
    """
    if is_over(course):
        return
    row, now = evaluation.row_with_key(LOADER, course), datetime.combine(on, EVENING, UTC)
    cohort = {key: enrolment for key, enrolment, _ in _cohort(row.id)}
    for number, session in enumerate(delivery.sessions_of(LOADER, [row.id])[row.id]):
        gone = {cohort[key] for key in left.split()} if number else set()
        marks = {uid: (Presence.ABSENT if uid in gone else Presence.PRESENT, 0) for uid in cohort.values()}
        training.take_attendance(by=by, session=session.uid, marks=marks, now=now)
    told = {}
    for person, sex, institution in (each.split(":") for each in particulars.split()):
        told[cohort[person]] = training.Particulars(sex, institution)
    training.close_course(by=by, course=course, particulars=told, now=now)


def _cohort(course: int) -> Iterator[tuple[str, str, str]]:
    """The key of everybody in a course, with the uid in its list and that of the person."""
    rows = [row for row in enrolments_of(course) if row.state in IN_COHORT]
    numbers = [row.person_id for row in rows]
    called, uids = people.called(LOADER, numbers), people.person_uids(LOADER, numbers)
    return ((called[row.person_id][0], str(row.uid), uids[row.person_id]) for row in rows)


def practise(
    *,
    by: Actor,
    course: str,
    title: str,
    steps: str,
    checklist: str,
    observer: str,
    on: date,
    passed: str,
    missed: str = "",
    lang: str = "en",
    minutes: str = "",
    group: str = "",
) -> None:
    """A station with a checklist in the first session of a course, which its observer marks and signs for people by
    their keys; of those in `missed` the last point was not done.
    """
    if is_over(course):
        return
    row = evaluation.row_with_key(LOADER, course)
    session = delivery.sessions_of(LOADER, [row.id])[row.id][0]
    told = {"kind": "skill_station", "title": title, "lang": lang, "length": minutes, "group": group}
    parts = {"steps": steps, "checklist": checklist}
    made = training.set_up_activity(by=by, course=str(row.uid), session=session.uid, **told, **parts)
    persons = {key: person for key, _, person in _cohort(row.id) if key in {*passed.split(), *missed.split()}}
    events = _events(made, persons, missed.split(), datetime.combine(on, time(9), UTC))
    actor = people.actor_for(people.account(observer), on=on, strong=True)
    now = datetime.combine(on, EVENING, UTC)
    refused = training.record_events(by=actor, course=str(row.uid), events=events, now=now).refused
    for refusal in refused.values():
        raise refusal


def _events(made: Any, persons: dict[str, str], missed: list[str], at: datetime) -> list[dict[str, Any]]:
    device, number = str(stable_uid("demo-device", str(made.uid))), 0
    points = [point["id"] for point in made.content["checklist"]]
    events: list[dict[str, Any]] = []
    for key, person in persons.items():
        marks = []
        for item in (*points, ""):
            number += 1
            told = {"id": str(stable_uid("demo-event", f"{made.uid} {key} {item}")), "activity": str(made.uid)}
            told |= {"person": person, "device": device}
            value = "not_done" if key in missed and item == points[-1] else "done"
            kind = {"kind": "mark", "item": item, "value": value} if item else {"kind": "sign", "value": "signed"}
            marks.append(told["id"])
            after = {} if item else {"after": marks[:-1]}
            events.append(
                {**told, **kind, **after, "number": number, "at": int(at.timestamp() * 1000) + number * 60_000}
            )
    return events


def observe(*, by: Actor, course: str, account: str, relation: str, on: date, seen: str) -> None:
    """Somebody looked at people at their workplaces, each once: keys with a letter for each practice, a stroke, and one
    for each condition.
    """
    row = evaluation.row_with_key(LOADER, course)
    asked = evaluation_practice.asked_in(row, on=on)
    actor = people.actor_for(people.account(account), on=on, strong=True)
    for person, letters in (each.split(":") for each in seen.split()):
        done, helped = letters.split("/")
        practices, conditions = (asked.practices, asked.conditions) if asked is not None else ((), ())
        given = {question.key: SAID[letter] for question, letter in zip(practices, done, strict=True)}
        given |= {question.key: HELPED[letter] for question, letter in zip(conditions, helped, strict=True)}
        told: dict[str, Any] = {"person": person, "on": on, "relation": relation, "given": given, "today": on}
        try:
            evaluating.observe_practice(by=actor, course=str(row.uid), **told)
        except Refusal as refusal:
            if refusal.word != OBSERVED_ALREADY:
                raise
