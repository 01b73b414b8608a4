"""Nobody reads a word above the own clearance in what has no address: letters, commands, logs, caches, faults."""

import pickle
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from kerege.api import mail
from kerege.config.cli import parser, take, tell
from kerege.lib.tables import FORMATS
from kerege.people import queries as people
from kerege.training import queries as training
from tests.house import canaries, readers, texts
from tests.house.crawling import addresses, crawl, everything, found_in, is_file, signed_in, without_tokens
from tests.house.readers import FOCAL_POINT, NEIGHBOUR, clearance_of
from tests.house.test_leaks import differences

NOWHERE = "01900000-0000-7000-8000-000000000000"


def hidden_from(email: str, laid: canaries.Laid) -> list[str]:
    clearance = clearance_of(email)
    return [canary.word for canary in laid.words if canary.level > clearance]


def test_a_letter_holds_what_its_reader_may_see_and_no_more(laid):
    on = timezone.localdate()
    own = mail.letter_for(people.account(FOCAL_POINT), on=on)
    told = [c for c in laid.words if c.word in own.body]
    assert len(told) >= len([c for c in laid.words if "zqevent" in c.word])
    others = [people.account(email) for email in readers.of_journals(on) if email != FOCAL_POINT]
    assert others
    for account in others:
        letter = mail.letter_for(account, on=on)
        hidden = hidden_from(account.email, laid)
        assert letter is None or [w for w in hidden if w in letter.subject + letter.body] == []


def test_letters_leave_to_their_reader_alone(laid, mailoutbox, capsys):
    assert tell.run(parser.command_line().parse_args(["digest"])) == 0
    printed = "".join(capsys.readouterr())
    assert FOCAL_POINT in {address for letter in mailoutbox for address in letter.to}
    for letter in mailoutbox:
        assert (len(letter.to), letter.cc, letter.bcc) == (1, [], [])
        whole = letter.message().as_string() + letter.subject + letter.body
        assert [word for word in hidden_from(letter.to[0], laid) if word in whole] == []
    assert [c.word for c in laid.words if c.word in printed] == [], "the operator's screen is nobody's clearance"


@pytest.mark.parametrize("email", ["", NEIGHBOUR])
def test_a_command_writes_what_its_reader_may_see(laid, email, tmp_path, capsys):
    for form in FORMATS:
        out = tmp_path / f"out.{form}"
        words = ["export", "trainers.part1", "--format", form, "--country", "KAZ", "-o", str(out)]
        assert take.run(parser.command_line().parse_args([*words, *(["--as", email] if email else [])])) == 0
        media_type = FORMATS[form].media_type.split(";")[0]
        told = texts.READERS[media_type](out.read_bytes()) + "".join(capsys.readouterr())
        assert [word for word in hidden_from(email, laid) if word in told] == [], form


def test_a_command_does_write_it_for_the_owner(laid, tmp_path):
    out = tmp_path / "out.csv"
    words = ["export", "trainers.part1", "--country", "KAZ", "--as", FOCAL_POINT, "-o", str(out)]
    assert take.run(parser.command_line().parse_args(words)) == 0
    assert "zqclaimrestrictedqz" in out.read_text()


def test_logs_hold_no_word_of_a_record(laid, caplog):
    """What is refused is logged by its address, which the reader chose, and by nothing else.

    What is written while every address is read, test_leaks.py looks at.
    """
    caplog.set_level("INFO")
    named = [uids[-1] for uids in laid.uids.values()]
    about = [a for a in addresses(laid, records=1) if not is_file(a) and any(uid in a for uid in named)]
    crawl(signed_in(NEIGHBOUR), about[::6])
    crawl(signed_in(""), ["/journal/", "/courses/?on=never", f"/courses/{laid.uids['course'][-2]}/"])
    assert "Not Found" in caplog.text
    assert [c.word for c in laid.words if c.word in caplog.text] == []


@pytest.mark.parametrize(
    ("fault", "status"), [(RuntimeError("a record zqsecretqz is broken"), 500), (OperationalError("zqsecretqz"), 503)]
)
@pytest.mark.parametrize("address", ["/courses/", "/api/v1/courses"])
def test_a_fault_tells_its_reader_nothing(laid, address, fault, status, monkeypatch, settings, caplog):
    settings.DEBUG = False

    def broken(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(training, "courses", broken)
    client = signed_in(NEIGHBOUR)
    answer = client.get(address)
    assert answer.status_code == status
    assert "zqsecretqz" not in everything(answer)
    assert [c.word for c in laid.words if c.word in everything(answer) + caplog.text] == []


@pytest.mark.parametrize(("email", "record"), [("", 0), (NEIGHBOUR, -1)])
def test_what_is_hidden_is_refused_like_what_is_nowhere(laid, email, record):
    """The same answer for a record above the clearance, for one that does not exist, and with no value repeated: for
    the visitor the most open records, for the neighbour the most restricted. Each asks for every other kind of record.
    """
    assert _told_apart(laid, email, record, list(laid.uids)[-record::2]) == []


@pytest.mark.crawl
@pytest.mark.parametrize("record", [0, -1])
@pytest.mark.parametrize("email", ["", NEIGHBOUR])
def test_so_is_every_other_hidden_record(laid, email, record):
    assert _told_apart(laid, email, record, laid.uids) == []


def _told_apart(laid: canaries.Laid, email: str, record: int, kinds: Iterable[str]) -> list[str]:
    """Where the reader learns that this record of one of the kinds is there, and by what."""
    client, every, found = signed_in(email), addresses(laid), []
    for uid in (laid.uids[kind][record] for kind in kinds if kind != "seat"):
        for address in (address for address in every if uid in address):
            answer = client.get(address)
            if answer.status_code == 404:
                nobody = NOWHERE if len(uid) == len(NOWHERE) else re.sub("[^/]*$", lambda last: "n" * len(last[0]), uid)
                nowhere = everything(client.get(address.replace(uid, nobody))).replace(nobody, uid)
                nowhere = nowhere.replace(quote(nobody, safe=""), quote(uid, safe=""))
                found += differences(address, everything(answer), nowhere)
    return found


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nothing/here/", 404),
        ("get", "/courses/?on=zqsecretqz", 422),
        ("get", "/claims/?on=3000-01-01", 422),
        ("get", "/journal/", 403),
        ("post", "/courses/", 405),
        ("post", "/claims/new/", 403),
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/v1/courses?nothing=1", 422),
        ("post", "/api/v1/courses", 405),
        ("post", "/api/v1/claims", 401),
    ],
)
def test_a_refusal_tells_of_no_record(laid, method, address, status):
    answer = getattr(Client(), method)(address)
    assert answer.status_code == status
    assert [c.word for c in laid.words if c.word in everything(answer)] == []


KEPT = (
    "/",
    "/indicators/",
    "/indicators/trainers.part1/",
    "/countries/KAZ/",
    "/api/v1/indicators/awareness.events.national?country=KAZ",
    "/api/v1/claims?size=200",
)
"""Addresses whose answers are made from what is kept."""


@pytest.mark.slow
def test_what_was_kept_for_one_reader_is_given_to_no_other(laid):
    """Whoever asked before, the public and a neighbour read what they read when nothing was kept."""
    cold = {email: _read_cold(email) for email in ("", NEIGHBOUR, FOCAL_POINT)}
    assert len({repr(read) for read in cold.values()}) == len(cold), "they read the same, so this proves nothing"
    for first in cold:
        _read_cold(first)
        assert _entries("near"), "nothing was kept, so this proves nothing"
        for email in cold.keys() - {first}:
            assert _read(email) == cold[email], f"{email} after {first}"


def _read_cold(email: str) -> dict[str, str]:
    caches["near"].clear()
    return _read(email)


def _read(email: str) -> dict[str, str]:
    return {address: without_tokens(text) for address, text in crawl(signed_in(email), KEPT).items()}


def test_caches_hold_no_name_of_a_reader_and_no_word_for_another(laid):
    """Every entry, as bytes: what the public was answered with holds no word above what everybody reads."""
    caches["near"].clear()
    _read("")
    kept = {key: pickle.loads(value) for key, value in _entries("near")}  # noqa: S301 - what this process kept
    assert [c.word for c in laid.words if c.word in repr(kept)] == []
    _read(FOCAL_POINT)
    assert [key for key, _ in _entries("near") if "focal" in key or "@" in key] == []


def _entries(alias: str) -> list[tuple[str, bytes]]:
    return list(getattr(caches[alias], "_cache", {}).items())


def test_sessions_hold_no_word_of_a_record(laid):
    client = signed_in(FOCAL_POINT)
    client.post("/choose/", {"on": "2018-04-04", "country": "KAZ"})
    client.post("/view-as/", {"role": "donor", "owner": "REG"})
    crawl(client, ["/", "/courses/", "/claims/new/", f"/courses/{laid.uids['course'][-2]}/"])
    held = [SessionStore().decode(session.session_data) for session in Session.objects.all()]
    assert any("view_as" in each for each in held)
    assert found_in({str(n): repr(each) for n, each in enumerate(held)}, [c.word for c in laid.words]) == []
