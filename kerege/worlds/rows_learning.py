"""What is to be learnt alone in a course of the example world, what somebody has begun of it, and its badges."""

from datetime import UTC, date, datetime, time

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions import elearning_playing
from kerege.training.actions.badges import decide_course_badge, give_course_badges
from kerege.training.actions.learning import assign_learning
from kerege.training.queries import evaluation
from kerege.training.queries.elearning import packages
from kerege.worlds.rows_capacity import LOADER

PACKAGE = "package:"


def assign(*, by: Actor, course: str, what: str, on: date, until: date, note: str = "", begun_by: str = "") -> None:
    """A lesson or a package (`what` is package: and how its title begins) for everybody in a course until a day;
    whoever stands in `begun_by` has begun the package and not ended it.
    """
    row, at = evaluation.row_with_key(LOADER, course), datetime.combine(on, time(9), UTC)
    asked = f"{PACKAGE}{_package(by, what.removeprefix(PACKAGE))}" if what.startswith(PACKAGE) else what
    assign_learning(by=by, course=str(row.uid), what=asked, until=until, note=note, now=at)
    if not begun_by:
        return
    learner = people.actor_for(people.account(begun_by), on=on, strong=True)
    reader, uid = viewer_of_actor(learner, on=on), asked.removeprefix(PACKAGE)
    if not any(each.uid == uid and each.mine is not None for each in packages(reader, learner)):
        elearning_playing.begin_package(by=learner, reader=reader, uid=uid, language="ru", now=at)


def _package(by: Actor, title: str) -> str:
    return next((each.uid for each in packages(LOADER, by) if each.title.startswith(title)), "")


def badge(*, by: Actor, course: str, kind: str, on: date, said_en: str, said_ru: str) -> None:
    """A badge of a course with what it is for, given to everybody who earned it."""
    uid = str(evaluation.row_with_key(LOADER, course).uid)
    decide_course_badge(by=by, course=uid, kind=kind, criteria={"en": said_en, "ru": said_ru}, today=on)
    give_course_badges(by=by, course=uid, kind=kind, today=on)
