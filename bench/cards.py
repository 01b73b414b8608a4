"""Very many facilities with their rows of the index and the sums over them: straight into the tables, but made by the
same rules as everywhere. The same ones every time.
"""

import math
import random
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

DAY = date(2026, 11, 26)
MIDDLES = {
    "AFG": (34.5, 66.5, 2.0, 3.0, 15),
    "KAZ": (48.0, 67.5, 3.0, 8.0, 12),
    "KGZ": (41.5, 74.5, 0.8, 2.0, 6),
    "MNG": (47.0, 104.0, 2.0, 6.0, 4),
    "PAK": (30.5, 70.5, 3.0, 2.5, 40),
    "TJK": (38.7, 70.5, 0.8, 1.5, 6),
    "UZB": (41.0, 65.5, 1.5, 3.5, 17),
}
"""Where each country lies, more or less, how far it spreads in degrees, and its share of the facilities."""
KINDS = ("district_laboratory", "regional_laboratory", "reference_laboratory", "training_centre", "border_post")
CAN = ("diagnostic", "training", "repair", "transport", "disposal", "reference")
WHAT = ("laboratory", "centre", "station", "hospital")
SYLLABLES = "al bek dar gul kar mir nur oz shim tash ur zhan osh ak tau jan sai kum bul".split()
BATCH = 10_000


def vocabulary(dice: random.Random, size: int = 4_000) -> list[str]:
    """Names of places as the region has them, more or less; the first are the most frequent."""
    return ["".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))) for _ in range(size)]


def word(dice: random.Random, words: list[str]) -> str:
    """A word by Zipf's law."""
    return words[min(len(words) - 1, int(math.exp(dice.random() * math.log(len(words)))) - 1)]


def spot(dice: random.Random, owner: str) -> Any:
    """A place in the country: thick in the middle, thin at the edges."""
    from kerege.lib.geo import Spot

    latitude, longitude, tall, wide, _ = MIDDLES[owner]
    return Spot(round(dice.gauss(latitude, tall), 5), round(dice.gauss(longitude, wide), 5))


BASE = 100_000
"""So many are made by the rules; more are copies of them (bench/copied_cards.py)."""


def seed(count: int, *, there: int = 0) -> float:
    """So many facilities, of which some are there already; the seconds that it took."""
    from bench.copied_cards import copy, without_indexes
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    began, words = time.perf_counter(), vocabulary(random.Random(53))
    made = min(count, BASE)
    added: tuple[Any, Any] = ({}, {})
    with without_indexes(), act("inventory.bench.seeded", by=SYSTEM, about="bench"):
        for start in range(there, made, BATCH):
            _seed_some(random.Random(start), words, range(start, min(made, start + BATCH)), added)
        _add_up(*added, anew=not there)
        copy(made, times=count // made)
    return time.perf_counter() - began


def _seed_some(dice: random.Random, words: list[str], numbers: range, added: tuple[Any, Any]) -> None:
    from kerege.inventory.models import Facility, Findable

    facilities = [_facility(dice, words, number) for number in numbers]
    _insert(Facility, facilities)  # without what stands aside: it is not searched
    rows = [row for facility in facilities for row in _rows(dice, facility)]
    _insert(Findable, rows)
    _count(rows, *added)


def _facility(dice: random.Random, words: list[str], number: int) -> dict[str, Any]:
    owner = dice.choices(list(MIDDLES), [share for *_, share in MIDDLES.values()])[0]
    title = f"{word(dice, words)} {word(dice, words)} {dice.choice(WHAT)}".title()
    return {
        "id": number + 1,
        "owner": owner,
        "label": dice.choices((0, 1, 2, 3), (60, 20, 15, 5))[0],
        "synthetic": True,
        "key": f"{owner[:2]}-F-{number:07d}-X",
        "number": number + 1,
        "title": title,
        "kind": dice.choice(KINDS),
        "sectors": " human ",
        "capabilities": f" {' '.join(sorted(dice.sample(CAN, 2)))} ",
        "territory": owner,
        "shown_at": "cell",
        "confirmed_on": DAY,
    }


def _rows(dice: random.Random, facility: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Two rows for most: the public knows the cell, partners the place. Of one in twenty only the region is told."""
    from kerege.inventory.rules.findable import EXACT, Place, Told, rows
    from kerege.inventory.rules.precision import Point, snapped
    from kerege.lib.geo import Spot

    label, owner = facility["label"], facility["owner"]
    codes = (("kind", facility["kind"]), ("country", owner), ("standing", "operational"), ("sector", "human"))
    codes += tuple(("can", code) for code in facility["capabilities"].split())
    told = [Told(label, names=(facility["title"], facility["key"]), codes=codes)]
    true = spot(dice, owner)
    cell = snapped(Point(true.lat, true.lon))
    places = [Place(label, Spot(cell.latitude, cell.longitude), "cell"), Place(1, true, EXACT)]
    if facility["number"] % 20 == 0:
        places = [Place(label, Spot(round(true.lat), round(true.lon)), "unit")]
    for row in rows(label=label, owner=owner, told=told, places=places):
        yield {
            "facility": facility["id"],
            "owner": owner,
            "territory": owner,
            "title": facility["title"],
            "synthetic": True,
            **row.__dict__,
        }


def _insert(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Straight into the table, with the columns' own defaults."""
    from django.db import connection

    fields = [f for f in model._meta.concrete_fields if not f.primary_key or f.name in rows[0]]
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(quote(str(f.column)) for f in fields)
    values = ([_value(f, row, connection) for f in fields] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for each in values:
                    copy.write_row(each)
            return
        sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 - our own names
        cursor.executemany(sql, values)


def _value(field: Any, row: dict[str, Any], connection: Any) -> Any:
    value = row[field.name] if field.name in row else field.get_default()
    return value if isinstance(value, str | int | float) else field.get_db_prep_save(value, connection)


def _count(rows: Sequence[dict[str, Any]], clusters: Any, tallies: Any) -> None:
    from kerege.inventory.rules import sums

    names = [name.removesuffix("_id") for name in sums.COLUMNS]
    counted = [sums.Counted(*(row.get(name) for name in names)) for row in rows]
    sums.clusters(counted, sign=1, into=clusters)
    sums.tallies(counted, sign=1, into=tallies)


def _add_up(clusters: Any, tallies: Any, *, anew: bool) -> None:
    """All at once: with `anew` there are no sums yet that anything could be added to."""
    from kerege.inventory.models import Cluster, Tally
    from kerege.inventory.rules import sums
    from kerege.records.sums import add_to_sums

    for model, keys, columns, given in (
        (Cluster, sums.CLUSTER_KEYS, sums.CLUSTER_SUMS, clusters),
        (Tally, sums.TALLY_KEYS, sums.TALLY_SUMS, tallies),
    ):
        if anew:
            _insert(model, [dict(zip((*keys, *columns), (*key, *sum_), strict=True)) for key, sum_ in given.items()])
        else:
            add_to_sums(model, keys, columns, given)
