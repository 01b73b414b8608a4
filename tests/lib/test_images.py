"""Pictures from outside are drawn anew: nothing but pixels comes through, and no picture can hang the server."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from kerege.lib import images
from kerege.lib.images import redrawn
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
CANARY = b"zqcanaryqz"


def picture(kind="PNG", size=(40, 20), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, (255, 0, 0, 90)[: len(mode)]).save(out, kind, **options)
    return out.getvalue()


def claiming(width, height, data=b""):
    """A PNG of a few bytes that claims to be this large."""

    def chunk(kind, content):
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def code(content):
    with pytest.raises(Refusal) as told:
        redrawn(content)
    return told.value.code


@pytest.mark.parametrize(("kind", "becomes"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "jpeg")])
def test_pictures_are_drawn_anew(kind, becomes):
    drawn = redrawn(picture(kind))
    assert (drawn.kind, drawn.width, drawn.height) == (becomes, 40, 20)
    with Image.open(io.BytesIO(drawn.content)) as again:
        assert again.convert("RGB").getpixel((5, 5))[0] > 200


def test_what_is_seen_through_stays_so():
    drawn = redrawn(picture("PNG", mode="RGBA"))
    with Image.open(io.BytesIO(drawn.content)) as again:
        assert again.mode == "RGBA"


def test_large_pictures_become_smaller():
    drawn = redrawn(picture(size=(4000, 1000)))
    assert (drawn.width, drawn.height) == (1600, 400)


def test_metadata_and_whatever_stands_behind_do_not_come_along():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", CANARY.decode())
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    for content in (
        picture(pnginfo=told),
        picture("JPEG", exif=exif, comment=CANARY),
        picture() + CANARY + b"<script>",
        picture("WEBP", exif=exif.tobytes(), icc_profile=CANARY),
    ):
        assert CANARY in content
        assert CANARY not in redrawn(content).content


def test_a_picture_that_says_how_it_was_held_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = redrawn(picture("JPEG", exif=exif))
    assert (drawn.width, drawn.height) == (20, 40)


@pytest.mark.parametrize("size", [(50_000, 50_000), (40_000_001, 1), (30_000, 10), (8000, 5001)])
def test_more_pixels_than_allowed_are_refused_before_they_are_drawn(size):
    assert code(claiming(*size)) == "images.too_many_pixels"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html></html>",
        b"GIF89a" + bytes(50),
        b"%PDF-1.7",
        picture()[:60],
        picture("JPEG")[:200],
        claiming(100, 100),
    ],
    ids=["empty", "svg", "html", "gif", "pdf", "cut png", "cut jpeg", "no pixels"],
)
def test_what_is_no_picture_is_refused(content):
    assert code(content) == "images.unreadable"


def test_a_picture_that_takes_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MEMORY", 60_000_000)
    assert code(picture(size=(6000, 6000))) in {"images.too_costly", "images.unreadable"}


def test_a_picture_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(images, "PATIENCE", 0.01)
    assert code(picture(size=(6000, 6000))) == "images.too_costly"
