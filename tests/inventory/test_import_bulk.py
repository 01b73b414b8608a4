"""Rows that are recorded together leave behind what the actions for single cards do: record by record, act by act."""

import json
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kerege.inventory import actions
from kerege.inventory.actions import facilities as recording
from kerege.inventory.actions.changing import names_now
from kerege.inventory.actions.importing import applying, undoing
from kerege.inventory.actions.importing.snapshot import snapshot
from kerege.inventory.actions.importing.writing import Ready
from kerege.inventory.models import Facility
from kerege.inventory.rules.import_rows import joined, recordable
from kerege.inventory.words.importing import Done, ImportState, Outcome
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking as looking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from tests.inventory import dirty, equipment
from tests.inventory.imported import FOCAL, SENDER, SMALL, applied, checked, code, facilities, rows
from tests.lib.workbooks import of_rows

HEADINGS = ["Код", "Наименование", "Название (англ.)", "Тип", "Ведомство", "Город", "Широта", "Долгота", "Адрес",
            "Телефон", "Лаборанты", "Источник", "Сайт"]  # fmt: skip


def sheet(site: str | None = None, name: str = "Таласская", phone: str | None = "+996 312 55 00 11") -> bytes:
    """Four facilities: with and without a position, a town, a source, contacts and staff."""
    return of_rows(
        HEADINGS,
        ["1", f"{name} лаборатория", "Talas laboratory", "районная лаборатория", "здравоохранение", "Талас", 42.52,
         72.24, "улица Мира, 4", phone, 7, "S1", site],
        ["2", "Нарынская станция", None, "станция", "ветеринария", "Нарын", None, None, None, None, None, None, None],
        ["3", "Пост Икс", "Post X", "пункт пропуска", "граница", None, 40.53, 72.8, None, phone, None, "S1;S2", site],
        ["4", "Больница без места", None, "больница", "здравоохранение", None, None, None, None, None, 3, None, site],
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _towns(_ground):
    dirty.lay()


@pytest.fixture(autouse=True)
def _numbers_in_a_row(monkeypatch):
    """Numbers are drawn; for a comparison they have to be the same twice."""
    monkeypatch.setattr(recording, "_drawn", lambda: iter(range(1, 1000)))


# -- one by one, as the actions for single cards do it -----------------------------------------------------------------


def one_by_one(*, by, batch, ready):
    """In the place of `write_rows`: each row through the action for a card that somebody types."""
    for each in ready:
        names, told, sources = recordable(each.row.told)
        try:
            with transaction.atomic():
                if each.row.outcome == Outcome.NEW:
                    found = actions.record_facility(
                        by=by, owner=batch.owner, names=names, origin=each.row.origin, sources=sources,
                        label=Sensitivity(batch.level), sure=True, synthetic=batch.synthetic, **told,
                    )  # fmt: skip
                    each.row.done, each.row.facility = Done.RECORDED, found.uid
                else:
                    found = Facility.objects.inside_action().get(uid=each.row.facility)
                    kept = snapshot(by=by, facility=found, present=names_now(by=by, ids=[found.pk])[found.pk])
                    each.row.before = json.dumps(kept)
                    told = joined(told, staff=found.staff, contacts=found.contacts)
                    changed = {"facility": found.key, "expected_version": found.version, "names": names, "sure": True}
                    found = actions.change_facility(by=by, **changed, **told)
                    each.row.done = Done.CHANGED
                each.row.version = found.version
        except Refusal as refusal:
            data = {k: v for k, v in refusal.data.items() if isinstance(v, str | int | float)}
            each.row.faults = [*each.row.faults, [str(each.row.number), refusal.field or "", refusal.code, data]]
            each.row.done, each.row.outcome = Done.REFUSED, Outcome.FAULTY
        each.row.save()


def alone(**given):
    """In the place of `prepared`: nothing is made ready."""
    return [Ready(row) for row in given["rows"]]


APART = {"at", "stepped_at", "finished_at", "handed_in", "prev", "hash", "ids"}
"""Columns that two runs never have in common: moments, what is hashed over them, and sums of row numbers."""


def dump() -> dict[str, list[dict[str, object]]]:
    """Every record of the inventory and every act. Uids and row numbers are places in the order of recording; what
    belongs to a facility is ordered within it.
    """
    models = sorted((m for m in apps.get_models() if m._meta.app_label in {"inventory", "journal"}), key=str)
    with looking():
        found = {model: list(_all(model)) for model in models}
    places = {model: {row["id"]: n for n, row in enumerate(rows)} for model, rows in found.items()}
    told = {str(model): [_plain(model, row, places) for row in rows] for model, rows in found.items()}
    text = json.dumps(told, ensure_ascii=False, default=str)
    uids = dict.fromkeys(str(row["uid"]) for rows in found.values() for row in rows if "uid" in row)
    for n, uid in enumerate(uids):
        text = text.replace(uid, f"uid {n}")
    return {model.rpartition(".")[2].strip("'>"): rows for model, rows in json.loads(text).items()}


def _all(model):
    rows = model.objects.all()
    opened = rows.inside_action() if hasattr(rows, "inside_action") else rows
    columns = [f.attname for f in model._meta.concrete_fields]
    return opened.order_by(*[n for n in ("facility_id", "pk") if n in {"pk", *columns}]).values(*columns)


def _plain(model, row, places):
    targets = {f.attname: f.related_model for f in model._meta.concrete_fields} | {"id": model}
    kept = {name: value for name, value in row.items() if name not in APART}
    return kept | {name: places[targets[name]][kept[name]] for name in kept if targets[name] in places and kept[name]}


def both(deed, monkeypatch):
    """What stands in the database after the deed, done together and then one by one from the same beginning."""
    found = []
    for patches in ({}, {"prepared": alone, "write_rows": one_by_one}):
        for name, function in patches.items():
            monkeypatch.setattr(applying, name, function)
        with transaction.atomic():
            deed()
            found.append(dump())
            assert journal.verify().whole
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("level", [Sensitivity.PUBLIC, Sensitivity.NATIONAL])
def test_recorded_together_is_recorded_one_by_one(level, monkeypatch):
    batch = checked(sheet(), level=level)
    together, single = both(lambda: applied(batch), monkeypatch)
    assert [len(together[name]) for name in ("Facility", "FacilityPosition", "FacilityName")] == [4, 4, 6]
    assert len(together["Findable"]) >= 4
    assert together["Tally"]
    assert together["Cluster"]
    assert together == single


def test_changed_together_is_changed_one_by_one(monkeypatch):
    applied(checked(sheet()))
    batch = checked(sheet(site="https://x.example", name="Таласская новая", phone="+996 312 55 00 12"))
    assert [r.outcome for r in rows(batch)] == [Outcome.CHANGES, Outcome.SAME, Outcome.CHANGES, Outcome.CHANGES]
    changing = [[fault[0] for fault in r.doubts if fault[2] == "inventory.replaces"] for r in rows(batch)]
    assert changing == [["B2", "J2", "M2"], [], ["J4", "M4"], ["M5"]]
    together, single = both(lambda: applied(batch), monkeypatch)
    assert together == single


def test_new_and_changed_cards_and_what_is_refused_stand_in_the_order_of_the_rows(monkeypatch):
    applied(checked(SMALL, sender="Another ministry"))
    batch = checked(sheet())
    actions.decide_all(by=FOCAL, uid=batch.uid, decision="same")
    with looking():
        first = rows(batch)[2]
        first.told["place"] = "nowhere"  # as if the town had gone since the rows were checked
    with act("tests.row.spoilt", by=FOCAL, about=batch.uid):
        first.save()
    together, single = both(lambda: applied(batch), monkeypatch)
    assert together == single
    done = [row["done"] for row in together["ImportRow"]]
    assert Done.REFUSED in done
    assert Done.RECORDED in done


# -- and nothing else --------------------------------------------------------------------------------------------------


def test_a_card_of_the_same_origin_that_came_meanwhile_is_no_second_one():
    batch = checked(sheet())
    first, second = rows(batch)[:2]
    for row, changes in ((first, {}), (second, {"kind": "other"})):
        names, told, sources = recordable(row.told)
        actions.record_facility(
            by=FOCAL, owner="KGZ", names=names, origin=row.origin, sources=sources, sure=True, synthetic=True,
            **(told | changes),
        )  # fmt: skip
    applied(batch)
    assert len(facilities()) == 4
    assert [r.done for r in rows(batch)] == [Done.RECORDED, Done.REFUSED, Done.RECORDED, Done.RECORDED]
    assert rows(batch)[1].faults[-1][2] == "records.key_taken"


def test_a_card_that_is_gone_is_told_at_its_row():
    first = applied(checked(SMALL))
    other = checked(of_rows(["Код", "Наименование", "Тип", "Ведомство", "Сайт"],
                            ["1", "Таласская городская лаборатория", "районная лаборатория", "здравоохранение",
                             "https://x.example"]))  # fmt: skip
    assert rows(other)[0].outcome == Outcome.CHANGES
    actions.undo_import(by=FOCAL, uid=first.uid)
    actions.take_back_rows(by=FOCAL, uid=first.uid)
    applied(other)
    assert (rows(other)[0].done, rows(other)[0].faults[-1][2]) == (Done.REFUSED, "inventory.card_gone")


def test_statements_do_not_grow_with_the_rows():
    counts = []
    for size in (6, 18):
        batch = checked(dirty.made(size).xlsx(), sender=f"{SENDER} {size}")
        actions.apply_import(by=FOCAL, uid=batch.uid)
        with CaptureQueriesContext(connection) as asked:
            actions.record_rows(by=FOCAL, uid=batch.uid)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 4, counts  # SQLite takes so many values in one statement


def test_somebody_who_changes_the_state_meanwhile_is_not_overwritten(monkeypatch):
    batch = checked(SMALL)
    actions.apply_import(by=FOCAL, uid=batch.uid)
    ready = applying.prepared

    def while_another_records(**given):
        monkeypatch.setattr(applying, "prepared", ready)
        actions.record_rows(by=FOCAL, uid=batch.uid)
        return ready(**given)

    monkeypatch.setattr(applying, "prepared", while_another_records)
    assert code(lambda: actions.record_rows(by=FOCAL, uid=batch.uid)) == "inventory.not_in_this_state"
    assert len(facilities()) == 2


# -- undoing -----------------------------------------------------------------------------------------------------------


def test_an_import_that_is_undone_leaves_the_cards_as_they_were():
    applied(checked(SMALL, sender="Another ministry"))
    before = content()
    batch = checked(sheet(site="https://x.example"))
    actions.decide_all(by=FOCAL, uid=batch.uid, decision="same")
    applied(batch)
    assert content() != before
    actions.undo_import(by=FOCAL, uid=batch.uid)
    assert actions.take_back_rows(by=FOCAL, uid=batch.uid).state == ImportState.UNDONE
    assert content() == before
    assert journal.verify().whole


def content() -> list[object]:
    """What stands on every card, with its names."""
    with looking():
        cards = list(Facility.objects.inside_action().order_by("id"))
        names = names_now(by=FOCAL, ids=[card.pk for card in cards])
        return [(card.key, snapshot(by=FOCAL, facility=card, present=names[card.pk])) for card in cards]


def test_two_rows_that_changed_one_card_are_undone_the_last_first():
    applied(checked(SMALL, sender="Another ministry"))
    before = content()
    twins = of_rows(
        ["Код", "Name", "Type", "Sector", "City", "Website"],
        ["7", "Talas City Laboratory", "district laboratory", "health", "Талас", "https://one.example"],
        ["8", "Talas Town Laboratory", "district laboratory", "health", "Талас", "https://two.example"],
    )
    batch, card = checked(twins, sender="Third"), str(facilities()[0].uid)
    for row in rows(batch):
        assert card in {m[0] for m in row.matches}
        actions.decide_row(by=FOCAL, uid=batch.uid, row=row.number, decision="same", facility=card)
    applied(batch)
    assert (facilities()[0].version, facilities()[0].website) == (3, "https://two.example")
    actions.undo_import(by=FOCAL, uid=batch.uid)
    actions.take_back_rows(by=FOCAL, uid=batch.uid)
    assert [r.done for r in rows(batch)] == [Done.TAKEN_BACK, Done.TAKEN_BACK]
    assert content() == before


def test_what_others_rely_on_stays_and_the_rest_goes(monkeypatch):
    monkeypatch.setattr(undoing, "AT_ONCE", 3)
    batch = applied(checked(sheet()))
    one, _, other, _ = facilities()
    actions.record_unit(by=FOCAL, facility=one.key, name="Serology")
    _hold_equipment(other)
    actions.undo_import(by=FOCAL, uid=batch.uid)
    actions.take_back_rows(by=FOCAL, uid=batch.uid)
    assert [f.pk for f in facilities()] == [one.pk, other.pk]
    assert [r.done for r in rows(batch)] == [Done.KEPT, Done.TAKEN_BACK, Done.KEPT, Done.TAKEN_BACK]


def _hold_equipment(facility):
    """Two cabinets that were handed over: records which do not let the facility go."""
    equipment.lot(by=FOCAL, owner="KGZ", territory="KGZ")
    for n, (source, target) in enumerate(pairwise(("outside", "ordered", "received", "inspected")), start=1):
        equipment.move(source, target, 2, n, by=FOCAL)
    equipment.handed_over(facility, by=FOCAL)
