"""Finding facilities: `python -m bench.find [facilities] [questions]`, on SQLite or PostgreSQL (DATABASE_URL).

In a test database that is thrown away. Four viewers ask the same questions in turns, each beside the bare query of the
index: the same words and columns without anybody's scope. Told are milliseconds, p50 and p95, and the ratio of medians.
"""

import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

DAY = date(2026, 11, 26)
OWNERS = ("AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB")
KINDS = ("district_laboratory", "regional_laboratory", "reference_laboratory", "training_centre", "border_post")
CAN = ("diagnostic", "training", "repair", "transport", "disposal", "reference")
BATCH = 5_000
SYLLABLES = "al bek dar gul kar mir nur oz shim tash ur zhan osh ak tau jan sai kum bul".split()


def vocabulary(dice: random.Random, size: int = 4_000) -> list[str]:
    """Names of places as the region has them, more or less; the first are the most frequent."""
    return ["".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))) for _ in range(size)]


def word(dice: random.Random, words: list[str]) -> str:
    """A word by Zipf's law."""
    return words[min(len(words) - 1, int(math.exp(dice.random() * math.log(len(words)))) - 1)]


def seed(count: int) -> list[str]:
    """Facilities with their rows of the index, the same every time; the words of their names."""
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    dice = random.Random(53)
    words = vocabulary(dice)
    for start in range(0, count, BATCH):
        with act("bench.seeded", by=SYSTEM, about="bench"):
            _seed_some(dice, words, range(start, min(count, start + BATCH)))
    return words


def _seed_some(dice: random.Random, words: list[str], numbers: range) -> None:
    from django.db.models import QuerySet

    from kerege.inventory.models import Facility, Findable

    made = [_facility(dice, words, number) for number in numbers]
    QuerySet(Facility).bulk_create(made)  # without what stands aside: it is not searched
    rows = [Findable(**row) for facility in made for row in _rows(dice, facility)]
    QuerySet(Findable).bulk_create(rows, batch_size=BATCH)


def _facility(dice: random.Random, words: list[str], number: int) -> Any:
    from kerege.inventory.models import Facility

    owner = dice.choice(OWNERS)
    title = f"{word(dice, words)} {word(dice, words)} {dice.choice(('laboratory', 'centre', 'station', 'hospital'))}"
    return Facility(
        owner=owner,
        label=dice.choices((0, 1, 2, 3), (60, 20, 15, 5))[0],
        key=f"{owner[:2]}-F-{number:07d}-X",
        number=number + 1,
        title=title.title(),
        kind=dice.choice(KINDS),
        sectors=" human ",
        capabilities=f" {' '.join(sorted(dice.sample(CAN, 2)))} ",
        territory_id=owner,
        shown_at="cell",
        confirmed_on=DAY,
        synthetic=True,
    )


def _rows(dice: random.Random, facility: Any) -> Iterator[dict[str, Any]]:
    """Two rows for most: the public knows the cell, partners the place."""
    from kerege.inventory.rules.findable import EXACT, Place, Told, rows
    from kerege.inventory.rules.precision import Point, snapped
    from kerege.lib.geo import Spot

    true = Spot(dice.gauss(42, 4), dice.gauss(68, 7))
    cell = snapped(Point(true.lat, true.lon))
    codes = (("kind", facility.kind), ("country", facility.territory_id))
    codes += tuple(("can", code) for code in facility.capabilities.split())
    told = [Told(facility.label, names=(facility.title, facility.key), codes=codes)]
    shown = Place(facility.label, Spot(cell.latitude, cell.longitude), "cell")
    for row in rows(label=facility.label, owner=facility.owner, told=told, places=[shown, Place(1, true, EXACT)]):
        of_it = {"facility": facility, "owner": facility.owner, "territory": facility.territory_id}
        yield {**of_it, "title": facility.title, "synthetic": True, **row.__dict__}


def viewers() -> dict[str, Any]:
    from kerege.lib.sensitivity import Sensitivity as Level
    from kerege.records.viewers import PUBLIC, Viewer

    return {
        "public": PUBLIC,
        "partner": Viewer("p", everywhere=Level.REGIONAL),
        "officer": Viewer("o", everywhere=Level.REGIONAL, by_owner=(("KAZ", Level.NATIONAL),)),
        "focal point": Viewer("f", everywhere=Level.REGIONAL, by_owner=(("UZB", Level.RESTRICTED),)),
    }


Ask = Callable[[int], Any]


def ways(words: list[str], viewer: Any) -> dict[str, Ask]:
    """What is measured for a viewer; each takes the number of the question."""
    from kerege.inventory.queries import Choice, find, nearest, tile_marks
    from kerege.inventory.queries.finding import FIELDS, RANKED
    from kerege.inventory.queries.scope import matched
    from kerege.inventory.rules.ranking import looked_for
    from kerege.lib.geo import Spot, tile_of

    dice = random.Random(7)
    texts = [[word(dice, words), *([word(dice, words)[:4]] if n % 2 else [])] for n in range(500)]
    spots = [Spot(dice.gauss(42, 4), dice.gauss(68, 7)) for _ in range(500)]

    def text(n: int) -> list[str]:
        return texts[n % len(texts)]

    def asked(n: int) -> Any:
        return looked_for(text(n), [], near=False)

    def rows(n: int) -> Any:
        found = matched(viewer, Choice(), asked(n), on=DAY, first=RANKED + 1).order_by("id")
        return list(found.values(*FIELDS)[: RANKED + 1])

    def tile(z: int) -> Ask:
        return lambda n: tile_marks(viewer, Choice(), tile_of(spots[n % 500], z), on=DAY, lang="en")

    repair = Choice(capabilities=("repair",))
    return {
        "bare index": lambda n: bare(asked(n)),
        "rows in scope": rows,
        "search, ranked, shown": lambda n: find(viewer, on=DAY, lang="en", choice=Choice(text=" ".join(text(n)))),
        "nearest who can repair": lambda n: nearest(viewer, spots[n % 500], on=DAY, lang="en", choice=repair),
        **{f"tile z{z}": tile(z) for z in (3, 5, 7, 9, 11, 14)},
    }


def bare(asked: Any) -> list[Any]:
    """The same words and columns, read by nobody in particular."""
    from django.db.models import QuerySet

    from kerege.inventory.models import Findable
    from kerege.inventory.queries.finding import FIELDS, RANKED
    from kerege.records.fence import whole_node
    from kerege.records.fulltext import Search

    with whole_node():
        rows = QuerySet(Findable).filter(words__matches=Search(asked, RANKED + 1)).order_by("id")
        return list(rows.values(*FIELDS)[: RANKED + 1])


def measure(words: list[str], questions: int) -> None:
    for name, viewer in viewers().items():
        asks = ways(words, viewer)
        first = _timed(asks["tile z5"], 0)
        taken: dict[str, list[float]] = {way: [] for way in asks}
        for n in range(questions):
            for way, ask in asks.items():
                taken[way].append(_timed(ask, n))
        base = statistics.median(taken["bare index"])
        print(f"\n{name}: the first tile took {first:.0f} ms")
        print("| way | p50 ms | p95 ms | against the bare index |\n|---|---|---|---|")
        for way, told in taken.items():
            p50, p95 = statistics.median(told), statistics.quantiles(told, n=20)[-1]
            print(f"| {way} | {p50:.2f} | {p95:.2f} | {p50 / base:.2f}× |")


def _timed(ask: Ask, n: int) -> float:
    began = time.perf_counter()
    ask(n)
    return (time.perf_counter() - began) * 1000


def main(facilities: int = 20_000, questions: int = 60) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    kept = setup_databases(0, interactive=False, serialized_aliases=set())
    try:
        _countries()
        began = time.perf_counter()
        words = seed(facilities)
        seconds = time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{connection.vendor}, {facilities} facilities in {seconds:.0f} s, {questions} questions each")
        measure(words, questions)
    finally:
        teardown_databases(kept, 0)


def _countries() -> None:
    from kerege.atlas.models import Territory
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    with act("bench.countries", by=SYSTEM, about="bench"):
        Territory.objects.bulk_create([Territory(code=code, alpha2=code[:2]) for code in OWNERS])


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
