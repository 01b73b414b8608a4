"""The table of ASVS requirements is whole, and what it names as a proof is there."""

import pytest

from tools import asvs

pytestmark = pytest.mark.nodb

ROW = {"requirement": "V1.2.4", "level": "1", "about": "queries take parameters", "status": "met"}
PROVED = {**ROW, "where": "kerege/records/scope.py", "tests": "tests/house/test_asvs.py::test_the_table_has_no_fault"}


def of_a_row(**changes):
    row = {**PROVED, "note": "", **changes}
    return [fault for fault in asvs.faults([row]) if fault.startswith("V1.2.4:")]


def test_the_table_has_no_fault():
    assert list(asvs.faults(asvs.read())) == []


def test_the_table_has_all_requirements_of_level_two():
    rows = asvs.read()
    assert len(rows) == 253
    assert len([row for row in rows if row["level"] == "1"]) == 70
    assert list(rows[0]) == asvs.COLUMNS


def test_a_row_with_a_proof_has_no_fault():
    assert of_a_row() == []


def test_a_document_proves_what_has_to_be_documented():
    assert of_a_row(tests="", where="CONTRIBUTING.md#commits") == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"status": "fine"}, "V1.2.4: 'fine' is no status"),
        ({"tests": ""}, "V1.2.4: names neither a test nor a document that proves it"),
        ({"status": "open"}, "V1.2.4: is open and does not say why"),
        ({"status": "not_applicable"}, "V1.2.4: is not_applicable and does not say why"),
        (
            {"tests": "tests/house/test_asvs.py::test_that_nobody_wrote"},
            "V1.2.4: there is no test tests/house/test_asvs.py::test_that_nobody_wrote",
        ),
        ({"tests": "tests/nowhere.py::test_x"}, "V1.2.4: there is no test tests/nowhere.py::test_x"),
        ({"where": "kerege/nowhere.py"}, "V1.2.4: there is no kerege/nowhere.py"),
        ({"where": "CONTRIBUTING.md#nowhere"}, "V1.2.4: there is no CONTRIBUTING.md#nowhere"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(changes, fault):
    assert of_a_row(**changes) == [fault]


def test_a_missing_and_a_doubled_row_are_named():
    rows = asvs.read()
    assert list(asvs.faults(rows[1:]))[0].startswith("chapter 1 has")
    assert f"{rows[0]['requirement']} stands there 2 times" in list(asvs.faults([*rows, rows[0]]))
