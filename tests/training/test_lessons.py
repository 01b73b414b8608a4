"""Taking lessons: what is kept of it, for whom, and that nobody else reads it."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import viewer_for
from kerege.training.actions import publish_curriculum_version, record_curriculum_version
from kerege.training.actions.lessons import finish_lesson, keep_answers
from kerege.training.models import LessonAttempt
from kerege.training.queries import lessons as queries
from kerege.training.words.lessons import MOST_ATTEMPTS
from tests.capacity.given import code_of
from tests.training.rules.lessons import assessment, content, item, module

DAY = date(2026, 1, 10)
NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
NAMED = ("parent", "risk")


def laid(label=Sensitivity.PUBLIC, **changes):
    told = content(
        module("risk", assessments=[assessment("risk-q", items=[item("first"), item("second")])]),
        module("spill"),
        kind="modules",
        **changes,
    )
    record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=label)
    publish_curriculum_version(by=SYSTEM, key="parent", version=told["version"], today=DAY)


def reader(name="learner"):
    return people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")


def sees(account):
    return viewer_for(account, on=DAY, strong=True) if account else PUBLIC


def lesson(account=None, version=""):
    return queries.lesson(sees(account), *NAMED, on=DAY, lang="ru", version=version)


def sends(action, account, answers, **changes):
    by = Actor(str(account.uid), account.name) if account else ANONYMOUS
    told = {"by": by, "lesson": lesson(account), "language": "ru", "answers": answers, "now": NOON}
    return action(**told | changes)


def taken(account, right=2, **changes):
    answers = [("first", "a"), ("second", "a" if right > 1 else "b")]
    return sends(finish_lesson, account, {name: [each] for name, each in answers}, **changes)


def mine(account):
    return queries.shelves(sees(account), on=DAY, lang="en")[0].lessons[0].mine


def test_shelves_tell_which_lessons_there_are():
    laid()
    (shelf,) = queries.shelves(PUBLIC, on=DAY, lang="ru")
    assert (shelf.key, shelf.version, shelf.title, shelf.owner) == ("parent", "1", "Spills (ru)", "REG")
    assert [(each.id, each.title, each.minutes, each.questions) for each in shelf.lessons] == [
        ("risk", "On risk (ru)", 30, 2),
        ("spill", "On spill (ru)", 30, 1),
    ]
    assert shelf.lessons[0].languages == (("en", "source"), ("ru", "draft"))
    assert queries.shelves(PUBLIC, on=DAY - timedelta(days=1), lang="ru") == []


def test_a_lesson_is_shown_to_whoever_may_see_its_curriculum_and_only_once_published():
    laid(label=Sensitivity.NATIONAL)
    assert (lesson(), queries.shelves(PUBLIC, on=DAY, lang="en")) == (None, [])
    told = content(module("risk"), key="draft", kind="modules")
    record_curriculum_version(by=SYSTEM, owner="REG", content=told)
    assert queries.lesson(PUBLIC, "draft", "risk", on=DAY, lang="en") is None


@pytest.mark.parametrize("named", [("parent", "gone"), ("gone", "risk")])
def test_a_lesson_that_is_not_there_is_none(named):
    laid()
    assert lesson() is not None
    assert queries.lesson(PUBLIC, *named, on=DAY, lang="en") is None


def test_what_was_taken_is_kept_with_its_result_and_shown_to_its_owner_alone():
    laid()
    her, other = reader(), reader("other")
    row = taken(her, right=1, opened=NOON - timedelta(minutes=20))
    assert (row.started_at, row.finished_at) == (NOON - timedelta(minutes=20), NOON)
    found = queries.taken(sees(her), str(row.uid), on=DAY, lang="en")
    assert (found.line.right, found.line.asked, found.line.language, found.line.version) == (1, 2, "ru", "1")
    assert [(mark.item.id, set(mark.chosen)) for mark in found.result.marks] == [("first", {"a"}), ("second", {"b"})]
    assert [each.uid for each in queries.attempts(sees(her))] == [str(row.uid)]
    for somebody in (other, None):
        assert queries.taken(sees(somebody), str(row.uid), on=DAY, lang="en") is None
        assert (queries.attempts(sees(somebody)), mine(somebody)) == ([], queries.NONE_YET)


def test_nobody_began_after_the_end():
    laid()
    row = taken(reader(), opened=NOON + timedelta(days=1))
    assert row.started_at == NOON


def test_the_best_and_the_last_time_stand_beside_each_other():
    laid()
    her = reader()
    best, last = taken(her), taken(her, right=1, now=NOON + timedelta(days=1))
    assert (mine(her).best.uid, mine(her).last.uid) == (str(best.uid), str(last.uid))
    assert [each.right for each in queries.attempts(sees(her))] == [1, 2]


def test_answers_wait_until_somebody_goes_on():
    laid()
    her = reader()
    first = sends(keep_answers, her, {"first": ["b"]}, now=NOON - timedelta(hours=1))
    acts = Act.objects.count()
    sends(keep_answers, her, {"first": ["b"]})
    assert Act.objects.count() == acts, "the same again changes nothing"
    sends(keep_answers, her, {"first": ["a"]})
    assert (lesson(her).waiting, lesson().waiting, mine(her).last) == ({"first": ["a"]}, {}, None)
    assert queries.taken(sees(her), str(first.uid), on=DAY, lang="en") is None, "it is not finished"
    done = taken(her)
    assert (done.uid, done.started_at) == (first.uid, NOON - timedelta(hours=1))
    assert (lesson(her).waiting, mine(her).waiting) == ({}, None)


def test_a_version_that_came_later_changes_nothing_of_what_was_taken():
    laid()
    her = reader()
    row = taken(her)
    sends(keep_answers, her, {"first": ["a"], "second": ["a"]})
    told = content(
        module("risk", assessments=[assessment("risk-q", items=[item("second"), item("third")])]),
        kind="modules",
        version="2",
    )
    record_curriculum_version(by=SYSTEM, owner="REG", content=told)
    publish_curriculum_version(by=SYSTEM, key="parent", version="2", today=DAY)
    found = queries.taken(sees(her), str(row.uid), on=DAY, lang="en")
    assert (found.lesson.programme.version, found.result.right) == ("1", 2)
    assert lesson(her).waiting == {"second": ["a"]}, "what is no longer asked is left out"


def test_a_lesson_that_is_no_longer_shown_keeps_its_note():
    laid()
    her = reader()
    row = taken(her)
    with act("tests.curriculum.hidden", by=SYSTEM, about="parent"):
        for version in LessonAttempt._meta.apps.get_model("training.CurriculumVersion").objects.inside_action():
            version.label = Sensitivity.RESTRICTED
            version.save()
    found = queries.taken(sees(her), str(row.uid), on=DAY, lang="en")
    assert (found.line.right, found.lesson, found.result) == (2, None, None)


@pytest.mark.parametrize("action", [keep_answers, finish_lesson])
def test_what_is_wrong_is_refused_and_nothing_is_kept(action):
    laid()
    her = reader()
    cases = {
        "training.lesson_nothing_answered": {},
        "training.lesson_answer_unknown": {"first": ["z"]},
        "training.lesson_one_answer": {"first": ["a", "b"]},
    }
    for code, answers in cases.items():
        assert code_of(partial(sends, action, her, answers)) == code
    assert code_of(partial(sends, action, None, {"first": ["a"]})) == "training.lesson_not_signed_in"
    assert LessonAttempt.objects.count() == 0


def test_one_account_keeps_only_so_many_of_one_lesson():
    laid()
    her = reader()
    told = {"account": her, "curriculum": "parent", "version": "1", "language": "en", "asked": 2}
    times = {"started_at": NOON, "finished_at": NOON}
    with act("tests.lessons.laid", by=SYSTEM, about="parent"):
        rows = [LessonAttempt(module="risk", **told, **times) for _ in range(MOST_ATTEMPTS - 1)]
        rows.append(LessonAttempt(module="spill", **told, **times))
        LessonAttempt.objects.bulk_create(rows)
    taken(her)
    assert code_of(partial(taken, her)) == "training.lesson_taken_often"
    sends(keep_answers, her, {"first": ["a"]})
    taken(reader("other"))


def test_answers_go_with_the_account():
    laid()
    her = reader()
    taken(her)
    sends(keep_answers, her, {"first": ["a"]})
    taken(reader("other"))
    people.erase_myself(by=Actor(str(her.uid), her.name), account=her, on=DAY)
    assert list(LessonAttempt.objects.values_list("account__email", flat=True)) == ["other@example.org"]
