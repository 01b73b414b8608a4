"""The reference pages that are made from the program: `python tools/reference.py write | check`.

A page in docs/ holds blocks between `<!-- made: NAME -->` and `<!-- /made -->`; what stands between is made here, the
text around it is written by hand. `check` fails when a page does not say what the program does.
"""

import argparse
import ast
import importlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"<!-- made: (?P<name>[\w-]+) -->\n(?P<text>.*?)<!-- /made -->", re.DOTALL)
JOURNAL_WORD = re.compile(r"[a-z]+(\.[a-z_]+){2,3}")


def table(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def settings() -> str:
    """Every setting from the environment."""
    from kerege.config.environment import SETTINGS

    rows = [[f"`{s.name}`", f"`{s.default}`" if s.default else "—", s.meaning] for s in SETTINGS.values()]
    return table(["Setting", "Default", "Meaning"], rows)


def refusals() -> str:
    """Every refusal that the program knows, by code."""
    from kerege.lib.refusal import KNOWN

    for path in sorted((ROOT / "kerege").rglob("*.py")):
        if "RefusalWord(" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    rows = [[f"`{code}`", str(word.status), word.sentence] for code, word in sorted(KNOWN.items())]
    return table(["Code", "Status", "Sentence"], rows)


def commands() -> str:
    """Every command of `kerege` with its arguments."""
    from kerege.config.cli import parser

    return "\n".join(_command("kerege", parser.command_line()))


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    rows, further = [], []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001 - the same
            further += [(f"{name} {key}", helps.get(key, ""), sub) for key, sub in action.choices.items()]
        elif action.dest != "help":
            rows.append([f"`{_usage(action)}`", action.help or _choices(action)])
    if rows:
        yield table(["Argument", "Meaning"], rows)
    for key, told, sub in further:
        yield f"## `{key}`\n\n{told[:1].upper()}{told[1:]}.\n"
        yield from _command(key, sub)


def _usage(action: argparse.Action) -> str:
    metavar = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return metavar
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {metavar}"


def _choices(action: argparse.Action) -> str:
    return "One of " + ", ".join(f"`{c}`" for c in action.choices or ()) + f"; `{action.default}` without it"


def journal_words() -> str:
    """Every word under which an act is written, with the action that writes it."""
    rows = []
    for path in sorted((ROOT / "kerege").rglob("*.py")):
        parts = path.relative_to(ROOT / "kerege").parts
        if "migrations" not in parts and parts[0] != "records":
            rows += [(f"`{word}`", f"`{where}`", told) for word, where, told in _words_in(path, parts[0])]
    return table(["Word", "Written by", "When"], [list(row) for row in sorted(set(rows))])


def _words_in(path: Path, room: str) -> Iterator[tuple[str, str, str]]:
    module = ".".join(path.relative_to(ROOT / "kerege").with_suffix("").parts)
    for function in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(function, ast.FunctionDef):
            continue
        told = (ast.get_docstring(function) or "").split("\n\n")[0].replace("\n", " ")
        for node in ast.walk(function):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if JOURNAL_WORD.fullmatch(node.value) and node.value.startswith(f"{room}.") and _acts(function):
                    yield node.value, f"{module}.{function.name}", told


def _acts(function: ast.FunctionDef) -> bool:
    called = {n.func.id for n in ast.walk(function) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    return bool(called & {"act", "record_once", "correct", "refused", "record_draft", "publish_draft"})


def clearances() -> str:
    """What each role may read of its own owner's records, and of all others'."""
    from kerege.people.words import ROLE_NAMES, Role
    from kerege.sharing.rules import OTHERS, OWN
    from kerege.sharing.words import SENSITIVITIES

    rows = [[ROLE_NAMES[role], SENSITIVITIES[OWN[role]], SENSITIVITIES[OTHERS[role]]] for role in Role]
    return table(["Role", "Records of its own country", "Records of all others"], rows)


def deeds() -> str:
    """Which roles may do what for the country, or the region, for which they are held."""
    from kerege.people.rules import MAY
    from kerege.people.words import ROLE_NAMES, Deed, Role

    rows = [[f"`{deed.value}`", ", ".join(ROLE_NAMES[r] for r in Role if r in MAY[deed])] for deed in Deed]
    return table(["Deed", "Roles"], rows)


def writes() -> str:
    """Every address that writes a record, and who may, as tests/house/test_matrix.py asks them."""
    from kerege.people.words import ROLE_NAMES, Role
    from tests.house.writes import WRITES

    rows = []
    for route, write in sorted(WRITES.items()):
        roles = ", ".join(ROLE_NAMES[r] for r in Role if r.value in write.may)
        rows.append([f"`/{route}`", write.what.capitalize(), roles, "any" if write.anywhere else "the record's own"])
    return table(["Address", "What is done", "Roles", "Held for which owner"], rows)


def requirements() -> str:
    """How many requirements of each chapter of ASVS stand where."""
    from tools import asvs

    return table(["Chapter", *(status.replace("_", " ") for status in asvs.STATUSES)], asvs.summary(asvs.read()))


MAKERS: dict[str, Callable[[], str]] = {
    "settings": settings,
    "refusals": refusals,
    "commands": commands,
    "journal-words": journal_words,
    "clearances": clearances,
    "deeds": deeds,
    "writes": writes,
    "asvs": requirements,
}


def made(text: str) -> str:
    """The page with every block made anew. KeyError for a block that nobody makes."""
    return BLOCK.sub(lambda m: f"<!-- made: {m['name']} -->\n{MAKERS[m['name']]()}<!-- /made -->", text)


def pages() -> list[Path]:
    return [p for p in sorted((ROOT / "docs").rglob("*.md")) if BLOCK.search(p.read_text(encoding="utf-8"))]


def outdated() -> list[str]:
    """The pages that do not say what the program does."""
    return [str(p.relative_to(ROOT)) for p in pages() if made(p.read_text("utf-8")) != p.read_text("utf-8")]


def _prepare() -> None:
    """Django with every setting at its default, so that the pages are the same on every machine."""
    from kerege.config import sqlite
    from kerege.config.environment import SETTINGS

    sqlite.install()
    for name in SETTINGS:
        os.environ.pop(name, None)
    os.environ |= {"KEREGE_SECRET_KEY": "pages need no key", "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    import django

    django.setup()


def main(arguments: list[str]) -> int:
    if arguments not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    _prepare()
    if arguments == ["write"]:
        for page in pages():
            page.write_text(made(page.read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    late = outdated()
    for name in late:
        print(f"{name} is not what the program does; run: python tools/reference.py write", file=sys.stderr)
    return int(bool(late))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
