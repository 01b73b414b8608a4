"""Planned courses of the example world: a plan with its sessions, who teaches, what it costs and needs."""

from datetime import date, time

from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training import actions as training
from kerege.training.words.planning import NO_MATERIALS
from kerege.worlds.rows_held import is_over

LANGUAGE = "en"


def plan(*, by: Actor, key: str, first_day: date, synthetic: bool, language: str, room: str = "", **told: str) -> None:
    """Plan a course with the sessions and the materials of its curriculum, on all days but Saturdays and Sundays. One
    that is over by now is left alone.
    """
    if is_over(key):
        return
    training.plan_course(by=by, key=key, first_day=first_day, synthetic=synthetic, language=language, **told)  # type: ignore[arg-type]
    training.lay_sessions(
        by=by, course=key, first_day=first_day, begins=time(9), room=room, off=(5, 6), lang=language or LANGUAGE
    )
    try:
        training.propose_materials(by=by, course=key, lang=language or LANGUAGE)
    except Refusal as refusal:
        if refusal.word != NO_MATERIALS:  # a curriculum that needs nothing
            raise


def staff(
    *, by: Actor, course: str, person: str, part: str, languages: str, on: date, account: str = "", answer: str = ""
) -> None:
    """Invite somebody; whoever has an account answers for themselves. A course that is over by now is left alone."""
    if is_over(course):
        return
    invited = training.invite_staff(by=by, course=course, person=person, part=part, languages=languages, today=on)
    if account and answer:
        actor = people.actor_for(people.account(account), on=on, strong=True)
        training.answer_invitation(by=actor, staff=str(invited.uid), answer=answer, today=on)
