"""Course structures of cmi5: objectives, elements of others, a structure alone, and the long form of ZIP."""

import io
import struct

import pytest

from kerege.lib.archives import Archive
from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning import opened
from tests.training import elearning_made as made
from tests.training.rules.test_elearning_packages import code

pytestmark = pytest.mark.nodb
OBJECTIVES = "<objectives>{0}</objectives><block"
OBJECTIVE = f'<objective id="{{0}}">{made.TEXTS.format("a", "b")}</objective>'


@pytest.mark.parametrize(
    ("objectives", "told"),
    [
        (["https://example.org/o"], ""),
        (["https://example.org/o"] * 2, "training.elearning_twice"),
        (["example.org/o"], "training.elearning_bad_manifest"),
        (["https://example.org/p"], "training.elearning_bad_manifest"),
        ([""], "training.cmi5_not_by_schema"),
    ],
)
def test_objectives_stand_once_and_are_referred_to_where_they_stand(objectives, told):
    listed = OBJECTIVES.format("".join(map(OBJECTIVE.format, objectives)))
    refers = '<objectives><objective idref="https://example.org/o"/></objectives><url>'
    package = made.cmi5(made.CMI5.replace("<block", listed, 1).replace("<url>", refers))
    assert (code(package) if told else opened(package).what.parts[0].title) == (told or "Часть")


def test_elements_of_others_may_stand_behind_those_of_cmi5_and_nowhere_else():
    other = '<x:more xmlns:x="https://example.org/x">any<x:thing/></x:more>'
    assert opened(made.cmi5(made.CMI5.replace("</au>", f"{other}</au>"))).what.title == "Курс"
    assert code(made.cmi5(made.CMI5.replace("<url>", f"{other}<url>"))) == "training.cmi5_not_by_schema"
    assert code(made.cmi5(made.CMI5.replace("<url>", "<url><url/></url><url>"))) == "training.cmi5_not_by_schema"


def test_a_structure_alone_has_units_of_reviewed_sites_only():
    told = made.CMI5.replace("au/index.html?x=1", "https://Units.example.org/au.html?x=1").encode()
    what = opened(io.BytesIO(told), sites={"https://units.example.org"})
    assert what.what.parts[0].settings["outside"] == "https://Units.example.org/au.html?x=1"
    assert list(what.members) == ["cmi5.xml"]
    assert b"".join(what.archive.chunks(what.members["cmi5.xml"])) == told
    assert code(io.BytesIO(told)) == "training.cmi5_other_site"
    assert code(io.BytesIO(made.CMI5.encode())) == "training.elearning_entry_missing"
    assert code(io.BytesIO(b"# no package")) == "archives.unreadable"


def test_a_package_in_the_long_form_of_zip_is_read_and_a_broken_one_is_not():
    raw = made.cmi5().getvalue()
    at = raw.rfind(b"PK\x05\x06")
    count, length, offset = struct.unpack("<HLL", raw[at + 10 : at + 20])
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, count, count, length, offset)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    long = raw[:at] + record + locator + end
    assert opened(io.BytesIO(long)).what.title == "Курс"
    assert (
        code(io.BytesIO(raw[:at] + record.replace(b"PK\x06\x06", b"PK\x06\x08") + locator + end))
        == "archives.unreadable"
    )
    assert code(io.BytesIO(raw[:at] + end)) == "archives.unreadable"
    with pytest.raises(Refusal, match="archives.unreadable"):
        Archive(io.BytesIO(long))
