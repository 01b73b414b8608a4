"""What the lint makes of other words, spellings and letters: the whole table, so that a change of it is seen."""

import time

import pytest

from kerege.inventory.rules.excluded import excluded_heading, excluded_value
from kerege.inventory.rules.lint import findings
from kerege.inventory.rules.lookalikes import seen
from tests.inventory.rules.lint_variants import (
    COLUMNS_HARMLESS,
    COLUMNS_HOSTILE,
    HARMLESS,
    HOSTILE,
)
from tests.inventory.rules.lint_variants_aside import ASIDE_HARMLESS, ASIDE_HOSTILE

pytestmark = pytest.mark.nodb
RESULTS = {
    # list: what is missed of how many, what is wrongly taken of how many
    ("mended by", "en"): (["Isolates live in the walk-in fridge at the end of the corridor"], 40, [], 41),
    ("mended by", "ru"): (["У камер есть слепые зоны"], 46, [], 46),
    ("kept aside", "en"): (["Door of the vault does not close"], 20, [], 30),
    ("kept aside", "ru"): ([], 20, [], 30),
    ("columns", ""): (["Сигн-ция"], 60, ["Stock exchange code"], 40),
}
LISTS = {
    **{("mended by", lang): (HOSTILE[lang], HARMLESS[lang]) for lang in HOSTILE},
    **{("kept aside", lang): (ASIDE_HOSTILE[lang], ASIDE_HARMLESS[lang]) for lang in ASIDE_HOSTILE},
    ("columns", ""): (COLUMNS_HOSTILE, COLUMNS_HARMLESS),
}


def taken(which: tuple[str, str], text: str) -> bool:
    return excluded_heading(text) is not None if which[0] == "columns" else bool(list(findings(text)))


@pytest.mark.parametrize("which", RESULTS, ids=" ".join)
def test_what_is_missed_and_what_is_wrongly_taken(which):
    hostile, harmless = LISTS[which]
    missed, wrong = [t for t in hostile if not taken(which, t)], [t for t in harmless if taken(which, t)]
    assert (missed, len(hostile), wrong, len(harmless)) == RESULTS[which]


@pytest.mark.parametrize("lang", HOSTILE)
def test_a_cell_of_a_list_is_read_as_a_text_is(lang):
    assert [t for t in HOSTILE[lang] if not excluded_value(t)] == RESULTS["mended by", lang][0]


def test_no_text_stands_twice():
    texts = [t for pair in LISTS.values() for side in pair for t in side]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("viаls", "vials"),
        ("aмпул", "ампул"),
        ("amпул", "ампул"),
        ("Ѕtrain", "Strain"),
        ("Кoллекция штаммoв", "Коллекция штаммов"),
        ("via1s", "vials"),
        ("5train", "strain"),
        ("1O vials, 2О ампул", "10 vials, 20 ампул"),
        ("v i a l s of S.t.r.a.i.n", "vials of Strain"),
        ("stra\u200bin\u2060s", "strains"),
        ("\uff21\uff47\uff45\uff4e\uff54", "Agent"),
    ],
)
def test_a_word_is_read_as_it_is_seen(written, read):
    assert seen(written) == read


@pytest.mark.parametrize(
    "text",
    ["BSL3 room 12", "COVID19", "ISO 15189:2022", "H5N1", "strain X17", "40ml", "Лаборатория № 5".replace("№", "No"),
     "ПЦР и PCR", "a b c", "А. И. Иванов", "می‌شود", "E. coli O157"],
)  # fmt: skip
def test_plain_words_codes_and_initials_stay_as_they_are(text):
    assert seen(text) == text


def test_two_thousand_different_cells_are_read_in_two_seconds():
    cells = [f"Лаборатория диагностики {n}, пробы ждут курьера, участок {n % 7}" for n in range(2_000)]
    before = time.process_time()
    assert [excluded_value(cell) for cell in cells if excluded_value(cell)] == []
    assert time.process_time() - before < 2
