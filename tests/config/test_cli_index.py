"""`kerege inventory index`: made anew, compared, and what `kerege check` says of a gap."""

import pytest

from kerege.config.cli import check, index, parser
from kerege.inventory.models import Findable
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from tests import ground
from tests.inventory.facts import recorded


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


def command(*words):
    args = parser.command_line().parse_args(words)
    return {"inventory": index, "check": check}[args.command].run(args)


def test_the_index_is_compared_with_the_cards_and_made_anew(capsys):
    made = recorded()
    gap = "the index of facilities differs from their cards in 1"
    assert command("inventory", "index", "--check") == 0
    command("check")
    assert gap not in capsys.readouterr().err
    with act("tests.lost", by=SYSTEM, about="index"):
        Findable.objects.inside_action().delete()
    assert command("inventory", "index", "--check") == 1
    assert f"✗ {made.key}: the index says something else" in capsys.readouterr().err
    assert command("check") == 1
    assert gap in capsys.readouterr().err
    assert command("inventory", "index") == 0
    assert "index: 1 facilities" in capsys.readouterr().out
    assert command("inventory", "index", "--check") == 0
