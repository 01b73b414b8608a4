"""The figures that the replay must give, computed from its records."""

from datetime import date

import pytest

from kerege.indicators import queries
from kerege.indicators.rules import BY_VENUE, Scope
from kerege.journal import queries as journal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import queries as training
from kerege.worlds.loader import load_world
from tests.worlds.conftest import HERE

ON = date(2026, 11, 1)


def read(indicator, *, on=ON, **scope):
    return queries.reading(PUBLIC, indicator, on=on, scope=Scope("P53", **scope))


def countries(reading):
    return {code: (low, high) for code, low, high in reading.by_territory}


def exact(**figures):
    return {code: (n, n) for code, n in figures.items()}


def test_trainers_claimed_and_evidenced(project53):
    reading = read("trainers.part1")
    assert [(c.value, c.source.key) for c in reading.claims] == [(88, "S2")]
    assert (reading.evidence.low, reading.evidence.high) == (50, 52)
    assert (reading.planned, reading.unknown, reading.unknown_records) == (24, 12, 1)
    assert reading.inference
    assert reading.difference == (36, 38)


def test_the_two_figures_for_kazakhstan_are_a_conflict_of_records_and_of_claims(project53):
    twelve_or_fourteen = ((12, ("S10",)), (14, ("S21", "S22")))
    reading = read("trainers.part1", territories=("KAZ",))
    assert [(c.kind, c.values) for c in reading.conflicts] == [
        ("claim", twelve_or_fourteen),
        ("record", twelve_or_fourteen),
    ]
    assert sorted(c.value for c in reading.claims) == [12, 14, 14]


def test_the_cascade(project53):
    workshops, people = read("cascade.workshops"), read("cascade.people")
    assert [(c.value, c.qualifier) for c in workshops.claims] == [(70, "more_than")]
    assert [(c.value, c.qualifier) for c in people.claims] == [(1200, "more_than")]
    assert (workshops.evidence.low, workshops.evidence.high) == (16, 16)
    assert (people.evidence.low, people.evidence.high) == (479, 479)
    assert countries(workshops) == exact(MNG=3, TJK=4, KAZ=6, AFG=3)
    assert countries(people) == exact(MNG=108, TJK=22, KAZ=249, AFG=100)
    assert {c.territory: c.value for c in people.country_claims} == {"MNG": 250, "KGZ": 160}


@pytest.mark.parametrize(
    "indicator", ["trainers.part1", "cascade.people", "cascade.workshops", "exercises.participants"]
)
def test_the_records_behind_a_figure_add_up_to_it(project53, indicator):
    reading = read(indicator)
    assert reading.records_total == len(reading.records)
    assert sum(r.low or 0 for r in reading.records) == reading.evidence.low
    assert sum(r.high or 0 for r in reading.records) == reading.evidence.high
    assert [r.key for r in reading.records if not r.sources] == []


def test_by_venue_and_by_trainees_differ_and_both_are_right(project53):
    by_trainees, by_venue = read("trainers.workshops"), read("trainers.workshops", by=BY_VENUE)
    assert countries(by_trainees) == exact(AFG=1, KAZ=1, KGZ=1, MNG=1, TJK=1, UZB=1)
    assert countries(by_venue) == exact(KAZ=2, KGZ=2, TJK=2)
    assert by_trainees.evidence == by_venue.evidence
    assert countries(read("trainers.part1", by=BY_VENUE)) == {"KAZ": (24, 26), "KGZ": (26, 26)}


def test_trainers_in_the_centres_of_kazakhstan(project53):
    reading = read("institution.trainers_in_centres", territories=("KAZ",))
    assert (reading.evidence.low, reading.evidence.of_low, reading.evidence.of_high) == (11, 12, 14)
    assert read("institution.centres", territories=("KAZ",)).evidence.low == 6


@pytest.mark.parametrize(
    ("indicator", "claimed", "evidenced"),
    [
        ("awareness.events.national", [7], 7),
        ("awareness.events.regional", [2], 2),
        ("awareness.events.inter_regional", [1], 1),
        ("awareness.participants", [170], 170),
        ("institution.curricula", [], 3),
        ("resources.handovers", [], 4),
        ("exercises.held", [], 2),
        ("cascade.generations", [], 2),
    ],
)
def test_other_figures(project53, indicator, claimed, evidenced):
    reading = read(indicator)
    assert [c.value for c in reading.claims] == claimed
    assert reading.evidence.low == evidenced


def test_what_has_no_room_yet_says_so(project53):
    reading = read("legal.obligations")
    assert reading.evidence.state == "not_recorded_here_yet"
    assert reading.evidence.low is None
    assert reading.missing


def test_hours_are_claimed_and_no_session_is_on_record(project53):
    reading = read("trainers.contact_hours")
    assert (reading.evidence.state, reading.evidence.low, reading.unknown_records) == ("no_records", None, 6)
    assert [c.value for c in reading.claims] == [37]


@pytest.mark.parametrize(
    ("on", "workshops", "people"),
    [
        (date(2018, 4, 22), None, None),
        (date(2018, 4, 27), 2, 52),
        (date(2018, 7, 15), 4, 52),
        (date(2018, 7, 27), 6, 74),
    ],
)
def test_as_on_a_day(project53, on, workshops, people):
    assert read("cascade.workshops", on=on).evidence.low == workshops
    assert read("cascade.people", on=on).evidence.low == people


def test_silence_is_not_zero(project53):
    reading = read("cascade.people", territories=("AFG", "UZB"))
    assert dict(reading.no_data_since) == {"AFG": date(2019, 3, 6), "UZB": None}
    assert countries(reading) == exact(AFG=100)


def test_a_second_load_writes_nothing(project53):
    before = journal.acts(owners=None, limit=1)[0].hash
    again = load_world(HERE / "project53", by=SYSTEM)
    assert again.acts == 0
    assert again.counts == project53.counts
    assert journal.acts(owners=None, limit=1)[0].hash == before
    assert journal.verify().whole


def test_the_ratification_of_1972_is_refused_reported_and_journaled(project53):
    assert [(r.place, r.code) for r in project53.refused] == [("status_records.csv:2:on", "law.before_adoption")]
    kept = journal.acts(owners=None, word_prefix="law.status.recorded")
    assert [(a.refused, a.facts["code"], a.facts["tried"]["on"]) for a in kept] == [
        (True, "law.before_adoption", "1972")
    ]


def test_the_demo_has_people_and_changes_no_figure_of_the_project(demo_world):
    assert [line for line in demo_world if line.startswith("Loaded demo: ") and "refused" not in line]
    figures = {key: read(key).evidence for key in ("trainers.part1", "cascade.workshops", "cascade.people")}
    assert {key: (each.low, each.high) for key, each in figures.items()} == {
        "trainers.part1": (50, 52),
        "cascade.workshops": (16, 16),
        "cascade.people": (479, 479),
    }
    placed = read("institution.trainers_in_centres", territories=("KAZ",)).evidence
    assert (placed.low, placed.of_low, read("institution.curricula").evidence.low) == (11, 12, 3)
    everything = queries.reading(PUBLIC, "cascade.people", on=ON, scope=Scope(territories=("KAZ",)))
    assert (everything.evidence.low, everything.withheld_records) == (290, 41)
    sexes = training.breakdown(PUBLIC, on=ON, dimension="sex", territories=("KAZ",))
    assert (dict(sexes.cells), sexes.withheld) == ({"female": 24, "male": 0, "not_stated": 0}, 17)


def test_no_page_of_training_is_empty_in_the_example_world(demo_world):
    """Each figure about trainers has a course, a session, a register or a follow-up behind it, and opens to it."""
    reader = Viewer("focal", "Focal point", by_owner=(("KGZ", Sensitivity.RESTRICTED),))
    told = {}
    for key in ("trainers.active", "learning.gain", "learning.behaviour", "sustainability.in_post_12"):
        reading = queries.reading(reader, key, on=date(2026, 11, 26), scope=Scope(territories=("KGZ",)))
        told[key] = (reading.evidence.low, reading.evidence.of_low, [record.key for record in reading.records])
    assert told["trainers.active"] == (2, 8, ["DEMO-TOT-KGZ-2025"])
    assert told["learning.gain"][1:] == (13, ["DEMO-WS-KGZ-2026-1", "DEMO-TOT-KGZ-2025"])
    assert told["learning.behaviour"][1:] == (6, ["DEMO-TOT-KGZ-2025"])
    assert told["sustainability.in_post_12"] == (3, 8, ["DEMO-TOT-KGZ-2025"])


def test_a_second_load_of_the_demo_writes_nothing(demo_world):
    assert load_world(HERE / "demo", by=SYSTEM).acts == 0
