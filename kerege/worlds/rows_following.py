"""What trained trainers of the example world said months later, and a curriculum that a country made its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS, Actor
from kerege.records.recording import KEY_TAKEN
from kerege.training import actions as training
from kerege.training.queries import cascade_followup as followups
from kerege.training.queries.cascade import Chosen
from kerege.training.queries.cascade_followup import FollowUpLine
from kerege.training.words.followup import Side
from kerege.worlds.rows_capacity import LOADER
from kerege.worlds.rows_held import row_of

QUESTIONS = ("work", "taught", "why", "money", "help")


def follow_up(*, by: Actor, course: str, months: int, on: date, said: str) -> None:
    """The trained of a course are asked what came of it: `said` has a line for each, the name with the answers to the
    five questions and the word of the supervisor, with semicolons between; a name alone was asked and is silent.
    Whoever was asked before is left alone.
    """
    training.open_followups(by=by, at=datetime.combine(on, time(6), UTC))
    waiting = {line.name: line for line in _waiting(course, months, on)}
    for person, *words in (line.split(";") for line in said.splitlines()):
        row = waiting.get(person)
        if row is not None and row.asked_on is None:
            _ask(by, row.uid, on, words)


def _ask(by: Actor, followup: str, on: date, words: list[str]) -> None:
    token = training.make_link(by=by, followup=followup, side=Side.TRAINER, today=on)
    if not words:
        return
    *answers, confirmed = words
    given = dict(zip(QUESTIONS, answers, strict=True))
    training.answer_followup(by=ANONYMOUS, token=token, given=given, today=on)
    if confirmed:
        word = training.make_link(by=by, followup=followup, side=Side.SUPERVISOR, today=on)
        training.confirm_followup(by=ANONYMOUS, token=word, confirmed=confirmed, today=on)


def _waiting(course: str, months: int, on: date) -> Iterator[FollowUpLine]:
    """The follow-ups of a course that wait for an answer."""
    row = row_of(course)
    for page in count(1) if row is not None else ():
        found = followups.waiting(LOADER, on=on, chosen=Chosen(), page=page, size=200)
        yield from (line for line in found.rows if (line.course_uid, line.months) == (str(row.uid), months))
        if page * found.size >= found.total:
            return


def fork(
    *,
    by: Actor,
    owner: str,
    parent: str,
    parent_version: str,
    key: str,
    on: date,
    title_en: str,
    title_ru: str,
    drop: str = "",
    part: str = "",
    body_en: str = "",
    body_ru: str = "",
    equipment: str = "",
) -> None:
    """A country makes a curriculum its own, once: another title, parts left out, one long text of its own, and codes of
    equipment for some of its materials (`equipment`: ids with codes); then it is published.
    """
    try:
        row = training.fork_curriculum(by=by, owner=owner, parent=parent, parent_version=parent_version, key=key)
    except Refusal as refusal:
        if refusal.word == KEY_TAKEN:
            return
        raise
    told: dict[str, Any] = {"by": by, "key": key, "version": row.version}
    title = {"title": {"en": title_en, "ru": title_ru}}
    row = training.change_part(**told, seen=row.digest, part="", told=title, states={"ru": "reviewed"})
    for each in drop.split():
        row = training.remove_part(**told, seen=row.digest, part=each)
    if part:
        body = {"body": {"en": body_en, "ru": body_ru}}
        row = training.change_part(**told, seen=row.digest, part=part, told=body, states={"ru": "reviewed"})
    for each in equipment.split():
        material, code = each.split(":")
        row = training.change_part(**told, seen=row.digest, part=material, told={"equipment": code}, states={})
    training.publish_curriculum_version(**told, today=on)
