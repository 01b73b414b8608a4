"""What a code of conduct holds: read and written without loss, and what is refused at its place."""

import tomllib
from copy import deepcopy
from pathlib import Path

import pytest

from kerege.lib.refusal import Refusal
from kerege.outreach.rules.conduct import MOST_PRINCIPLES, read, written

pytestmark = pytest.mark.nodb
FILES = sorted((Path(__file__).resolve().parents[3] / "kerege/worlds/conduct").glob("*.toml"))
PLAIN = {
    "languages": ["en", "ru"],
    "title": {"en": "A code", "ru": "Кодекс"},
    "preamble": {"en": "Why", "ru": "Зачем"},
    "principles": [{"key": "risk", "text": {"en": "I weigh risks.", "ru": "Я взвешиваю риски."}, "tianjin": [5, 1, 5]}],
}


def changed(**changes):
    return deepcopy(PLAIN) | changes


def principle(**changes):
    return changed(principles=[PLAIN["principles"][0] | changes])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_model_codes_are_read_and_written_without_loss(file):
    code = read(tomllib.loads(file.read_text())["content"])
    assert read(written(code)) == code
    assert (list(code.languages), code.source) == (["en", "ru"], "en")


def test_the_second_model_code_answers_every_one_of_the_ten_that_the_first_left_open():
    first, second = (read(tomllib.loads(file.read_text())["content"]) for file in FILES)
    assert first.open_principles
    assert second.open_principles == ()


def test_numbers_stand_once_and_in_order():
    assert read(PLAIN).principles[0].tianjin == (1, 5)
    assert read(PLAIN).open_principles == (2, 3, 4, 6, 7, 8, 9, 10)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (changed(languages=[]), "code_lacks", "languages"),
        (changed(languages=["EN!"]), "code_bad_key", "languages"),
        (changed(title={}), "code_lacks", "title"),
        (changed(preamble={"en": "Why"}), "code_half", "preamble"),
        (changed(title={"en": "A", "ru": "Б", "fa": "C"}), "code_unknown", "title"),
        (changed(principles=[]), "code_lacks", "principles"),
        (changed(principles=PLAIN["principles"] * 2), "code_bad_key", "principles.risk"),
        (changed(principles=PLAIN["principles"] * (MOST_PRINCIPLES + 1)), "code_unknown", "principles"),
        (principle(key="Big Key"), "code_bad_key", "principles.Big Key"),
        (principle(text={"en": "I weigh risks.", "ru": "  "}), "code_half", "principles.risk"),
        (principle(tianjin=[11]), "code_unknown", "principles.risk"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(content, code, place):
    with pytest.raises(Refusal) as refused:
        read(content)
    assert (refused.value.code, refused.value.data["place"]) == (f"outreach.{code}", place)
