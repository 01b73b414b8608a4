"""ZIP files from outside, honest and hostile; every hostile one is made here."""

import contextlib
import io
import os
import struct
import time
import zipfile

import pytest

from kerege.lib.archives import Archive, Limits, ToPack, packed_size
from kerege.lib.archives import packed as pack
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb


def packed(*members, compression=zipfile.ZIP_DEFLATED):
    """An archive of (name or ZipInfo, content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def code(content, **limits):
    with pytest.raises(Refusal) as told:
        opened(content, **limits)
    return told.value.code


def opened(content, **limits):
    archive = Archive(io.BytesIO(content), Limits(**limits))
    return {m.name: archive.read(m, most=10_000_000) for m in archive.members}


def test_members_come_out_under_their_names():
    content = packed(("a.txt", b"1"), ("папка/б.txt", b"2" * 70_000), ("leer/", b""))
    assert opened(content) == {"a.txt": b"1", "папка/б.txt": b"2" * 70_000}


@pytest.mark.parametrize("page", ["cp866", "cp1251", "utf-8"])
@pytest.mark.parametrize("name", ["Приказ об утверждении.txt", "отчёт 2026.csv", "БИОБЕЗОПАСНОСТЬ.pdf", "Итоги.docx"])
def test_names_of_old_windows_are_read(page, name):
    raw = name.encode(page)
    marker = b"x" * len(raw)
    content = packed((marker.decode(), b"1")).replace(marker, raw)
    assert list(opened(content)) == [name]


BAD_NAMES = {
    "../up.txt": "bad_path",
    "a/../../up.txt": "bad_path",
    "/absolute.txt": "bad_path",
    "C:/drive.txt": "bad_path",
    "back\\slash.txt": "bad_path",
    "./here.txt": "bad_path",
    "a//b.txt": "bad_path",
    "end./x.txt": "bad_path",
    " space/x.txt": "bad_path",
    "a\u202etxt.exe": "invisible",
    "zero\u200bwidth.txt": "invisible",
    "bell\x07.txt": "invisible",
    "con": "reserved",
    "sco/aux.html": "reserved",
    "LPT1/x.js": "reserved",
    "/".join("d" * 13) + "/x.txt": "too_deep",
    "l" * 256: "too_deep",
}


@pytest.mark.parametrize(("name", "told"), BAD_NAMES.items())
def test_names_that_lead_elsewhere_are_refused(name, told):
    assert code(packed((name, b"1"))) == f"archives.{told}"


def test_persian_names_keep_their_non_joiner():
    assert list(opened(packed(("می\u200cخواهم.txt", b"1")))) == ["می\u200cخواهم.txt"]


@pytest.mark.parametrize(
    "names", [("a.txt", "A.TXT"), ("\u0419.txt", "\u0418\u0306.txt"), ("a", "a/b.txt"), ("straße.txt", "STRASSE.txt")]
)
def test_names_that_fall_together_are_refused(names):
    assert code(packed(*((n, b"1") for n in names))) == "archives.clash"


def test_the_same_name_twice_is_refused():
    twin = packed(("a.txt", b"1"), ("b.txt", b"2")).replace(b"b.txt", b"a.txt")
    assert code(twin) == "archives.clash"


def test_links_and_encrypted_members_are_refused():
    assert code(packed((link("link"), "/etc/passwd"))) == "archives.link"
    locked = bytearray(packed(("a.txt", b"1")))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert code(bytes(locked)) == "archives.encrypted"


def test_unusual_packing_is_refused():
    assert code(packed(("a.txt", b"1" * 100), compression=zipfile.ZIP_LZMA)) == "archives.unusual_packing"


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed(("zeros", b"\0" * 60_000_000))
    assert len(bomb) < 80_000
    start = time.perf_counter()
    assert code(bomb) == "archives.packed_too_tight"
    assert time.perf_counter() - start < 0.5


def test_a_member_that_is_larger_than_announced_is_refused_while_reading():
    content = packed(("a.bin", os.urandom(1_024_000)))
    lying = content.replace(struct.pack("<L", 1_024_000), struct.pack("<L", 1_000))
    assert code(lying) == "archives.unreadable"
    lying = content.replace(struct.pack("<L", 1_024_000), struct.pack("<L", 2_000_000))
    assert code(lying) == "archives.unreadable"


def test_corrupt_bytes_raise_no_fault_of_the_program():
    content = bytearray(packed(("a.txt", bytes(range(256)) * 40)))
    for at in range(30, len(content)):
        broken = bytearray(content)
        broken[at] ^= 0xFF
        with contextlib.suppress(Refusal):  # anything else would be a fault of the program
            opened(bytes(broken))
    for length in range(0, len(content), 7):
        assert code(bytes(content[:length])) == "archives.unreadable"


def test_members_that_share_bytes_are_refused():
    one = packed(("a", b"x" * 100), ("b", b"y" * 100), compression=zipfile.ZIP_STORED)
    second = one.index(b"PK\x01\x02", one.index(b"PK\x01\x02") + 4)
    overlapping = bytearray(one)
    overlapping[second + 42 : second + 46] = struct.pack("<L", 10)
    assert code(bytes(overlapping)) == "archives.unreadable"


def test_a_file_that_is_two_things_at_once_is_refused():
    content = packed(("a.txt", b"1"))
    assert code(b"%PDF-1.7\n" + content) == "archives.unreadable"
    assert code(content + b"<script>") == "archives.unreadable"
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, 2)
    with zipfile.ZipFile(out, "a") as archive:  # with offsets that know of what stands before
        archive.writestr("a.txt", b"1")
    assert code(out.getvalue()) == "archives.unreadable"


def test_number_size_and_packed_size_have_limits():
    three = packed(("a", b"1" * 10), ("b", b"2" * 10), ("c", b"3" * 10))
    assert code(three, members=2) == "archives.too_many"
    assert code(three, unpacked=29) == "archives.too_large"
    assert code(three, packed=100) == "archives.too_large"
    assert len(opened(three, members=3, unpacked=30)) == 3
    archive = Archive(io.BytesIO(three))
    with pytest.raises(Refusal, match="archives.too_large"):
        archive.read(archive.members[0], most=9)


def test_zip64_is_refused():
    content = packed(("a", b"1"))
    end = content.index(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert code(content[:end] + locator + content[end:]) == "archives.unreadable"


def test_more_files_than_the_short_form_can_count_are_told_as_too_many():
    assert code(packed(*((str(n), b"") for n in range(65_536)), compression=zipfile.ZIP_STORED)) == "archives.too_many"


def test_an_archive_in_an_archive_stays_closed():
    inner = packed(("zeros", b"\0" * 60_000_000))
    assert opened(packed(("inner.zip", inner))) == {"inner.zip": inner}


# -- packing -----------------------------------------------------------------------------------------------------------


def going(**files):
    return [ToPack(name, len(content), lambda content=content: io.BytesIO(content)) for name, content in files.items()]


def test_what_is_packed_here_is_the_same_bytes_each_time_and_opens_anywhere():
    parts = going(**{"тексты/урок.md": "# Қауіп".encode(), "empty": b"", "media/film.mp4": bytes(200_000)})
    made = b"".join(pack(parts))
    assert made == b"".join(pack(parts))
    assert len(made) == packed_size(parts)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        told = [(each.filename, each.date_time, each.external_attr >> 16) for each in archive.infolist()]
    assert told == [(part.name, (1980, 1, 1, 0, 0, 0), 0o100644) for part in parts]
    assert opened(made) == {part.name: part.opened().read() for part in parts}


def test_what_is_too_large_or_not_as_announced_is_not_packed():
    four = ToPack("film.mp4", 4_300_000_000, lambda: pytest.fail("opened"))
    short = ToPack("a", 3, lambda: io.BytesIO(b"12"))
    many = [ToPack(str(n), 0, io.BytesIO) for n in range(65_535)]
    for parts, told in (([four], "too_large"), ([short], "unreadable"), (many, "too_many")):
        with pytest.raises(Refusal, match=f"archives.{told}"):
            list(pack(parts))
