"""What a line of the log says, and what no line says."""

import json
import logging
import sys

import pytest

from kerege.lib.logs import HIDDEN, JsonLines, PlainLines, about_request, clean

pytestmark = pytest.mark.nodb


def line(message="done", *args, formatter=JsonLines, **extra):
    record = logging.makeLogRecord(
        {"name": "kerege.x", "levelname": "WARNING", "msg": message, "args": args, "created": 0.0, **extra}
    )
    return formatter().format(record)


def test_a_line_is_one_json_object():
    told = json.loads(line("kept %s of %s", 3, 4))
    assert told == {
        "at": "1970-01-01T00:00:00.000+00:00",
        "level": "warning",
        "logger": "kerege.x",
        "message": "kept 3 of 4",
    }


@pytest.mark.parametrize("formatter", [JsonLines, PlainLines])
@pytest.mark.parametrize(
    "sign", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1b[2J", "\x85", "\u2028", "\u2029", "\u202e", "\0"]
)
def test_no_text_begins_a_line_of_its_own(formatter, sign):
    forged = f'x{sign}{{"level": "critical", "message": "forged"}}'
    for written in (line(forged, formatter=formatter), line("x", formatter=formatter, code=forged)):
        assert len(written.splitlines()) == 1
        assert written.isprintable()
        assert written.isascii()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("password=hunter2 x", f"password={HIDDEN} x"),
        ('{"token": "abc"}', f'{{"token": {HIDDEN}'),
        ("Authorization: Bearer-abc", f"Authorization: {HIDDEN}"),
        ("Cookie: sessionid=abc; x", f"Cookie: {HIDDEN}; x"),
        ("csrfmiddlewaretoken=abc", f"csrfmiddlewaretoken={HIDDEN}"),
        ("mail to a.b+c@example.org failed", f"mail to {HIDDEN} failed"),
        ("GET /search/?q=secret&x=1 now", f"GET /search/?{HIDDEN} now"),
        ("a plain sentence about passwords", "a plain sentence about passwords"),
    ],
)
def test_secrets_addresses_and_queries_are_hidden(text, left):
    assert clean(text) == left
    assert json.loads(line("x", inner={"deep": [text]}))["inner"] == {"deep": [left]}


def test_a_fault_is_told_by_kind_and_place_without_its_words():
    canary = "zqcanaryqz"
    try:
        int(canary)
    except ValueError:
        written = line("broken", exc_info=sys.exc_info())
    told = json.loads(written)
    assert told["fault"] == "ValueError"
    assert told["through"][0].startswith("tests/lib/test_logs.py:")
    assert canary not in written


def test_a_request_says_what_it_is_while_it_is_answered():
    before = about_request.set(lambda: {"request": "0123", "route": "courses/"})
    try:
        assert json.loads(line())["request"] == "0123"
    finally:
        about_request.reset(before)
    assert "request" not in json.loads(line())


def test_a_message_with_the_wrong_number_of_values_is_still_a_line():
    assert json.loads(line("%s and %s", 1))["message"] == "%s and %s"


def test_values_without_a_form_in_json_are_told_by_their_kind():
    assert json.loads(line("x", thing=object()))["thing"] == "object"


def test_a_long_text_is_cut():
    assert len(line("a" * 100_000)) < 3000
