"""GeoJSON, organisation units and filled-in forms become sheets whose cells say where they stood."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Kind, read_book

pytestmark = pytest.mark.nodb


def rows(sheet):
    names = [c.name for c in sheet.columns]
    return [{n: c.value for n, c in zip(names, r.cells, strict=True) if c.kind != Kind.EMPTY} for r in sheet.rows]


def of_json(told, name="x.geojson"):
    return read_book(name, json.dumps(told, ensure_ascii=False).encode()).best


def feature(properties, coordinates=(72.8, 40.5), kind="Point"):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def test_features_become_rows_with_latitude_and_longitude():
    sheet = of_json(
        {
            "type": "FeatureCollection",
            "features": [
                feature({"name": "Ош", "staff": {"total": 3}, "tags": ["a", "b"]}),
                {"type": "Feature", "id": 7, "properties": {"name": "Талас"}, "geometry": None},
            ],
        }
    )
    assert rows(sheet) == [
        {"name": "Ош", "staff.total": 3, "tags": "a; b", "latitude": 40.5, "longitude": 72.8},
        {"id": 7, "name": "Талас"},
    ]
    assert sheet.rows[1].cells[0].address == "features[1].name"


def test_what_is_no_point_tells_its_kind_instead_of_a_position():
    sheet = of_json({"type": "FeatureCollection", "features": [feature({"name": "A"}, [[[1, 2]]], "Polygon")]})
    assert rows(sheet) == [{"name": "A", "latitude": "Polygon", "longitude": "Polygon"}]


def test_organisation_units_have_their_parent_their_names_and_both_spellings_of_a_point():
    sheet = of_json(
        {
            "organisationUnits": [
                {
                    "id": "Rp268JB6Ne4",
                    "code": "KG-01",
                    "name": "Osh laboratory",
                    "parent": {"id": "O6uvpzGd5pu", "name": "Osh region"},
                    "translations": [
                        {"property": "NAME", "locale": "ru", "value": "Ошская лаборатория"},
                        {"property": "SHORT_NAME", "locale": "ru", "value": "Ош"},
                    ],
                    "geometry": {"type": "Point", "coordinates": [72.8, 40.5]},
                },
                {"id": "b", "name": "Old point", "coordinates": "[72.2,42.5]"},
                {"id": "c", "name": "Area", "coordinates": "[[[[1,2]]]]"},
            ]
        },
        "units.json",
    )
    assert rows(sheet) == [
        {
            "id": "Rp268JB6Ne4",
            "code": "KG-01",
            "name": "Osh laboratory",
            "name (ru)": "Ошская лаборатория",
            "parent": "Osh region",
            "latitude": 40.5,
            "longitude": 72.8,
        },
        {"id": "b", "name": "Old point", "latitude": 42.5, "longitude": 72.2},
        {"id": "c", "name": "Area", "latitude": "Polygon", "longitude": "Polygon"},
    ]
    assert sheet.rows[0].cells[0].address == "organisationUnits[0].id"


def test_the_tree_of_units_tells_regions_what_is_closed_and_what_is_only_an_area():
    country, region, district = {"id": "c", "name": "Land"}, {"id": "r", "name": "Osh region"}, {"id": "d"}
    house, ward = {"id": "h"}, {"id": "l", "closedDate": "2020-01-01"}
    sheet = of_json(
        {
            "organisationUnits": [
                {**country, "level": 1, "path": "/c", "openingDate": "1990-01-01"},
                {**region, "level": 2, "path": "/c/r", "parent": {"id": "c"}},
                {**district, "name": "Nookat", "level": 3, "path": "/c/r/d", "parent": {"id": "r"}},
                {**house, "name": "Hospital", "path": "/c/r/d/h", "parent": {"id": "d"}, "coordinates": "[72.8,40.5]"},
                {**ward, "name": "Ward", "path": "/c/r/d/h/l", "parent": {"id": "h"}},
                {"id": "x", "name": "Alone", "parent": {"id": "elsewhere"}},
            ]
        },
        "units.json",
    )
    above = {"region": "Osh region"}
    assert rows(sheet) == [
        {"id": "h", "name": "Hospital", "parent": "Nookat", **above, "latitude": 40.5, "longitude": 72.8},
        {**ward, "name": "Ward", "parent": "Hospital", **above, "status": "closed"},
        {"id": "x", "name": "Alone"},
    ]
    assert [(row.number, row.cells[0].address) for row in sheet.rows] == [
        (number, f"organisationUnits[{number - 1}].id") for number in (4, 5, 6)
    ]
    assert [(n.word, dict(n.data)) for n in sheet.notices] == [("areas", {"count": 3, "first": "Land"})]


@pytest.mark.parametrize("at", [[[72.8, 40.5]], [[72.8, 40.5], [72.9, 40.6]]])
def test_many_points_are_a_position_when_there_is_one(at):
    sheet = of_json({"type": "FeatureCollection", "features": [feature({"name": "A"}, at, "MultiPoint")]})
    one = {"latitude": 40.5, "longitude": 72.8}
    assert rows(sheet) == [{"name": "A", **(one if len(at) == 1 else dict.fromkeys(one, "MultiPoint"))}]


def in_system(name):
    return {"type": "FeatureCollection", "features": [feature({"name": "A"})], "crs": {"properties": {"name": name}}}


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_the_system_that_geojson_is_in_may_be_said(name):
    assert rows(of_json(in_system(name))) == [{"name": "A", "latitude": 40.5, "longitude": 72.8}]


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::3857", "EPSG:4284", "EPSG:14326", ""])
def test_another_system_is_refused_because_its_numbers_are_elsewhere(name):
    with pytest.raises(Refusal) as told:
        of_json(in_system(name))
    assert (told.value.code, told.value.data["name"]) == ("sheets.other_reference_system", name)


def test_a_plain_list_of_objects_is_a_sheet():
    assert rows(of_json([{"name": "A"}, {"name": "B", "open": True}], "x.json")) == [
        {"name": "A"},
        {"name": "B", "open": True},
    ]


SUBMISSION = """<data xmlns:h="x" id="facility" version="3"><start>2024-03-05T10:00:00</start>
<facility><name>Лаборатория {n}</name><place>40.5{n} 72.8 812.4 4.9</place></facility>
<staff><role>a</role></staff><staff><role>b</role></staff><empty/><meta><instanceID>uuid:{n}</instanceID></meta></data>"""


def test_one_submission_is_a_row_with_its_groups_repeats_and_point():
    sheet = read_book("x.xml", SUBMISSION.format(n=1).encode()).best
    assert rows(sheet) == [
        {
            "start": "2024-03-05T10:00:00",
            "facility/name": "Лаборатория 1",
            "facility/place/latitude": 40.51,
            "facility/place/longitude": 72.8,
            "staff/role": "a",
            "staff/role[2]": "b",
            "meta/instanceID": "uuid:1",
        }
    ]
    assert sheet.rows[0].cells[1].address == "data[0].facility/name"


def test_many_submissions_in_one_file_are_many_rows():
    many = f"<submissions>{SUBMISSION.format(n=1)}{SUBMISSION.format(n=2)}</submissions>"
    assert [r["facility/name"] for r in rows(read_book("x.xml", many.encode()).best)] == [
        "Лаборатория 1",
        "Лаборатория 2",
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.json", b"{", "sheets.unreadable"),
        ("x.json", b"\xff\xfe\xfd", "sheets.unreadable"),
        ("x.json", b'{"a": 1}', "sheets.unreadable"),
        ("x.json", b"[1, 2]", "sheets.unreadable"),
        ("x.json", b"[" * 200_000, "sheets.unreadable"),
        ("x.json", b"[]", "sheets.no_rows"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": 3}', "sheets.unreadable"),
        ("x.json", json.dumps([{f"c{n}": 1 for n in range(1_400)}]).encode(), "sheets.too_many_columns"),
        ("x.json", json.dumps([{"a": 1}] * 50_001).encode(), "sheets.too_many_rows"),
        ("x.xml", b"<a/>", "sheets.unreadable"),
        ("x.xml", b'<!DOCTYPE a><data id="a"/>', "xml.doctype"),
        ("x.xml", b'<data id="a">', "xml.malformed"),
        ("x.xml", b'<data id="a"/>', "sheets.no_rows"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else None,
)
def test_refused(name, content, code):
    with pytest.raises(Refusal) as told:
        read_book(name, content)
    assert told.value.code == code


plain = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(alphabet="абxy ", max_size=5))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), plain, max_size=3), max_size=6))
def test_every_value_comes_out_under_its_name(objects):
    expected = [{k: v for k, v in each.items() if v not in (None, "")} for each in objects]
    expected = [each for each in expected if each]
    if not expected:
        with pytest.raises(Refusal):
            of_json(objects, "x.json")
    else:
        assert rows(of_json(objects, "x.json")) == expected
