"""Working groups: who belongs, who speaks, what becomes of what they say."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.atlas import actions as atlas
from kerege.journal.rules import checking
from kerege.law.actions import gaps, groups, remarks
from kerege.law.models import DraftVersion
from kerege.law.queries import drafting as tasks
from kerege.law.queries import working
from kerege.law.words.working import Since
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.sharing.queries import viewer_of_actor
from tests.law import drafted as way
from tests.law import judged as world

DAY, EID = way.DAY, "art_1"
NEW = "Article 1. Matter\nThis law keeps a public register."


@pytest.fixture(autouse=True)
def here(db):
    world.lay_obligations()
    atlas.record_source(by=SYSTEM, key=way.SOURCE, title="Gazette", address="https://example.org/")


@pytest.fixture
def task():
    made = way.opened_task()
    way.written(made)
    return made


def refused(code, deed, /, **given):
    with pytest.raises(Refusal) as caught:
        deed(**given)
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def entered(monkeypatch):
    """Enter somebody who has no account in these tests, as if the country had given them a role."""

    def enter(task, actor, start=DAY, **more):
        monkeypatch.setattr(people, "who_may", lambda *_a, **_k: [type("A", (), {"uid": actor.uid})])
        told = {"order": "No. 1", "ordered_on": DAY, "start": start, "today": DAY, **more}
        return groups.enter_member(by=way.CHAIR, task=str(task.uid), member=actor.uid, **told)

    return enter


def say(task, by, after=None, version=1, today=DAY, eid=EID, words="Why?"):
    return remarks.remark(by=by, task=str(task.uid), version=version, eid=eid, words=words, after=after, today=today)


def threads(task, by=world.FOCAL, **more):
    viewer = viewer_of_actor(by, on=DAY)
    return working.remarks(viewer, tasks.task(viewer, task.uid), me=by.uid, **more)


def test_before_the_consultation_only_members_speak(task, entered):
    refused("law.not_in_group", say, task=task, by=world.SECOND)
    refused("records.nothing_there", say, task=task, by=world.STRANGER)
    entered(task, world.REVIEWER, start=date(2026, 11, 5))
    refused("law.not_in_group", say, task=task, by=world.REVIEWER)
    assert say(task, world.REVIEWER, today=date(2026, 11, 5)).state == "open"
    assert say(task, world.DRAFTER).author == world.DRAFTER.uid  # who wrote a version answers for it


def test_a_membership_ends_and_another_may_begin(task, entered):
    first = entered(task, world.REVIEWER)
    refused("law.member_twice", entered, task=task, actor=world.REVIEWER)
    end = {"by": way.CHAIR, "membership": str(first.uid)}
    refused("law.member_ends_before", groups.end_membership, **end, until=DAY)
    refused("law.not_the_chair", groups.end_membership, **{**end, "by": world.DRAFTER}, until=date(2026, 11, 9))
    groups.end_membership(**end, until=date(2026, 11, 9))
    refused("law.not_in_group", say, task=task, by=world.REVIEWER, today=date(2026, 11, 9))
    assert entered(task, world.REVIEWER, start=date(2026, 11, 20)).until is None
    viewer = viewer_of_actor(world.FOCAL, on=DAY)
    there = [each.there for each in working.members(viewer, tasks.task(viewer, task.uid), on=date(2026, 11, 25))]
    assert there == [True, False]


def test_a_wording_that_is_taken_in_makes_the_next_version(task, entered):
    entered(task, world.REVIEWER)
    made = say(task, world.REVIEWER, NEW)
    take = {"remark": str(made.uid), "seen": 1, "today": DAY}
    refused("people.not_yours", remarks.take_suggestion, by=world.REVIEWER, **take)
    version = remarks.take_suggestion(by=world.DRAFTER, **take)
    assert version.text == way.TEXT.replace("a register", "a public register")
    (line,) = threads(task)
    assert (line.state, line.taken_in, line.since, line.sha256) == ("accepted", 2, Since.CHANGED, made.sha256)
    refused("law.remark_closed", remarks.take_suggestion, by=world.DRAFTER, **{**take, "seen": 2})


def test_nobody_decides_on_their_own_wording(task):
    made = say(task, world.DRAFTER, NEW)
    refused("law.own_suggestion", remarks.take_suggestion, by=world.DRAFTER, remark=str(made.uid), seen=1)
    refused("law.own_suggestion", remarks.decline_suggestion, by=world.DRAFTER, remark=str(made.uid), reason="No.")
    for statement in (
        "UPDATE law_remark SET state = 'declined', decided_by = author",
        "UPDATE law_remark SET after = 'x'",
        "UPDATE law_remark SET author = 'x'",
        "DELETE FROM law_remark",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    refused("law.no_reason", remarks.decline_suggestion, by=world.FOCAL, remark=str(made.uid), reason=" ")
    assert remarks.decline_suggestion(by=world.FOCAL, remark=str(made.uid), reason="No.").state == "declined"


def test_a_wording_for_another_text_is_not_taken_in(task):
    made = say(task, world.DRAFTER, NEW)
    kept = say(task, world.DRAFTER, eid="art_2")
    way.written(task, way.TEXT.replace("keeps a", "opens a"), seen=1)
    told = refused("law.suggestion_other_text", remarks.take_suggestion, by=world.FOCAL, remark=str(made.uid), seen=2)
    assert told.data["now"] == 2
    with checking():
        assert DraftVersion.objects.inside_action().count() == 2
    fates = {line.uid: line.since for line in threads(task)}
    assert fates == {str(made.uid): Since.CHANGED, str(kept.uid): Since.SAME}


def test_a_wording_finds_its_provision_under_a_new_number(task):
    made = say(task, world.DRAFTER, "1. A laboratory reports at once.", eid="art_2__para_1")
    moved = way.TEXT.replace("Article 2. Reports", "Article 2. Fees\nNone.\nArticle 3. Reports")
    way.written(task, moved, seen=1)
    taken = remarks.take_suggestion(by=world.FOCAL, remark=str(made.uid), seen=2, today=DAY)
    assert taken.text == moved.replace("reports.", "reports at once.")


def test_threads_are_answered_settled_and_withdrawn(task):
    made = say(task, world.DRAFTER)
    remarks.answer_remark(by=way.CHAIR, remark=str(made.uid), words="Because.", today=DAY)
    refused("law.not_suggested", remarks.take_suggestion, by=way.CHAIR, remark=str(made.uid), seen=1)
    refused("law.not_your_remark", remarks.withdraw_remark, by=way.CHAIR, remark=str(made.uid))
    remarks.settle_comment(by=way.CHAIR, remark=str(made.uid), today=DAY)
    refused("law.remark_closed", remarks.answer_remark, by=way.CHAIR, remark=str(made.uid), words="And?")
    (line,) = threads(task)
    assert [each.words for each in line.thread] == ["Because."]
    refused("law.nothing_said", say, task=task, by=world.DRAFTER, words=" ")
    refused(
        "law.nothing_changed", say, task=task, by=world.DRAFTER, after="Article 1. Matter\nThis law keeps a register."
    )
    refused("law.no_provision", say, task=task, by=world.DRAFTER, eid="art_9")


def test_who_worded_the_adopted_text_does_not_approve_the_judgement_that_closes():
    round_ = world.opened()
    gap = way.opened_gap(round_=round_)
    task = way.opened_task(gap)
    way.written(task)
    way.step(task, "order")
    way.step(task, "group")
    way.step(task, "draft")
    way.step(task, "impact")
    made = remarks.remark(by=way.CHAIR, task=str(task.uid), version=1, eid=EID, after=NEW, today=DAY)
    remarks.take_suggestion(by=world.DRAFTER, remark=str(made.uid), seen=1, today=DAY)
    way.taken(task, "consultation")
    way.taken(task, "reading")
    way.adopted(task, version=2)
    new = world.approved(round_, "OB-1", world.FULL, reviewer=world.FOCAL)
    told = {"by": world.REVIEWER, "gap": str(gap.uid), "judgement": str(new.uid)}
    refused("law.closed_by_drafter", gaps.close_gap, **told)
