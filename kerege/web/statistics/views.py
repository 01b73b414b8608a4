"""The pages of statistics. Every figure opens to the list behind it, for those who may read that list."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.inventory.queries import statistics
from kerege.inventory.queries.statistics import SHOWN, Counted
from kerege.inventory.words import STAFF_ROLES
from kerege.inventory.words.equipment import EQUIPMENT_KINDS, EquipmentKind
from kerege.inventory.words.statistics import CLOSED, DIMENSIONS, ITEM_STATES, Dimension
from kerege.web.activities import lists
from kerege.web.inventory.wording import options
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.statistics.asking import Wanted, wanted
from kerege.web.statistics.tables import equipment_table, facilities_table, staff_table
from kerege.web.statistics.wording import Names, cell, in_order, label, opens, protection


@require_GET
@asks(rows=one_of(Dimension), columns=one_of(Dimension), row=a_line(60), column=a_line(60))
def facilities(request: HttpRequest) -> HttpResponse:
    """Facilities counted by two things at once. `?format=` is a file, `?row=` and `?column=` open one figure."""
    asked = wanted(request)
    found = statistics.counted(asked.table)
    names = lists.names_of(_countries(asked, found), asked.base)
    if asked.base.format:
        table = facilities_table(request.viewer, found, asked, names)
        return respond(request, table, filename="kerege-statistics", format=asked.base.format)
    context = _common(asked, "statistics") | {
        "rows_by": options(DIMENSIONS, asked.table.rows),
        "columns_by": options(DIMENSIONS, asked.table.columns),
        "total": found.facilities,
        "protection": protection(found),
        **_grid(found, asked, names),
        **_bars(found, asked, names),
        **_behind(asked, names),
    }
    return render(request, "statistics/facilities.html", context)


@require_GET
@asks()
def staff(request: HttpRequest) -> HttpResponse:
    """How many people work in which role, of the cards whose numbers the reader may read."""
    asked = wanted(request)
    found = statistics.staff_numbers(asked.table)
    if asked.base.format:
        table = staff_table(request.viewer, found, asked)
        return respond(request, table, filename="kerege-staff", format=asked.base.format)
    rows = [(gettext(word), *found[role]) for role, word in STAFF_ROLES.items() if role in found]
    people = [(name, count) for name, _, count in rows]
    context = _common(asked, "statistics_staff") | {
        "lines": rows,
        "bars": people,
        "most": max((count for _, count in people), default=0),
        "by_role": _address(asked, "statistics", rows=Dimension.STAFF, columns=Dimension.COUNTRY),
    }
    return render(request, "statistics/staff.html", context)


@require_GET
@asks()
def equipment(request: HttpRequest) -> HttpResponse:
    """Items of each kind by how they stand for whoever plans with them."""
    asked = wanted(request)
    found = statistics.equipment(asked.table)
    if asked.base.format:
        table = equipment_table(request.viewer, found, asked)
        return respond(request, table, filename="kerege-equipment-statistics", format=asked.base.format)
    kinds = [kind for kind in EquipmentKind if any((kind, state) in found for state in ITEM_STATES)]
    grid = [
        (gettext(EQUIPMENT_KINDS[kind]), [(found.get((kind, s), 0), _items(asked, kind, s)) for s in ITEM_STATES])
        for kind in kinds
    ]
    sums = [(gettext(word), sum(found.get((kind, s), 0) for kind in kinds)) for s, word in ITEM_STATES.items()]
    context = _common(asked, "statistics_equipment") | {
        "states": [gettext(word) for word in ITEM_STATES.values()],
        "lines": grid,
        "bars": sums,
        "most": max((n for _, n in sums), default=0),
    }
    return render(request, "statistics/equipment.html", context)


def _common(asked: Wanted, here: str) -> dict[str, Any]:
    pages = (
        ("statistics", gettext("Facilities")),
        ("statistics_staff", gettext("Staff")),
        ("statistics_equipment", gettext("Equipment")),
    )
    base = asked.base
    return {
        "tabs": [(name, _address(asked, page), page == here) for page, name in pages],
        "choice": base,
        "countries": lists.countries(base.on, base.lang),
    }


def _address(asked: Wanted, page: str, **said: str) -> str:
    told = {"country": asked.base.country, **said}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{reverse(page)}?{query}" if query else reverse(page)


def _countries(asked: Wanted, found: Counted) -> set[str]:
    of = {Dimension(asked.table.rows): found.rows, Dimension(asked.table.columns): found.columns}
    return set(of.get(Dimension.COUNTRY, ()))


def _grid(found: Counted, asked: Wanted, names: Names) -> dict[str, Any]:
    """The table: headings, and lines of a label, the number of facilities, and a cell for each column."""
    table, counts = asked.table, asked.table.rows not in CLOSED
    columns = in_order(table.columns, found.columns, names)
    lines = [
        {
            "label": label(table.rows, row, names),
            "of": found.of.get(row, 0),
            "href": opens(asked, row) if counts and found.of.get(row) else "",
            "cells": [(label(table.columns, c, names), cell(found, row, c, asked)) for c in columns],
        }
        for row in in_order(table.rows, found.rows, names)
    ]
    return {
        "row_name": gettext(DIMENSIONS[table.rows]),
        "column_name": gettext(DIMENSIONS[table.columns]),
        "headings": [label(table.columns, column, names) for column in columns],
        "lines": lines,
        "counts": counts,
    }


def _bars(found: Counted, asked: Wanted, names: Names) -> dict[str, Any]:
    rows = in_order(asked.table.rows, found.of, names)
    return {
        "bars": [(label(asked.table.rows, row, names), found.of[row]) for row in rows],
        "most": max(found.of.values(), default=0),
    }


def _behind(asked: Wanted, names: Names) -> dict[str, Any]:
    """The list behind the figure that was opened."""
    if not asked.opened:
        return {}
    lines, total = statistics.behind(asked.table, asked.row, asked.column, lang=asked.base.lang)
    sides = ((asked.table.rows, asked.row), (asked.table.columns, asked.column))
    return {
        "opened": [_named(dimension, value, names) for dimension, value in sides],
        "behind": lines,
        "behind_total": total,
        "behind_more": total > SHOWN,
    }


def _named(dimension: Dimension, value: str, names: Names) -> Any:
    """A value that stood in the address, which may be none of its vocabulary."""
    try:
        return label(dimension, value, names)
    except (KeyError, ValueError):
        return value


def _items(asked: Wanted, kind: str, state: str) -> str:
    return _address(asked, "equipment", kind=kind, state=state, on=asked.base.on.isoformat())
