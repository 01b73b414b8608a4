"""Two who work on one draft of a curriculum in the same moment: nothing is lost, and what is published stays."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training import actions
from kerege.training.actions import adapting, curricula
from tests.ground import FOCAL_KGZ
from tests.training.rules.lessons import part
from tests.training.test_adapting_curricula import DAY, on, row, said, second, update
from tests.training.test_adapting_curricula import parent as parent


def in_the_same_moment(monkeypatch, room, name, do):
    """Let somebody else do something where this function is asked for the first time."""
    before, waiting = getattr(room, name), [do]

    def asked(*told, **more):
        if waiting:
            waiting.pop()()
        return before(*told, **more)

    monkeypatch.setattr(room, name, asked)


def test_two_who_decide_in_one_moment_undo_nothing_of_each_other(parent, monkeypatch):
    """Deciding for what stands here leaves the content as it was, so its digest does not tell."""
    said("risk", {"minutes": 60})
    said("spill", {"minutes": 60})
    second(lambda told: [part(told, name).update(minutes=45) for name in ("risk", "spill")] and None)
    update()
    one, other = (on(conflict=f"field|{name}|minutes|", side="own") for name in ("risk", "spill"))
    in_the_same_moment(monkeypatch, adapting, "read", lambda: actions.decide_conflict(**one))
    with pytest.raises(Refusal, match="training.curriculum_behind"):
        actions.decide_conflict(**other)
    assert [each["address"] for each in row().conflicts] == ["spill"]
    actions.decide_conflict(**other)
    assert [each["address"] for each in row().decided] == ["risk", "spill"]


def test_what_is_published_in_the_moment_of_a_change_stays_as_it_was_published(parent, monkeypatch):
    published = {"by": FOCAL_KGZ, "key": "own", "version": "1", "today": DAY}
    in_the_same_moment(monkeypatch, adapting, "read", lambda: actions.publish_curriculum_version(**published))
    with pytest.raises(Refusal, match="training.curriculum_stands"):
        said("risk", {"minutes": 60})
    assert part(row().content, "risk")["minutes"] == 30


def test_what_is_written_in_the_moment_of_publishing_is_published(parent, monkeypatch):
    in_the_same_moment(monkeypatch, curricula, "_check_ready", lambda: said("risk", {"minutes": 60}))
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    assert (row().state, part(row().content, "risk")["minutes"]) == ("published", 60)
