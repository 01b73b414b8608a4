"""What stands in a room is judged on every day of a season, not on its last alone."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest

from kerege.inventory.rules.certificates import Certificate, Event, standing
from kerege.inventory.words.equipment import EquipmentKind, Happening, Outcome
from kerege.lib.periods import Period

CABINET = EquipmentKind.CABINET_2
SET_UP = [Event(date(2026, 1, 12), Happening.INSTALLED)]
DUE = date(2027, 6, 1)
SEASON = SimpleNamespace(viewer=None, first=date(2027, 3, 1), last=date(2027, 12, 20))

rooms = import_module("kerege.planning.queries.gathering.rooms")  # the package has a function of this name
pytestmark = pytest.mark.nodb


def equipment(monkeypatch, *ends: date):
    """Of a room that says it has a cabinet, beside which one piece stands for each certificate."""

    def items(_viewer, *, on, facility):
        tests = ([Certificate(date(2026, 2, 1), Outcome.PASSED, end)] for end in ends)
        return [SimpleNamespace(kind=CABINET, standing=standing(CABINET, SET_UP, each, on=on)) for each in tests]

    monkeypatch.setattr(rooms.inventory, "items", items)
    room = SimpleNamespace(equipment=["cabinet"])
    return rooms._equipment({CABINET.value}, room, rooms._stands(SEASON, "laboratory"))


def test_a_certificate_that_ends_within_the_season_holds_until_its_day(monkeypatch):
    found = equipment(monkeypatch, DUE)
    assert (found.fit, found.unfit) == ({CABINET.value}, ((CABINET.value, Period(DUE, None)),))


def test_one_piece_that_may_be_used_is_enough_and_one_that_never_may_is_missing(monkeypatch):
    assert equipment(monkeypatch, DUE, date(2028, 2, 1)).unfit == ()
    gone = equipment(monkeypatch, SEASON.first)
    assert (gone.fit, gone.unfit) == (frozenset(), ())
