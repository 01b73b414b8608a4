"""Results of proficiency tests: what is unacceptable has a finding, always; and what ends soon is told in time."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.actions.evaluating import evaluate_round
from kerege.capacity.models import Finding, RoundEvaluation
from kerege.capacity.queries import standing
from kerege.inventory import actions as inventory
from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.people.queries import tasks
from kerege.people.rules import ANONYMOUS, SYSTEM
from tests.capacity.given import DAY, NATIONAL, code_of, reader
from tests.inventory.facts import recorded

HELD = DAY - timedelta(days=40)
ENDS = DAY + timedelta(days=300)


@pytest.fixture
def held(who):
    """Everybody around a laboratory on whose card a round stands."""
    key = recorded(organisation="LAB").key
    told = {"provider": "Provider", "subject": "Serology", "on": HELD, "until": ENDS, "today": DAY}
    return who, key, str(inventory.record_proficiency(by=SYSTEM, facility=key, **told).uid)


def evaluated(held, name="officer", **changes):
    told = {"by": held[0][name], "facility": held[1], "round": held[2], "measure": "score", "told": "-3.4"}
    return evaluate_round(**(told | {"today": DAY} | changes))


def shown(held, name="head", on=DAY):
    me = held[0][name]
    return standing.place(reader(me), held[1], me=me, on=on, lang="en")


def test_an_unacceptable_result_opens_a_finding_and_the_same_again_no_second(held):
    row = evaluated(held)
    assert (evaluated(held).uid, row.verdict) == (row.uid, "unacceptable")
    (act,) = journal.acts(owners=None, word_prefix="capacity.round.evaluated")
    assert (act.about, act.facts) == (str(row.uid), {}), "the result is restricted, and the journal outlives its label"
    me = held[0]["head"]
    (line,) = queries.found(reader(me), me=me, on=DAY, lang="en")
    assert (line.source, line.finding.severity, line.text) == ("proficiency", "major", f"Serology, {HELD}: -3.4")
    page = shown(held)
    assert (page.evaluations[held[2]].finding, page.keeps) == (line.finding.uid, True)
    assert [each.kind for each in page.next] == ["finding", "round"], "nothing is planned for it yet"


@pytest.mark.parametrize(("told", "verdict"), [("1.9", "acceptable"), ("2.5", "warning")])
def test_what_is_not_unacceptable_opens_none(held, told, verdict):
    assert evaluated(held, told=told).verdict == verdict
    with checking():
        assert not Finding.objects.inside_action().exists()


def test_what_cannot_be_is_refused(held):
    refused = [
        ({"told": "bad"}, "capacity.not_a_score"),
        ({"measure": "luck"}, "people.unknown_choice"),
        ({"round": "no uid"}, "capacity.no_such_round"),
        ({"on": HELD - timedelta(days=1)}, "capacity.evaluated_before"),
        ({"measure": "share", "told": "9/10", "needed": "0"}, "capacity.not_a_percentage"),
        ({"measure": "share", "told": "9/10", "needed": "101"}, "capacity.not_a_percentage"),
        ({"measure": "share", "told": "9/10", "needed": "many"}, "capacity.not_a_percentage"),
        ({"measure": "share", "told": "9/10", "needed": "90"}, "capacity.share_without_source"),
        ({"on": DAY + timedelta(days=1)}, "capacity.evaluated_before"),
        ({"name": "other"}, "records.nothing_there"),
        ({"name": "mentor"}, "records.nothing_there"),
    ]
    assert [(c, code_of(evaluated, held=held, **c)) for c, _ in refused] == refused
    evaluated(held)
    assert code_of(evaluated, held=held, told="1.0") == "capacity.round_evaluated"
    with checking():
        assert RoundEvaluation.objects.inside_action().count() == 1


@pytest.mark.parametrize(
    ("asked", "verdict", "kept"),
    [
        ({}, "acceptable", (80, "42 CFR 493, subpart I")),
        ({"needed": "100 %", "needed_source": "Scheme 7"}, "unacceptable", (100, "Scheme 7")),
        ({"needed": "90", "needed_source": "Scheme 7"}, "acceptable", (90, "Scheme 7")),
    ],
)
def test_the_share_that_is_asked_is_recorded_with_its_source(held, asked, verdict, kept):
    row = evaluated(held, measure="share", told="9/10", **asked)
    assert (row.verdict, (row.needed, row.needed_source)) == (verdict, kept)
    told = shown(held).evaluations[held[2]]
    assert (told.needed, told.needed_source) == kept


def test_a_score_has_no_share(held):
    row = evaluated(held, needed="90", needed_source="Scheme 7")
    assert (row.needed, row.needed_source) == (None, "")


def test_a_round_has_one_result(held):
    told = {"facility": held[1], "provider": "Provider", "subject": "Serology", "on": HELD, "until": ENDS}
    inventory.record_proficiency(by=SYSTEM, **told, result="satisfactory", today=DAY)
    assert code_of(evaluated, held=held) == "capacity.card_says_otherwise"
    assert evaluated(held, told="1.0").verdict == "acceptable"


def test_who_reads_a_result(held):
    evaluated(held)
    read = {name: bool(shown(held, name).evaluations) for name in ("head", "officer", "focal", "other")}
    assert read == {"head": True, "officer": True, "focal": True, "other": False}
    assert standing.place(NATIONAL, held[1], me=ANONYMOUS, on=DAY, lang="en").evaluations == {}
    assert shown(held, on=HELD).evaluations == {}, "it was not told yet"


def test_the_host_of_a_plan_is_told_in_time_what_ends(held):
    given = {"checklist": "stages", "version": "1", "set_key": "set-1", "mentor": "mentor", "host": "host"}
    days = {"start": DAY, "until": DAY + timedelta(days=700), "today": DAY}
    actions.open_plan(by=held[0]["head"], facility=held[1], **given, **days)
    when = datetime.combine(ENDS - timedelta(days=61), datetime.min.time(), UTC)
    assert [actions.remind_seats(by=SYSTEM, at=when + timedelta(days=n)) for n in (0, 1, 2)] == [0, 1, 0]
    (task,) = tasks(NATIONAL, on=ENDS, seat="host")
    assert task.title == "An accreditation or a proficiency test ends soon: see the quality of the facility"
