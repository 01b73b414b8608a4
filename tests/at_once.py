"""Two who do something in the same moment, each with a connection of their own, on a copy of the database.

On PostgreSQL they wait for the rows that the other one holds; on SQLite the second one waits for the whole file.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError, local
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from kerege.lib.refusal import Refusal
from tests import snapshot

Node = Callable[[], BaseDatabaseWrapper]
PATIENCE = 20
"""Seconds that somebody waits for another one at most."""


@contextmanager
def a_node(folder: Path) -> Iterator[Node]:
    """A copy of the test database, and a new connection to it as often as it is asked for; gone afterwards."""
    plain = connections["default"]
    if plain.vendor == "sqlite":
        path = folder / "node.sqlite3"
        plain.ensure_connection()
        with closing(plain.Database.connect(path)) as file:
            plain.connection.backup(file)
        settings = {**plain.settings_dict, "NAME": str(path)}
        with snapshot.lent(type(plain)(settings)):
            yield lambda: type(plain)(settings)
            connections["default"].close()
    else:
        with snapshot.copied("at_once") as copy, snapshot.lent(copy):
            yield lambda: type(copy)(copy.settings_dict)
            copy.close()


def at_once(node: Node, *deeds: Callable[[], Any]) -> list[str]:
    """What became of deeds that are done in threads of their own: "done", or the code of what was refused. What is no
    refusal is raised.
    """

    def do(deed: Callable[[], Any]) -> str:
        connections["default"] = node()
        try:
            deed()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections["default"].close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as together:
        return list(together.map(do, deeds))


class Meeting:
    """Lets so many threads go on together from the first time that each comes by: all have looked, none has written.
    Where one never comes, the other goes on after a moment.
    """

    def __init__(self, of: int = 2, wait: float = PATIENCE) -> None:
        self._barrier, self._came, self._wait = Barrier(of), local(), wait

    def before(self, deed: Callable[..., Any]) -> Callable[..., Any]:
        """The deed, which is begun only once everybody has come so far."""

        def met(*args: Any, **kwargs: Any) -> Any:
            if not getattr(self._came, "yes", False):
                self._came.yes = True
                with suppress(BrokenBarrierError):
                    self._barrier.wait(self._wait)
            return deed(*args, **kwargs)

        return met
