"""Opening, answering, disagreeing, settling, closing: every way in, and every refusal."""

from datetime import date

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.actions import Told
from kerege.capacity.models import Answer, Assessment, Finding
from kerege.files.rules import received
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.rules import SYSTEM
from tests.capacity.given import (
    DAY,
    FULL,
    answers,
    closed,
    code_of,
    content,
    opened,
    published,
    question,
    reader,
    result,
    somebody,
)
from tests.ground import centre
from tests.inventory.facts import recorded


@pytest.fixture
def head():
    published()
    return somebody("head")


def page(who, uid):
    return queries.assessment(reader(who), uid, me=who.uid, on=DAY, lang="en")


def named(by, uid, who, part="assessor"):
    return actions.name_assessor(by=by, assessment=uid, email=f"{who.name.lower()}@example.org", part=part, today=DAY)


def test_whoever_opens_it_leads_it_and_the_same_again_is_the_same(head):
    place = recorded()
    uid = opened(head, facility=place.key)
    acts = Act.objects.count()
    assert opened(head, facility=place.key) == uid
    assert Act.objects.count() == acts
    line = page(head, uid).line
    assert (line.part, line.round, line.title, line.state, line.summary) == ("lead", 1, place.title, "open", None)
    assert code_of(opened, by=somebody("second"), facility=place.key) == "capacity.still_open"


def test_what_is_assessed_has_to_be_what_the_set_asks_about(head):
    focal = somebody("focal", "focal_point")
    published(key="country-set", about="country")
    place = recorded().key
    told = {"by": focal, "set_key": "country-set", "territory": "KAZ"}
    assert code_of(opened, by=head, facility=place, territory="KAZ") == "capacity.other_subject"
    assert code_of(opened, by=head, set_key="country-set", facility=place) == "capacity.other_subject"
    assert code_of(opened, **(told | {"by": head})) == "capacity.not_for_countries"
    assert code_of(opened, **(told | {"kind": "sort of"})) == "people.unknown_choice"
    assert page(focal, opened(**told)).line.about == "country"


def test_a_set_that_is_not_published_cannot_be_answered(head):
    actions.record_version(by=SYSTEM, owner="REG", key="draft", version="1", about="facility", content=content())
    place = recorded().key
    assert code_of(opened, by=head, set_key="draft", facility=place) == "capacity.not_published"
    assert code_of(opened, by=head, set_key="nowhere", facility="KZ-F-0000001-X") == "records.nothing_there"


def test_nobody_reviews_their_own_organisation(head):
    own, other = centre("LAB-A", "laboratory"), centre("LAB-B", "laboratory")
    place = recorded(organisation=own).key
    mine, theirs = somebody("mine", organisation=own), somebody("theirs", organisation=other)
    assert code_of(opened, by=mine, facility=place, kind="peer") == "capacity.own_review"
    assert code_of(opened, by=theirs, facility=place, kind="self") == "capacity.not_your_place"
    assert code_of(opened, by=somebody("learner", "learner"), facility=place) == "people.not_yours"
    assert code_of(opened, by=somebody("far", owner="KGZ"), facility=place) == "people.not_yours"
    uid = opened(theirs, facility=place, kind="peer")
    assert code_of(named, by=theirs, uid=uid, who=mine) == "capacity.own_review"
    named(theirs, uid, mine, part="host")
    assert page(mine, uid).line.part == "host"
    assert code_of(actions.save_answers, by=mine, assessment=uid, answers={"plan": Told("1")}) == "capacity.not_in_team"


def test_a_team_is_named_once_each_and_only_of_those_who_may(head):
    uid, other = opened(head), somebody("other", "biosafety_officer")
    somebody("pupil", "learner")
    told = {"by": head, "assessment": uid, "part": "assessor"}
    assert code_of(actions.name_assessor, **told, email="nobody@example.org") == "capacity.no_working_account"
    assert code_of(actions.name_assessor, **told, email="pupil@example.org") == "capacity.no_working_account"
    named(head, uid, other)
    assert code_of(named, by=head, uid=uid, who=other) == "capacity.in_team_already"
    assert code_of(named, by=other, uid=uid, who=head) == "capacity.not_in_team"


def test_answers_are_kept_one_by_one_and_what_is_wrong_is_told_at_its_question(head):
    uid = opened(head)
    wrong = answers(head, uid, plan="1", waste="7", staff="101", nobody="1")
    assert wrong == {
        "waste": "capacity.outside_scale",
        "staff": "capacity.outside_bounds",
        "nobody": "capacity.unknown_question",
    }
    assert {key: own.given.value for key, own in page(head, uid).own.items()} == {"plan": "1"}
    acts = Act.objects.count()
    assert answers(head, uid, plan="1") == {}
    assert Act.objects.count() == acts, "the same again changes nothing"
    answers(head, uid, plan="")
    assert page(head, uid).answered == 0


def test_a_set_that_changed_midway_changes_no_assessment(head):
    place = recorded()
    uid = opened(head, facility=place.key)
    answers(head, uid, plan="1")
    actions.record_version(
        by=SYSTEM, owner="REG", key="set-1", version="2", about="facility", content=content(question("x"))
    )
    actions.publish_version(by=SYSTEM, key="set-1", version="2", today=DAY)
    found = page(head, uid)
    assert (found.line.version, found.own["plan"].given.value) == ("1", "1")
    assert answers(head, uid, x="1") == {"x": "capacity.unknown_question"}
    answers(head, uid, **FULL)
    actions.close_assessment(by=head, assessment=uid, today=DAY)
    assert page(head, opened(head, facility=place.key)).line.version == "2"


def test_different_answers_are_kept_and_settled_with_a_reason(head):
    uid, other = opened(head), somebody("other", "biosafety_officer")
    named(head, uid, other)
    answers(head, uid, **FULL)
    answers(other, uid, waste="0")
    assert code_of(actions.close_assessment, by=head, assessment=uid) == "capacity.disagreement"
    told = {"by": head, "assessment": uid, "question": "waste"}
    settle = actions.settle_question
    assert code_of(settle, **told, told=Told("1")) == "capacity.no_reason"
    assert code_of(settle, **told, told=Told("9", comment="x")) == "capacity.outside_scale"
    assert code_of(settle, **told, told=Told("", comment="x")) == "capacity.outside_scale"
    assert code_of(settle, **(told | {"question": "plan"}), told=Told("1", comment="x")) == "capacity.nothing_to_agree"
    assert code_of(settle, **(told | {"by": other}), told=Told("1", comment="x")) == "capacity.not_in_team"
    settle(**told, told=Told("1", comment="Two of three units do it"), today=DAY)
    actions.hand_in(by=other, assessment=uid, today=DAY)
    actions.close_assessment(by=head, assessment=uid, today=DAY)
    found = result(head, uid)
    assert [a.given.value for a in found.answers["waste"]] == ["2", "0"], "nobody's answer was replaced"
    assert (found.settled["waste"][1].value, found.agreements["waste"].reason) == ("1", "Two of three units do it")


def test_closing_wants_every_needed_question_settled(head):
    uid = opened(head)
    close = {"by": head, "assessment": uid}
    assert code_of(actions.close_assessment, **close) == "capacity.nothing_answered"
    answers(head, uid, plan="1", waste="2", staff="3")
    assert code_of(actions.close_assessment, **close) == "capacity.open_questions"
    actions.leave_open(**close, reasons={"drill": "Planned for spring", "people": "", "staff": " "}, today=DAY)
    assert code_of(actions.close_assessment, **close) == "capacity.open_questions", (
        "people has neither answer nor reason"
    )
    assert code_of(actions.leave_open, **close, reasons={"nobody": "x"}) == "capacity.unknown_question"
    answers(head, uid, people="1")
    actions.close_assessment(**close, today=DAY)
    found = result(head, uid)
    assert [section.score for section in found.result.sections] == [None, found.result.sections[1].score]
    assert found.page.line.summary["score"] == "", "left open with a reason is still not known"


def test_what_is_closed_never_changes(head):
    uid = closed(head)
    told = {"by": head, "assessment": uid}
    for deed, more in (
        (actions.save_answers, {"answers": {"plan": Told("2")}}),
        (actions.settle_question, {"question": "plan", "told": Told("1", comment="x")}),
        (actions.leave_open, {"reasons": {"plan": "x"}}),
        (actions.add_evidence, {"question": "plan", "title": "A plan", "reference": "Folder 1"}),
        (actions.close_assessment, {}),
        (actions.withdraw_assessment, {"reason": "x"}),
        (actions.name_assessor, {"email": "x@example.org", "part": "host"}),
    ):
        assert code_of(deed, **told, **more) == "capacity.closed"


def test_findings_are_what_lies_below_the_threshold_when_it_was_closed(head):
    uid = closed(head, waste="0", people="1")
    assert [(f.question, f.value, f.severity) for f in result(head, uid).findings] == [
        ("plan", "0", "major"),
        ("waste", "0", "minor"),
    ]
    with checking():
        assert Finding.objects.inside_action().count() == 2


def test_a_withdrawn_assessment_has_no_result_and_the_next_round_begins(head):
    place = recorded()
    uid = opened(head, facility=place.key)
    assert code_of(actions.withdraw_assessment, by=head, assessment=uid, reason=" ") == "capacity.no_reason"
    actions.withdraw_assessment(by=head, assessment=uid, reason="Opened by mistake", today=DAY)
    assert (page(head, uid).line.state, page(head, uid).line.summary) == ("withdrawn", None)
    assert page(head, opened(head, facility=place.key)).line.round == 2


def test_evidence_is_a_file_or_a_place_and_never_the_same_twice(head):
    uid = opened(head)
    told = {"by": head, "assessment": uid, "question": "plan", "title": "Plan of training"}
    file = received("plan.txt", [b"A plan"])
    assert code_of(actions.add_evidence, **told) == "capacity.evidence_empty"
    actions.add_evidence(**told, received=file, today=DAY)
    actions.add_evidence(**told, reference="Folder 7", today=DAY)
    again = received("other-name.txt", [b"A plan"])
    assert code_of(actions.add_evidence, **told, received=again) == "capacity.evidence_twice"
    assert code_of(actions.add_evidence, **told, reference="folder  7") == "capacity.evidence_twice"
    actions.add_evidence(**(told | {"question": "waste"}), received=again, today=DAY)
    assert code_of(actions.add_evidence, **(told | {"question": "x"}), reference="y") == "capacity.unknown_question"
    found = page(head, uid)
    assert [(e.question, e.reference) for e in found.evidence] == [("plan", ""), ("plan", "Folder 7"), ("waste", "")]
    files = queries.files_of(reader(head), uid, me=head.uid, on=DAY)
    assert {line.name for line in files.values()} == {"plan.txt", "other-name.txt"}


def test_an_assessment_that_is_hidden_and_one_that_is_not_there_are_refused_alike(head):
    uid, far = opened(head), somebody("far", owner="KGZ")
    nowhere = "0190b6a0-0000-7000-8000-000000000001"
    for deed in (actions.close_assessment, actions.withdraw_assessment):
        more = {"reason": "x"} if deed is actions.withdraw_assessment else {}
        for asked in (uid, nowhere, "no uid"):
            assert code_of(deed, by=far, assessment=asked, **more) == "records.nothing_there"


def test_the_tables_refuse_what_no_action_would_write(head):
    closed(head)
    from django.db import IntegrityError, transaction

    from kerege.journal.actions import act

    for model, change in ((Assessment, {"closed_on": None}), (Answer, {"not_applicable": True})):
        with pytest.raises(IntegrityError), transaction.atomic(), act("tests.x.y", by=SYSTEM, about="x"):
            model.objects.inside_action().update(**change)


def test_as_on_a_day_before_it_is_open_or_not_there(head):
    uid = closed(head)
    assert queries.assessment(reader(head), uid, me=head.uid, on=date(2026, 10, 31), lang="en") is None
