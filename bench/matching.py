"""Duplicates: recall and false pairs on the labelled list, and the time that many rows against many cards take.

`python -m bench.matching [rows]`. The list is tests/inventory/pairs.csv; another one may be given as second argument.
"""

import csv
import random
import sys
import time
from pathlib import Path

from kerege.inventory.rules.matching import MAYBE, SAME, WARNED, Card, Register, compared

LIST = Path(__file__).resolve().parents[1] / "tests" / "inventory" / "pairs.csv"
BEGINNINGS = "Кара Ак Сары Кок Жана Кызыл Таш Уч Беш Чон".split()
ENDINGS = "суу тау кель булак таш арык дала тюбе бель кум".split()
KINDS = (
    "районная больница",
    "районная ветеринарная лаборатория",
    "городская поликлиника",
    "родильный дом",
    "областной центр госсанэпиднадзора",
)


def labelled(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    print(f"\n{len(pairs)} labelled pairs\n")
    print("| from which score | of pairs that are one | of pairs that are two |\n|---|---|---|")
    for name, least in (("asked", MAYBE), ("stops whoever types it", WARNED), ("proposed as the same", SAME)):
        found = {"1": 0, "0": 0}
        for pair in pairs:
            match = compared(_card("a", pair["one"], pair["one_at"]), _card("b", pair["other"], pair["other_at"]))
            found[pair["same"]] += match is not None and match.score >= least
        wholes = {key: sum(p["same"] == key for p in pairs) for key in found}
        print(f"| {name} ({least}) | {found['1']} of {wholes['1']} | {found['0']} of {wholes['0']} |")


def _card(uid: str, name: str, at: str) -> Card:
    try:
        latitude, longitude = map(float, at.split())
    except ValueError:
        return Card(uid, (name,), place=at)
    return Card(uid, (name,), latitude=latitude, longitude=longitude)


def many(rows: int) -> None:
    """Names of which hundreds share each word, in five hundred towns."""
    chance = random.Random(7)
    cards = []
    for n in range(rows):
        town = f"{chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)}"
        name = f"{town}ская {chance.choice(KINDS)} № {chance.randrange(1, 40)}"
        cards.append(Card(f"c{n}", (name,), "KGZ", place=f"p{n % 500}"))
    began = time.perf_counter()
    register = Register(cards)
    made = time.perf_counter()
    hits = sum(
        any(m.uid == card.uid for m in register.like(Card("row", card.names, "KGZ", place=card.place)))
        for card in cards
    )
    ended = time.perf_counter()
    print(f"\n{rows} rows against {rows} cards: {made - began:.1f} s to prepare, {ended - made:.1f} s to compare")
    print(f"{hits} found their own")


def main() -> None:
    labelled(Path(sys.argv[2]) if len(sys.argv) > 2 else LIST)
    many(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    main()
