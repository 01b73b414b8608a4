"""What programs read: the same figures as pages, as on any day, with names that carry their notes."""

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import KAZ_FOCAL_POINT, KGZ_FOCAL_POINT

P53 = "/api/v1/indicators/{}?project=P53&{}"


def test_the_replay_gives_its_figures(reader):
    trainers = reader(P53.format("trainers.part1", ""))
    assert [claim["value"] for claim in trainers["claims"]] == [88]
    assert (trainers["evidence"]["low"], trainers["evidence"]["high"]) == (50, 52)
    assert (trainers["planned"], trainers["unknown"], trainers["difference"]) == (24, 12, [36, 38])
    people = reader(P53.format("cascade.people", ""))
    assert (people["evidence"]["low"], people["evidence"]["high"]) == (479, 479)
    assert {c["territory"]["code"]: c["low"] for c in people["by_territory"]} == {
        "MNG": 108,
        "TJK": 22,
        "KAZ": 249,
        "AFG": 100,
    }
    assert reader(P53.format("cascade.workshops", ""))["evidence"]["low"] == 16


def test_a_conflict_is_shown_with_its_sources_and_nobody_chooses(reader):
    found = reader(P53.format("trainers.part1", "country=KAZ"))["conflicts"]
    assert {"kind", "about", "uid", "values"} == set(found[0])
    assert sorted({value["value"] for conflict in found for value in conflict["values"]}) == [12, 14]


def test_records_come_page_by_page_and_all_of_them_once(reader):
    whole = reader(P53.format("cascade.people", "size=200"))["records"]
    pages = [reader(P53.format("cascade.people", f"size=5&page={n}"))["records"] for n in range(1, 6)]
    assert {p["total"] for p in pages} == {whole["total"]}
    assert [r["uid"] for p in pages for r in p["items"]] == [r["uid"] for r in whole["items"]]


def test_what_is_not_recorded_yet_has_no_value_and_no_zero(reader):
    found = reader("/api/v1/indicators/legal.obligations")
    assert found["evidence"] == {
        "state": "not_recorded_here_yet",
        "low": None,
        "high": None,
        "of_low": None,
        "of_high": None,
    }
    assert found["indicator"]["missing"]


def test_the_day_decides_who_is_partner(reader):
    before = reader("/api/v1/territories/KAZ?on=2018-04-04")
    after = reader("/api/v1/territories/KAZ?on=2020-12-01")
    assert (before["participates_in"], before["partner_in"]) == (["P53"], [])
    assert (after["participates_in"], after["partner_in"]) == (["P53"], ["CA"])


def test_a_name_carries_its_marker_and_note_and_follows_the_language(reader):
    english = reader("/api/v1/territories/XKX")["name"]
    assert (english["name"], english["marker"], english["note"][:28]) == (
        "Kosovo**",
        "**",
        "This designation is without ",
    )
    russian = reader("/api/v1/territories/XKX?lang=ru")["name"]
    assert russian["name"] == "Косово**"
    assert reader("/api/v1/territories/XKX", **{"accept-language": "ru"})["name"] == russian


def test_search_finds_any_spelling(reader):
    for question in ("Ташкент", "Toshkent", "Tashkent"):
        assert (
            reader(f"/api/v1/search?q={question}")["items"][0]["key"]
            == reader("/api/v1/search?q=Tashkent")["items"][0]["key"]
        )


@pytest.mark.parametrize(
    "path",
    [
        "territories", "regions", "memberships", "projects", "sources", "standards", "courses", "events", "handovers",
        "milestones", "instruments", "statuses", "organisations", "seats", "shares", "indicators", "claims",
    ],
)  # fmt: skip
def test_every_list_has_the_same_head_and_costs_the_same_whatever_its_length(reader, path, connection_of):
    with CaptureQueriesContext(connection_of) as one:
        reader(f"/api/v1/{path}?size=1")
    with CaptureQueriesContext(connection_of) as many:
        found = reader(f"/api/v1/{path}?size=100")
    assert {"on", "lang", "total", "page", "size", "items"} == set(found)
    assert len(found["items"]) == min(found["total"], 100)
    assert len(many) <= len(one) + 3  # names cost three queries, and the first record may have none


def test_a_withheld_person_is_null_and_named_and_the_focal_point_reads_it(reader, signed_in):
    def sitting(seats):
        return next(s for s in seats["items"] if s["key"] == "DEMO-NFP-KAZ")["sittings"][0]

    hidden = sitting(reader("/api/v1/seats"))
    assert (hidden["person"], hidden["person_key"], hidden["withheld"]) == (None, None, ["person", "person_key"])
    stranger = sitting(signed_in(KGZ_FOCAL_POINT).get("/api/v1/seats").json())
    assert stranger["person"] is None
    own = sitting(signed_in(KAZ_FOCAL_POINT).get("/api/v1/seats").json())
    assert own["person"]
    assert own["withheld"] == []


def test_a_register_is_listed_to_its_owner_and_counted_for_others(signed_in, reader):
    course = next(each for each in reader("/api/v1/courses?text=made up")["items"] if each["owner"] == "KAZ")
    address = f"/api/v1/courses/{course['uid']}/register"
    public, own = reader(address), signed_in(KAZ_FOCAL_POINT).get(address).json()
    assert (public["items"], public["total"]) == ([], 0)
    assert public["withheld_rows"] == own["total"] > 0
    assert own["withheld_rows"] == 0


def test_answers_to_somebody_who_is_signed_in_are_kept_nowhere(signed_in):
    assert signed_in(KAZ_FOCAL_POINT).get("/api/v1/courses")["Cache-Control"] == "private, no-store"
    answer = Client().get("/api/v1/courses")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in answer["Vary"].split(",")}


@pytest.fixture
def connection_of(demo_world):
    from django.db import connection

    return connection
