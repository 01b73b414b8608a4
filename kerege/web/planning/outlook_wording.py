"""What follows from an outlook, in sentences that stand by themselves, and its figures with where each comes from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import isinf
from typing import Any

from django.utils.translation import gettext, ngettext

from kerege.planning import queries, words
from kerege.planning.queries import Lever, OutlookPage, Reckoned
from kerege.planning.rules.outlooks import (
    FAMILIES,
    TOO_FEW,
    needed,
    of_needs,
    possible,
    quarter_begins,
    rate_row,
)
from kerege.planning.rules.rows import Row
from kerege.planning.words import RATES
from kerege.planning.words import outlooks as told_words
from kerege.web.planning.wording import Named
from kerege.web.shell.figures import day, figure

SURE = 0.8
"""What holds in fewer of the futures is not called sure."""


@dataclass(frozen=True)
class Verdict:
    """The first screen: how it stands (good, warn or bad), and the sentences that say why."""

    tone: str
    head: str
    sentences: tuple[str, ...]
    enough: tuple[str, ...]


def begins(page: OutlookPage, quarter: int) -> str:
    return day(quarter_begins(quarter, page.line.taken_on))


def verdict(page: OutlookPage, country: str, *, enough: bool = True) -> Verdict | None:
    """None where something has to be typed first. What would be `enough` is sought only where it is asked for."""
    found, question = page.reckoned, page.question
    if found is None or question is None:
        return None
    told, said = found.told, {"country": country, "count": figure(question.hold)}
    sure = found.bands.alone >= SURE
    if told.fails is None and not sure:
        head = gettext("%(country)s may stand alone when the money from abroad ends, but it is not sure.") % said
        why = (
            gettext("Enough trainers are expected in each of the %(count)s quarters after it, with little to spare.")
            % said
        )
    elif told.fails is None:
        head = gettext("%(country)s stands alone when the money from abroad ends.") % said
        why = gettext("In each of the %(count)s quarters after it there are enough trainers.") % said
    else:
        gap = found.quarters[told.fails]
        head = gettext("%(country)s does not stand alone when the money from abroad ends.") % said
        why = gettext("From %(day)s on there are %(there)s of the %(needed)s trainers who are needed.") % {
            "day": begins(page, told.fails),
            "there": figure(round(gap.covering, 1)),
            "needed": figure(gap.needed),
        }
    return Verdict(
        "bad" if told.fails is not None else "good" if sure else "warn",
        head,
        tuple(filter(None, (_ends(page), why, _short(page), _sure(page), _break_even(page), _replaced(page)))),
        tuple(_change(page, each) for each in _changes(page, sure=sure)) if enough else (),
    )


def _changes(page: OutlookPage, *, sure: bool) -> tuple[Any, ...]:
    """What alone makes it stand alone; where that is to be expected but not sure, what makes it sure."""
    assert page.reckoned is not None  # noqa: S101 - asked by whoever calls
    expected = page.reckoned.told.fails is None
    return queries.surer(page, SURE) if expected and not sure else page.reckoned.changes


def _ends(page: OutlookPage) -> str:
    assert page.question is not None  # noqa: S101 - asked by whoever calls
    if not page.rows.get("abroad"):
        return gettext("No help from abroad is told: the page asks whether it goes on as it is.")
    return gettext("The money from abroad ends on %(day)s.") % {"day": begins(page, page.question.ends)}


def _short(page: OutlookPage) -> str:
    assert page.reckoned is not None  # noqa: S101 - asked by whoever calls
    if page.reckoned.told.fails is None:
        return ""
    what = gettext(told_words.SHORT[page.reckoned.told.short_of.value])
    return gettext("What there is too little of: %(what)s.") % {"what": what}


def _sure(page: OutlookPage) -> str:
    assert page.reckoned is not None  # noqa: S101 - asked by whoever calls
    bands = page.reckoned.bands
    return gettext("Of 100 futures that may come, it holds in %(count)s.") % {"count": figure(round(100 * bands.alone))}


def _break_even(page: OutlookPage) -> str:
    assert page.reckoned is not None  # noqa: S101 - asked by whoever calls
    found = page.reckoned.told.break_even
    if found is None:
        return gettext("Not even ten years of the same help would be enough: something else has to change.")
    if found == 0:
        return gettext("It would also stand alone if the help ended today.")
    return gettext("Break-even: help up to %(day)s is enough, and no less.") % {"day": begins(page, found)}


def _replaced(page: OutlookPage) -> str:
    assert page.reckoned is not None  # noqa: S101 - asked by whoever calls
    told = page.reckoned.told
    if isinf(told.trained_a_quarter):
        return gettext("Nobody who is trained ever becomes a trainer who counts: look at who steps up.")
    return gettext(
        "To keep as many as are needed, %(trained)s a year have to be trained: %(lost)s a year leave or fall dormant."
    ) % {
        "trained": figure(round(4 * told.trained_a_quarter, 1)),
        "lost": figure(round(4 * told.lost_a_quarter, 1)),
    }


def _change(page: OutlookPage, change: Any) -> str:
    return gettext("%(what)s: %(then)s instead of %(now)s.") % {
        "what": gettext(told_words.LEVERS[change.lever.value]),
        "then": lever_figure(page, change.lever, change.then),
        "now": lever_figure(page, change.lever, change.now),
    }


def lever_figure(page: OutlookPage, lever: Lever, value: float) -> str:
    if lever.value in RATES:
        return percent(value)
    if lever is Lever.MONEY:
        return f"{figure(round(value))} {page.currency}"
    if lever is Lever.AHEAD:
        count = round(value)
        return ngettext("%(count)s quarter", "%(count)s quarters", count) % {"count": figure(count)}
    return str(figure(round(value, 2)))


def percent(share: float) -> str:
    return gettext("%(share)s %% in a quarter") % {"share": figure(round(100 * share, 1))}


def lever(code: Lever) -> str:
    return gettext(words.RATES[code.value])


def refused_row(name: str, levels: dict[str, str]) -> str:
    """What a refusal of an outlook calls a row, as people know it."""
    known = told_words.FAMILIES.get(name) or words.RATES.get(name)
    return gettext(known) if known else levels.get(name, name)


def stock_rows(page: OutlookPage, levels: dict[str, str]) -> list[dict[str, Any]]:
    """People by level, and whether they were typed or observed."""
    typed = {row["level"]: row for row in page.rows.get("stock", ())}
    kept = page.kept
    return [
        {
            "level": levels.get(key, key),
            "key": key,
            "active": typed[key]["active"] if key in typed else kept.active[at],
            "dormant": typed[key]["dormant"] if key in typed else kept.dormant[at],
            "why": typed[key]["why"] if key in typed else "",
            "typed": key in typed,
            "seen": (kept.active[at], kept.dormant[at]),
        }
        for at, key in enumerate(kept.levels)
    ]


def rate_rows(page: OutlookPage, levels: dict[str, str]) -> list[dict[str, Any]]:
    """Each rate, of all levels together where one figure stands for all, else level by level."""
    found = []
    for rate in RATES:
        keys = [key for key in page.kept.levels if possible(page.kept, key, rate)]
        rows = {key: rate_row(page.rows, key, rate) for key in keys}
        pooled = all(row is not None and not row["level"] for row in rows.values()) or all(
            page.kept.counted.get((key, rate), (0, 0))[1] < TOO_FEW and rows[key] is None for key in keys
        )
        for key in keys[:1] if pooled else keys:
            own = page.kept.counted.get((key, rate), (0, 0))
            seen = page.kept.seen(key, rate) if not pooled else _all(page, rate)
            found.append(
                _rate(rate, gettext("All levels") if pooled else levels.get(key, key), rows[key], seen)
                | {"all": not pooled and seen != own}
            )
    return found


def _all(page: OutlookPage, rate: str) -> tuple[int, int]:
    each = [pair for (_level, name), pair in page.kept.counted.items() if name == rate]
    return sum(pair[0] for pair in each), sum(pair[1] for pair in each)


def _rate(rate: str, level: str, row: Row | None, seen: tuple[int, int]) -> dict[str, Any]:
    events, exposed = seen
    few = exposed < TOO_FEW
    used = ""
    if row is not None:
        used = f"{figure(row['value'])} %"
        if row["low"] != row["high"]:
            used += f" ({figure(row['low'])}–{figure(row['high'])} %)"
    elif not few:
        used = f"{figure(round(100 * events / exposed, 1))} %"
    return {
        "key": rate, "rate": gettext(words.RATES[rate]), "level": level, "used": used, "typed": row is not None,
        "why": row["why"] if row is not None else "", "events": events, "exposed": exposed, "few": few,
    }  # fmt: skip


def quarter_rows(page: OutlookPage) -> list[dict[str, Any]]:
    """Quarter after quarter: what is expected, between what, and what is done."""
    if page.reckoned is None or page.question is None:
        return []
    return [
        {
            "begins": quarter_begins(quarter.number, page.line.taken_on),
            "after": quarter.number >= page.question.ends,
            "needed": quarter.needed,
            "there": round(quarter.covering, 1),
            "low": round(page.reckoned.bands.covering[quarter.number][0]),
            "high": round(page.reckoned.bands.covering[quarter.number][-1]),
            "chance": round(100 * page.reckoned.bands.chance_covered[quarter.number]),
            "covered": quarter.is_covered,
            "trained": quarter.trained,
            "courses": quarter.courses,
            "spent": round(quarter.spent),
            "short": gettext(told_words.SHORT[quarter.short_of.value]) if quarter.short_of else "",
        }
        for quarter in page.reckoned.quarters
    ]


def told_rows(page: OutlookPage, levels: dict[str, str], names: Named) -> dict[str, list[dict[str, Any]]]:
    """The rows of each family with what their fields are called."""
    return {
        family: [
            {
                "no": row["no"],
                "why": row["why"],
                "cells": [
                    (gettext(told_words.FIELDS[f.name]), _told(f.kind, row[f.name], levels, page.currency, f.name))
                    for f in fields
                    if f.name != "why"
                ],
            }
            for row in page.rows.get(family, [])
        ]
        for family, fields in FAMILIES.items()
    }


MONEY = frozenset({"amount", "cost", "refresh"})


def _told(kind: str, value: Any, levels: dict[str, str], currency: str, name: str) -> str:
    if kind == "level":
        return levels.get(value, value) if value else gettext("All levels")
    if kind == "what":
        return gettext(words.RATES[value])
    if kind == "day":
        return day(date.fromisoformat(value)) if value else ""
    if kind in {"number", "decimal"}:
        return f"{figure(value)} {currency}" if name in MONEY else str(figure(value))
    return str(value)


def needed_told(page: OutlookPage) -> dict[str, Any]:
    """How many trainers are needed now, and where that figure comes from."""
    now = needed(page.rows, page.kept, page.line.taken_on, 0)
    return {"now": now, "people": page.kept.people, "of_needs": of_needs(page.rows, page.kept)}


def beside(pages: Iterable[OutlookPage]) -> list[tuple[str, list[str]]]:
    """Outlooks side by side: what follows from each, row by row."""
    columns = list(pages)
    rows: tuple[tuple[str, Callable[[OutlookPage], str]], ...] = (
        (gettext("Stands alone"), _stands),
        (gettext("Futures of 100 in which it holds"), lambda p: _of(p, lambda r: figure(round(100 * r.bands.alone)))),
        (gettext("Break-even"), _even),
        (gettext("To be trained a year"), lambda p: _of(p, lambda r: _finite(4 * r.told.trained_a_quarter))),
        (gettext("Fewest trainers after the end"), lambda p: _of(p, lambda r: _fewest(p, r))),
        (gettext("Money spent in all quarters"), lambda p: _of(p, lambda r: _spent(p, r))),
    )
    return [(label, [tell(page) for page in columns]) for label, tell in rows]


def _fewest(page: OutlookPage, found: Reckoned) -> str:
    ends = page.question.ends if page.question is not None else 0
    return figure(round(min(quarter.covering for quarter in found.quarters[ends:]), 1))


def _spent(page: OutlookPage, found: Reckoned) -> str:
    return f"{figure(round(sum(quarter.spent for quarter in found.quarters)))} {page.currency}"


def _of(page: OutlookPage, tell: Callable[[Reckoned], str]) -> str:
    return tell(page.reckoned) if page.reckoned is not None else "–"


def _finite(value: float) -> str:
    return "–" if isinf(value) else str(figure(round(value, 1)))


def _stands(page: OutlookPage) -> str:
    if page.reckoned is None:
        return gettext("something has to be typed first")
    if page.reckoned.told.fails is not None:
        return gettext("no")
    return gettext("yes") if page.reckoned.bands.alone >= SURE else gettext("perhaps")


def _even(page: OutlookPage) -> str:
    if page.reckoned is None:
        return "–"
    found = page.reckoned.told.break_even
    return begins(page, found) if found is not None else gettext("not within ten years")
