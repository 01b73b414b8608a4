"""Planned courses of the example world: a plan with its sessions, who teaches, what it costs and needs."""

from datetime import date, time

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.training import actions as training

LANGUAGE = "en"


def plan(*, by: Actor, key: str, first_day: date, room: str, synthetic: bool, language: str, **told: str) -> None:
    """Plan a course with the sessions and the materials of its curriculum, on all days but Saturdays and Sundays."""
    training.plan_course(by=by, key=key, first_day=first_day, synthetic=synthetic, language=language, **told)  # type: ignore[arg-type]
    training.lay_sessions(
        by=by, course=key, first_day=first_day, begins=time(9), room=room, off=(5, 6), lang=language or LANGUAGE
    )
    training.propose_materials(by=by, course=key, lang=language or LANGUAGE)


def staff(
    *, by: Actor, course: str, person: str, part: str, languages: str, on: date, account: str = "", answer: str = ""
) -> None:
    """Invite somebody; whoever has an account answers for themselves."""
    invited = training.invite_staff(by=by, course=course, person=person, part=part, languages=languages, today=on)
    if account and answer:
        actor = people.actor_for(people.account(account), on=on, strong=True)
        training.answer_invitation(by=actor, staff=str(invited.uid), answer=answer, today=on)
