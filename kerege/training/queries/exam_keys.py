"""The keys by which an exam is graded now: those of its release, or what two people confirmed in their place."""

from collections.abc import Iterable, Mapping
from typing import Any

from kerege.training.models import Exam, ExamAnswer, ExamCorrection, ExamItem
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import Saved, standing
from kerege.training.rules.exam_items import graded
from kerege.training.words.exams import KeyState


def keys_that_hold(key: Any) -> dict[str, Mapping[str, Any]]:
    """The questions of an exam (all its versions) whose key was corrected, as they are graded now."""
    versions = list(Exam.objects.seen_by(DOOR).filter(key=key).values_list("id", flat=True))
    rows = ExamCorrection.objects.seen_by(DOOR).filter(exam_id__in=versions, state=KeyState.CONFIRMED)
    return dict(rows.order_by("decided_at", "id").values_list("ref", "data"))


def items_that_hold(exam: Any, refs: Iterable[str] | None = None) -> dict[str, Mapping[str, Any]]:
    """Questions of a version as they are graded now; all of them without `refs`."""
    rows = ExamItem.objects.seen_by(DOOR).filter(exam_id=exam.id)
    found = dict((rows if refs is None else rows.filter(ref__in=list(refs))).values_list("ref", "data"))
    return found | {ref: data for ref, data in keys_that_hold(exam.key).items() if ref in found}


def autos_by(papers: Iterable[Any], ref: str, data: Mapping[str, Any]) -> dict[int, dict[str, list[Any]]]:
    """What the program gives in each of these attempts once a question has this key, by row number."""
    rows = list(papers)
    saved: dict[int, list[Saved]] = {row.id: [] for row in rows}
    for each in ExamAnswer.objects.seen_by(DOOR).filter(attempt_id__in=list(saved)).order_by("id").seen():
        saved[each.attempt_id].append(Saved(each.place, each.device, each.number, each.given, each.at, each.late))
    return {row.id: _auto(row, ref, data, standing(saved[row.id])) for row in rows}


def _auto(row: Any, ref: str, data: Mapping[str, Any], given: Mapping[int, Saved]) -> dict[str, list[Any]]:
    found = dict(row.auto)
    for place, placed in enumerate(row.form, start=1):
        if placed["ref"] == ref:
            points, waits = graded(data, given[place].given if place in given else {}, placed["points"])
            found[str(place)] = [str(points), waits]
    return found
