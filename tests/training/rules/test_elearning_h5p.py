"""H5P: what an exercise needs lies in its file, and only with reviewed libraries is it opened."""

import json
import zipfile
from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning import h5p_list, opened
from kerege.training.rules.elearning.results import outcome
from tests.training import elearning_made as made
from tests.training.packed import zipped

pytestmark = pytest.mark.nodb
ENTRY = """[[library]]
name = "H5P.Own"
versions = ["1.0", "2.11"]
reason = "Ours."
reviewed_by = "Somebody"
reviewed_on = 2026-11-20
"""


def changed(**files):
    with zipfile.ZipFile(made.h5p()) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: raw for name, raw in (whole | files).items() if raw is not None})


def library(name="H5P.TrueFalse", minor=6, **told):
    told = {"machineName": name, "majorVersion": 1, "minorVersion": minor, **told}
    return {f"{name}-1.{minor}/library.json": json.dumps(told).encode()}


def code(file):
    with pytest.raises(Refusal) as told:
        opened(file)
    return told.value.code


def test_a_package_says_which_libraries_would_run_and_what_they_need_in_turn():
    needs = {"preloadedDependencies": [{"machineName": "H5P.Question", "majorVersion": 1, "minorVersion": 4}]}
    more = library(**needs) | library("H5P.Question", 4, **needs)  # which needs itself
    assert opened(changed(**more)).what.tree["libraries"] == ["H5P.Question 1.4", "H5P.TrueFalse 1.6"]
    beside = {"H5P.Unused-1.0/library.json": b"not read"}
    assert opened(changed(**beside)).what.tree["libraries"] == ["H5P.TrueFalse 1.6"], "what is not needed does not run"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"h5p.json": b"[]"}, "training.elearning_bad_manifest"),
        ({"h5p.json": b"{"}, "training.elearning_bad_manifest"),
        ({"h5p.json": b"\xff\xfe{"}, "training.elearning_bad_manifest"),
        ({"h5p.json": b'{"mainLibrary": "X", "preloadedDependencies": 1}'}, "training.elearning_bad_manifest"),
        ({"h5p.json": b'{"mainLibrary": "H5P.TrueFalse"}'}, "training.elearning_entry_missing"),
        ({"content/content.json": None}, "training.elearning_entry_missing"),
        ({"content/content.json": b'{"question": "'}, "training.elearning_bad_manifest"),
        (library(minorVersion=7), "training.elearning_bad_manifest"),
        (library(machineName="H5P.Other"), "training.elearning_bad_manifest"),
        ({"H5P.TrueFalse-1.6/library.json": None}, "training.elearning_entry_missing"),
        ({"H5P.TrueFalse-1.6/library.json": b"{"}, "training.elearning_bad_manifest"),
        (library(preloadedJs=[{"path": "gone.js"}]), "training.elearning_entry_missing"),
        (library(preloadedCss=[{"path": "../../gone.css"}]), "training.elearning_entry_missing"),
        (library(preloadedDependencies=[{"machineName": "H5P.Gone"}]), "training.elearning_entry_missing"),
    ],
)
def test_an_exercise_that_lacks_something_is_refused(files, told):
    assert code(changed(**files)) == told


def test_more_libraries_than_any_exercise_needs_are_refused():
    needed = [{"machineName": "H5P.L", "majorVersion": 1, "minorVersion": n} for n in range(201)]
    many = {path: raw for n in range(201) for path, raw in library("H5P.L", n).items()}
    assert code(changed(**library(preloadedDependencies=needed), **many)) == "training.elearning_bad_manifest"


def test_the_list_that_comes_with_the_program_says_of_each_library_why_and_who():
    lists = h5p_list.shipped()
    names = [named for each in lists for named in each.named()]
    assert len(names) == len(set(names))
    assert {"H5P.TrueFalse 1.6", "H5P.Blanks 1.14"} <= set(names)
    assert all(each.reason and each.reviewed_by and each.reviewed_on <= date(2026, 11, 27) for each in lists)


def test_a_list_of_a_node_adds_to_it_version_by_version():
    [own] = h5p_list.read(ENTRY)
    assert (own.reviewed_by, own.reviewed_on) == ("Somebody", date(2026, 11, 20))
    used = ["H5P.Own 2.11", "H5P.Own 2.1", "H5P.Miner 1.0", "H5P.Own 2.11"]
    assert h5p_list.missing(used, (own,)) == ("H5P.Miner 1.0", "H5P.Own 2.1")


@pytest.mark.parametrize(
    "text",
    [
        "[[library]",
        "other = 1",
        "library = 1",
        ENTRY.replace('name = "H5P.Own"', ""),
        ENTRY.replace('"Ours."', '" "'),
        ENTRY.replace('["1.0", "2.11"]', "[]"),
        ENTRY.replace('["1.0", "2.11"]', '["1"]'),
        ENTRY.replace('["1.0", "2.11"]', "[1.0]"),
        ENTRY.replace("2026-11-20", '"yesterday"'),
    ],
)
def test_a_list_that_is_not_right_is_refused_whole(text):
    with pytest.raises(Refusal, match="training.elearning_bad_list"):
        h5p_list.read(text)


def test_what_an_exercise_says_of_how_far_somebody_got():
    assert outcome({"h5p.state.0.state": "{}"}).completion == "begun"
    told = outcome({"h5p.completion": "completed", "h5p.success": "passed", "h5p.score": 1.2, "h5p.duration": "PT9.4S"})
    assert (told.completion, told.success, told.score, told.seconds) == ("completed", "passed", 1.0, 9)
    assert outcome({"h5p.success": "x", "h5p.score": "x"}).success == ""
