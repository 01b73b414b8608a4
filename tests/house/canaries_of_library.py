"""A resource of the library with editions, for the worlds of the leak tests."""

from datetime import date
from typing import Any

from kerege.files import actions as files
from kerege.files.rules import received
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import LibraryEdition, LibraryResource
from kerege.people.rules import SYSTEM

OWNER, DAY = "KAZ", date(2025, 2, 3)
TOLD: dict[str, Any] = {"lang": "en", "licence": "cc_by", "issued_on": DAY, "added_on": DAY, "added_by": "nobody"}


def lay_library(level: Sensitivity, laid: Any) -> None:
    """One to read, with a file that has a name of its own, and one that was withdrawn."""
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    key = f"shelf-{laid.mark}{level.name.lower()}"
    with act("tests.library.laid", by=SYSTEM, about="library"):
        of = LibraryResource.objects.create(**kept, key=key, kind="guide", topics=" law ")
        standing = LibraryEdition.objects.create(
            **kept,
            **TOLD,
            resource=of,
            edition=laid.word("printing", level),
            title=laid.word("volume", level),
            summary=laid.word("abstract", level),
            rights=laid.word("author", level),
            read_at=f"https://example.org/{laid.word('shelfmark', level)}",
        )
        gone = {"withdrawn_on": DAY, "reason": laid.word("pulped", level), "rights": "x", "title": "x"}
        LibraryEdition.objects.create(**kept, **TOLD, **gone, resource=of, edition="x")
    name = laid.word("bookfile", level)
    files.keep_file(
        by=SYSTEM, owner=OWNER, about=standing.uid, purpose=Purpose.LIBRARY, label=level,
        received=received(f"{name}.txt", [name.encode()]),
    )  # fmt: skip
    laid.uids.setdefault("library", []).append(key)
    laid.keep("edition", standing)


def designated() -> dict[str, str]:
    """A resource of a designated country."""
    kept: dict[str, Any] = {"owner": "XKX", "label": Sensitivity.PUBLIC}
    with act("tests.library.laid", by=SYSTEM, about="library"):
        of = LibraryResource.objects.create(**kept, key="out-shelf", kind="guide", topics=" law ")
        edition = LibraryEdition.objects.create(
            **kept, **TOLD, resource=of, edition="1", title="A guide", rights="Somebody", read_at="https://example.org/"
        )
    return {"library": of.key, "edition": str(edition.uid)}
