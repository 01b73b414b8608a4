"""What a verified token of another platform opens, and what is told back: plain decisions."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules import lti_platforms as rules
from kerege.training.rules.elearning.results import Outcome
from kerege.training.words.elearning import Completion, Success
from kerege.training.words.lti_platforms import MOST_SUB, Message, Tells

pytestmark = pytest.mark.nodb
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
DL = rules.PICKING
GOOD = {
    "sub": "u-1",
    "nonce": "n",
    "email": "focal@example.org",
    "name": "Somebody Else",
    f"{rules.CLAIM}message_type": "LtiResourceLinkRequest",
    f"{rules.CLAIM}version": "1.3.0",
    f"{rules.CLAIM}deployment_id": "d1",
    f"{rules.CLAIM}target_link_uri": "https://node.example.org/x/",
    f"{rules.CLAIM}resource_link": {"id": "r1", "title": "A lesson"},
    f"{rules.CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
    rules.GRADES: {"scope": [rules.SCORE_SCOPE], "lineitem": "https://lms.example.org/l/1?type_id=2"},
}
SETTINGS = {
    "accept_types": ["ltiResourceLink"],
    "deep_link_return_url": "https://lms.example.org/back",
    "data": "opaque",
}


def launch(**said):
    told = {k: v for k, v in (GOOD | said).items() if v is not None}
    return rules.launch_of(told, deployments=["d1", "d2"], nonce="n")


def code(call, *args, **kwargs):
    with pytest.raises(Refusal) as told:
        call(*args, **kwargs)
    return told.value.code.removeprefix("training.")


def test_a_launch_says_who_comes_by_the_number_of_the_platform_and_by_nothing_else():
    told = launch()
    assert (told.message, told.subject, told.deployment, told.resource) == (Message.RESOURCE, "u-1", "d1", "r1")
    assert (told.line, told.names, told.teaches) == ("https://lms.example.org/l/1?type_id=2", "", False)
    assert "focal@example.org" not in repr(told)
    assert "Somebody" not in repr(told)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"nonce": "stolen"}, "launch_other_nonce"),
        ({"nonce": None}, "launch_other_nonce"),
        ({"nonce": ["n"]}, "launch_other_nonce"),
        ({f"{rules.CLAIM}deployment_id": "d9"}, "launch_other_deployment"),
        ({f"{rules.CLAIM}deployment_id": None}, "launch_incomplete"),
        ({f"{rules.CLAIM}message_type": "LtiSubmissionReviewRequest"}, "launch_not_lti"),
        ({f"{rules.CLAIM}message_type": ["LtiResourceLinkRequest"]}, "launch_not_lti"),
        ({f"{rules.CLAIM}version": "LTI-1p0"}, "launch_not_lti"),
        ({"sub": None}, "launch_incomplete"),
        ({"sub": 7}, "launch_incomplete"),
        ({"sub": "x" * (MOST_SUB + 1)}, "launch_incomplete"),
        ({"sub": "a\x00b"}, "launch_incomplete"),
        ({f"{rules.CLAIM}resource_link": {}}, "launch_incomplete"),
        ({f"{rules.CLAIM}resource_link": "r1"}, "launch_incomplete"),
        ({f"{rules.CLAIM}target_link_uri": ""}, "launch_incomplete"),
    ],
)
def test_what_is_no_launch_of_ours_is_refused(said, expected):
    assert code(launch, **said) == expected


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {"scope": [], "lineitem": "https://lms.example.org/l"},
        {"scope": [rules.SCORE_SCOPE], "lineitem": "javascript:alert(1)"},
        {"scope": "x", "lineitem": 5},
    ],
)
def test_where_no_result_may_be_told_none_is(told):
    assert launch(**{rules.GRADES: told}).line == ""


def test_somebody_who_teaches_may_have_the_class_listed():
    told = launch(
        **{f"{rules.CLAIM}roles": [rules.TEACHES], rules.NAMES: {"context_memberships_url": "https://l.org/m"}}
    )
    assert (told.teaches, told.names) == (True, "https://l.org/m")


def picking(**changes):
    said = {f"{rules.CLAIM}message_type": "LtiDeepLinkingRequest", f"{DL}deep_linking_settings": SETTINGS | changes}
    return launch(**said, **{f"{rules.CLAIM}target_link_uri": None, f"{rules.CLAIM}resource_link": None}).picking


def test_what_was_chosen_goes_back_to_where_the_platform_said_with_its_data():
    assert picking() == rules.Picking("https://lms.example.org/back", "opaque", several=False)
    assert picking(accept_multiple=True).several is True
    assert code(picking, accept_types=["html"]) == "launch_not_lti"
    assert code(picking, deep_link_return_url="data:text/html,x") == "launch_incomplete"
    assert code(picking, data="x" * (rules.MOST_DATA + 1)) == "launch_incomplete"
    told = rules.links_chosen(
        **{"client_id": "c", "issuer": "https://lms.example.org", "deployment": "d1", "data": "opaque"},
        **{"chosen": [rules.link_to("https://node.example.org/x/", "A", most=100)], "now": 10, "nonce": "m"},
    )
    assert (told["iss"], told["aud"], told["exp"], told[f"{DL}data"]) == ("c", "https://lms.example.org", 310, "opaque")
    assert told[f"{DL}content_items"][0]["lineItem"] == {"scoreMaximum": 100, "label": "A"}


HERE = "https://node.example.org"


@pytest.mark.parametrize(
    "target",
    [
        "https://node.example.org.evil.example/x/",
        "https://evil.example/https://node.example.org/",
        "https://node.example.org@evil.example/x/",
        "http://node.example.org/x/",
        "//node.example.org/x/",
        "/x/",
        "https://node.example.org/x/\nSet-Cookie: a",
        "https://[node/",
    ],
)
def test_a_link_to_anywhere_else_is_refused(target):
    assert code(rules.path_here, target, here=HERE) == "launch_outside"


def test_a_link_here_is_its_path():
    assert rules.path_here(f"{HERE}/training/lessons/a/b/?x=1#y", here=HERE) == "/training/lessons/a/b/"


@pytest.mark.parametrize(
    "address",
    ["lms.example.org", "http://lms.example.org/", "https://a@b/", "https://x/#y", "https://x y/", "ftp://x"],
)
def test_what_is_no_address_of_a_platform_is_refused(address):
    assert code(rules.address_as_told, address, "issuer") == "platform_bad_address"
    assert code(rules.address_as_told, "", "issuer") == "platform_address_wanted"
    assert rules.address_as_told(" https://lms.example.org/a?b=c ", "issuer") == "https://lms.example.org/a?b=c"


def test_deployments_stand_one_on_a_line():
    assert rules.deployments_of(" 1 \n\n2\n1") == ["1", "2"]
    assert code(rules.deployments_of, " \n") == "platform_no_deployment"
    assert code(rules.deployments_of, "\n".join(map(str, range(99)))) == "platform_no_deployment"


def test_a_result_is_told_below_the_line_it_belongs_to():
    assert rules.scores_address("https://l.org/1/lineitem?type_id=2") == "https://l.org/1/lineitem/scores?type_id=2"
    told = rules.score_told(subject="u", given=2, most=3, at=datetime(2026, 1, 2, 3, 4, 5, 678901, UTC))
    assert (told["timestamp"], told["scoreGiven"], told["scoreMaximum"]) == ("2026-01-02T03:04:05.678Z", 2, 3)


def came(about, given, *, minute=0, graded=False):
    return rules.Result(about, given, 10, NOON + timedelta(minutes=minute), graded=graded)


def test_by_best_only_a_better_result_takes_the_place_of_another():
    first, better, worse = came("a", 5), came("b", 7, minute=1), came("c", 2, minute=2)

    def told(results, last=None):
        return rules.to_tell(results, last, tells=Tells.BEST)

    assert told([]) is None
    assert told([first]) == first
    assert told([first, better], first) == better
    assert told([first, better, worse], better) is None
    assert told([rules.Result("d", 14, 20, NOON)], better) is None, "as good"
    assert told([came("b", 3, minute=9)], better) is None, "a package that claims less later"


def test_points_that_were_corrected_are_told_also_downwards():
    was, now = came("a", 8, graded=True), came("a", 6, graded=True)
    assert rules.to_tell([now], was, tells=Tells.BEST) == now
    other = came("b", 7, graded=True)
    assert rules.to_tell([now, other], was, tells=Tells.BEST) == other, "the best that stands now"
    assert rules.to_tell([now], came("a", 6), tells=Tells.BEST) is None, "it was told already"
    assert rules.to_tell([other], was, tells=Tells.BEST) is None, "what was told is gone: nothing worse takes its place"


def test_by_last_the_newest_result_is_told_better_or_worse():
    first, second = came("a", 5), came("b", 2, minute=1)
    assert rules.to_tell([second, first], first, tells=Tells.LAST) == second
    assert rules.to_tell([first, second], second, tells=Tells.LAST) is None
    again = came("b", 2, minute=3)
    assert rules.to_tell([first, again], second, tells=Tells.LAST) is None, "the same attempt with the same share"


@pytest.mark.parametrize(
    ("completion", "success", "score", "share"),
    [
        ("not_begun", "", None, None),
        ("begun", "", 0.5, None),
        ("begun", "failed", 0.3, 0.3),
        ("completed", "", None, 1.0),
        ("completed", "failed", None, 0.0),
        ("completed", "passed", 0.8, 0.8),
        ("completed", "", 1.7, 1.0),
    ],
)
def test_a_package_claims_a_share_once_it_is_done(completion, success, score, share):
    assert rules.share_claimed(Outcome(Completion(completion), Success(success), score)) == share


def test_a_score_is_always_newer_than_the_one_before():
    early, late, now = came("a", 5), came("b", 6, minute=5), NOON + timedelta(hours=1)
    assert rules.told_at(early, None, now=now) == early.at
    assert rules.told_at(late, early, now=now) == late.at
    assert rules.told_at(early, late, now=now) == now
    assert rules.told_at(early, early, now=now) == now


def test_a_result_that_nobody_takes_is_given_up_after_a_day_and_a_half():
    pauses = [rules.next_try(each) for each in range(1, 13)]
    assert (pauses[0], pauses[4], pauses[-1]) == (timedelta(minutes=1), timedelta(hours=4), None)
    assert timedelta(days=1) < sum(pauses[:-1], timedelta()) < timedelta(days=2)


def test_a_class_is_read_as_far_as_it_can_be():
    told = {
        "members": [
            {"user_id": "1", "name": "Aigul\u0000", "roles": ["Learner"]},
            {"user_id": "2", "given_name": "Bek", "family_name": "T", "roles": ["x#Instructor"]},
            {"user_id": "3", "status": "Inactive"},
            {"user_id": 4},
            "no",
        ]
    }
    assert rules.members_of(told) == [("1", "Aigul", True), ("2", "Bek T", False)]
    assert rules.members_of([]) == rules.members_of({"members": 3}) == []
    link = '<https://l.org/m?p=2>; rel="next", <https://l.org/m>; rel="first"'
    assert rules.next_page(link, of="https://l.org/m") == "https://l.org/m?p=2"
    assert rules.next_page('<https://evil.example/>; rel="next"', of="https://l.org/m") == ""
