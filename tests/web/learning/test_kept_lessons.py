"""Lessons where there is no line: what a device fetches weighs what was said, and what it sends comes in once."""

import json
import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.test import Client
from django.utils.timezone import now
from PIL import Image

from kerege.files.rules import received
from kerege.files.words import TOOLKIT
from kerege.journal.models import Act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import CurriculumVersion, LessonAttempt, ScenarioWalk
from kerege.training.queries.staff import DOOR
from tests import ground
from tests.training.rules.lessons import content, module
from tests.training.rules.scenarios import told as scenario_told
from tests.training.test_lessons import DAY, laid, reader

pytestmark = pytest.mark.usefixtures("db")
PACK, SYNC, DEVICE = "/learning/keep/parent/risk/", "/learning/sync/", "/learning/device/"
ID = "0190f3a0-0000-4000-8000-000000000001"


@pytest.fixture
def her(client):
    ground.lay()
    laid()
    account = reader()
    client.force_login(account)
    return account


def attempt(**changes):
    told = {"id": ID, "curriculum": "parent", "module": "risk", "version": "1", "language": "ru"}
    return told | {"answers": {"first": ["a"], "second": ["b"]}, "ago": 3600} | changes


def send(client, *attempts, **more):
    body = json.dumps({"attempts": attempts or [attempt()]})
    return client.post(SYNC, body, content_type=more.get("content_type", "application/json"))


def said(client, **changes):
    return send(client, attempt(**changes)).json()["attempts"][changes.get("id", ID)]


def kept(account):
    return LessonAttempt.objects.filter(account=account)


def test_every_part_weighs_what_the_list_says_and_bears_its_digest(client, her):
    pack = client.get(PACK).json()
    assert [each["name"] for each in pack["parts"]] == ["text-en", "text-ru"]
    for each in pack["parts"]:
        answer = client.get(f"{PACK}{each['name']}/")
        assert (len(answer.content), sha256(answer.content).hexdigest()) == (each["size"], each["sha256"])
        assert (answer["Content-Type"], answer["Content-Disposition"]) == ("application/octet-stream", "attachment")
    told = json.loads(client.get(f"{PACK}text-ru/").content)
    assert (told["title"], [each["id"] for each in told["questions"]]) == ("On risk (ru)", ["first", "second"])
    assert client.get(PACK).json()["parts"] == pack["parts"], "the same content bears the same digest"
    assert client.get(PACK, headers={"save-data": "on"}).json()["tier"] == "text"
    assert pack["tier"] == "low"


@pytest.fixture
def with_files(settings, tmp_path, db):
    """A lesson with a picture of 1,200 pixels and a film with Russian captions; bytes lie in its folder."""
    ground.lay()
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}
    told = content(module("risk"), module("spill"), kind="modules")
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=0)
    drawn = BytesIO()
    Image.effect_noise((1200, 900), 80).save(drawn, "PNG")
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(5_000)
    said = "1\n00:01:05,000 --> 00:01:09,000\nОстановитесь.\n".encode()
    for name, given in (("bench.png", drawn.getvalue()), ("film.mp4", film), ("film.ru.srt", said)):
        row = CurriculumVersion.objects.seen_by(DOOR).one()
        actions.attach_file(
            by=SYSTEM,
            key="parent",
            version="1",
            seen=row.digest,
            module="risk",
            received=received(name, [given], kinds=TOOLKIT),
            told={"purpose": "slides", "language": "", "licence": ""},
        )
    actions.publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)


@pytest.mark.usefixtures("with_files")
def test_each_tier_says_what_it_holds_and_the_middle_one_has_small_pictures(client):
    pack = client.get(PACK).json()
    tiers = {t: [(p["name"], p["kind"]) for p in pack["parts"] if t in p["tiers"]] for t in ("text", "low", "full")}
    texts = [("text-en", "text"), ("text-ru", "text")]
    said = ("file-film-ru", "captions")
    small, large, film = ("small-bench", "picture"), ("file-bench", "picture"), ("file-film", "video")
    assert tiers == {"text": texts, "low": [*texts, small], "full": [*texts, large, film, said]}
    sizes = {each["name"]: each["size"] for each in pack["parts"]}
    drawn = client.get(f"{PACK}small-bench/").content
    assert max(Image.open(BytesIO(drawn)).size) == 480
    whole = client.get(f"{PACK}file-bench/").content
    assert len(drawn) == sizes["small-bench"] < sizes["file-bench"] == len(whole)
    assert max(Image.open(BytesIO(whole)).size) == 1_200
    assert client.get(f"{PACK}file-film/")["Content-Type"] == "application/octet-stream", (
        "no browser plays what comes here"
    )
    row = {"at": 65.0, "clock": "1:05", "voice": "", "text": "Остановитесь."}
    for lang in ("ru", "en"):
        (told,) = json.loads(client.get(f"{PACK}text-{lang}/").content)["films"]
        assert (told["part"], told["sound"], [each["lang"] for each in told["said"]]) == ("file-film", False, ["ru"])
        assert told["said"][0]["rows"] == [row], "what is said is in the smallest tier"


def test_what_a_device_sends_comes_in_once(client, her):
    first = said(client)
    (row,) = kept(her)
    assert first == {"taken": str(row.uid), "right": 1, "asked": 2}
    assert now() - timedelta(minutes=61) < row.finished_at < now() - timedelta(minutes=59)
    acts = Act.objects.count()
    assert said(client) == first
    assert (Act.objects.count(), kept(her).count()) == (acts, 1)
    other = said(client, answers={"first": ["b"]})
    assert (other["refused"], kept(her).count()) == ("training.lesson_sent_otherwise", 1)
    assert other["why"].startswith("Something else came under the same number")


def test_two_devices_of_one_account_keep_both_and_another_account_may_use_the_same_number(client, her):
    said(client)
    said(client, id=ID.replace("1", "2", 1))
    assert kept(her).count() == 2
    his = reader("his")
    client.force_login(his)
    assert said(client)["right"] == 1
    assert (kept(her).count(), kept(his).count()) == (2, 1)


def test_a_scenario_is_kept_whole_and_its_walk_comes_in_once(client):
    ground.lay()
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=scenario_told(), label=Sensitivity.PUBLIC)
    actions.publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)
    client.force_login(reader())
    (told,) = json.loads(client.get(f"{PACK}text-ru/").content)["scenarios"]
    assert (told["start"], told["most"], [each["id"] for each in told["scenes"]]) == (
        *("door", 60),
        ["door", "bench", "good", "bad"],
    )
    assert (told["scenes"][0]["ways"][1]["after"], told["scenes"][2]["learnt"]) == (
        *("<p>You slip. (ru)</p>\n",),
        "<p>Learnt at good (ru)</p>\n",
    )
    sent = {"scenario": "spill-s", "path": ["w-run", "w-hide"], "answers": None}
    first = said(client, **sent)
    assert said(client, **sent) == first == {"taken": str(ScenarioWalk.objects.get().uid)}
    assert ScenarioWalk.objects.values_list("path", "endings").get() == (["w-run", "w-hide"], ["bad"])
    assert Act.objects.filter(word="training.scenario.walked").count() == 1
    assert said(client, **sent | {"path": ["w-hide"]})["refused"] == "training.scenario_no_such_way"
    assert said(client, **sent | {"scenario": "gone"})["refused"] == "training.lesson_gone"
    said(client, **sent | {"path": ["w-run"], "ago": 0})
    home = client.get("/learning/").content.decode()
    assert re.findall(r'<a href="([^"]+)" dir="auto">A spill</a> <span class="badge">Scenario</span>', home) == [
        "/training/lessons/parent/risk/spill-s/"
    ]


@pytest.mark.parametrize("ago", [-99_999, 10**12, 0])
def test_a_wrong_clock_refuses_nothing_and_lies_in_no_future(client, her, ago):
    said(client, ago=ago)
    (row,) = kept(her)
    assert now() - timedelta(days=61) < row.finished_at <= now()
    assert row.started_at <= row.finished_at


def test_one_that_is_refused_keeps_no_other_back(client, her):
    gone = attempt(id=ID.replace("1", "3", 1), version="9")
    empty = attempt(id=ID.replace("1", "4", 1), answers={})
    found = send(client, gone, empty, attempt()).json()["attempts"]
    codes = [each.get("refused") for each in found.values()]
    assert codes == ["training.lesson_gone", "training.lesson_nothing_answered", None]
    assert kept(her).count() == 1


def test_answers_to_the_version_that_was_read_count(client, her):
    told = content(module("risk"), module("spill"), kind="modules", version="2")
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=Sensitivity.PUBLIC)
    actions.publish_curriculum_version(by=SYSTEM, key="parent", version="2", today=DAY + timedelta(days=1))
    assert client.get(PACK).json()["version"] == "2"
    assert said(client)["asked"] == 2
    assert kept(her).get().version == "1"


def test_what_cannot_be_read_is_refused_whole(client, her):
    bad = [
        {"id": "x"},
        {"ago": "soon"},
        {"ago": float("nan")},
        {"ago": float("inf")},
        {"version": "1\0"},
        {"answers": 7},
        {"language": 7},
        {"curriculum": "c" * 61},
        {"version": None},
    ]
    for each in bad:
        answer = send(client, attempt(**each))
        assert (answer.status_code, answer.json()["code"]) == (422, "training.learning_sent_unreadable"), each
    assert send(client, *[attempt()] * 101).status_code == 422
    assert client.post(SYNC, "{", content_type="application/json").status_code == 422
    assert client.post(SYNC, {"attempts": "1"}).status_code == 422
    assert not kept(her).exists()


def test_a_visitor_sends_nothing_and_is_nobody(client):
    ground.lay()
    laid()
    assert client.get(DEVICE).json() == {"me": ""}
    assert said(client)["refused"] == "training.lesson_not_signed_in"


def test_the_own_page_is_told_to_its_account_alone(client, her):
    told = client.get(DEVICE).json()
    client.force_login(reader("his"))
    other = client.get(DEVICE).json()
    assert told["me"] not in {"", other["me"]}
    assert "What you reached" in told["html"]
    assert "no-store" in client.get(DEVICE)["Cache-Control"]


def test_a_lesson_that_only_some_may_open_is_kept_on_no_device(client):
    ground.lay()
    laid(label=Sensitivity.NATIONAL)
    assert client.get(PACK).status_code == 404
    account = reader()
    people.grant_role(by=SYSTEM, account=account, role="secretariat", owner="REG", start=DAY)
    client.force_login(account)
    page = client.get("/training/lessons/parent/risk/")
    assert page.status_code == 200
    assert b"kerege-learning" not in page.content
    for address in (PACK, f"{PACK}text-en/"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (403, "training.lesson_not_to_keep")


def test_a_part_that_the_lesson_has_not_is_not_there(client, her):
    for name in ("text-fa", "file-x", "small-x", "text", "x"):
        assert client.get(f"{PACK}{name}/").status_code == 404, name


def test_the_shell_has_nothing_of_anybody_and_the_worker_names_it(client, her):
    shell, visitor = client.get("/learning/without-network/"), Client().get("/learning/without-network/")
    assert shell.content == visitor.content
    for address in ("/learning/worker.js", "/training/lessons/worker.js"):
        worker = client.get(address)
        assert worker["Content-Type"] == "text/javascript; charset=utf-8"
        assert '"/learning/without\\u002Dnetwork/"' in worker.content.decode()


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("fa", "rtl")])
def test_the_node_installs_in_the_language_of_its_reader(client, language, way):
    told = client.get("/learning/app.webmanifest", headers={"accept-language": language}).json()
    assert (told["lang"], told["dir"], told["start_url"]) == (language, way, "/learning/")
    assert {each["sizes"] for each in told["icons"]} == {"any", "192x192", "512x512"}
