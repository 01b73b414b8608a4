"""Tools of others: registered by one and opened by another, launched, and telling results; and what is refused."""

from urllib.parse import urlsplit

import pytest

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.models import Course, Curriculum, Enrolment, ToolLaunch, ToolLink, ToolScore, ToolToken
from tests import ground
from tests.training.test_lessons import DAY
from tests.web.lti.given import LESSON, NEW, begun, browser, code, launched, linked, opened, past, registered
from tests.web.lti.tool import (
    AGS,
    CLAIM,
    HERE,
    LIST,
    SCOPES,
    STOLEN,
    THERE,
    TOLD,
    assertion,
    fetched,
    form_of,
    question,
    read,
    tells,
)


def test_the_whole_way(node):
    row = registered(with_name="on", why="It greets people by name.")
    page = f"/training/tools/{row.uid}/"
    assert "another person" in code(browser("manager").get(page), 200)
    assert "training.tool_own_review" in code(browser("manager").post(page, {"do": "open"}), 403)
    code(browser("learner").get(page), 404)
    assert browser("focal").post(page, {"do": "open"}).status_code == 302
    link, who = linked(row), browser("learner")
    shown = code(who.get(f"/training/tools/links/{link.uid}/"), 200)
    assert "It is told your name." in shown
    assert "It greets people by name." in shown
    here = who.get(f"/training/tools/links/{link.uid}/").content.decode()
    assert f'name="next" value="/training/tools/links/{link.uid}/"' in here, "another language is this page again"
    asked = question(begun(link, who))
    went = who.post("/lti/authorize/", asked)
    assert went.status_code == 302
    answer = who.get(went["Location"])
    policy = answer["Content-Security-Policy"]
    assert f"form-action 'self' {THERE};" in policy + ";"
    assert "frame-ancestors 'none'" in policy
    to, form = form_of(answer)
    assert (to, form["state"]) == (f"{THERE}/open", "s-1")
    said = read(browser(), form["id_token"], row.client)
    assert said["nonce"] == asked["nonce"]
    assert said["name"] == "learner"
    assert "email" not in said
    assert said[f"{CLAIM}message_type"] == "LtiResourceLinkRequest"
    assert said[f"{CLAIM}deployment_id"] == row.deployment
    assert said[f"{CLAIM}target_link_uri"] == f"{THERE}/tasks/1"
    assert said[f"{CLAIM}resource_link"] == {"id": str(link.uid), "title": "Sort the waste"}
    assert [each.rpartition("#")[2] for each in said[f"{CLAIM}roles"]] == ["Learner"]
    endpoint = said["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"]
    given = fetched(browser(), assertion(row.client), scope=f"{SCOPES} {AGS}lineitem {LIST}").json()
    assert set(given["scope"].split()) == {*SCOPES.split(), f"{AGS}lineitem"}, "nobody said that it may have lists"
    shown = {"Authorization": f"Bearer {given['access_token']}"}
    columns = browser().get(urlsplit(endpoint["lineitems"]).path, headers=shown).json()
    assert [(each["id"], each["scoreMaximum"]) for each in columns] == [(endpoint["lineitem"], 10)]
    assert tells(browser(), endpoint["lineitem"], given["access_token"], userId=said["sub"]).status_code == 200
    stands = browser().get(f"{urlsplit(endpoint['lineitem']).path}/results", headers=shown).json()
    assert [(each["userId"], each["resultScore"], each["resultMaximum"]) for each in stands] == [(said["sub"], 8, 10)]
    assert "8 of 10 points" in code(who.get(f"/training/tools/links/{link.uid}/"), 200)
    assert "8 of 10 points" not in code(browser("other").get(f"/training/tools/links/{link.uid}/"), 200)
    again = read(browser(), form_of(launched(link))[1]["id_token"], row.client)
    assert again["sub"] == said["sub"]


def test_each_place_knows_a_learner_by_another_name_and_names_only_what_is_public(node):
    row = opened()
    people.link_person(by=SYSTEM, account=account("learner@example.org"), person=ground.persons(1)[0])
    with act("tests.laid", by=SYSTEM, about="course"):
        course = Course.objects.create(
            owner="KAZ",
            key="RUN-1",
            title="Hidden course",
            kind="other",
            status="held",
            done_by=DAY,
            label=Sensitivity.NATIONAL,
        )
        kept = {"owner": "KAZ", "label": Sensitivity.NATIONAL, "nominated_on": DAY, "noted_by": "-"}
        Enrolment.objects.create(
            **kept, course=course, person_id=account("learner@example.org").person_id, state="enrolled"
        )
    place = f"/training/tools/courses/{course.uid}/"
    first, second = linked(row), linked(row, place, title="Hidden task")
    one, two = (read(browser(), form_of(launched(each))[1]["id_token"], row.client) for each in (first, second))
    assert one["sub"] != two["sub"]
    assert "learner" not in str(two).lower().replace("membership#learner", "")
    assert "Hidden" not in str(two)
    code(browser("other").get(place), 404)
    assert place in code(browser("manager").get(f"/courses/{course.uid}/learning/"), 200)
    code(browser("other").get(f"/training/tools/links/{second.uid}/"), 404)
    assert "Hidden task" in code(browser("learner").get(place), 200)
    keeper = read(browser(), form_of(launched(second, "manager"))[1]["id_token"], row.client)
    assert [each.rpartition("#")[2] for each in keeper[f"{CLAIM}roles"]] == ["Instructor"]
    token = fetched(browser(), assertion(row.client)).json()["access_token"]
    line = f"{HERE}/lti/places/{second.place.uid}/lineitems/{second.uid}"
    assert tells(browser(), line, token, userId=two["sub"]).status_code == 200
    assert "8 of 10 points" in code(browser("manager").get(f"/training/tools/links/{second.uid}/"), 200)
    assert "training.no_such_tool_link" in code(tells(browser(), line, token, userId=one["sub"]), 404)


def test_what_is_hidden_hides_what_of_tools_is_in_it(tool):
    row, link = tool
    who, page = browser("learner"), f"/training/tools/links/{link.uid}/"
    assert "Sort the waste" in code(who.get(LESSON), 200)
    assert LESSON in code(who.get("/training/lessons/parent/risk/"), 200)
    assert LESSON not in code(browser().get("/training/lessons/parent/risk/"), 200)
    asked = question(begun(link, who))
    with act("tests.hidden", by=SYSTEM, about="curriculum"):
        Curriculum.objects.inside_action().update(label=Sensitivity.NATIONAL)
    for answer in (who.get(LESSON), who.get(page), who.post(page), who.get("/lti/authorize/", asked)):
        assert 'name="id_token"' not in code(answer, 404)
        assert "Sort the waste" not in answer.content.decode()
    keeper = read(browser(), form_of(launched(link, "manager"))[1]["id_token"], row.client)
    assert keeper[f"{CLAIM}resource_link"] == {"id": str(link.uid)}
    assert "title" not in keeper[f"{CLAIM}context"]
    hidden = opened(title="Hidden tool", label=str(int(Sensitivity.NATIONAL)))
    assert "Hidden tool" in code(browser("manager").get("/training/tools/"), 200)
    assert "Hidden tool" not in code(who.get("/training/tools/"), 200)
    code(who.get(f"/training/tools/{hidden.uid}/"), 404)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"client_id": "00000000-0000-4000-8000-000000000000"}, "client_id"),
        ({"redirect_uri": f"{THERE}/open/"}, "redirect_uri"),
        ({"redirect_uri": "https://evil.example/"}, "redirect_uri"),
        ({"response_mode": "query"}, "response_mode"),
        ({"nonce": ""}, "nonce"),
    ],
    ids=["client", "redirect", "elsewhere", "mode", "nonce"],
)
def test_a_wrong_question_is_sent_nowhere(tool, change, said):
    _, link = tool
    who = browser("learner")
    page = code(who.get("/lti/authorize/", question(begun(link, who), **change)), 400)
    assert "training.tool_bad_request" in page
    assert f"({said})" in page
    assert 'name="id_token"' not in page


def test_a_way_in_is_good_once_for_its_account_and_some_minutes(tool):
    row, link = tool
    who = browser("learner")
    asked = question(begun(link, who))
    for name, status, word in (("other", 403, "training.tool_hint_used"), ("", 403, "training.tool_sign_in")):
        assert word in code(browser(name).get("/lti/authorize/", asked), status)
    assert who.get("/lti/authorize/", asked).status_code == 200
    assert "training.tool_hint_used" in code(who.get("/lti/authorize/", asked), 403)
    late = question(begun(link, who))
    past(ToolLaunch.objects.filter(uid=late["lti_message_hint"]))
    assert "training.tool_hint_used" in code(who.get("/lti/authorize/", late), 403)
    foreign = opened(title="Another tool")
    swapped = question(begun(link, who), client_id=foreign.client)
    assert "training.tool_hint_used" in code(who.get("/lti/authorize/", swapped), 403)


def test_a_suspended_tool_opens_and_hears_nothing(told):
    row, link, sub, line, token = told
    who = browser("learner")
    asked = question(begun(link, who))
    page = f"/training/tools/{row.uid}/"
    assert browser("manager").post(page, {"do": "suspend", "reason": "It shows what it should not."}).status_code == 302
    assert "training.tool_not_open" in code(who.get("/lti/authorize/", asked), 403)
    code(who.post(f"/training/tools/links/{link.uid}/"), 404)
    assert "training.tool_not_let_in" in code(tells(browser(), line, token, userId=sub), 401)
    assert code(fetched(browser(), assertion(row.client)), 401)


def test_a_token_is_given_for_a_right_assertion_alone_and_once(tool):
    row, _ = tool
    wrong = {
        "none": assertion(row.client, alg="none"),
        "symmetric": assertion(row.client, alg="HS256"),
        "stolen": assertion(row.client, key=STOLEN),
        "audience": assertion(row.client, aud="https://other.example/token"),
        "subject": assertion(row.client, sub="somebody"),
        "old": assertion(row.client, iat=1_700_000_000, exp=1_700_000_060),
        "issuer": assertion(row.client, iss="nobody"),
    }
    got = {name: fetched(browser(), each) for name, each in wrong.items()}
    assert {name: (each.status_code, each.json()["error"]) for name, each in got.items()} == dict.fromkeys(
        wrong, (401, "invalid_client")
    )
    assert fetched(browser(), assertion(row.client), scope="openid").json()["error"] == "invalid_scope"
    same = assertion(row.client)
    assert fetched(browser(), same).status_code == 200
    assert fetched(browser(), same).json()["error"] == "invalid_client"
    assert fetched(browser(), assertion(row.client), scope=f"{AGS}score").json()["scope"] == f"{AGS}score"


def test_a_score_is_judged(told):
    row, link, sub, line, token = told

    def send(**more):
        return tells(browser(), line, token, **({"userId": sub} | more))

    assert "training.tool_score_bounds" in code(send(scoreGiven=11), 422)
    assert "training.tool_score_bounds" in code(send(scoreGiven=-1), 422)
    for wrong in ({"timestamp": "yesterday"}, {"scoreGiven": "8"}, {"activityProgress": "Won"}, {"scoreMaximum": 0}):
        assert "training.tool_bad_body" in code(send(**wrong), 400)
    assert send().status_code == 200
    assert send().status_code == 200  # the same again changes nothing
    assert "training.tool_old_score" in code(send(scoreGiven=9), 409)
    assert "training.tool_old_score" in code(send(scoreGiven=9, timestamp="2026-01-10T11:59:59Z"), 409)
    assert ToolScore.objects.get().given == 8
    assert send(scoreGiven=9, timestamp="2026-01-10T12:00:01Z").status_code == 200
    assert ToolScore.objects.get().given == 9
    other = opened(title="Another tool")
    theirs = linked(other)
    foreign = f"{HERE}/lti/places/{theirs.place.uid}/lineitems/{theirs.uid}"
    assert "training.no_such_tool_link" in code(tells(browser(), foreign, token, userId=sub), 404)
    mixed = f"{HERE}/lti/places/{link.place.uid}/lineitems/{theirs.uid}"
    assert "training.no_such_tool_link" in code(tells(browser(), mixed, token, userId=sub), 404)
    only = fetched(browser(), assertion(row.client), scope=f"{AGS}result.readonly").json()["access_token"]
    assert "training.tool_scope" in code(tells(browser(), line, only, userId=sub), 403)
    past(ToolToken.objects.all())
    assert "training.tool_not_let_in" in code(send(), 401)


def test_registering_says_what_is_wrong(node):
    manager = browser("manager")
    assert "cannot be an address of a tool" in code(manager.post(NEW, TOLD | {"login_url": "http://tool.example"}), 422)
    assert "by which key the tool signs" in code(manager.post(NEW, TOLD | {"keys": ""}), 422)
    assert "Say why the tool has to know" in code(manager.post(NEW, TOLD | {"with_mail": "on"}), 422)
    code(browser("learner").post(NEW, TOLD), 403)
    row = registered()
    refused = manager.post(LESSON, {"do": "add", "tool": str(row.uid), "title": "Too early"})
    assert code(refused, 422)
    assert browser("focal").post(f"/training/tools/{row.uid}/", {"do": "open"}).status_code == 302
    elsewhere = {"do": "add", "tool": str(row.uid), "title": "There", "url": "https://evil.example/"}
    assert f"at a host where this tool is not. Its addresses begin with {THERE}" in code(
        manager.post(LESSON, elsewhere), 422
    )
    assert "as whoever runs the tool gave it" in code(manager.post(NEW, TOLD | {"redirect_uris": " "}), 422)
    code(browser("learner").post(LESSON, elsewhere | {"url": ""}), 422)
    assert not ToolLink.objects.exists()
    link = linked(row)
    code(browser("learner").post(f"/training/tools/links/{link.uid}/", {"do": "remove"}), 403)
    assert manager.post(f"/training/tools/links/{link.uid}/", {"do": "remove"}).status_code == 302
    code(browser("learner").get(f"/training/tools/links/{link.uid}/"), 404)
