"""Canaries in what came of a course: forms, what participants wrote, tests and results. See canaries.py."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training.models import Course, CourseTest, EvaluationForm, Reaction, TestResult

OWNER, DAY = "KAZ", date(2018, 9, 7)


def lay_evaluation(level: Sensitivity, laid: Any) -> None:
    """A course for some, of which too few said something, with a test and a corrected result."""
    key = f"EVALUATED-{laid.mark}{level.name}"
    people.record_person(by=SYSTEM, owner=OWNER, key=key, name="Somebody", name_label=Sensitivity.RESTRICTED)
    title = laid.word("evaluated", level)
    name = laid.word("form", level, shown=False)
    asked = {"key": "useful", "theme": "relevance", "text": {"en": laid.word("asked", level, shown=False)}}
    content = {"title": {"en": "Form"}, "questions": [asked], "texts": [{"key": "change", "text": {"en": "Change"}}]}
    written = {"change": [laid.word("written", level, shown=False)]}
    test_title, why = laid.word("coursetest", level), laid.word("corrected", level)
    with act("tests.evaluation.laid", by=SYSTEM, about=key):
        person = TestResult._meta.get_field("person").related_model.objects.inside_action().get(key=key)
        kept: dict[str, Any] = {"owner": OWNER, "label": level}
        course = Course.objects.create(**kept, key=key, title=title, kind="other", status="held", done_by=DAY)
        form = EvaluationForm.objects.create(
            **kept, key=name, kind="reaction", version="1", content=content, digest="", published_on=DAY
        )
        told = {"participants": 9, "opened_on": DAY, "until": DAY, "answers": 1, "opened_by": "nobody"}
        Reaction.objects.create(
            **kept, **told, course=course, form=form, counts={"useful": [0, 0, 0, 0, 1]}, texts=written
        )
        test = CourseTest.objects.create(
            **kept, course=course, kind="pre", on=DAY, title=test_title, most=10, noted_by="nobody"
        )
        TestResult.objects.create(
            **kept, test=test, person=person, score=7, corrected_for=why, noted_by="nobody", noted_on=DAY
        )
    laid.keep("evaluated", course)
    laid.keep("course_test", test)
