"""The database: its mode, what its role may do, the replica, and its clock."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import Error, connection, connections
from django.utils import timezone

from kerege.config import sqlite
from kerege.config.inspection.finding import Finding

MOST_SKEW = 2.0


def findings() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        yield from _sqlite()
        return
    yield from _role()
    yield from _clock()
    yield from _two_primaries()
    if settings.KEREGE_REPLICA:
        yield from _replica()


def _row(statement: str, using: str = "default") -> Any:
    with connections[using].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def _sqlite() -> Iterator[Finding]:
    if old := sqlite.version_fault():
        yield Finding("deploy.sqlite_version", f"SQLite {old} can corrupt a database in WAL mode", "Install pysqlite3")
    mode, synchronous = _row("PRAGMA journal_mode")[0], _row("PRAGMA synchronous")[0]
    if mode not in {"wal", "memory"} or synchronous < 2:
        yield Finding(
            "deploy.sqlite_mode",
            f"SQLite runs with journal_mode={mode} and synchronous={synchronous}; a power cut could cost acts",
            "Let `kerege` open the database and nothing else",
        )


def _role() -> Iterator[Finding]:
    name, passes = _row("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    if passes:
        yield Finding(
            "deploy.database_role",
            f"The role {name} goes around row-level security, which is the second fence of clearance",
            f"Let the node connect as a role of its own: ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS",
        )


def _clock() -> Iterator[Finding]:
    skew = abs((_row("SELECT clock_timestamp()")[0] - timezone.now()).total_seconds())
    if skew > MOST_SKEW:
        yield Finding(
            "deploy.clock",
            f"The clocks of this machine and of the database differ by {skew:.0f} s; codes of second factors fail",
            "Let both follow a time server",
        )


def _two_primaries() -> Iterator[Finding]:
    """Of several hosts only one may take writes. Two mean that a primary came back after its replica was promoted."""
    import psycopg

    given = connection.get_connection_params()
    hosts, ports = str(given.get("host", "")).split(","), str(given.get("port", "") or "5432").split(",")
    if len(hosts) < 2:
        return
    wanted = {k: given[k] for k in ("dbname", "user", "password", "sslmode", "sslrootcert") if given.get(k)}
    writing = []
    for host, port in zip(hosts, ports * len(hosts) if len(ports) == 1 else ports, strict=False):
        try:
            with psycopg.connect(**wanted, host=host, port=port, connect_timeout=2) as one:
                row = one.execute("SELECT pg_is_in_recovery()").fetchone()
        except psycopg.Error:
            continue
        writing += [f"{host}:{port}"] if row and not row[0] else []
    if len(writing) > 1:
        yield Finding(
            "deploy.two_primaries",
            f"Two servers take writes: {' and '.join(writing)}. What one takes the other never sees",
            "Stop the older one now, and make it a replica of the other as docs/how-to/run-on-several-machines.md says",
        )


def _replica() -> Iterator[Finding]:
    from kerege.config.replica.watch import Server, Watch

    watch = Watch(*(Server(connections[name].get_connection_params()) for name in ("default", "replica")))
    sight = watch.look()
    if sight.replayed is None:
        yield Finding("deploy.replica_down", "The replica does not answer", "Start it, or unset DATABASE_REPLICA_URL")
        return
    try:
        behind = _row(f"SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '{_text(sight.replayed)}')")[0]
    except Error:
        return  # the primary is itself in recovery: the check of the database has said so
    if behind > 64_000_000:
        yield Finding(
            "deploy.replica_lag",
            f"The replica is {behind / 1e6:.0f} MB behind",
            "See its log; as long as it is behind, the primary answers all readers",
        )
    if _row("SHOW synchronous_commit")[0] in {"off", "local"} or not _row("SHOW synchronous_standby_names")[0]:
        yield Finding(
            "deploy.not_synchronous",
            "An act is acknowledged before the replica has it; when the primary dies, the last acts die with it",
            "ALTER SYSTEM SET synchronous_standby_names = 'standby', and synchronous_commit = on",
        )


def _text(position: int) -> str:
    return f"{position >> 32:X}/{position & 0xFFFFFFFF:X}"
