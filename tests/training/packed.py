"""A small curriculum, and packages of it: honest, edited and hostile."""

import io
import zipfile
from datetime import date
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.lib.archives import ToPack
from kerege.lib.archives import packed as stored
from kerege.training.rules.packs import making, signing
from kerege.training.rules.packs.layout import attachments

SLIDES = b"%PDF-1.7\nslides\n%%EOF\n"
NAME = "слайды-риск.pdf"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DAY = date(2026, 11, 26)


def tree(**changes):
    """One module with an activity, a quiz and an attachment, in two languages."""
    told = {
        "format": "kerege/curriculum/1",
        "key": "spills",
        "version": "1.0",
        "kind": "modules",
        "level": "awareness",
        "title": {"en": "Spills", "ru": "Проливы"},
        "summary": {"en": "What to do about a spill.", "ru": "Что делать при проливе."},
        "source": "en",
        "languages": ["en", "ru"],
        "licence": "CC-BY-4.0",
        "hours": 1.0,
        "modules": [
            {
                "id": "risk",
                "title": {"en": "Risk", "ru": "Риск"},
                "day": 1,
                "minutes": 60,
                "body": {"en": "# Risk\n\n- Look first", "ru": "# Риск\n\n- Сначала посмотрите"},
                "outcomes": [
                    {"id": "risk-o1", "text": {"en": "Name it", "ru": "Назвать"}, "bloom": "apply", "mandatory": True}
                ],
                "activities": [
                    {
                        "id": "risk-a1",
                        "kind": "skill_station",
                        "title": {"en": "Put on gloves", "ru": "Надеть перчатки"},
                        "body": {"en": "In pairs.", "ru": "В парах."},
                        "minutes": 30,
                        "outcomes": ["risk-o1"],
                        "bloom": "apply",
                        "steps": [{"id": "risk-a1-s1", "minutes": 5, "text": {"en": "Look", "ru": "Смотрите"}}],
                        "materials": [{"id": "risk-a1-m1", "what": {"en": "Gloves"}, "number": 2, "per": "person"}],
                        "checklist": [
                            {"id": "risk-a1-c1", "text": {"en": "Gloves on <b>", "ru": "В перчатках"}, "critical": True}
                        ],
                    }
                ],
                "assessments": [
                    {
                        "id": "risk-q1",
                        "kind": "quiz",
                        "title": {"en": "Quiz", "ru": "Тест"},
                        "outcomes": ["risk-o1"],
                        "bloom": "apply",
                        "pass": 80,
                        "items": [
                            {
                                "id": "risk-q1-i1",
                                "kind": "one",
                                "outcome": "risk-o1",
                                "stem": {"en": "What first?", "ru": "Что сначала?"},
                                "choices": [
                                    {
                                        "id": "a",
                                        "text": {"en": "Look", "ru": "Смотреть"},
                                        "right": True,
                                        "why": {"en": "So", "ru": "Так"},
                                    },
                                    {"id": "b", "text": {"en": "Run", "ru": "Бежать"}},
                                ],
                            }
                        ],
                    }
                ],
                "attachments": [
                    {
                        "id": "risk-slides-ru",
                        "name": NAME,
                        "sha256": sha256(SLIDES).hexdigest(),
                        "size": len(SLIDES),
                        "type": "application/pdf",
                        "language": "ru",
                        "purpose": "slides",
                    }
                ],
            }
        ],
    }
    return told | changes


def made(told=None, *, node="REG", program="0.1.0", blobs=None, parent=None):
    """The manifest and every file of a package."""
    told = told or tree()
    files = making.contents(told, said_in=lambda lang: lambda sentence: f"{lang}:{sentence}")
    manifest = making.manifest_of(told, files, made_on=DAY, node=node, program=program, parent=parent)
    kept = blobs or {sha256(SLIDES).hexdigest(): SLIDES}
    return manifest, files | {path: kept[each["sha256"]] for path, each in attachments(told)}


def members(told=None, *, key=KEY, **how):
    """Every member of a package, by name; without a key it is not signed."""
    manifest, files = made(told, **how)
    signed = {"signature.json": signing.sign(key, manifest)} if key else {}
    return {"manifest.json": manifest.raw, **signed, **dict(sorted(files.items()))}


def packed(files):
    """As the program packs."""
    parts = [ToPack(name, len(raw), lambda raw=raw: io.BytesIO(raw)) for name, raw in files.items()]
    return io.BytesIO(b"".join(stored(parts)))


def zipped(files, *, around="", compression=zipfile.ZIP_DEFLATED):
    """As somebody else packs; names may be ZipInfo."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, raw in files.items():
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else around + name, raw)
    out.seek(0)
    return out
