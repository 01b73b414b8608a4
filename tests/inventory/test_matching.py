"""Whether two cards are of one facility: measured on labelled pairs, with reasons, and quick for many."""

import csv
import random
from pathlib import Path

import pytest

from kerege.inventory.rules.facility_names import said
from kerege.inventory.rules.matching import MAYBE, SAME, Because, Card, Register, compared

pytestmark = pytest.mark.nodb
PAIRS = list(csv.DictReader(Path(__file__).with_name("pairs.csv").open(encoding="utf-8")))


@pytest.fixture(autouse=True)
def _ground():
    """No database here."""


def card(uid: str, name: str, at: str = "", **more) -> Card:
    """`at` is the key of a town or a position."""
    try:
        latitude, longitude = map(float, at.split())
    except ValueError:
        return Card(uid, (name,), place=at, **more)
    return Card(uid, (name,), latitude=latitude, longitude=longitude, **more)


def score(pair) -> float:
    found = compared(card("a", pair["one"], pair["one_at"]), card("b", pair["other"], pair["other_at"]))
    return found.score if found else 0.0


def measured(pairs) -> dict[str, float]:
    """Recall and false pairs, for the question (MAYBE) and for the proposal (SAME)."""
    good = [score(p) for p in pairs if p["same"] == "1"]
    bad = [score(p) for p in pairs if p["same"] == "0"]
    return {
        "same": len(good),
        "different": len(bad),
        "asked recall": sum(s >= MAYBE for s in good) / len(good),
        "asked falsely": sum(s >= MAYBE for s in bad),
        "proposed recall": sum(s >= SAME for s in good) / len(good),
        "proposed falsely": sum(s >= SAME for s in bad),
    }


def test_the_labelled_list_is_long_enough_and_half_of_it_is_hard():
    assert len(PAIRS) >= 150
    assert 60 <= sum(p["same"] == "0" for p in PAIRS) <= len(PAIRS) - 60


def test_recall_and_false_pairs_on_the_labelled_list():
    found = measured(PAIRS)
    assert found["asked recall"] >= 0.9, found
    assert found["asked falsely"] <= 4, found
    assert found["proposed falsely"] == 0, found


def test_what_is_alike_is_found_among_many():
    """Nothing that the comparison would find is lost by comparing only what shares something."""
    register = Register(card(str(n), p["other"], p["other_at"]) for n, p in enumerate(PAIRS))
    wanted = [(str(n), p) for n, p in enumerate(PAIRS) if p["same"] == "1" and score(p) >= MAYBE]
    found = [uid in {m.uid for m in register.like(card("x", p["one"], p["one_at"]))} for uid, p in wanted]
    assert [p["one"] for (_, p), hit in zip(wanted, found, strict=True) if not hit] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ошская областная больница", "Ош облустук ооруканасы"),
        ("Самаркандская областная инфекционная больница", "Samarqand viloyat yuqumli kasalliklar shifoxonasi"),
        ("Хорезмская областная ветеринарная лаборатория", "Khorezm Regional Veterinary Laboratory"),
        ("Алматинская городская больница № 7", "Алматы қалалық №7 ауруханасы"),
    ],
)
def test_names_in_two_languages_say_the_same(one, other):
    a, b = said(one), said(other)
    assert (a.concepts, a.numbers) == (b.concepts, b.numbers)


def test_the_comparison_does_not_depend_on_the_order():
    for pair in PAIRS:
        there, back = score(pair), score(pair | {"one": pair["other"], "one_at": pair["other_at"],
                                                 "other": pair["one"], "other_at": pair["one_at"]})  # fmt: skip
        assert there == pytest.approx(back, abs=0.002), pair


def test_reasons_say_why():
    found = compared(
        card("a", "Алматинская городская больница № 7", "43.2 76.9"),
        card("b", "Almaty City Hospital No. 7", "43.201 76.9"),
    )
    assert [r.because for r in found.reasons] == [Because.SPELLING, Because.NUMBER, Because.KIND, Because.NEAR]
    assert found.reasons[1].data == {"number": "7"}
    assert found.reasons[3].data == {"metres": 111}


def test_a_key_of_the_sender_asks_at_least_and_other_countries_are_others():
    a = card("a", "Больница", "osh", key="17", territory="KGZ")
    assert compared(a, card("b", "Совсем другое имя", "osh", key="17", territory="KGZ")).score >= MAYBE
    assert compared(a, card("b", "Лаборатория Икс", "osh", key="17", territory="KAZ")) is None


def test_a_register_finds_and_does_not_find_the_row_itself():
    register = Register([card("a", "Ошская областная больница", "osh", territory="KGZ")])
    asked = card("x", "Osh Regional Hospital", "osh", territory="KGZ")
    assert [m.uid for m in register.like(asked)] == ["a"]
    register.add(asked)
    assert [m.uid for m in register.like(asked)] == ["a"]
    assert register.like(card("y", "Ошская областная больница", "osh", territory="KAZ")) == []


def test_two_thousand_rows_against_two_thousand_cards_find_their_own():
    """Every row finds its card among many that share words with it; bench/matching.py does it with 10,000."""
    chance = random.Random(7)  # noqa: S311 - seeded, not secret
    towns = [f"{a}{b}{c}" for a in ("Кара", "Ак", "Сары", "Кок", "Жана") for b in ("суу", "тау", "кель", "булак", "таш")
             for c in ("", "н", "р", "к")]  # fmt: skip
    kinds = ["районная больница", "районная ветеринарная лаборатория", "городская поликлиника", "родильный дом"]
    cards = [
        Card(f"c{n}", (f"{chance.choice(towns)}ская {chance.choice(kinds)} № {n % 9 + 1}",), "KGZ", place=f"p{n}")
        for n in range(2000)
    ]
    register = Register(cards)
    rows = [Card("row", c.names, "KGZ", place=c.place) for c in cards[::10]]
    assert all(register.like(row)[0].uid == card.uid for row, card in zip(rows, cards[::10], strict=True))
