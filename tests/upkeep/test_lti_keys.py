"""The node's keys for LTI: made once, secret, shown as a key set, and replaced by a command."""

import json
from datetime import datetime, timedelta

import pytest
from django.test import RequestFactory

from kerege.config.cli import keys as command
from kerege.config.cli import parser, serve
from kerege.lib.refusal import Refusal
from kerege.lib.signed_tokens import claims_of
from kerege.upkeep.queries.lti_keys import STILL_SHOWN, lti_keys, shown_keys, signing_key
from kerege.web.lti import signing

pytestmark = pytest.mark.nodb


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


def kerege(*words):
    return command.run(parser.command_line().parse_args(["keys", "lti", *words]))


def shown(data, later=timedelta(0)):
    begun = datetime.fromisoformat(lti_keys(data)[-1].at)
    return [key["kid"] for key in shown_keys(data, now=begun + later)]


def test_a_key_is_made_once_rotated_shown_for_a_week_more_and_forgotten_when_it_was_stolen(data, capsys):
    assert (kerege(), kerege()) == (0, 0)
    (first,) = lti_keys(data)
    assert (signing_key(data)[0], shown(data)) == (first.kid, [first.kid])
    assert kerege("--rotate") == 0
    second = lti_keys(data)[-1]
    assert (signing_key(data)[0], shown(data)) == (second.kid, [first.kid, second.kid])
    assert shown(data, STILL_SHOWN) == [second.kid]
    assert kerege("--forget") == 0
    third = lti_keys(data)[-1]
    assert shown(data) == [third.kid] != [second.kid]
    told = json.loads("{" + capsys.readouterr().out.rpartition("\n{")[2])
    assert told == {"keys": [third.jwk]}
    assert set(third.jwk) == {"alg", "e", "kid", "kty", "n", "use"}
    assert {p.stat().st_mode & 0o777 for p in (data / "keys").iterdir()} == {0o600}


def test_what_the_node_signs_is_read_by_the_keys_that_it_shows(data, settings):
    settings.KEREGE_ADDRESS = "https://node.example.org"
    with pytest.raises(Refusal) as told:
        signing.sign({})
    assert (told.value.code, told.value.status) == ("upkeep.no_lti_key", 503)
    kerege()
    token = signing.sign({"iss": signing.issuer(), "aud": "tool", "iat": 5, "exp": 10})
    answer = json.loads(signing.key_set(RequestFactory().get("/lti/keys/")).content)
    assert (
        claims_of(token, keys=answer["keys"], issuer="https://node.example.org", audience={"tool"}, now=7)["iat"] == 5
    )


@pytest.mark.parametrize("what", ["not json", '{"keys": [5]}', '{"keys": [{"number": 1}]}'])
def test_a_damaged_list_of_keys_is_named(data, what, capsys):
    (data / "keys").mkdir()
    (data / "keys" / "lti.json").write_text(what)
    assert kerege() != 0
    assert "upkeep.bad_key_file" in capsys.readouterr().err


@pytest.mark.parametrize(("shared", "expected"), [("", 1), ("for all machines", 0)])
def test_a_start_makes_the_key_where_the_node_keeps_its_keys_itself(data, monkeypatch, shared, expected):
    monkeypatch.setenv("KEREGE_SECRET_KEY", shared)
    serve._have_lti_key()
    assert len(lti_keys(data)) == expected
