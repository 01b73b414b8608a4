"""Exams of curricula: written for a version, released by another, taken by its courses, carried on to the next one."""

from datetime import timedelta

import pytest

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as accounts
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import queries
from kerege.training.actions import exams, publish_curriculum_version, record_curriculum_version
from kerege.training.models import Course, CurriculumExam, CurriculumVersion, Exam, ExamItem, ExamOfVersion
from kerege.training.queries.curriculum_exams import exams_of_version, kept_exams, offered_to
from kerege.training.queries.exam_knowing import knows_questions
from kerege.training.queries.staff import DOOR
from kerege.training.rules.curricula import read
from kerege.training.rules.curricula.alignment import alignment
from kerege.training.rules.curriculum_exams import as_assessment, carried, proved
from kerege.training.rules.exam_blueprint import Row
from kerege.training.words.curricula import Gap
from tests import ground
from tests.training.cohort import FIRST, code_of
from tests.training.examined import CLOSES, OPENS, Examined, choice
from tests.training.rules.lessons import content, module

PLAN = {"title": {"en": "Exam of the curriculum"}, "rows": [{"count": "3", "points": "2"}], "pass_mark": 60}
ITEMS = [choice(n) for n in range(1, 6)]


def told(version="1", *outcomes):
    found = [{"id": each, "text": {"en": each}, "bloom": "understand"} for each in outcomes or ("waste", "spill")]
    return content(module("risk", outcomes=found, activities=[], assessments=[]), version=version, kind="modules")


@pytest.mark.nodb
def test_the_matrix_counts_an_exam_as_an_assessment_of_its_outcomes():
    programme = read(told())
    exam = as_assessment("x", {"en": "Exam"}, ["spill"], "remember", 60)
    gaps = {row.outcome.id: row.gaps for row in alignment(programme, [exam]).rows}
    assert gaps["waste"] == (Gap.NO_ACTIVITY, Gap.NO_ASSESSMENT)
    assert gaps["spill"] == (Gap.NO_ACTIVITY, Gap.ASSESSMENT_LOWER)


@pytest.mark.nodb
def test_an_exam_proves_what_was_chosen_and_what_its_rows_draw_for():
    programme = read(told())
    assert proved(programme, [Row(1, "1", outcome="spill"), Row(1, "1", outcome="word of the bank")], ["waste"]) == [
        "waste",
        "spill",
    ]
    assert carried(["waste", "spill"], read(told("2", "spill", "new"))) == ["spill"]
    for chosen, code in ((["nothing"], "training.exam_outcome_unknown"), ([], "training.exam_outcome_none")):
        with pytest.raises(Refusal) as caught:
            proved(programme, [], chosen)
        assert caught.value.code == code


def keeper(name, day=FIRST):
    opened = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="", demo=True)
    people.grant_role(by=SYSTEM, account=opened, role="focal_point", owner="UZB", start=day)
    return accounts.actor_for(accounts.account(f"{name}@example.org"), on=FIRST, strong=True)


class Given:
    def __init__(self, of=None, day=FIRST):
        self.of = of or Examined(people_in=1, release=False)
        self.writer, self.releaser = keeper("writer", day), keeper("releaser", day)
        record_curriculum_version(by=SYSTEM, owner="UZB", content=told())
        self.version = publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=day)
        self.hold("1")

    def hold(self, version):
        with act("tests.course.taught", by=SYSTEM, about="course"):
            course = Course.objects.inside_action().get(pk=self.of.of.course.pk)
            course.teaches = CurriculumVersion.objects.inside_action().get(of__key="parent", version=version)
            course.save()
        self.course = course

    def write(self, by=None, **changes):
        asked = {"key": "parent", "version": "1", "plan": PLAN, "items": ITEMS, "outcomes": ["waste"]} | changes
        return exams.keep_curriculum_exam(by=by or self.writer, **asked)

    def take(self, exam, by=None, **changes):
        asked = {"course": str(self.course.uid), "exam": str(exam.uid), "opens": OPENS, "closes": CLOSES}
        return exams.take_exam(by=by or self.of.lead, now=OPENS - timedelta(days=1), **(asked | changes))


@pytest.fixture
def given(db):
    ground.lay()
    return Given()


def has(version):
    page = queries.curriculum(PUBLIC, "parent", on=FIRST, lang="en", version=version)
    return [(each.title["en"], each.outcomes, each.coming) for each in exams_of_version(PUBLIC, page)]


def test_an_exam_of_a_curriculum_from_its_draft_to_courses_and_the_next_version(given):
    assert code_of(given.write, plan=PLAN | {"shown": "answers"}) == "training.exam_shown_to_others"
    assert code_of(given.write, bloom="clever") == "training.exam_word_unknown"
    assert code_of(given.write, by=given.of.lead) == "people.not_yours", "a trainer of a course keeps no curriculum"
    draft = given.write()
    uid = str(draft.uid)
    given.write(by=given.releaser, exam=uid, outcomes=["waste", "spill"])
    for author in (given.writer, given.releaser):
        assert code_of(exams.release_curriculum_exam, by=author, exam=uid) == "training.curriculum_exam_own_release"
    assert has("1") == []
    assert code_of(given.take, draft) == "training.no_such_exam", "a draft is nobody's exam yet"
    exams.release_curriculum_exam(by=keeper("third"), exam=uid, now=OPENS - timedelta(days=9))
    assert has("1") == [("Exam of the curriculum", ("waste", "spill"), False)]

    offered = offered_to(given.course, lang="en")
    assert [(each.questions, each.newer) for each in offered] == [(3, False)]
    assert code_of(given.take, draft, closes=OPENS) == "training.exam_window_wrong"
    assert code_of(given.take, draft, by=given.of.of.by("neighbour")) == "training.exam_not_yours"
    taken = given.take(draft)
    assert (taken.state, taken.drafted_by == taken.released_by, taken.pass_mark) == ("released", False, 60)
    assert ExamItem.objects.seen_by(DOOR).filter(exam_id=taken.id).count() == len(ITEMS)
    assert code_of(given.take, draft) == "training.exam_taken"
    assert offered_to(given.course, lang="en") == []
    given.of.uid = str(taken.uid)
    assert given.of.sit(0, right=3).passed

    follow = given.write(exam=uid, outcomes=["waste"])
    exams.release_curriculum_exam(by=given.releaser, exam=str(follow.uid))
    assert has("1") == [("Exam of the curriculum", ("waste",), False)]
    assert [each.newer for each in offered_to(given.course, lang="en")] == [True]
    again = given.take(follow)
    assert (again.key, again.version) == (taken.key, 2)
    states = Exam.objects.seen_by(DOOR).filter(key=taken.key).order_by("version").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "released"]

    record_curriculum_version(by=SYSTEM, owner="UZB", content=told("2", "waste", "new"))
    assert has("2") == [("Exam of the curriculum", ("waste",), True)], "a draft says what it will take along"
    publish_curriculum_version(by=SYSTEM, key="parent", version="2", today=FIRST)
    assert has("2") == [("Exam of the curriculum", ("waste",), False)]
    exams.withdraw_curriculum_exam(by=given.writer, exam=str(follow.uid), reason="The law changed")
    assert has("2") == []
    assert not ExamOfVersion.objects.seen_by(DOOR).exists()
    given.hold("2")
    assert offered_to(given.course, lang="en") == []


def test_an_exam_of_outcomes_that_were_taken_out_is_not_released_and_the_one_before_stays(given):
    draft = given.write()
    exams.release_curriculum_exam(by=given.releaser, exam=str(draft.uid))
    record_curriculum_version(by=SYSTEM, owner="UZB", content=told("2", "waste", "new"))
    follow = given.write(version="2", exam=str(draft.uid), outcomes=["new"])
    record_curriculum_version(by=SYSTEM, owner="UZB", content=told("2", "waste"))
    assert code_of(exams.release_curriculum_exam, by=given.releaser, exam=str(follow.uid)) == (
        "training.exam_outcome_none"
    )
    assert has("1") == [("Exam of the curriculum", ("waste",), False)]


def test_a_correction_that_was_written_for_a_draft_waits_for_it_and_leaves_the_taught_version_its_exam(given):
    first = given.write(outcomes=["waste"])
    exams.release_curriculum_exam(by=given.releaser, exam=str(first.uid), now=OPENS - timedelta(days=9))
    record_curriculum_version(by=SYSTEM, owner="UZB", content=told("2", "waste", "new"))
    follow = given.write(version="2", exam=str(first.uid), plan=PLAN | {"title": {"en": "Second"}}, outcomes=["new"])
    exams.release_curriculum_exam(by=given.releaser, exam=str(follow.uid), now=OPENS - timedelta(days=8))
    assert has("1") == [("Exam of the curriculum", ("waste",), False)], "the taught version has what it had"
    assert has("2") == [("Second", ("new",), False)]
    page = queries.curriculum(PUBLIC, "parent", on=FIRST, lang="en", version="1")
    kept = kept_exams(by=given.writer, page=page, lang="en")
    assert [(each.title, each.waits) for each in kept] == [("Second", True), ("Exam of the curriculum", False)]
    assert given.take(first).state == "released"

    publish_curriculum_version(by=SYSTEM, key="parent", version="2", today=FIRST)
    publish_curriculum_version(by=SYSTEM, key="parent", version="2", today=FIRST)
    assert has("2") == [("Second", ("new",), False)]
    assert has("1") == [("Exam of the curriculum", ("waste",), False)], "what it does not teach is not asked there"
    third = given.write(version="2", exam=str(follow.uid), plan=PLAN | {"title": {"en": "Third"}}, outcomes=["waste"])
    exams.release_curriculum_exam(by=given.releaser, exam=str(third.uid), now=OPENS - timedelta(days=7))
    assert has("1") == has("2") == [("Third", ("waste",), False)], "what both teach is corrected in both"
    kept = kept_exams(by=given.writer, page=page, lang="en")
    assert [(each.title, each.state) for each in kept] == [
        ("Third", "released"),
        ("Second", "withdrawn"),
        ("Exam of the curriculum", "withdrawn"),
    ]


def test_a_draft_that_lost_all_that_its_exam_asks_for_is_published_with_the_exam_before(given):
    first = given.write(outcomes=["waste"])
    exams.release_curriculum_exam(by=given.releaser, exam=str(first.uid), now=OPENS - timedelta(days=9))
    record_curriculum_version(by=SYSTEM, owner="UZB", content=told("2", "waste", "new"))
    follow = given.write(version="2", exam=str(first.uid), outcomes=["new"])
    exams.release_curriculum_exam(by=given.releaser, exam=str(follow.uid), now=OPENS - timedelta(days=8))
    record_curriculum_version(by=SYSTEM, owner="UZB", content=told("2", "waste"))
    publish_curriculum_version(by=SYSTEM, key="parent", version="2", today=FIRST)
    assert has("1") == has("2") == [("Exam of the curriculum", ("waste",), False)]
    states = CurriculumExam.objects.seen_by(DOOR).order_by("id").values_list("state", flat=True)
    assert list(states) == ["released", "withdrawn"]


def test_a_course_that_went_on_with_its_own_version_can_take_the_one_of_the_curriculum_again(given):
    draft = given.write()
    exams.release_curriculum_exam(by=given.releaser, exam=str(draft.uid))
    taken = given.take(draft)
    asked = {"course": str(given.course.uid), "after": str(taken.uid), "items": given.of.items}
    own = exams.draft_exam(by=given.of.lead, plan=given.of.plan, **asked)
    exams.release_exam(by=given.of.manager, exam=str(own.uid), now=OPENS - timedelta(days=1))
    exams.void_item(by=given.of.lead, exam=str(own.uid), ref=ITEMS[0].tags.ref, way="removed", reason="Two are right")
    assert [each.newer for each in offered_to(given.course, lang="en")] == [True]
    again = given.take(draft)
    assert (again.key, again.version, len(again.drawn)) == (own.key, 3, len(ITEMS) - 1)
    states = Exam.objects.seen_by(DOOR).filter(key=own.key).order_by("version").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "withdrawn", "released"]


def test_who_sat_it_as_a_trial_elsewhere_sits_no_other_so_that_it_counts(given):
    draft = given.write()
    exams.release_curriculum_exam(by=given.releaser, exam=str(draft.uid))
    taken = given.take(draft)
    person = given.of.learners[0].uid
    number = accounts.person_number(person)
    assert not knows_questions(taken, number, on=FIRST)
    with act("tests.exam.elsewhere", by=SYSTEM, about="exam"):
        other = Exam.objects.inside_action().get(pk=taken.pk)
        other.pk, other.uid, other.key = None, draft.uid, draft.key
        other._state.adding = True
        other.save()
        other.attempts.model.objects.create(
            **{"owner": "UZB", "exam": other, "person_id": number, "number": 1, "trial": True, "seed": "", "form": []},
            **{"language": "en", "began_at": OPENS, "ends_at": OPENS, "ended_at": OPENS},
        )
    assert knows_questions(taken, number, on=FIRST)
