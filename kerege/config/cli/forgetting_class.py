"""Deleting the folder of a class, and nothing that is no class's."""

import shutil
from pathlib import Path

from kerege.config.cli import words
from kerege.lib.refusal import Refusal

OF_A_NODE = frozenset(
    "backups class files keys metrics static prepare.lock "
    "kerege.sqlite3 kerege.sqlite3-shm kerege.sqlite3-wal kerege.sqlite3-journal".split()
)
"""What a node without a database server keeps in its folder."""


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
