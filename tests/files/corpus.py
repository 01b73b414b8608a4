"""Honest and hostile files, made by code."""

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"


def picture(kind="PNG", size=(60, 30), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, "navy").save(out, kind, **options)
    return out.getvalue()


def claiming(width, height):
    """A PNG of a few bytes that claims to be this large."""

    def chunk(kind, content):
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(**changed):
    """An XLSX with some parts replaced or added; keys are paths with __ for /, . as it is."""
    out = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "Лаборатория"
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {name.replace("__", "/"): content for name, content in changed.items()})


def document(macro=False):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml" if macro else f"{main}.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/><!-- {main} --></Types>'
    return packed({"[Content_Types].xml": types, "word/document.xml": "<w:document/>"})


def open_document(kind="text", **more):
    head = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<office:document-content/>"}
    return packed(head | {name.replace("__", "/"): content for name, content in more.items()})


def slides(**more):
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    types = f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{main}.main+xml"/></Types>'
    return packed({"[Content_Types].xml": types, "ppt/presentation.xml": "<p:presentation/>"} | more)
