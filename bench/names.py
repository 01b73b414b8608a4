"""Names of places: recall and false pairs on the labelled list, by spelling alone and with the gazetteer.

`python -m bench.names [LIST]`, with DATA of a node that has the reference data (any node after `kerege up`). The list
is tests/atlas/place_names.csv; another one with the same columns may be given.
"""

import csv
import os
import sys
from datetime import date
from pathlib import Path

from kerege.lib.text import NEAR, near

LIST = Path(__file__).resolve().parents[1] / "tests" / "atlas" / "place_names.csv"
KINDS = {"1": "spellings of one place", "2": "former names of one place", "0": "two places"}
DAY = date(2026, 11, 26)


def by_spelling(one: str, other: str) -> bool:
    return near(one, other) >= NEAR


def by_gazetteer(one: str, other: str) -> bool:
    """Whether both lead to one town of the gazetteer as the first thing that is found."""
    from kerege.atlas import queries as atlas

    found = [atlas.search_names(text, on=DAY, lang="en", kinds=["place"], limit=1) for text in (one, other)]
    return all(found) and found[0][0].key == found[1][0].key


def main(path: str = str(LIST)) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from kerege.atlas.models import Place

    pairs = list(csv.DictReader(Path(path).open(encoding="utf-8")))
    ways = {"by spelling": by_spelling}
    if Place.objects.exists():
        ways["by the gazetteer"] = by_gazetteer
    print(f"{len(pairs)} labelled pairs\n")
    print(f"| taken for the same | {' | '.join(KINDS.values())} |\n|---|---|---|---|")
    for way, alike in ways.items():
        told = []
        for kind in KINDS:
            these = [p for p in pairs if p["same"] == kind]
            found = [p for p in these if alike(p["one"], p["other"])]
            told.append(f"{len(found)} of {len(these)}")
            wrong = found if kind == "0" else [p for p in these if p not in found]
            print(
                f"{way}, {KINDS[kind]}, wrong: {', '.join(p['one'] + '/' + p['other'] for p in wrong)}", file=sys.stderr
            )
        print(f"| {way} | {' | '.join(told)} |")


if __name__ == "__main__":
    main(*sys.argv[1:2])
