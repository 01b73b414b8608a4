"""Being launched from another platform: the whole way, and every way in which it is refused."""

import re
from html import unescape

import jwt

from kerege.people.models import Account
from kerege.people.queries import account
from kerege.training.models import LessonAttempt, LtiLaunch, LtiLearner
from kerege.training.rules import lti_platforms as rules
from tests.training.test_lessons import reader
from tests.web.lti_tool import elsewhere as lms
from tests.web.lti_tool.elsewhere import HERE, LESSON, begun, browser, claims, entered, launched, sent, token

FRAME = {"Sec-Fetch-Dest": "iframe"}
PATH = LESSON.removeprefix(HERE)


def text(answer, status=200):
    assert answer.status_code == status, answer.content[:500]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def refused(answer, status):
    """The code of a refusal on a page without the shell that a frame may hold."""
    assert answer.status_code == status, (answer.status_code, answer.content[:800])
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors https:" in answer["Content-Security-Policy"]
    assert not LtiLearner.objects.exists()
    return re.search(r"<code[^>]*>([^<]+)</code>", answer.content.decode()).group(1)


def test_a_learner_comes_takes_the_lesson_and_can_do_nothing_else(elsewhere):
    client = browser()
    accounts = Account.objects.count()
    there = launched(client)
    page = text(client.get(there))
    assert "On risk" in page
    assert "Your best result is told to The academy's Moodle" in page
    assert "as a guest, and open here" not in page, "nobody came yet"
    assert Account.objects.count() == accounts, "nobody is made or signed in by looking"
    answer = client.post(there, {"do": "guest"})
    assert (answer.status_code, answer["Location"]) == (302, PATH)
    guest = LtiLearner.objects.get().account
    assert (guest.name, guest.email.endswith("@lti.invalid"), guest.person) == ("The academy's Moodle", True, None)
    assert "Questions" in text(client.get(PATH))
    assert client.post(PATH, {"do": "check", "lesson": "en", "first": "a", "second": "a"}).status_code == 302
    assert LessonAttempt.objects.get().account_id == guest.pk
    text(client.get(f"/training/lessons/mine/{LessonAttempt.objects.get().uid}/"))
    text(client.get("/privacy/mine/"))
    for elsewhere_here in (
        "/",
        "/courses/",
        "/training/lessons/parent/spill/",
        "/learning/",
        "/account/password/change/",
    ):
        assert "training.launch_only_opened" in client.get(elsewhere_here).content.decode(), elsewhere_here
    assert client.post("/training/lessons/parent/spill/", {"first": "a"}).status_code == 403
    assert client.post(there, {"do": "guest"}).status_code == 410, "a launch is of use once"


def test_the_same_person_is_the_same_guest_and_a_second_tab_ends_nothing(elsewhere):
    client = browser()
    first, second = launched(client), launched(client, f"{HERE}/training/lessons/parent/spill/")
    assert client.post(first, {"do": "guest"}).status_code == 302
    session = client.session.session_key
    assert client.post(second, {"do": "guest"}).status_code == 302
    assert client.session.session_key == session
    assert (LtiLearner.objects.count(), LtiLaunch.objects.count()) == (1, 2)
    text(client.get(PATH))
    entered(browser())
    assert (LtiLearner.objects.count(), LtiLaunch.objects.count()) == (1, 2)
    entered(client, sub="u-2")
    assert LtiLearner.objects.count() == 2
    assert client.session.session_key != session, "somebody else on the same browser"


def test_nobody_is_found_by_an_e_mail_address_and_an_own_account_is_joined_only_by_its_owner(elsewhere):
    own = reader("own")
    visitor = browser()
    entered(visitor, email="own@example.org", sub="u-9")
    assert LtiLearner.objects.get().account != own
    client = browser()
    client.force_login(own)
    there = launched(client)
    assert "You are signed in as own" in text(client.get(there))
    assert client.post(there, {"do": "mine"})["Location"] == PATH
    learner = LtiLearner.objects.get(subject="u-1")
    assert (learner.account, learner.joined) == (own, True)
    assert client.session["_auth_user_id"] == str(own.pk)
    # the same person from the platform in a browser where nobody is signed in: nobody is signed in
    stranger = browser()
    there = launched(stranger)
    assert "no platform signs you in" in text(stranger.get(there))
    assert "training.launch_other_account" in stranger.post(there, {"do": "guest"}).content.decode()
    assert "_auth_user_id" not in stranger.session
    other = browser()
    other.force_login(reader("other"))
    there = launched(other)
    assert "joined that platform to another account" in text(other.get(there))
    assert other.post(there, {"do": "mine"}).status_code == 403
    # and it is undone, by nothing but its number
    assert client.post("/lti/tool/mine/", {"learner": "\x00"}).status_code == 410
    assert client.post("/lti/tool/mine/", {"learner": str(learner.uid)}).status_code == 302
    assert not LtiLearner.objects.filter(subject="u-1").exists()


def test_a_guest_joins_nothing_and_gives_way_to_an_own_account(elsewhere):
    client = browser()
    entered(client)
    there = launched(client)
    assert client.post(there, {"do": "mine"}).status_code == 403
    own = reader("own")
    client.force_login(own)
    there = launched(client)
    assert client.post(there, {"do": "guest"}).status_code == 302
    assert client.session["_auth_user_id"] == str(LtiLearner.objects.get().account_id), "who chose so is a guest again"


def test_a_guest_whom_nobody_knows_any_more_is_one_still(elsewhere):
    left, own = browser(), browser()
    entered(left)
    own.force_login(reader("own"))
    assert own.post(launched(own), {"do": "mine"}).status_code == 302
    assert own.post("/lti/tool/mine/", {"learner": str(LtiLearner.objects.get().uid)}).status_code == 302
    there = launched(left)
    assert 'value="mine"' not in left.get(there).content.decode()
    assert "training.launch_own_account" in left.post(there, {"do": "mine"}).content.decode()
    assert not LtiLearner.objects.exists(), "an account that nobody can sign in to is joined to nothing"


def test_the_state_is_of_use_once_and_in_the_browser_that_began(elsewhere):
    client = browser()
    asked = begun(client)
    assert asked["redirect_uri"] == f"{HERE}/lti/tool/launch/"
    assert (asked["response_mode"], asked["prompt"]) == ("form_post", "none")
    cookie = next(iter(client.cookies.values())).OutputString()
    assert "SameSite=None; Partitioned" in cookie
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    good = token(claims(asked))
    assert refused(sent(browser(), asked, good), 400) == "training.launch_no_state"
    assert refused(sent(client, {"state": "x" * 32}, good), 400) == "training.launch_no_state"
    assert refused(client.post("/lti/tool/launch/", {}), 400) == "training.launch_no_state"
    by_hand = browser().get("/lti/tool/launch/")
    assert (refused(by_hand, 405), by_hand["Allow"]) == ("training.launch_begins_there", "POST")
    other = begun(client)
    assert refused(sent(client, other, good), 401) == "training.launch_other_nonce"
    assert sent(client, asked, good).status_code == 303
    assert refused(sent(client, asked, good), 409) == "training.launch_used"


OTHERWISE = [
    ({"iss": "https://evil.example"}, 400, "tokens.other_issuer"),
    ({"aud": "client-2"}, 400, "tokens.other_audience"),
    ({"aud": ["client-1", "x"]}, 400, "tokens.other_audience"),
    ({"exp": None}, 400, "tokens.claims_missing"),
    ({"exp": 1_000_000_000}, 400, "tokens.expired"),
    ({"nonce": None}, 400, "tokens.claims_missing"),
    ({f"{rules.CLAIM}deployment_id": "3"}, 403, "training.launch_other_deployment"),
    ({f"{rules.CLAIM}message_type": "LtiStartProctoring"}, 400, "training.launch_not_lti"),
    (
        {f"{rules.CLAIM}target_link_uri": "https://evil.example/training/lessons/parent/risk/"},
        400,
        "training.launch_outside",
    ),
    ({f"{rules.CLAIM}target_link_uri": f"{HERE}/people/"}, 400, "training.launch_outside"),
    ({f"{rules.CLAIM}target_link_uri": f"{HERE}/nothing/"}, 400, "training.launch_outside"),
    (
        {f"{rules.CLAIM}target_link_uri": f"{HERE}/training/lessons/parent/gone/"},
        403,
        "training.launch_not_allowed",
    ),
    (
        {f"{rules.CLAIM}target_link_uri": f"{HERE}/training/elearning/00000000-0000-7000-8000-000000000000/"},
        403,
        "training.launch_not_allowed",
    ),
]


def test_a_token_that_says_something_else_is_refused(elsewhere):
    client = browser()
    for said, status, code in OTHERWISE:
        asked = begun(client)
        assert refused(sent(client, asked, token(claims(asked, **said))), status) == code, said


def test_a_token_that_nobody_signed_is_refused(elsewhere):
    client = browser()
    for made in (
        lambda said: token(said, key=lms.STOLEN),
        lambda said: jwt.encode(said, "", algorithm="none"),
        lambda said: jwt.encode(said, "k" * 32, algorithm="HS256"),
        lambda said: "x" * 70_000,
        lambda said: "",
    ):
        asked = begun(client)
        assert refused(sent(client, asked, made(claims(asked))), 400) == "tokens.bad_token"


def test_while_the_platform_shows_no_keys_a_page_says_so(elsewhere):
    elsewhere.away = True
    client = browser()
    asked = begun(client)
    answer = sent(client, asked, token(claims(asked)))
    assert refused(answer, 503) == "training.launch_keys_away"
    assert answer["Retry-After"]
    assert "Try again in a few minutes" in text(answer, 503)


BEGINNINGS = [
    ({"iss": ""}, 400, "training.launch_incomplete"),
    ({"login_hint": ""}, 400, "training.launch_incomplete"),
    ({"login_hint": "a\nb"}, 400, "training.launch_incomplete"),
    ({"lti_message_hint": "x" * 3001}, 400, "training.launch_incomplete"),
    ({"iss": "https://evil.example"}, 404, "training.launch_unknown_platform"),
    ({"client_id": "client-2"}, 404, "training.launch_unknown_platform"),
]


def test_a_beginning_that_is_none_is_refused(elsewhere):
    for changes, status, code in BEGINNINGS:
        told = {"iss": lms.ISSUER, "login_hint": "7", "target_link_uri": LESSON, "client_id": "client-1"} | changes
        assert refused(browser().post("/lti/tool/login/", told), status) == code, changes
        assert refused(browser().get("/lti/tool/login/", told), status) == code, changes


def test_what_the_platform_refused_is_told(elsewhere):
    answer = browser().post("/lti/tool/launch/", {"error": "login_required<script>", "state": "x"})
    assert refused(answer, 403) == "training.launch_refused_there"
    assert "login_requiredscript" in text(answer, 403)


def test_how_often_one_address_begins_is_limited(elsewhere, monkeypatch):
    monkeypatch.setattr("kerege.web.lti_tool.framed.RATES", {"lti": "2/m/ip"})
    client = browser()
    begun(client)
    begun(client)
    answer = client.get("/lti/tool/login/", {"iss": lms.ISSUER, "login_hint": "7", "target_link_uri": LESSON})
    assert refused(answer, 429) == "training.launch_too_often"


def test_inside_a_frame_it_leads_to_a_window_of_its_own(elsewhere):
    told = {"iss": lms.ISSUER, "login_hint": "7", "target_link_uri": LESSON, "client_id": "client-1"}
    answer = browser().post("/lti/tool/login/", told, headers=FRAME)
    page = text(answer)
    assert "this opens in a window of its own" in page
    again = unescape(re.search(r'href="([^"]+)" target="_blank" rel="noopener"', answer.content.decode()).group(1))
    assert again.startswith("/lti/tool/login/?iss=https%3A%2F%2Flms.example.org&login_hint=7")
    client = browser()
    assert client.get(again).status_code == 302
    asked = begun(client)
    answer = client.post(
        "/lti/tool/launch/", {"state": asked["state"], "id_token": token(claims(asked))}, headers=FRAME
    )
    assert "open the link in a new window" in text(answer)
    assert answer["Content-Security-Policy"].count("frame-ancestors https:") == 1


def test_a_suspended_platform_opens_nothing_also_to_whoever_came_before(elsewhere, client):
    from kerege.training.actions.lti_platforms import suspend_platform
    from tests.capacity.given import actor_for

    guest = browser()
    entered(guest)
    waiting = launched(browser())
    by = actor_for(account("focal@example.org"), on=elsewhere.row.told_on, strong=True)
    suspend_platform(by=by, uid=str(elsewhere.row.uid), reason="It moves to another host.")
    assert "training.launch_only_opened" in guest.get(PATH).content.decode()
    answer = browser().post("/lti/tool/login/", {"iss": lms.ISSUER, "login_hint": "7", "target_link_uri": LESSON})
    assert "training.launch_platform_closed" in text(answer, 403)
    assert guest.get(waiting).status_code in {403, 410}


def test_an_exam_wants_an_own_account(elsewhere, monkeypatch):
    from kerege.training.queries import lti_platforms as queries

    monkeypatch.setattr(queries, "_is_exam", lambda _row, _what: True)
    client = browser()
    there = launched(client, f"{HERE}/my/exams/00000000-0000-7000-8000-000000000000/")
    page = text(client.get(there))
    assert "An exam is sat with an account of your own" in page
    assert 'value="guest"' not in client.get(there).content.decode()
    assert client.post(there, {"do": "guest"}).status_code == 403
    client.force_login(reader("own"))
    assert client.post(there, {"do": "mine"})["Location"] == "/my/exams/00000000-0000-7000-8000-000000000000/"
