"""Exercises of the example world, from templates: one that waits for its players, and one that was played and mended.

Their moments are told as days before and after the day on which the world is laid.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.response.actions import evaluating_exercises as evaluating
from kerege.response.actions import exercise_kits, exercises, playing_exercises, running_exercises
from kerege.response.actions.evaluating_exercises import Found
from kerege.response.actions.exercises import Planned
from kerege.response.queries import exercises as queries
from kerege.response.rules.exercises.kits import kit
from kerege.sharing.queries import viewer_of_actor


def hold_exercise(
    *,
    by: Actor,
    owner: str,
    director: str,
    template: str,
    place: str,
    zone: str,
    label: int,
    starts: float,
    parts: str,
    synthetic: bool,
    answers: str = "",
    observations: str = "",
    findings: str = "",
) -> None:
    """Plan an exercise from a template `starts` days from now and name who takes part; where that day is over, play it.

    Each line of `parts` is an account, a part, a role of players (or -) and what they are called. With // between them:
    `answers` are a minute, an account, the number of an inject and what is answered; `observations` an account, an
    objective, a rating and what was seen; `findings` a kind, an objective, a title, why it was so, the action, the
    office that answers for it, days until it is due, and the proof (empty while it is open). Laid once.
    """
    at = (timezone.now() + timedelta(days=starts)).replace(minute=0, second=0, microsecond=0)
    leads = _acting(director, at)
    viewer, whole = viewer_of_actor(leads, on=at.date()), kit(template)
    if any(line.owner == owner and line.title == whole.title for line in queries.exercises(viewer, leads)):
        return
    told = Planned(
        title={},
        kind=whole.kind,
        languages=whole.languages,
        starts_at=at,
        ends_at=at + timedelta(minutes=whole.minutes),
        zone=zone,
        place=place,
        label=label,
    )
    before = min(at, timezone.now()) - timedelta(days=5)
    uid = str(
        exercise_kits.plan_from_kit(by=leads, owner=owner, key=template, told=told, synthetic=synthetic, now=before).uid
    )
    for line in parts.splitlines():
        email, part, team, called = line.split(maxsplit=3)
        exercises.name_part(
            by=leads, exercise=uid, email=email, part=part, team="" if team == "-" else team, called=called, now=before
        )
    if starts < 0:
        _played(uid, leads, at, whole.minutes, answers)
        _evaluated(uid, leads, at + timedelta(minutes=whole.minutes), observations, findings)


def _played(uid: str, leads: Actor, at: datetime, minutes: int, answers: str) -> None:
    """The play: what comes by hand goes out at its minute, and players answer."""
    running_exercises.start_exercise(by=leads, exercise=uid, now=at)
    known = {each.number: each for each in _injects(uid, leads, at)}
    steps: list[tuple[float, int, Any]] = [(each.minute, 0, each) for each in known.values() if each.release == "hand"]
    for line in answers.splitlines():
        when, email, number, said = (part.strip() for part in line.split("//"))
        steps.append((float(when), 1, (email, int(number), said)))
    for minute, answered, what in sorted(steps, key=lambda step: step[:2]):
        now = at + timedelta(minutes=minute)
        if not answered:
            running_exercises.release_inject(by=leads, exercise=uid, inject=what.uid, now=now)
            continue
        email, number, said = what
        playing_exercises.answer_inject(
            by=_acting(email, now), exercise=uid, inject=known[number].uid, answer=said, now=now
        )
    running_exercises.end_exercise(by=leads, exercise=uid, now=at + timedelta(minutes=minutes))


def _evaluated(uid: str, leads: Actor, end: datetime, observations: str, findings: str) -> None:
    """What was seen, found and mended; the report is adopted two days after the play."""
    seen: dict[str, list[str]] = {}
    for line in observations.splitlines():
        email, objective, rating, said = (part.strip() for part in line.split("//"))
        made = evaluating.observe(
            by=_acting(email, end), exercise=uid, objective=objective, rating=rating, text=said, now=end
        )
        seen.setdefault(objective, []).append(str(made.uid))
    later = end + timedelta(days=2)
    for line in findings.splitlines():
        kind, objective, title, cause, action, office, days, proof = (part.strip() for part in line.split("//"))
        told = Found(kind, objective, title, seen[objective], cause=cause)
        finding = evaluating.write_finding(by=leads, exercise=uid, told=told, now=end)
        if not action:
            continue
        due = (later + timedelta(days=float(days))).date()
        done = evaluating.plan_action(
            by=leads, finding=str(finding.uid), text=action, answers=office, due=due, now=later
        )
        if proof:
            evaluating.close_action(by=leads, action=str(done.uid), proof=proof, now=later + timedelta(days=14))
    evaluating.adopt_report(by=leads, exercise=uid, now=later)


def _injects(uid: str, leads: Actor, at: datetime) -> list[queries.InjectLine]:
    viewer = viewer_of_actor(leads, on=at.date())
    line = queries.exercise(viewer, leads, uid)
    return queries.injects(viewer, line, at=at) if line is not None else []


def _acting(account: str, at: datetime) -> Actor:
    return people.actor_for(people.account(account), on=at.date(), strong=True)
