"""Finding facilities: `python -m bench.find FACILITIES [QUESTIONS [WAY]]`, on SQLite (DATA) or on PostgreSQL
(DATABASE_URL).

Four viewers ask the same questions in turns, each beside the bare query of the index: the same words, cells and columns
without anybody's scope, in the same run. Told are milliseconds, p50 and p95, and the ratio of the medians. A database
that holds so many facilities already is measured again; what is missing is filled in first.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.cards import DAY, MIDDLES, seed, spot, vocabulary, word

Ask = Callable[[int], Any]
LANG = {"on": DAY, "lang": "en"}
QUESTIONS = 200


def viewers() -> dict[str, Any]:
    from kerege.lib.sensitivity import Sensitivity as Level
    from kerege.records.viewers import PUBLIC, Viewer

    return {
        "public": PUBLIC,
        "partner": Viewer("p", everywhere=Level.REGIONAL),
        "officer": Viewer("o", everywhere=Level.REGIONAL, by_owner=(("KAZ", Level.NATIONAL),)),
        "focal point": Viewer("f", everywhere=Level.REGIONAL, by_owner=(("UZB", Level.RESTRICTED),)),
    }


class Questions:
    """The same for everybody: words by how frequent they are, spots where facilities are."""

    def __init__(self) -> None:
        dice = random.Random(7)
        words = vocabulary(random.Random(53))
        self.texts = [[word(dice, words), *([word(dice, words)[:4]] if n % 2 else [])] for n in range(QUESTIONS)]
        owners = list(MIDDLES)
        self.spots = [spot(dice, dice.choice(owners)) for _ in range(QUESTIONS)]
        self.titles = [f"{word(dice, words)} {word(dice, words)}".title() for _ in range(QUESTIONS)]


Pair = tuple[str, Ask, Ask | None]
"""A way of asking, what is measured, and the bare query of the same."""


def ways(asked: Questions, viewer: Any) -> list[Pair]:
    return [*_by_words(asked, viewer), *_near(asked, viewer), *_tiles(asked, viewer), *_lists(asked, viewer)]


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

    def first(rows: Any) -> Any:
        return list(rows.order_by("id").values_list(*texts.COLUMNS)[: texts.RANKED + 1])

    def scoped(words: Ask) -> Ask:
        return lambda n: first(matched(viewer, Choice(), words(n), on=DAY, first=texts.RANKED + 1))

    def bare(words: Ask) -> Ask:
        def ask(n: int) -> Any:
            return _bare("Findable", lambda rows: first(rows.filter(words__matches=Search(words(n), texts.RANKED + 1))))

        return ask

    def choice(n: int) -> Any:
        return Choice(text=" ".join(asked.texts[n]))

    return [
        ("first hits with the words as typed", scoped(asked_first), bare(asked_first)),
        ("first hits with words that begin so", scoped(expression), bare(expression)),
        ("search, ranked", lambda n: texts._ranked(viewer, choice(n), DAY, "en"), bare(asked_first)),  # noqa: SLF001 - past what is kept
        ("search, ranked, 25 shown", lambda n: find(viewer, choice=choice(n), **LANG), bare(asked_first)),
    ]


def _near(asked: Questions, viewer: Any) -> list[Pair]:
    from kerege.inventory.queries import Choice, nearest
    from kerege.inventory.queries.finding import Ring
    from kerege.inventory.queries.scope import _having, _inside, matched
    from kerege.lib.geo import Box

    repair = Choice(capabilities=("repair",))

    def ring(ask: Callable[[Any], Any], n: int) -> Any:
        return Ring(ask, repair, asked.spots[n], 100).fine(20.0)

    def bare(n: int) -> Any:
        def rows(part: Any) -> Any:
            return _rows("Findable").filter(_inside(Box(*part.box)), _having(part))

        return _fenced(lambda: ring(rows, n))

    return [
        ("within 20 km who can repair", lambda n: ring(lambda part: matched(viewer, part, None, on=DAY), n), bare),
        ("nearest who can repair, 20 shown", lambda n: nearest(viewer, asked.spots[n], choice=repair, **LANG), bare),
    ]


def _tiles(asked: Questions, viewer: Any) -> list[Pair]:
    from django.db.models import Sum

    from kerege.inventory.queries import Choice, tile_marks
    from kerege.inventory.rules.sums import DEEPEST_KEPT
    from kerege.lib.clusters import ACROSS, Pyramid, cluster
    from kerege.lib.geo import DEEPEST, tile_of

    def one(z: int) -> Pair:
        def scoped(n: int) -> Any:
            return tile_marks(viewer, Choice(), tile_of(asked.spots[n], z), **LANG)

        def bare(n: int) -> Any:
            cells = tile_of(asked.spots[n], z).cells
            if z > DEEPEST_KEPT:
                within = {"cell__gte": cells.start, "cell__lt": cells.stop}
                return _bare(
                    "Findable",
                    lambda rows: list(Pyramid(_pairs(rows.filter(**within))).tile(tile_of(asked.spots[n], z))),
                )
            level = z + ACROSS
            shift = 2 * (DEEPEST - level)
            within = {"level": level, "wide": False, "cell__gte": cells.start >> shift, "cell__lt": cells.stop >> shift}
            sums = {f"all_{name}": Sum(name) for name in ("n", "x", "y", "ids")}
            return _bare(
                "Cluster",
                lambda rows: [
                    cluster(n, x, y, ids, range(cell, cell))
                    for cell, n, x, y, ids in rows.filter(**within)
                    .order_by("cell")
                    .values_list("cell")
                    .annotate(**sums)
                ],
            )

        return (f"tile z{z}", scoped, bare)

    return [one(z) for z in (2, 3, 5, 7, 8, 9, 11, 14)]


def _pairs(rows: Any) -> Any:
    return rows.values_list("cell", "facility_id")


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

    def bare(n: int) -> Any:
        def rows(all_of_them: Any) -> Any:
            return list(
                all_of_them.filter(title__gt=asked.titles[n]).order_by("title", "id").values_list("id", "title")[:51]
            )

        return _bare("Facility", rows)

    country = [Choice(territories=(code,)) for code in MIDDLES]
    return [
        ("list, a page of 50", page(Choice()), bare),
        ("list of a country", lambda n: page(country[n % len(country)])(n), bare),
        ("list of who can repair", page(Choice(capabilities=("repair",))), bare),
        ("facets", lambda n: facets(viewer, choice=country[n % len(country)], **LANG), None),
    ]


def _rows(name: str) -> Any:
    from django.apps import apps
    from django.db.models import QuerySet

    return QuerySet(apps.get_model("inventory", name))


def _fenced(ask: Callable[[], Any]) -> Any:
    from kerege.records.fence import whole_node

    with whole_node():
        return ask()


def _bare(name: str, ask: Callable[[Any], Any]) -> Any:
    """Read by nobody in particular."""
    return _fenced(lambda: ask(_rows(name)))


@dataclass
class Taken:
    """Milliseconds of each question: on the clock, and of this process's own work, which others on the machine do not
    lengthen. On PostgreSQL the second is without the server.
    """

    clock: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def time(self, ask: Callable[[], Any]) -> None:
        began, own = time.perf_counter(), time.process_time()
        ask()
        self.clock.append((time.perf_counter() - began) * 1000)
        self.own.append((time.process_time() - own) * 1000)

    def told(self, *, server: bool) -> tuple[float, float]:
        values = self.clock if server else self.own
        return statistics.median(values), statistics.quantiles(values, n=20)[-1]


def _timed(ask: Callable[[], Any]) -> float:
    taken = Taken()
    taken.time(ask)
    return taken.clock[0]


def measure(questions: int, *, server: bool, only: str = "") -> None:
    """Each way in turn with its bare query, question by question, so that both have the same machine. `only` ways whose
    names have it.
    """
    asked = Questions()
    kind = "on the clock" if server else "of the process's own time"
    for name, viewer in viewers().items():
        print(f"\n{name}, ms {kind}\n\n| way | p50 | p95 | bare p50 | bare p95 | ratio |\n|---|---|---|---|---|---|")
        for way, scoped, bare in ways(asked, viewer):
            if only not in way:
                continue
            scoped(0)
            taken, base = Taken(), Taken()
            for n in range(questions):
                taken.time(lambda: scoped(n))  # noqa: B023 - called at once
                base.time(lambda: bare(n) if bare else None)  # noqa: B023 - as above
            (p50, p95), (bare50, bare95) = taken.told(server=server), base.told(server=server)
            told = f"{bare50:.2f} | {bare95:.2f} | {p50 / bare50:.2f}×" if bare else "– | – | –"
            print(f"| {way} | {p50:.2f} | {p95:.2f} | {told} |", flush=True)


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
    p50, p95 = taken.told(server=False)
    print(f"index of one card made anew, own time: p50 {p50:.1f} ms, p95 {p95:.1f} ms")


def main(facilities: int = 20_000, questions: int = 100, only: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    there = _bare("Facility", lambda rows: rows.count())
    seconds = 0.0
    if there < facilities:
        _countries()
        seconds = seed(facilities, there=there)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    rows = {name: _bare(name, lambda found: found.count()) for name in ("Findable", "Cluster", "Tally")}
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{connection.vendor}, {facilities} facilities in {seconds:.0f} s, {rows}, {questions} questions, load {load}"
    )
    measure(questions, server=connection.vendor != "sqlite", only=only)
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
