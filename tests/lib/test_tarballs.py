"""Packed tar files from outside, honest and hostile; every hostile one is made here."""

import gzip
import io
import tarfile

import pytest

from kerege.lib.archives import Limits
from kerege.lib.refusal import Refusal
from kerege.lib.tarballs import Tarball

pytestmark = pytest.mark.nodb


def packed(*members, form=tarfile.USTAR_FORMAT):
    """A packed tar file of (name or TarInfo, content)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=form) as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def special(name, kind, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def opened(content, **limits):
    archive = Tarball(io.BytesIO(content), Limits(**limits))
    return {each.name: archive.read(each, most=10_000_000) for each in archive.members}


def code(content, **limits):
    with pytest.raises(Refusal) as told:
        opened(content, **limits)
    return told.value.code


def test_members_come_out_under_their_names():
    long = "/".join(("d" * 60, "e" * 60, "папка", "б.txt"))
    content = packed(("a.txt", b"1"), (long, b"2" * 70_000), (special("leer/", tarfile.DIRTYPE), b""), ("none", b""))
    assert opened(content) == {"a.txt": b"1", long: b"2" * 70_000, "none": b""}
    assert opened(packed(("./a.txt", b"1"), form=tarfile.GNU_FORMAT)) == {"a.txt": b"1"}


@pytest.mark.parametrize(
    ("member", "told"),
    [
        ("../up.txt", "bad_path"),
        ("a/../../up.txt", "bad_path"),
        ("/absolute.txt", "bad_path"),
        ("back\\slash.txt", "bad_path"),
        ("aux.txt", "reserved"),
        ("A.TXT", "clash"),
        ("a.txt/b", "clash"),
        ("/".join("d" * 13), "too_deep"),
        (special("s", tarfile.SYMTYPE, "/etc/passwd"), "link"),
        (special("h", tarfile.LNKTYPE, "a.txt"), "link"),
        (special("f", tarfile.FIFOTYPE), "link"),
        (special("c", tarfile.CHRTYPE), "link"),
        (special("long", tarfile.GNUTYPE_LONGNAME), "unusual_packing"),
        (special("sparse", tarfile.GNUTYPE_SPARSE), "unusual_packing"),
        (special("pax", b"x"), "unusual_packing"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
def test_what_leads_elsewhere_or_is_no_file_is_refused(member, told):
    assert code(packed(("a.txt", b"1"), (member, b""))) == f"archives.{told}"


def test_number_size_and_tightness_have_limits():
    three = packed(("a", b"1" * 10), ("b", b"2" * 10), ("c", b"3" * 10))
    assert code(three, members=2) == "archives.too_many"
    assert code(three, unpacked=4_000) == "archives.too_large"
    assert code(three, packed=50) == "archives.too_large"
    assert code(packed(("zeros", bytes(20_000_000)))) == "archives.packed_too_tight"
    archive = Tarball(io.BytesIO(three), Limits())
    with pytest.raises(Refusal, match="archives.too_large"):
        archive.read(archive.members[0], most=9)


def test_what_is_cut_off_or_something_else_is_refused():
    content = packed(("a.txt", bytes(range(256)) * 40))
    for cut in range(0, len(content) - 1, 11):
        assert code(content[:cut]) == "archives.unreadable"
    assert code(content + b"x") == "archives.unreadable"
    plain = gzip.decompress(content)
    assert code(gzip.compress(plain[: 512 * 3])) == "archives.unreadable"
    lying = bytearray(plain)
    lying[124:135] = b"77777777777"
    assert code(gzip.compress(bytes(lying))) == "archives.unreadable"
    assert code(gzip.compress(b"no tar" * 200)) == "archives.unreadable"
    assert code(gzip.compress(b"")) == "archives.unreadable"
