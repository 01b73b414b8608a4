"""Where this platform stands on OWASP ASVS 5.0, level 2: `python -m tools.asvs check`.

docs/reference/asvs.csv has one row for each of the standard's 253 requirements of levels 1 and 2, under the standard's
numbers and in our own short words. `check` fails when a row is missing, when a row says that something is met and
names nothing that proves it, or when what it names (a test, a file, a heading) is not there.
"""

import ast
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "reference" / "asvs.csv"
COLUMNS = ["requirement", "level", "about", "status", "where", "tests", "note"]
STATUSES = ("met", "partly", "open", "not_applicable")
PROVED = {"met", "partly"}
EXPLAINED = {"partly", "open", "not_applicable"}
# Chapter: requirements of level 1 and of level 2, as the standard has them.
CHAPTERS = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3),
    10: (5, 24), 11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7),
}  # fmt: skip


def read(path: Path = TABLE) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell: str) -> list[str]:
    """A cell that names several things, one after the other with a space between."""
    return cell.split()


def faults(rows: list[dict[str, str]]) -> Iterator[str]:
    """What is wrong with the table, a sentence each."""
    yield from _of_the_whole(rows)
    for row in rows:
        for fault in _of_a_row(row):
            yield f"{row['requirement']}: {fault}"


def _of_the_whole(rows: list[dict[str, str]]) -> Iterator[str]:
    for name, n in Counter(row["requirement"] for row in rows).items():
        if n > 1:
            yield f"{name} stands there {n} times"
    levels = Counter((chapter(row), row["level"]) for row in rows)
    for number, (first, second) in CHAPTERS.items():
        for level, wanted in (("1", first), ("2", second)):
            if levels[number, level] != wanted:
                yield f"chapter {number} has {levels[number, level]} rows of level {level}, the standard has {wanted}"


def chapter(row: dict[str, str]) -> int:
    found = re.fullmatch(r"V(\d+)\.\d+\.\d+", row["requirement"])
    return int(found[1]) if found else 0


def _of_a_row(row: dict[str, str]) -> Iterator[str]:
    status = row["status"]
    if status not in STATUSES:
        yield f"{status!r} is no status"
    if status in PROVED and not (parts(row["tests"]) or any(_is_document(p) for p in parts(row["where"]))):
        yield "names neither a test nor a document that proves it"
    if status in EXPLAINED and not row["note"]:
        yield f"is {status} and does not say why"
    yield from (f"there is no test {test}" for test in parts(row["tests"]) if not _has_test(test))
    yield from (f"there is no {place}" for place in parts(row["where"]) if not _is_there(place))


def _is_document(place: str) -> bool:
    return place.partition("#")[0].endswith((".md", ".csv", ".json", ".conf", ".service"))


def _is_there(place: str) -> bool:
    name, _, heading = place.partition("#")
    path = ROOT / name
    return path.exists() and (not heading or heading in _headings(path))


@cache
def _headings(path: Path) -> frozenset[str]:
    """The anchors of a Markdown page: small letters, hyphens for spaces, no other marks."""
    lines = [line.lstrip("#").strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return frozenset(re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines)


def _has_test(test: str) -> bool:
    name, _, function = test.partition("::")
    path = ROOT / name
    return bool(function) and path.is_file() and function in _functions(path)


@cache
def _functions(path: Path) -> frozenset[str]:
    """The tests of a file: functions, and the test cases that Hypothesis makes of state machines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assigned = {t.id for n in tree.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    return frozenset({name for name in names | assigned if name.lower().startswith("test")})


def summary(rows: list[dict[str, str]]) -> list[list[str]]:
    """How many of each chapter stand where: chapter, then a number for each status."""
    counted = Counter((chapter(row), row["status"]) for row in rows)
    return [[f"V{n}", *(str(counted[n, status]) for status in STATUSES)] for n in CHAPTERS]


def main(arguments: list[str]) -> int:
    if arguments != ["check"]:
        print(__doc__, file=sys.stderr)
        return 2
    found = list(faults(read()))
    for fault in found:
        print(f"docs/reference/asvs.csv: {fault}", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
