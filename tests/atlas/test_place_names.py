"""Names of places across scripts and spellings, on a list that was written from knowledge of the region and not from
the rule's own tables: what is found, and which other places are taken for the same. `bench/names.py` prints it all.
"""

import csv
from pathlib import Path

import pytest

from kerege.lib.text import NEAR, near

pytestmark = pytest.mark.nodb

LIST = Path(__file__).with_name("place_names.csv")
PAIRS = list(csv.DictReader(LIST.open(encoding="utf-8")))
SAME, RENAMED, OTHER = "1", "2", "0"


def of(kind: str) -> list[dict[str, str]]:
    return [pair for pair in PAIRS if pair["same"] == kind]


def alike(pair: dict[str, str]) -> bool:
    return near(pair["one"], pair["other"]) >= NEAR


def test_the_list_is_long_and_much_of_it_is_hard():
    assert len(of(SAME)) >= 200
    assert len(of(OTHER)) >= 100
    assert len(of(RENAMED)) >= 30
    assert len({(p["one"], p["other"]) for p in PAIRS}) == len(PAIRS), "no pair counts twice"


def test_spellings_of_one_place_are_found():
    missed = [f"{p['one']}/{p['other']}" for p in of(SAME) if not alike(p)]
    assert len(missed) / len(of(SAME)) <= 0.12, missed


def test_other_places_are_taken_for_the_same_seldom():
    false = [f"{p['one']}/{p['other']}" for p in of(OTHER) if alike(p)]
    assert len(false) / len(of(OTHER)) <= 0.1, false


def test_a_place_that_was_renamed_is_joined_by_the_table_of_names_and_not_by_spelling():
    assert sum(alike(p) for p in of(RENAMED)) / len(of(RENAMED)) <= 0.2
