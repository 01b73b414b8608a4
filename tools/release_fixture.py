"""What a node of a release held: `python tools/release_fixture.py b511a7b --release 0.1.0 [--to FOLDER]`.

Starts the example world on SQLite with the code of that very commit or tag, in a work tree of its own, and keeps two
files: the database as SQL, and what every indicator read for every country, both compressed. tests/upkeep brings each
release up to date with today's migrations and compares.
"""

import argparse
import lzma
import os
import shutil
import sqlite3  # the standard library's own: only it writes a database out as SQL
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "upkeep" / "releases"
PASSPORT = """Release {release}, commit {commit}.

{release}.sql.xz: the database of the example world (`kerege demo --prepare-only`) as that release made it on SQLite
{sqlite}, written out as SQL. People in it are invented.
{release}.readings.json.xz: what every indicator read on {day} for the region and each country of the project, as the
public and as the focal point of Kazakhstan, computed by the code of that release.

Made by `python tools/release_fixture.py {commit} --release {release}`.
"""


def make(commit: str, release: str, to: Path) -> None:
    """Check the commit out beside this tree, start it once, write the files and leave nothing behind."""
    home = Path(tempfile.mkdtemp(prefix="kerege-release-"))
    try:
        _run("git", "worktree", "add", "--quiet", "--detach", str(home / "tree"), commit, cwd=ROOT)
        env = {k: v for k, v in os.environ.items() if not k.startswith(("KEREGE_", "DATABASE_"))}
        env |= {"PYTHONPATH": str(home / "tree"), "DATA": str(home / "data")}
        _run(sys.executable, "-m", "kerege", "demo", "--prepare-only", cwd=home / "tree", env=env)
        script = (ROOT / "tests" / "upkeep" / "readings.py").read_bytes()
        readings = _run(sys.executable, "-", cwd=home / "tree", env=env, given=script)
        to.mkdir(parents=True, exist_ok=True)
        _keep(to / f"{release}.readings.json.xz", readings)
        _keep(to / f"{release}.sql.xz", _as_sql(home / "data" / "kerege.sqlite3"))
        told = PASSPORT.format(release=release, commit=commit, day="2026-11-23", sqlite=_version())
        (to / f"{release}.txt").write_text(told, encoding="utf-8")
    finally:
        _run("git", "worktree", "remove", "--force", str(home / "tree"), cwd=ROOT)
        shutil.rmtree(home)


def _run(*command: str, cwd: Path, env: dict[str, str] | None = None, given: bytes | None = None) -> bytes:
    return subprocess.run(command, cwd=cwd, env=env, input=given, check=True, stdout=subprocess.PIPE).stdout


def _version() -> str:
    import pysqlite3

    return str(pysqlite3.sqlite_version)


def _as_sql(database: Path) -> bytes:
    connection = sqlite3.connect(database)
    try:
        return "\n".join(connection.iterdump()).encode()
    finally:
        connection.close()


def _keep(path: Path, content: bytes) -> None:
    path.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commit", help="a tag or commit of this repository")
    parser.add_argument("--release", required=True, help="the name under which the files are kept")
    parser.add_argument("--to", type=Path, default=KEPT, help="folder for the files")
    args = parser.parse_args()
    make(args.commit, args.release, args.to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
