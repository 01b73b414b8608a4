"""A sheet from its upload to its undoing: good rows are kept, errors are told, and the same again changes nothing."""

import pytest
from django_tasks_db.models import DBTaskResult

from kerege.inventory import actions
from kerege.inventory.actions.importing import carrying, checking, writing
from kerege.inventory.words.importing import Done, ImportState, Outcome
from kerege.journal import queries as journal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.inventory import dirty
from tests.inventory.imported import (
    FOCAL,
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
    taken,
)
from tests.lib.workbooks import of_rows


@pytest.fixture(autouse=True)
def _towns(_ground):
    dirty.lay()


@pytest.fixture
def sheet():
    return dirty.made(140)


# -- the whole way -----------------------------------------------------------------------------------------------------


def test_a_dirty_sheet_is_checked_recorded_in_part_sent_again_and_undone(sheet):
    content = sheet.xlsx()
    batch = checked(content)
    told = {f[0]: f[2] for row in rows(batch) for f in row.faults}
    twice = {str(number): c for number, c in _twice(sheet).items()}
    assert (batch.state, batch.checked) == (ImportState.CHECKED, 140)
    assert told == {a: c for a, c in sheet.errors.items() if c != "inventory.row_twice"} | twice
    assert counted(batch) == {Outcome.NEW: len(sheet.good), Outcome.FAULTY: 140 - len(sheet.good)}

    batch = applied(batch)
    assert batch.state == ImportState.PARTLY_APPLIED
    assert len(facilities()) == len(sheet.good)
    assert counted(batch, "done") == {Done.RECORDED: len(sheet.good), Done.NOTHING: 140 - len(sheet.good)}

    before = journal.head()[0]
    again = checked(content)
    assert counted(again) == {Outcome.SAME: len(sheet.good), Outcome.FAULTY: 140 - len(sheet.good)}
    assert code(lambda: actions.apply_import(by=FOCAL, uid=again.uid)) == "inventory.nothing_to_apply"
    assert len(facilities()) == len(sheet.good)
    words = {act.word for act in journal.acts(owners=None, limit=journal.head()[0] - before)}
    assert not any(word.startswith("inventory.facility") for word in words)

    actions.undo_import(by=FOCAL, uid=batch.uid)
    undone = actions.take_back_rows(by=FOCAL, uid=batch.uid)
    assert (undone.state, facilities()) == (ImportState.UNDONE, [])


def test_days_in_four_styles_of_an_old_encoding_are_recorded_and_what_is_no_day_is_named():
    days = ["17.04.2026", "17 апреля 2026 г.", "46129", "2026-04-17", "31.04.2026"]
    lines = [f"{n};Участковый пост {n};Районная лаборатория;Здравоохранение;Талас;{d}" for n, d in enumerate(days)]
    content = "\r\n".join(["Код;Наименование;Тип;Ведомство;Город;Дата проверки", *lines]).encode("cp1251")
    batch = checked(content, received=taken(content, "реестр.csv"))
    assert [(f[0], f[2]) for row in rows(batch) for f in row.faults] == [("F6", "sheets.not_a_day")]
    assert applied(batch).state == ImportState.PARTLY_APPLIED
    assert [(f.verified_on.isoformat(), names(f)["ru"][-1]) for f in facilities()] == [
        ("2026-04-17", str(n)) for n in range(4)
    ]


def _twice(sheet):
    return {int(a[1:]): c for a, c in sheet.errors.items() if c == "inventory.row_twice"}


def test_every_card_has_its_own_act_by_whoever_asked_and_the_label_that_was_chosen():
    batch = applied(checked(SMALL, level=Sensitivity.NATIONAL))
    assert [f.label for f in facilities()] == [Sensitivity.NATIONAL] * 2
    acts = [a for a in journal.acts(owners=None, limit=50) if a.word == "inventory.facility.recorded"]
    assert {a.about for a in acts} == {str(f.uid) for f in facilities()}
    assert batch.state == ImportState.APPLIED


# -- interruptions, and two people at once -----------------------------------------------------------------------------


def test_a_check_that_is_interrupted_goes_on_where_it_was(sheet, monkeypatch):
    monkeypatch.setattr(checking, "AT_ONCE", 40)
    batch, kept = mapped(hand_in(sheet.xlsx())), checking._keep
    calls = []

    def killed(*given):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return kept(*given)

    monkeypatch.setattr(checking, "_keep", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.check_rows(by=FOCAL, uid=batch.uid, today=dirty.DAY)
    assert (opened(batch).checked, opened(batch).state) == (80, ImportState.MAPPED)
    monkeypatch.setattr(checking, "_keep", kept)
    actions.check_rows(by=FOCAL, uid=batch.uid, today=dirty.DAY)
    assert (opened(batch).checked, opened(batch).state) == (140, ImportState.CHECKED)
    told = {f[0]: f[2] for row in rows(batch) for f in row.faults}
    assert len(told) == len(sheet.errors)


def test_recording_that_is_interrupted_has_done_nothing_and_is_done_by_the_next(sheet, monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 40)
    batch, write = checked(sheet.xlsx()), writing.write_pile
    actions.apply_import(by=FOCAL, uid=batch.uid)
    calls = []

    def killed(**given):
        write(**given)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing, "write_pile", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.record_rows(by=FOCAL, uid=batch.uid)
    assert (facilities(), opened(batch).state) == ([], ImportState.APPLYING)
    assert counted(batch, "done") == {Done.NOTHING: 140}
    monkeypatch.setattr(writing, "write_pile", write)
    carrying.go_on(by=SYSTEM, uid=str(batch.uid))
    assert (len(facilities()), opened(batch).state) == (len(sheet.good), ImportState.PARTLY_APPLIED)
    carrying.go_on(by=SYSTEM, uid=str(batch.uid))
    assert len(facilities()) == len(sheet.good)


def test_what_has_not_moved_for_two_minutes_is_put_into_the_queue_again(django_capture_on_commit_callbacks):
    batch = mapped(hand_in(SMALL))
    for minutes, expected in ((1, 0), (3, 1)):
        at = opened(batch).stepped_at + carrying.timedelta(minutes=minutes)
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.carry_on(by=FOCAL, at=at) == expected
        assert DBTaskResult.objects.count() == expected


def test_two_people_who_check_and_record_at_once_record_once():
    batch = checked(SMALL)
    assert actions.check_rows(by=FOCAL, uid=batch.uid).checked == 2
    actions.apply_import(by=FOCAL, uid=batch.uid)
    assert code(lambda: actions.apply_import(by=FOCAL, uid=batch.uid)) == "inventory.not_in_this_state"
    actions.record_rows(by=FOCAL, uid=batch.uid)
    assert code(lambda: actions.record_rows(by=FOCAL, uid=batch.uid)) == "inventory.not_in_this_state"
    second = checked(SMALL)
    assert counted(second) == {Outcome.SAME: 2}
    assert len(facilities()) == 2


def test_rows_that_nothing_names_are_not_taken_for_one_another():
    batch = checked(of_rows(["Name", "Type", "Sector"], [None, "district", "health"], [None, "station", "animal"]))
    assert [[f[2] for f in row.faults] for row in rows(batch)] == [["inventory.missing"]] * 2
    assert [row.origin for row in rows(batch)] == ["", ""]


def test_the_same_file_handed_in_twice_is_one_import_until_it_is_begun():
    first = hand_in(SMALL)
    assert hand_in(SMALL).uid == first.uid
    mapped(first)
    assert hand_in(SMALL).uid != first.uid
