"""Competence frameworks as data: read, written, as a table, and every refusal with its place."""

import csv

import pytest

from kerege.capacity.rules.framework import read, written
from kerege.capacity.rules.framework_table import columns_of, content_of, rows_of, table_of
from kerege.lib.refusal import Refusal
from tests.capacity.rules.test_case import whole
from tests.capacity.skilled import competence, content, needs

pytestmark = pytest.mark.nodb


def refused(deed, *told):
    with pytest.raises(Refusal) as caught:
        deed(*told)
    return caught.value.code, caught.value.data.get("place", caught.value.data.get("row"))


def test_reading_and_writing_are_each_others_inverse():
    found = whole()
    assert read(written(found)) == found
    assert (found.source, found.competence("B1").evidence, found.role("bench").wanted("B1").criticality) == (
        "en",
        ("observed", "self"),
        5,
    )
    assert (found.competence("X"), found.role("X"), found.role("guest").wanted("B1")) == (None, None, None)
    assert [len(said) for said in found.competence("B2").extensions["field"].values()] == [2, 1], "two of one level"
    assert (found.area("field").title["ru"], found.area("forest")) == ("Поле", None)
    assert ("areas" in written(found), "areas" in written(read(content()))) == (True, False), (
        "digests stay as they were"
    )


def domain(**more):
    return [{"code": "D1", "title": {"en": "D"}, "competences": [competence("B1")], **more}]


SAME_ID = {
    "domains": domain(id="1") + domain(code="D2", competences=[competence("X", id="1")]),
    "roles": [],
    "teaching": "",
}


@pytest.mark.parametrize(
    ("told", "code", "place"),
    [
        ({"domains": []}, "lacks", "domains"),
        ({"title": {}}, "lacks", "title"),
        ({"languages": {"en": "draft"}}, "lacks", "languages.source"),
        ({"languages": {"E N": "source"}}, "bad_key", "languages"),
        ({"languages": {"en": "fluent"}}, "unknown", "languages.en"),
        ({"title": {"fr": "Cadre"}}, "unknown", "title"),
        ({"domains": domain(code="a b")}, "bad_key", "domains[1].code"),
        ({"domains": domain(competences=[])}, "lacks", "domains[1].competences"),
        ({"domains": domain(competences=[competence("B1")] * 2)}, "twice", "domains"),
        ({"domains": domain(code="B1")}, "twice", "domains"),
        ({"domains": domain(competences=[competence("B1", statements={"5": []})])}, "unknown", None),
        ({"domains": domain(competences=[competence("B1", evidence=["rumour"])])}, "unknown", None),
        ({"areas": [{"code": "field"}]}, "lacks", "areas[1].title"),
        ({"areas": [{"code": "a", "title": {"en": "A"}}] * 2}, "twice", "areas"),
        (
            {
                "domains": domain(competences=[competence("B1", extensions={"sea": {"1": [{"en": "Swims."}]}})]),
                "roles": [],
                "teaching": "",
            },
            "unknown",
            "B1.extensions",
        ),
        ({"domains": domain(competences=[competence("B1", maps=[{"kind": "x"}])])}, "unknown", None),
        ({"domains": domain(competences=[competence("B1", maps=[{"kind": "standard"}])])}, "lacks", None),
        (
            {
                "domains": domain(id="1") + domain(code="D2", competences=[competence("X", id="1")]),
                "roles": [],
                "teaching": "",
            },
            "twice",
            "id",
        ),
        ({"roles": [{"code": "r", "title": {"en": "R"}}] * 2}, "twice", "roles"),
        ({"roles": [{"code": "r", "title": {"en": "R"}, "profile": [needs("B9")]}]}, "unknown", "roles.r"),
        ({"roles": [{"code": "r", "title": {"en": "R"}, "profile": [needs("B1")] * 2}]}, "twice", "roles.r"),
        ({"roles": [{"code": "r", "title": {"en": "R"}, "profile": [needs("B1", "0")]}]}, "unknown", None),
        ({"roles": [{"code": "r", "title": {"en": "R"}, "profile": [needs("B1", "3", 8)]}]}, "bad_weight", None),
        ({"roles": [{"code": "r", "title": {"en": "R"}, "profile": [needs("B1", "3", 2.5)]}]}, "bad_weight", None),
        ({"teaching": "X9"}, "unknown", "teaching"),
        ({"domains": domain(competences=[competence(f"C{n}") for n in range(2_001)])}, "too_large", None),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(told, code, place):
    found = refused(read, content(**told))
    assert found[0] == f"capacity.framework_{code}"
    assert place is None or found[1] == place


def test_a_table_comes_back_exactly():
    found = whole()
    rows = rows_of(found)
    assert [row["kind"] for row in rows[:3]] == ["language", "language", "title"]
    assert written(read(content_of(enumerate(rows, start=2), columns_of(found)))) == written(found)


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ({"kind": "chapter"}, "row", 2),
        ({"kind": "competence", "of": "D9"}, "row_astray", 2),
        ({"kind": "statement", "of": "B9"}, "row_astray", 2),
        ({"kind": "need", "code": "R9"}, "row_astray", 2),
    ],
)
def test_a_row_that_fits_nowhere_is_refused_with_its_number(row, code, place):
    assert refused(content_of, [(2, row)], ["kind", "code", "of", "level"]) == (f"capacity.framework_{code}", place)
    assert refused(content_of, [], ["kind"])[0] == "capacity.framework_columns"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_as_a_spreadsheet_of_any_country_writes_it(sign):
    lines = ["kind,code,of,level,en", "language,en,,source,", "title,,,,A frame", "domain,D1,,,Bench"]
    rows, columns = table_of("\n".join(lines).replace(",", sign).encode())
    assert (columns, content_of(rows, columns)["domains"][0]["title"]) == (
        ["kind", "code", "of", "level", "en"],
        {"en": "Bench"},
    )


def test_a_table_that_is_none_is_refused():
    assert refused(table_of, b"\xff")[0] == "text.not_utf8"
    limit = csv.field_size_limit(131_072)
    try:
        assert refused(table_of, b"kind,code\n" + b"x" * 200_000 + b",y")[0] == "sheets.unreadable"
    finally:
        csv.field_size_limit(limit)
    assert refused(table_of, b"kind,code\na") == ("capacity.framework_width", 2)
