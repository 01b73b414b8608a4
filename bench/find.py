"""Finding facilities: `python -m bench.find FACILITIES [QUESTIONS [WAY]]`, on SQLite (DATA) or on PostgreSQL
(DATABASE_URL).

Four viewers ask the same questions in turns, each beside the bare query of the index: the same words, cells and
columns without anybody's scope, cut off at as many rows as the viewer gets, in the same run. Told are milliseconds, p50
and p95, and the ratio of the medians. On PostgreSQL viewers read through a role that row-level security holds, and the
bare query has a connection of its own that it does not hold. A database that holds so many facilities already is
measured again; what is missing is filled in first.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from bench.cards import DAY, MIDDLES, seed, spot, vocabulary, word
from bench.taking import Taken, both, told, two

Ask = Callable[[int], Any]
LANG = {"on": DAY, "lang": "en"}
QUESTIONS = 200
ASKED_ABOUT = "UZB"
BARE = "bare"


def viewers() -> dict[str, Any]:
    from kerege.people.rules import REGION, Grant
    from kerege.people.words import Role
    from kerege.records.viewers import PUBLIC
    from kerege.sharing.rules import viewer_of

    def holding(*grants: tuple[Role, str]) -> Any:
        return viewer_of(uid="bench", name="bench", grants=[Grant(*each) for each in grants])

    return {
        "public": PUBLIC,
        "focal point of a neighbour": holding((Role.FOCAL_POINT, "KGZ")),
        "focal point of the country": holding((Role.FOCAL_POINT, ASKED_ABOUT)),
        "officer of the region": holding((Role.SECRETARIAT, REGION), (Role.BIOSAFETY_OFFICER, "KAZ")),
    }


class Questions:
    """The same for everybody: words by how frequent they are, and spots, half of them in one country."""

    def __init__(self) -> None:
        dice = random.Random(7)
        words = vocabulary(random.Random(53))
        self.texts = [[word(dice, words), *([word(dice, words)[:4]] if n % 2 else [])] for n in range(QUESTIONS)]
        owners = list(MIDDLES)
        self.spots = [spot(dice, dice.choice(owners) if n % 2 else ASKED_ABOUT) for n in range(QUESTIONS)]
        self.titles = [f"{word(dice, words)} {word(dice, words)}".title() for _ in range(QUESTIONS)]


Pair = tuple[str, Ask, Ask | None]
"""A way of asking, what is measured, and the bare query of the same."""


def ways(asked: Questions, viewer: Any) -> list[Pair]:
    return [*_by_words(asked, viewer), *_near(asked, viewer), *_tiles(asked, viewer), *_lists(asked, viewer)]


def _as_many(scoped: Ask, most: int) -> Callable[[int], int]:
    """How many rows the viewer gets for a question: the bare query reads no more. On PostgreSQL both have the limit
    `most`, because another limit makes another plan; there the bare query may get more.
    """
    from django.db import connection

    return cache(lambda n: max(1, len(scoped(n))) if connection.vendor == "sqlite" else most)


def _by_words(asked: Questions, viewer: Any) -> list[Pair]:
    from kerege.inventory.queries import Choice, find, texts
    from kerege.inventory.queries.scope import matched
    from kerege.inventory.rules.ranking import looked_for
    from kerege.records.fulltext import Search

    def expression(n: int, *, begun: int | None = None) -> Any:
        return looked_for(asked.texts[n], [], near=False, begun=begun)

    def asked_first(n: int) -> Any:
        """The last of several words may be begun, as texts._literally asks before it asks for more."""
        return expression(n, begun=min(1, len(asked.texts[n]) - 1))

    def first(rows: Any, most: int) -> Any:
        return list(rows.order_by("id").values_list(*texts.COLUMNS)[:most])

    def pair(words: Ask) -> tuple[Ask, Ask]:
        most = texts.RANKED + 1

        def scoped(n: int) -> Any:
            return first(matched(viewer, Choice(), words(n), on=DAY, first=most), most)

        gets = _as_many(scoped, most)

        def bare(n: int) -> Any:
            return first(_rows("Findable").filter(words__matches=Search(words(n), gets(n))), gets(n))

        return scoped, bare

    def choice(n: int) -> Any:
        return Choice(text=" ".join(asked.texts[n]))

    return [
        ("first hits with the words as typed", *pair(asked_first)),
        _making(viewer, asked_first),
        ("first hits with words that begin so", *pair(expression)),
        ("search, ranked", lambda n: texts._ranked(viewer, choice(n), DAY, "en"), None),  # noqa: SLF001 - past what is kept
        ("search, ranked, 25 shown", lambda n: find(viewer, choice=choice(n), **LANG), None),
    ]


def _making(viewer: Any, words: Ask) -> Pair:
    """What of the first hits is Django's making of the statement, without asking it."""
    from kerege.inventory.queries import Choice, texts
    from kerege.inventory.queries.scope import matched
    from kerege.records.fulltext import Search

    most = texts.RANKED + 1

    def made(rows: Any) -> Any:
        return rows.order_by("id").values_list(*texts.COLUMNS)[:most].query.sql_with_params()

    def scoped(n: int) -> Any:
        return made(matched(viewer, Choice(), words(n), on=DAY, first=most))

    def bare(n: int) -> Any:
        return made(_rows("Findable").filter(words__matches=Search(words(n), most)))

    return ("the statement alone, made and not asked", scoped, bare)


def _near(asked: Questions, viewer: Any) -> list[Pair]:
    from kerege.inventory.queries import Choice, nearest
    from kerege.inventory.queries.finding import Ring
    from kerege.inventory.queries.scope import _having, _inside, matched
    from kerege.lib.geo import Box

    repair = Choice(capabilities=("repair",))

    def whole(part: Any) -> Any:
        return _rows("Findable").filter(_inside(Box(*part.box)), _having(part))

    def seen(part: Any) -> Any:
        return matched(viewer, part, None, on=DAY)

    def around(ask: Callable[[Any], Any], n: int, most: int = 100) -> Any:
        return Ring(ask, repair, asked.spots[n], most)

    def within(n: int) -> Any:
        return around(seen, n).fine(20.0)

    def the_nearest(n: int) -> Any:
        return around(seen, n).nearest(20)

    gets, reaches = _as_many(within, 100), _as_many(the_nearest, 20)
    return [
        ("within 20 km who can repair", within, lambda n: around(whole, n, gets(n)).fine(20.0)),
        ("nearest who can repair", the_nearest, lambda n: around(whole, n).nearest(reaches(n))),
        ("nearest, 20 shown", lambda n: nearest(viewer, asked.spots[n], choice=repair, **LANG), None),
    ]


def _tiles(asked: Questions, viewer: Any) -> list[Pair]:
    return [_tile(asked, viewer, z) for z in (2, 3, 5, 7, 8, 9, 11, 14)]


def _tile(asked: Questions, viewer: Any, z: int) -> Pair:
    from kerege.inventory.queries import Choice, mapping
    from kerege.inventory.rules.sums import DEEPEST_KEPT
    from kerege.lib.clusters import Pyramid
    from kerege.lib.geo import tile_of

    def scoped(n: int) -> Any:
        points, areas = mapping._in_tile(viewer, Choice(), tile_of(asked.spots[n], z), DAY, "en")  # noqa: SLF001 - without names
        return [*points, *areas]

    def gets(n: int) -> int:
        found = scoped(n)
        return max(1, sum(each.count for each in found) if z > DEEPEST_KEPT else len(found))

    most = cache(gets)

    def bare(n: int) -> Any:
        tile = tile_of(asked.spots[n], z)
        if z <= DEEPEST_KEPT:
            return _kept(tile, most(n))
        rows = _rows("Findable").filter(cell__gte=tile.cells.start, cell__lt=tile.cells.stop)
        return list(Pyramid(rows.values_list("cell", "facility_id")[: most(n)]).tile(tile))

    return (f"tile z{z}", scoped, bare)


def _kept(tile: Any, most: int) -> Any:
    """The clusters of a wide tile out of everybody's sums."""
    from django.db.models import Sum

    from kerege.lib.clusters import ACROSS, cluster
    from kerege.lib.geo import DEEPEST

    level = tile.z + ACROSS
    shift = 2 * (DEEPEST - level)
    within = {"cell__gte": tile.cells.start >> shift, "cell__lt": tile.cells.stop >> shift}
    sums = {f"all_{name}": Sum(name) for name in ("n", "x", "y", "ids")}
    rows = _rows("Cluster").filter(level=level, wide=False, **within).order_by("cell").values_list("cell")
    return [
        cluster(int(n), int(x), int(y), int(ids), range(cell, cell))
        for cell, n, x, y, ids in rows.annotate(**sums)[:most]
    ]


def _lists(asked: Questions, viewer: Any) -> list[Pair]:
    from kerege.inventory.queries import Choice, facets, facilities
    from kerege.inventory.queries.listing import _mark

    class At:
        def __init__(self, title: str) -> None:
            self.title, self.id = title, 1

    def page(choice: Any) -> Ask:
        def ask(n: int) -> Any:
            mark = _mark(At(asked.titles[n]), ("title", "id"))
            return facilities(viewer, choice=choice, after=mark, **LANG)

        return ask

    country = [Choice(territories=(code,)) for code in MIDDLES]
    return [
        ("list, a page of 50", page(Choice()), None),
        ("list of a country", lambda n: page(country[n % len(country)])(n), None),
        ("list of who can repair", page(Choice(capabilities=("repair",))), None),
        ("facets", lambda n: facets(viewer, choice=country[n % len(country)], **LANG), None),
    ]


def _rows(name: str) -> Any:
    """Read by nobody in particular, and past row-level security."""
    from django.apps import apps
    from django.db import connections
    from django.db.models import QuerySet

    return QuerySet(apps.get_model("inventory", name), using=BARE if BARE in connections else None)


def hold_viewers() -> None:
    """On PostgreSQL: from here on a role reads that row-level security holds, and bare queries have the other one."""
    from django.db import connection, connections

    if connection.vendor != "postgresql":
        return
    role = "kerege_find"
    connections.databases[BARE] = dict(connections.databases["default"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"SET ROLE {role}")


def _timed(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def measure(questions: int, *, only: str = "") -> None:
    """Each way in turn with its bare query, question by question, so that both have the same machine. `only` ways whose
    names have it. One table: p50 and p95 of each viewer, with the ratio of the medians, and those of the bare query
    that was asked beside the first viewer.
    """
    asked = Questions()
    readers = viewers()
    all_ways = {name: ways(asked, viewer) for name, viewer in readers.items()}
    print("\n| p50 / p95, ms of processor time | bare | " + " | ".join(readers) + " |")
    print("|---|---|" + "---|" * len(readers))
    for at, (way, *_) in enumerate(all_ways["public"]):
        if only in way:
            found = [both(questions, *all_ways[name][at][1:]) for name in readers]
            bare = f"{two(found[0][1])}" if found[0][1] else "–"
            print(f"| {way} | {bare} | " + " | ".join(told(*each) for each in found) + " |", flush=True)


def first_of_a_filter() -> None:
    """What is kept until somebody writes: the first tile of a filter gathers all its facilities."""
    from kerege.inventory.queries import Choice, tile_marks
    from kerege.lib.geo import Tile

    for name, viewer in viewers().items():
        choice = Choice(capabilities=("repair",))
        ms = [_timed(lambda: tile_marks(viewer, choice, Tile(3, 5, 2), **LANG)) for _ in range(3)]  # noqa: B023 - called at once
        print(f"first tile of a filter, {name}: {ms[0]:.0f} ms, then {min(ms[1:]):.1f} ms", flush=True)


def one_write() -> None:
    """One act that changes one card, with its rows of the index and the sums."""
    from kerege.inventory.actions.finding import _remake
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    def write(n: int) -> None:
        with act("bench.written", by=SYSTEM, about="bench"):
            _remake({n})

    taken = Taken()
    for n in range(1, 41):
        taken.time(lambda: write(n))  # noqa: B023 - called at once
    p50, p95 = taken.told()
    print(f"index of one card made anew, processor time: p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def main(facilities: int = 20_000, questions: int = 100, only: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    there = _rows("Facility").count()
    seconds = 0.0
    if there < facilities:
        _countries()
        seconds = seed(facilities, there=there)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    rows = {name: _rows(name).count() for name in ("Findable", "Cluster", "Tally")}
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{connection.vendor}, {facilities} facilities in {seconds:.0f} s, {rows}, {questions} questions, load {load}"
    )
    hold_viewers()
    measure(questions, only=only)
    if only:
        return
    first_of_a_filter()
    one_write()
    print(f"load at the end {', '.join(f'{each:.1f}' for each in os.getloadavg())}")


def _countries() -> None:
    from kerege.atlas.models import Territory
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    with act("bench.countries", by=SYSTEM, about="bench"):
        Territory.objects.bulk_create(
            [Territory(code=code, alpha2=code[:2]) for code in MIDDLES], ignore_conflicts=True
        )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]), *sys.argv[3:4])
