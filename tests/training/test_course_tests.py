"""Tests before and after a course: entering results by hand and from sheets, and who reads what of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kerege.lib.sheets import read_grid
from kerege.lib.tables import Table, write
from kerege.people import actions as people
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.actions import evaluation as actions
from kerege.training.queries import evaluation, evaluation_tests
from tests.ground import OFFICER_KAZ, REGISTRAR_KAZ
from tests.training.evaluated import DAY, Laid, code_of

FIRST, LATER = date(2026, 3, 2), date(2026, 6, 9)
BEFORE = (40, 40, 50, 50, 60, 100)
AFTER = (70, 60, 80, 50, 90, 100)


@pytest.fixture
def laid() -> Laid:
    return Laid()


def test_of(laid: Laid, kind: str, on: date, **more):
    told = {"by": laid.focal, "course": laid.uid, "kind": kind, "on": on, "most": "100", "today": LATER, **more}
    return str(actions.record_test(**told).uid)


test_of.__test__ = False


def enter(laid: Laid, test: str, scores, by: Actor | None = None) -> None:
    for key, score in zip(laid.keys, scores, strict=False):
        actions.record_result(by=by or laid.focal, test=test, person=key, score=str(score), today=LATER)


def both(laid: Laid, before=BEFORE, after=AFTER) -> tuple[str, str]:
    pre, post = test_of(laid, "pre", FIRST), test_of(laid, "post", DAY)
    enter(laid, pre, before)
    enter(laid, post, after)
    return pre, post


def seen(laid: Laid, viewer: Viewer = REGISTRAR_KAZ, by: Actor = ANONYMOUS, on: date = LATER):
    row = evaluation.row_of(viewer, laid.uid, by=by, on=on)
    return evaluation_tests.learning(viewer, row, evaluation.allowed(viewer, by, row), by=by, on=on)


def sheet(text: str, name: str = "results.csv"):
    return read_grid(name, text.encode())


def test_the_gain_is_that_of_those_who_wrote_both(laid):
    pre, post = both(laid)
    for number, test in enumerate((pre, post), start=1):
        actions.record_result(by=laid.focal, test=test, code=f"x-{number}", score="10", today=LATER)
    found = seen(laid)
    # differences 30 20 30 0 30 0: mean 110∕6; Hake .5 ⅓ .6 0 .75, and one who had everything before
    assert (found.gain.n, found.gain.undefined, found.gain.fell) == (6, 1, 0)
    assert found.gain.mean == pytest.approx(110 / 6)
    assert found.gain.spread == pytest.approx((sum((d - 110 / 6) ** 2 for d in (30, 20, 30, 0, 30, 0)) / 5) ** 0.5)
    assert found.gain.normalised == pytest.approx((0.5 + 1 / 3 + 0.6 + 0 + 0.75) / 5)
    assert (found.gain.before, found.gain.after) == (pytest.approx(340 / 6), 75)
    assert found.pairs == ((40, 60), (40, 70), (50, 50), (50, 80), (60, 90), (100, 100))
    assert found.retained is None


def test_what_is_left_months_later(laid):
    both(laid)
    delayed = test_of(laid, "delayed", LATER)
    enter(laid, delayed, (60, 60, 70))
    assert (seen(laid).retained.n, seen(laid).retained.mean) == (3, pytest.approx(-20 / 3))


def test_others_read_nothing_before_the_results_are_closed(laid):
    pre, post = both(laid)
    assert (seen(laid, OFFICER_KAZ).gain, seen(laid, OFFICER_KAZ).pairs) == (None, ())
    actions.close_test(by=laid.focal, test=pre, today=LATER)
    assert seen(laid, OFFICER_KAZ).gain is None
    actions.close_test(by=laid.focal, test=post, today=LATER)
    found = seen(laid, OFFICER_KAZ)
    assert (found.gain.n, found.pairs, found.reads_single) == (6, (), False)
    assert [(line.mean, line.results) for line in found.tests] == [(pytest.approx(340 / 6), ()), (75, ())]


def test_fewer_than_the_least_cell_are_not_told_to_others(laid):
    pre, post = both(laid, BEFORE[:4], AFTER[:4])
    for test in (pre, post):
        actions.close_test(by=laid.focal, test=test, today=LATER)
    found = seen(laid, OFFICER_KAZ)
    assert (found.gain, [line.mean for line in found.tests]) == (None, [None, None])
    assert seen(laid).gain.n == 4


def test_no_mean_tells_the_result_of_one_who_wrote_only_one(laid):
    pre, post = both(laid)
    actions.record_result(by=laid.focal, test=pre, person=laid.keys[6], score="7", today=LATER)
    for test in (pre, post):
        actions.close_test(by=laid.focal, test=test, today=LATER)
    found = seen(laid, OFFICER_KAZ)
    assert (found.gain.n, [line.mean for line in found.tests]) == (6, [None, 75]), "seven wrote the first, six both"
    assert seen(laid).tests[0].mean == pytest.approx(347 / 7)


def test_whoever_entered_results_reads_them_and_no_others(laid):
    pre = test_of(laid, "pre", FIRST, by=laid.trainer)
    enter(laid, pre, BEFORE[:2], by=laid.trainer)
    enter(laid, pre, BEFORE[:3])
    mine = seen(laid, PUBLIC, laid.trainer)
    assert [line.percent for line in mine.tests[0].results] == [40, 40]
    assert mine.reads_single is False
    assert len(seen(laid).tests[0].results) == 3
    assert seen(laid, OFFICER_KAZ).tests[0].results == ()


def test_everybody_reads_their_own_result(laid):
    pre = test_of(laid, "pre", FIRST)
    enter(laid, pre, BEFORE[:2])
    opened = people.open_account(by=SYSTEM, email="p@example.org", name="P", password="", demo=True)
    people.link_person(by=SYSTEM, account=opened, person=laid.keys[1])
    (own,) = evaluation_tests.own_results(Actor(str(opened.uid), "P"), on=LATER)
    assert (own.course, own.kind, own.score, own.most) == ("Course of five days", "pre", Decimal(40), Decimal(100))
    assert evaluation_tests.own_results(ANONYMOUS, on=LATER) == []


def test_a_test_has_its_place_in_a_course(laid):
    test_of(laid, "post", DAY)
    told = {"by": laid.focal, "course": laid.uid, "most": "20", "today": LATER}
    assert code_of(actions.record_test, **told, kind="pre", on=DAY + timedelta(days=1)) == "training.test_day"
    assert code_of(actions.record_test, **told, kind="delayed", on=DAY) == "training.test_day"
    assert code_of(actions.record_test, **told, kind="post", on=DAY) == "training.test_known"
    assert code_of(actions.record_test, **told, kind="delayed", on=LATER + timedelta(days=1)) == "training.test_not_yet"
    assert code_of(actions.record_test, **told, kind="delayed", on=None) == "training.day_missing"
    assert code_of(actions.record_test, **told, kind="quiz", on=DAY) == "people.unknown_choice"
    actions.record_test(**told, kind="pre", on=DAY)
    actions.record_test(**told, kind="practical", on=FIRST)
    for most in ("0", "-5", "1001", "much", ""):
        assert code_of(actions.record_test, **told | {"most": most}, kind="pre", on=FIRST) == "training.most_wrong"


def test_who_enters_results(laid):
    told = {"course": laid.uid, "kind": "pre", "on": FIRST, "most": "20", "today": LATER}
    neighbour = Actor("focal-kgz", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))
    assert code_of(actions.record_test, by=neighbour, **told) == "training.not_organiser"
    assert code_of(actions.record_test, by=neighbour, **told | {"course": "none"}) == "records.nothing_there"
    pre = actions.record_test(by=laid.trainer, **told)
    result = {"person": laid.keys[0], "score": "12", "today": LATER}
    assert code_of(actions.record_result, by=neighbour, test=str(pre.uid), **result) == "training.not_organiser"
    assert code_of(actions.record_result, by=laid.trainer, test="none", **result) == "records.nothing_there"
    actions.record_result(by=laid.trainer, test=str(pre.uid), **result)


def test_a_score_that_cannot_be(laid):
    pre = test_of(laid, "pre", FIRST, most="20")

    def refused(**told) -> str:
        return code_of(actions.record_result, by=laid.focal, test=pre, today=LATER, **told)

    key = laid.keys[0]
    for score in ("20.5", "-1", "", "many", "1e3", "nan"):
        assert refused(person=key, score=score) == "training.score_wrong"
    assert refused(person="Nobody", score="10") == "training.who_wrote"
    assert refused(score="10") == "training.no_code"
    assert refused(code="Petrov", score="10") == "training.no_code", "a name is no code"
    assert refused(person=key, score="12,5") == ""
    assert refused(person=key, score="12.50") == "", "the same again"
    assert refused(person=key, score="13") == "training.result_known"
    (line,) = seen(laid).tests[0].results
    assert (line.score, line.percent) == (Decimal("12.50"), 62.5)


def test_a_correction_has_a_reason(laid):
    pre = test_of(laid, "pre", FIRST)
    enter(laid, pre, (40,))
    (line,) = seen(laid).tests[0].results
    told = {"by": laid.focal, "result": line.uid, "today": LATER}
    assert code_of(actions.correct_result, **told, score="45", reason=" ") == "text.empty"
    assert code_of(actions.correct_result, **told, score="145", reason="Slip") == "training.score_wrong"
    assert code_of(actions.correct_result, **told | {"result": "x"}, score="1", reason="x") == "records.nothing_there"
    actions.correct_result(**told, score="45", reason="A page was overlooked")
    (line,) = seen(laid).tests[0].results
    assert (line.score, line.corrected_for) == (Decimal(45), "A page was overlooked")
    actions.close_test(by=laid.focal, test=pre, today=LATER)
    assert code_of(actions.correct_result, **told, score="50", reason="Late") == "training.test_closed"
    late = {"by": laid.focal, "test": pre, "today": LATER}
    assert code_of(actions.record_result, **late, person=laid.keys[1], score="1") == "training.test_closed"
    assert code_of(actions.close_test, **late) == "training.test_closed"


def test_a_sheet_with_cyrillic_headings_semicolons_and_decimal_commas(laid):
    pre = test_of(laid, "pre", FIRST, most="20")
    rows = ("KAZ-P0 Person;12,5", "Person KAZ-P1;14", "Кто-то другой;9", "KAZ-P2;21", "KAZ-P1;14", "A-17;8")
    text = "Итоги;;\n№;ФИО;Балл\n" + "".join(f"{n};{row}\n" for n, row in enumerate(rows, start=1))
    taken = actions.take_results(by=laid.focal, test=pre, sheet=sheet(text), today=LATER)
    assert (taken.new, taken.known) == (3, 0)
    assert [(bad.number, bad.who, bad.refusal.code) for bad in taken.bad] == [
        (5, "Кто-то другой", "training.who_wrote"),
        (6, "KAZ-P2", "training.score_wrong"),
        (7, "KAZ-P1", "training.result_twice"),
    ]
    assert sorted(line.score for line in seen(laid).tests[0].results) == [8, Decimal("12.5"), 14]
    again = actions.take_results(by=laid.focal, test=pre, sheet=sheet(text), today=LATER)
    assert (again.new, again.known, len(again.bad)) == (0, 3, 3)


def test_a_sheet_in_an_old_encoding_and_a_workbook(laid):
    pre, post = test_of(laid, "pre", FIRST, most="20"), test_of(laid, "post", DAY, most="20")
    old = read_grid("old.csv", "Участник;Баллы\nKAZ-P0;11\nKAZ-P1;12,5\n".encode("cp1251"))
    assert actions.take_results(by=laid.focal, test=pre, sheet=old, today=LATER).new == 2
    table = Table("Results", ["Name", "Score"], [["KAZ-P0", 18], ["KAZ-P1", 16.5], ["KAZ-P2", -1]])
    book = read_grid("new.xlsx", write(table, "xlsx"))
    taken = actions.take_results(by=laid.focal, test=post, sheet=book, today=LATER)
    assert (taken.new, [bad.refusal.code for bad in taken.bad]) == (2, ["training.score_wrong"])
    assert seen(laid).gain.mean == pytest.approx((35 + 20) / 2)


def test_two_columns_without_a_heading(laid):
    pre = test_of(laid, "pre", FIRST, most="20")
    pasted = sheet("KAZ-P0\t11\nKAZ-P1\t12\n", "pasted.txt")
    assert actions.take_results(by=laid.focal, test=pre, sheet=pasted, today=LATER).new == 2


def test_a_sheet_without_what_is_needed(laid):
    pre = test_of(laid, "pre", FIRST, items="1 a\n2 b")
    for text in ("Name;Town\nKAZ-P0;Almaty\n", "Town;Score\nAlmaty;2\n", "Name;Q1\nKAZ-P0;a\n"):
        code = code_of(actions.take_results, by=laid.focal, test=pre, sheet=sheet(text), today=LATER)
        assert code == "training.sheet_columns"


def test_answers_by_question_give_the_score(laid):
    post = test_of(laid, "post", DAY, most="", items="1 a abcd\n2 б abcd 2\n3 - 4")
    text = "ФИО;В1;В2;В3;Итого\nKAZ-P0;A;b;4;7\nKAZ-P1;d;B;1,5;3,5\nKAZ-P2;a;c;0;5\nKAZ-P3;ab;c;0;\nKAZ-P4;a;;5;\n"
    taken = actions.take_results(by=laid.focal, test=post, sheet=sheet(text), today=LATER)
    assert [(bad.number, bad.refusal.code) for bad in taken.bad] == [
        (4, "training.sum_differs"),
        (5, "training.not_a_choice"),
        (6, "training.score_wrong"),
    ]
    assert sorted(line.score for line in seen(laid).tests[0].results) == [Decimal("3.5"), 7]
    assert seen(laid).tests[0].most == 7
    row = evaluation.row_of(REGISTRAR_KAZ, laid.uid, by=ANONYMOUS, on=LATER)
    rights = evaluation.allowed(REGISTRAR_KAZ, ANONYMOUS, row)
    assert evaluation_tests.items_of(REGISTRAR_KAZ, row, rights, post, on=LATER) is None, "two papers say nothing"


def test_two_hundred_results_in_one_sheet(laid, django_assert_max_num_queries):
    post = test_of(laid, "post", DAY, most="20")
    text = "Code;Score\n" + "".join(f"K-{n};{n % 21}\n" for n in range(200))
    with django_assert_max_num_queries(40):
        assert actions.take_results(by=laid.focal, test=post, sheet=sheet(text), today=LATER).new == 200
    assert seen(laid).tests[0].n == 200
