"""The locked dependencies: `python tools/lock.py write | check`.

The lock is requirements/: run.txt holds what runs and builds the platform, dev.txt what tests it besides, uv.txt the
installer itself; each with every version and the hashes of its files.

write    resolves pyproject.toml anew and keeps the versions of the lock where they still fit; with
         `--newest` it takes the newest ones.
check    fails when a dependency of pyproject.toml is not locked, is locked at a version that it does not
         allow, or when any locked package has no hash. It asks no index.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
FILES = {"run.txt": ("build",), "dev.txt": ("build", "dev")}
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
MISUSED = 2


def write(*, newest: bool) -> None:
    """Resolve again; dev.txt never holds another version of a package than run.txt."""
    FOLDER.mkdir(exist_ok=True)
    for name, extras in FILES.items():
        above = ["--constraint", "requirements/run.txt"] if name != "run.txt" else []
        _compile("pyproject.toml", name, newest, *above, *[f"--extra={extra}" for extra in extras])
    _compile("requirements/uv.in", "uv.txt", newest)


def _compile(source: str, name: str, newest: bool, *arguments: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--system-certs", "--quiet", "--universal"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--custom-compile-command", "make lock"]
    command += ["--upgrade"] if newest else []
    subprocess.run([*command, *arguments, "-o", f"requirements/{name}", source], cwd=ROOT, check=True)


def locked(text: str) -> dict[str, set[str]]:
    """Every package of a lock with its versions: more than one where they differ between platforms."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        pin = PINNED.match(line)
        if pin:
            found.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return found


def without_hash(text: str) -> list[str]:
    """Packages of a lock whose files anybody could replace."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    pins = [(PINNED.match(entry), entry) for entry in entries]
    return [pin["name"] for pin, entry in pins if pin and "--hash=sha256:" not in entry]


def faults(project: str, texts: dict[str, str]) -> Iterator[str]:
    """What is wrong with these locks for this pyproject.toml, a sentence each."""
    told = tomllib.loads(project)["project"]
    for name, extras in FILES.items():
        have = locked(texts[name])
        wanted = told["dependencies"] + [line for e in extras for line in told["optional-dependencies"][e]]
        for requirement in map(Requirement, wanted):
            versions = have.get(canonicalize_name(requirement.name), set())
            if requirement.name == told["name"]:
                continue
            if not versions:
                yield f"{name}: {requirement.name} is not locked"
            elif not all(requirement.specifier.contains(v, prereleases=True) for v in versions):
                yield f"{name}: {requirement} is locked at {', '.join(sorted(versions))}"
    for name, text in texts.items():
        yield from (f"{name}: {package} has no hash" for package in without_hash(text))
    run, dev = locked(texts["run.txt"]), locked(texts["dev.txt"])
    yield from (f"dev.txt: {package} differs from run.txt" for package in run if run[package] != dev.get(package))


def check() -> int:
    names = [*FILES, "uv.txt"]
    texts = {name: (FOLDER / name).read_text(encoding="utf-8") for name in names}
    found = list(faults((ROOT / "pyproject.toml").read_text(encoding="utf-8"), texts))
    for fault in found:
        print(f"requirements/{fault}; run `make lock`", file=sys.stderr)
    return int(bool(found))


def main(arguments: list[str]) -> int:
    if arguments == ["check"]:
        return check()
    if arguments in (["write"], ["write", "--newest"]):
        write(newest="--newest" in arguments)
        return 0
    print(__doc__, file=sys.stderr)
    return MISUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
