"""Words of a sender that no vocabulary knows: said once, checked again, remembered for that sender and nobody else."""

import pytest

from kerege.inventory import actions
from kerege.inventory.queries.imports import words_not_known
from kerege.inventory.rules.import_words import field_of, fillings, meanings, strange_words, taught
from kerege.inventory.words.importing import ImportState, Outcome
from kerege.journal import queries as journal
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from tests.inventory import dirty
from tests.inventory.imported import FOCAL, HEAD_OF_ONE, applied, checked, code, counted, facilities, opened, rows
from tests.lib.workbooks import of_rows

READER = Viewer(uid="reader", everywhere=Sensitivity.RESTRICTED)
HEADINGS = ["Код", "Наименование", "Тип", "Ведомство"]
STRANGE = of_rows(
    HEADINGS,
    ["1", "Первая", "Лаборатория", "здравоохранение"],
    ["2", "Вторая", "ЛАБОРАТОРИЯ ", "здравоохранение; космос"],
    ["3", "Третья", "больница", "здравоохранение"],
    ["4", "Четвёртая", None, "здравоохранение"],
)


@pytest.fixture
def towns(_ground):
    dirty.lay()


@pytest.mark.nodb
def test_words_are_counted_however_they_are_written_and_only_those_of_vocabularies():
    unknown = "inventory.unknown_word"
    faults = [
        ("C2", "kind", unknown, {"value": "Дворец"}),
        ("C3", "kind", unknown, {"value": "ДВОРЕЦ "}),
        ("D3", "sectors", unknown, {"value": "космос"}),
        ("D4", "territory", unknown, {"value": "Марс"}),
        ("D5", "kind", "inventory.missing", {}),
        ("C6", "kind", unknown, {"value": "д" * 80}),
        ("C7", "kind", unknown, {"value": "…"}),
    ]
    found = strange_words(faults)
    assert [(w.field, w.word, w.rows) for w in found] == [("kind", "Дворец", 2), ("sectors", "космос", 1)]
    assert [field_of(w.key) for w in found] == ["kind", "sectors"]
    assert strange_words(faults, most=1) == found[:1]


@pytest.mark.nodb
def test_what_words_mean_is_kept_beside_what_is_usual_and_changes_no_vocabulary():
    told = {"kind": "other", "kind=x": "field_station", "territory=x": "KAZ", "=x": "other", "kind=": "other"}
    assert meanings(told) == {"kind=x": "field_station"}
    assert fillings(told) == {"kind": "other"}
    codes = {"kind": {"y": "other", "x2": "other"}}
    assert taught(codes, told) == {"kind": {"y": "other", "x2": "other", "x": "field_station"}}
    assert taught({"kind": {"x": "other"}}, told) == {"kind": {"x": "other"}}
    assert codes == {"kind": {"y": "other", "x2": "other"}}


@pytest.mark.usefixtures("towns")
def test_a_word_that_is_said_once_is_understood_in_all_rows_and_in_the_next_sheet_of_the_sender():
    batch = checked(STRANGE)
    known = {w.word: w.key for w in words_not_known(READER, batch.uid)}
    assert [(w.word, w.rows) for w in words_not_known(READER, batch.uid)] == [("Лаборатория", 2), ("космос", 1)]
    actions.say_words(
        by=FOCAL, uid=batch.uid, meanings={known["Лаборатория"]: "regional_laboratory", known["космос"]: ""}
    )
    assert (opened(batch).state, opened(batch).checked, rows(batch)) == (ImportState.MAPPED, 0, [])
    actions.check_rows(by=FOCAL, uid=batch.uid, today=dirty.DAY)
    assert [row.outcome for row in rows(batch)] == [Outcome.NEW, Outcome.FAULTY, Outcome.NEW, Outcome.FAULTY]
    applied(batch)
    assert [found.kind for found in facilities()] == ["regional_laboratory", "hospital_laboratory"]

    other = of_rows(HEADINGS, ["9", "Девятая", "лаборатория", "здравоохранение"])
    assert counted(checked(other)) == {Outcome.NEW: 1}
    assert counted(checked(other, sender="Another ministry")) == {Outcome.FAULTY: 1}
    assert journal.verify().whole


@pytest.mark.usefixtures("towns")
def test_choosing_the_columns_anew_forgets_no_word():
    batch = checked(STRANGE)
    known = {w.word: w.key for w in words_not_known(READER, batch.uid)}
    actions.say_words(by=FOCAL, uid=batch.uid, meanings={known["Лаборатория"]: "regional_laboratory"})
    fields = {c["letter"]: c["field"] for c in batch.columns}
    actions.map_columns(by=FOCAL, uid=batch.uid, fields=fields, usual={"kind": "other"})
    assert opened(batch).usual == {known["Лаборатория"]: "regional_laboratory", "kind": "other"}
    actions.check_rows(by=FOCAL, uid=batch.uid, today=dirty.DAY)
    assert [row.told.get("kind") for row in rows(batch)] == [
        "regional_laboratory", "regional_laboratory", "hospital_laboratory", "other",
    ]  # fmt: skip


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize("said", [{}, {"kind=x": ""}, {"kind=x": "castle"}, {"x": "other"}, {"territory=x": "KAZ"}])
def test_nothing_and_what_no_vocabulary_has_is_no_meaning(said):
    batch = checked(STRANGE)
    assert code(lambda: actions.say_words(by=FOCAL, uid=batch.uid, meanings=said)) == "inventory.no_meaning"


@pytest.mark.usefixtures("towns")
def test_words_are_said_by_who_keeps_the_cards_and_before_anything_is_recorded():
    batch, said = checked(STRANGE), {"kind=x": "other"}
    tried = [(HEAD_OF_ONE, batch.uid), (FOCAL, "nothing"), (FOCAL, applied(batch).uid)]
    refused = ["inventory.no_such_import", "inventory.no_such_import", "inventory.not_in_this_state"]
    assert [
        code(lambda by=by, uid=uid: actions.say_words(by=by, uid=uid, meanings=said)) for by, uid in tried
    ] == refused
