"""Deleting the folder of a class, and nothing that is no class's."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kerege.config.cli import words
from kerege.lib.refusal import Refusal

OF_A_NODE = frozenset(
    "anchors backups class files keys metrics static prepare.lock secret_key "
    "kerege.sqlite3 kerege.sqlite3-shm kerege.sqlite3-wal kerege.sqlite3-journal".split()
)
"""What a node without a database server keeps in its folder."""


@contextmanager
def running(folder: Path) -> Iterator[None]:
    """While this is open the class of a folder runs, on whatever port; it ends with the process at the latest."""
    with (folder / "class" / "running").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """While this is open nobody holds a class in the folder. Refuses cli.not_a_class, and cli.class_runs."""
    if not (folder / "class").is_dir():
        raise Refusal(words.NOT_A_CLASS, path=str(folder))
    with (folder / "class" / "running").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(words.CLASS_RUNS) from None
        yield


def forget_folder(folder: Path) -> None:
    """Delete what a class kept in its folder, and the folder itself where nothing else lies in it.

    Refuses cli.not_a_class for a folder in which no class was held, and cli.strange_file, before anything is deleted,
    for one in which something lies that no node put there: somebody may want it.
    """
    if folder.is_symlink() or not (folder / "class" / "class.json").is_file():
        raise Refusal(words.NOT_A_CLASS, path=str(folder))
    inside = sorted(folder.iterdir())
    for each in inside:
        if each.name not in OF_A_NODE or each.is_symlink():
            raise Refusal(words.STRANGE_FILE, path=str(each))
    for each in inside:
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink()
    folder.rmdir()
