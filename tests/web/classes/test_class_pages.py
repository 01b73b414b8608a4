"""A class on a laptop, and what it brings back, through pages and commands."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kerege.config.cli import class_server, parser
from kerege.config.cli.forgetting_class import forget_folder, running
from kerege.lib.refusal import Refusal
from kerege.lib.zones import at_place
from kerege.people.queries import account
from kerege.training import actions
from kerege.training.queries.classes import happened, seats
from kerege.training.rules import classes as rules
from kerege.training.rules.classes import Event, Meeting
from kerege.training.words.classes import Happened
from kerege.web.classes import held as keeping
from kerege.web.classes.held import Held
from kerege.web.shell.figures import moment_at
from tests import ground
from tests.training.cohort import Cohort, laid, session

PHONE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def given(db, settings, tmp_path):
    """A class that is held in this hour, with two people in its list."""
    settings.DATA = tmp_path
    ground.lay()
    found = Cohort()
    found.rows = found.enrolled(0, 1)
    found.sessions = [session(found.course, timezone.now() - timedelta(minutes=5))]
    raw = actions.make_roster(by=found.by("lead"), course=str(found.course.uid))
    found.roster = rules.read_roster(raw)
    (tmp_path / "class").mkdir()
    keeping.write(Held("CLASS-1", "123456", "spills", "1.0", found.roster.title, found.roster))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def opened(client, code="123 456"):
    return client.post("/class/", {"code": code}, **PHONE)


def test_the_way_to_sign_in_leads_to_the_class(given):
    answer = Client().get("/account/sign-in/?next=/training/lessons/", **PHONE)
    assert (answer.status_code, answer["Location"]) == (302, "/class/")


def sit(client, **changes):
    opened(client)
    return client.post("/class/", {"who": "", "name": "", "pin": "4711"} | changes, **PHONE)


def signed_in(name):
    found = Client()
    found.force_login(account(f"{name}@example.org"))
    return found


def test_a_phone_sits_in_the_class_by_code_and_pin_and_finds_its_seat_again(given):
    phone, place = Client(), f"place:{given.rows[0].uid}"
    assert (opened(phone)["Location"], "Person UZB-P1" in text(phone.get("/class/", **PHONE))) == ("/class/", True)
    assert sit(phone, who=place)["Location"] == "/class/"
    page = text(phone.get("/class/", **PHONE))
    assert "Person UZB-P0, that you came is recorded" in page
    assert "/training/lessons/" in page
    other = Client()
    opened(other)
    offered = text(other.get("/class/", **PHONE))
    seat = offered.partition('value="seat:')[2].partition('"')[0]
    assert place not in offered, "the place is taken"
    assert sit(other, who=f"seat:{seat}", pin="0000").status_code == 422
    assert sit(other, who=f"seat:{seat}")["Location"] == "/class/"
    assert [(each.place, each.about) for each in happened()] == [(str(given.rows[0].uid), str(given.sessions[0].uid))]


def test_whoever_stays_signed_in_says_that_they_came_to_the_next_session_too(given):
    phone, at = Client(), timezone.now()
    sit(phone, name="Somebody Else")
    assert "I came to this session" not in text(phone.get("/class/", **PHONE))
    then = Meeting("00000000-0000-4000-8000-000000000009", "Afternoon", at, at + timedelta(hours=1))
    keeping.write(Held("CLASS-1", "123456", "spills", "1.0", "Class", replace(given.roster, meetings=(then,))))
    assert "I came to this session" in text(phone.get("/class/", **PHONE))
    for _ in range(2):
        assert phone.post("/class/", {"do": "came"}, **PHONE)["Location"] == "/class/"
    assert [each.about for each in happened()] == [str(given.sessions[0].uid), then.uid]
    assert "that you came is recorded" in text(phone.get("/class/", **PHONE))
    keeping.write(Held("CLASS-1", "123456", "spills", "1.0", "Class", replace(given.roster, meetings=())))
    early = Client()
    sit(early, name="Early Bird")
    page = text(early.get("/class/", **PHONE))
    assert ("Early Bird, that you came is kept. No session" in page, "is recorded" in page) == (True, False)


def test_who_is_in_the_class_is_told_to_nobody_without_its_code(given):
    sit(Client(), name="Somebody Else")
    guest, other = Client(), {"REMOTE_ADDR": "192.0.2.9"}
    for cache in caches.all():
        cache.clear()
    wrong = [guest.post("/class/", {"code": str(n), "who": "", "pin": "4711"}, **other) for n in range(22)]
    assert {answer.status_code for answer in wrong} == {422}
    pages = [text(answer) for answer in (guest.get("/class/", **other), *wrong)]
    assert [name for name in ("Person UZB", "Somebody Else") if any(name in page for page in pages)] == []
    told = ["This is not the code of this class" in page for page in pages[1:]]
    assert told == [True] * 20 + [False] * 2
    assert "Too many tries" in pages[-1]


def test_somebody_who_is_in_no_list_is_told_so(given):
    phone = Client()
    assert sit(phone, name="Somebody Else")["Location"] == "/class/"
    assert "Your name is in no list" in text(phone.get("/class/", **PHONE))
    assert sit(Client(), name="").status_code == 422


def test_the_screen_and_the_records_are_for_the_laptop_alone(given):
    empty = text(Client().get("/class/screen/"))
    assert '<h2>0 people are here</h2> <p class="hint">Load this page again to see who came since.' in empty, (
        "no bare list"
    )
    sit(Client(), name="Somebody Else")
    page = text(Client().get("/class/screen/"))
    assert "Code of the class: 123456" in page
    assert '<h2>1 person is here</h2> <ul><li dir="auto">Somebody Else' in page
    raw = Client().get("/class/records/").content
    assert json.loads(raw)["events"][0]["called"] == "Somebody Else"
    for address in ("/class/screen/", "/class/records/", "/class/pins/"):
        assert Client().get(address, **PHONE).status_code == 404
        assert Client().get(address, headers={"x-forwarded-for": "192.0.2.7"}).status_code == 404


def test_on_every_other_node_there_is_no_class(db, settings, tmp_path):
    settings.DATA = tmp_path
    for address in ("/class/", "/class/screen/", "/class/records/", "/class/pins/"):
        assert Client().get(address).status_code == 404
    assert opened(Client()).status_code == sit(Client(), name="x").status_code == 404


def test_a_course_gives_its_list_and_takes_back_what_happened(given):
    sit(Client(), who=f"place:{given.rows[0].uid}")
    sit(Client(), name="Somebody Else")
    raw, lead = keeping.records(), signed_in("lead")
    address = f"/courses/{given.course.uid}/class/"
    assert "No class was brought back yet" in text(lead.get(address))
    answer = lead.post(f"{address}list/")
    taken = rules.read_roster(answer.content)
    assert (taken.people, taken.zone) == (given.roster.people, given.course.zone)
    for _ in range(2):
        assert lead.post(address, {"file": SimpleUploadedFile("x.kevents", raw)})["Location"] == address
    page = text(lead.get(address))
    assert (page.count("Signed in to the class"), page.count("It was this person")) == (2, 1)
    assert moment_at(next(iter(happened())).at, given.course.zone) in page
    record = page.partition('name="record" value="')[2].partition('"')[0]
    lead.post(address, {"do": "settle", "record": record, "place": str(given.rows[1].uid)})
    assert "It was this person" not in text(lead.get(address))
    wrong = lead.post(address, {"file": SimpleUploadedFile("x.kevents", b"{}")})
    assert (wrong.status_code, "This is no file from a class" in text(wrong)) == (422, True)
    other = laid("OTHER")
    given.by("stranger")
    for who, where in (("stranger", given.course), ("lead", other)):
        assert signed_in(who).get(f"/courses/{where.uid}/class/").status_code == 404
        assert signed_in(who).post(f"/courses/{where.uid}/class/list/").status_code == 403


def command(*words):
    return class_server.run(parser.command_line().parse_args(["class", *words]))


def test_the_same_on_the_command_line(given, tmp_path, capsys):
    sit(Client(), who=f"place:{given.rows[0].uid}")
    out, back = str(tmp_path / "x.kroster"), str(tmp_path / "x.kevents")
    assert command("roster", given.course.key, "-o", out, "--as-node") == 0
    assert command("export", "-o", back) == 0
    assert command("import", back, "--as-node") == 0
    assert "\nCounted: 1\n" in capsys.readouterr().out
    assert command("import", back, "--as-node") == 0
    assert capsys.readouterr().out.startswith("1 records were here before\n")
    assert command("import", out, "--as-node") == 1
    assert "training.class_bad_events" in capsys.readouterr().err
    assert command("import", str(tmp_path / "nowhere"), "--as-node") == 1
    assert command() == 1, "nothing to teach"


# -- what is forgotten -------------------------------------------------------------------------------------------------


@pytest.fixture
def laptop(given, settings, tmp_path, monkeypatch):
    """The folder of the class with everything that lies in one, and nothing that answers on its port."""
    settings.DATA = folder = tmp_path / "class-here"
    folder.mkdir()
    (tmp_path / "class").rename(folder / "class")
    for name in ("kerege.sqlite3", "prepare.lock", "secret_key"):
        (folder / name).touch()
    (folder / "keys").mkdir()
    monkeypatch.setattr(class_server.connections, "close_all", lambda: None)
    return folder


def brought(given, tmp_path):
    """The receipt for what happened until now."""
    assert command("export", "-o", str(tmp_path / "x.kevents")) == 0
    assert command("import", str(tmp_path / "x.kevents"), "--as-node") == 0
    return str(tmp_path / "x.kreceipt")


def test_a_laptop_forgets_its_class_once_the_node_has_all_of_it(given, laptop, tmp_path, capsys):
    sit(Client(), who=f"place:{given.rows[0].uid}")
    early = brought(given, tmp_path)
    sit(Client(), name="Somebody Else")
    capsys.readouterr()
    assert command("wipe", early) == 1
    assert "training.class_not_brought 1 records" in capsys.readouterr().err
    assert command("wipe") == 1
    assert "training.class_receipt_wanted" in capsys.readouterr().err
    assert command("wipe", str(tmp_path / "x.kevents")) == 1
    assert "training.class_bad_receipt" in capsys.readouterr().err
    assert (laptop / "class" / "class.json").exists()
    receipt = brought(given, tmp_path)
    assert command("wipe", receipt) == 0
    told = capsys.readouterr().out
    assert "the class CLASS-1 is forgotten, 2 people and 2 records." in told
    assert "What remains" in told
    assert not laptop.exists()


def test_nothing_is_deleted_that_is_no_class_or_somebody_elses_or_runs(given, laptop, tmp_path, capsys):
    sit(Client(), name="Somebody Else")
    receipt = brought(given, tmp_path)
    (laptop / "thesis.docx").touch()
    assert command("wipe", receipt) == 1
    assert "cli.strange_file" in capsys.readouterr().err
    (laptop / "thesis.docx").unlink()

    with running(laptop):
        assert command("wipe", receipt) == 1
    assert "cli.class_runs" in capsys.readouterr().err
    assert (laptop / "keys").is_dir()
    (laptop / "class" / "class.json").unlink()
    with pytest.raises(Refusal, match="cli.not_a_class"):
        forget_folder(laptop)
    with pytest.raises(Refusal, match="cli.not_a_class"):
        forget_folder(tmp_path)
    assert (laptop / "keys").is_dir()


def test_a_list_of_before_is_not_taken_to_a_class(given, tmp_path, capsys):
    (tmp_path / "old.kroster").write_bytes(rules.roster_bytes(replace(given.roster, key="")))
    (tmp_path / "x.kpack").touch()
    args = parser.command_line().parse_args(
        ["class", "--pack", str(tmp_path / "x.kpack"), "--roster", str(tmp_path / "old.kroster")]
    )
    with pytest.raises(Refusal, match="training.class_old_roster"):
        class_server._prepared(args)


def test_a_list_of_another_course_does_not_take_over_what_happened_in_a_class(given, tmp_path):
    """Its records would go to a course that knows none of these people, and be forgotten with its receipt."""
    sit(Client(), who=f"place:{given.rows[0].uid}")
    other = replace(given.roster, course="00000000-0000-4000-8000-000000000001")
    (tmp_path / "other.kroster").write_bytes(rules.roster_bytes(other))
    (tmp_path / "x.kpack").touch()
    args = parser.command_line().parse_args(
        ["class", "--pack", str(tmp_path / "x.kpack"), "--roster", str(tmp_path / "other.kroster")]
    )
    with pytest.raises(Refusal, match="cli.other_class"):
        class_server._prepared(args)
    assert keeping.demanded().roster == given.roster


def test_a_class_in_which_nothing_happened_needs_no_receipt(given, laptop, capsys):
    assert command("wipe") == 0
    assert "0 people and 0 records" in capsys.readouterr().out
    assert not laptop.exists()


# -- a clock that was wrong --------------------------------------------------------------------------------------------

YEAR = timedelta(days=365)


@pytest.fixture
def off(given):
    """Somebody came by the clock of a laptop that was a year off."""
    event = Event(str(UUID(int=1)), Happened.CAME, timezone.now() - YEAR, place=str(given.rows[0].uid))
    raw = rules.returned_bytes(given.roster, "CLASS-1", [event], timezone.now() - YEAR)
    actions.bring_class(by=given.by("lead"), raw=raw)
    return event


def test_a_wrong_clock_is_set_right_on_a_page_after_a_look(given, off):
    lead, address = signed_in("lead"), f"/courses/{given.course.uid}/class/"
    page = text(lead.get(address))
    assert "The clock of this laptop was wrong, so its records wait." in page
    there = f"{address}clock/?held=CLASS-1"
    assert there.replace("&", "&amp;") in page
    assert "Person UZB-P0" in text(lead.get(there))
    really = at_place(timezone.now(), given.course.zone or "UTC").strftime("%Y-%m-%dT%H:%M")
    sent = {"held": "CLASS-1", "really": really, "reason": "The list that was signed"}
    wrong = lead.post(f"{address}clock/", sent | {"really": "soon", "do": "look"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["really"])
    assert wrong.context["form"]["reason"].value() == "The list that was signed"
    looked = lead.post(f"{address}clock/", sent | {"do": "look"})
    assert "1 record would be counted" in text(looked)
    assert given.sessions[0].title in text(looked)
    assert lead.post(f"{address}clock/", sent | {"reason": "", "do": "set"}).status_code == 422
    assert "so its records wait" in text(lead.get(address)), "looking sets nothing"
    assert lead.post(f"{address}clock/", sent | {"do": "set"})["Location"] == address
    page = text(signed_in("lead").get(address))
    assert "The list that was signed" in page
    assert "set right: " in page
    assert "so its records wait" not in page
    assert lead.get(there).status_code == 409


def test_nobody_else_sets_a_clock_or_takes_a_receipt(given, off):
    given.by("stranger")
    address = f"/courses/{given.course.uid}/class/"
    for who in ("stranger", ""):
        reader = signed_in(who) if who else Client()
        assert reader.get(f"{address}clock/?held=CLASS-1").status_code == 404
        assert reader.get(f"{address}receipt/?held=CLASS-1").status_code == 404
    lead = signed_in("lead")
    assert lead.get(f"{address}clock/?held=CLASS-2").status_code == 404
    assert lead.get(f"{address}receipt/?held=CLASS-2").status_code == 404
    answer = lead.get(f"{address}receipt/?held=CLASS-1")
    assert json.loads(answer.content)["records"] == [off.uid]


def test_who_lost_a_pin_gets_a_new_one_at_the_laptop_and_the_old_one_holds_no_longer(given):
    phone = Client()
    sit(phone, name="Somebody Else")
    (seat,) = seats()
    assert "_auth_user_id" in phone.session
    answer = Client().post("/class/pins/", {"seat": seat.uid})
    assert not phone.get("/class/").wsgi_request.user.is_authenticated, "who came in by the old PIN is signed out"
    (pin,) = re.findall(r"The new PIN of Somebody Else: (\d{6})", text(answer))
    assert "no-store" in answer["Cache-Control"]
    assert pin not in text(Client().get("/class/pins/")), "told once"
    answer = Client().post("/class/pins/", {"seat": f"{{{seat.uid.upper()}}}"})
    (pin,) = re.findall(r"The new PIN of Somebody Else: (\d{6})", text(answer))
    assert sit(Client(), who=f"seat:{seat.uid}").status_code == 422
    assert sit(Client(), who=f"seat:{seat.uid}", pin=pin)["Location"] == "/class/"
    assert Client().post("/class/pins/", {"seat": "nobody"}).status_code == 404
    assert Client().post("/class/pins/", {"seat": seat.uid}, **PHONE).status_code == 404
