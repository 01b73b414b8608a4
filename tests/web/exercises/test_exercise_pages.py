"""The pages of an exercise, from the form to the paper, and who is shut out of which."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kerege.response.actions import running_exercises
from kerege.response.queries import exercises as queries
from kerege.sharing.queries import viewer_of_actor
from tests import ground
from tests.response.laid_exercise import TOLD, cast, minute, planned, staffed
from tests.web.signing import signed_in


@pytest.fixture
def who(db):
    ground.lay()
    return cast()


def ready(who) -> str:
    """An exercise that began five minutes ago; the path of its pages."""
    now = timezone.now()
    uid = planned(who["director"], starts_at=now, ends_at=now + timedelta(hours=2))
    staffed(who["director"], uid)
    running_exercises.start_exercise(by=who["director"], exercise=uid, now=now - timedelta(minutes=5))
    return f"/exercises/{uid}/"


def injects(who, at):
    viewer = viewer_of_actor(who["director"], on=minute(0).date())
    line = queries.exercise(viewer, who["director"], at.split("/")[2])
    return {each.number: each.uid for each in queries.injects(viewer, line, at=timezone.now())}


def test_an_exercise_is_planned_in_the_browser(who):
    director = signed_in("director")
    told = {
        "owner": "KAZ",
        "kind": "tabletop",
        "language_1": "en",
        "language_2": "ru",
        "zone": "Asia/Almaty",
        "label": "2",
    }
    texts = {"title_1": "A box", "title_2": "Коробка", "starts_at": "2027-03-01T09:00", "ends_at": "2027-03-01T12:00"}
    wrong = director.post("/exercises/new/", told | texts | {"ends_at": "2027-03-01T08:00"})
    assert wrong.status_code == 422
    assert "Choose a later end" in wrong.content.decode()
    past = {"starts_at": "2020-03-01T09:00", "ends_at": "2020-03-01T12:00"}
    assert "Choose a day to come" in director.post("/exercises/new/", told | texts | past).content.decode()
    plan = director.post("/exercises/new/", told | texts).url
    objective = {"objective-text_1": "Notify", "objective-text_2": "Известить", "objective-measure_1": "In an hour"}
    assert director.post(plan, objective | {"do": "objective"}).status_code == 302
    assert director.post(plan, {"team-title_1": "Laboratory", "do": "team"}).status_code == 302
    named = {"part-email": "player@example.org", "part-part": "player", "part-team": "R1", "do": "part"}
    assert director.post(plan, named).status_code == 302
    again = director.post(plan, named | {"part-part": "evaluator"})
    assert again.status_code == 422
    assert "nobody evaluates or controls what they play" in again.content.decode()
    inject = {"position": "1", "minute": "x", "release": "clock", "objective": "O1", "text_1": "A box comes."}
    refused = director.post(f"{plan}inject/", inject | {"expected_1": "It stays closed."})
    assert "no whole number" in refused.content.decode()
    assert (
        director.post(f"{plan}inject/", inject | {"minute": "0", "expected_1": "It stays closed."}).status_code == 302
    )
    page = director.get(plan).content.decode()
    assert "A box comes." in page
    assert page.index("EXERCISE EXERCISE EXERCISE") < page.index("<h1")
    assert "it has no evaluator" in page
    assert 'value="start"' not in page
    kept = director.post(plan, {"do": "drop", "key": "O1"}, follow=True)
    assert kept.redirect_chain == [(plan, 302)]
    assert "A box comes." in kept.content.decode()
    started = director.post(f"{plan.removesuffix('plan/')}do/", {"do": "start"}, follow=True)
    assert "it has no evaluator" in started.content.decode()


def test_an_inject_reaches_the_phone_of_the_neighbour_and_the_answer_comes_back(who):
    at = ready(who)
    neighbour, controller = signed_in("neighbour"), signed_in("controller")
    page = neighbour.get(f"{at}play/").content.decode()
    assert "Nothing yet" in page
    news = page.split('id="news"')[1].split('hx-get="')[1].split('"')[0]
    assert neighbour.get(news).status_code == 204
    second = injects(who, at)[2]
    assert neighbour.get(f"{at}play/{second}/").status_code == 404
    assert controller.post(f"{at}do/", {"do": "release", "inject": second}).status_code == 302
    assert "A photograph goes round." in neighbour.get(news).content.decode()
    assert neighbour.post(f"{at}play/{second}/", {"do": "answer", "answer": ""}).status_code == 422
    assert neighbour.post(f"{at}play/{second}/", {"do": "answer", "answer": "We tell the press."}).status_code == 302
    seen = controller.get(f"{at}run/{second}/").content.decode()
    assert "We tell the press." in seen
    assert "The neighbour" in seen
    for path in ("plan/", "edit/", "run/", "evaluate/", "report/"):
        assert (path, neighbour.get(f"{at}{path}").status_code) == (path, 404)
    assert "A courier leaves a box." not in neighbour.get(f"{at}play/").content.decode()
    assert Client().get(at).status_code == 404


def test_the_report_says_what_was_seen_and_is_marked_on_paper(who):
    at = ready(who)
    director, evaluator = signed_in("director"), signed_in("evaluator")
    sent = {"objective": "O1", "rating": "M", "text": "Nobody knew the number."}
    assert evaluator.post(f"{at}evaluate/", sent).status_code == 302
    assert director.post(f"{at}evaluate/", sent).status_code == 422
    for client, early in ((director, "finding/"), (evaluator, "hot-wash/")):
        assert client.get(f"{at}{early}").url == at
    director.post(f"{at}do/", {"do": "end"})
    assert director.get(f"{at}edit/").url == f"{at}plan/"
    again = director.post(f"{at}do/", {"do": "start"}, follow=True)
    assert again.redirect_chain == [(f"{at}plan/", 302)]
    assert "cannot be done then" in again.content.decode()
    assert signed_in("player").post(f"{at}hot-wash/", {"text": "It went fast."}).status_code == 302
    offered = director.get(f"{at}finding/").content.decode()
    seen = offered.split('name="observations" value="')[1].split('"')[0]
    found = {"kind": "improve", "objective": "O1", "title": "The list is old", "observations": [seen]}
    assert director.post(f"{at}finding/", found).status_code == 302
    report = director.get(f"{at}report/").content.decode()
    action = report.split(f"{at}finding/")[2].split('"')[0]
    assert director.post(f"{at}finding/{action}", {"text": "Renew the list", "answers": "Duty desk"}).status_code == 422
    told = {"text": "Renew the list", "answers": "Duty desk", "due": "2099-01-31"}
    assert director.post(f"{at}finding/{action}", told).status_code == 302
    director.post(f"{at}do/", {"do": "adopt"})
    report = director.get(f"{at}report/").content.decode()
    assert "Report adopted" in report
    close = f"{at}action/" + report.split(f"{at}action/")[1].split('"')[0]
    assert director.post(close, {"proof": "ok"}).status_code == 422
    assert director.post(close, {"proof": "The list of 20 January hangs at the desk."}).status_code == 302
    paper = director.get(f"{at}report.docx")
    assert paper.status_code == 200
    assert paper.content[:2] == b"PK"
    assert director.get(f"{at}report.pdf").content[:4] == b"%PDF"
    assert director.get(f"{at}report.exe").status_code == 404
    assert TOLD.title["en"] in director.get("/exercises/").content.decode()
