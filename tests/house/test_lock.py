"""Everything that is installed is pinned by version and hash, and the pins fit what the project asks for."""

import pytest

from tests.house.rule import ROOT
from tools import lock

pytestmark = pytest.mark.nodb

PROJECT = """
[project]
name = "kerege"
dependencies = ["Django>=5.2,<5.3"]
[project.optional-dependencies]
build = []
dev = ["kerege[build]", "pytest>=8"]
"""
DJANGO = "django==5.2.19 \\\n    --hash=sha256:aa\n"
PYTEST = "pytest==8.4.1 \\\n    --hash=sha256:bb\n"
WHOLE = {"run.txt": DJANGO, "dev.txt": DJANGO + PYTEST, "uv.txt": "uv==0.9.1 \\\n    --hash=sha256:cc\n"}


def test_the_locks_of_the_project_are_whole(capsys):
    assert lock.check() == 0, capsys.readouterr().err


def test_a_whole_lock_has_no_fault():
    assert list(lock.faults(PROJECT, WHOLE)) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("run.txt", "", "run.txt: Django is not locked"),
        ("run.txt", DJANGO.replace("5.2.19", "6.0"), "run.txt: Django<5.3,>=5.2 is locked at 6.0"),
        ("dev.txt", DJANGO, "dev.txt: pytest is not locked"),
        ("dev.txt", DJANGO + "pytest==8.4.1\n", "dev.txt: pytest has no hash"),
        ("dev.txt", DJANGO.replace("5.2.19", "5.2.1") + PYTEST, "dev.txt: django differs from run.txt"),
        ("uv.txt", "uv==0.9.1\n", "uv.txt: uv has no hash"),
    ],
)
def test_what_is_wrong_with_a_lock_is_named(name, text, fault):
    assert fault in list(lock.faults(PROJECT, {**WHOLE, name: text}))


def test_a_package_may_have_one_version_for_each_platform():
    text = (
        "numpy==1.26.4 ; python_full_version < '3.12' \\\n    --hash=sha256:aa\n"
        "numpy==2.3.1 ; python_full_version >= '3.12' \\\n    --hash=sha256:bb\n"
    )
    assert lock.locked(text) == {"numpy": {"1.26.4", "2.3.1"}}


def test_the_installer_takes_nothing_without_a_hash():
    """Every installation in the Makefile asks for hashes, but that of the project itself, from its own folder."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    installs = [line for line in lines if "pip install" in line or "$(UV)" in line]
    commands = [line.strip() for line in installs if line.startswith("\t")]
    assert len(commands) == 5
    assert [c for c in commands if "--require-hashes" not in c] == ["$(UV) --no-deps --no-build-isolation -e ."]
