"""Films of a lesson: a player with captions from the content host, what is said to read, and who is told what lacks."""

import re

import pytest

from kerege.files.rules import received
from kerege.files.words import TOOLKIT
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import CurriculumVersion
from kerege.training.queries.staff import DOOR
from tests import ground
from tests.training.rules.lessons import content, module
from tests.training.test_lessons import DAY

HERE, THERE = {"host": "127.0.0.1:8000", "accept-language": "en"}, {"host": "localhost:8000"}
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(50)
SAID = "WEBVTT\n\n00:05.000 --> 00:07.000\n<v Aigul>{}\n"
FILES = (
    ("spill.mp4", FILM, "media"),
    ("spill.ru.vtt", SAID.format("Стойте <script>alert(1)</script>&lt;b&gt;").encode(), "media"),
    ("spill.en.vtt", SAID.format("Stop.").encode(), "media"),
    ("talk.mp3", b"ID3" + bytes(50), "media"),
    ("exam.mp4", FILM + b"x", "assessment"),
    ("exam.en.vtt", SAID.format("The answer is four.").encode(), "media"),
)


@pytest.fixture(autouse=True)
def _with_films(db, settings, tmp_path):
    ground.lay()
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}
    told = content(module("risk"), module("spill"), kind="modules")
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=0)
    named = {"by": SYSTEM, "key": "parent", "version": "1", "module": "risk"}
    for name, given, purpose in FILES:
        seen = CurriculumVersion.objects.seen_by(DOOR).one().digest
        taken = received(name, [given], kinds=TOOLKIT)
        actions.attach_file(**named, seen=seen, received=taken, told={"purpose": purpose})
    actions.publish_curriculum_version(by=SYSTEM, key="parent", version="1", today=DAY)


def test_a_film_is_played_with_its_captions_and_read_without_it(client):
    answer = client.get("/training/lessons/parent/risk/?lesson=ru", headers=HERE)
    page = answer.content.decode()
    assert "media-src blob: http://localhost:8000" in answer["Content-Security-Policy"]
    film, sound = re.findall(r"<kerege-film.*?</kerege-film>", page, re.S)
    tracks = re.findall(
        r'<track kind="captions" src="http://localhost:8000([^"]+)" srclang="(\w+)" label="([^"]+)"', film
    )
    assert [(lang, label) for _src, lang, label in tracks] == [("ru", "Русский"), ("en", "English")]
    assert re.findall(r'srclang="(\w+)"[^>]* default>', film) == ["ru"]
    assert re.findall(r'<div class="film__said[^>]* lang="(\w+)"', film) == ["ru", "en"]
    assert re.findall(r"<details( open)?>", film) == [" open", ""]
    assert '<time data-at="5.0">0:05</time> <b>Aigul:</b> Стойте alert(1)&lt;b&gt;</p>' in film
    assert ("<audio controls" in sound, "without captions" in sound) == (True, True)
    assert 'id="files"' not in page, "films and captions stand in no list besides"
    assert ("exam" in page, "The answer is four" in page) == (False, False)
    for address, kind in (
        (tracks[0][0], "text/vtt; charset=utf-8"),
        (re.search(r"8000(/c/[^\"]+mp4)", film)[1], "video/mp4"),
    ):
        given = client.get(address, headers=THERE)
        assert (given["Access-Control-Allow-Origin"], given["Content-Type"]) == ("*", kind)


def test_without_a_host_name_for_files_what_is_said_is_read_all_the_same(client):
    page = client.get("/training/lessons/parent/risk/").content.decode()
    assert ("<video" in page, "Stop." in page) == (False, True)


def test_whoever_writes_is_told_what_has_no_captions(client):
    page = client.get("/training/curricula/parent/alignment/", headers=HERE).content.decode()
    assert re.findall(r"<bdi>([^<]+)</bdi></b>: No captions or transcript \(([^)]+)\)", page) == [
        ("talk.mp3", "English, Русский"),
        ("exam.mp4", "Русский"),
    ]
    table = client.get("/training/curricula/parent/alignment/?format=csv", headers=HERE).content.decode()
    assert "talk.mp3" in table
