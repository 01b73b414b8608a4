"""Names of places in what somebody types: a labelled list says how many are understood, and what names no place."""

import pytest
from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.inventory.queries.texts import places_meant
from kerege.inventory.rules.findable import code_word
from kerege.lib.text import searched
from tests.atlas.test_place_names import PAIRS

pytestmark = pytest.mark.usefixtures("demo_world")
RENAMED = [(pair["one"], pair["other"]) for pair in PAIRS if pair["same"] == "2"]

# What people type, and the town's name in English; former names and other scripts among them.
TYPED = """
Ташкент=Tashkent Toshkent=Tashkent تاشکند=Tashkent Алма-Ата=Almaty Алматы=Almaty Караганда=Karaganda
Қарағанды=Karaganda Qaraghandy=Karaganda Семипалатинск=Semey Чимкент=Shymkent Шымкент=Shymkent Ош=Osh
Бишкек=Bishkek Фрунзе=Bishkek Душанбе=Dushanbe Dushanbeh=Dushanbe Худжанд=Khujand Khodzhent=Khujand Самарканд=Samarkand
Samarqand=Samarkand Бухара=Bukhara Buxoro=Bukhara Нукус=Nukus کابل=Kabul Кабул=Kabul هرات=Herat Herat=Herat
Кандагар=Kandahar Улан-Батор=Ulaanbaatar Улаанбаатар=Ulaanbaatar Астана=Astana Нур-Султан=Astana Пешавар=Peshawar
"""
NO_PLACES = (
    "laboratory лаборатория зертхана centre центр hospital больница reference референс veterinary ветеринарная mobile "
    "мобильная training обучение diagnostics санэпид служба национальный institute биобезопасность эпидемиология "
    "transport"
)


def named(text: str) -> set[str]:
    on = timezone.localdate()
    return {code for meant in places_meant(searched(text).split(), on=on, lang="en") for code in meant.words}


def test_nine_in_ten_names_of_towns_are_understood():
    on = timezone.localdate()
    keys = {}
    for town in reversed(atlas.places(on=on, lang="en")):
        keys[town.name] = town.key  # of towns of one name the largest
    pairs = [pair.split("=") for pair in TYPED.split()]
    missed = [typed for typed, name in pairs if code_word("place", keys.get(name, "?")) not in named(f"center {typed}")]
    assert len(missed) <= len(pairs) / 10, missed


def test_words_of_the_trade_name_no_place():
    assert [word for word in NO_PLACES.split() if named(word)] == []


def test_places_that_were_renamed_are_found_by_both_names():
    on = timezone.localdate()

    def first(text):
        return next((hit.key for hit in atlas.search_names(text, on=on, lang="en", kinds=["place"], limit=1)), text)

    assert [f"{one}/{other}" for one, other in RENAMED if first(one) != first(other)] == []
