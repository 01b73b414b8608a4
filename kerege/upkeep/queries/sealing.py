"""age files (age-encryption.org): written and read as a stream, so that none has to fit into memory."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage

from kerege.lib.refusal import Refusal
from kerege.upkeep import words

IDENTITY = "backup.agekey"
"""In the folder `keys`: what opens the backups of this node."""


def recipients(texts: list[str]) -> list[Any]:
    """For whom a file is sealed. Refuses upkeep.bad_recipient."""
    found = []
    for text in texts:
        try:
            found.append(pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError:
            raise Refusal(words.BAD_RECIPIENT, recipient=text[:80]) from None
    return found


def identities(path: Path) -> list[Any]:
    """The private keys in a file as `age-keygen` writes it. Refuses upkeep.bad_identity."""
    try:
        return read_identities(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refusal(words.BAD_IDENTITY, place=str(path)) from None


def read_identities(text: str) -> list[Any]:
    """Refuses (ValueError) a text without a private key, or with one that is damaged."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except pyrage.IdentityError as fault:
        raise ValueError(str(fault)) from None
    if not found:
        raise ValueError("no key")
    return found


@contextmanager
def sealed(file: BinaryIO, to: list[Any]) -> Iterator[BinaryIO]:
    """What is written inside goes to the file, sealed. A fault of the file (a full disk) is raised here."""
    with _beside(lambda pipe: pyrage.encrypt_io(pipe, file, to), reads=True) as pipe:
        yield pipe


@contextmanager
def unsealed(path: Path, keys: list[Any]) -> Iterator[BinaryIO]:
    """What a sealed file holds. Refuses upkeep.cannot_open: none of the keys opens it, or it was cut or changed."""

    def work(pipe: BinaryIO) -> None:
        try:
            with path.open("rb") as file:
                pyrage.decrypt_io(file, pipe, keys)
        except BrokenPipeError:  # whoever reads has stopped, and says why
            raise
        except (pyrage.DecryptError, OSError) as fault:
            raise Refusal(words.CANNOT_OPEN, place=str(path), reason=str(fault)) from None

    with _beside(work, reads=False) as pipe:
        yield pipe


@contextmanager
def _beside(work: Callable[[BinaryIO], None], *, reads: bool) -> Iterator[BinaryIO]:
    """Let `work` run in a thread on one end of a pipe; gives the other. Whichever fails first is raised."""
    inner, outer = os.pipe()
    theirs = cast(BinaryIO, os.fdopen(inner, "rb") if reads else os.fdopen(outer, "wb"))
    ours = cast(BinaryIO, os.fdopen(outer, "wb") if reads else os.fdopen(inner, "rb"))
    stopped: list[BaseException] = []

    def run() -> None:
        with suppress(BrokenPipeError), theirs:
            try:
                work(theirs)
            except BaseException as fault:  # noqa: BLE001 - it is raised in the thread that waits
                stopped.append(fault)

    thread = threading.Thread(target=run, name="age")
    thread.start()
    try:
        yield ours
        _close(ours, drain=not reads)
    except BaseException:
        failed_first = bool(stopped)
        _close(ours, drain=False)
        thread.join()
        if failed_first:
            raise stopped[0] from None
        raise
    thread.join()
    if stopped:
        raise stopped[0]


def _close(pipe: BinaryIO, *, drain: bool) -> None:
    """Read to the end first where all is to be checked: only the last part of a file proves that nothing is missing."""
    try:
        while drain and pipe.read(1 << 20):
            pass
        pipe.close()
    except OSError:  # the other end has stopped; its own fault is raised
        pass
