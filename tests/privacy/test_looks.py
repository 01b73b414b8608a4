"""Whoever was given a person's name is told to that person; focal points see numbers; very many at once are noticed."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as people_queries
from kerege.people.models import Person
from kerege.people.rules import SYSTEM, Actor
from kerege.privacy import actions, queries
from kerege.privacy.models import BulkRead, Look
from kerege.privacy.rules import outlet_of
from kerege.records.personal import looking
from kerege.sharing import actions as nodes
from kerege.sharing import queries as sharing
from tests import ground
from tests.privacy import somebody
from tests.privacy.somebody import AT, ON, by, client


@pytest.fixture
def world(db):
    somebody.laid()
    people.create_seat(
        by=SYSTEM,
        owner="KAZ",
        key="S",
        kind="expert_team",
        title="Team",
        mandate="Order",
        mandate_on=ON.replace(year=2019),
    )
    expert = somebody.account()
    people.appoint(by=SYSTEM, seat="S", person="EXPERT", capacity="holder", start=ON.replace(year=2020))
    return expert


@pytest.fixture
def officer(world):
    return somebody.account("officer@example.org", key="OFFICER", name="Officer", role="biosafety_officer")


def keep(reader, persons, **other):
    said = {"by": by(reader), "account": reader, "persons": persons, "outlet": "page", "at": AT, "alarm_above": 100}
    return actions.keep_looks(**{**said, **other})


def looks(account):
    return [(look.who, look.roles, look.outlet) for look in queries.looks_at(account)]


def test_a_page_with_a_name_on_it_is_told_to_the_person_once_a_day(world, officer):
    for _ in range(3):
        assert "Zhanar Quxley" in client(officer).get("/people/seats/S/").content.decode()
    assert looks(world) == [("Officer", "biosafety_officer KAZ", "page")]
    assert looks(officer) == []


def test_each_way_out_is_told(world, officer):
    reader = client(officer)
    reader.get("/people/seats/S/")
    reader.get("/api/v1/seats")
    assert {outlet for _, _, outlet in looks(world)} == {"page", "api"}


def test_whoever_sees_no_name_has_not_looked(world):
    outsider = somebody.account("outsider@example.org", key="", name="Outsider", owner="UZB")
    assert "Zhanar Quxley" not in client(outsider).get("/people/seats/S/").content.decode()
    client(outsider).get("/api/v1/seats")
    assert looks(world) == []


def test_own_looks_are_not_told(world):
    people.grant_role(by=SYSTEM, account=world, role="biosafety_officer", owner="KAZ", start=ON.replace(year=2020))
    assert "Zhanar Quxley" in client(world).get("/people/seats/S/").content.decode()
    assert Look.objects.count() == 0


def test_looking_as_somebody_else_is_told_under_the_own_name(world):
    focal = somebody.account("focal@example.org", key="", name="Focal", role="focal_point")
    reader = client(focal)
    nodes.record_node(by=SYSTEM, key="KAZ", territory="KAZ")
    reader.post("/view-as/", {"role": "biosafety_officer", "owner": "KAZ"})
    reader.get("/people/seats/S/")
    assert looks(world) == [("Focal", "focal_point KAZ", "page")]


def test_a_name_that_everybody_may_read_is_no_look(world, officer):
    people.record_person(by=SYSTEM, owner="KAZ", key="OPEN", name="Open", name_label=Sensitivity.PUBLIC)
    with looking() as found:
        viewer = sharing.viewer_for(officer, on=ON, strong=True)
        names = people_queries.persons(viewer)
        assert {p.name for p in names} >= {"Open", "Zhanar Quxley"}
    assert keep(officer, found) == 1
    assert [look.person_id for look in Look.objects.all()] == [world.person_id]


def test_outside_of_a_request_nothing_is_collected(world, officer):
    viewer = sharing.viewer_for(officer, on=ON, strong=True)
    assert people_queries.persons(viewer)[0].name
    with looking() as found:
        pass
    assert found == set()


def test_the_act_says_how_many_and_never_of_whom(world, officer):
    keep(officer, {world.person_id})
    act = journal.acts(owners=None, limit=1)[0]
    assert (act.word, act.facts) == ("privacy.looks.kept", {"outlet": "page", "persons": 1})
    assert keep(officer, {world.person_id}) == 0
    assert journal.acts(owners=None, limit=1)[0].seq == act.seq
    assert keep(officer, {world.person_id}, at=AT + timedelta(days=1)) == 1


def test_nobody_records_the_reading_of_somebody_else(world, officer):
    with pytest.raises(Refusal) as refusal:
        keep(officer, {world.person_id}, by=by(world))
    assert refusal.value.code == "privacy.not_your_consent"


def test_very_many_at_once_are_noticed_once_in_the_hour(world, officer):
    ids = person_ids(ground.persons(6))
    assert keep(officer, ids[:3], alarm_above=3) == 3
    assert BulkRead.objects.count() == 0
    keep(officer, ids[3:5], alarm_above=3, at=AT + timedelta(minutes=30))
    keep(officer, ids[5:], alarm_above=3, at=AT + timedelta(minutes=40))
    (noticed,) = BulkRead.objects.all()
    assert (noticed.owner, noticed.persons) == ("KAZ", 5)
    _, told = queries.look_sums(ground.FOCAL_KAZ, since=ON)
    assert [(line.who, line.persons) for line in told] == [("Officer", 5)]
    words = [a.word for a in journal.acts(owners={"KAZ"}, limit=20)]
    assert words.count("privacy.bulk_read.noticed") == 1


def test_reading_slowly_is_not_noticed(world, officer):
    ids = person_ids(ground.persons(4))
    for step, number in enumerate(ids):
        keep(officer, [number], alarm_above=1, at=AT + timedelta(minutes=61 * step))
    assert BulkRead.objects.count() == 0


def person_ids(keys):
    with checking():
        return list(Person.objects.inside_action().filter(key__in=keys).order_by("id").values_list("id", flat=True))


def test_focal_points_see_numbers_of_their_own_country_and_no_name(world, officer):
    keep(officer, {world.person_id})
    sums, _ = queries.look_sums(ground.FOCAL_KAZ, since=ON)
    assert [(s.outlet, s.persons, s.readers) for s in sums] == [("page", 1, 1)]
    assert queries.look_sums(ground.FOCAL_KGZ, since=ON) == ([], [])
    with pytest.raises(Refusal) as refusal:
        queries.look_sums(Actor("x", "x"), since=ON)
    assert refusal.value.code == "people.not_yours"
    focal = somebody.account("focal@example.org", key="", name="Focal", role="focal_point")
    page = client(focal).get("/privacy/looks/").content.decode()
    assert "On a page" in page
    assert "Zhanar" not in page


def test_a_look_that_cannot_be_written_goes_to_the_log_and_the_page_is_given(world, officer, monkeypatch, caplog):
    def full(**_):
        raise DatabaseError("disk is full")

    monkeypatch.setattr(actions, "keep_looks", full)
    with caplog.at_level(logging.WARNING, logger="kerege.security"):
        page = client(officer).get("/people/seats/S/")
    assert "Zhanar Quxley" in page.content.decode()
    (line,) = [r for r in caplog.records if r.name == "kerege.security"]
    assert line.getMessage() == f"looks not kept: account {officer.pk}, 1 persons, page: DatabaseError"


def test_looks_at_and_by_somebody_go_with_the_erasure(world, officer):
    keep(officer, {world.person_id})
    people.erase_myself(by=by(officer), account=officer, on=ON)
    assert [look.who for look in queries.looks_at(world)] == [""]
    people.end_term(by=SYSTEM, seat="S", capacity="holder", on=ON)
    people.erase_myself(by=by(world), account=world, on=ON)
    assert Look.objects.count() == 0


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("path", "takes_file", "outlet"),
    [
        ("/", False, "page"),
        ("/people/seats/", False, "page"),
        ("/search/", False, "search"),
        ("/journal/", False, "journal"),
        ("/courses/", True, "export"),
        ("/api/v1/seats", False, "api"),
        ("/api/v1/seats", True, "api"),
        ("x", False, "page"),
    ],
)
def test_the_way_out_is_told_from_the_address(path, takes_file, outlet):
    assert outlet_of(path, takes_file=takes_file) == outlet


def test_today_is_the_day_of_the_look(world, officer):
    client(officer).get("/people/seats/S/")
    assert [look.on for look in queries.looks_at(world)] == [timezone.now().date()]
