"""Two PostgreSQL servers on loopback, primary and streaming standby, as docs/how-to/run-on-several-machines.md sets up.

`with pair() as servers:` gives a `Pair`; it is gone when the block ends. Tests and the bench use it; nobody runs a node
on it.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.postgres import OPTIONS, UNPRIVILEGED, NoServer, free_port, programs, run_program, within_reach

SYNCHRONOUS = {
    "synchronous_commit": "on",  # an act is acknowledged once the standby has it on its disk
    "wal_level": "replica",
    "max_wal_senders": "8",
    "wal_keep_size": "256MB",
    "hot_standby_feedback": "on",
    "full_page_writes": "on",  # pg_rewind asks for it
}


@dataclass
class Server:
    """One of the two: its data, its port, and what an operator does to it."""

    home: Path
    bin: Path
    data: Path
    port: int
    user: str | None

    def run(self, program: str, *arguments: str | Path) -> None:
        """One of PostgreSQL's programs, as the user whom the servers run as. Raises NoServer where it fails."""
        run_program([self.bin / program, *arguments], self.home, self.user)

    def start(self, **settings: str) -> None:
        told = " ".join(f"-c {k}='{v}'" for k, v in (OPTIONS | SYNCHRONOUS | settings).items())
        listen = f"-h 127.0.0.1 -p {self.port} -k {self.home} {told}"
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.home / f"log{self.port}", "-o", listen, "start")

    def promote(self) -> None:
        self.run("pg_ctl", "-D", self.data, "-w", "promote")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """As a power cut of the machine: all of the server's processes at once, without a word."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
        killed = [pid, *map(int, children)]
        for one in killed:
            os.kill(one, signal.SIGKILL)
        _until_gone(killed)
        (self.data / "postmaster.pid").unlink()
        # Its number may still be taken, by a process that ended and that nobody has waited for.
        (self.home / f".s.PGSQL.{self.port}.lock").unlink(missing_ok=True)

    def sql(self, statement: str) -> str:
        """What one statement answers, as text."""
        import psycopg

        address = {"host": "127.0.0.1", "port": self.port, "user": "kerege", "dbname": "postgres"}
        with psycopg.connect(**address, autocommit=True) as connection:  # type: ignore[arg-type]
            rows = connection.execute(statement)  # type: ignore[call-overload]
            return str(rows.fetchone()[0]) if rows.description else ""


@dataclass
class Pair:
    primary: Server
    standby: Server

    def url(self, wanted: str, *servers: Server) -> str:
        """An address for these servers (both, where none is named) with `target_session_attrs`."""
        hosts = ",".join(f"127.0.0.1:{s.port}" for s in servers or (self.primary, self.standby))
        return f"postgres://kerege@{hosts}/postgres?target_session_attrs={wanted}"


@contextmanager
def pair() -> Iterator[Pair]:
    """A primary and its standby, replicating synchronously."""
    with tempfile.TemporaryDirectory(prefix="kerege-pair-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        place = within_reach(programs(), home, user)
        primary, standby = (Server(home, place, home / name, free_port(), user) for name in ("primary", "standby"))
        try:
            _begin(primary)
            follow(standby, primary)
            primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
            primary.sql("SELECT pg_reload_conf()")
            yield Pair(primary, standby)
        finally:
            for server in (standby, primary):
                _stop(server)


def _begin(primary: Server) -> None:
    words: Sequence[str | Path] = ("-U", "kerege", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-k")
    primary.run("initdb", "-D", primary.data, *words)
    primary.start()
    # In its own file too: pg_rewind starts the old primary by itself, and would let it recycle the log that it needs.
    primary.sql("ALTER SYSTEM SET wal_keep_size = '256MB'")


def follow(standby: Server, primary: Server) -> None:
    """Copy the primary as it is now, and go on receiving what it writes."""
    source = f"host=127.0.0.1 port={primary.port} user=kerege application_name=standby"
    standby.run("pg_basebackup", "-d", source, "-D", standby.data, "-R", "-X", "stream", "-c", "fast")
    standby.start()


def rejoin(old: Server, new: Server) -> None:
    """Make a primary that died a standby of the promoted one: what it had taken alone is undone by pg_rewind."""
    source = f"host=127.0.0.1 port={new.port} user=kerege dbname=postgres application_name=standby"
    old.run("pg_rewind", f"--target-pgdata={old.data}", f"--source-server={source}", "-R")
    old.start()


def _until_gone(processes: Sequence[int]) -> None:
    """Their memory is shared: a server that is started while one of them still ends refuses to start."""
    for _ in range(100):
        states = [Path(f"/proc/{one}/stat") for one in processes]
        if all(not s.exists() or s.read_text().rpartition(")")[2].split()[0] == "Z" for s in states):
            return
        time.sleep(0.1)


def _stop(server: Server) -> None:
    try:
        server.stop()
    except NoServer:
        pass  # it was killed by the trial itself
