"""From a draft to an approved judgement: two persons, evidence, and nothing changes what was approved."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kerege.journal.rules import checking
from kerege.law.actions import citing, judging, reviewing, rounds, staling
from kerege.law.models import Evidence, Judgement
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from tests.law import judged as world
from tests.law.judged import stored

OUTSIDE = {"title": "Order", "address": "https://example.org/order", "relation": "mandate"}


@pytest.fixture
def here(_ground):
    world.lay_obligations()
    return world.opened()


def code(deed, **given):
    with pytest.raises(Refusal) as refusal:
        deed(**given)
    return refusal.value.code


def test_the_way_to_approval_and_what_follows_it(here):
    first = world.approved(here)
    assert (first.state, first.reviewed_on, first.confirm_due) == ("approved", world.TODAY, date(2028, 11, 1))
    assert stored(first).seal == reviewing._seal_of(stored(first))
    second = world.drafted(here, told=world.PARTIAL)
    assert second.supersedes_id == first.pk
    judging.submit_judgement(by=world.DRAFTER, judgement=str(second.uid))
    reviewing.approve_judgement(by=world.REVIEWER, judgement=str(second.uid))
    assert [stored(row).state for row in (first, second)] == ["superseded", "approved"]


def test_returned_with_a_reason_and_handed_in_again(here):
    row = world.submitted(here)
    uid = str(row.uid)
    assert code(reviewing.return_judgement, by=world.REVIEWER, judgement=uid, reason=" ") == "law.no_reason"
    reviewing.return_judgement(by=world.REVIEWER, judgement=uid, reason="Which article?")
    assert code(reviewing.approve_judgement, by=world.REVIEWER, judgement=uid) == "law.judgement_not_now"
    judging.submit_judgement(by=world.DRAFTER, judgement=uid)
    assert reviewing.approve_judgement(by=world.REVIEWER, judgement=uid).state == "approved"


def test_who_may_not_review(here):
    row = world.submitted(here, by=world.BOTH)
    uid = str(row.uid)
    assert code(reviewing.approve_judgement, by=world.BOTH, judgement=uid) == "law.own_judgement"
    assert code(reviewing.approve_judgement, by=world.DRAFTER, judgement=uid) == "people.not_yours"
    assert code(reviewing.approve_judgement, by=world.STRANGER, judgement=uid) == "records.nothing_there"
    other = world.drafted(here, "OB-2", told=world.PARTIAL)
    citing.cite_elsewhere(by=world.BOTH, judgement=str(other.uid), **OUTSIDE)
    judging.submit_judgement(by=world.DRAFTER, judgement=str(other.uid))
    assert code(reviewing.approve_judgement, by=world.BOTH, judgement=str(other.uid)) == "law.own_evidence"


def test_approval_of_a_row_that_moved(here):
    row = world.submitted(here)
    seen = row.number
    reviewing.return_judgement(by=world.REVIEWER, judgement=str(row.uid), reason="Again.", seen=seen)
    judging.submit_judgement(by=world.DRAFTER, judgement=str(row.uid))
    given = {"by": world.REVIEWER, "judgement": str(row.uid), "seen": seen}
    assert code(reviewing.approve_judgement, **given) == "law.judgement_moved"


def test_what_cannot_be_handed_in(here):
    row = world.drafted(here, cite=False)
    assert code(judging.submit_judgement, by=world.DRAFTER, judgement=str(row.uid)) == "law.no_evidence"
    assert code(judging.submit_judgement, by=world.SECOND, judgement=str(row.uid)) == "law.not_your_judgement"
    penalty = world.drafted(here, "OB-2")
    assert code(judging.submit_judgement, by=world.DRAFTER, judgement=str(penalty.uid)) == "law.penalty_missing"
    ranked = world.drafted(here, "OB-3")
    assert code(judging.submit_judgement, by=world.DRAFTER, judgement=str(ranked.uid)) == "law.rank_too_low"


def test_an_exception_by_a_third_person(here):
    row = world.drafted(here, "OB-2")
    given = {"judgement": str(row.uid), "reason": "The penal code has a general clause."}
    assert code(reviewing.override_links, by=world.DRAFTER, **given) == "people.not_yours"
    reviewing.override_links(by=world.FOCAL, **given)
    judging.submit_judgement(by=world.DRAFTER, judgement=str(row.uid))
    assert code(reviewing.approve_judgement, by=world.FOCAL, judgement=str(row.uid)) == "law.not_a_third_person"
    assert reviewing.approve_judgement(by=world.REVIEWER, judgement=str(row.uid)).state == "approved"
    sound = world.drafted(here, "OB-1")
    given["judgement"] = str(sound.uid)
    assert code(reviewing.override_links, by=world.FOCAL, **given) == "law.no_override_needed"


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"by": world.STRANGER}, "records.nothing_there"),
        ({"by": world.REVIEWER}, "records.nothing_there"),
        ({"obligation": "OB-9"}, "law.not_in_round"),
        ({"told": judging.Told(status="good")}, "people.unknown_choice"),
        ({"told": judging.Told(chain={"norm": "maybe"})}, "people.unknown_choice"),
        ({"told": judging.Told(confidence="very")}, "people.unknown_choice"),
    ],
)
def test_drafts_that_are_refused(here, given, refused):
    whole = {"by": world.DRAFTER, "round": str(here.uid), "obligation": "OB-1", "told": world.FULL} | given
    assert code(judging.judge, **whole) == refused


def test_one_open_draft_for_an_obligation(here):
    row = world.drafted(here)
    given = {"round": str(here.uid), "obligation": "OB-1", "told": world.PARTIAL}
    assert code(judging.judge, by=world.SECOND, **given) == "law.not_your_judgement"
    assert code(judging.judge, by=world.DRAFTER, **given, seen=row.number - 1) == "law.judgement_moved"
    assert judging.judge(by=world.DRAFTER, **given, seen=row.number).pk == row.pk


def test_evidence_comes_and_goes_with_a_draft(here):
    row = world.drafted(here)
    given = {"by": world.DRAFTER, "judgement": str(row.uid)}
    assert code(citing.cite_elsewhere, **given, **world.ACT) == "law.evidence_twice"
    assert code(citing.cite_elsewhere, **given, **(world.ACT | {"title": ""})) == "law.no_place"
    assert code(citing.cite_elsewhere, **given, **(world.ACT | {"relation": "likes"})) == "people.unknown_choice"
    with checking():
        cited = Evidence.objects.inside_action().get(judgement=row)
    assert code(staling.drop_evidence, by=world.SECOND, evidence=str(cited.uid)) == "law.not_your_judgement"
    assert code(staling.drop_evidence, by=world.DRAFTER, evidence="none") == "records.nothing_there"
    staling.drop_evidence(by=world.DRAFTER, evidence=str(cited.uid))
    assert code(judging.submit_judgement, **given) == "law.no_evidence"


def test_withdrawn_before_approval_only(here):
    row = world.submitted(here)
    given = {"by": world.DRAFTER, "judgement": str(row.uid)}
    judging.withdraw_judgement(**given, reason="Wrong obligation.")
    assert code(judging.submit_judgement, **given) == "law.judgement_not_now"
    other = world.approved(here, "OB-2", told=world.PARTIAL)
    given["judgement"] = str(other.uid)
    assert code(judging.withdraw_judgement, **given, reason="No.") == "law.judgement_not_now"
    assert code(citing.cite_elsewhere, **given, **OUTSIDE) == "law.judgement_stands"


def test_a_frozen_round_stays_as_it_is_and_is_published_in_parts(here):
    row = world.submitted(here)
    given = {"by": world.FOCAL, "round": str(here.uid)}
    levels = {"status": 0, "grounds": 1, "evidence": 2}
    assert code(rounds.freeze_round, **given) == "law.waiting_reviews"
    assert code(rounds.publish_round, **given, **levels) == "law.round_open"
    reviewing.approve_judgement(by=world.REVIEWER, judgement=str(row.uid))
    frozen = rounds.freeze_round(**given)
    assert set(frozen.frozen) == {"OB-1", "OB-2", "OB-3"}
    assert code(world.drafted, round_=here, obligation="OB-2") == "law.round_closed"
    assert code(rounds.publish_round, **given, **(levels | {"status": 7})) == "sharing.unknown_level"
    assert code(rounds.publish_round, by=world.DRAFTER, round=str(here.uid), **levels) == "records.nothing_there"
    rounds.publish_round(**given, **levels)
    published = stored(row)
    assert (published.label, published.grounds_label) == (Sensitivity.PUBLIC, Sensitivity.REGIONAL)
    with checking():
        assert {e.label for e in Evidence.objects.inside_action().filter(judgement=row)} == {Sensitivity.NATIONAL}


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"owner": "REG", "by": world.SYSTEM}, "law.round_of_a_country"),
        ({"by": world.STRANGER}, "people.not_yours"),
        ({"partly": "2"}, "law.bad_weight"),
        ({"topics": ["nothing"]}, "records.nothing_there"),
        ({"title": "Other"}, "records.key_taken"),
    ],
)
def test_rounds_that_are_refused(here, changes, refused):
    assert code(world.opened, **changes) == refused


# -- the database itself -----------------------------------------------------------------------------------------------
PAST = {
    "self-approval": "UPDATE law_judgement SET state='approved', reviewer=author, reviewed_on='2026-11-01', seal='s' "
    "WHERE id={submitted}",
    "no reviewer": "UPDATE law_judgement SET state='approved' WHERE id={submitted}",
    "by who added evidence": "UPDATE law_judgement SET state='approved', reviewer='second', reviewed_on='2026-11-01', "
    "seal='s' WHERE id={submitted}",
    "of a draft": "UPDATE law_judgement SET state='approved', reviewer='x', reviewed_on='2026-11-01', seal='s' "
    "WHERE id={draft}",
    "status": "UPDATE law_judgement SET status='none' WHERE id={approved}",
    "reviewer": "UPDATE law_judgement SET reviewer='x' WHERE id={approved}",
    "taken back": "UPDATE law_judgement SET state='draft' WHERE id={approved}",
    "deleted": "DELETE FROM law_judgement WHERE id={approved}",
    "grounds": "UPDATE law_judgementgrounds SET value='x' WHERE record_id={approved}",
    "grounds deleted": "DELETE FROM law_judgementgrounds WHERE record_id={approved}",
    "evidence": "UPDATE law_evidence SET content_hash='x' WHERE judgement_id={approved}",
    "evidence deleted": "DELETE FROM law_evidence WHERE judgement_id={approved}",
    "evidence by the reviewer": "UPDATE law_evidence SET added_by='reviewer' WHERE judgement_id={approved}",
    "review": "UPDATE law_review SET kind='return' WHERE judgement_id={approved}",
    "review reworded": "UPDATE law_review SET text='Fine.' WHERE judgement_id={submitted}",
}


def test_the_database_refuses_what_goes_past_the_actions(here):
    world.approved(here)
    waiting = world.drafted(here, "OB-2", told=world.PARTIAL)
    citing.cite_elsewhere(by=world.SECOND, judgement=str(waiting.uid), **OUTSIDE)
    judging.submit_judgement(by=world.DRAFTER, judgement=str(waiting.uid))
    world.drafted(here, "OB-3", told=world.PARTIAL)
    with checking():
        rows = {row.state: row.pk for row in Judgement.objects.inside_action()}
    assert set(rows) == {"approved", "submitted", "draft"}
    took = [called for called, statement in PAST.items() if not _refuses(statement.format(**rows))]
    assert took == []
    with connection.cursor() as cursor:  # superseding, a stale mark, another label: these are what changes
        cursor.execute("UPDATE law_judgement SET stale=TRUE, label=0 WHERE id=%s", [rows["approved"]])
        cursor.execute("UPDATE law_judgement SET state='superseded' WHERE id=%s", [rows["approved"]])


def _refuses(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def _is_sqlite():
    return connection.vendor == "sqlite"


def test_sqlite_does_not_replace_an_approved_judgement(here):
    if not _is_sqlite():
        pytest.skip("only SQLite has INSERT OR REPLACE")
    row = world.approved(here)
    for table, column in (
        ("law_judgement", "id"),
        ("law_judgementgrounds", "record_id"),
        ("law_evidence", "judgement_id"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {column}=%s", [row.pk])  # noqa: S608 - names of tables, written above
