"""From an uploaded sheet to rows of a plan, and what differs in words."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from kerege.lib.refusal import N_, Refusal
from kerege.lib.sheets import Grid
from kerege.lib.text import fold
from kerege.planning.queries import ScenarioPage
from kerege.planning.queries.edited import Difference, Row, Told, names_of
from kerege.planning.words import SHEET_NO_HEADINGS
from kerege.web.planning import wording
from kerege.web.planning.files import COLUMNS, HEADINGS
from kerege.web.planning.wording import Named
from kerege.web.shell.middleware import told

FEWEST = 5
"""So many headings make a row of headings."""
CHANGES = {
    "topic": N_("another course"),
    "language": N_("another language"),
    "room": N_("another room"),
    "day": N_("another day"),
    "countries": N_("other countries"),
    "staff": N_("other trainers"),
    "people": N_("another number of people"),
    "added": N_("added"),
    "gone": N_("taken out"),
}


def rows_of(grid: Grid) -> list[Row]:
    """The rows below the headings, by column; headings are understood in every language of the node. What is filled in
    its first cell alone is a note. Refuses planning.sheet_no_headings.
    """
    known = _headings()
    for at, line in enumerate(grid.lines):
        places = {place: known[text] for place, raw in line.cells.items() if (text := fold(_text(raw))) in known}
        if len(set(places.values())) >= FEWEST:
            below = [line for line in grid.lines[at + 1 :] if len(line.cells) > 1]
            return [
                Row(line.number, {places[p]: _text(raw) for p, raw in line.cells.items() if p in places})
                for line in below
            ]
    raise Refusal(SHEET_NO_HEADINGS, field="file")


def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for lang, _name in settings.LANGUAGES:
        with override(lang):
            found |= {fold(gettext(HEADINGS[place])): part for part, place in COLUMNS.items()}
    return found


def _text(raw: Any) -> str:
    value = getattr(raw, "value", raw)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def names(page: ScenarioPage, named: Named) -> dict[str, dict[str, list[str]]]:
    """What everything that may stand in the sheet is called, for its reader."""
    assert page.problem is not None  # noqa: S101 - asked by whoever calls
    trainers = {trainer.key: named.trainer(trainer.key) for trainer in page.problem.trainers}
    return names_of(
        {
            "course": {topic.key: named.topic(topic.key) for topic in page.problem.topics},
            "language": dict(named.languages),
            "room": {room.key: named.room(room.key) for room in page.problem.rooms},
            "countries": dict(named.countries),
            "leads": trainers,
            "locals": trainers,
        }
    )


def said(refusal: Refusal, named: Named) -> str:
    """A refusal of a row with its keys as people know them."""
    data = dict(refusal.data)
    readable = {
        "why": wording.bar,
        "trainer": named.trainer,
        "key": lambda key: named.trainer(key) if key[1:].isdigit() else named.room(key),
        "countries": lambda codes: named.told("countries", codes),
        "column": lambda part: gettext(HEADINGS[COLUMNS[part]]),
    }
    told_of = {name: readable[name](value) if name in readable else value for name, value in data.items()}
    return str(told(Refusal(refusal.word, **told_of)))


def key_of(each: Difference, rows: Mapping[int, Told]) -> str:
    """The course of a difference, by key: as it would be, else as it was, else as its row wishes it."""
    held = each.after or each.before
    if held is not None:
        return held.course.key
    row = rows[each.line]
    return "|".join((row.topic, row.language, row.room, "+".join(sorted(row.cohort)), row.day.isoformat()))


def difference(each: Difference, named: Named, course: str) -> dict[str, Any]:
    """One difference as the page shows it."""
    moved = each.before is not None and each.after is not None and each.before.course.key != each.after.course.key
    return {
        "told": each,
        "was": named.course(each.before.course.key) if moved and each.before is not None else "",
        "course": course,
        "changes": ", ".join(gettext(CHANGES[change]) for change in each.changes),
        "refused": [said(refusal, named) for refusal in each.refused],
        "cost": each.cost,
        "people": each.people,
        "chosen": sorted(named.trainer(key) for key in (each.after.leads | each.after.locals if each.after else ())),
    }
