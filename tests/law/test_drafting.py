"""From a gap to law: on an approved judgement, step by step, and closed by another judgement alone."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.atlas import actions as atlas
from kerege.journal.rules import checking
from kerege.law.actions import drafting, gaps, judging, measures, reviewing
from kerege.law.models import Gap, LifecycleEvent, Measure, Provision
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from tests.law import drafted as way
from tests.law import judged as world


@pytest.fixture(autouse=True)
def here(db):
    world.lay_obligations()
    atlas.record_source(by=SYSTEM, key=way.SOURCE, title="Gazette", address="https://example.org/")


def refused(code, deed, /, **given):
    with pytest.raises(Refusal) as caught:
        deed(**given)
    assert caught.value.code == code
    return caught.value


def stored(model, row):
    with checking():
        return model.objects.inside_action().get(pk=row.pk)


# -- gaps --------------------------------------------------------------------------------------------------------------


def test_a_gap_rests_on_an_approved_judgement_that_is_not_met():
    round_ = world.opened()
    draft = world.submitted(round_, "OB-1", world.PARTIAL)
    given = {"by": world.DRAFTER, "kind": "no_norm", "missing": "All of it."}
    refused("law.gap_needs_judgement", gaps.open_gap, judgement=str(draft.uid), **given)
    met = world.approved(
        round_, "OB-3", world.judging.Told(status="not_applicable", rationale="It does not."), cite=False
    )
    refused("law.gap_needs_judgement", gaps.open_gap, judgement=str(met.uid), **given)
    refused("records.nothing_there", gaps.open_gap, judgement=str(met.uid), **{**given, "by": world.STRANGER})


def test_one_open_gap_of_a_kind_stands_for_an_obligation():
    gap = way.opened_gap()
    again = {"by": world.DRAFTER, "judgement": str(gap.judgement.uid), "missing": "Still none."}
    refused("law.gap_there", gaps.open_gap, kind="no_penalty", **again)
    refused("law.gap_without_words", gaps.open_gap, kind="no_authority", **{**again, "missing": " "})
    assert gaps.open_gap(kind="no_authority", **again).kind == "no_authority"


def test_only_a_later_judgement_that_two_persons_approved_closes_a_gap():
    round_ = world.opened()
    gap = way.opened_gap(round_=round_)
    close = {"by": world.REVIEWER, "gap": str(gap.uid)}
    refused("law.closes_not", gaps.close_gap, **close, judgement=str(gap.judgement.uid))
    waiting = world.submitted(round_, "OB-1", world.FULL)
    refused("law.closes_not", gaps.close_gap, **close, judgement=str(waiting.uid))
    refused("people.not_yours", gaps.close_gap, **{**close, "by": world.DRAFTER}, judgement=str(waiting.uid))
    reviewing.approve_judgement(by=world.REVIEWER, judgement=str(waiting.uid), today=world.TODAY)
    assert gaps.close_gap(**close, judgement=str(waiting.uid), today=world.TODAY).state == "closed"
    refused("law.gap_closed", gaps.close_gap, **close, judgement=str(waiting.uid))


def test_partly_met_closes_a_gap_only_where_the_missing_element_is_there_now():
    round_ = world.opened()
    gap = way.opened_gap(round_=round_)
    close = {"by": world.REVIEWER, "gap": str(gap.uid)}
    still = world.approved(round_, "OB-1", judging.Told("partial", "Not yet.", chain={"enforcement": "partly"}))
    refused("law.closes_not", gaps.close_gap, **close, judgement=str(still.uid))
    there = world.approved(round_, "OB-1", judging.Told("partial", "A fine.", chain={"enforcement": "yes"}))
    assert gaps.close_gap(**close, judgement=str(there.uid), today=world.TODAY).closed_by_id == there.id


def test_who_drafted_the_adopted_text_does_not_approve_the_judgement_that_closes():
    round_ = world.opened()
    gap = way.opened_gap(round_=round_)
    task = way.opened_task(gap)
    way.written(task, by=world.BOTH)
    for key in way.BEFORE_ADOPTION:
        way.taken(task, key)
    way.adopted(task)
    assert stored(Gap, gap).state == "open"
    new = world.approved(round_, "OB-1", world.FULL, reviewer=world.BOTH)
    given = {"by": world.REVIEWER, "gap": str(gap.uid), "judgement": str(new.uid)}
    refused("law.closed_by_drafter", gaps.close_gap, **given)


# -- the way of a draft ------------------------------------------------------------------------------------------------


def test_a_draft_is_not_adopted_while_a_step_is_missing():
    task = way.opened_task()
    way.written(task)
    way.step(task, "order")
    told = refused("law.steps_missing", way.adopted, task=task)
    assert told.data["missing"] == "Working group, Draft, Impact analysis, Consultation, Reading"
    refused("law.step_by_adoption", way.step, task=task, key="adopted")


def test_steps_go_in_their_order_and_their_days():
    task = way.opened_task()
    refused("law.steps_missing", way.step, task=task, key="draft")
    refused("law.not_the_chair", way.step, task=task, key="order", by=world.DRAFTER)
    refused("law.step_ahead", way.step, task=task, key="order", on=date(2027, 1, 1))
    refused("law.step_unknown", way.step, task=task, key="dream")
    way.step(task, "order", date(2026, 11, 3))
    refused("law.step_done", way.step, task=task, key="order")
    refused("law.step_before", way.step, task=task, key="group", on=date(2026, 11, 2))
    way.step(task, "group", date(2026, 11, 3))
    refused("law.no_version", way.step, task=task, key="draft", on=date(2026, 11, 3))


def test_a_step_that_was_sent_back_is_taken_again():
    task = way.opened_task()
    way.step(task, "order", result="sent_back", note="The ministry asks for a concept.")
    refused("law.steps_missing", way.step, task=task, key="group")
    way.step(task, "order")
    way.step(task, "group")


def test_versions_follow_each_other_and_none_is_lost():
    task = way.opened_task()
    first = way.written(task)
    refused("law.version_moved", way.written, task=task, text="Article 1. Other\nWords.")
    refused("law.version_same", way.written, task=task, seen=1)
    refused("law.draft_without_text", way.written, task=task, text=" \n", seen=1)
    second = way.written(task, way.TEXT + "\nArticle 3. Penalty\nA fine.", seen=1)
    assert (second.number, second.parent_sha256) == (2, first.sha256)
    refused("records.nothing_there", way.written, task=task, by=world.STRANGER)


def test_an_adopted_draft_is_a_measure_with_its_text_and_closes_nothing():
    gap = way.opened_gap()
    task = way.ready(way.opened_task(gap))
    done = way.adopted(task)
    measure = stored(Measure, done.measure)
    assert (measure.uri, measure.number) == ("/akn/kg/act/law/2026-12-01/25", "25")
    with checking():
        found = list(Provision.objects.inside_action().filter(expression=done.expression).values_list("eid", flat=True))
    assert "art_2__para_1" in found
    assert stored(Gap, gap).state == "open"
    refused("law.task_closed", way.written, task=task, text="Article 1. Late\nWords.", seen=1)
    way.step(task, "in_force", date(2026, 12, 20))
    with checking():
        assert LifecycleEvent.objects.inside_action().get(measure=measure).kind == "enter"


def test_a_number_is_not_taken_twice_and_a_machine_writes_no_law():
    told = {"by": SYSTEM, "owner": "KGZ", "kind": "law", "titles": {"en": "Law"}, "sources": [way.SOURCE]}
    measures.record_measure(**told, uri="/akn/kg/act/law/2026-02-02/25", number="25", dates="2026-02-02")
    task = way.ready(way.opened_task())
    refused("law.number_taken", way.adopted, task=task)
    refused("law.bad_number", way.adopted, task=task, number="–")
    refused("law.no_such_version", way.adopted, task=task, version=7, number="26")
    way.written(task, way.TEXT + "\nArticle 3. Fines\nA fine.", seen=1, machine=True)
    refused("law.machine_draft", way.adopted, task=task, version=2, number="26")
    assert way.adopted(task, number="26").measure.number == "26"


def test_a_task_that_is_given_up_leaves_its_gap_open():
    gap = way.opened_gap()
    task = way.opened_task(gap)
    refused("law.no_reason", drafting.give_up_task, by=way.CHAIR, task=str(task.uid), reason=" ")
    drafting.give_up_task(by=way.CHAIR, task=str(task.uid), reason="Another law is coming.", today=way.DAY)
    refused("law.task_closed", way.step, task=task, key="order")
    assert stored(Gap, gap).state == "open"


# -- the database itself -----------------------------------------------------------------------------------------------


def raw(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_database_keeps_what_was_decided():
    round_ = world.opened()
    gap = way.opened_gap(round_=round_)
    task = way.ready(way.opened_task(gap))
    done = way.adopted(task)
    raw("UPDATE law_draftversion SET text = 'x' WHERE id = %s", done.version_id)
    raw("DELETE FROM law_draftversion WHERE id = %s", done.version_id)
    raw("UPDATE law_taskstep SET result = 'sent_back' WHERE task_id = %s", task.pk)
    raw("DELETE FROM law_taskstep WHERE task_id = %s", task.pk)
    raw("UPDATE law_adoption SET number = '7' WHERE id = %s", done.pk)
    raw("DELETE FROM law_adoption WHERE id = %s", done.pk)
    other = world.submitted(round_, "OB-1", world.FULL)
    closing = "UPDATE law_gap SET state = 'closed', closed_on = '2026-12-01', closed_by_id = %s WHERE id = %s"
    raw(closing, other.pk, gap.pk)
    raw(closing, gap.judgement_id, gap.pk)
    reviewing.approve_judgement(by=world.REVIEWER, judgement=str(other.uid), today=world.TODAY)
    gaps.close_gap(by=world.REVIEWER, gap=str(gap.uid), judgement=str(other.uid), today=world.TODAY)
    raw("UPDATE law_gap SET state = 'open', closed_on = NULL, closed_by_id = NULL WHERE id = %s", gap.pk)
    raw("DELETE FROM law_gap WHERE id = %s", gap.pk)
