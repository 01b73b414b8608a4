"""What packages of other programs are, and which come in: each trap is refused whole, with its code."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning import opened
from kerege.training.rules.elearning.members import type_of
from kerege.training.rules.elearning.shapes import recognised
from tests.training import elearning_made as made
from tests.training.packed import zipped

pytestmark = pytest.mark.nodb
SAMPLES = Path(os.environ.get("KEREGE_SAMPLES", "") or "no-samples") / "training"
"""Packages that others made; they are no part of the project. KEREGE_SAMPLES names the folder that holds them."""


def code(file):
    with pytest.raises(Refusal) as told:
        opened(file)
    assert told.value.field == "file"
    return told.value.code


def manifest12(items="", resources="", **told):
    return made.SCORM12.format(title="Tiny", items=items, resources=resources, **told).encode()


def scorm(manifest, **files):
    return zipped({"imsmanifest.xml": manifest} | {name.replace("_", "."): raw for name, raw in files.items()})


# -- recognised --------------------------------------------------------------------------------------------------------


def test_scorm_12_is_recognised_with_its_parts_in_order():
    what = opened(
        made.scorm12(parts=(("b", "Второй", "b.html?x=1"), ("a", "First", "a.html")), more={"b.html": b"x"})
    ).what
    assert (what.standard, what.edition, what.title, what.identifier) == ("scorm12", "1.2", "Tiny", "TINY")
    assert [(p.id, p.title, p.path, p.query) for p in what.parts] == [
        ("b", "Второй", "b.html", "?x=1"),
        ("a", "First", "a.html", ""),
    ]


@pytest.mark.parametrize(
    ("said", "edition"),
    [
        ("CAM 1.3", "2nd edition"),
        ("2004 3rd Edition", "3rd edition"),
        ("2004 4th Edition", "4th edition"),
        ("", "2nd edition"),
    ],
)
def test_each_edition_of_scorm_2004_is_recognised(said, edition):
    what = opened(made.scorm2004(said)).what
    assert (what.standard, what.edition) == ("scorm2004", edition)
    [part] = what.parts
    assert (part.path, part.query) == ("sco/index.html", "?part=1")
    assert part.settings == {
        "launch_data": "from the node",
        "time_limit_action": "continue,no message",
        "objectives": ["main", "second"],
        "passing_score": "0.6",
    }


def test_cmi5_is_recognised():
    what = opened(made.cmi5()).what
    assert (what.standard, what.identifier, what.title, what.language) == (
        "cmi5",
        "https://example.org/course",
        "Курс",
        "ru",
    )
    [unit] = what.parts
    assert (unit.path, unit.query, unit.title) == ("au/index.html", "?x=1", "Часть")
    assert unit.settings["move_on"] == "CompletedAndPassed"
    assert (unit.settings["mastery_score"], unit.settings["blocks"]) == (0.8, ["https://example.org/block"])
    assert (unit.settings["launch_parameters"], unit.settings["titles"]["en"]) == ("a b", "Unit")
    assert what.tree["block_titles"] == [{"ru": "Раздел", "en": "Section"}]


def test_h5p_is_recognised():
    what = opened(made.h5p()).what
    assert (what.standard, what.title, what.language, what.identifier) == ("h5p", "Правда?", "ru", "H5P.TrueFalse")
    assert what.tree == {"licence": "CC BY", "libraries": ["H5P.TrueFalse 1.6"]}


def test_words_of_an_h5p_file_are_one_line_of_what_can_be_seen():
    what = opened(made.h5p(title="a\u0000 \n\ud800b", language=["ru"])).what
    assert (what.title, what.language) == ("a b", "")


def test_a_title_that_turns_the_direction_of_a_page_is_set_straight_and_persian_stays_whole():
    for package in (made.scorm12(title="a\u202eb می\u200cخوانم"), made.h5p(title="a\u202eb می\u200cخوانم")):
        assert opened(package).what.title == "ab می\u200cخوانم"


def test_what_is_recognised_is_the_same_after_it_was_stored():
    for package in (made.scorm12(), made.scorm2004(), made.cmi5(), made.h5p()):
        what = opened(package).what
        assert recognised(what.told()) == what


@pytest.mark.parametrize("page", ["cp866", "cp1251"])
def test_a_cyrillic_name_that_an_old_program_wrote_is_the_one_in_the_manifest(page):
    plain, name = "@@@@@@@.html", "Главная.html"
    raw = made.scorm12(parts=(("one", "One", name),)).read()
    whole = zipped({(plain if n == name else n): r for n, r in _members(raw).items()}).read()
    found = opened(_file(whole.replace(plain.encode(), name.encode(page))))
    assert [part.path for part in found.what.parts] == [name]
    assert set(found.members) == {"imsmanifest.xml", name}


def _members(raw):
    with zipfile.ZipFile(_file(raw)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def _file(raw):
    return io.BytesIO(raw)


def test_a_folder_around_everything_and_what_systems_leave_do_not_matter():
    left = {"__MACOSX/._one.html": b"x", ".DS_Store": b"x", "Thumbs.db": b"x"}
    assert set(opened(made.scorm12(more=left)).members) == {"imsmanifest.xml", "one.html"}
    assert set(opened(made.scorm12(around="course/")).members) == {"imsmanifest.xml", "one.html"}


def test_letters_of_another_size_find_the_file_as_on_the_machine_of_its_author():
    found = opened(scorm(manifest12(_item("one"), made.resources([("one", "", "ONE.HTML")])), one_html=b"x"))
    assert [part.path for part in found.what.parts] == ["one.html"]


def _item(name, more="", below=""):
    return made.ITEM.format(id=name, title=name, more=more, below=below)


def test_parameters_follow_the_address_as_scorm_says():
    resources = made.resources([("a", "", "a.html?x=1#end"), ("b", "", "b.html"), ("c", "", "c.html")])
    items = _item("a", ' parameters="&amp;y=2"') + _item("b", ' parameters="#there"') + _item("c", ' parameters="z=3"')
    found = opened(scorm(manifest12(items, resources), a_html=b"x", b_html=b"x", c_html=b"x"))
    assert [part.query for part in found.what.parts] == ["?x=1&y=2#end", "#there", "?z=3"]


@pytest.mark.skipif(not SAMPLES.exists(), reason="the packages that others made are not on this machine")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("scorm12_RuntimeBasicCalls.zip", ("scorm12", "1.2", 1, 44)),
        ("scorm2004_3rd_RunTimeAdvancedCalls.zip", ("scorm2004", "3rd edition", 1, 69)),
        ("scorm2004_3rd_SequencingForcedSequential.zip", ("scorm2004", "3rd edition", 5, 69)),
        ("cmi5_multi_au_framed.zip", ("cmi5", "1.0", 8, 14)),
        ("h5p_standalone-test.h5p", ("h5p", "", 1, 107)),
        ("aicc_complex.zip", "training.elearning_old_standard"),
        ("xapi_tincan_basic_course.zip", "training.elearning_old_standard"),
        ("scorm_singlescobasic_missingorg.zip", "training.elearning_no_organisation"),
        ("cc_canvas_gem_course.imscc", "training.elearning_for_the_bank"),
    ],
)
def test_packages_that_others_made(name, told):
    with (SAMPLES / name).open("rb") as file:
        if isinstance(told, str):
            assert code(file) == told
            return
        found = opened(file)
    assert (found.what.standard, found.what.edition, len(found.what.parts), len(found.members)) == told


# -- refused -----------------------------------------------------------------------------------------------------------


def linked(name):
    made_ = zipfile.ZipInfo(name)
    made_.external_attr = 0o120777 << 16
    return made_


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("../escape.html", b"x", "archives.bad_path"),
        ("/etc/passwd", b"x", "archives.bad_path"),
        ("a\\b.html", b"x", "archives.bad_path"),
        ("ONE.html", b"x", "archives.clash"),
        ("one.html/x", b"x", "archives.clash"),
        (linked("link.html"), b"one.html", "archives.link"),
        ("\u202egnp.html", b"x", "archives.invisible"),
        ("/".join("abcdefghijklm") + ".html", b"x", "archives.too_deep"),
        ("zeros.bin", bytes(20_000_000), "archives.packed_too_tight"),
        ("setup.exe", b"x", "training.elearning_program_inside"),
        ("shell.php", b"x", "training.elearning_program_inside"),
        ("picture.png", b"MZ\x90\0" + bytes(60), "training.elearning_program_inside"),
        ("page.html", b"\x7fELF\x02\x01\x01\0" + bytes(60), "training.elearning_program_inside"),
        ("cmi5.xml", b"<x/>", "training.elearning_two_manifests"),
    ],
)
def test_a_file_that_no_package_needs_is_refused_with_all_the_others(name, raw, told):
    assert code(made.scorm12(more={name: raw})) == told


IN_NS = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
PAGE_IN = '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'
HIDDEN = """<!-- <!DOCTYPE svg PUBLIC "--><svg xmlns='http://www.w3.org/2000/svg'><script/></svg><!-- " "" > -->"""


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (IN_NS.format("<script>go()</script>"), "<script>"),
        ('<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>', "<script>"),
        (IN_NS.format("<script/>").encode("utf-16"), "<script>"),
        (HIDDEN, "<script>"),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="go()"/>', "onload"),
        (IN_NS.format('<a href="java&#10;script&#58;go()"/>'), "java script:go()"),
        (IN_NS.format('<animate attributeName="href" values="a;JavaScript:go()"/>'), "a;JavaScript:go()"),
        (IN_NS.format('<a href="data:text/html,x"/>'), "data:text/html,x"),
        (IN_NS.format(PAGE_IN), "<p>"),
        ('<!DOCTYPE svg [<!ENTITY s "&#60;script/>">]>' + IN_NS.format("&s;"), None),
        ('<!DOCTYPE svg [<!ATTLIST svg onload CDATA "go()">]>' + IN_NS.format(""), None),
        ('<?xml-stylesheet href="a.xsl" type="text/xsl"?>' + IN_NS.format(""), None),
        (IN_NS.format("<script>go()</script>")[:-9], None),
    ],
)
def test_a_drawing_that_is_a_program_or_a_page_is_refused_with_all_the_others(drawn, found):
    raw = drawn if isinstance(drawn, bytes) else drawn.encode()
    with pytest.raises(Refusal) as told:
        opened(made.scorm12(more={"pictures/Plan.SVG": raw}))
    word = "program_in_picture" if found else "unclear_picture"
    assert (told.value.code, told.value.field) == (f"training.elearning_{word}", "file")
    assert (told.value.data["path"], told.value.data.get("found")) == ("pictures/Plan.SVG", found)


def test_a_drawing_that_is_a_picture_comes_in_as_programs_for_drawing_write_it():
    illustrator = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- Made by hand -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n<!ENTITY ns_own "http://own.example/1/">\n]>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="&ns_own;"><switch>'
        '<foreignObject requiredExtensions="&ns_own;"><i:ref/></foreignObject>'
        '<image href="data:image/png;base64,AA"/></switch><text>one = 1, &lt;script&gt;</text></svg>'
    )
    cyrillic = '<?xml version="1.0" encoding="windows-1251"?>' + IN_NS.format("<text>План</text>")
    more = {"a.svg": illustrator.encode(), "b.svg": cyrillic.encode("cp1251")}
    assert {"a.svg", "b.svg"} < set(opened(made.scorm12(more=more)).members)


def test_a_name_that_stands_twice_is_refused():
    """Readers of archives disagree on which of the two is meant."""
    raw = made.scorm12(more={"two.html": b"x"}).read()
    assert code(_file(raw.replace(b"two.html", b"one.html"))) == "archives.clash"


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (manifest12().replace(b"Tiny", "Курс".encode("cp1251")), "xml.encoding"),
        (manifest12().decode().replace("UTF-8", "no-such-set").encode(), "xml.encoding"),
        (manifest12().decode().encode("utf-16")[:-3], "xml.malformed"),
    ],
)
def test_a_manifest_in_another_character_set_than_it_says_is_refused(manifest, told):
    assert code(scorm(manifest)) == told


def test_the_file_in_the_package_that_cannot_be_read_is_named():
    cut, alone = zipped({"cmi5.xml": b"<x", "a.html": b""}), _file(made.CMI5.encode()[:-20])
    for file, name in ((scorm(manifest12()[:-20]), "imsmanifest.xml"), (cut, "cmi5.xml"), (alone, "")):
        with pytest.raises(Refusal) as told:
            opened(file)
        assert (told.value.code, told.value.inside) == ("xml.malformed", name)


def test_too_many_files_are_refused():
    assert code(made.scorm12(more={f"x{n}.html": b"" for n in range(5_000)})) == "archives.too_many"


def test_what_was_cut_off_or_is_no_archive_is_refused():
    raw = made.scorm12(more={"film.mp4": bytes(range(256)) * 50}).read()
    assert code(_file(raw[: len(raw) // 2])) == "archives.unreadable"
    assert code(_file(b"no archive at all")) == "archives.unreadable"


def test_a_member_whose_bytes_are_spoilt_is_found_before_anything_is_stored():
    raw = bytearray(made.scorm12(more={"film.mp4": bytes(range(256)) * 50}).read())
    at = raw.index(b"film.mp4") + len("film.mp4") + 20
    raw[at] ^= 0xFF
    assert code(_file(bytes(raw))) == "archives.unreadable"


def test_a_size_that_lies_is_found():
    raw = bytearray(made.scorm12(more={"film.mp4": b"x" * 500}).read())
    at = raw.rindex(b"film.mp4") - 46 + 24
    raw[at : at + 4] = struct.pack("<L", 499)
    assert code(_file(bytes(raw))) == "archives.unreadable"


DOCTYPE = '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (manifest12().replace(b"<manifest", DOCTYPE.encode() + b"<manifest"), "xml.doctype"),
        (b"<manifest", "xml.malformed"),
        (b"<other/>", "training.elearning_bad_manifest"),
        (b"<manifest/>", "training.elearning_not_scorm"),
        (b"<manifest xmlns='http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1'/>", "training.elearning_for_the_bank"),
        (
            b"<manifest><resources><resource type='imsqti_item_xmlv2p1'/></resources></manifest>",
            "training.elearning_for_the_bank",
        ),
        (
            manifest12().replace(b"1.2</schemaversion", b"9.9</schemaversion").replace(b"adlcp_root", b"x"),
            "training.elearning_not_scorm",
        ),
        (
            b"<manifest><metadata><schemaversion>1.2</schemaversion></metadata></manifest>",
            "training.elearning_no_organisation",
        ),
        (manifest12(), "training.elearning_nothing_to_play"),
        (manifest12(_item("a")), "training.elearning_entry_missing"),
        (manifest12(_item("a"), made.resources([("a", "", "gone.html")])), "training.elearning_entry_missing"),
        (manifest12(_item("a"), made.resources([("a", "", "empty.html")])), "training.elearning_empty_file"),
        (
            manifest12(_item("a"), made.resources([("a", "", "https://elsewhere.example/")])),
            "training.elearning_entry_outside",
        ),
        (
            manifest12(_item("a"), made.resources([("a", "", "//elsewhere.example/x")])),
            "training.elearning_entry_outside",
        ),
        (manifest12(_item("a"), made.resources([("a", "", "x.html")] * 2)), "training.elearning_twice"),
        (manifest12(_item("a") * 2, made.resources([("a", "", "x.html")])), "training.elearning_twice"),
        (manifest12("<item>" * 14 + "</item>" * 14), "training.elearning_bad_manifest"),
    ],
)
def test_a_manifest_of_scorm_by_which_nothing_can_be_played_is_refused(manifest, told):
    assert code(scorm(manifest, x_html=b"x", empty_html=b"")) == told


def test_a_package_without_a_manifest_is_refused_and_an_old_kind_is_named():
    assert code(zipped({"index.html": b"x"})) == "training.elearning_no_manifest"
    assert code(zipped({"a/b/imsmanifest.xml": manifest12()})) == "training.elearning_no_manifest"
    assert code(zipped({"tincan.xml": b"<x/>"})) == "training.elearning_old_standard"
    assert code(zipped({"course.au": b"x"})) == "training.elearning_old_standard"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("CourseStructure.xsd", "Other.xsd", "training.elearning_bad_manifest"),
        ('<course id="https://example.org/course">', '<course id="no iri">', "training.elearning_bad_manifest"),
        ('id="https://example.org/au"', 'id="https://example.org/block"', "training.elearning_twice"),
        ("au/index.html?x=1", "gone.html", "training.elearning_entry_missing"),
        ("au/index.html?x=1", "au/index.html?fetch=1", "training.elearning_bad_manifest"),
        ('masteryScore="0.8"', 'masteryScore="8"', "training.elearning_bad_manifest"),
        ('masteryScore="0.8"', 'masteryScore="half"', "training.elearning_bad_manifest"),
        ("CompletedAndPassed", "Sometimes", "training.elearning_bad_manifest"),
        (
            '<langstring lang="ru">Часть</langstring><langstring lang="en">Unit</langstring>',
            "",
            "training.cmi5_not_by_schema",
        ),
        (
            'Часть</langstring><langstring lang="en">Unit',
            "</langstring><langstring>",
            "training.elearning_bad_manifest",
        ),
        ("au/index.html?x=1", "https://other.example.org/au.html", "training.cmi5_other_site"),
        ("au/index.html?x=1", "https://other.example.org/a b.html", "training.elearning_bad_manifest"),
        ("<url>", "<lurl>", "xml.malformed"),
        (' lang="ru"', ' lang="no tag"', "training.cmi5_not_by_schema"),
        ('masteryScore="0.8"', 'masterScore="0.8"', "training.cmi5_not_by_schema"),
        ('<block id="https://example.org/block">', "<block>", "training.cmi5_not_by_schema"),
        ("<launchParameters> a b </launchParameters>", "<other/>", "training.cmi5_not_by_schema"),
        ("<launchParameters> a b </launchParameters>", "words", "training.cmi5_not_by_schema"),
        ("<course ", "<curse ", "xml.malformed"),
    ],
)
def test_a_structure_that_cmi5_does_not_allow_is_refused(before, after, told):
    assert before in made.CMI5
    assert code(made.cmi5(made.CMI5.replace(before, after))) == told


def test_a_structure_of_cmi5_without_units_is_refused():
    bare = made.CMI5[: made.CMI5.index("<block")] + "</courseStructure>"
    assert code(made.cmi5(bare)) == "training.cmi5_not_by_schema"


def test_what_no_browser_knows_is_never_a_page():
    assert type_of("a/b.HTML") == "text/html"
    assert [type_of(name) for name in ("x.swf", "x", "x.docx")] == ["application/octet-stream"] * 3
