"""Who knows the questions of an exam sits a trial; who wrote in it does not release it; what is void elsewhere."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from kerege.people import actions as people
from kerege.people import queries as accounts
from kerege.people.rules import SYSTEM
from kerege.training.actions import exams
from kerege.training.models import ExamAttempt, ExamRegrade, TestResult
from kerege.training.queries import exam_review
from kerege.training.queries.exam_sitting import own_exam
from kerege.training.queries.exams import exam_page, exams_of
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.exam_knowing import opens_keys
from tests.training.cohort import code_of, staff
from tests.training.examined import CLOSES, OPENS, Examined, choice, essay

DAY = timedelta(days=1)
LATER = CLOSES + timedelta(hours=1)


def rows(model, **wanted):
    return list(model.objects.seen_by(COUNTING).filter(**wanted).order_by("id").seen())


@pytest.fixture
def given(db):
    return Examined()


def granted(of, who, role, owner="UZB", start=date(2027, 1, 1), end=None):
    account = accounts.account(f"learner{who}@example.org")
    people.grant_role(by=SYSTEM, account=account, role=role, owner=owner, start=start, end=end)


def third(of):
    staff(of.of.course, "P-learner", "co_trainer")
    return of.of.by("learner")


def refuses(of, who=0):
    return code_of(of.begin, who) == "training.exam_only_trial"


@pytest.mark.nodb
def test_which_roles_open_what_is_right():
    roles = ("focal_point", "training_centre_manager", "master_trainer", "secretariat", "trainer", "learner")
    opening = [(role, owner) for role in roles for owner in ("UZB", "KGZ", "REG") if opens_keys(role, owner, of="UZB")]
    assert opening == [
        (role, owner)
        for role in ("focal_point", "training_centre_manager", "master_trainer", "secretariat")
        for owner in ("UZB", "REG")
    ]


def test_who_teaches_keeps_the_bank_or_did_so_since_sits_a_trial(given):
    assert not own_exam(by=given.learners[0], uid=given.uid, now=OPENS, lang="en").trial
    granted(given, 0, "learner")
    granted(given, 0, "master_trainer", owner="KGZ")
    granted(given, 0, "master_trainer", start=OPENS.date() + DAY)
    assert code_of(given.begin, trial=True) == "training.exam_no_trial", "neither now nor before"
    granted(given, 1, "master_trainer", end=date(2027, 2, 1))
    assert refuses(given, 1), "what was read before stays known"
    staff(given.of.course, given.of.persons[0], "observer")
    assert code_of(given.begin, trial=True) == "training.exam_no_trial", "observers read no keys"
    staff(given.of.course, given.of.persons[0], "co_trainer", until=date(2027, 2, 1))
    assert refuses(given, 0)
    assert own_exam(by=given.learners[0], uid=given.uid, now=OPENS, lang="en").trial


def test_a_trial_counts_for_nothing_and_is_told(db):
    of = Examined(items=[choice(1), essay(1)], rows=[{"count": "1", "kind": "choice"}, {"count": "1", "kind": "text"}])
    staff(of.of.course, of.of.persons[0], "co_trainer")
    attempt = of.begin(0, trial=True)
    place = next(n for n, each in enumerate(attempt.form, 1) if each["ref"] == "item-001")
    of.save(attempt, place, {"q": ["a"]})
    of.save(attempt, 3 - place, {"t": "Because"})
    ended = of.hand_in(attempt)
    assert (ended.trial, ended.points, ended.most, ended.passed) == (True, 1, 1, True), "texts are left out"
    assert rows(TestResult) == []
    assert exam_review.to_mark(by=of.manager, uid=of.uid, lang="en") == ([], 0)
    assert exam_review.figures_of(by=of.manager, uid=of.uid, lang="en").sittings == 0
    told = {"attempt": str(attempt.uid), "now": LATER}
    assert code_of(exams.mark_answer, by=of.lead, place=3 - place, points="1", **told) == "training.exam_not_to_mark"
    assert code_of(exams.appeal, by=of.learners[0], place=1, reason="No", **told) == "training.exam_trial"
    (line,) = exam_page(by=of.lead, uid=of.uid, lang="en").attempts
    assert (line.trial, line.knew) == (True, False)
    test = exams.close_results(by=of.lead, exam=of.uid, now=LATER)
    assert test.closed_on is not None


def test_who_sat_a_trial_never_sits_it_so_that_it_counts(given):
    granted(given, 0, "master_trainer", start=OPENS.date(), end=OPENS.date() + DAY)
    trial = given.begin(0, trial=True)
    given.hand_in(trial)
    assert code_of(given.begin, at=OPENS + timedelta(minutes=9)) == "training.exam_only_trial"
    assert given.begin(0, trial=True).number == 2


def test_what_counted_before_stays_and_is_flagged(given):
    given.sit(0, 3)
    given.sit(1, 3)
    staff(given.of.course, given.of.persons[0], "co_trainer")
    staff(given.of.course, given.of.persons[1], "co_trainer", since=OPENS.date() + DAY)
    page = exam_page(by=given.lead, uid=given.uid, lang="en")
    assert [(each.trial, each.knew) for each in page.attempts] == [(False, True), (False, False)]
    assert len(rows(TestResult)) == 2


def test_nobody_releases_an_exam_they_wrote_in_also_where_another_one_wrote_after_them(db):
    of = Examined(release=False)
    exams.change_exam(by=of.manager, exam=of.uid, plan=of.plan, items=of.items)
    for author in (of.lead, of.manager):
        assert code_of(exams.release_exam, by=author, exam=of.uid, now=OPENS) == "training.exam_own_release"
    judge = third(of)
    course = str(of.of.course.uid)
    next_draft = exams.draft_exam(by=judge, course=course, plan=of.plan, items=of.items, after=of.uid)
    assert len(next_draft.authors) == 3, "a draft after a draft has its authors too"
    assert [line.mine for line in exams_of(by=judge, course=course, lang="en")[1]] == [True, False]
    assert exams.release_exam(by=judge, exam=of.uid, now=OPENS).state == "released"
    after = exams.draft_exam(by=of.lead, course=course, plan=of.plan, items=of.items, after=of.uid)
    assert len(after.authors) == 1


def test_why_an_exam_takes_no_more_attempts_stands_where_it_stands(given):
    told = {"by": given.lead, "exam": given.uid}
    assert code_of(exams.withdraw_exam, **told, reason="x" * 301) == "text.too_long"
    given.sit(0, 1)
    exams.withdraw_exam(**told, reason="Two questions were read aloud", now=OPENS)
    line = exam_page(by=given.lead, uid=given.uid, lang="en").line
    assert (line.state, line.reason, line.withdrawn_at) == ("withdrawn", "Two questions were read aloud", OPENS)
    assert own_exam(by=given.learners[0], uid=given.uid, now=OPENS, lang="en").withdrawn == line.reason
    assert code_of(exams.withdraw_exam, **told, reason="Again") == "training.exam_not_released"


def second_version(of):
    told = {"plan": of.plan | {"rows": [{"count": "4"}]}, "items": of.items, "after": of.uid}
    made = exams.draft_exam(by=of.lead, course=str(of.of.course.uid), **told)
    return exams.release_exam(by=of.manager, exam=str(made.uid), now=OPENS)


def test_a_void_question_is_told_in_other_versions_and_reaches_them_where_that_is_said(given):
    given.sit(0, 2)
    second = second_version(given)
    first, given.uid = given.uid, str(second.uid)
    given.sit(1, 4)
    ref = rows(ExamAttempt, exam_id=second.id)[0].form[0]["ref"]
    void = {"by": given.lead, "ref": ref, "way": "removed", "reason": "Two are right"}
    exams.void_item(exam=first, **void)
    figures = exam_review.figures_of(by=given.lead, uid=second.uid, lang="en")
    gone = figures.gone[ref]
    assert (gone.reason, gone.version, gone.way, figures.voids) == ("Two are right", 1, "removed", {})
    assert rows(ExamAttempt, exam_id=second.id)[0].most == 4, "nothing is graded anew by itself"
    assert exam_page(by=given.lead, uid=second.uid, lang="en").gone == (gone,)
    draft = exams.draft_exam(by=given.lead, course=str(given.of.course.uid), plan=given.plan, items=given.items,
                             after=given.uid)  # fmt: skip
    assert ref not in {each["ref"] for each in draft.drawn}, "the next version leaves it out"
    other = next(each["ref"] for each in second.drawn if each["ref"] != ref)
    assert figures.also[other] == 1
    exams.void_item(exam=str(second.uid), **void | {"ref": other}, everywhere=True)
    assert [row.ref for row in rows(ExamRegrade)] == [ref, other, other]
    told = {"by": given.manager, "exam": str(draft.uid), "now": OPENS}
    assert code_of(exams.release_exam, **told) == "training.exam_item_gone"
    exams.change_exam(by=given.lead, exam=str(draft.uid), plan=given.plan, items=given.items)
    assert exams.release_exam(**told).version == 3


def test_the_names_of_who_wrote_are_looked_for_in_the_bank_too(given, monkeypatch):
    monkeypatch.setattr(
        "kerege.training.queries.exam_knowing._versions",
        lambda _exam: [SimpleNamespace(written_by="a", authors=["-"], reviewed_by="b", released_by="learner")],
    )
    monkeypatch.setattr("kerege.training.queries.exam_knowing.known_as", lambda _uid: "learner")
    granted(given, 0, "master_trainer", start=OPENS.date() + DAY)
    assert refuses(given, 0)
