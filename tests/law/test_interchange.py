"""Judgements on their way from one node to another: the same there, the same bytes back, and two persons in between."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions import interchange, judging, reviewing, rounds
from kerege.law.models import (
    AssessmentRound,
    CatalogueRelease,
    Evidence,
    Judgement,
    JudgementGrounds,
    Review,
)
from kerege.law.queries.interchange import coverage_file
from kerege.law.rules.interchange.layout import opened, written
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import Viewer
from tests.law import judged as world

TODAY = date(2026, 11, 2)
OWN = Viewer(uid="u", by_owner=(("KGZ", Sensitivity.NATIONAL),))
"""Whoever works on Kyrgyz law."""


def code(deed, **given):
    with pytest.raises(Refusal) as refusal:
        deed(**given)
    return refusal.value.code


def sent(viewer=OWN, *, by=world.DRAFTER, node="KGZ"):
    return coverage_file(viewer, by=by, owner="KGZ", node=node, on=TODAY)


def emptied():
    """Take away what is judged, past the triggers, as if this were another node."""
    kept = {"law_judgement": Judgement, "law_judgementgrounds": JudgementGrounds, "law_evidence": Evidence}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'law_%'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET session_replication_role = replica")
        with act("tests.law.emptied", by=SYSTEM, about="law"):
            for table in ("law_review", *reversed(kept), "law_assessmentround", "law_broughtcoverage"):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
        if connection.vendor == "sqlite":
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def file(_ground):
    """Two judgements that stand and one that was superseded, of a frozen round; a draft that stays at home."""
    world.lay_obligations()
    here = world.opened()
    world.approved(here, told=world.PARTIAL)
    world.approved(here)
    world.approved(here, "OB-3", told=world.NONE, cite=False)
    world.drafted(here, "OB-2", told=world.PARTIAL)
    rounds.freeze_round(by=world.FOCAL, round=str(here.uid), today=TODAY)
    made = sent()
    emptied()
    return made


def taken(file):
    row = interchange.bring_coverage(by=world.DRAFTER, file=file, node="REG", today=TODAY)
    return interchange.take_in_coverage(by=world.REVIEWER, file=str(row.uid), node="REG", today=TODAY)


def counts():
    with checking():
        return [model.objects.inside_action().count() for model in (AssessmentRound, Judgement, Evidence, Review)]


def test_the_same_judgements_there_and_the_same_bytes_back(file):
    assert taken(file).state == "taken"
    assert counts() == [1, 3, 2, 6]
    with checking():
        row = Judgement.objects.inside_action().get(obligation="OB-1", state="approved")
        assert (row.author, row.reviewer, row.supersedes.state) == ("drafter", "reviewer", "superseded")
        assert row.seal == reviewing._seal_of(row)
        assert row.round.judged_at == "KGZ"
        assert "Article 4" in row.grounds
    assert sent(node="REG") == file


def test_twice_changes_nothing_and_the_next_file_of_the_round_goes_on(file):
    first = taken(file)
    before = counts()
    assert interchange.bring_coverage(by=world.SECOND, file=file, node="REG").pk == first.pk
    assert counts() == before
    with checking():
        uid = str(AssessmentRound.objects.inside_action().get().uid)
    assert code(judging.judge, by=world.DRAFTER, round=uid, obligation="OB-2", told=world.NONE) == (
        "law.round_judged_elsewhere"
    )
    carried = opened(file)
    carried.rounds[0]["judgements"].pop()
    fewer = written(carried)
    emptied()
    taken(fewer)
    assert counts()[1] == 2
    taken(file)
    assert counts() == before


def test_a_second_person_takes_it_in(file):
    both = world.BOTH
    uid = str(interchange.bring_coverage(by=both, file=file, node="REG").uid)
    assert counts() == [0, 0, 0, 0]
    given = {"file": uid, "node": "REG"}
    assert code(interchange.take_in_coverage, by=both, **given) == "law.own_file"
    assert code(interchange.take_in_coverage, by=world.DRAFTER, **given) == "people.not_yours"
    assert code(interchange.take_in_coverage, by=world.STRANGER, **given) == "records.nothing_there"
    interchange.turn_away_coverage(by=world.REVIEWER, file=uid, reason="An old one.")
    assert code(interchange.take_in_coverage, by=world.REVIEWER, **given) == "law.file_decided"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE law_broughtcoverage SET state = 'taken', decided_by = 'x'")
    again = interchange.bring_coverage(by=both, file=file, node="REG")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE law_broughtcoverage SET state = 'taken', decided_by = brought_by, decided_on = '2026-11-02' "
            "WHERE id = %s",
            [again.pk],
        )


def test_what_cannot_be_taken_here(file):
    given = {"by": world.DRAFTER, "node": "KAZ"}
    assert code(interchange.bring_coverage, file=file, **given) == "law.country_not_held_here"
    assert code(interchange.bring_coverage, by=world.STRANGER, file=file, node="REG") == "people.not_yours"
    carried = opened(file)
    carried.rounds[0]["release"] = {"version": "9.9.9", "sha256": "0" * 64}
    other = {"by": world.DRAFTER, "node": "REG"}
    assert code(interchange.bring_coverage, file=written(carried), **other) == "law.other_release"
    taken(file)
    carried = opened(file)
    carried.rounds[0]["as_of"] = "2026-10-02"
    assert code(interchange.bring_coverage, file=written(carried), **other) == "law.file_differs"
    carried = opened(file)
    carried.rounds[0]["state"] = "open"
    assert code(interchange.bring_coverage, file=written(carried), **other) == "law.file_older"
    carried.rounds[0]["uid"] = "01890000-0000-7000-8000-000000000000"
    carried.rounds[0]["judgements"] = []
    assert code(interchange.bring_coverage, file=written(carried), **other) == "records.key_taken"


def test_a_round_of_this_node_is_changed_by_no_file():
    world.lay_obligations()
    here = world.opened()
    world.approved(here)
    carried = opened(sent())
    row = interchange.bring_coverage(by=world.DRAFTER, file=written(carried), node="KGZ")
    interchange.take_in_coverage(by=world.REVIEWER, file=str(row.uid), node="KGZ")
    assert counts()[:2] == [1, 1]
    world.approved(here, told=world.PARTIAL)
    more = opened(sent())
    more.rounds[0]["judgements"][0]["uid"] = "01890000-0000-7000-8000-000000000000"
    more.rounds[0]["judgements"][1]["supersedes"] = None
    given = {"by": world.DRAFTER, "node": "KGZ"}
    assert code(interchange.bring_coverage, file=written(more), **given) == "law.round_judged_here"


def test_what_its_writer_may_not_read_is_not_in_the_file():
    world.lay_obligations()
    here = world.opened()
    row = world.approved(here)
    world.approved(here, "OB-3", told=world.NONE, cite=False)
    with act("tests.law.labelled", by=SYSTEM, about="law"):
        Evidence.objects.inside_action().filter(judgement=row).update(label=Sensitivity.RESTRICTED)
    carried = opened(sent())
    assert [each["obligation"] for each in carried.rounds[0]["judgements"]] == ["OB-3"]
    assert carried.read_up_to == Sensitivity.NATIONAL
    assert code(sent, by=world.STRANGER) == "people.not_yours"
    assert code(coverage_file, viewer=OWN, by=SYSTEM, owner="KGX", node="REG", on=TODAY) == "atlas.unknown_code"


def test_the_release_travels_with_its_judgements(file):
    assert opened(file).tables == {}
    assert code(interchange.publish_carried_release, by=SYSTEM, file=file) == "law.file_without_catalogue"
    assert not CatalogueRelease.objects.exists()
