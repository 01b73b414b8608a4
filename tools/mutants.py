"""Seed leaks, one at a time, and see whether the tests of leaks catch them: `python tools/mutants.py [NAME …]`.

Each leak of tests/seeded/leaks.py is written into a copy of the tree. A direct check (tests/seeded/proofs.py) has to
fail there, which proves that it is a leak; then the tests of leaks run until the first of them fails, the likely one
before the others. The table of what was caught by which test is printed and written into
bench/README.md. The tests have to pass on the program as it is; `make test` says so. A leak whose place is gone stops
everything before anything runs (2).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "bench" / "README.md"
BLOCK = re.compile(r"(<!-- measured: mutants -->\n).*?(<!-- /measured -->)", re.DOTALL)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
TESTS = [
    "tests/house/test_leaks_elsewhere.py",
    "tests/house/test_leaks.py",
    "tests/house/test_leaks_shared.py",
    "tests/house/test_grants_machine.py",
    "tests/house/test_matrix.py",
    "tests/training/test_training_queries.py",
    "tests/inventory/test_statistics.py",
]
"""The tests that have to catch leaks. The rules about how code is written do not count."""
LONGEST = 1200
JOBS = int(os.environ.get("JOBS", "2"))
BROKEN = "the tests did not run"
KEPT = ROOT / "var" / "mutants.json"
LEAST_CAUGHT = 0.95


@dataclass(frozen=True)
class Outcome:
    """`proved` says that the direct check fails; `caught_by` is the first test that failed, empty where none did."""

    name: str
    mistake: str
    proved: bool
    caught_by: str
    seconds: float


def main(names: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    from tests.seeded.leaks import LEAKS

    wanted = [leak for leak in LEAKS if not names or leak.name in names]
    stray = sorted({*names} - {leak.name for leak in wanted})
    lost = [f"{leak.name}: its place in {path} is gone" for leak in wanted for path in misplaced(leak)]
    if lost or stray:
        print("\n".join([*lost, *(f"{name}: there is no such leak" for name in stray)]), file=sys.stderr)
        return 2
    kept = _kept() if names else {}
    with tempfile.TemporaryDirectory(prefix="kerege-mutants-") as folder:
        copies = [Path(folder) / f"tree{n}" for n in range(JOBS)]
        for copy in copies:
            shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        world = Path(folder) / "world.sqlite3"
        faults = _failures(copies[0], ["tests/seeded/proofs.py"], world, most=1)
        if faults:
            print(f"The checks fail on the program as it is: {faults[0]}", file=sys.stderr)
            return 2
        free: Queue[Path] = Queue()
        for copy in copies:
            free.put(copy)
        with ThreadPoolExecutor(JOBS) as workers:
            for outcome in workers.map(lambda leak: _tried(leak, free, world), wanted):
                print(_row(outcome), flush=True)
                kept[outcome.name] = outcome
                KEPT.parent.mkdir(exist_ok=True)
                KEPT.write_text(json.dumps([asdict(o) for o in kept.values()]), encoding="utf-8")
    outcomes = [kept[leak.name] for leak in LEAKS if leak.name in kept]
    write(outcomes, untried=len(LEAKS) - len(outcomes))
    caught = [o for o in outcomes if o.proved and o.caught_by]
    print(f"{len(caught)} of {len(outcomes)} caught; {sum(o.proved for o in outcomes)} proved")
    return int(len(caught) < LEAST_CAUGHT * len(outcomes) or not all(o.proved for o in outcomes))


def misplaced(leak: Any, root: Path = ROOT) -> list[str]:
    """The files in which a leak does not find what it changes, or finds it more than once: nothing would be seeded."""
    return [path for path, old, _ in leak.edits if (root / path).read_text(encoding="utf-8").count(old) != 1]


def _kept() -> dict[str, Outcome]:
    """What the runs before this one found: naming some leaks tries these again and keeps the others."""
    found = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else []
    return {each["name"]: Outcome(**each) for each in found}


def _tried(leak: Any, free: Queue[Path], world: Path) -> Outcome:
    begun, copy = time.monotonic(), free.get()
    check = f"tests/seeded/proofs.py::test_{leak.name}"
    before = {path: (copy / path).read_text(encoding="utf-8") for path, _, _ in leak.edits}
    try:
        if misplaced(leak, copy):
            raise RuntimeError(f"{leak.name} was not seeded: what it changes moved while the leaks were tried")
        for path, old, new in leak.edits:
            (copy / path).write_text((copy / path).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        failed = _failures(copy, [check, leak.first], world, most=2)
        if failed in ([check], []):
            failed += _failures(copy, TESTS, world, most=1)
    finally:
        for path, text in before.items():
            (copy / path).write_text(text, encoding="utf-8")
        free.put(copy)
    caught_by = next((test for test in failed if test not in {check, BROKEN}), "")
    return Outcome(leak.name, leak.mistake, check in failed, caught_by, time.monotonic() - begun)


def _failures(copy: Path, tests: Iterable[str], world: Path, *, most: int) -> list[str]:
    """The first tests that fail there. A run that takes too long proves nothing and catches nothing."""
    command = [sys.executable, "-B", "-m", "pytest", f"--maxfail={most}", "-q", "-p", "no:cacheprovider", "--tb=no"]
    environment = os.environ | {"KEREGE_KEPT_WORLD": str(world), "PYTHONPATH": str(copy)}
    if world.exists():
        command.append("--no-migrations")  # the world that was kept has what they make
    try:
        done = subprocess.run(
            [*command, *tests], cwd=copy, env=environment, capture_output=True, text=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return []
    found = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    if not found and done.returncode:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
    return found or ([] if done.returncode == 0 else [BROKEN])


def _row(outcome: Outcome) -> str:
    test = outcome.caught_by.removeprefix("tests/house/").replace("|", "\\|")
    proved = "yes" if outcome.proved else "NO"
    return f"| `{outcome.name}` | {outcome.mistake} | {proved} | {f'`{test}`' if test else '**nobody**'} |"


def write(outcomes: list[Outcome], *, untried: int) -> None:
    """Put the table into bench/README.md, between its marks; it says how many leaks were not tried."""
    caught = sum(bool(o.caught_by) for o in outcomes)
    took = sum(o.seconds for o in outcomes) / 60
    lines = [
        f"{caught} of {len(outcomes)} seeded leaks were caught, in {took:.0f} minutes; {untried} were not tried.",
        "",
        "| leak | what somebody did | proved to leak | caught by |",
        "|---|---|---|---|",
        *map(_row, outcomes),
        "",
    ]
    text = REPORT.read_text(encoding="utf-8")
    REPORT.write_text(BLOCK.sub(lambda m: m[1] + "\n".join(lines) + m[2], text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
