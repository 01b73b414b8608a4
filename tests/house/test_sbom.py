"""The list of components says what the locks say, in the standard's own form."""

import json

import pytest

from tests.house.rule import ROOT
from tools import lock, sbom

pytestmark = pytest.mark.nodb


@pytest.fixture(scope="module")
def listed():
    return json.loads(sbom.LIST.read_text(encoding="utf-8"))


def test_the_list_is_what_the_locks_say():
    assert sbom.main(["check"]) == 0


def test_every_locked_python_package_is_listed_with_its_version(listed):
    pins = lock.locked((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"))
    wanted = {(name, version) for name, versions in pins.items() for version in versions}
    found = {
        (c["name"], c["version"])
        for c in listed["components"]
        if c["scope"] == "required" and c["purl"].startswith("pkg:pypi/")
    }
    assert found == wanted


def test_what_the_pages_carry_is_listed_and_what_only_builds_is_marked(listed):
    scopes = {c["name"]: c["scope"] for c in listed["components"] if c["purl"].startswith("pkg:npm/")}
    assert (scopes["htmx.org"], scopes["maplibre-gl"], scopes["axe-core"]) == ("required", "required", "excluded")


def test_what_is_required_names_its_licence(listed):
    """Those that say nothing in their metadata are known: one is for Windows only, three name it in files."""
    silent = {c["name"] for c in listed["components"] if c["scope"] == "required" and not c.get("licenses")}
    assert silent <= {"colorama", "pyrage", "pysqlite3", "pyxform"}


def test_a_list_that_does_not_follow_the_schema_is_refused(listed):
    assert sbom.faults(json.dumps({**listed, "components": [{"name": "without a type"}]})) != []
    assert sbom.faults(json.dumps(listed)) == []
