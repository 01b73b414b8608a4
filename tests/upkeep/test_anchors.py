"""An anchor that others keep finds a cut end, a chain written anew, a database set back; the chain alone does not."""

import json
from dataclasses import asdict, replace

import pytest
from django.core import mail
from django.db import connection

from kerege.config.cli import parser
from kerege.config.cli.audit import run
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.models import Act, Head
from kerege.journal.rules import entry_hash
from kerege.journal.words import GENESIS
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import anchors, keys
from kerege.upkeep.rules.anchors import as_bytes, file_name, read_anchor, trusted
from kerege.upkeep.words import AnchorFault
from tests.journal.test_verify import DROP

pytestmark = pytest.mark.django_db


@pytest.fixture
def node(tmp_path, settings):
    """The data folder of a node of its own, with five acts in its journal."""
    settings.DATA, settings.KEREGE_NODE = tmp_path / "data", "KAZ"
    do(5)
    return settings.DATA


def do(n: int) -> None:
    for _ in range(n):
        with act("test.thing.done", by=SYSTEM, about=new_uid(), owner="KAZ"):
            pass


@pytest.fixture
def kept(tmp_path):
    """Where a peer keeps anchors."""
    folder = tmp_path / "peer"
    folder.mkdir()
    return folder


def keep(folder, anchor):
    (folder / file_name(anchor)).write_bytes(as_bytes(anchor))


def faults(data, folder, trust=None):
    own = keys.public_keys(data)
    found = anchors.judged(folder, node="KAZ", keys=own, trust=[k.public for k in trust or own])
    return [judgement.fault for judgement in found]


def behind_the_back(*statements):
    with connection.cursor() as cursor:
        for statement in (*DROP[connection.vendor], *statements):
            cursor.execute(statement)


def rewrite_all():
    """The whole chain anew, with another actor, right hashes and a right head: as the owner of the machine could."""
    prev = GENESIS
    for row in Act.objects.order_by("seq"):
        row.actor, row.prev = "somebody else", prev
        prev = row.hash = entry_hash(row.entry())
        Act.objects.filter(seq=row.seq).update(actor=row.actor, prev=row.prev, hash=row.hash)
    Head.objects.update(hash=prev)


def test_an_untouched_journal_holds_against_its_anchor(node, kept):
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    do(3)
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    assert faults(node, kept) == [None, None]


def test_a_cut_end_that_the_chain_does_not_see_is_found(node, kept):
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    fourth = Act.objects.get(seq=4).hash
    behind_the_back("DELETE FROM journal_act WHERE seq = 5")
    Head.objects.update(seq=4, hash=fourth)
    assert journal.verify().whole
    assert faults(node, kept) == [AnchorFault.CUT]


def test_a_chain_written_anew_with_right_hashes_is_found(node, kept):
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    behind_the_back()
    rewrite_all()
    assert journal.verify().whole
    assert faults(node, kept) == [AnchorFault.REWRITTEN]


def test_a_database_that_was_set_back_and_went_on_is_found(node, kept):
    first = anchoring.anchor(by=SYSTEM, data=node)
    do(2)
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    behind_the_back("DELETE FROM journal_act WHERE seq > 5")
    Head.objects.update(seq=5, hash=first.head)
    do(4)
    assert journal.verify().whole
    assert faults(node, kept) == [AnchorFault.REWRITTEN]


@pytest.mark.parametrize("change", [{"seq": 4}, {"count": 4}, {"head": "0" * 64}, {"at": "2020-01-01T00:00:00+00:00"}])
def test_an_anchor_that_says_something_else_is_forged(node, kept, change):
    keep(kept, replace(anchoring.anchor(by=SYSTEM, data=node), **change))
    assert faults(node, kept) == [AnchorFault.FORGED]


def test_an_anchor_that_the_forger_signed_himself_is_forged(node, kept, tmp_path):
    forger = tmp_path / "forger"
    keep(kept, anchoring.anchor(by=SYSTEM, data=forger))
    anchoring.have_key(by=SYSTEM, data=node)
    assert faults(node, kept) == [AnchorFault.FORGED]


def test_an_anchor_of_another_node_is_named(node, kept, settings):
    settings.KEREGE_NODE = "UZB"
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    assert faults(node, kept) == [AnchorFault.OTHER_NODE]


@pytest.mark.parametrize("text", ["{}", "no json", "[]", '{"kind": "kerege.anchor.1", "node": 3}'])
def test_what_is_no_anchor_is_named_and_not_passed_over(node, kept, text):
    (kept / "anchor-broken.json").write_text(text)
    assert faults(node, kept) == [AnchorFault.UNREADABLE]


def test_a_folder_without_anchors_proves_nothing(node, kept):
    with pytest.raises(Refusal) as refused:
        faults(node, kept)
    assert refused.value.code == "upkeep.no_anchors"


# -- keys --------------------------------------------------------------------------------------------------------------


def test_the_key_is_made_once_and_only_the_node_can_read_it(node):
    anchoring.have_key(by=SYSTEM, data=node)
    before = (node / "keys" / "node-0001.pem").read_bytes()
    anchoring.have_key(by=SYSTEM, data=node)
    assert (node / "keys" / "node-0001.pem").read_bytes() == before
    assert (node / "keys" / "node-0001.pem").stat().st_mode & 0o777 == 0o600
    assert (node / "keys").stat().st_mode & 0o777 == 0o700


def test_whoever_trusts_the_first_key_trusts_those_that_it_signed(node, kept):
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    first = keys.public_keys(node)
    anchoring.rotate_key(by=SYSTEM, data=node)
    anchoring.rotate_key(by=SYSTEM, data=node)
    do(1)
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    assert len({key.public for key in keys.public_keys(node)}) == 3
    assert faults(node, kept, trust=first) == [None, None]


def test_a_key_that_no_key_before_it_signed_is_not_trusted(node):
    anchoring.rotate_key(by=SYSTEM, data=node)
    first, second = keys.public_keys(node)
    assert set(trusted([first, second], first=[first.public])) == {first.name, second.name}
    forged = replace(second, at="2020-01-01T00:00:00+00:00")
    assert set(trusted([first, forged], first=[first.public])) == {first.name}


def test_an_anchor_by_an_exchanged_key_is_forged_for_whoever_kept_the_old_one(node, kept, tmp_path):
    anchoring.have_key(by=SYSTEM, data=node)
    peers = keys.public_keys(node)
    for path in (node / "keys").iterdir():
        path.unlink()
    keep(kept, anchoring.anchor(by=SYSTEM, data=node))
    assert faults(node, kept) == [None]
    assert faults(node, kept, trust=peers) == [AnchorFault.FORGED]


# -- the command -------------------------------------------------------------------------------------------------------


def kerege(*words) -> int:
    return run(parser.command_line().parse_args(["audit", *words]))


def test_the_command_gives_an_anchor_and_holds_the_journal_against_it(node, kept, capsys):
    assert kerege("anchor", "--to", str(kept)) == 0
    assert kerege("verify", "--anchors", str(kept)) == 0
    told = capsys.readouterr().out
    assert "1 anchors hold; the newest saw 5 acts" in told
    assert "this node's own key" in told
    assert anchors.last_anchor(node) == read_anchor(json.loads(next(kept.iterdir()).read_text()))


def test_the_command_fails_where_an_anchor_finds_something(node, kept, tmp_path, capsys):
    kerege("anchor", "--to", str(kept))
    capsys.readouterr()
    kerege("key")
    (tmp_path / "key.json").write_text(capsys.readouterr().out)
    behind_the_back()
    rewrite_all()
    assert kerege("verify", "--anchors", str(kept), "--key", str(tmp_path / "key.json")) == 1
    told = capsys.readouterr()
    assert "rewritten: The act that this anchor saw has another hash" in told.err
    assert "this node's own key" not in told.out


def test_an_anchor_can_be_piped(node, capsysbinary):
    assert kerege("anchor", "--to", "-") == 0
    assert read_anchor(json.loads(capsysbinary.readouterr().out)).count == 5


def test_an_anchor_is_mailed_to_peers(node, monkeypatch):
    monkeypatch.setenv("KEREGE_ANCHOR_MAIL", "a@example.org, b@example.org")
    assert kerege("anchor", "--mail") == 0
    assert (mail.outbox[0].to, '"count": 5' in mail.outbox[0].body) == (["a@example.org", "b@example.org"], True)


def test_mail_to_nobody_is_refused(node, capsys):
    assert kerege("anchor", "--mail") == 1
    assert "upkeep.no_peers" in capsys.readouterr().err


def test_a_file_that_is_no_key_is_refused(node, kept, tmp_path, capsys):
    kerege("anchor", "--to", str(kept))
    (tmp_path / "no.json").write_text("{}")
    assert kerege("verify", "--anchors", str(kept), "--key", str(tmp_path / "no.json")) == 1
    assert "upkeep.bad_key_file" in capsys.readouterr().err


def test_a_new_key_is_printed_with_the_word_of_the_old_one(node, capsys):
    kerege("key")
    capsys.readouterr()
    assert kerege("key", "--rotate") == 0
    first, second = json.loads(capsys.readouterr().out)["keys"]
    assert second["signed_by"] == keys.public_keys(node)[0].name
    assert asdict(keys.public_keys(node)[1]) == second
