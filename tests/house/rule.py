"""What a house rule is: it reads files, names faults, and proves on a good and a bad example that it bites."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Example = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """`applies` chooses files by their path in the repository; `find` names the faults of one file.

    `waived` maps a path to the reason why the rule does not hold there; a waiver that nothing needs is itself a fault.
    """

    name: str
    why: str
    applies: Callable[[str], bool]
    find: Callable[[str, str], Iterable[str]]
    good: Sequence[Example]
    bad: Sequence[Example]
    waived: Mapping[str, str] = field(default_factory=dict)

    def faults(self, path: str, text: str) -> list[str]:
        if not self.applies(path):
            return []
        return [f"{path}: {fault}" for fault in self.find(path, text)]


@cache
def tree() -> dict[str, str]:
    """The text files that belong to the repository: those in git, and new ones that git would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is on the path
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = {}
    for name in sorted(filter(None, listed.stdout.decode().split("\0"))):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes())[:2000]:
            found[name] = content.decode(errors="replace")
    return found


def python(folder: str = "kerege") -> Iterator[tuple[str, str]]:
    """Path and text of the Python files below a folder, without migrations."""
    for path, text in tree().items():
        if path.startswith(f"{folder}/") and path.endswith(".py") and "/migrations/" not in path:
            yield path, text


@lru_cache(maxsize=4)
def parsed(text: str) -> ast.Module:
    """The syntax tree of a file, kept for the rules that look at the same file after this one; nobody changes it."""
    return ast.parse(text)


@lru_cache(maxsize=4)
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Every node of that tree."""
    return tuple(ast.walk(parsed(text)))


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(text):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(text: str) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of the name that is called."""
    for node in nodes(text):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id
