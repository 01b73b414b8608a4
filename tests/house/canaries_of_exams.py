"""Canaries in exams: what they ask, who sat them, what was answered, marked and disputed. See canaries.py."""

from datetime import UTC, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training.models import (
    Course,
    Exam,
    ExamAllowance,
    ExamAnswer,
    ExamAppeal,
    ExamAttempt,
    ExamCorrection,
    ExamItem,
    ExamMark,
    ExamRegrade,
)

OWNER, AT = "KAZ", datetime(2018, 9, 7, 4, tzinfo=UTC)
DAY = AT.date()


def lay_exams(level: Sensitivity, laid: Any) -> None:
    """An exam of a course that somebody sat and disputed. Only who keeps it and that somebody read any of it."""

    def word(name: str) -> str:
        return str(laid.word(name, level, shown=False))

    key = f"EXAMINED-{laid.mark}{level.name}"
    people.record_person(by=SYSTEM, owner=OWNER, key=key, name="Somebody", name_label=Sensitivity.RESTRICTED)
    with act("tests.exam.laid", by=SYSTEM, about=key):
        person = ExamAttempt._meta.get_field("person").related_model.objects.inside_action().get(key=key)
        kept: dict[str, Any] = {"owner": OWNER, "label": level}
        course = Course.objects.create(**kept, key=key, title="A course", kind="other", status="held", done_by=DAY)
        told: dict[str, Any] = {"title": {"en": word("exam")}, "languages": ["en"], "blueprint": [], "shown": "score"}
        told |= {"pass_mark": 70, "minutes": 30, "opens": AT, "closes": AT, "drafted_by": word("drafted")}
        exam = Exam.objects.create(**kept, **told, course=course, key=new_uid())
        asked = {
            "id": "q",
            "kind": "choice",
            "choices": [{"id": e, "text": {"en": e}} for e in ("a", "b")],
            "right": ["a"],
        }
        ref = word("itemref")
        data = {"format": "kerege.item.1", "source": "en", "languages": ["en"], "text": {"en": word("examitem")}}
        data |= {"interactions": [asked]}
        ExamItem.objects.create(**kept, exam=exam, ref=ref, data=data)
        ExamRegrade.objects.create(
            **kept, exam=exam, ref="item", way="removed", reason=word("regrade"), decided_by="nobody", decided_at=AT
        )
        proposed = {"ref": ref, "source": "-", "data": data, "proposed_by": "nobody", "proposed_at": AT}
        decided = {"state": "refused", "answer": word("keyanswer"), "decided_by": "somebody", "decided_at": AT}
        ExamCorrection.objects.create(**kept, **proposed, **decided, exam=exam, reason=word("keyreason"))
        first = {"ref": ref, "points": "1", "row": 0}
        sat = {"number": 1, "seed": word("seed")[:32], "form": [first], "language": "en", "began_at": AT, "ends_at": AT}
        attempt = ExamAttempt.objects.create(**kept, **sat, exam=exam, person=person, ended_at=AT)
        of: dict[str, Any] = {**kept, "attempt": attempt, "person": person, "place": 1}
        ExamAnswer.objects.create(**of, device=word("device")[:36], number=1, given={"q": word("examanswer")}, at=AT)
        marked = {"round": "first", "points": 1, "marked_by": "nobody", "marked_at": AT}
        ExamMark.objects.create(**of, **marked, note=word("exammark"))
        ExamAppeal.objects.create(**of, reason=word("appeal"), made_at=AT, answer=word("appealed"))
        asked_for = {"exam": exam.key, "reason": word("allowance"), "asked_at": AT}
        ExamAllowance.objects.create(**kept, **asked_for, course=course, person=person)
    laid.keep("examined", course)
    laid.keep("exam", exam)


def examined(course: str) -> dict[str, str]:
    """An exam of a course of the designated world, which nobody sat."""
    with act("tests.designated.laid", by=SYSTEM, about="exam"):
        told: dict[str, Any] = {"owner": OWNER, "course": Course.objects.inside_action().get(uid=course)}
        told |= {"key": new_uid(), "title": {"en": "An exam"}, "languages": ["en"], "blueprint": [], "minutes": 30}
        exam = Exam.objects.create(**told, pass_mark=70, opens=AT, closes=AT, shown="score", drafted_by="nobody")
    return {"examined": course, "exam": str(exam.uid)}
