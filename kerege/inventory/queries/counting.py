"""How many facilities a choice has, and how many of them each code: by what the reader may see, and never more than
some thousands counted one by one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.inventory.queries import kept_sums
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.scope import CODED, FINDS, matched
from kerege.inventory.queries.texts import ranked
from kerege.inventory.rules.sums import ALL
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer

COUNTED = 20_000
"""So many are counted one by one. Of a choice that the kept sums know, all are."""


@dataclass(frozen=True)
class Counts:
    """`facets` says for each vocabulary of the index how many have which code. With `more` there are more than `total`,
    and no facets.
    """

    facets: Mapping[str, Mapping[str, int]]
    total: int
    more: bool = False


def counts(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> Counts:
    """Of all that a choice finds; kept until something is written."""
    asked = f"inventory.counts {clearance(viewer)} {choice} {on} {lang if choice.text else ''}"
    return kept_until_written(asked, lambda: _counts(viewer, choice, on, lang), by=FINDS)


def _counts(viewer: Viewer, choice: Choice, on: date, lang: str) -> Counts:
    if choice.text.strip():
        found = ranked(viewer, choice, on=on, lang=lang)
        return Counts({} if found.more else _facets(row.codes for row in found.rows), len(found.rows), found.more)
    if kept_sums.known(viewer, choice, on=on):
        told = kept_sums.tally(viewer, choice)
        return Counts(_shaped(told), told.get(ALL, 0))
    rows = matched(viewer, choice, None, on=on, first=COUNTED + 1).order_by()
    codes = list(rows.values_list("codes", flat=True)[: COUNTED + 1])
    return Counts({}, COUNTED, True) if len(codes) > COUNTED else Counts(_facets(codes), len(codes))


def _facets(codes: Iterable[str]) -> dict[str, dict[str, int]]:
    return _shaped(Counter(pair for row in codes for pair in row.split()))


def _shaped(pairs: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {kind: {} for kind in CODED.values()}
    for pair, count in sorted(pairs.items()):
        kind, _, code = pair.partition(":")
        if kind in found:
            found[kind][code] = count
    return found
