"""Reading files: always through the viewer. Copies of a whole node read bytes by their paths, and show nobody any."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import default_storage

from kerege.files import words
from kerege.files.models import StoredFile
from kerege.files.words import FORMATS, FileKind
from kerege.lib.refusal import Refusal
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class FileLine:
    """A file as its viewer may see it. `width` and `height` are there for pictures."""

    uid: str
    owner: str
    label: int
    name: str
    kind: FileKind
    size: int
    sha256: str
    about: str
    purpose: str
    kept_on: date
    width: int | None
    height: int | None

    @property
    def media_type(self) -> str:
        return FORMATS[self.kind].media_type


def files_of(viewer: Viewer, about: Iterable[UUID | str], *, purpose: str) -> list[FileLine]:
    """The files of these records that the viewer may see and that were not withdrawn, the newest first."""
    rows = _standing(viewer).filter(about__in=[str(uid) for uid in about], purpose=purpose).order_by("-id")
    return [_line(row) for row in rows.seen()]


def with_digest(viewer: Viewer, digests: Iterable[str], *, purpose: str) -> dict[str, FileLine]:
    """Of these contents those that the viewer may see under this purpose, by their SHA-256."""
    rows = _standing(viewer).filter(content__sha256__in=list(digests), purpose=purpose)
    return {line.sha256: line for line in (_line(row) for row in rows.seen())}


def file(viewer: Viewer, uid: UUID | str) -> FileLine:
    """One file. Refuses files.nothing_there (404), also for one above the viewer's clearance."""
    found = _standing(viewer).filter(uid=uid).one()
    if found is None:
        raise Refusal(words.NOTHING_THERE)
    return _line(found)


def opened(line: FileLine) -> IO[bytes]:
    """The content of a file that the viewer was shown. Refuses files.nothing_there when the storage has lost it."""
    try:
        stream: IO[bytes] = default_storage.open(path_of(line.sha256))
    except FileNotFoundError:
        raise Refusal(words.NOTHING_THERE) from None
    return stream


def path_of(digest: str) -> str:
    """Where the default storage has the bytes with this SHA-256."""
    return f"content/{digest[:2]}/{digest[2:4]}/{digest}"


def digest_in(path: str) -> str:
    """The SHA-256 that the bytes at a path have to have; empty for a path that says nothing of its content."""
    digest = path.rpartition("/")[2]
    return digest if re.fullmatch("[0-9a-f]{64}", digest) and path == path_of(digest) else ""


def copied(path: str, into: IO[bytes] | None = None) -> str:
    """Read the bytes at a path, into a file where one is given; their SHA-256, empty where there are none.

    For copies of a whole node and for nothing else: it asks nobody who reads. Refuses files.store_away.
    """
    seen = sha256()
    try:
        with answering(), default_storage.open(path) as stored:
            while part := stored.read(1 << 20):
                seen.update(part)
                if into is not None:
                    into.write(part)
    except FileNotFoundError:
        return ""
    return seen.hexdigest()


@contextmanager
def answering() -> Iterator[None]:
    """Around what is asked of a store. Refuses files.store_away where it is not there or does not let us in."""
    try:
        yield
    except _faults_of_stores() as fault:
        raise Refusal(words.STORE_AWAY, reason=str(fault).rstrip(".")[:300]) from None


def _faults_of_stores() -> tuple[type[Exception], ...]:
    """What the library raises that speaks to stores; it is installed only where there is one."""
    try:
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        return ()
    return (Boto3Error, BotoCoreError, ClientError)


def _standing(viewer: Viewer) -> Any:
    return StoredFile.objects.seen_by(viewer).filter(withdrawn_on__isnull=True).select_related("content")


def _line(row: Any) -> FileLine:
    return FileLine(
        str(row.uid),
        row.owner,
        row.label,
        row.name,
        FileKind(row.kind),
        row.size,
        row.content.sha256,
        str(row.about),
        row.purpose,
        row.kept_on,
        row.width,
        row.height,
    )
