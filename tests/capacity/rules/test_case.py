"""Frameworks as packages of CASE 1.0: out, in again exactly, and every way in which a package is wrong."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from kerege.capacity.rules.case import Passport, packed
from kerege.capacity.rules.case_reading import MOST_BYTES, loaded, unpacked
from kerege.capacity.rules.framework import read, written
from kerege.lib.refusal import Refusal
from tests.capacity import skilled

pytestmark = pytest.mark.nodb
REAL = Path(__file__).resolve().parents[4] / "shared" / "samples" / "case"
PASSPORT = Passport("frame", "1", "published", "Ours", date(2026, 1, 1))
MAPS = [
    {"kind": "standard", "of": "ISO-35001", "edition": "2019", "clause": "7.2"},
    {"kind": "questions", "of": "set:1", "clause": "a b/ü"},
]


AREAS = [{"code": "field", "title": {"en": "Field", "ru": "Поле"}}, {"code": "plant", "title": {"en": "Plants"}}]
SAID = {
    "plant": {"2": [{"en": "Keeps soil back."}]},
    "field": {"2": [{"en": "In wind.", "ru": "При ветре."}, {"en": "In rain."}], "3": [{"en": "Alone."}]},
}
OWN = "0190b6a0-0000-7000-8000-000000000009"


def whole():
    """A framework with everything that one can have."""
    told = skilled.content(lead={"ru": "Введение"})
    told["domains"][0]["competences"][0] |= {"maps": MAPS, "evidence": ["self", "observed"]}
    told["domains"][0]["competences"][1] |= {"title": {"ru": "По-русски"}, "id": OWN, "extensions": SAID}
    return read(told | {"areas": AREAS})


def package(**more):
    return deepcopy(packed(whole(), PASSPORT)) | more


def code_of(told, **more):
    with pytest.raises(Refusal) as caught:
        read(unpacked(told, key="frame", **more).content)
    return caught.value.code, caught.value.data.get("place")


def test_what_goes_out_comes_in_exactly():
    made = json.loads(json.dumps(package()))
    taken = unpacked(made, key="frame")
    assert written(read(taken.content)) == written(whole())
    assert (taken.version, taken.rights, taken.left_out) == ("1", "Ours", 0)
    assert packed(read(taken.content), PASSPORT) == made


def test_under_another_key_it_keeps_the_identifiers_that_it_came_with():
    taken = read(unpacked(package(), key="other").content)
    assert taken.domains[0].id == package()["CFItems"][0]["identifier"]
    again = packed(taken, Passport("other", "1", "published", "Ours", date(2026, 1, 1)))
    assert [i["identifier"] for i in again["CFItems"] if i["CFItemType"] == "Domain"] == [
        i["identifier"] for i in package()["CFItems"] if i["CFItemType"] == "Domain"
    ]


def test_the_package_has_the_shape_of_case():
    made = package()
    assert set(made) == {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"}
    for each in [made["CFDocument"], *made["CFItems"], *made["CFAssociations"]]:
        assert {"identifier", "uri", "lastChangeDateTime"} <= set(each)
    assert {"creator", "title", "CFPackageURI"} <= set(made["CFDocument"])
    assert all({"fullStatement", "CFDocumentURI"} <= set(item) for item in made["CFItems"])
    assert {a["associationType"] for a in made["CFAssociations"]} == {"isChildOf", "isTranslationOf", "isRelatedTo"}
    ids = [each["identifier"] for each in [made["CFDocument"], *made["CFItems"], *made["CFAssociations"]]]
    assert len(ids) == len(set(ids))
    (bench, _) = made["CFRubrics"]
    assert [(c["weight"], c["CFRubricCriterionLevels"][0]["quality"]) for c in bench["CFRubricCriteria"]] == [
        (3, "2"),
        (5, "3"),
    ]


def foreign():
    """A package as others make it: no kinds, no codes, no numbers, one item without a parent."""
    number = "0190b6a0-0000-7000-8000-00000000000{}".format
    item = [{"identifier": number(n), "fullStatement": f"Item {n}"} for n in (1, 2, 3)]
    child = {
        "identifier": number(7),
        "associationType": "isChildOf",
        "originNodeURI": {"identifier": number(2)},
        "destinationNodeURI": {"identifier": number(1)},
    }
    peer = child | {"identifier": number(8), "associationType": "isPeerOf"}
    document = {"identifier": number(6), "title": "Theirs"}
    return {"CFDocument": document, "CFItems": item, "CFAssociations": [child, peer]}


def test_a_package_of_others_is_taken_as_far_as_it_fits_and_the_rest_is_counted():
    taken = unpacked(foreign(), key="theirs")
    found = read(taken.content)
    assert [(d.title["en"], [c.title["en"] for c in d.competences]) for d in found.domains] == [
        ("Item 1", ["Item 2"]),
        ("Theirs", ["Item 3"]),
    ]
    assert (taken.left_out, taken.version, found.roles) == (1, "1", ())


def changed(change):
    told = package()
    change(told)
    return told


def criterion(told):
    return told["CFRubrics"][0]["CFRubricCriteria"][0]


CHILD_AT = next(n for n, a in enumerate(package()["CFAssociations"]) if a["associationType"] == "isChildOf")
NOBODY = "0190b6a0-0000-7000-8000-00000000ffff"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda p: p.pop("CFDocument"), "case_shape", "CFDocument"),
        (lambda p: p.update(CFDocument=[]), "case_shape", "CFDocument"),
        (lambda p: p["CFDocument"].pop("title"), "case_shape", "CFDocument.title"),
        (lambda p: p["CFDocument"].update(identifier="x"), "case_identifier", "CFDocument.identifier"),
        (lambda p: p.update(CFItems=[]), "case_shape", "CFItems"),
        (lambda p: p.update(CFItems={}), "case_shape", "CFItems"),
        (lambda p: p["CFItems"].append(7), "case_shape", f"CFItems[{len(package()['CFItems'])}]"),
        (lambda p: p["CFItems"][1].pop("fullStatement"), "case_shape", "CFItems[1].fullStatement"),
        (lambda p: p["CFItems"][1].update(identifier=None), "case_identifier", "CFItems[1].identifier"),
        (lambda p: p["CFItems"].insert(1, p["CFItems"][0]), "case_twice", "CFItems[1].identifier"),
        (
            lambda p: p["CFItems"][0].update(identifier=p["CFDocument"]["identifier"]),
            "case_twice",
            "CFItems[0].identifier",
        ),
        (lambda p: p["CFAssociations"].insert(1, p["CFAssociations"][0]), "case_twice", "CFAssociations[1].identifier"),
        (
            lambda p: p["CFAssociations"][0].update(associationType="likes"),
            "case_unknown_kind",
            "CFAssociations[0].associationType",
        ),
        (
            lambda p: p["CFAssociations"][CHILD_AT].pop("originNodeURI"),
            "case_shape",
            f"CFAssociations[{CHILD_AT}].originNodeURI",
        ),
        (
            lambda p: p["CFAssociations"][CHILD_AT]["destinationNodeURI"].update(identifier=NOBODY),
            "case_unknown_reference",
            f"CFAssociations[{CHILD_AT}].destinationNodeURI",
        ),
        (
            lambda p: criterion(p)["CFItemURI"].update(identifier=NOBODY),
            "case_unknown_reference",
            "CFRubrics[0].CFRubricCriteria[0].CFItemURI",
        ),
        (
            lambda p: criterion(p).update(weight=8),
            "framework_bad_weight",
            "roles[1].profile[1].criticality",
        ),
        (lambda p: p["CFItems"][0].update(humanCodingScheme="a code"), "framework_bad_key", "domains[1].code"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(change, code, place):
    assert code_of(changed(change)) == (f"capacity.{code}", place)


def test_a_circle_a_second_parent_and_what_lies_too_deep_are_refused():
    told = foreign()
    (child, _), items = told["CFAssociations"], told["CFItems"]
    back = child | {"identifier": NOBODY, "originNodeURI": {"identifier": items[0]["identifier"]}}
    back["destinationNodeURI"] = {"identifier": items[1]["identifier"]}
    assert code_of(told | {"CFAssociations": [child, back]}) == ("capacity.case_circular", None)
    second = child | {"identifier": NOBODY, "destinationNodeURI": {"identifier": items[2]["identifier"]}}
    assert code_of(told | {"CFAssociations": [child, second]}) == ("capacity.case_two_parents", "CFItems[1]")
    below = package()
    level = next(item for item in below["CFItems"] if item["CFItemType"] == "Level 3")
    guest = next(n for n, item in enumerate(below["CFItems"]) if item["humanCodingScheme"] == "guest")
    hangs = next(a for a in below["CFAssociations"] if below["CFItems"][guest]["identifier"] in str(a["originNodeURI"]))
    hangs["destinationNodeURI"] = {"identifier": level["identifier"]}
    assert code_of(below) == ("capacity.case_too_deep", f"CFItems[{guest}]")


def test_a_translation_of_a_translation_is_refused_and_so_is_a_second_text_in_one_language():
    told = package()
    own = [a for a in told["CFAssociations"] if a["associationType"] == "isTranslationOf"]
    one, other = own[0], own[1]
    circle = [*own[2:], one | {"destinationNodeURI": one["originNodeURI"]}]
    chain = [*own[2:], one, other | {"destinationNodeURI": one["originNodeURI"]}]
    again = [*own[2:], one, other | {"destinationNodeURI": one["destinationNodeURI"]}]
    for wrong in (circle, chain, again):
        assert code_of(told | {"CFAssociations": wrong})[0] == "capacity.case_translation"


def test_a_chain_as_long_as_a_package_is_no_trap():
    number = "0190b6a0-0000-7000-8000-{:012}".format
    items = [{"identifier": number(n), "fullStatement": "x"} for n in range(3_000)]
    ends = [({"identifier": number(n + 1)}, {"identifier": number(n)}) for n in range(2_999)]
    chain = [
        {"identifier": number(10_000 + n), "associationType": "isChildOf", "originNodeURI": a, "destinationNodeURI": b}
        for n, (a, b) in enumerate(ends)
    ]
    told = {"CFDocument": foreign()["CFDocument"] | {"identifier": NOBODY}, "CFItems": items, "CFAssociations": chain}
    taken = unpacked(told, key="chain")
    (domain,) = read(taken.content).domains
    assert (domain.code, [each.code for each in domain.competences]) == (number(0), [number(2_999)])
    assert taken.left_out == 2_998, "the steps between are told, and not dropped in silence"


@pytest.mark.parametrize("path", sorted(REAL.glob("*.json")) or [None], ids=lambda path: path.stem if path else "none")
def test_a_package_by_others_comes_in_or_says_why_not(path):
    """With packages as OpenSALT leaves them beside this checkout: what comes in goes out and comes in again."""
    if path is None:
        pytest.skip("no package of CASE lies beside this checkout")
    try:
        found = read(unpacked(loaded(path.read_bytes()), key="theirs").content)
    except Refusal as refusal:
        told, found = refusal.data.get("place"), None
    if found is None:
        assert told
        return
    again = read(unpacked(packed(found, PASSPORT), key="theirs").content)
    assert [c.title for c in again.competences()] == [c.title for c in found.competences()]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"CFDocument": ', "case_not_json"),
        (b"\xff\xfe", "case_not_json"),
        (b"[" * 100_000, "case_not_json"),
        (b" " * (MOST_BYTES + 1), "case_file_too_large"),
    ],
)
def test_a_file_that_is_no_json_is_refused(data, code):
    with pytest.raises(Refusal) as caught:
        loaded(data)
    assert caught.value.code == f"capacity.{code}"
    assert loaded(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize("told", [None, [], "x", 7, {}])
def test_a_file_that_is_no_package_is_refused(told):
    assert code_of(told) == ("capacity.case_shape", "CFDocument")
