"""The pictures of an attempt, for whoever sits it and for as long as it goes on."""

from datetime import datetime

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training.models import ExamAttempt, ExamItem
from kerege.training.queries.exam_doors import person_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules import items
from kerege.training.rules.exam_attempts import in_time
from kerege.training.words.exams_refused import NO_SUCH_EXAM


def picture_of(*, by: Actor, uid: object, place: int, number: int, now: datetime) -> FileLine:
    """A picture of the question at a place of an attempt of the reader: which one, counted from one.

    Refuses training.no_such_exam (404): also for somebody else's attempt, for one that has ended, and for a picture
    that this node does not have.
    """
    attempt, person = uid_or_none(uid), person_of(by)
    rows = ExamAttempt.objects.seen_by(DOOR).filter(uid=attempt, person_id=person) if attempt and person else None
    row = rows.one() if rows is not None else None
    if row is None or row.ended_at is not None or not in_time(row.ends_at, now) or not 0 < place <= len(row.form):
        raise Refusal(NO_SUCH_EXAM)
    item = ExamItem.objects.seen_by(DOOR).filter(exam_id=row.exam_id, ref=row.form[place - 1]["ref"]).one()
    images = items.read(item.data).images if item is not None else ()
    digest = images[number - 1].sha256 if 0 < number <= len(images) else ""
    line = files.with_digest(DOOR, [digest], purpose=Purpose.BANK).get(digest)
    if line is None:
        raise Refusal(NO_SUCH_EXAM)
    return line
