"""Somebody who keeps a course or lesson chooses within a tool, and what it hands over is judged and confirmed."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from kerege.journal.actions import act
from kerege.people.models import Account
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.models import LtiTool, ToolChoice, ToolLink
from kerege.training.queries.lti_tools import DOOR
from tests.web.lti.given import LESSON, browser, code, launched, opened, past
from tests.web.lti.tool import CLAIM, HERE, PICKING, STOLEN, THERE, TOLD, chosen, form_of, question, read

ITEMS = [
    {"type": "ltiResourceLink", "title": "Task <b>", "url": f"{THERE}/tasks/7", "custom": {"level": "2"},
     "lineItem": {"scoreMaximum": 20, "resourceId": "r-7", "tag": "quiz"}},
    {"type": "ltiResourceLink", "title": "Second task"},
    {"type": "link", "title": "A page elsewhere", "url": "https://x.example/"},
    {"type": "ltiResourceLink", "title": "Another host", "url": "https://evil.example/"},
]  # fmt: skip


@pytest.fixture
def chooser(node):
    """A tool that lets choose, and somebody who keeps the lesson and has begun: what the tool is asked."""
    row, who = opened(choose_url=f"{THERE}/pick"), browser("manager")
    begun = who.post(LESSON, {"do": "choose", "tool": str(row.uid)})
    assert begun.status_code == 302, begun.content[:900]
    assert begun["Location"].startswith(f"{THERE}/login?")
    asked = question(begun["Location"])
    return row, who, asked


def told(chooser):
    """What the tool is told, and the data that it brings back."""
    row, who, asked = chooser
    answer = who.get("/lti/authorize/", asked)
    assert answer.status_code == 200, answer.content[:900]
    said = read(browser(), form_of(answer)[1]["id_token"], row.client)
    return said, said[f"{PICKING}deep_linking_settings"]["data"]


def sent(token):
    return browser().post("/lti/answered/", {"JWT": token})


def test_what_is_chosen_becomes_links_once_the_person_confirms(chooser):
    row, who, asked = chooser
    said, data = told(chooser)
    settings = said[f"{PICKING}deep_linking_settings"]
    assert said[f"{CLAIM}message_type"] == "LtiDeepLinkingRequest"
    assert said[f"{CLAIM}target_link_uri"] == f"{THERE}/pick"
    assert [each.rpartition("#")[2] for each in said[f"{CLAIM}roles"]] == ["Instructor"]
    assert settings["accept_types"] == ["ltiResourceLink"]
    assert settings["deep_link_return_url"] == f"{HERE}/lti/answered/"
    assert "training.tool_hint_used" in code(who.get("/lti/authorize/", asked), 403)
    answer = sent(chosen(row.client, row.deployment, data, ITEMS, **{f"{PICKING}msg": "Here you are"}))
    assert answer.status_code == 303
    assert not ToolLink.objects.exists(), "nothing is added before somebody confirms it"
    page = answer["Location"]
    shown = code(who.get(page), 200)
    assert "Task &lt;b&gt;" in shown
    left = re.sub(r"<[^>]+>", "", unescape(shown.split('id="left"')[1]))
    assert "A page elsewhere link: of a kind that is not taken here" in left
    assert "Another host ltiResourceLink: its address is none of the tool" in left
    for name, status in (("focal", 404), ("learner", 404)):
        code(browser(name).get(page), status)
        code(browser(name).post(page, {"chosen": "0"}), status)
    for wrong in ({}, {"chosen": "2"}, {"chosen": "x"}):
        assert "Choose at least one" in code(who.post(page, wrong), 422)
    with act("tests.filled", by=SYSTEM, about="links"):
        place = ToolChoice.objects.get().place
        ToolLink.objects.bulk_create([ToolLink(place=place, title="One of many") for _ in range(100)])
    full = code(who.post(page, {"chosen": ["1"]}), 422)
    assert "Remove some first" in full
    assert re.findall(r'name="chosen" value="(\d)"( checked)?', full) == [("0", ""), ("1", " checked")]
    with act("tests.emptied", by=SYSTEM, about="links"):
        ToolLink.objects.all().delete()
    assert who.post(page, {"chosen": ["0"]}).status_code == 302
    (link,) = ToolLink.objects.all()
    assert (link.title, link.url, link.maximum, link.resource) == ("Task <b>", f"{THERE}/tasks/7", 20, "r-7")
    code(who.post(page, {"chosen": ["1"]}), 404)
    token = read(browser(), form_of(launched(link))[1]["id_token"], row.client)
    assert token[f"{CLAIM}custom"] == {"level": "2"}
    assert not ToolChoice.objects.exists()


def test_an_answer_is_taken_once_from_its_tool_and_nothing_else_is(chooser):
    row, who, _ = chooser
    _, data = told(chooser)
    other, given = opened(title="Another tool", choose_url=f"{THERE}/pick"), (row.client, row.deployment, data, ITEMS)
    refused = [
        (chosen(*given, key=STOLEN), 400, "tokens.bad_token"),
        (chosen(*given, alg="none"), 400, "tokens.bad_token"),
        (chosen(*given, alg="HS256"), 400, "tokens.bad_token"),
        (chosen(*given, aud="https://other.example"), 400, "tokens.other_audience"),
        (chosen(*given, iat=1_700_000_000, exp=1_700_000_060), 400, "tokens.expired"),
        (chosen(*given, nonce=None), 400, "tokens.claims_missing"),
        (chosen(*given, iss="nobody"), 400, "tokens.other_issuer"),
        (chosen(row.client, other.deployment, data, ITEMS), 400, "training.tool_bad_body"),
        (chosen(row.client, row.deployment, "other data", ITEMS), 409, "training.tool_choice_over"),
        (chosen(other.client, other.deployment, data, ITEMS), 409, "training.tool_choice_over"),
        (chosen(*given, **{f"{CLAIM}message_type": "LtiResourceLinkRequest"}), 400, "training.tool_bad_body"),
        (chosen(row.client, row.deployment, data, {"a": 1}), 400, "training.tool_bad_body"),
        (chosen(row.client, row.deployment, data, [{"type": "x" * 60_000}]), 400, "tokens.bad_token"),
        ("", 400, "tokens.bad_token"),
    ]
    for token, status, word in refused:
        assert word in code(sent(token), status)
    assert ToolChoice.objects.get().answered_at is None
    good = chosen(*given, nonce="n-1")
    page = sent(good)["Location"]
    assert "training.tool_choice_over" in code(sent(good), 409)
    again = who.post(LESSON, {"do": "choose", "tool": str(row.uid)})
    _, later = told((row, who, question(again["Location"])))
    replayed = chosen(row.client, row.deployment, later, ITEMS, nonce="n-1")
    assert "training.tool_hint_used" in code(sent(replayed), 403)
    many = sent(chosen(row.client, row.deployment, later, [{"type": "ltiResourceLink"}] * 500))
    assert "450 more: too many at once" in code(who.get(many["Location"]), 200)
    past(ToolChoice.objects.all())
    code(who.get(page), 404)
    code(who.post(page, {"chosen": "0"}), 404)
    assert not ToolLink.objects.exists()


def test_only_who_keeps_the_place_begins_and_only_where_the_tool_lets_choose(chooser):
    row, who, _ = chooser
    plain = opened(title="Plain tool")
    asked = {"do": "choose", "tool": str(row.uid)}
    assert "training.tool_not_your_place" in code(browser("learner").post(LESSON, asked), 403)
    assert "training.tool_chooses_nothing" in code(who.post(LESSON, asked | {"tool": str(plain.uid)}), 422)
    assert "training.no_such_tool" in code(who.post(LESSON, asked | {"tool": "nothing"}), 404)
    begun = question(who.post(LESSON, asked)["Location"])
    assert "training.tool_hint_used" in code(browser("focal").get("/lti/authorize/", begun), 403)
    bare = begun | {"lti_message_hint": begun["lti_message_hint"].removeprefix("choice.")}
    assert "training.tool_hint_used" in code(who.get("/lti/authorize/", bare), 403)
    _, data = told((row, who, begun))
    page = sent(chosen(row.client, row.deployment, data, ITEMS))["Location"]
    suspended = {"do": "suspend", "reason": "It shows what it should not."}
    assert who.post(f"/training/tools/{row.uid}/", suspended).status_code == 302
    assert "training.tool_not_open" in code(who.post(page, {"chosen": "0"}), 403)
    assert "training.tool_not_open" in code(sent(chosen(row.client, row.deployment, data, ITEMS)), 403)
    Account.objects.filter(id=account("manager@example.org").id).update(is_active=False)
    assert urlsplit(who.get(page)["Location"]).path == "/account/sign-in/"


def test_what_a_tool_is_told_changes_only_with_another_person(node):
    row = opened()
    page = f"/training/tools/{row.uid}/"
    change = {"do": "change", "choose_url": f"{THERE}/pick", "with_list": "on"}
    manager = browser("manager")
    assert "Say why the tool has to know" in code(manager.post(page, change), 422)
    assert "cannot be an address of a tool" in code(manager.post(page, change | {"choose_url": "x", "why": "w"}), 422)
    code(browser("learner").post(page, change | {"why": "For groups."}), 422)
    assert LtiTool.objects.seen_by(DOOR).one().state == "open", "nobody else changes it"
    assert manager.post(page, change | {"why": "For groups."}).status_code == 302
    assert "training.tool_own_review" in code(manager.post(page, {"do": "open"}), 403)
    asked = {"do": "choose", "tool": str(row.uid)}
    assert "training.tool_not_open" in code(manager.post(LESSON, asked), 403)
    assert browser("focal").post(page, {"do": "open"}).status_code == 302
    assert manager.post(page, change | {"why": "For groups."}).status_code == 302
    assert manager.post(LESSON, asked).status_code == 302, "the same again changed nothing"
    told = {"title": "Simulator", "login_url": f"{THERE}/in", "keys_url": "https://zq-keys.example.org/"}
    assert "cannot be an address of a tool" in code(manager.post(page, change | told | {"login_url": "x"}), 422)
    assert manager.post(page, change | told | {"why": "For groups."}).status_code == 302
    row = LtiTool.objects.seen_by(DOOR).one()
    assert (row.state, row.title, row.login_url, row.keys) == ("registered", "Simulator", f"{THERE}/in", [])
    assert (row.keys_url, row.redirect_uris) == (told["keys_url"], [f"{THERE}/open", f"{THERE}/other"])
    assert "This node may not ask <bdi>zq-keys.example.org</bdi>" in code(manager.get(page), 200)
    again = change | told | {"why": "For groups.", "keys": TOLD["keys"]}
    assert manager.post(page, again).status_code == 302, "the address stood in the form; the key takes its place"
    row = LtiTool.objects.seen_by(DOOR).one()
    assert (row.keys_url, len(row.keys)) == ("", 1)
