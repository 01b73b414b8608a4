"""A plan over years as people read it: its quarters, what it leaves and how sure that is, and its figures."""

from collections.abc import Collection
from datetime import timedelta
from math import ceil
from typing import Any

from django.utils.translation import gettext, ngettext

from kerege.lib.refusal import Refusal
from kerege.planning.queries import TIME, YearsLine, YearsPage
from kerege.planning.rules.years import FAMILIES
from kerege.planning.words import years as told_words
from kerege.web.planning import drawing
from kerege.web.planning.wording import Named
from kerege.web.shell.figures import day, figure
from kerege.web.shell.middleware import told


def quarter(page: YearsPage, number: int) -> str:
    """A quarter as people call it: quarter 2 of 2027."""
    begins = page.begins(number)
    return gettext("quarter %(number)s of %(year)s") % {"number": (begins.month + 2) // 3, "year": begins.year}


def short_quarter(page: YearsPage, number: int) -> str:
    """A quarter as the head of a narrow column: 2027-2."""
    begins = page.begins(number)
    return f"{begins.year}-{(begins.month + 2) // 3}"


def span(line: YearsLine) -> str:
    return f"{day(line.first)} – {day(line.last)}"


def span_of(page: YearsPage) -> str:
    """The quarters of the plan that was found, else those that are asked for."""
    if page.programme is None or page.plan is None:
        return span(page.line)
    return f"{day(page.begun)} – {day(page.begins(page.programme.quarters) - timedelta(days=1))}"


def sentence(refusal: Refusal, names: Named) -> str:
    """A refusal with its row and its countries as people call them."""
    data = dict(refusal.data)
    if "row" in data:
        data["row"] = family(str(data["row"]))
    if "rows" in data:
        data["rows"] = ", ".join(dict.fromkeys(family(each) for each in str(data["rows"]).split(", ")))
    if "countries" in data:
        data["countries"] = ", ".join(names.country(code) for code in str(data["countries"]).split())
    return told(Refusal(refusal.word, **data))


def family(key: str) -> str:
    """The kind of rows to which a key belongs, in words."""
    known = {"topics": "courses", "wanted": "people"}
    name = known.get(key.partition("-")[0], key.partition("-")[0])
    return gettext(told_words.FAMILIES[name]) if name in told_words.FAMILIES else key


def goodness(line: YearsLine) -> list[str]:
    """How good a plan is, and how sure that none is better."""
    if line.met is None or line.gap is None:
        return []
    found = [
        gettext(
            "Of all need, counted in people, urgency and quarters in which it lasts, the plan meets %(met)s percent."
        )
        % {"met": figure(line.met)}
    ]
    if not line.gap:
        return [*found, gettext("It is proved that no plan leaves less.")]
    return [
        *found,
        gettext("Of what it leaves, at most %(gap)s percent could be met by another plan; the rest no plan can meet.")
        % {"gap": figure(upwards(line.gap))},
    ]


def upwards(gap: float) -> float:
    """A gap with one digit, never less than it is."""
    return min(100.0, ceil(10 * gap - 1e-9) / 10)


def side(page: YearsPage) -> list[tuple[str, str]]:
    """What two plans over years are compared by."""
    line, found = page.line, page.told
    quarters = found.quarters if found is not None else ()
    last = quarters[-1].trainers.values() if quarters else ()
    gap = "" if line.gap is None else f"{figure(upwards(line.gap))} %"
    return [
        (gettext("Years"), span_of(page)),
        (gettext("Need that is met"), "" if line.met is None else f"{figure(line.met)} %"),
        (gettext("Still open, of what is left"), gap),
        (gettext("People taught"), f"{figure(found.covered)} / {figure(found.people)}" if found is not None else ""),
        (gettext("Courses"), figure(sum(q.courses for q in quarters))),
        (gettext("New trainers"), figure(sum(q.new for q in quarters))),
        (gettext("Trainers in the last quarter"), figure(round(sum(last), 1))),
        (gettext("Cost"), f"{figure(sum(q.spent for q in quarters))} {page.currency}"),
        (gettext("Money that there is"), f"{figure(sum(q.budget for q in quarters))} {page.currency}"),
    ]


def why_left(short: tuple[tuple[str, int], ...]) -> str:
    """Of what there was too little for those who are left, and in how many of the quarters."""
    parts = [
        gettext(told_words.SHORT[key])
        if key == TIME
        else ngettext("%(what)s in %(count)s quarter", "%(what)s in %(count)s quarters", count)
        % {"what": gettext(told_words.SHORT[key]), "count": figure(count)}
        for key, count in sorted(short, key=lambda one: one[0] == TIME)
    ]
    return ", ".join(parts)


def matrix(page: YearsPage, names: Named, only: Collection[tuple[str, str]] | None = None) -> list[dict[str, Any]]:
    """The courses, country by country, with a cell for each quarter: courses and people, None where there is none. All
    that are held, or those of these countries and courses.
    """
    if page.told is None or page.programme is None:
        return []
    cells: dict[tuple[str, str], dict[int, tuple[int, int]]] = {}
    for each in page.told.taught:
        cells.setdefault((each.country, each.topic), {})[each.quarter] = each.courses, each.people
    heads = [short_quarter(page, n) for n in range(page.programme.quarters)]
    return [
        {
            "country": names.country(country),
            "topic": names.topic(topic),
            "cells": [(head, own.get(n)) for n, head in enumerate(heads)],
            "courses": sum(courses for courses, _people in own.values()),
            "people": sum(people for _courses, people in own.values()),
        }
        for (country, topic), own in sorted(cells.items())
        if only is None or (country, topic) in only
    ]


def charts(page: YearsPage, tracks: dict[str, str]) -> dict[str, Any]:
    """The need that is covered, and the trainers there are, over the quarters."""
    if page.told is None:
        return {}
    quarters = page.told.quarters
    years = [(q.number, str(page.begins(q.number).year)) for q in quarters if page.begins(q.number).month == 1]
    of_track = [
        (key, [q.trainers[key] for q in quarters]) for key in tracks if quarters and key in quarters[0].trainers
    ]
    return {
        "covered_chart": drawing.lines([[q.until for q in quarters]], years, page.told.people),
        "stock_chart": drawing.lines([values for _key, values in of_track], years),
        "stock_key": [(drawing.key_of(at), tracks[key]) for at, (key, _values) in enumerate(of_track)],
    }


def quarter_rows(page: YearsPage, tracks: dict[str, str]) -> list[dict[str, Any]]:
    """The quarters with their figures; `trainers` in the order of the tracks."""
    if page.told is None:
        return []
    return [
        {
            "name": quarter(page, q.number),
            "q": q,
            "trainers": [(name, round(q.trainers.get(key, 0), 1)) for key, name in tracks.items()],
        }
        for q in page.told.quarters
    ]


def told_rows(page: YearsPage, tracks: dict[str, str], names: Named) -> dict[str, list[dict[str, Any]]]:
    """The rows of each family with what their fields are called."""
    return {
        key: [
            {
                "no": row["no"],
                "cells": [
                    (gettext(told_words.FIELDS[f.name]), _told(f.kind, row[f.name], tracks, names, f.name))
                    for f in fields
                    if f.name != "why"
                ],
                "why": row["why"],
            }
            for row in page.rows.get(key, [])
        ]
        for key, fields in FAMILIES.items()
    }


def _told(kind: str, value: Any, tracks: dict[str, str], names: Named, name: str) -> str:
    if kind == "scheme":
        return tracks.get(value, str(value))
    if kind == "country" and not value:
        return gettext("each country of which nothing is recorded")
    if value is None:
        return ""
    if kind in {"number", "decimal"} and value != "":
        return figure(value)
    if kind == "day" and value:
        return str(value)
    return names.told(kind, value)


def origin(source: str, why: str, seen: int | None) -> str:
    """From where a figure comes, in words."""
    if source == "typed":
        if seen is None:
            return gettext("typed: %(why)s") % {"why": why}
        return gettext("typed: %(why)s (recorded: %(count)s)") % {"why": why, "count": figure(seen)}
    return gettext("recorded")
