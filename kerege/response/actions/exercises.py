"""Planning an exercise: what it is to show, roles of players, the list of events, and who has which part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.versions import Texts
from kerege.lib.zones import zone_or_none
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.response.models import Exercise, ExerciseInject, ExerciseRole, InjectReply
from kerege.response.queries.exercise_doors import door_of
from kerege.response.rules.exercises import parts, plan, states
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import (
    ExerciseKind,
    ExercisePart,
    ExerciseState,
    InjectState,
    Release,
)


@dataclass(frozen=True)
class Planned:
    """An exercise as its director plans it. Texts are by language, the first of `languages` is that of the plan."""

    title: Texts
    kind: str
    languages: Sequence[str]
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    scope: Texts = field(default_factory=dict)
    scenario: Texts = field(default_factory=dict)
    place: str = ""
    label: int = Sensitivity.NATIONAL
    template: str = ""


@dataclass(frozen=True)
class Event:
    """A line of the master events list as it is planned. `to` are keys of roles of players, empty for all."""

    position: int
    minute: int
    text: Texts
    objective: str
    expected: Texts = field(default_factory=dict)
    to: Sequence[str] = ()
    release: str = Release.CLOCK


def plan_exercise(
    *, by: Actor, owner: str, told: Planned, synthetic: bool = False, now: datetime | None = None
) -> Exercise:
    """Plan an exercise; whoever does is its director. Its label is that of all that is in it.

    Refuses people.not_yours, people.unknown_choice, response.exercise_says_nothing, .exercise_ends_early,
    .exercise_is_past, .exercise_not_a_time, .exercise_no_zone, text.* and inventory.not_for_sharing.
    """
    check_may(by, Deed.DIRECT_EXERCISE, owner)
    moment = now or timezone.now()
    content = _content(told, moment)
    with act("response.exercise.planned", by=by, owner=owner) as done:
        row = Exercise(owner=owner, synthetic=synthetic, label=Sensitivity(told.label), **content)
        row.director, row.planned_at, row.template = known_as(by.uid), moment, told.template
        row.save()
        done.about = row.uid
        done.note(kind=row.kind)
    return row


def change_exercise(*, by: Actor, exercise: str, told: Planned, seen: int, now: datetime | None = None) -> Exercise:
    """Change what was planned, before the start; `seen` is the number of the plan that was open. The label stays.

    Refuses what `directed` and `plan_exercise` refuse, response.exercise_not_now and .exercise_moved.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    content = _content(told, now or timezone.now())
    with act("response.exercise.changed", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.PLANNED, seen=seen)
        for name, value in content.items():
            setattr(row, name, value)
        step(by=by, row=row)
    return row


def cancel_exercise(*, by: Actor, exercise: str) -> Exercise:
    """Cancel an exercise before its start. Refuses what `directed` refuses and response.exercise_not_now."""
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    with act("response.exercise.cancelled", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.PLANNED)
        row.state = ExerciseState.CANCELLED
        step(by=by, row=row)
    return row


def set_objective(*, by: Actor, exercise: str, text: Texts, measure: Texts, capacity: str = "", key: str = "") -> str:
    """Add an objective with the measure by which one sees whether it is reached, or write the one with this key anew;
    its key. Refuses what `directed` refuses, response.exercise_not_now, .exercise_says_nothing, .exercise_no_objective.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    made = {
        "text": plan.said(text, row.languages, "text"),
        "measure": plan.said(measure, row.languages, "measure"),
        "capacity": clean_line(capacity, field="capacity", max_length=120) if capacity.strip() else "",
    }
    return _keyed(by, row, "objectives", "O", key, made, refused.EXERCISE_NO_OBJECTIVE)


def set_team(*, by: Actor, exercise: str, title: Texts, brief: Texts, key: str = "") -> str:
    """Add a role of players, or write the one with this key anew; its key. Refuses what `set_objective` refuses, and
    response.exercise_no_team.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    made = {
        "title": plan.said(title, row.languages, "title", line=True),
        "brief": plan.said(brief, row.languages, "brief", optional=True),
    }
    return _keyed(by, row, "teams", "R", key, made, refused.EXERCISE_NO_TEAM)


def _keyed(by: Actor, row: Exercise, name: str, letter: str, key: str, made: Mapping[str, Any], word: Any) -> str:
    """Write one entry of a list of the plan."""
    with act("response.exercise.changed", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.PLANNED)
        rows = list(getattr(row, name))
        known = [each["key"] for each in rows]
        if key:
            plan.check_known(key, known, word=word, field="key")
            rows = [{**made, "key": key} if each["key"] == key else each for each in rows]
        else:
            key = plan.next_key(letter, known)
            rows.append({**made, "key": key})
        setattr(row, name, rows)
        step(by=by, row=row)
    return key


def drop_from_plan(*, by: Actor, exercise: str, key: str) -> Exercise:
    """Take an objective or a role of players out of the plan, by its key. What is not there is not taken out.

    Refuses what `directed` refuses, response.exercise_not_now and .exercise_in_use.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    with act("response.exercise.changed", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.PLANNED)
        injects = list(ExerciseInject.objects.inside_action().filter(exercise=row))
        played = ExerciseRole.objects.inside_action().filter(exercise=row, team=key).exists()
        if played or any(each.objective == key or key in each.to for each in injects):
            raise Refusal(refused.EXERCISE_IN_USE, field="key", key=key[:40])
        row.objectives = [each for each in row.objectives if each["key"] != key]
        row.teams = [each for each in row.teams if each["key"] != key]
        step(by=by, row=row)
    return row


def set_inject(*, by: Actor, exercise: str, told: Event, inject: str = "") -> ExerciseInject:
    """Add a line to the master events list, or write the inject with this uid anew, before the start.

    Refuses what `directed` refuses, response.exercise_not_now, .exercise_says_nothing, .exercise_no_team,
    .exercise_no_objective, .inject_number_taken, .inject_bad_number, .inject_bad_minute, .not_your_inject,
    people.unknown_choice and text.*.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    content = _event(row, told)
    with act("response.inject.written", by=by, owner=row.owner, about=row.uid) as done:
        row = locked(by=by, row=row, allowed=states.PLANNED)
        known = ExerciseInject.objects.inside_action().filter(exercise=row)
        found = known.filter(uid=uid_or_none(inject)).first() if inject else None
        if inject and found is None:
            raise Refusal(refused.NOT_YOUR_INJECT)
        taken = known.filter(position=told.position).first()
        if taken is not None and (found is None or taken.pk != found.pk):
            raise Refusal(refused.INJECT_NUMBER_TAKEN, field="position", number=told.position)
        made = found or ExerciseInject(owner=row.owner, synthetic=row.synthetic, label=row.label, exercise=row)
        for name, value in content.items():
            setattr(made, name, value)
        made.save()
        step(by=by, row=row)
        done.note(number=made.position)
    return made  # type: ignore[no-any-return]


def take_out_inject(*, by: Actor, exercise: str, inject: str) -> None:
    """Take a line out of the list of events, before the start. Refuses what `directed` refuses and
    response.not_your_inject.
    """
    row = directed(by=by, exercise=exercise, allowed=states.PLANNED)
    with act("response.inject.taken_out", by=by, owner=row.owner, about=row.uid) as done:
        row = locked(by=by, row=row, allowed=states.PLANNED)
        found = ExerciseInject.objects.inside_action().filter(exercise=row, uid=uid_or_none(inject)).first()
        if found is None:
            raise Refusal(refused.NOT_YOUR_INJECT)
        done.note(number=found.position)
        found.delete()
        step(by=by, row=row)


def name_part(
    *,
    by: Actor,
    exercise: str,
    email: str,
    part: str,
    team: str = "",
    called: str = "",
    now: datetime | None = None,
) -> ExerciseRole:
    """Name somebody player, observer, evaluator or controller, by the address of their account; a player for a role of
    the plan. Late comers are let in while it runs. Nobody has two parts: whoever evaluates or steers does not play.

    Refuses what `directed` refuses, people.unknown_choice, response.exercise_no_account, .exercise_no_team,
    .director_plays, .evaluator_plays, .has_a_part and .exercise_not_now.
    """
    row = directed(by=by, exercise=exercise, allowed=states.TAKES_PARTS)
    moment, chosen = now or timezone.now(), ExercisePart(choice(part, ExercisePart, "part"))
    try:
        who: Any = people.actor_for(people.account(email), on=moment.date(), strong=True)
    except Refusal:
        raise Refusal(refused.EXERCISE_NO_ACCOUNT, field="email") from None
    subject, name = known_as(who.uid), clean_line(called or who.name, field="called", max_length=120)
    if chosen == ExercisePart.PLAYER:
        plan.check_known(team, [each["key"] for each in row.teams], word=refused.EXERCISE_NO_TEAM, field="team")
        if subject == row.director:
            raise Refusal(refused.DIRECTOR_PLAYS, field="email")
    with act("response.exercise_part.named", by=by, owner=row.owner, about=row.uid, part=chosen):
        row = locked(by=by, row=row, allowed=states.TAKES_PARTS)
        has = ExerciseRole.objects.inside_action().filter(exercise=row, subject=subject).first()
        if has is not None:
            parts.refuse_second(has=has.part, wants=chosen, called=has.called)
        made = ExerciseRole(
            owner=row.owner,
            synthetic=row.synthetic,
            exercise=row,
            subject=subject,
            part=chosen,
            team=team if chosen == ExercisePart.PLAYER else "",
            called=name,
            named_by=known_as(by.uid),
            named_at=moment,
        )
        made.save()
        step(by=by, row=row)
    return made


def take_part_back(*, by: Actor, exercise: str, role: str) -> None:
    """Take somebody's part back who has not answered anything yet. Refuses what `directed` refuses,
    response.exercise_not_now, records.nothing_there and response.exercise_in_use.
    """
    row = directed(by=by, exercise=exercise, allowed=states.TAKES_PARTS)
    with act("response.exercise_part.taken_back", by=by, owner=row.owner, about=row.uid):
        row = locked(by=by, row=row, allowed=states.TAKES_PARTS)
        found = ExerciseRole.objects.inside_action().filter(exercise=row, uid=uid_or_none(role)).first()
        if found is None:
            raise Refusal(NOTHING_THERE, field="key", what="part", key=role[:40])
        if InjectReply.objects.inside_action().filter(role=found).exists():
            raise Refusal(refused.EXERCISE_IN_USE, field="key", key=found.called)
        found.delete()
        step(by=by, row=row)


# -- for the other actions of exercises --------------------------------------------------------------------------------


def directed(*, by: Actor, exercise: str, allowed: Any) -> Exercise:
    """The exercise, for who directs it. Refuses records.nothing_there, response.not_in_your_part, .exercise_not_now."""
    seen, rights = door_of(by, exercise)
    if not rights.directs:
        raise Refusal(refused.NOT_IN_YOUR_PART)
    states.check_state(seen.state, allowed)
    with checking():
        row: Exercise = Exercise.objects.inside_action().get(pk=seen.id)
    return row


def locked(*, by: Actor, row: Any, allowed: Any, seen: int | None = None) -> Exercise:
    """The exercise as it is now, held until the act ends. Refuses response.exercise_not_now and .exercise_moved."""
    now: Exercise = Exercise.objects.inside_action().select_for_update(of=("self",)).get(id=row.id)
    if seen is not None and now.number != seen:
        raise Refusal(refused.EXERCISE_MOVED)
    states.check_state(now.state, allowed)
    return now


def step(*, by: Actor, row: Exercise) -> None:
    """Keep the exercise, with the number by which phones learn that there is something new. Refuses nothing."""
    row.number += 1
    row.save()


def _content(told: Planned, moment: datetime) -> dict[str, Any]:
    if told.starts_at is None or told.ends_at is None:
        raise Refusal(refused.EXERCISE_NOT_A_TIME, field="starts_at" if told.starts_at is None else "ends_at", text="")
    if told.ends_at <= told.starts_at:
        raise Refusal(refused.EXERCISE_ENDS_EARLY, field="ends_at")
    if told.ends_at <= moment:
        raise Refusal(refused.EXERCISE_IS_PAST, field="starts_at")
    if not zone_or_none(told.zone):
        raise Refusal(refused.EXERCISE_NO_ZONE, field="zone", zone=told.zone[:40])
    languages = list(dict.fromkeys(each for each in told.languages if each)) or ["en"]
    return {
        "title": plan.said(told.title, languages, "title", line=True),
        "kind": choice(told.kind, ExerciseKind, "kind"),
        "languages": languages,
        "scope": plan.said(told.scope, languages, "scope", optional=True),
        "scenario": plan.said(told.scenario, languages, "scenario", optional=True),
        "place": clean_line(told.place, field="place", max_length=200) if told.place.strip() else "",
        "zone": told.zone,
        "starts_at": told.starts_at,
        "ends_at": told.ends_at,
    }


def _event(row: Exercise, told: Event) -> dict[str, Any]:
    for key in told.to:
        plan.check_known(key, [each["key"] for each in row.teams], word=refused.EXERCISE_NO_TEAM, field="to")
    known = [each["key"] for each in row.objectives]
    return {
        "position": plan.check_number(told.position),
        "minute": plan.check_minute(told.minute),
        "release": choice(told.release, Release, "release"),
        "to": list(told.to),
        "text": plan.said(told.text, row.languages, "text"),
        "expected": plan.said(told.expected, row.languages, "expected"),
        "objective": plan.check_known(told.objective, known, word=refused.EXERCISE_NO_OBJECTIVE, field="objective"),
        "state": InjectState.PLANNED,
    }


__all__ = [
    "Event",
    "Planned",
    "cancel_exercise",
    "change_exercise",
    "directed",
    "drop_from_plan",
    "locked",
    "name_part",
    "plan_exercise",
    "set_inject",
    "set_objective",
    "set_team",
    "step",
    "take_out_inject",
    "take_part_back",
]
