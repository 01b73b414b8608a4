"""The walls between the rooms stand, and each of them bites when somebody walks through it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from grimp import ImportGraph

from tests.house.rule import ROOT
from tools.doors import DoorsContract

pytestmark = pytest.mark.nodb
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {c["name"]: c for c in PROJECT["tool"]["importlinter"]["contracts"]}
DOORS = CONTRACTS["Rooms are entered by their doors"]


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the program that may be spoilt."""
    tree = tmp_path_factory.mktemp("walls")
    kept = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "*.csv", "built", "*.mo")
    shutil.copytree(ROOT / "kerege", tree / "kerege", ignore=kept)
    shutil.copytree(ROOT / "tools", tree / "tools", ignore=kept)
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def test_the_walls_stand(copy):
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout + done.stderr


FAULTS = {
    "up": ("kerege/atlas/rules.py", "from kerege.people import words", "Rooms stand on the rooms below them"),
    "up_from_the_ground": ("kerege/lib/text.py", "import kerege.journal", "Rooms stand on the rooms below them"),
    "from_a_room_to_a_page": (
        "kerege/law/queries/__init__.py",
        "import kerege.web.shell",
        "Rooms stand on the rooms below them",
    ),
    "past_the_doors": (
        "kerege/web/shell/views.py",
        "from kerege.people.models import Person",
        "entered by their doors",
    ),
    "past_the_doors_between_rooms": (
        "kerege/law/actions/__init__.py",
        "import kerege.atlas.models",
        "entered by their doors",
    ),
    "reads_on_writes": ("kerege/law/queries/__init__.py", "from kerege.law import actions", "Inside a room"),
    "django_in_rules": ("kerege/law/rules/__init__.py", "import django.utils.timezone", "plain Python"),
    "django_in_lib": ("kerege/lib/periods.py", "from django.db import models", "plain Python"),
}


@pytest.fixture(scope="module")
def spoilt(copy):
    """What is told of a copy with all these faults at once: the text below the name of each wall that is broken."""
    kept = {path: (copy / path).read_text() for path, _, _ in FAULTS.values()}
    for path, line, _ in FAULTS.values():
        (copy / path).write_text(f"{(copy / path).read_text()}\n{line}\n")
    done = lint_imports(copy)
    for path, before in kept.items():
        (copy / path).write_text(before)
    assert done.returncode == 1
    told = done.stdout.split("Broken contracts")[1]
    starts = sorted((told.index(f"\n{name}\n"), name) for name in CONTRACTS if f"\n{name}\n" in told)
    ends = [*(start for start, _ in starts[1:]), len(told)]
    return {name: told[start:end] for (start, name), end in zip(starts, ends, strict=True)}


@pytest.mark.parametrize(("path", "line", "wall"), FAULTS.values(), ids=FAULTS)
def test_a_wall_bites(spoilt, path, line, wall):
    """Each fault is named below its own wall, where no other fault can stand for it."""
    importer = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    imported = line.split()[1].removesuffix(".utils.timezone").removesuffix(".db")  # of other packages the name alone
    [told] = [text for name, text in spoilt.items() if wall in name]
    assert any(f"{importer} {verb} {imported}" in told for verb in ("->", "enters"))


def graph(*imports):
    made = ImportGraph()
    for module in ("kerege", "kerege.law", "kerege.law.models", "kerege.law.models.act", "kerege.law.queries"):
        made.add_module(module)
    for importer, imported in imports:
        for module in (importer, imported):
            if module not in made.modules:
                made.add_module(module)
        made.add_import(importer=importer, imported=imported)
    return made


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        ("kerege.web.law", "kerege.law.queries", True),
        ("kerege.web.law", "kerege.law", True),
        ("kerege.web.law", "kerege.law.queries.acts", True),
        ("kerege.law.queries", "kerege.law.models", True),
        ("kerege.web.law", "kerege.law.models", False),
        ("kerege.web.law", "kerege.law.models.act", False),
        ("kerege.web.law", "kerege.law.apps", False),
        ("kerege.lawyers", "kerege.law.models", False),
        ("kerege.web.law", "kerege.law.queries_of_old", False),
    ],
)
def test_the_doors_let_in_who_knocks_and_nobody_else(importer, imported, kept):
    options = {"root": "kerege", "rooms": ["law"], "doors": DOORS["doors"]}
    contract = DoorsContract(name="doors", session_options={}, contract_options=options)
    assert contract.check(graph((importer, imported)), verbose=False).kept == kept


def test_every_room_with_actions_or_models_has_doors():
    rooms = {p.parent.name for p in (ROOT / "kerege").glob("*/apps.py")}
    assert rooms == set(DOORS["rooms"])
    inside = CONTRACTS["Inside a room, writes stand on reads, reads on models, models on rules"]
    assert {f"kerege.{room}" for room in rooms} == set(inside["containers"])
