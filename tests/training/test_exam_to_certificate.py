"""The whole way: an exam that the node grades, a case, two reviewers, and a certificate that a visitor verifies."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from kerege.capacity import actions
from kerege.capacity.words.certification import RecordKind
from kerege.people.models import Account
from kerege.people.rules import ANONYMOUS
from kerege.training.actions import evaluation, exams
from kerege.training.models import CourseTest
from kerege.training.queries.scope import COUNTING
from tests.capacity.way import ANSWERS, EVERY_POINT, LATER, PASSED, RUBRIC, START, TAUGHT, Way
from tests.training.cohort import code_of
from tests.training.examined import Examined
from tests.web.credentials.given import issuing

OPENS = datetime(2026, 1, 8, 4, tzinfo=UTC)
CLOSED = OPENS + timedelta(days=12)


@pytest.mark.filterwarnings("error")
def test_from_the_exam_to_a_certificate_that_a_visitor_verifies(db, settings, tmp_path):
    caches["default"].clear()
    issuing(settings, tmp_path)
    of = Examined(people_in=1, counts=True, opens=OPENS, closes=OPENS + timedelta(hours=6))
    way = Way("coach", "observer", "first", "third")
    way.person, way.who["trainee"], way.who["centre"] = of.of.persons[0], of.learners[0], of.manager
    way.enrolled()

    attempt = of.sit(0, 3, at=OPENS)
    assert (attempt.points, attempt.most) == (3, 4)
    exams.close_results(by=of.manager, exam=of.uid, now=CLOSED)
    (test,) = [each for each in CourseTest.objects.seen_by(COUNTING).seen() if each.exam]
    assert evaluation.count_for_cases(by=of.manager, test=str(test.uid), today=PASSED) == 1
    (known,) = way.page().of_kind(RecordKind.KNOWLEDGE)
    assert (known.given, known.on) == ({"mark": 75}, OPENS.date())

    for number in range(5):
        way.hours(START + timedelta(days=number), start="09:00", end="17:24", pause=60)
    told = {"by": way.by("coach"), "case": way.case, "today": PASSED}
    assert code_of(actions.close_part_one, **told) == "capacity.practical_missing"
    actions.sign_checklist(**told, on=PASSED, done=EVERY_POINT)
    actions.judge_teach_back(**told, on=PASSED, given=RUBRIC)
    actions.close_part_one(**told)
    actions.open_part_two(by=way.by("trainee"), case=way.case, today=PASSED)
    way.name("observer", "observer")
    delivery = way.deliver()
    actions.record_tests(by=way.by("trainee"), delivery=delivery, tested="9", before="40", after="75")
    for token in actions.open_feedback(by=way.by("observer"), delivery=delivery, links=6, today=TAUGHT):
        actions.answer_feedback(by=ANONYMOUS, token=token, given=ANSWERS, today=TAUGHT)
    actions.observe(by=way.by("observer"), delivery=delivery, given=RUBRIC, today=TAUGHT)
    way.handed_in(LATER)
    way.submitted(LATER)
    assert [way.judge(name) for name in ("first", "third")] == [None, "yes"]
    held = way.page().certificate
    page = f"{reverse('certificate_case', args=[way.case])}?on={LATER}"
    first = signed(way.by("first"))
    assert "was graded anew" not in first.get(page).content.decode()
    ref = next(each["ref"] for each in attempt.form if each["ref"] not in right_in(attempt))
    exams.void_item(by=of.lead, exam=of.uid, ref=ref, way="removed", reason="Two were right", now=CLOSED)
    flagged = first.get(page).content.decode()
    assert ("was graded anew" in flagged, "75 % → 100 %" in flagged) == (True, True)
    listed = f"{reverse('certificates_changed')}?on={LATER}"
    rows = [row for row in first.get(f"{listed}&format=csv").content.decode().splitlines() if held.number in row]
    assert [row.split(",")[-4:] for row in rows] == [["75.00", "100.00", "yes", "no"]]
    assert "1 case rests on an exam" in first.get(f"{reverse('certificates')}?on={LATER}").content.decode()
    trainee = signed(way.by("trainee"))
    assert "No counted result changed" in trainee.get(listed).content.decode()
    assert (
        code_of(actions.let_stand, by=way.by("trainee"), case=way.case, results=(), reason="x") == "capacity.own_case"
    )
    assert "Let it stand" not in trainee.get(page).content.decode()
    assert first.post(page, {"do": "stand", "stand-reason": ""}).status_code == 422
    assert first.post(page, {"do": "stand", "stand-reason": "Passed either way"}).status_code == 302
    now_on = f"?on={localdate()}"
    assert "was graded anew" not in first.get(reverse("certificate_case", args=[way.case]) + now_on).content.decode()
    settled = first.get(reverse("certificates_changed") + now_on).content.decode()
    assert ("100 %" in settled, "cases wait" in settled) == (True, True)
    assert held.number not in first.get(f"{reverse('certificates_changed')}{now_on}&status=open").content.decode()
    assert first.post(page, {"do": "stand", "stand-reason": "Once more"}).status_code == 422
    verified = Client().get(f"/verify/{held.number}/?on={LATER}")
    assert (verified.status_code, "<h1>Valid</h1>" in verified.content.decode()) == (200, True)


def signed(actor):
    """A browser in which an account is signed in."""
    found = Client(headers={"accept-language": "en"})
    found.force_login(Account.objects.get(uid=actor.uid))
    return found


def right_in(attempt):
    """The questions that were answered rightly."""
    return {each["ref"] for n, each in enumerate(attempt.form, start=1) if attempt.auto[str(n)][0] != "0.00"}
