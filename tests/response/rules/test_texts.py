"""What an alert says in each language, and what is wrong with it."""

from dataclasses import replace

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules.alerts import texts
from kerege.response.rules.alerts.hazards import LISTS, hazard, hazards
from kerege.response.rules.alerts.texts import Said
from kerege.response.words import Sector

pytestmark = pytest.mark.nodb
EN = Said("en", "Locusts", "Swarms move south", "Swarms cross the border since this morning.")
RU = Said("ru", "Саранча", "Стаи движутся на юг", "Стаи пересекают границу с утра.")
KK = Said("kk", "Шегіртке", "Шегіртке оңтүстікке жылжуда", "Үйірлер шекарадан өтуде.")


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ((), "response.no_language"),
        ((EN, replace(RU, language="en")), "response.same_language"),
        ((EN, replace(EN, language="ru")), "response.same_text"),
        ((EN, replace(RU, description=f" {EN.description.upper()} ")), "response.same_text"),
        ((replace(EN, event=""),), "response.no_text"),
        ((replace(EN, description=" "),), "response.no_text"),
        ((replace(EN, headline="x" * 141),), "response.long_headline"),
        ((replace(EN, description="Swarms  MOVE south."),), "response.headline_repeated"),
        ((replace(EN, instruction="Look at <b>pastures</b>"),), "response.markup"),
        ((replace(EN, headline="Rust &amp; smut"),), "response.markup"),
    ],
)
def test_what_is_wrong_with_a_text(said, refused):
    with pytest.raises(Refusal) as refusal:
        texts.check(said)
    assert refusal.value.code == refused


def test_three_languages_and_a_headline_of_140_letters_pass():
    texts.check((replace(EN, headline="x" * 140), RU, KK))
    texts.check((replace(EN, description="Density < 5 per m², R&D & co."),))


@pytest.mark.parametrize(
    ("said", "swapped"),
    [
        ((EN, RU, KK), []),
        ((replace(EN, language="kk"),), ["kk"]),
        ((replace(KK, language="ru"),), ["ru"]),
        ((replace(RU, language="en"), replace(EN, language="ru")), ["en", "ru"]),
        ((replace(RU, language="fa"),), ["fa"]),
    ],
)
def test_letters_of_another_language_are_told(said, swapped):
    assert [warn.language for warn in texts.warnings(said)] == swapped


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
    ],
)
def test_short_messages_are_counted(text, parts):
    assert texts.sms_parts(text) == parts


def test_every_hazard_has_a_sector_both_names_and_codes_of_known_lists():
    assert {each.sector for each in hazards().values()} == set(Sector)
    for each in hazards().values():
        assert each.name("en"), each.key
        assert each.name("ru"), each.key
        assert set(each.codes) <= set(LISTS)
    assert hazard("locust-desert").event_codes[0].value == "SHICGR"
