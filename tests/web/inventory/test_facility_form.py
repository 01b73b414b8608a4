"""The form for ODK: a valid XLSForm in every language of the pages, whose choices are our vocabulary."""

from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from kerege.inventory.queries.import_settings import VOCABULARIES
from kerege.inventory.rules.excluded import excluded_heading
from kerege.inventory.rules.facility_form import FORM, QUESTIONS, VERSION
from kerege.lib import xml
from kerege.lib.canonical import digest
from kerege.web.inventory.imports.xlsform import xlsform


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return xlsform()


@pytest.fixture(scope="module")
def converted(workbook):
    found = convert(xlsform=BytesIO(workbook), file_type=".xlsx")
    return xml.parse(found.xform.encode(), elements=50_000), found.warnings


def sheet(workbook, name):
    head, *rows = load_workbook(BytesIO(workbook))[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_it_is_a_form_and_nothing_about_it_is_doubtful(converted):
    root, warnings = converted
    assert warnings == []
    found = root.find(".//{*}instance/{*}data[@id]")
    assert (found.get("id"), found.get("version")) == (FORM, VERSION)


def test_every_question_is_asked_in_every_language(converted):
    root, _ = converted
    asked = {bind.get("nodeset").rpartition("/")[2] for bind in root.iter("{*}bind")}
    assert {question.name for question in QUESTIONS} <= asked
    spoken = {translation.get("lang") for translation in root.iter("{*}translation")}
    assert spoken == {f"{name} ({code.partition('-')[0]})" for code, name in settings.LANGUAGES}


def test_what_can_be_chosen_is_our_vocabulary(workbook):
    choices = sheet(workbook, "choices")
    for target, codes in VOCABULARIES.items():
        assert [c["name"] for c in choices if c["list_name"] == target] == [code.value for code in codes]
    russian = next(c for c in choices if c["name"] == "field_station")["label::Русский (ru)"]
    assert russian == "Полевая станция"


def test_there_is_no_question_about_what_is_not_taken(workbook):
    for row in sheet(workbook, "survey"):
        assert excluded_heading(row["name"] or "") is None
        assert excluded_heading(row["label::English (en)"] or "") is None


@pytest.mark.nodb
def test_whoever_changes_the_questions_thinks_of_the_version(workbook):
    """Submissions of an old form have to mean the same. If they do, write the new digest here; else raise VERSION."""
    told = [[row["type"], row["name"]] for row in sheet(workbook, "survey")]
    told += [[row["list_name"], row["name"]] for row in sheet(workbook, "choices")]
    assert (VERSION, digest(told)) == ("1", "a7ca7b1639ead2b73001b591d65654621b95f1d3840fb3e3d0a6c5ee4fca0a61")


def test_everybody_can_take_it():
    answer = Client().get("/imports/facility-form.xlsx")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="kerege_facility-1.xlsx"'
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["survey", "choices", "settings"]
