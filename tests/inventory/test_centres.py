"""Training centres: kept by whoever keeps them, rooms booked once, each read as far as the reader may."""

from datetime import UTC, date, datetime

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.queries import CentreChoice
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, OFFICER_KAZ, REGISTRAR_KAZ, centre
from tests.inventory.equipment import NEIGHBOUR, code_of
from tests.inventory.facts import DAY, HEAD_KAZ, TRAINER_KAZ, recorded

MANAGER = Actor("manager", "Manager", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ", "CENTRE-ALA"),))
OTHERS = Actor("others", "Manager", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ", "ELSEWHERE"),))
SINCE, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _school(_ground):
    """Recorded before, so that a refusal is seen to leave no act."""
    centre()
    centre("CENTRE-B")


def made(**changes):
    given = {
        "by": FOCAL_KAZ,
        "owner": "KAZ",
        "key": "almaty",
        "zone": "Asia/Almaty",
        "organisation": centre(),
        "topics": ["cabinets", "waste"],
        "teaches_in": "kk ru",
    }
    return actions.record_centre(**(given | changes))


def room(title="Hall", seats=30, **changes):
    given = {"by": MANAGER, "centre": "almaty", "title": title, "seats": seats, "equipment": ["screen"]}
    return actions.record_room(**(given | changes))


def booked(starts="2027-03-15 09:00", ends="2027-03-15 17:00", **changes):
    given = {"by": MANAGER, "centre": "almaty", "room": "Hall", "starts": starts, "ends": ends, "title": "A course"}
    return actions.book_room(**(given | changes))


def lines(viewer=PUBLIC, **asked):
    return queries.centres(viewer, on=DAY, lang="en", choice=CentreChoice(**asked))


def calendar(viewer):
    found = queries.bookings(viewer, "almaty", since=SINCE, until=UNTIL)
    return [(b.room, b.title, b.starts.isoformat()[:16], b.ends.isoformat()[:16]) for b in found]


def test_a_manager_keeps_a_centre_with_rooms_that_everybody_sees():
    made(by=MANAGER)
    room()
    room("Practice", 12, equipment=["cabinet", "benches"], access=["step_free"], interpreted="ru en")
    (line,) = lines()
    assert (line.name, line.territory, line.rooms, line.seats) == ("CENTRE-ALA", "KAZ", 2, 30)
    assert (line.topics, line.languages, line.accredited) == (("cabinets", "waste"), ("kk", "ru"), False)
    page = queries.centre(PUBLIC, "almaty", on=DAY, lang="en")
    assert [(r.title, r.equipment, r.access, r.languages) for r in page.rooms] == [
        ("Hall", ("screen",), (), ()),
        ("Practice", ("benches", "cabinet"), ("step_free",), ("ru", "en")),
    ]
    assert queries.centre(PUBLIC, "nowhere", on=DAY, lang="en") is None


def test_a_facility_is_a_centre_where_its_card_says_that_it_trains_and_for_those_who_see_it():
    plain = recorded()
    assert code_of(made, organisation="", facility=plain.key) == "inventory.no_training_there"
    place = recorded(names={"en": "Quite another place"}, capabilities=["training"], label=Sensitivity.NATIONAL)
    made(organisation="", facility=place.key)
    assert [line.name for line in lines(OFFICER_KAZ)] == ["Quite another place"]
    assert (lines(), lines(NEIGHBOUR)) == ([], []), "a centre is no more open than the card behind it"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": HEAD_KAZ}, "people.not_yours"),
        ({"by": TRAINER_KAZ}, "people.not_yours"),
        ({"by": ANONYMOUS}, "people.not_yours"),
        ({"by": FOCAL_KGZ}, "people.not_yours"),
        ({"by": FOCAL_KGZ, "owner": "KGZ"}, "people.not_about_others"),
        ({"by": OTHERS}, "inventory.not_your_facility"),
        ({"organisation": ""}, "inventory.no_teacher"),
        ({"facility": "KZ-F-0000001-X"}, "inventory.no_teacher"),
        ({"organisation": "NOBODY"}, "people.unknown_key"),
        ({"zone": "Europe/Brussels"}, "inventory.unknown_zone"),
        ({"zone": ""}, "inventory.unknown_zone"),
        ({"topics": ["anthrax"]}, "inventory.unknown_code"),
        ({"teaches_in": "russian"}, "atlas.bad_language"),
        ({"key": "no such key"}, "records.bad_key"),
        ({"note": "next to 40 vials of agent X"}, "inventory.not_for_sharing"),
        ({"label": 9}, "sharing.unknown_level"),
    ],
)
def test_what_is_no_centre(changes, code):
    centre()
    assert code_of(made, **changes) == code
    assert lines() == []


def test_one_centre_has_one_key_and_the_same_again_changes_nothing():
    first = made()
    assert made().uid == first.uid
    assert code_of(made, key="other") == "records.key_taken"
    assert code_of(made, organisation=centre("CENTRE-B")) == "records.key_taken"
    assert made(topics=["law"], label=Sensitivity.NATIONAL).uid == first.uid
    assert lines() == []
    assert made(topics=["law"]).label == Sensitivity.NATIONAL, "what is told again opens nothing"
    made(topics=["law"], label=Sensitivity.PUBLIC)
    assert code_of(made, by=SYSTEM, owner="REG") == "records.key_taken"
    assert lines()[0].topics == ("law",)


def test_a_leave_holds_from_a_day_to_a_day():
    made()
    told = {"by": MANAGER, "centre": "almaty", "body": "Ministry", "number": "7", "today": DAY}
    actions.record_centre_accreditation(**told, start=date(2024, 1, 1), until=date(2026, 11, 1))
    assert (lines()[0].accredited, lines(accredited=True)) == (False, []), "the last day is excluded"
    actions.record_centre_accreditation(**told, start=date(2024, 1, 1), until=date(2026, 11, 2))
    assert [line.key for line in lines(accredited=True)] == ["almaty"]
    (paper,) = queries.centre(PUBLIC, "almaty", on=date(2027, 1, 1), lang="en").accreditations
    assert (paper.number, paper.expired) == ("7", True)
    ends = {"start": date(2024, 1, 1), "until": date(2023, 1, 1)}
    assert code_of(actions.record_centre_accreditation, **told, **ends) == "periods.end_before_start"
    assert code_of(actions.record_centre_accreditation, **told, start=date(2026, 11, 2)) == "inventory.in_future"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seats": "0"}, "inventory.bad_seats"),
        ({"seats": "2001"}, "inventory.bad_seats"),
        ({"seats": "twelve"}, "figures.not_a_figure"),
        ({"title": ""}, "text.empty"),
        ({"equipment": ["safe"]}, "inventory.unknown_code"),
        ({"access": ["secret_door"]}, "inventory.unknown_code"),
        ({"centre": "nowhere"}, "records.nothing_there"),
        ({"by": OTHERS}, "inventory.not_your_facility"),
        ({"by": FOCAL_KGZ}, "people.not_yours"),
    ],
)
def test_what_is_no_room(changes, code):
    made()
    assert code_of(room, **changes) == code


def test_a_room_is_booked_once():
    made()
    room()
    first = booked()
    assert booked().uid == first.uid, "the same again changes nothing"
    assert code_of(booked, "2027-03-15 16:59", "2027-03-15 18:00") == "inventory.room_taken"
    booked("2027-03-15 17:00", "2027-03-15 18:00", title="Another")
    assert calendar(OFFICER_KAZ) == [
        ("Hall", "A course", "2027-03-15T04:00", "2027-03-15T12:00"),
        ("Hall", "Another", "2027-03-15T12:00", "2027-03-15T13:00"),
    ]
    assert calendar(PUBLIC) == calendar(NEIGHBOUR) == []


def test_a_restricted_booking_is_refused_without_its_time_and_is_in_no_calendar_below():
    made()
    room()
    booked(by=FOCAL_KAZ, label=Sensitivity.RESTRICTED, title="Inspection")
    assert code_of(booked, "2027-03-15 10:00", "2027-03-15 11:00") == "inventory.room_not_free"
    asked = {"by": FOCAL_KAZ}
    assert code_of(booked, "2027-03-15 10:00", "2027-03-15 11:00", **asked) == "inventory.room_taken"
    assert [len(calendar(v)) for v in (REGISTRAR_KAZ, OFFICER_KAZ, NEIGHBOUR)] == [1, 0, 0]


def test_a_booking_for_partners_is_read_by_them():
    made()
    room()
    booked(label=Sensitivity.REGIONAL)
    assert [len(calendar(v)) for v in (NEIGHBOUR, PUBLIC)] == [1, 0]


def test_what_is_called_off_frees_the_room():
    made()
    room()
    first = booked()
    assert code_of(actions.call_off_booking, by=FOCAL_KGZ, booking=str(first.uid)) == "inventory.no_such_booking"
    assert code_of(actions.call_off_booking, by=MANAGER, booking="nothing") == "inventory.no_such_booking"
    assert code_of(actions.call_off_booking, by=OTHERS, booking=str(first.uid)) == "inventory.not_your_facility"
    actions.call_off_booking(by=MANAGER, booking=str(first.uid), today=DAY)
    assert actions.call_off_booking(by=MANAGER, booking=str(first.uid)).called_off == DAY
    assert calendar(OFFICER_KAZ) == []
    assert booked().uid != first.uid


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"room": "Cellar"}, "inventory.no_such_room"),
        ({"starts": "soon"}, "inventory.not_a_time"),
        ({"ends": "2027-03-15 09:00"}, "inventory.ends_before_it_starts"),
        ({"ends": "2027-05-15 09:00"}, "inventory.booked_too_long"),
        ({"people": "31"}, "inventory.more_than_seats"),
        ({"people": "some"}, "figures.not_a_figure"),
        ({"title": ""}, "text.empty"),
        ({"label": 9}, "sharing.unknown_level"),
        ({"by": OTHERS}, "inventory.not_your_facility"),
        ({"by": HEAD_KAZ}, "people.not_yours"),
    ],
)
def test_what_is_not_booked(changes, code):
    made()
    room()
    assert code_of(booked, **changes) == code
    assert calendar(REGISTRAR_KAZ) == []


def test_filters_leave_what_they_say():
    made()
    room()
    asked = [{"topic": "waste"}, {"topic": "law"}, {"language": "ru"}, {"language": "en"}, {"seats": 30}, {"seats": 31}]
    assert [len(lines(**each)) for each in (*asked, {"territory": "KGZ"}, {"text": "centre"})] == [
        1,
        0,
        1,
        0,
        1,
        0,
        0,
        1,
    ]
    assert queries.centres_by_country(PUBLIC, on=DAY, lang="en") == {"KAZ": 1}
    room(closed_on=DAY)
    assert lines()[0].rooms == 0
