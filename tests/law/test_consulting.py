"""Consultations: as long as the law asks, each response answered, nothing of the public kept but what it says."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.atlas import actions as atlas
from kerege.journal.rules import checking
from kerege.law.actions import consulting, drafting, procedures
from kerege.law.models import ConsultationResponse
from kerege.law.queries import consulting as reading
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import viewer_of_actor
from tests.law import drafted as way
from tests.law import judged as world

DAY, IN_TIME, LATER = way.DAY, date(2026, 11, 10), way.LATER


@pytest.fixture(autouse=True)
def here(db):
    world.lay_obligations()
    atlas.record_source(by=SYSTEM, key=way.SOURCE, title="Gazette", address="https://example.org/")


@pytest.fixture
def task():
    made = way.opened_task()
    way.written(made)
    for key in way.BEFORE_ADOPTION[:4]:
        way.step(made, key)
    return made


def refused(code, deed, /, **given):
    with pytest.raises(Refusal) as caught:
        deed(**given)
    assert caught.value.code == code
    return caught.value


def said(of, by=ANONYMOUS, words="Why?", **more):
    given = {"consultation": str(of.uid), "words_": words, "today": IN_TIME} | more
    return consulting.respond(by=by, **given)


def test_the_least_days_of_the_country_are_kept_and_its_law_is_cited():
    steps = [
        {"key": "draft", "kind": "draft", "names": {"en": "Draft"}},
        {"key": "talk", "kind": "consultation", "names": {"en": "Discussion"}, "least_days": 30},
        {"key": "adopted", "kind": "adopted", "names": {"en": "Adopted"}},
    ]
    told = {"territory": "KGZ", "key": "law", "version": "1", "kinds": ["law"], "names": {"en": "Law"}}
    procedures.record_procedure(by=world.FOCAL, **told, steps=steps, source="Law on acts, art. 22")
    task = way.opened_task()
    way.written(task)
    refused("law.steps_missing", way.consulted, task=task)
    way.step(task, "draft")
    short = refused("law.consultation_too_short", way.consulted, task=task, opens=DAY, closes=LATER)
    assert (short.data["least"], short.data["law"]) == (30, "Law on acts, art. 22")
    assert way.consulted(task, opens=DAY, closes=date(2026, 12, 1)).least_days == 30
    refused("law.consultation_there", way.consulted, task=task, opens=DAY, closes=date(2026, 12, 5))


def test_a_step_waits_for_a_consultation_for_its_last_day_and_for_every_answer(task):
    refused("law.consultation_missing", way.step, task=task, key="consultation")
    refused("law.not_the_chair", way.consulted, task=task, by=world.DRAFTER)
    of = way.consulted(task, opens=DAY, closes=LATER)
    row = said(of, eid="art_1")
    refused("law.consultation_goes_on", way.step, task=task, key="consultation", on=IN_TIME)
    refused("law.responses_wait", way.step, task=task, key="consultation", on=LATER)
    answer = {"by": world.DRAFTER, "response": str(row.uid), "answer": "declined"}
    refused("law.answer_needs_reason", consulting.answer_response, **answer)
    refused("people.not_yours", consulting.answer_response, **{**answer, "by": world.REVIEWER}, reason="No.")
    consulting.answer_response(**answer, reason="It is in article 2.")
    assert reading.responses(PUBLIC, *reading.consultation(PUBLIC, of.uid, on=LATER)) == []
    way.step(task, "consultation", LATER)
    (line,) = reading.responses(PUBLIC, *reading.consultation(PUBLIC, of.uid, on=LATER))
    assert (line.words, line.answer, line.reason) == ("Why?", "declined", "It is in article 2.")
    refused("law.consultation_over", consulting.answer_response, **answer, reason="Still no.")
    refused("law.consultation_over", said, of=of)


def test_of_the_public_nothing_is_kept_but_what_it_says(task):
    of = way.consulted(task, opens=DAY, closes=LATER)
    refused("law.nothing_responded", said, of=of, words=" ")
    assert refused("law.no_provision", said, of=of, eid="art_9").data["version"] == 1
    refused("law.consultation_not_open", said, of=of, today=date(2026, 11, 21))
    letter = {"by": world.DRAFTER, "body": "Academy"}
    refused("law.response_ahead", said, of=of, **letter, sent_on=date(2026, 11, 11))
    row = said(of, by=world.STRANGER)
    assert (row.entered_by, row.label) == ("", 2)
    assert said(of, **letter, sent_on=date(2026, 11, 2)).entered_by == world.DRAFTER.uid
    for statement in (
        "UPDATE law_consultationresponse SET eid = 'x'",
        "DELETE FROM law_consultationresponse",
        "UPDATE law_consultation SET sha256 = 'x'",
        "DELETE FROM law_consultation",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_where_named_bodies_are_asked_nobody_else_learns_of_it(task):
    refused("law.nobody_asked", way.consulted, task=task, audience="bodies", opens=DAY, closes=LATER)
    of = way.consulted(task, audience="bodies", bodies=["Academy", " "], opens=DAY, closes=LATER)
    for viewer in (PUBLIC, viewer_of_actor(world.STRANGER, on=DAY)):
        assert reading.consultation(viewer, of.uid, on=DAY) is None
    refused("records.nothing_there", said, of=of)
    refused("law.body_not_asked", said, of=of, by=world.DRAFTER, body="Union")
    said(of, by=world.DRAFTER, body="Academy")
    drafting.take_step(by=way.CHAIR, task=str(task.uid), step="consultation", on=LATER, result="sent_back", today=LATER)
    with checking():
        assert ConsultationResponse.objects.inside_action().get().label == 2
    assert way.consulted(task, opens=LATER, closes=date(2026, 12, 1)).label == 0
