"""Questions of an exam that do not hold any more elsewhere: void in another version of it, or retired in the bank."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.training.models import BankVersion, CurriculumExam, Exam, ExamItem, ExamRegrade
from kerege.training.queries.staff import DOOR
from kerege.training.words.bank import ItemState
from kerege.training.words.exams import ExamState, Way


@dataclass(frozen=True)
class Gone:
    """A question of a version that was taken out of use elsewhere and counts here as before. `version` is the version
    of the exam in which it is void, and None where it was retired in the bank.
    """

    ref: str
    reason: str
    version: int | None = None
    way: Way | None = None


def void_refs(key: Any) -> frozenset[str]:
    """The questions that are void in some version of an exam."""
    versions = Exam.objects.seen_by(DOOR).filter(key=key).values("id")
    return frozenset(ExamRegrade.objects.seen_by(DOOR).filter(exam_id__in=versions).values_list("ref", flat=True))


def gone_of(exam: Any) -> list[Gone]:
    """The questions of a version that were taken out of use elsewhere, with the reason; not those that are void in it.
    What the bank retired because another version of the question was released is none of them.
    """
    refs = [each["ref"] for each in exam.drawn]
    here = set(ExamRegrade.objects.seen_by(DOOR).filter(exam_id=exam.id).values_list("ref", flat=True))
    versions = {row.id: row.version for row in Exam.objects.seen_by(DOOR).filter(key=exam.key).seen()}
    void: dict[str, Gone] = {}
    for row in ExamRegrade.objects.seen_by(DOOR).filter(exam_id__in=list(versions), ref__in=refs).order_by("id").seen():
        void.setdefault(row.ref, Gone(row.ref, row.reason, versions[row.exam_id], Way(row.way)))
    retired = {each.ref: each for each in retired_of(exam)}
    return [found for ref in refs if ref not in here and (found := void.get(ref) or retired.get(ref))]


def retired_of(exam: Any) -> list[Gone]:
    """The questions of an exam, or of one of a curriculum, that the bank retired with a reason since."""
    uids = [number for each in exam.drawn if (number := uid_or_none(each["ref"]))]
    rows = BankVersion.objects.seen_by(DOOR).filter(uid__in=uids, state=ItemState.RETIRED).exclude(reason="")
    return [Gone(str(row.uid), row.reason) for row in rows.order_by("id").seen()]


def void_in_courses(key: Any) -> frozenset[str]:
    """The questions of an exam of a curriculum that are void in some course that sat it."""
    written = CurriculumExam.objects.seen_by(DOOR).filter(key=key).values("id")
    exams = Exam.objects.seen_by(DOOR).filter(taken_from_id__in=written).values("id")
    return frozenset(ExamRegrade.objects.seen_by(DOOR).filter(exam_id__in=exams).values_list("ref", flat=True))


def asked_in(exam: Any) -> Mapping[str, int]:
    """Of each question of a version, in how many other released versions of the exam it is asked and not void."""
    versions = Exam.objects.seen_by(DOOR).filter(key=exam.key).exclude(state=ExamState.DRAFT).exclude(id=exam.id)
    numbers = list(versions.values_list("id", flat=True))
    void = set(ExamRegrade.objects.seen_by(DOOR).filter(exam_id__in=numbers).values_list("exam_id", "ref"))
    found: dict[str, int] = {}
    for each in ExamItem.objects.seen_by(DOOR).filter(exam_id__in=numbers).values_list("exam_id", "ref"):
        if each not in void:
            found[each[1]] = found.get(each[1], 0) + 1
    return found
