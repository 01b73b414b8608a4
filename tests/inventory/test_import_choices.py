"""Columns that are chosen, rows that are asked about, imports that are undone, and who may do any of it."""

import pytest

from kerege.inventory import actions
from kerege.inventory.models import SenderColumns
from kerege.inventory.words.importing import Decision, Done, ImportState, Outcome
from kerege.journal.rules import checking as looking
from kerege.people.rules import Actor
from tests import ground
from tests.inventory import dirty
from tests.inventory.imported import (
    FOCAL,
    HEAD_OF_ONE,
    SENDER,
    SMALL,
    applied,
    checked,
    code,
    counted,
    facilities,
    hand_in,
    mapped,
    names,
    opened,
    rows,
)
from tests.lib.workbooks import of_rows


@pytest.fixture(autouse=True)
def _towns(_ground):
    dirty.lay()


@pytest.fixture
def sheet():
    return dirty.made(140)


# -- mapping -----------------------------------------------------------------------------------------------------------


def test_what_was_chosen_for_a_sender_is_proposed_next_time():
    batch = hand_in(of_rows(["Имя объекта X", "Foo"], ["Лаборатория", "Талас"]))
    letters = [c["letter"] for c in batch.columns]
    mapped(batch, fields={letters[0]: "name:ru", letters[1]: "place"})
    again = hand_in(of_rows(["FOO", "имя объекта x"], ["Нарын", "Больница"]), sender=SENDER.upper())
    assert [c["field"] for c in again.columns] == ["place", "name:ru"]
    other = hand_in(of_rows(["FOO", "имя объекта x"], ["Нарын", "Больница"]), sender="Другое ведомство")
    assert other.columns[0]["field"] == ""
    with looking():
        assert SenderColumns.objects.inside_action().count() == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"A": "name:ru", "B": "name:ru"}, "inventory.column_twice"),
        ({"A": "place"}, "inventory.no_name_column"),
        ({"A": "name:ru", "Z": "place"}, "inventory.no_such_column"),
        ({"A": "name:ru", "B": "strains"}, "inventory.no_such_column"),
        ({"A": "name:ru", "C": "address"}, "inventory.column_excluded"),
    ],
)
def test_a_choice_of_columns_is_refused(fields, expected):
    batch = hand_in(of_rows(["Имя", "B", "Штаммы"], ["Лаборатория", "Талас", "x"]))
    assert code(lambda: mapped(batch, fields=fields)) == expected
    assert opened(batch).state == ImportState.UPLOADED


def test_a_forbidden_column_under_a_harmless_name_is_refused_too():
    batch = hand_in(of_rows(["Имя", "Адрес"], ["Лаборатория А", "ATCC 25922"], ["Лаборатория Б", "штамм 17/5"]))
    assert batch.columns[1]["excluded"] == "holdings"
    assert batch.columns[1]["values"] == []
    assert code(lambda: mapped(batch, fields={"A": "name:ru", "B": "address"})) == "inventory.column_excluded"


def test_another_sheet_of_the_same_file_is_proposed_anew(sheet):
    batch = hand_in(sheet.xlsx())
    assert [s[:2] for s in batch.sheets] == [["Реестр", False], ["Черновик", True]]
    assert code(lambda: mapped(batch, sheet="Черновик")) == "inventory.no_such_sheet"  # it has no rows
    assert code(lambda: mapped(batch, sheet="Нет такого")) == "inventory.no_such_sheet"


# -- duplicates --------------------------------------------------------------------------------------------------------


def test_a_facility_that_is_there_already_is_asked_about_and_taken_for_the_same():
    applied(checked(SMALL))
    other = of_rows(
        ["Facility name", "Type", "Sector", "City", "Website"],
        ["Talas City Laboratory", "district laboratory", "health", "Талас", "https://talas.example.org"],
        ["Batken Border Post", "border post", "customs", "Баткен", None],
    )
    batch = checked(other, sender="Ministry of Agriculture")
    asked, new = rows(batch)
    assert (asked.outcome, new.outcome) == (Outcome.ASKED, Outcome.NEW)
    assert asked.matches[0][0] == str(facilities()[0].uid)
    assert {r[0] for r in asked.matches[0][2]} >= {"spelling", "place"}
    batch = applied(batch)
    assert batch.state == ImportState.PARTLY_APPLIED
    assert len(facilities()) == 3
    decided = actions.decide_row(by=FOCAL, uid=batch.uid, row=asked.number, decision=Decision.SAME)
    assert decided.outcome == Outcome.CHANGES
    assert applied(batch).state == ImportState.APPLIED
    first = facilities()[0]
    assert (len(facilities()), first.website) == (3, "https://talas.example.org")
    assert names(first) == {"ru": "Таласская городская лаборатория", "en": "Talas City Laboratory"}
    again = checked(other, sender="Ministry of Agriculture")
    assert counted(again) == {Outcome.SAME: 2}


@pytest.mark.parametrize(
    ("decision", "outcome", "cards"),
    [(Decision.OTHER, Outcome.NEW, 3), (Decision.SKIP, Outcome.LEFT_OUT, 2), (Decision.SAME, Outcome.CHANGES, 2)],
)
def test_what_may_be_said_of_a_row_that_is_asked_about(decision, outcome, cards):
    applied(checked(SMALL))
    again = of_rows(["Name", "Type", "Sector", "City"], ["Talas City Laboratory", "district", "health", "Талас"])
    batch = checked(again, sender="Another")
    assert actions.decide_all(by=FOCAL, uid=batch.uid, decision=decision) == 1
    assert rows(batch)[0].outcome == outcome
    assert actions.decide_all(by=FOCAL, uid=batch.uid, decision=decision) == 0
    if outcome == Outcome.LEFT_OUT:
        assert code(lambda: actions.apply_import(by=FOCAL, uid=batch.uid)) == "inventory.nothing_to_apply"
    else:
        applied(batch)
    assert len(facilities()) == cards


def test_a_decision_about_a_row_that_asks_for_none_is_refused():
    batch = checked(SMALL)
    for row in (2, 99):
        given = {"by": FOCAL, "uid": batch.uid, "row": row, "decision": "same"}
        assert code(lambda given=given: actions.decide_row(**given)) == "inventory.no_such_row"
    given = {"by": FOCAL, "uid": batch.uid, "row": 2, "decision": "maybe"}
    assert code(lambda: actions.decide_row(**given)) == "people.unknown_choice"


def test_two_rows_of_one_sheet_that_look_alike_are_asked_about():
    twins = of_rows(
        ["Name", "Type", "Sector", "City"],
        ["Talas City Laboratory", "district", "health", "Талас"],
        ["Таласская городская лаборатория", "district", "health", "Талас"],
    )
    batch = checked(twins)
    assert [r.outcome for r in rows(batch)] == [Outcome.NEW, Outcome.ASKED]
    assert rows(batch)[1].matches[0][0] == "row:2"
    actions.decide_row(by=FOCAL, uid=batch.uid, row=3, decision=Decision.SAME, facility="row:2")
    assert applied(batch).state == ImportState.APPLIED
    assert len(facilities()) == 1


# -- undoing -----------------------------------------------------------------------------------------------------------


def test_undoing_puts_a_changed_card_back_and_leaves_what_somebody_changed_since():
    applied(checked(SMALL))
    first, second = facilities()
    longer = of_rows(
        ["Код", "Наименование", "Название (англ.)", "Тип", "Ведомство", "Город", "Адрес", "Лаборанты", "Дата проверки"],
        [
            "1",
            "Таласская лаборатория",
            "Talas lab",
            "больница",
            "ветеринария",
            "Нарын",
            "улица Мира, 1",
            4,
            "01.02.2026",
        ],
        ["2", "Нарынская станция", None, "станция", "ветеринария", "Нарын", None, None, None],
    )
    batch = applied(checked(longer))
    changed = facilities()[0]
    assert (changed.kind, changed.address, changed.staff) == ("hospital_laboratory", "улица Мира, 1", "technician 4")
    actions.change_facility(
        by=FOCAL, facility=second.key, expected_version=facilities()[1].version, website="https://x.example"
    )
    actions.undo_import(by=FOCAL, uid=batch.uid)
    actions.take_back_rows(by=FOCAL, uid=batch.uid)
    back = facilities()[0]
    same = (
        "kind",
        "sectors",
        "title",
        "place_id",
        "position",
        "address",
        "staff",
        "verified_on",
        "shown_at",
        "confirmed_on",
    )
    assert [getattr(back, n) for n in same] == [getattr(first, n) for n in same]
    assert names(back) == {"ru": "Таласская городская лаборатория"}
    assert [r.done for r in rows(batch)] == [Done.TAKEN_BACK, Done.KEPT]
    assert rows(batch)[1].faults[-1][2] == "inventory.changed_since"
    assert facilities()[1].website == "https://x.example"
    assert code(lambda: actions.undo_import(by=FOCAL, uid=batch.uid)) == "inventory.not_in_this_state"


def test_a_card_on_which_others_rely_stays():
    batch = applied(checked(SMALL))
    actions.record_unit(by=FOCAL, facility=facilities()[0].key, name="Serology")
    actions.undo_import(by=FOCAL, uid=batch.uid)
    actions.take_back_rows(by=FOCAL, uid=batch.uid)
    assert [r.done for r in rows(batch)] == [Done.KEPT, Done.TAKEN_BACK]
    assert rows(batch)[0].faults[-1][2] == "inventory.others_rely"
    assert len(facilities()) == 1


def test_after_undoing_the_sheet_can_come_again():
    batch = applied(checked(SMALL))
    actions.undo_import(by=FOCAL, uid=batch.uid)
    actions.take_back_rows(by=FOCAL, uid=batch.uid)
    assert counted(checked(SMALL)) == {Outcome.NEW: 2}


# -- who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (ground.FOCAL_KAZ, "people.not_yours"),
        (HEAD_OF_ONE, "inventory.not_your_facility"),
        (Actor("nobody", "Nobody"), "people.not_yours"),
    ],
)
def test_who_may_not_hand_in(by, expected):
    assert code(lambda: hand_in(SMALL, by=by)) == expected


@pytest.mark.parametrize("by", [ground.FOCAL_KAZ, HEAD_OF_ONE])
def test_to_others_an_import_is_not_there(by):
    batch = checked(SMALL)
    calls = [
        lambda: mapped(batch, by=by),
        lambda: actions.check_rows(by=by, uid=batch.uid),
        lambda: actions.decide_row(by=by, uid=batch.uid, row=2, decision="other"),
        lambda: actions.decide_all(by=by, uid=batch.uid, decision="other"),
        lambda: actions.apply_import(by=by, uid=batch.uid),
        lambda: actions.undo_import(by=by, uid=batch.uid),
        lambda: actions.record_rows(by=by, uid=batch.uid),
        lambda: actions.take_back_rows(by=by, uid=batch.uid),
    ]
    assert [code(call) for call in calls] == ["inventory.no_such_import"] * len(calls)
    assert code(lambda: actions.undo_import(by=FOCAL, uid="x")) == "inventory.no_such_import"
