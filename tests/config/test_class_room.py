"""What a class says to the settings: where phones find its pages and, at a port of their own, its files."""

import os

import pytest

from kerege.config import class_room
from kerege.config.cli import parser

pytestmark = pytest.mark.nodb


@pytest.fixture
def said(monkeypatch, tmp_path):
    for name in ("DATA", "PORT", "HOST", "KEREGE_NODE", "KEREGE_HOSTS", "KEREGE_ADDRESS", "KEREGE_CONTENT_HOST"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(class_room, "_facing", {"10.42.0.2": "10.42.0.1"}.get)

    def settled(port=8000, **environ):
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        class_room.settle(data=str(tmp_path), port=port)
        return os.environ["KEREGE_ADDRESS"], os.environ["KEREGE_CONTENT_HOST"]

    return settled


def test_a_laptop_without_a_way_out_is_found_in_the_network_that_it_makes(said):
    assert said() == ("http://10.42.0.1:8000", "10.42.0.1:8001")
    assert os.environ["KEREGE_HOSTS"] == "localhost,127.0.0.1,[::1],10.42.0.1"


def test_a_laptop_with_several_networks_is_told_which(said):
    assert said(HOST="172.20.10.4") == ("http://172.20.10.4:8000", "172.20.10.4:8001")
    assert said(HOST="fd00::7") == ("http://[fd00::7]:8000", "[fd00::7]:8001")


def test_a_port_that_is_not_said_is_the_usual_one_and_a_wrong_one_is_refused(said, capsys):
    assert said(PORT="", port=None) == ("http://10.42.0.1:8000", "10.42.0.1:8001")
    os.environ["PORT"] = "70000"
    assert parser.main(["class", "--pack", "none"]) == 1
    assert "PORT must be a whole number from 1 to 65535, not '70000'" in capsys.readouterr().err


def test_without_any_network_there_is_the_laptop_itself(said, monkeypatch):
    monkeypatch.setattr(class_room, "_facing", lambda there: "")
    assert said(port=65_535) == ("http://127.0.0.1:65535", "127.0.0.1:65534")


def test_the_folder_of_a_class_is_heard_before_and_after_what_is_done_with_it():
    read = parser.command_line().parse_args
    told = (["--data", "mine", "export"], ["export", "--data", "mine"])
    assert {read(["class", *words, "-o", "day.kevents"]).data for words in told} == {"mine"}
    assert read(["class", "export", "-o", "day.kevents"]).data is None
