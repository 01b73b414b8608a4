"""What a tool of somebody else says, and where it may live: plain decisions."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules import lti_addresses as addresses
from kerege.training.rules.lti_names import ASKED as ASKED_ALWAYS
from kerege.training.rules.lti_tools import launching, scoring
from kerege.training.words.lti_tools import TOOL_ADDRESS, TOOL_KEYS_WANTED

pytestmark = pytest.mark.nodb
NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
SCORE = {
    "userId": "u",
    "scoreGiven": 3,
    "scoreMaximum": 4,
    "activityProgress": "Completed",
    "gradingProgress": "FullyGraded",
    "timestamp": "2026-11-27T13:00:00+05:00",
}
ASKED = ASKED_ALWAYS | {
    "client_id": "c",
    "redirect_uri": "https://tool.example/back",
    "login_hint": "h",
    "lti_message_hint": "m",
    "nonce": "n",
    "state": "s",
}


def code(call, *args, **kwargs):
    with pytest.raises(Refusal) as told:
        call(*args, **kwargs)
    return told.value.code.removeprefix("training.")


# -- addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("", "tool.example", "http://tool.example/", "https://tool.example/#a", "https://a@tool.example/"),
        *(
            "https://tool.example;script-src/",
            "https://tool.example,x/",
            "https://tool .example/",
            "ftp://tool.example/",
        ),
        *("https://tool.example:0/", "https://tool.example:x/", "https://[tool/", "https://тул.example/"),
        *('https://tool.example/"x', "https://tool.example/<x>", "https:\\\\tool.example", "https:///x"),
        "https://tool.example/" + "x" * 1_000,
    ],
)
def test_what_is_no_plain_address_is_refused(text):
    assert code(addresses.address, text, refused=TOOL_ADDRESS) == "tool_address"
    wanted = "tool_keys_wanted" if not text else "tool_address"
    assert code(addresses.address, text, refused=TOOL_ADDRESS, wanted=TOOL_KEYS_WANTED) == wanted


def test_an_address_is_kept_as_it_is_and_known_by_its_origin():
    kept = addresses.address(" https://Tool.example:8443/a;b?c=d,e ", refused=TOOL_ADDRESS)
    assert kept == "https://Tool.example:8443/a;b?c=d,e"
    assert addresses.origin_of(kept) == "https://tool.example:8443"
    assert addresses.origins_of([kept, "https://tool.example:8443/", "", "https://b.example/"]) == [
        "https://tool.example:8443",
        "https://b.example",
    ]


def test_a_development_node_takes_this_machine_without_tls_and_no_other_one():
    told = {"refused": TOOL_ADDRESS, "loopback": True}
    assert addresses.address("http://localhost:9000/a", **told) == "http://localhost:9000/a"
    assert addresses.address("http://127.0.0.2:8001/a", **told) == "http://127.0.0.2:8001/a"
    assert code(addresses.address, "http://localhost.example/a", **told) == "tool_address"
    assert code(addresses.address, "http://127.0.0.1.example/a", **told) == "tool_address"
    assert code(addresses.address, "http://192.0.2.1/a", **told) == "tool_address"


def test_what_an_address_said_before_stays():
    assert addresses.with_query("https://a.example", {"x": "1 2"}) == "https://a.example/?x=1+2"
    assert addresses.with_query("https://a.example/b?from=us#c", {"x": "1"}) == "https://a.example/b?from=us&x=1"


def test_addresses_stand_one_on_a_line():
    told = {"refused": TOOL_ADDRESS, "field": "redirect_uris"}
    assert addresses.lines(" https://a.example/ \n\nhttps://b.example/\nhttps://a.example/", **told) == [
        "https://a.example/",
        "https://b.example/",
    ]
    assert code(addresses.lines, "\n", **told) == "tool_address"
    assert code(addresses.lines, "\n".join(f"https://a.example/{n}" for n in range(11)), **told) == "tool_address"


# -- what a tool asks for ----------------------------------------------------------------------------------------------


def asked(**changes):
    told = {name: value for name, value in (ASKED | changes).items() if value is not None}
    return launching.asked(told, client="c", redirects=["https://tool.example/back"])


def test_what_is_right_is_taken_as_it_came():
    assert asked() == launching.Asked("c", "https://tool.example/back", "h", "m", "n", "s")
    assert asked(scope="profile openid", state=None).state == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client_id", "d"),
        ("redirect_uri", "https://tool.example/back/"),
        ("redirect_uri", None),
        ("scope", "profile"),
        ("response_type", "code"),
        ("response_mode", "query"),
        ("prompt", "login"),
        ("login_hint", ""),
        ("lti_message_hint", None),
        ("nonce", ""),
        ("state", "x" * 1_001),
    ],
)
def test_what_is_wrong_is_named(name, value):
    with pytest.raises(Refusal) as told:
        asked(**{name: value})
    assert (told.value.code, told.value.data["what"]) == ("training.tool_bad_request", name)


# -- scores ------------------------------------------------------------------------------------------------------------


def score(**changes):
    return scoring.score({k: v for k, v in (SCORE | changes).items() if v is not ...}, now=NOW)


def test_a_score_is_read_with_its_moment_in_utc():
    told = score(comment=" well\n done ")
    assert (told.user, told.given, told.maximum, told.at, told.comment) == ("u", 3.0, 4.0, NOW, "well done")
    assert score(scoreGiven=..., scoreMaximum=...).given is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"scoreGiven": 4.5}, "tool_score_bounds"),
        ({"scoreGiven": -1}, "tool_score_bounds"),
        ({"scoreMaximum": 0}, "tool_bad_body"),
        ({"scoreMaximum": ...}, "tool_bad_body"),
        ({"scoreGiven": "3"}, "tool_bad_body"),
        ({"scoreGiven": True}, "tool_bad_body"),
        ({"scoreGiven": float("nan")}, "tool_bad_body"),
        ({"scoreGiven": 1e300}, "tool_bad_body"),
        ({"userId": ""}, "tool_bad_body"),
        ({"userId": 7}, "tool_bad_body"),
        ({"activityProgress": "Done"}, "tool_bad_body"),
        ({"gradingProgress": ...}, "tool_bad_body"),
        ({"timestamp": "2026-11-27T13:00:00"}, "tool_bad_body"),
        ({"timestamp": "2026-02-30T13:00:00Z"}, "tool_bad_body"),
        ({"timestamp": "2026-11-27T08:05:01Z"}, "tool_bad_body"),
        ({"comment": "x" * 1_001}, "tool_bad_body"),
    ],
)
def test_a_score_that_is_none_is_refused(changes, expected):
    assert code(score, **changes) == expected


@pytest.mark.parametrize("told", [None, [], "x", 3])
def test_a_body_that_is_no_object_is_refused(told):
    assert code(scoring.score, told, now=NOW) == "tool_bad_body"


def test_only_what_is_newer_takes_the_place_of_a_score():
    scoring.check_newer(NOW, None)
    scoring.check_newer(NOW, NOW - timedelta(milliseconds=1))
    assert code(scoring.check_newer, NOW, NOW) == "tool_old_score"


def test_a_score_is_told_in_the_points_of_its_column():
    assert scoring.result_score(3, 4, 10) == 7.5
    assert [code(scoring.points, each) for each in (0.0, -1.0, float("inf"), float("nan"), 1e7)] == ["tool_points"] * 5
