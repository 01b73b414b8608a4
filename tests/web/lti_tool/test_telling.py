"""Results go back to the platform that launched; the class is read when a teacher asks; content is chosen."""

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone

from kerege.lib.signed_tokens import claims_of
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from kerege.training.models import LessonAttempt, LtiLaunch, LtiLearner, LtiScore
from kerege.training.rules import lti_platforms as rules
from kerege.upkeep.queries.lti_keys import shown_keys
from kerege.web.lti_tool.telling import tell_platforms
from tests.training.test_lessons import reader, taken
from tests.web.lti_tool import elsewhere as lms
from tests.web.lti_tool.elsewhere import HERE, ISSUER, LESSON, begun, browser, claims, entered, launched, sent, token

PATH = LESSON.removeprefix(HERE)


def text(answer, status=200):
    assert answer.status_code == status, answer.content[:500]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def take(client, right=2):
    answers = {"first": "a", "second": "a" if right > 1 else "b"}
    assert client.post(PATH, {"do": "check", "lesson": "en"} | answers).status_code == 302


def told(after=timedelta(0)):
    return tell_platforms(by=SYSTEM, at=timezone.now() + after)


def states():
    return list(LtiScore.objects.order_by("id").values_list("state", "tries", "fault"))


def test_a_result_is_told_once_and_a_better_one_again(elsewhere, settings):
    client = browser()
    entered(client)
    assert told() == 0, "nothing came yet"
    take(client, right=1)
    assert (told(), told()) == (1, 0)
    (score,) = elsewhere.scores
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == ("u-1", 1, 2)
    assert (score["activityProgress"], score["gradingProgress"]) == ("Completed", "FullyGraded")
    method, address, body, headers = next(each for each in elsewhere.asked if each[1] == f"{ISSUER}/token")
    assert method == "POST"
    form = lms.form_of(body)
    assert form["scope"] == rules.SCORE_SCOPE
    said = claims_of(
        form["client_assertion"],
        keys=shown_keys(settings.DATA, now=timezone.now()),
        issuer="client-1",
        audience=[f"{ISSUER}/token"],
        now=timezone.now().timestamp(),
        require=["jti"],
    )
    assert said["sub"] == "client-1"
    where = next(each for each in elsewhere.asked if "/line" in each[1])
    assert where[1] == f"{ISSUER}/line/scores?type_id=1"
    assert where[3]["Authorization"] == "Bearer t-1"
    take(client, right=1)
    assert told() == 0, "it is no better"
    take(client, right=2)
    assert told() == 1
    assert [each["scoreGiven"] for each in elsewhere.scores] == [1, 2]
    assert "100 % Sent" in text(client.get("/lti/tool/mine/"))


def test_what_the_platform_does_not_take_waits_or_is_refused_and_says_so(elsewhere):
    client = browser()
    entered(client)
    take(client, right=1)
    elsewhere.away = True
    assert told() == 0
    assert states() == [("waits", 1, "outgoing.no_answer")]
    assert "50 % Waits to be sent" in text(client.get("/lti/tool/mine/"))
    elsewhere.away = False
    assert told() == 0, "it is asked again after a minute, not before"
    elsewhere.statuses = [503]
    assert told(timedelta(minutes=2)) == 0
    assert states() == [("waits", 2, "status 503")]
    take(client, right=2)
    assert told(timedelta(minutes=3)) == 1, "the better result takes the place of the one that waited"
    assert [each["scoreGiven"] for each in elsewhere.scores][-1] == 2
    assert states() == [("sent", 0, "")]
    other = browser()
    entered(other, sub="u-2")
    take(other)
    elsewhere.statuses = [403]
    assert told() == 0
    assert states()[-1] == ("refused", 0, "status 403")
    assert "Refused" in text(other.get("/lti/tool/mine/"))
    assert told(timedelta(days=1)) == 0, "and is not sent again"
    third = browser()
    entered(third, sub="u-3")
    take(third)
    elsewhere.away = True
    for hours in range(12):
        told(timedelta(hours=5 * hours))
    assert states()[-1] == ("refused", 11, "outgoing.no_answer")


def test_what_somebody_did_before_they_came_is_not_told(elsewhere):
    own = reader("own")
    taken(own)
    client = browser()
    client.force_login(own)
    client.post(launched(client), {"do": "mine"})
    assert (told(), elsewhere.scores) == (0, [])
    take(client, right=1)
    assert told() == 1


def test_without_a_line_for_results_none_is_told(elsewhere):
    client = browser()
    answer = entered(client, **{rules.GRADES: None})
    assert answer.status_code == 302
    take(client)
    assert (told(), LtiScore.objects.count()) == (0, 0)


def test_erasing_a_guest_takes_all_of_it_along(elsewhere):
    client = browser()
    entered(client)
    take(client)
    told()
    guest = LtiLearner.objects.get().account
    from kerege.people.actions import erase_myself
    from kerege.people.rules import Actor

    erase_myself(by=Actor(str(guest.uid), guest.name), account=guest, on=timezone.localdate())
    assert [model.objects.count() for model in (LtiLearner, LtiLaunch, LtiScore, LessonAttempt)] == [0, 0, 0, 0]
    assert not Account.objects.filter(email__endswith="@lti.invalid").exists()
    entered(browser())
    assert LtiLearner.objects.count() == 1, "who comes again is somebody new"


def test_the_class_is_read_when_somebody_who_teaches_asks_and_kept_nowhere(elsewhere):
    elsewhere.members = [
        {"user_id": "u-1", "name": "Zq Aigul", "roles": ["Learner"]},
        {"user_id": "t-1", "name": "Zq Teacher", "roles": [rules.TEACHES]},
    ]
    learner, teacher = browser(), browser()
    entered(learner)
    take(learner)
    told()
    entered(
        teacher,
        sub="t-1",
        **{f"{rules.CLAIM}roles": [rules.TEACHES], rules.NAMES: {"context_memberships_url": f"{ISSUER}/members"}},
    )
    page = f"/lti/tool/mine/{LtiLaunch.objects.get(teaches=True).uid}/class/"
    assert "Zq" not in text(teacher.get(page)), "nobody is asked for before"
    assert not [each for each in elsewhere.asked if each[1].endswith("/members")]
    shown = text(teacher.post(page))
    assert "Zq Aigul 100 % Sent" in shown
    assert "Zq Teacher teaches" in shown
    assert learner.get(page).status_code == 410, "somebody else's launch"
    own = f"/lti/tool/mine/{LtiLaunch.objects.get(teaches=False).uid}/class/"
    assert learner.post(own).status_code == 410, "who learns asks for nobody"
    rows = [str(list(model.objects.values())) for model in (LtiLearner, LtiLaunch, LtiScore, Account)]
    assert "Zq" not in "".join(rows)


def pick(client, **changes):
    asked = begun(client, f"{HERE}/lti/tool/pick/")
    settings = {"accept_types": ["ltiResourceLink"], "deep_link_return_url": f"{ISSUER}/back", "data": "opaque"}
    said = {
        f"{rules.CLAIM}message_type": "LtiDeepLinkingRequest",
        f"{rules.PICKING}deep_linking_settings": settings | changes,
    }
    return sent(client, asked, token(claims(asked, f"{HERE}/lti/tool/pick/", **said)))


def test_a_teacher_chooses_content_in_a_frame_without_a_session(elsewhere, settings):
    client = browser()
    page = pick(client)
    assert "On risk" in text(page)
    assert "X-Frame-Options" not in page
    assert not LtiLearner.objects.exists()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.content.decode()).group(1)
    framed = browser()  # no cookie at all, as in a frame
    assert "Choose something first" in text(framed.post("/lti/tool/pick/", {"ticket": ticket}), 422)
    two = {"ticket": ticket, "chosen": ["lesson:parent/risk", "lesson:parent/spill"]}
    assert "Choose one of them" in text(framed.post("/lti/tool/pick/", two), 422)
    for wrong in ("lesson:parent/gone", "lesson:\x00/risk", "package:x", "exam:x", "x"):
        answer = framed.post("/lti/tool/pick/", {"ticket": ticket, "chosen": [wrong]})
        assert "training.launch_not_allowed" in answer.content.decode()
    by_hand = framed.get("/lti/tool/pick/")
    assert by_hand["Allow"] == "POST"
    assert "Begin there: open the course on it" in text(by_hand, 405)
    assert "training.pick_over" in framed.post("/lti/tool/pick/", {"ticket": ticket + "x"}).content.decode()
    answer = framed.post("/lti/tool/pick/", {"ticket": ticket, "chosen": ["lesson:parent/risk"]})
    assert f'action="{ISSUER}/back"' in answer.content.decode()
    assert f"form-action 'self' {ISSUER}" in answer["Content-Security-Policy"]
    back = re.search(r'name="JWT" value="([^"]+)"', answer.content.decode()).group(1)
    said = claims_of(
        back,
        keys=shown_keys(settings.DATA, now=timezone.now()),
        issuer="client-1",
        audience=[ISSUER],
        now=timezone.now().timestamp(),
        require=["nonce"],
    )
    assert said[f"{rules.PICKING}data"] == "opaque"
    (item,) = said[f"{rules.PICKING}content_items"]
    assert (item["type"], item["title"], item["url"]) == ("ltiResourceLink", "On risk", LESSON)
    several = pick(browser(), accept_multiple=True).content.decode()
    assert several.count('type="checkbox"') == 2
