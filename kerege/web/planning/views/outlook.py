"""The page of an outlook: what is left when the money ends, what would be enough, and on what that rests."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kerege.lib.refusal import Refusal
from kerege.planning import actions, queries
from kerege.planning.queries import OutlookPage
from kerege.planning.rules.outlooks import quarter_begins
from kerege.planning.words import outlooks as told_words
from kerege.web.activities import lists
from kerege.web.planning import drawing
from kerege.web.planning import outlook_wording as wording
from kerege.web.planning.wording import Named, named
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.middleware import note_refused, told


@require_GET
@asks(beside=a_line(40))
def outlook(request: HttpRequest, uid: object) -> HttpResponse:
    """One outlook, for whoever asks for its owner; `?beside=` puts another one at its side."""
    choice = lists.chosen(request)
    page = queries.outlook(request.viewer, uid, request.actor)
    context, names = about(request, page, "outlook"), named(request)
    levels: dict[str, str] = context["levels"]
    _found, changed = queries.observed_now(request.viewer, uid, request.actor, on=choice.on)
    others = [line for line in queries.outlooks(request.viewer, request.actor) if line.uid != page.line.uid]
    context |= {
        "changed": changed,
        "verdict": wording.verdict(page, context["country"]),
        "lacking": [sentence(each, levels) for each in page.lacking],
        "quarters": wording.quarter_rows(page),
        "stock": wording.stock_rows(page, levels),
        "rates": wording.rate_rows(page, levels),
        "needed": wording.needed_told(page),
        "versions": [_version(each) for each in queries.versions(request.viewer, uid, request.actor)],
        "others": others,
        **_charts(page),
        **_beside(request, page, names, {line.uid for line in others}),
    }
    return render(request, "planning/outlook.html", context)


def about(request: HttpRequest, page: OutlookPage, here: str) -> dict[str, Any]:
    """What every page of an outlook says of it."""
    choice, names = lists.chosen(request), named(request)
    note_offered(request, lists.names_of({page.line.territory} - {"REG"}, choice).values())
    kinds = {
        "outlook": gettext("Outlook"),
        "outlook_told": gettext("What it rests on"),
        "outlook_people": gettext("People behind it"),
    }
    levels = queries.levels_of(page.line.owner, page.line.scheme, on=choice.on, lang=choice.lang)
    scope = (names.language(page.line.language), names.topic(page.line.curriculum))
    return {
        "page": page,
        "line": page.line,
        "country": names.country(page.line.territory),
        "scope": " · ".join(each for each in scope if each),
        "levels": {key: name or gettext(told_words.PART_ONE) for key, name in levels.items()},
        "tabs": [(label, name, name == here) for name, label in kinds.items()],
    }


def sentence(refusal: Refusal, levels: Mapping[str, str]) -> str:
    """A refusal of an outlook, with its row as people call it."""
    row = str(refusal.data.get("row", ""))
    return (
        told(Refusal(refusal.word, **{**refusal.data, "row": wording.refused_row(row, dict(levels))}))
        if row
        else told(refusal)
    )


def _charts(page: OutlookPage) -> dict[str, Any]:
    if page.reckoned is None or page.question is None:
        return {}
    bands, ends = page.reckoned.bands, page.question.ends
    days = [quarter_begins(n, page.line.taken_on) for n in range(len(bands.covering))]
    years = [(n, str(each.year)) for n, each in enumerate(days) if each.month == 1]
    every = max(1, -(-len(years) // 8))
    after = page.question.cascade.needs(ends)
    swings = [(wording.lever(s.lever), *s.covering) for s in page.reckoned.swings]
    return {
        "fan": drawing.fan(
            bands.covering, [q.needed for q in page.reckoned.quarters], years[::every], ends, gettext("the money ends")
        ),
        "tornado": drawing.tornado(swings, after),
        "swings": [
            {
                "what": wording.lever(s.lever),
                "low": wording.lever_figure(page, s.lever, s.low),
                "high": wording.lever_figure(page, s.lever, s.high),
                "covering": tuple(round(each, 1) for each in s.covering),
                "even": tuple("–" if n is None else wording.begins(page, n) for n in s.break_even),
            }
            for s in page.reckoned.swings
        ],
        "futures": bands.futures,
    }


def _version(line: queries.VersionLine) -> dict[str, Any]:
    family = told_words.FAMILIES.get(line.family, "")
    return {
        "line": line,
        "change": gettext(told_words.CHANGES[line.change]),
        "family": gettext(family) if family else "",
    }


def _beside(request: HttpRequest, page: OutlookPage, names: Named, known: set[str]) -> dict[str, Any]:
    uid = request.GET.get("beside", "")
    if uid not in known:
        return {}
    other = queries.outlook(request.viewer, uid, request.actor)
    mine, theirs = ({(f, str(r)): r for f, rows in _plain(p).items() for r in rows} for p in (page, other))
    levels = queries.levels_of(
        page.line.owner, page.line.scheme, on=page.line.taken_on, lang=lists.chosen(request).lang
    )
    return {
        "other": other.line,
        "beside": wording.beside((page, other)),
        "only_here": _said(page, mine.keys() - theirs.keys(), levels, names),
        "only_there": _said(other, theirs.keys() - mine.keys(), levels, names),
    }


def _plain(page: OutlookPage) -> dict[str, list[dict[str, Any]]]:
    return {f: [{k: v for k, v in r.items() if k not in {"no", "why"}} for r in rows] for f, rows in page.rows.items()}


def _said(page: OutlookPage, keys: set[tuple[str, str]], levels: dict[str, str], names: Named) -> list[str]:
    """The rows that stand only in one of two outlooks, each as a line."""
    plain, said = _plain(page), wording.told_rows(page, levels, names)
    lines = []
    for family, rows in plain.items():
        for row, shown in zip(rows, said.get(family, ()), strict=False):
            if (family, str(row)) in keys:
                cells = ", ".join(f"{label}: {value}" for label, value in shown["cells"] if value)
                lines.append(f"{gettext(told_words.FAMILIES[family])} – {cells}")
    return lines


@require_GET
def people(request: HttpRequest, uid: object) -> HttpResponse:
    """Who stands behind the figures today, as far as the reader may know them, and what became of them."""
    choice = lists.chosen(request)
    page = queries.outlook(request.viewer, uid, request.actor)
    context = about(request, page, "outlook_people")
    levels: dict[str, str] = context["levels"]
    found = queries.behind(request.viewer, uid, request.actor, on=choice.on)
    called = {
        one.key: name or one.number or gettext("Trainer %(number)s") % {"number": at + 1}
        for at, (one, name) in enumerate(found.trainers)
    }
    order = {key: at for at, key in enumerate(page.kept.levels)}
    people = sorted(found.trainers, key=lambda each: order.get(each[0].level, len(order)))
    events = sorted(found.events, key=lambda each: list(told_words.EVENTS).index(each[2]))
    context |= {
        "trainers": [
            {
                "at": f"level-{one.level}",
                "one": one,
                "name": called[one.key],
                "level": levels.get(one.level, one.level),
                "state": gettext("no longer a trainer")
                if one.active is None
                else gettext("active")
                if one.active
                else gettext("dormant"),
            }
            for one, _name in people
        ],
        "events": [
            {
                "day": at,
                "name": called.get(key, ""),
                "level": levels.get(level, level),
                "rate": gettext(told_words.EVENTS[rate]),
                "at": f"event-{rate}",
            }
            for at, level, rate, key in events
        ],
    }
    return render(request, "planning/outlook_people.html", context)


@require_POST
def do(request: HttpRequest, uid: object) -> HttpResponse:
    """Take the records as they stand today, or make another outlook of this one."""
    what, by, outlook = request.POST.get("do", ""), request.actor, str(uid)
    try:
        if what == "retake":
            actions.retake_outlook(by=by, outlook=outlook)
            messages.success(request, gettext("Counted anew."))
        elif what == "copy":
            copied = actions.copy_outlook(by=by, outlook=outlook, title=request.POST.get("title", ""))
            return redirect("outlook_told", uid=copied.uid)
        else:
            queries.outlook(request.viewer, uid, by)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
    return redirect("outlook", uid=uid)
