"""The keys that sign certificates are a ring of their own: made once, rotated by a command, and in no other's way."""

import json

import pytest

from kerege.config.cli import keys as command
from kerege.config.cli import parser, serve
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import keys
from kerege.upkeep.rules.anchors import public_text, trusted

pytestmark = pytest.mark.nodb


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA, settings.KEREGE_NODE = tmp_path, "KAZ"
    return tmp_path


def kerege(*words):
    return command.run(parser.command_line().parse_args(["keys", "issuing", *words]))


def ring(data):
    return keys.public_keys(data, keys.ISSUING)


def test_the_command_makes_the_first_key_and_then_the_next_which_the_old_one_signs(data, capsys):
    assert (kerege(), kerege()) == (0, 0)
    (first,) = ring(data)
    assert kerege("--rotate") == 0
    old, new = ring(data)
    assert (old, new.number, new.signed_by) == (first, 2, first.name)
    assert list(trusted(ring(data), first=[first.public])) == [old.name, new.name]
    told = json.loads(capsys.readouterr().out.rpartition("\n{")[2].join(["{", ""]))
    assert [key["public"] for key in told["keys"]] == [old.public, new.public]


def test_each_ring_has_its_own_keys(data):
    journal = anchoring.have_key(by=SYSTEM, data=data)
    issuing = anchoring.have_key(by=SYSTEM, data=data, ring=keys.ISSUING)
    anchoring.rotate_key(by=SYSTEM, data=data)
    assert [key.public for key in ring(data)] == [public_text(issuing)]
    assert keys.public_keys(data)[0].public == public_text(journal) != public_text(issuing)
    assert keys.private_key(data, 1, keys.ISSUING).private_bytes_raw() == issuing.private_bytes_raw()


def test_a_secret_key_is_for_the_node_alone(data):
    anchoring.have_key(by=SYSTEM, data=data, ring=keys.ISSUING)
    assert {p.name: oct(p.stat().st_mode & 0o777) for p in (data / "keys").iterdir()} == {
        "issuing-0001.pem": "0o600",
        "issuing.json": "0o600",
    }


@pytest.mark.parametrize(("shared", "expected"), [("", 1), ("for all machines", 0)])
def test_a_start_makes_the_key_where_the_node_keeps_its_keys_itself(data, monkeypatch, shared, expected):
    monkeypatch.setenv("KEREGE_SECRET_KEY", shared)
    serve._have_issuing_key()
    assert len(ring(data)) == expected
