"""Packages that somebody made to do harm, or that lost something on their way: refused whole, each with its code."""

import io
import json
import struct
import zipfile
from hashlib import sha256

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.packs import opening
from tests.training import packed as given

pytestmark = pytest.mark.nodb
GOOD = given.members()


def code(file, program="0.1.0"):
    if isinstance(file, bytes):
        file = io.BytesIO(file)
    with pytest.raises(Refusal) as told:
        opening.opened(file, program=program).tree()
    return told.value.code


def info(name, **told):
    made = zipfile.ZipInfo(name)
    for each, value in told.items():
        setattr(made, each, value)
    return made


def changed(**told):
    """The package with something else in its manifest."""
    return given.packed(GOOD | {"manifest.json": json.dumps(json.loads(GOOD["manifest.json"]) | told).encode()})


def test_the_honest_one_is_taken_however_it_was_packed():
    left = dict.fromkeys(
        (".DS_Store", "texts/Thumbs.db", "texts/ru/._risk.md", "sheets/~$en.docx"), b"left by a system"
    )
    around = given.zipped(GOOD | left, around="spills-1.0/")
    with zipfile.ZipFile(around, "a") as more:
        more.writestr("__MACOSX/spills-1.0/._manifest.json", b"left by a system")
    files = [
        given.packed(GOOD),
        given.zipped(GOOD),
        given.zipped(GOOD | left),
        given.zipped(GOOD, around="spills-1.0/"),
    ]
    for file in [*files, around]:
        pack = opening.opened(file, program="0.1.0")
        assert pack.tree() == given.tree()
        assert set(pack.members) == set(GOOD) - {"manifest.json", "signature.json"}


@pytest.mark.parametrize("page", ["cp866", "cp1251", "koi8-r", "ascii"])
def test_a_cyrillic_name_that_an_old_program_wrote_is_found(page):
    folder = "attachments/risk-slides-ru/"
    plain = folder + "@" * len(given.NAME)
    made = given.zipped({each if each != folder + given.NAME else plain: raw for each, raw in GOOD.items()}).read()
    made = made.replace(plain.encode(), folder.encode() + given.NAME.encode(page, "replace").replace(b"?", b"_"))
    pack = opening.opened(io.BytesIO(made), program="0.1.0")
    assert pack.tree() == given.tree()
    assert set(pack.members) == set(GOOD) - {"manifest.json", "signature.json"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../escape.md", "archives.bad_path"),
        ("/etc/passwd", "archives.bad_path"),
        ("texts\\en\\x.md", "archives.bad_path"),
        ("C:/x.md", "archives.bad_path"),
        ("texts/EN/risk.md", "archives.clash"),
        ("texts/en/risk.md/x", "archives.clash"),
        (info("texts/link", external_attr=0o120777 << 16), "archives.link"),
        ("texts/en/\u202egnp.md", "archives.invisible"),
        ("texts/en/more.md", "training.pack_extra"),
        ("other/manifest.json", "training.pack_two_manifests"),
    ],
)
def test_a_member_that_leads_elsewhere_or_does_not_belong_is_refused(name, told):
    assert code(given.zipped(GOOD | {name: b"x"})) == told


def test_a_bomb_is_refused_by_what_it_says_of_itself():
    assert code(given.zipped(GOOD | {"texts/en/risk.md": bytes(20_000_000)})) == "archives.packed_too_tight"
    many = {f"texts/en/x{n}.md": b"" for n in range(5_000)}
    assert code(given.zipped(GOOD | many)) == "archives.too_many"


def test_a_bomb_in_an_attachment_stays_closed():
    inner = given.zipped({"zeros": bytes(20_000_000)}).read()
    assert code(given.zipped(GOOD | {"attachments/bomb/bomb.zip": inner})) == "training.pack_extra"


def test_a_video_of_four_gigabytes_is_refused_before_it_is_read():
    made = bytearray(given.zipped(GOOD | {"attachments/film/film.mp4": b"x" * 50}).read())
    at = made.rindex(b"attachments/film/film.mp4") - 46
    made[at + 24 : at + 28] = struct.pack("<L", 4_294_967_000)
    assert code(bytes(made)) == "archives.too_large"


def test_two_files_of_equal_content_that_both_lost_their_names_are_both_found():
    """And a third one of that content is one too many."""
    told = given.tree()
    (first,) = told["modules"][0]["attachments"]
    told["modules"][0]["attachments"].append(first | {"id": "risk-slides-kk", "name": "Қауіп.pdf"})
    whole = given.members(told)
    names = [name for name in whole if name.startswith("attachments/")]
    lost = {f"attachments/_{n}.pdf": whole[name] for n, name in enumerate(names)}
    rest = {name: raw for name, raw in whole.items() if name not in names}
    pack = opening.opened(given.packed(rest | lost), program="0.1.0")
    assert (pack.tree(), set(pack.members)) == (told, set(whole) - {"manifest.json", "signature.json"})
    assert code(given.packed(rest | lost | {"attachments/_9.pdf": given.SLIDES})) == "training.pack_extra"


def test_what_is_cut_or_damaged_is_refused():
    whole = given.packed(GOOD).read()
    assert code(whole[:-100]) == "archives.unreadable"
    assert code(whole[: len(whole) // 2]) == "archives.unreadable"
    assert code(b"") == "archives.unreadable"
    at = whole.index("Сначала".encode())
    assert code(whole[:at] + b"X" + whole[at + 1 :]) == "archives.unreadable", "its checksum is wrong"


def test_what_is_missing_or_changed_where_nobody_edits_is_refused():
    lost = {name: raw for name, raw in GOOD.items() if name != "texts/ru/risk.md"}
    with pytest.raises(Refusal, match="training.pack_missing") as told:
        opening.opened(given.packed(lost), program="0.1.0")
    assert told.value.data == {"path": "texts/ru/risk.md", "number": 1}
    assert code(given.packed(GOOD | {"curriculum.json": b"{}"})) == "training.pack_damaged"
    assert code(given.packed({n: raw for n, raw in GOOD.items() if n != "manifest.json"})) == "training.not_a_pack"


def test_a_package_for_a_newer_program_says_so():
    assert code(changed(format="kerege/toolkit/2")) == "training.pack_newer"
    assert code(changed(program={"least": "0.10.0", "made": "0.10.0"})) == "training.pack_newer"
    assert code(changed(program={"least": "0.1.0", "made": "9"}, key=7)) == "training.not_a_pack"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": "kerege/other/1"}',
        b'{"format": "kerege/toolkit/\xc2\xb2"}',
        b'{"format": "kerege/toolkit/1", "size": NaN}',
        b'{"format": "kerege/toolkit/1", "format": "kerege/toolkit/1"}',
        b"\xff\xfe{}",
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused(raw):
    assert code(given.packed(GOOD | {"manifest.json": raw})) == "training.not_a_pack"


@pytest.mark.parametrize(
    "told",
    [
        {"key": "../x"},
        {"version": ""},
        {"title": {"EN": "x"}},
        {"title": {"en": "a\nb"}},
        {"languages": "en"},
        {"made": {"on": "2026-13-01", "node": "REG"}},
        {"made": None},
        {"files": {}},
        {"files": [None]},
        {"files": [{"path": "a", "size": -1, "sha256": "0" * 64, "lies": "text"}]},
        {"files": [{"path": "a", "size": True, "sha256": "0" * 64, "lies": "text"}]},
        {"files": [{"path": "a", "size": 1, "sha256": "0", "lies": "text"}]},
        {"files": [{"path": "a", "size": 1, "sha256": "0" * 64, "lies": "program"}]},
        {"files": [{"path": "a\\b", "size": 1, "sha256": "0" * 64, "lies": "text"}]},
        {
            "files": [
                {"path": "A", "size": 1, "sha256": "0" * 64, "lies": "text"},
                {"path": "a", "size": 1, "sha256": "0" * 64, "lies": "text"},
            ]
        },
        {"files": []},
    ],
)
def test_a_manifest_that_says_something_strange_is_refused(told):
    assert code(changed(**told)) in {"training.not_a_pack", "training.pack_extra"}


def test_a_tree_that_leads_to_a_text_that_is_not_there_is_refused():
    tree = given.tree()
    files = given.members(tree)
    bare = json.loads(files["curriculum.json"])
    bare["summary"]["en"] = {"file": "texts/en/other.md"}
    assert code(_with_tree(files, bare)) == "training.not_a_pack"
    no_text = {each: raw for each, raw in files.items() if each != "texts/en/risk.md"}
    assert code(given.packed(no_text)) == "training.pack_missing"


def _with_tree(files, bare):
    """A package whose manifest vouches for another tree."""
    raw = json.dumps(bare).encode()
    told = json.loads(files["manifest.json"])
    for each in told["files"]:
        if each["path"] == "curriculum.json":
            each.update(size=len(raw), sha256=sha256(raw).hexdigest())
    return given.packed(files | {"curriculum.json": raw, "manifest.json": json.dumps(told).encode()})
