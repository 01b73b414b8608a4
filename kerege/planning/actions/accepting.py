"""Accepting a plan: its courses become courses of training, with sessions, rooms, staff and costs, or nothing does."""

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory import actions as inventory
from kerege.inventory.actions.centres import own_centre
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import at_place
from kerege.people import queries as people
from kerege.people.actions import set_task
from kerege.people.rules import SYSTEM, Actor
from kerege.planning import words
from kerege.planning.actions.scenarios import _held, own_scenario
from kerege.planning.models import AcceptedCourse, Scenario, ScenarioTrainer
from kerege.planning.queries.gathering import Gathered, gathered
from kerege.planning.queries.gathering.rooms import PARTS
from kerege.planning.queries.gathering.topics import TRAINERS
from kerege.planning.queries.scenarios import asked_of
from kerege.planning.rules.states import check_next
from kerege.planning.solver.checking import overtaken
from kerege.planning.solver.kept import plan_of
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.words import State
from kerege.sharing.queries import viewer_of_actor
from kerege.training import actions as training
from kerege.training.actions.staffing import LISTED
from kerege.training.queries.taught import modules_of
from kerege.training.rules.sessions import propose
from kerege.training.words import CourseKind
from kerege.training.words.delivery import USUAL_LEAST, USUAL_MOST, CostKind, StaffPart


def accept_plan(*, by: Actor, scenario: str, lang: str = "en", today: date | None = None) -> list[AcceptedCourse]:
    """Make courses of training of all courses of a plan, in one act: planned, their sessions laid on the days and in
    the room of the plan, staff invited, money recorded. Where the actor does not keep the centre, its room is asked
    for, and the seat that answers for the country of the centre has the task to answer.

    Refuses planning.no_such_scenario, .not_in_this_state, .accepted_already, .plan_is_empty, .inputs_changed where the
    plan rests on something that is different now, and what training refuses of a course; then nothing was accepted, and
    the data of the refusal name the course (`planned_day`, `planned_room`).
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    check_next(row.state, State.ACCEPTED)
    now = gathered(asked_of(viewer_of_actor(by, on=day), row, by, on=day, lang=lang))
    plan = plan_of(row.result)
    if now.digest != row.digest or not isinstance(plan, Plan) or overtaken(now.problem, plan):
        raise Refusal(words.INPUTS_CHANGED)
    if not plan.courses:
        raise Refusal(words.PLAN_IS_EMPTY)
    with act("planning.plan.accepted", by=by, owner=row.owner, about=row.uid, courses=len(plan.courses)):
        row = _held(row)
        check_next(row.state, State.ACCEPTED)
        if plan_of(row.result) != plan:
            raise Refusal(words.INPUTS_CHANGED)
        made = []
        for number, course in enumerate(plan.courses, start=1):
            try:
                made.append(_accepted(by, row, now, number, course, lang, day))
            except Refusal as refusal:
                where = {"planned_day": course.course.days[0].isoformat(), "planned_room": course.course.room}
                refusal.data = {**refusal.data, **where}
                raise
        _ask_for_rooms(by, row, now, plan, day)
        row.state = State.ACCEPTED
        row.save()
    return made


def _ask_for_rooms(by: Actor, row: Scenario, now: Gathered, plan: Plan, day: date) -> None:
    """Nobody books the room of a centre that they do not keep: the node sets a task to the seat that answers for it."""
    first: dict[str, date] = {}
    for held in plan.courses:
        centre = held.course.room.partition(PARTS)[0]
        first[centre] = min(first.get(centre, held.course.days[0]), held.course.days[0])
    countries = {room.key.partition(PARTS)[0]: room.country for room in now.problem.rooms}
    for centre in sorted(centre for centre in first if not _keeps(by, centre)):
        due = max(day, first[centre] - BOOKED_BEFORE)
        chair = people.answering_chair(owner=countries[centre], organisation=None, uid="", until=due, on=day)
        if chair is not None:
            title = (words.BOOK_ROOMS % {"title": row.title})[:200]
            set_task(by=SYSTEM, seat=chair.key, title=title, due=due, synthetic=row.synthetic, today=day)


BOOKED_BEFORE = timedelta(days=28)
"""So long before its first course the rooms of a centre are to be booked."""


def _accepted(
    by: Actor, row: Scenario, now: Gathered, number: int, plan: Held, lang: str, today: date
) -> AcceptedCourse:
    course = _planned(by, row, now, number, plan)
    laid = _lay(by, row, now, course, plan, lang)
    _ask_for_room(by, row, course, plan, laid, today)
    _invite(by, row, now, course, plan, today)
    _pay(by, row, course, plan)
    link = AcceptedCourse(of=row, owner=row.owner, label=row.label, synthetic=row.synthetic)
    link.number, link.course = number, course.uid
    link.save()
    return link


def _planned(by: Actor, row: Scenario, now: Gathered, number: int, plan: Held) -> Any:
    told, offered = plan.course, now.offered[plan.course.topic]
    room = next(room for room in now.problem.rooms if room.key == told.room)
    sizes = offered.topic.least, min(offered.topic.most, room.seats)
    usual = sizes[0] >= USUAL_LEAST and sizes[1] <= USUAL_MOST
    countries = sorted(told.cohort)
    return training.plan_course(
        by=by,
        owner=row.owner,
        key=f"plan-{row.uid.hex[-8:]}-{number}",
        title=offered.title,
        kind=CourseKind.TOT_PART1 if offered.level == TRAINERS else CourseKind.CASCADE_WORKSHOP,
        first_day=told.days[0],
        centre=told.room.partition(PARTS)[0],
        trainees_from=countries[0] if len(countries) == 1 else "",
        curriculum=told.topic,
        version=offered.version,
        language=told.language,
        least=sizes[0],
        most=sizes[1],
        cohort_reason="" if usual else row.title,
        note=f"{row.title} ({', '.join(countries)})",
        label=Sensitivity.REGIONAL,
        synthetic=row.synthetic,
    )


def _ask_for_room(by: Actor, row: Scenario, course: Any, plan: Held, laid: list[Any], today: date) -> None:
    """Whoever does not keep the centre asks for its room, for all sessions at once."""
    centre, _, room = plan.course.room.partition(PARTS)
    if _keeps(by, centre) or not laid:
        return
    zone = course.zone
    times = [(f"{at_place(each.starts, zone):{CLOCK}}", f"{at_place(each.ends, zone):{CLOCK}}") for each in laid]
    inventory.ask_for_room(
        by=by, owner=row.owner, centre=centre, room=room, course=str(course.uid), title=course.title,
        slots=times, people=course.most, today=today, synthetic=row.synthetic,
    )  # fmt: skip


CLOCK = "%Y-%m-%d %H:%M"


def _lay(by: Actor, row: Scenario, now: Gathered, course: Any, plan: Held, lang: str) -> list[Any]:
    """The sessions on the days of the plan: a holiday between them is left out, as the plan does."""
    centre, _, title = plan.course.room.partition(PARTS)
    room = title if _keeps(by, centre) else ""
    country = next(each.country for each in now.problem.rooms if each.key == plan.course.room)
    off = now.problem.rest.get(country, frozenset())
    asked = propose(modules_of(course, lang=lang), first=plan.course.days[0], off=off)
    days = dict(zip(sorted({each.on for each in asked}), plan.course.days, strict=False))
    if all(days.get(each.on, each.on) == each.on for each in asked):
        return training.lay_sessions(
            by=by, course=course.key, first_day=plan.course.days[0], room=room, off=off, lang=lang
        )
    laid = []
    for each in asked:
        day = days.get(each.on, each.on).isoformat()
        made = training.add_session(
            by=by,
            course=course.key,
            title=each.called,
            starts=f"{day} {each.starts_text[-5:]}",
            ends=f"{day} {each.ends_text[-5:]}",
            module=each.module,
            room=room,
            place="" if room else title,
        )
        laid.append(made)
    return laid


def _keeps(by: Actor, centre: str) -> bool:
    try:
        own_centre(by=by, centre=centre)
    except Refusal:
        return False
    return True


def _invite(by: Actor, row: Scenario, now: Gathered, course: Any, plan: Held, today: date) -> None:
    rows = ScenarioTrainer.objects.inside_action().filter(of=row).select_related("person")
    known = {f"t{each.number}": each for each in rows}
    languages = {each.key: each.languages for each in now.problem.trainers}
    for part, keys in ((StaffPart.LEAD, plan.leads), (StaffPart.CO_TRAINER, plan.locals)):
        for key in sorted(keys):
            training.invite_staff(
                by=by,
                course=course.key,
                person=_called(known[key]),
                part=part,
                languages=sorted(languages.get(key, ())),
                today=today,
            )


def _called(trainer: ScenarioTrainer) -> str:
    person: Any = trainer.person
    return f"{LISTED}{trainer.listing}" if trainer.listing else str(person.key)


def _pay(by: Actor, row: Scenario, course: Any, plan: Held) -> None:
    funders = {f"funds-{each['no']}": each["funder"] for each in row.settings.get("funds", [])}
    for fund, amount in sorted(plan.paid.items()):
        if amount:
            training.record_cost(
                by=by,
                course=course.key,
                kind=CostKind.OTHER,
                what=row.title,
                currency=row.currency,
                planned=str(amount),
                funder=funders.get(fund, fund),
            )
