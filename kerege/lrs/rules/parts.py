"""Bodies of several parts (multipart/mixed, RFC 2046): statements, and the contents of their attachments."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.forms import holds_control
from kerege.lrs.words import SIGNATURE
from kerege.lrs.words.statements import BAD_PARTS, EXTRA_PART, NO_PART, OTHER_HASH

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^;\s"]{1,70}))', re.IGNORECASE)
_BY_LENGTH = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
MOST = 200


@dataclass(frozen=True)
class Part:
    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True)
class Attached:
    """The content of an attachment, with the hash under which statements name it."""

    sha2: str
    content_type: str
    content: bytes


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """The parts in their order. Refuses lrs.bad_parts."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise Refusal(BAD_PARTS, what="boundary")
    mark = b"--" + (found[1] or found[2]).encode()
    pieces = (b"\r\n" + body).split(b"\r\n" + mark, MOST + 2)
    if len(pieces) - 2 > MOST:
        raise Refusal(BAD_PARTS, what=f"≤ {MOST} parts")
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Refusal(BAD_PARTS, what="--boundary--")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    piece = piece.lstrip(b" \t")
    if not piece.startswith(b"\r\n"):
        raise Refusal(BAD_PARTS, what="CRLF")
    head, gap, content = piece[2:].partition(b"\r\n\r\n")
    if piece.startswith(b"\r\n\r\n"):
        head, gap, content = b"", b"\r\n\r\n", piece[4:]
    if not gap:
        raise Refusal(BAD_PARTS, what="header")
    headers = {}
    for line in head.split(b"\r\n"):
        name, colon, value = line.decode("latin-1").partition(":")
        if line and not colon:
            raise Refusal(BAD_PARTS, what="header")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, content)


def statements_part(parts: Sequence[Part]) -> bytes:
    """The first part, which has the statements. Refuses lrs.bad_parts."""
    if not parts[0].headers.get("content-type", "").lower().startswith("application/json"):
        raise Refusal(BAD_PARTS, what="Content-Type: application/json")
    return parts[0].content


def attached(parts: Iterable[Part]) -> dict[str, Attached]:
    """The contents by their hash. Refuses lrs.bad_parts and lrs.other_hash."""
    found = {}
    for part in parts:
        sha2 = part.headers.get("x-experience-api-hash", "").lower()
        if part.headers.get("content-transfer-encoding", "").lower() != "binary":
            raise Refusal(BAD_PARTS, what="Content-Transfer-Encoding: binary")
        if not sha2:
            raise Refusal(BAD_PARTS, what="X-Experience-API-Hash")
        if not hashed(part.content, sha2):
            raise Refusal(OTHER_HASH, sha2=sha2[:128])
        content_type = part.headers.get("content-type", "application/octet-stream")
        if holds_control(content_type):
            raise Refusal(BAD_PARTS, what="Content-Type")
        found[sha2] = Attached(sha2, content_type[:200], part.content)
    return found


def hashed(content: bytes, sha2: str) -> bool:
    """Whether the content has this hash, whichever of the SHA-2 family it is."""
    name = _BY_LENGTH.get(len(sha2))
    return name is not None and hashlib.new(name, content).hexdigest() == sha2.lower()


def named_attachments(value: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The attachments that a statement names, with their paths, those of a statement within it too."""
    told = [(f"attachments[{n}]", each) for n, each in enumerate(value.get("attachments", ()))]
    within = value["object"]
    if within.get("objectType") == "SubStatement":
        told += [(f"object.attachments[{n}]", each) for n, each in enumerate(within.get("attachments", ()))]
    return told


def check_attachments(values: Iterable[dict[str, Any]], parts: dict[str, Attached]) -> None:
    """Every attachment has its content here or an address elsewhere; no part is without an attachment that names it.

    Refuses lrs.no_part and lrs.extra_part. The content of a signature is always sent. The hash fixes which
    content it is; the length that a statement tells of it is not compared.
    """
    used = set()
    for value in values:
        for where, each in named_attachments(value):
            sha2 = each["sha2"].lower()
            used.add(sha2)
            if sha2 not in parts and (each["usageType"] == SIGNATURE or "fileUrl" not in each):
                raise Refusal(NO_PART, field=where, sha2=sha2)
    for sha2 in parts:
        if sha2 not in used:
            raise Refusal(EXTRA_PART, sha2=sha2)


def joined(first: bytes, contents: Iterable[Attached], boundary: str) -> bytes:
    """The answer of several parts."""
    lines = [b"--" + boundary.encode(), b"Content-Type: application/json", b"", first]
    for each in contents:
        lines += [
            b"--" + boundary.encode(),
            f"Content-Type: {each.content_type}".encode("latin-1", "replace"),
            b"Content-Transfer-Encoding: binary",
            f"X-Experience-API-Hash: {each.sha2}".encode(),
            b"",
            each.content,
        ]
    return b"\r\n".join([*lines, b"--" + boundary.encode() + b"--", b""])
