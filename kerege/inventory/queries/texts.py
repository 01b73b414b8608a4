"""What a text finds in the index, the same for a list, a map and a search: in any script and spelling, and by place.

Of many finds the first hundreds are ranked, and beyond them every name that begins as the text does; so the facility
that is called just so stands first, however many share a word with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kerege.atlas import queries as atlas
from kerege.atlas.words import ATLAS, SubjectKind
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.scope import FINDS, matched
from kerege.inventory.rules import ranking
from kerege.inventory.rules.findable import code_word, first_word, whole_word
from kerege.inventory.rules.ranking import Meant
from kerege.lib.matching import Expression, Word
from kerege.lib.text import searched
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer

RANKED = 200
"""So many finds of a text are ranked, in the order in which they were recorded; beyond them the count says "more"."""
BEGUN = 100
"""Where there are more, so many of those whose names begin as the text does are ranked too."""
NEARLY = 200
"""So many that share their consonants with the text are compared with it."""
ENOUGH = 10
"""With fewer finds than this, those that are nearly so are looked for too."""
SURELY = 0.95
"""From this likeness on words name a place; below, too many short names are alike."""
NOWHERE = "\u0000"
"""A word that stands in no text."""


class Row(NamedTuple):
    """A row of the index that a text found."""

    id: int
    facility: int
    title: str
    names: str
    codes: str


COLUMNS = ("id", "facility_id", "title", "names", "codes")


@dataclass(frozen=True)
class Ranked:
    """The finds of a text, the likest first. With `more` there are more than these: all that `asked` finds."""

    rows: tuple[Row, ...]
    more: bool
    asked: Expression


def ranked(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> Ranked:
    """What the text of a choice finds among all that its filters leave; kept until something is written."""
    asked = f"inventory.ranked {clearance(viewer)} {choice} {on} {lang}"
    return kept_until_written(asked, lambda: _ranked(viewer, choice, on, lang), by=FINDS)


def asked_rows(viewer: Viewer, choice: Choice, *, on: date, lang: str, each: bool = False) -> Any:
    """The rows of the index for a choice with its text, for queries that count, order or draw them. `each` as in
    scope.matched.
    """
    if not choice.text.strip():
        return matched(viewer, choice, None, on=on, each=each)
    return part_of(viewer, choice, on=on, lang=lang)(choice)


def part_of(viewer: Viewer, choice: Choice, *, on: date, lang: str) -> Callable[[Choice], Any]:
    """How to ask for parts of a choice, as for boxes, without looking for its text anew each time: those that `ranked`
    finds or, where that says that there are more, all that have its words.
    """
    if not choice.text.strip():
        return lambda part: matched(viewer, part, None, on=on)
    found = ranked(viewer, choice, on=on, lang=lang)
    if found.more:
        return lambda part: matched(viewer, part, found.asked, on=on)
    ids = [row.id for row in found.rows]
    return lambda part: matched(viewer, part, None, on=on, each=True).filter(id__in=ids)


def _ranked(viewer: Viewer, choice: Choice, on: date, lang: str) -> Ranked:
    words = _words(choice)
    if not words:
        return Ranked((), False, Word(NOWHERE))
    meant = places_meant(words, on=on, lang=lang)
    asked, hits = _literally(viewer, choice, words, meant, on)
    more = len(hits) > RANKED
    hits = hits[:RANKED] + (_begun(viewer, choice, words, asked, on) if more else [])
    scored = [(ranking.score(words, row.names, near=False), row) for row in dict.fromkeys(hits)]
    if not more and len(hits) < ENOUGH:
        scored += _nearly(viewer, choice, words, meant, on=on, there=hits)
    scored.sort(key=lambda pair: (-round(pair[0], 3), pair[1].title, pair[1].id))
    return Ranked(tuple(row for _, row in scored), more, asked)


def _literally(
    viewer: Viewer, choice: Choice, words: Sequence[str], meant: Sequence[Meant], on: date
) -> tuple[Expression, list[Row]]:
    """What finds the words, and its first rows: as they were typed where that finds enough, for the index is many times
    quicker with whole words; else each begun. One row more than is ranked, to know whether there are more.
    """
    # one word that very many have is enough as it stands; of several the last may still be being typed
    first, least = (0, RANKED + 1) if len(words) == 1 else (1, ENOUGH)
    asked, hits = _asked(viewer, choice, ranking.looked_for(words, meant, near=False, begun=first), on)
    if len(hits) >= least:
        return asked, hits
    return _asked(viewer, choice, ranking.looked_for(words, meant, near=False), on)


def _asked(viewer: Viewer, choice: Choice, asked: Expression, on: date) -> tuple[Expression, list[Row]]:
    return asked, _rows(matched(viewer, choice, asked, on=on, first=RANKED + 1), RANKED + 1)


def _rows(found: Any, most: int) -> list[Row]:
    return [Row(*row) for row in found.order_by("id").values_list(*COLUMNS)[:most]]


def _begun(viewer: Viewer, choice: Choice, words: Sequence[str], asked: Expression, on: date) -> list[Row]:
    """Those that are called as the text says, and then those of which a name begins so."""
    whole = whole_word(" ".join(words))
    begin = Word(first_word(words[0])) if asked == Word(words[0]) else Word(whole, begins=True)
    found = (_rows(matched(viewer, choice, each, on=on, first=BEGUN), BEGUN) for each in (Word(whole), begin))
    return [row for rows in found for row in rows]


def _words(choice: Choice) -> list[str]:
    return searched(choice.text).split()[: ranking.MOST_WORDS]


def _nearly(
    viewer: Viewer,
    choice: Choice,
    words: Sequence[str],
    meant: Sequence[Meant],
    *,
    on: date,
    there: Sequence[Row],
) -> list[tuple[float, Row]]:
    """Those beside the ones that are `there` whose names are other spellings, or have one letter wrong."""
    known, most = {row.id for row in there}, NEARLY + len(there)
    found = matched(viewer, choice, ranking.looked_for(words, meant, near=True), on=on, first=most)
    rows = found.order_by("id").values_list(*COLUMNS, "words")[:most]
    alike = [(Row(*row), set(has.split())) for *row, has in rows if row[0] not in known]
    kept = [row for row, has in alike if ranking.is_meant(words, meant, row.names, has)]
    return [(ranking.score(words, row.names) * 0.9, row) for row in kept]


def places_meant(words: Sequence[str], *, on: date, lang: str) -> list[Meant]:
    """Which of the words name a country, a region or a town of the gazetteer, in any script and by former names too."""
    found = []
    for first, last in ranking.windows(words):
        codes = _place_codes(" ".join(words[first:last]), on, lang)
        if codes:
            found.append(Meant(first, last, codes))
    return ranking.apart(found)


_PLACES = {SubjectKind.TERRITORY: "country", SubjectKind.UNIT: "unit", SubjectKind.PLACE: "place"}


def _place_codes(text: str, on: date, lang: str) -> tuple[str, ...]:
    def made() -> tuple[str, ...]:
        hits = atlas.search_names(text, on=on, lang=lang, kinds=list(_PLACES), limit=8)
        return tuple(code_word(_PLACES[SubjectKind(h.kind)], h.key) for h in hits if h.score >= SURELY)

    return kept_until_written(f"inventory.places {text} {on} {lang}", made, by=ATLAS)
