"""The pages of e-learning packages: hand in, review, play, keep, withdraw."""

import json
import re
import zipfile
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.config.cli import elearning as command
from kerege.config.cli import parser
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.actions import elearning
from kerege.training.models import ElearningCommit, ElearningRegistration
from tests import ground
from tests.capacity.given import somebody
from tests.training import elearning_made as made

LIST, NEW = "/training/elearning/", "/training/elearning/new/"
PARTS = (("one", "Первая", "one.html"), ("two", "Second", "two.html"))
WINDOW = str(uuid4())


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    ground.lay()
    for name, role in (("manager", "training_centre_manager"), ("focal", "focal_point"), ("learner", "learner")):
        somebody(name, role, "KGZ")


def client(name="", host="127.0.0.1"):
    found = Client(headers={"host": host})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer, status=200):
    assert answer.status_code == status, answer.content[:300]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def hand_in(file=None, who="manager", **changes):
    raw = (file or made.scorm12(parts=PARTS)).getvalue()
    told = {"owner": "KGZ", "label": "0", "languages": ["ru"], "licence": "CC BY 4.0", "rights": "Somebody"}
    return client(who).post(NEW, told | changes | {"file": SimpleUploadedFile("tiny.zip", raw)})


@pytest.fixture
def package():
    row = elearning.hand_in_package(by=SYSTEM, owner="KGZ", file=made.scorm12(parts=PARTS))
    return f"{LIST}{elearning.publish_package(by=SYSTEM, uid=str(row.uid)).uid}/"


def begin(package, her):
    answer = her.post(package, {"do": "begin"})
    assert answer.status_code == 302
    return answer["Location"]


def test_from_handing_in_to_a_result():
    answer = hand_in()
    page = answer["Location"]
    assert "You handed this package in, so another person" in text(client("manager").get(page))
    assert text(client("learner").get(page), 404)
    assert "No package to play yet" in text(client("learner").get(LIST))
    shown = text(client("focal").get(page))
    assert "Review it" in shown
    assert "SCORM 1.2 Languages Русский Size" in shown
    assert client("focal").post(page, {"do": "publish"}).status_code == 302
    her = client("learner")
    assert "Tiny SCORM 1.2 Русский" in text(her.get(LIST))
    play = begin(page, her)
    opened = her.post(f"{play}window/", {"session": WINDOW}).json()
    assert opened["start"]["part"] == "one"
    data = json.dumps(
        {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80", "cmi.core.total_time": "00:05:00"}
    )
    sent = {"session": WINDOW, "number": "1", "part": "one", "data": data}
    assert her.post(f"{play}commits/", sent).json() == {"number": 1}
    assert "Begun · 80 % of the points · 1 of 2 parts · 5 minutes" in text(her.get(page))
    assert "Go on where I was" in text(her.get(page))
    assert "Begun" in text(her.get(LIST))
    assert "Первая Completed Second Not begun" in text(her.get(play))
    again = her.post(f"{play}window/", {"session": str(uuid4()), "part": "one"}).json()
    assert again["start"]["data"] == json.loads(data)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (made.scorm12(more={"x.exe": b"x"}), "“x.exe” is a program or a script for a server"),
        (made.scorm12(more={"../x.html": b"x"}), "leads out of the archive"),
        (made.h5p(mainLibrary="H5P.Gone"), "“H5P.Gone/library.json”, with which “Правда?” begins, is not"),
    ],
)
def test_what_is_wrong_is_told_at_the_file_and_what_was_typed_stays(file, told):
    answer = hand_in(file, licence="CC BY-SA 4.0")
    assert told in text(answer, 422)
    assert 'value="CC BY-SA 4.0"' in answer.content.decode()
    assert re.search(r'<div id="id_file_error">', answer.content.decode())


def test_a_page_says_which_library_nobody_has_reviewed_and_does_not_offer_to_open_it():
    waits = hand_in(made.h5p("H5P.Miner")).url
    page = text(client("focal").get(waits))
    assert "It uses an H5P library that is not on the list of reviewed ones" in page
    assert "not opened: H5P.Miner 1.6 . The node administrator" in page
    assert "Open it to learners" not in page
    assert text(client("focal").post(waits, {"do": "publish"}), 409)
    reviewed = text(client("focal").get(hand_in(made.h5p()).url))
    assert "Open it to learners" in reviewed
    assert "not on the list" not in reviewed


def test_a_package_with_rules_gets_them_with_where_they_were_and_all_that_its_parts_kept():
    row = elearning.hand_in_package(by=SYSTEM, owner="KGZ", file=made.sequenced())
    page, her = f"{LIST}{elearning.publish_package(by=SYSTEM, uid=str(row.uid)).uid}/", client("learner")
    assert "The package itself says which part is open when." in text(her.get(page))
    play = her.post(page, {"do": "begin"}).url
    shown = her.get(play)
    assert "Opens when what it requires is done." in text(shown)
    assert re.findall(r'data-navigate="choice" data-target="(\w+)"', shown.content.decode()) == ["one", "two"]
    start = her.post(f"{play}window/", {"session": WINDOW, "part": ""}).json()["start"]
    assert (start["order"], start["state"], start["all"], start["wanted"]) == (["one", "two"], "", {}, "")
    assert start["sequencing"]["activityTree"]["children"][1]["sequencingRules"]
    for number, part, data in ((1, "one", {"cmi.exit": "suspend"}), (2, "*", {"kerege.sequencing": "{}"})):
        sent = {"session": WINDOW, "number": number, "part": part, "data": json.dumps(data)}
        assert her.post(f"{play}commits/", sent).json() == {"number": number}
    start = her.post(f"{play}window/", {"session": WINDOW, "part": "two"}).json()["start"]
    assert (start["state"], start["all"], start["wanted"]) == ("{}", {"one": {"cmi.exit": "suspend"}}, "two")
    plain = her.post(f"{play}commits/", {"session": WINDOW, "number": 3, "part": "gone", "data": "{}"})
    assert plain.status_code == 422


def test_wrong_fields_are_told_at_them():
    answer = hand_in(label="9", owner="KGZ")
    assert answer.status_code == 422
    assert text(hand_in(owner="KAZ"), 422).count("may") >= 1
    assert client("learner").get(NEW).status_code == 403
    assert client("learner").post(NEW, {}).status_code == 403


def test_nobody_reviews_their_own_and_learners_review_nothing():
    page = hand_in()["Location"]
    assert client("manager").post(page, {"do": "publish"}).status_code == 403
    assert client("learner").post(page, {"do": "publish"}).status_code == 404
    assert "Review it" not in text(client("manager").get(page))


def test_withdrawing_wants_a_reason(package):
    keeper = client("manager")
    assert "Say why the package is withdrawn" in text(keeper.post(package, {"do": "withdraw", "reason": ""}), 422)
    assert keeper.post(package, {"do": "withdraw", "reason": "Out of date."}).status_code == 302
    assert "Withdrawn Out of date." in text(keeper.get(package))
    assert text(client("learner").get(package), 404)
    assert "Withdrawn" in text(keeper.get(LIST))


def test_the_frame_is_of_another_host_and_in_a_sandbox(package):
    her = client("learner")
    answer = her.get(begin(package, her))
    page = answer.content.decode()
    assert 'sandbox="allow-scripts allow-same-origin allow-forms allow-modals"' in page
    assert "frame-src http://localhost" in answer["Content-Security-Policy"]
    told = her.post(f"{answer.request['PATH_INFO']}window/", {"session": WINDOW}).json()
    assert told["origin"] == "http://localhost"
    assert told["address"].startswith("http://localhost/r/")
    assert told["start"]["called"] == "Learner", "a package learns no name"
    assert "learner" not in json.dumps(told).replace('"learner"', "").replace('"called": "Learner"', "")


def test_without_a_content_host_nothing_is_played(package, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "node.example.org"]
    her = client("learner", host="node.example.org")
    assert "no separate host name for content" in text(her.get(LIST))
    assert "no separate host name for content" in text(her.get(package))
    play = begin(package, her)
    assert "no separate host name for content" in text(her.get(play), 503)
    refused = her.post(f"{play}window/", {"session": WINDOW})
    assert (refused.status_code, refused.json()["code"]) == (503, "training.elearning_no_content_host")


def test_without_an_account_one_is_asked_to_sign_in(package):
    assert "Sign in to begin" in text(client().get(package))
    assert client().post(package, {"do": "begin"}).status_code == 401
    assert client().get(f"{LIST}play/{uuid4()}/").status_code == 302


def test_somebody_elses_registration_is_nowhere(package):
    play = begin(package, client("learner"))
    other = client("manager")
    assert text(other.get(play), 404) == text(other.get(f"{LIST}play/{uuid4()}/"), 404).replace("", "")
    for path, sent in (("window/", {"session": WINDOW}), ("commits/", {"data": "{}", "number": "1", "part": "one"})):
        refused = other.post(play + path, sent)
        assert (refused.status_code, refused.json()["code"]) == (404, "training.no_such_registration")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"data": "{"}, 422, "training.elearning_bad_commit"),
        ({"data": "[" * 100_000}, 422, "training.elearning_bad_commit"),
        ({"number": "x"}, 422, "training.elearning_bad_commit"),
        ({"part": "gone"}, 422, "training.elearning_bad_commit"),
        ({"session": str(uuid4()), "data": '{"cmi.x": "1"}'}, 409, "training.elearning_elsewhere"),
    ],
)
def test_a_wrong_commit_is_answered_with_its_code(package, changes, status, code):
    her = client("learner")
    play = begin(package, her)
    her.post(f"{play}window/", {"session": WINDOW})
    sent = {"session": WINDOW, "number": "1", "part": "one", "data": '{"cmi.x": "2"}'}
    refused = her.post(f"{play}commits/", sent | changes)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert ElearningRegistration.objects.get().data == {}


def test_what_a_closing_tab_sends_needs_its_token(package):
    her = client("learner")
    play = begin(package, her)
    strict = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    strict.force_login(account("learner@example.org"))
    assert strict.post(f"{play}commits/", {"session": WINDOW}).status_code == 403
    assert not ElearningCommit.objects.exists()


def test_a_preview_keeps_nothing_and_is_for_whoever_keeps_the_package(package):
    keeper = client("manager")
    assert "A preview: nothing of it is kept." in text(keeper.get(f"{package}preview/?part=two"))
    told = keeper.post(f"{package}preview/window/", {"part": "two"}).json()
    assert (told["start"]["part"], told["start"]["data"], told["number"]) == ("two", {}, 0)
    assert client("learner").get(f"{package}preview/").status_code == 403
    assert client("learner").post(f"{package}preview/window/").json()["code"] == "people.not_yours"
    assert not ElearningRegistration.objects.exists()
    keeper.post(package, {"do": "withdraw", "reason": "Old."})
    assert keeper.get(f"{package}preview/").status_code == 409


# -- on the command line -----------------------------------------------------------------------------------------------


def kerege(*words):
    args = parser.command_line().parse_args(["elearning", *map(str, words)])
    return command.run(args)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tiny.zip"
    path.write_bytes(made.scorm12(parts=PARTS).getvalue())
    return path


def test_a_package_that_is_too_large_for_a_browser_is_brought_in_on_the_machine(file, capsys):
    assert kerege("check", file) == 0
    assert capsys.readouterr().out.splitlines() == [
        "scorm12 1.2: Tiny",
        f"3 files, {_size(file)} bytes, language -",
        "  Первая: one.html",
        "  Second: two.html",
    ]
    told = ("--owner", "KGZ", "--language", "ru", "--licence", "CC BY 4.0", "--as", "manager@example.org")
    assert kerege("import", file, *told) == 0
    assert capsys.readouterr().out.endswith(f": scorm12, 3 files, {_size(file)} bytes; it waits for a review\n")
    assert "Waits for a review" in text(client("focal").get(LIST))


def _size(path):
    with zipfile.ZipFile(path) as archive:
        return sum(each.file_size for each in archive.infolist())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (("--as", "learner@example.org"), "people.not_yours"),
        ((), "cli.no_actor"),
    ],
)
def test_on_the_machine_the_same_is_refused(file, capsys, changes, told):
    assert kerege("import", file, "--owner", "KGZ", *changes) == 1
    assert told in capsys.readouterr().err


def test_a_file_that_is_none_is_told_on_the_machine(tmp_path, capsys):
    (tmp_path / "x.zip").write_bytes(b"x")
    assert kerege("check", tmp_path / "x.zip") == 1
    assert "archives.unreadable" in capsys.readouterr().err
    assert kerege("check", tmp_path / "gone.zip") == 1
    assert "cli.no_file" in capsys.readouterr().err


FILM = {"film.mp4": bytes(90_000), "said.mp3": bytes(9_999), "s.css": b"p { color: #123 }" * 400}


def test_a_package_says_what_it_weighs_and_plays_without_its_films():
    more = FILM | {"one.html": b'<link rel=stylesheet href="s.css"><p>A part.<video src="film.mp4"></video>'}
    row = elearning.hand_in_package(by=SYSTEM, owner="KGZ", file=made.scorm12(parts=PARTS, more=more))
    page = f"{LIST}{elearning.publish_package(by=SYSTEM, uid=str(row.uid)).uid}/"
    sizes = {path: (told["size"], told.get("packed")) for path, told in row.paths.items()}
    assert (sizes["film.mp4"], sizes["s.css"][0], 0 < sizes["s.css"][1] < 200) == ((90_000, None), 6_800, True)
    her = client("learner")
    shown = text(her.get(page))
    assert re.search(r"To begin it, your browser loads at least 3\d\.\d KB", shown), (
        "the run-time and what the page names"
    )
    assert "Films 1 87.9 KB 87.9 KB" in shown
    assert "Sound 1 9.8 KB 9.8 KB" in shown
    assert re.search(r"Without films and sound all of it is 3\d\.\d KB", shown)
    assert 'value="light" checked' not in her.get(page).content.decode()
    assert 'value="light" checked' in her.get(page, headers={"save-data": "on"}).content.decode()
    play = her.post(page, {"do": "begin", "tier": "light"})["Location"]
    assert play.endswith("?tier=light")
    assert "Films and sound are left out (97.7 KB)" in text(her.get(play))
    found = re.search(r'data-open="([^"]+)"', her.get(play).content.decode())[1]
    whole = re.search(r'data-open="([^"]+)"', her.get(play.split("?")[0]).content.decode())[1]
    light, full = (_files(her, unescape(each)) for each in (found, whole))
    assert light != full
    assert _fetched(light, "film.mp4") == (200, "video/webm", 179)
    assert _fetched(light, "said.mp3") == (200, "audio/wav", 844)
    assert _fetched(light, "film.mp4", "bytes=0-99") == (206, "video/webm", 100)
    assert _fetched(full, "film.mp4") == (200, "video/mp4", 90_000)
    assert _fetched(light, "one.html") == _fetched(full, "one.html")


def _files(her, address):
    told = her.post(address, {"session": str(uuid4()), "part": ""}).json()
    return told["address"].partition("/r/")[2]


def _fetched(token, path, part=""):
    answer = Client(headers={"host": "localhost"} | ({"range": part} if part else {})).get(f"/e/{token}{path}")
    return answer.status_code, answer["Content-Type"], len(b"".join(answer))


def test_a_package_without_films_says_that_there_is_no_smaller_form_and_that_no_device_keeps_it(package):
    shown = text(client("learner").get(package))
    assert "there is no smaller form of it" in shown
    assert "is not kept on a device" in shown
    assert 'name="tier"' not in client("learner").get(package).content.decode()
