"""The review of a draft of lessons: from being asked for to being published, and each refusal on the way."""

from functools import partial

import pytest

from kerege.journal.models import Act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import actions
from kerege.training.queries import curriculum, lessons
from kerege.training.queries.reviewing import authors_of, entries_of, review, reviewers
from kerege.training.words.reviewing import Said, Stage
from tests.capacity.given import code_of
from tests.training.reviewed import AUTHOR, BEN, CEM, NOON, account, approves, asks, does, laid, now, publish, row
from tests.training.rules.lessons import content, two

OTHER = Actor("other", "Other", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))
READS = Viewer("reader", "Reader", by_owner=(("KAZ", Sensitivity.RESTRICTED),))


@pytest.fixture(autouse=True)
def _draft(db):
    laid()


def changed(by=AUTHOR, text="Here is our door."):
    seen = row().digest
    told = {"text": two(text)}
    return actions.change_part(by=by, key="parent", version="1", seen=seen, part="door", told=told, states={})


def refuses(deed, by=BEN, **more):
    return code_of(partial(does, deed, by), **more)


def test_asked_remarked_settled_approved_and_published():
    asks(text="Look at the door")
    remark = does("remark", text="Which door?", place="door.text", paragraph=1)
    does("settle_remark", AUTHOR, remark=str(remark.uid), text="The one to the hall")
    assert (now().stage, now().left) == (Stage.ASKED, ())
    approves(text="Good")
    assert publish().state == "published"
    assert [each.kind for each in entries_of(row().pk)] == [Said.ASKED, Said.REMARK, Said.SETTLED, Said.APPROVED]
    assert [(each.by, each.at, each.digest) for each in entries_of(row().pk)] == [
        (who, NOON, row().digest) for who in ("author", "ben", "author", "ben")
    ]


def test_without_a_review_lessons_are_not_published_and_with_one_of_before_neither():
    assert code_of(publish) == "training.review_wanted"
    asks()
    assert code_of(publish) == "training.review_wanted"
    approves()
    changed()
    assert (now().stage, code_of(publish)) == (Stage.ASKED, "training.review_wanted")
    approves()
    assert publish().state == "published"


def test_what_nobody_takes_alone_and_what_the_node_publishes_need_none():
    actions.record_curriculum_version(by=AUTHOR, owner="KAZ", content=content(key="taught"))
    assert actions.publish_curriculum_version(by=AUTHOR, key="taught", version="1").state == "published"
    assert publish(SYSTEM).state == "published"


def test_what_was_published_elsewhere_comes_in_as_it_is():
    given = {"by": AUTHOR, "key": "parent", "version": "1"}
    assert actions.publish_curriculum_version(**given, came_published=True).state == "published"


def test_authors_are_all_who_wrote_since_it_was_published_last():
    changed(OTHER)
    assert authors_of(row().of.uid) == {"author", "other"}
    publish(SYSTEM)
    actions.begin_version(by=OTHER, key="parent", version="2")
    assert authors_of(row().of.uid) == {"other"}


OWN = {
    "who wrote it": (AUTHOR, "training.review_own"),
    "who wrote a part": (OTHER, "training.review_own"),
    "another country's": (Actor("far", "Far", (Grant(Role.REVIEWER, "KGZ"),)), "people.not_yours"),
    "a learner": (Actor("pupil", "Pupil", (Grant(Role.LEARNER, "KAZ"),)), "people.not_yours"),
    "nobody": (ANONYMOUS, "people.not_yours"),
}


@pytest.mark.parametrize("case", OWN)
def test_some_do_not_decide(case):
    changed(OTHER)
    asks()
    who, code = OWN[case]
    assert refuses("approve_review", who, openly=True) == code
    assert refuses("return_review", who, text="No") == code
    assert now().stage == Stage.ASKED


def test_somebody_who_is_not_asked_does_not_decide_but_may_remark(db):
    _, known = account("dana")
    asks(reviewer=known)
    assert refuses("approve_review", openly=True) == "training.review_of_another"
    does("remark", text="Look at this")
    assert [each.by for each in now().left] == ["ben"]
    asks(text="Anybody")
    does("settle_remark", remark=now().left[0].uid)
    assert approves().kind == "approved"


def test_only_who_may_review_is_asked_and_no_author(db):
    made, known = account("dana")
    _, far = account("erik", owner="KGZ")
    _, pupil = account("fia", role=Role.LEARNER)
    assert reviewers("KAZ", on=NOON.date()) == {known: "Dana"}
    for who in (far, pupil, "nobody"):
        assert code_of(asks, reviewer=who) == "training.review_unknown_reviewer"
    changed(Actor(str(made.uid), "Dana", (Grant(Role.MASTER_TRAINER, "KAZ"),)))
    assert code_of(asks, reviewer=known) == "training.review_unknown_reviewer"


def test_what_should_not_be_taught_openly_is_restricted_and_a_second_one_decides():
    assert curriculum(PUBLIC, "parent", on=NOON.date(), lang="en", version="1") is not None
    asks()
    approves(openly=False, text="The third scene")
    assert (row().label, row().of.label, now().stage) == (Sensitivity.RESTRICTED, Sensitivity.RESTRICTED, Stage.SECOND)
    assert code_of(publish) == "training.review_wanted"
    assert curriculum(PUBLIC, "parent", on=NOON.date(), lang="en", version="1") is None
    assert refuses("approve_review", openly=True) == "records.nothing_there"


def test_the_first_is_not_the_second():
    strong = Actor("cem", "Cem", (Grant(Role.FOCAL_POINT, "KAZ"),))
    asks()
    approves(strong, openly=False, text="The third scene")
    assert refuses("approve_review", strong, openly=True) == "training.review_second_another"


def test_a_second_reviewer_lets_it_be_published_and_it_stays_restricted():
    strong = Actor("cem", "Cem", (Grant(Role.FOCAL_POINT, "KAZ"),))
    asks()
    approves(openly=False, text="The third scene")
    approves(strong, openly=True, text="For those who do the work")
    assert now().stage == Stage.APPROVED_RESTRICTED
    assert publish(strong).label == Sensitivity.RESTRICTED
    assert lessons.lesson(PUBLIC, "parent", "risk", on=row().published_on, lang="en") is None
    assert lessons.lesson(READS, "parent", "risk", on=row().published_on, lang="en") is not None


REFUSED = {
    "a remark before": (lambda: None, "remark", {"text": "x"}, "training.review_not_asked"),
    "a decision before": (lambda: None, "approve_review", {"openly": True}, "training.review_not_asked"),
    "no words": (asks, "remark", {"text": " "}, "training.review_nothing_said"),
    "given back without words": (asks, "return_review", {"text": ""}, "training.review_nothing_said"),
    "no such place": (asks, "remark", {"text": "x", "place": "door.none"}, "training.review_no_place"),
    "no such paragraph": (
        asks,
        "remark",
        {"text": "x", "place": "door.text", "paragraph": 2},
        "training.review_no_place",
    ),
    "no such remark": (asks, "settle_remark", {"remark": "none"}, "training.review_no_remark"),
    "not said whether openly": (asks, "approve_review", {"openly": None}, "training.review_say_openly"),
    "not said why not": (asks, "approve_review", {"openly": False}, "training.review_say_why"),
    "another content was seen": (asks, "approve_review", {"openly": True, "seen": "x"}, "training.curriculum_behind"),
    "another version": (asks, "remark", {"text": "x", "version": "9"}, "records.nothing_there"),
    "too many words": (asks, "remark", {"text": "x" * 2_001}, "text.too_long"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_not_written(case):
    before, deed, given, code = REFUSED[case]
    before()
    count = len(entries_of(row().pk))
    assert refuses(deed, **given) == code
    assert len(entries_of(row().pk)) == count


def test_remarks_that_are_left_stand_in_the_way_one_by_one():
    asks()
    first = does("remark", text="One")
    does("remark", text="Two")
    assert refuses("approve_review", openly=True) == "training.review_remarks_left"
    does("settle_remark", AUTHOR, remark=str(first.uid))
    assert refuses("settle_remark", AUTHOR, remark=str(first.uid)) == "training.review_no_remark"
    assert refuses("approve_review", openly=True) == "training.review_remarks_left"


def test_what_is_given_back_is_asked_for_anew():
    asks()
    does("return_review", text="The door is missing")
    assert (now().stage, refuses("approve_review", CEM, openly=True)) == (Stage.RETURNED, "training.review_not_asked")
    asks()
    assert now().stage == Stage.ASKED


def test_after_it_is_published_nothing_more_is_said():
    asks()
    approves()
    publish()
    assert refuses("remark", text="Late") == "training.curriculum_stands"
    assert code_of(asks) == "training.curriculum_stands"


def test_the_journal_says_that_and_by_whom_and_no_words_of_it():
    asks(text="Look at the door")
    approves(text="A good door")
    found = list(Act.objects.filter(word__startswith="training.review.").values_list("word", "actor", "facts"))
    assert found == [
        ("training.review.asked", "author", {"key": "parent"}),
        ("training.review.approved", "ben", {"key": "parent"}),
    ]


def test_only_who_keeps_or_reviews_reads_it():
    asks()
    assert review(READS, AUTHOR, "parent", "1").now.stage == Stage.ASKED
    assert review(READS, BEN, "parent", "1").authors == {"author"}
    assert review(READS, ANONYMOUS, "parent", "1") is None
    assert review(READS, BEN, "parent", "2") is None
    assert review(READS, BEN, "other", "1") is None
