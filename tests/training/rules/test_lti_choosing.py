"""What a tool hands over, which columns it makes, and what it is told of a course: plain decisions."""

import json

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.lti_names import CLAIM, CUSTOM, LINK, MEMBERSHIP, PICKING
from kerege.training.rules.lti_tools import choosing, columns, launching, listing
from kerege.training.rules.lti_tools.choosing import Chosen, Left
from kerege.training.rules.lti_tools.listing import Listed
from kerege.training.words.lti_tools import Aside

pytestmark = pytest.mark.nodb
TOOL = "https://tool.example"
SAID = {
    f"{CLAIM}message_type": "LtiDeepLinkingResponse",
    f"{CLAIM}version": "1.3.0",
    f"{CLAIM}deployment_id": "d-1",
    f"{PICKING}data": "the data",
}


def code(call, *args, **kwargs):
    with pytest.raises(Refusal) as told:
        call(*args, **kwargs)
    return told.value.code.removeprefix("training.")


def answered(*items, **changes):
    said = SAID | {f"{PICKING}content_items": list(items)} | changes
    return choosing.answered(said, deployment="d-1", origins=[TOOL], title="The tool", local=False)


def link(**more):
    return {"type": LINK, "title": "Sort the waste", "url": f"{TOOL}/tasks/1"} | more


# -- choosing ----------------------------------------------------------------------------------------------------------


def test_a_link_is_taken_with_its_column_and_its_values():
    line = {"scoreMaximum": 20, "label": "Waste", "resourceId": "r-1", "tag": "quiz"}
    told = answered(link(lineItem=line, custom={"level": "2"}, text="left out", icon={"url": "https://x.example"}))
    assert told.links == (Chosen("Sort the waste", f"{TOOL}/tasks/1", 20.0, "r-1", "quiz", {"level": "2"}),)
    assert (told.left, told.over, told.says) == ((), 0, "")
    assert choosing.answer_kept(json.loads(json.dumps(told.kept()))) == told, "it is kept as data and read again"


def test_what_has_no_title_or_address_is_called_after_its_column_or_the_tool():
    assert answered({"type": LINK}).links == (Chosen("The tool"),)
    assert answered({"type": LINK, "lineItem": {"scoreMaximum": 1, "label": "Waste"}}).links[0].title == "Waste"


@pytest.mark.parametrize(
    ("item", "left"),
    [
        ({"type": "link", "title": "A page", "url": f"{TOOL}/p"}, Left("A page", "link", Aside.OTHER_KIND)),
        ({"type": "html", "html": "<script>"}, Left("", "html", Aside.OTHER_KIND)),
        ({"type": "file", "title": "a\x00b\u202ec"}, Left("abc", "file", Aside.OTHER_KIND)),
        ({"title": "No kind"}, Left("No kind", "", Aside.OTHER_KIND)),
        ({"type": [LINK]}, Left("", "", Aside.OTHER_KIND)),
        ("text", Left("", "", Aside.GARBLED)),
        (None, Left("", "", Aside.GARBLED)),
        (link(url="https://evil.example/"), Left("Sort the waste", LINK, Aside.OTHER_HOST)),
        (link(url="http://tool.example/"), Left("Sort the waste", LINK, Aside.OTHER_HOST)),
        (link(url="javascript:alert(1)"), Left("Sort the waste", LINK, Aside.OTHER_HOST)),
        (link(url={"a": 1}), Left("Sort the waste", LINK, Aside.OTHER_HOST)),
        (link(lineItem={"label": "x"}), Left("Sort the waste", LINK, Aside.BAD_POINTS)),
        (link(lineItem={"scoreMaximum": -1}), Left("Sort the waste", LINK, Aside.BAD_POINTS)),
        (link(lineItem={"scoreMaximum": "10"}), Left("Sort the waste", LINK, Aside.BAD_POINTS)),
        (link(lineItem=[]), Left("Sort the waste", LINK, Aside.GARBLED)),
        (link(title=7), Left("", LINK, Aside.GARBLED)),
        (link(title="a\u202eb"), Left("ab", LINK, Aside.GARBLED)),
        (link(custom={"a": 1}), Left("Sort the waste", LINK, Aside.GARBLED)),
        (link(custom={str(n): "x" for n in range(21)}), Left("Sort the waste", LINK, Aside.GARBLED)),
    ],
    ids=lambda each: each.why.value if isinstance(each, Left) else "",
)
def test_what_is_wrong_is_named_and_the_rest_stays(item, left):
    told = answered(item, link())
    assert told.left == (left,)
    assert [each.title for each in told.links] == ["Sort the waste"]


def test_of_five_hundred_the_first_fifty_are_looked_at():
    told = answered(*[link()] * 500)
    assert (len(told.links), told.over) == (50, 450)


def test_what_a_tool_says_is_shown_as_one_line():
    assert answered(**{f"{PICKING}msg": " Well\n done\u202e "}).says == "Well done"
    assert answered(**{f"{PICKING}msg": "done", f"{PICKING}errormsg": "It failed"}).says == "It failed"
    assert answered(**{f"{PICKING}msg": ["x"]}).says == ""


@pytest.mark.parametrize(
    "change",
    [
        {f"{CLAIM}message_type": "LtiResourceLinkRequest"},
        {f"{CLAIM}version": "1.1"},
        {f"{CLAIM}deployment_id": "d-2"},
        {f"{PICKING}content_items": {"type": LINK}},
    ],
    ids=["message", "version", "deployment", "items"],
)
def test_an_answer_that_is_none_is_refused(change):
    assert code(answered, link(), **change) == "tool_bad_body"


@pytest.mark.parametrize("data", [None, "", 7, "x" * 251], ids=["none", "empty", "number", "long"])
def test_an_answer_brings_back_what_was_sent(data):
    assert choosing.data_of(SAID) == "the data"
    assert code(choosing.data_of, SAID | {f"{PICKING}data": data}) == "tool_bad_body"


def test_a_tool_is_asked_for_links_alone_and_nothing_is_opened():
    wanted = choosing.settings(back="https://node.example/lti/answered/", data="d")
    asked = launching.id_token(
        launching.Telling("i", "c", "d-1", f"{TOOL}/pick", "s", True, "ru", "p", "", True, choosing=wanted),
        nonce="n",
        now=0,
    )
    settings = asked[f"{PICKING}deep_linking_settings"]
    assert (settings["accept_types"], settings["auto_create"], settings["data"]) == ([LINK], False, "d")
    assert asked[f"{CLAIM}message_type"] == "LtiDeepLinkingRequest"
    assert f"{CLAIM}resource_link" not in asked


# -- columns -----------------------------------------------------------------------------------------------------------


def test_a_column_is_read_and_its_times_are_left_out():
    told = {"label": " Final\n quiz ", "scoreMaximum": 60, "resourceId": "r", "tag": "t", "resourceLinkId": "l"}
    assert columns.column(told | {"startDateTime": "never"}) == columns.Column("Final quiz", 60.0, "r", "t", "l")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"label": ""}, "tool_bad_body"),
        ({"label": "x" * 201}, "tool_bad_body"),
        ({"label": 7}, "tool_bad_body"),
        ({"scoreMaximum": None}, "tool_bad_body"),
        ({"scoreMaximum": "60"}, "tool_bad_body"),
        ({"scoreMaximum": True}, "tool_bad_body"),
        ({"scoreMaximum": 0}, "tool_points"),
        ({"scoreMaximum": 1e8}, "tool_points"),
        ({"tag": []}, "tool_bad_body"),
        ({"resourceId": "x" * 251}, "tool_bad_body"),
    ],
)
def test_a_column_that_is_none_is_refused(change, expected):
    assert code(columns.column, {"label": "Final", "scoreMaximum": 60} | change) == expected


@pytest.mark.parametrize("told", [None, [], "x", 3])
def test_a_column_is_an_object(told):
    assert code(columns.column, told) == "tool_bad_body"


# -- the list of a course ----------------------------------------------------------------------------------------------

CLASS = [Listed("c", True), Listed("a", False), Listed("d", False), Listed("b", False, "Aigul", "a@example.org")]


def subs(**asked):
    page, after = listing.page_of(CLASS, listing.asked(asked))
    return [each.sub for each in page], after


def test_a_list_is_told_page_by_page_in_an_order_that_says_nothing():
    assert subs() == (["a", "b", "c", "d"], "")
    assert subs(limit="3") == (["a", "b", "c"], "c")
    assert subs(limit="3", **{"from": "c"}) == (["d"], "")
    assert subs(limit="4") == (["a", "b", "c", "d"], "")
    assert listing.asked({"limit": "99999"}).limit == 200
    said = listing.asked({"limit": "3", "role": "Learner"})
    assert listing.next_address("https://n/m", said, "c") == "https://n/m?role=Learner&limit=3&from=c"


def test_a_role_is_named_whole_or_by_its_last_word():
    assert subs(role="Instructor") == subs(role=f"{MEMBERSHIP}Instructor") == (["c"], "")
    assert subs(role="Learner")[0] == ["a", "b", "d"]
    assert subs(role="Administrator") == subs(role="learner") == ([], "")


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "٣", "9999999"])
def test_a_limit_that_is_none_is_refused(limit):
    assert code(listing.asked, {"limit": limit}) == "tool_bad_body"


def test_a_list_holds_what_was_decided_and_no_more():
    told = listing.container("https://n/m", "p", "", CLASS[1:2])
    assert told == {
        "id": "https://n/m",
        "context": {"id": "p"},
        "members": [{"status": "Active", "user_id": "a", "roles": [f"{MEMBERSHIP}Learner"]}],
    }
    named = listing.container("https://n/m", "p", "Course", CLASS[3:], {"level": "2"})
    assert named["context"] == {"id": "p", "title": "Course"}
    assert (named["members"][0]["name"], named["members"][0]["email"]) == ("Aigul", "a@example.org")
    assert named["members"][0]["message"] == [
        {f"{CLAIM}message_type": "LtiResourceLinkRequest", CUSTOM: {"level": "2"}}
    ]
