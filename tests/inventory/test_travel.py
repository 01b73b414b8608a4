"""Travel times between towns: recorded as a source states them, and never worked out."""

from datetime import date

import pytest

from kerege.atlas import actions as atlas
from kerege.atlas.models import Place
from kerege.inventory import actions, queries
from kerege.inventory.models import TravelTime
from kerege.inventory.queries import Choice
from kerege.inventory.words.travel import Band
from kerege.lib.geo import Spot
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.worlds.loader import load_file
from tests import ground
from tests.inventory.facts import DAY, EXACT, TOWN, lay_town, recorded

OTHER = "KZ-2"
ADMINISTRATOR = Actor("admin", "Admin", (Grant(Role.NODE_ADMINISTRATOR, "REG"),))
SECRETARIAT = Actor("secretariat", "Secretariat", (Grant(Role.SECRETARIAT, "REG"),))


@pytest.fixture(autouse=True)
def _towns():
    lay_town()
    atlas.record_source(by=SYSTEM, key="ROADS", title="Road times of the ministry")
    for key, name in ((TOWN, "Astana"), (OTHER, "Kokshetau")):
        uid = Place.objects.get(key=key).uid
        atlas.record_name(by=SYSTEM, subject_uid=uid, subject_kind="place", lang="en", text=name)


def time(start=TOWN, goal=OTHER, minutes=200, **told):
    given = {"by": SYSTEM, "mode": "road", "source": "ROADS", "on": date(2026, 5, 1), "today": DAY}
    return actions.record_travel_time(**given | told, start=start, goal=goal, minutes=minutes)


def ways(town=TOWN, other=OTHER, on=DAY):
    found = queries.travel_from(town, {other}, on=on).get(other)
    return found and ([leg.minutes for leg in found.there], [leg.minutes for leg in found.back])


def test_a_time_is_recorded_once_and_holds_in_its_direction():
    assert ways() is None
    time()
    assert time().id == time(start="Astana", goal="Кокшетау").id
    assert (ways(), ways(OTHER, TOWN)) == (([200], []), ([], [200]))
    time(OTHER, TOWN, 230)
    assert ways() == ([200], [230])


def test_a_newer_time_stands_in_the_place_of_the_older_from_its_day_on():
    time()
    time(minutes=150, on=date(2026, 10, 1))
    time(minutes=300, season="winter")
    assert [ways(on=day) for day in (date(2026, 4, 30), date(2026, 9, 30), DAY)] == [
        None,
        ([200, 300], []),
        ([150, 300], []),
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"start": "Nowhereville"}, "inventory.no_such_town", "start"),
        ({"goal": "Astana"}, "inventory.same_town", "goal"),
        ({"minutes": None}, "inventory.bad_minutes", "minutes"),
        ({"minutes": 0}, "inventory.bad_minutes", "minutes"),
        ({"mode": "camel"}, "inventory.unknown_code", "mode"),
        ({"season": "monsoon"}, "inventory.unknown_code", "season"),
        ({"source": "HEARSAY"}, "atlas.unknown_code", "source"),
        ({"on": date(2026, 11, 2)}, "inventory.time_of_the_future", "on"),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_field(wrong, code, field):
    with pytest.raises(Refusal) as refusal:
        time(**wrong)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert TravelTime.objects.count() == 0


def test_another_time_of_the_same_day_is_refused():
    time()
    with pytest.raises(Refusal) as refusal:
        time(minutes=210)
    assert refusal.value.code == "records.key_taken"


def test_a_name_that_two_towns_have_is_no_town():
    atlas.record_name(
        by=SYSTEM, subject_uid=Place.objects.get(key=OTHER).uid, subject_kind="place", lang="ru", text="Астана"
    )
    with pytest.raises(Refusal) as refusal:
        time(start="Астана")
    assert (refusal.value.code, refusal.value.data["keys"]) == ("inventory.several_towns", f"{TOWN}, {OTHER}")


def test_administrators_and_the_secretariat_bring_them_and_nobody_else():
    for by in (ADMINISTRATOR, SECRETARIAT):
        time(by=by)
    with pytest.raises(Refusal) as refusal:
        time(by=ground.FOCAL_KAZ)
    assert refusal.value.code == "people.not_yours"


def test_a_table_is_brought_row_by_row_and_again_changes_nothing():
    rows = ["from,to,minutes,mode,season,source,date", f"{TOWN},{OTHER},200,road,,ROADS,2026-05-01",
            "Kokshetau,Astana,230,road,winter,ROADS,2026-05-01", "Astana,Atlantis,10,road,,ROADS,2026-05-01",
            f"{TOWN},{OTHER},soon,rail,,ROADS,2026-05-01"]  # fmt: skip
    report = load_file("travel_times.csv", "\n".join(rows).encode(), by=ADMINISTRATOR)
    assert report.counts == {"travel_times": 2}
    assert [(r.row, r.column, r.refusal.code) for r in report.refused][:1] == [(4, "to", "inventory.no_such_town")]
    assert sorted(r.row for r in report.refused) == [4, 5]
    assert ways() == ([200], [230])
    assert load_file("travel_times.csv", "\n".join(rows).encode(), by=ADMINISTRATOR).acts == 0


def test_which_towns_are_reached_in_time():
    time(minutes=170)
    assert queries.reached_within(TOWN, 180, on=DAY) == {TOWN, OTHER}
    assert queries.reached_within(TOWN, 169, on=DAY) == {TOWN}
    assert queries.reached_within(OTHER, 1440, on=DAY) == {OTHER}, "nobody recorded the way back"


def test_a_time_leads_to_the_town_that_the_reader_may_know_and_to_no_region():
    recorded(names={"en": "In town"}, sure=True, place=OTHER, **EXACT)
    recorded(names={"en": "In the region"}, sure=True, place=OTHER, shown_at="unit", labels={"position": 2}, **EXACT)
    time(minutes=170)
    hits = queries.nearest(PUBLIC, Spot(51.18, 71.446), on=DAY, lang="en", choice=Choice())
    assert {hit.line.title: queries.town_of(hit.line) for hit in hits} == {"In town": OTHER, "In the region": ""}
    assert queries.travel_from(TOWN, {OTHER}, on=DAY)[OTHER].band == Band.THREE_HOURS
