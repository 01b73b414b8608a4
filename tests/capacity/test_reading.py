"""Who reads what of an assessment: the team its own, the focal point all, the country that it is there, others none."""

import pytest

from kerege.capacity import actions, queries
from kerege.lib.sensitivity import Sensitivity
from kerege.people.queries import account
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from kerege.sharing import actions as sharing
from tests.capacity.given import (
    DAY,
    FULL,
    NATIONAL,
    NEIGHBOUR,
    answers,
    opened,
    published,
    reader,
    result,
    somebody,
)
from tests.inventory.facts import recorded


@pytest.fixture
def people():
    """A lead, an assessor and a host of one assessment; another head of the country, and its focal point."""
    published()
    found = {name: somebody(name, role) for name, role in ROLES.items()}
    uid = opened(found["lead"])
    for name, part in (("assessor", "assessor"), ("host", "host")):
        actions.name_assessor(by=found["lead"], assessment=uid, email=f"{name}@example.org", part=part, today=DAY)
    answers(found["lead"], uid, **FULL)
    answers(found["assessor"], uid, plan="0", waste="2")
    return found, uid


ROLES = {
    "lead": "laboratory_head",
    "assessor": "biosafety_officer",
    "host": "laboratory_head",
    "stranger": "laboratory_head",
    "focal": "focal_point",
}


def page(who, uid):
    return queries.assessment(reader(who), uid, me=who.uid, on=DAY, lang="en")


def own(who, uid):
    return {key: each.given.value for key, each in page(who, uid).own.items()}


def test_while_it_is_open_everybody_reads_the_own_answers_and_the_lead_all(people):
    found, uid = people
    assert own(found["assessor"], uid) == {"plan": "0", "waste": "2"}
    assert own(found["lead"], uid) == FULL
    assert own(found["host"], uid) == own(found["stranger"], uid) == {}
    read = {name: result(who, uid) is not None for name, who in found.items()}
    assert read == {"lead": True, "assessor": False, "host": False, "stranger": False, "focal": True}


def test_once_it_is_closed_its_team_reads_all_and_nobody_else(people):
    found, uid = people
    actions.close_assessment(by=found["lead"], assessment=uid, waiting=False, today=DAY)
    read = {name: result(who, uid) is not None for name, who in found.items()}
    assert read == {"lead": True, "assessor": True, "host": True, "stranger": False, "focal": True}
    told = {name: page(who, uid).line.summary is WITHHELD for name, who in found.items()}
    assert told == {"lead": False, "assessor": False, "host": False, "stranger": True, "focal": False}


def test_the_team_is_known_to_the_team_and_the_focal_point(people):
    found, uid = people
    counted = {name: len(page(who, uid).team) for name, who in found.items()}
    assert counted == {"lead": 3, "assessor": 3, "host": 3, "stranger": 0, "focal": 3}
    assert [member.name for member in page(found["lead"], uid).team] == ["Lead", "Assessor", "Host"]


def test_the_country_knows_that_it_is_there_and_neighbours_do_not(people):
    _found, uid = people
    seen = [queries.assessment(v, uid, me="", on=DAY, lang="en") is not None for v in (PUBLIC, NEIGHBOUR, NATIONAL)]
    assert seen == [False, False, True]
    assert queries.assessments(NEIGHBOUR, me="", on=DAY, lang="en") == []


def test_whoever_looks_with_other_eyes_is_in_no_team(people):
    found, uid = people
    lead = found["lead"]
    assert queries.assessment(reader(lead), uid, me="", on=DAY, lang="en").own == {}
    assert queries.assessments(PUBLIC, me="", on=DAY, lang="en", choice=queries.Choice(mine=True)) == []


def test_a_peer_from_another_country_reads_the_own_part_and_nothing_of_other_assessments(people):
    found, uid = people
    peer = somebody("peer", "biosafety_officer", "KGZ")
    actions.name_assessor(by=found["lead"], assessment=uid, email="peer@example.org", part="assessor", today=DAY)
    other = opened(found["stranger"], facility=recorded(names={"en": "Another laboratory"}).key)
    answers(found["stranger"], other, plan="1")
    assert [line.uid for line in queries.assessments(reader(peer), me=peer.uid, on=DAY, lang="en")] == [uid]
    answers(peer, uid, waste="1")
    assert own(peer, uid) == {"waste": "1"}
    assert (page(peer, other), result(peer, uid)) == (None, None)


def test_only_the_owner_shows_the_scores_to_others(people):
    found, uid = people
    actions.close_assessment(by=found["lead"], assessment=uid, waiting=False, today=DAY)
    told = {"kind": "capacity.assessment", "record": uid, "field": "summary", "level": Sensitivity.NATIONAL}
    with pytest.raises(Exception, match="records.nothing_there"):
        sharing.label_record(by=found["lead"], **told)
    sharing.label_record(by=found["focal"], **told)
    stranger = page(found["stranger"], uid)
    assert stranger.line.summary["score"] == "1/2"
    assert (stranger.all_answers, stranger.own, stranger.evidence) == (False, {}, ())
    assert result(found["stranger"], uid) is None


def test_whoever_was_erased_has_no_name_in_the_team_any_more(people):
    from kerege.people import actions as persons
    from kerege.people.queries import actor_for

    found, uid = people
    her = account("assessor@example.org")
    persons.erase_myself(by=actor_for(her, on=DAY, strong=True), account=her, on=DAY)
    assert [member.name for member in page(found["lead"], uid).team] == ["Lead", "", "Host"]
    assert len(result(found["lead"], uid).answers["plan"]) == 2, "the answers stay: a result rests on them"
