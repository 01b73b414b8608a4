"""The SQLite that Kerege runs on.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when the log is reset at the wrong moment. Where the bundled
driver is installed it takes the place of the standard library's; where it is not and the system's SQLite lies in that
range, `version_fault` says so and the command line refuses to start on SQLite.
"""

import sys

SAFE = (3, 51, 3)


def install() -> None:
    """Let Django find the bundled SQLite under the standard name. Call before Django is imported."""
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def version_fault() -> str | None:
    """The version of a SQLite that must not be used, or None when it is a safe one."""
    import sqlite3

    return None if sqlite3.sqlite_version_info >= SAFE else sqlite3.sqlite_version
