"""Who does what by law, who informs whom, and a page for each body."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.law import queries as law
from kerege.law.words.duties import MODES, Mode
from kerege.law.words.duties_refused import NO_TOPIC, UNKNOWN_BODY
from kerege.lib.refusal import N_, Refusal
from kerege.web.activities import lists
from kerege.web.law import duties_wording as wording
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.navigation import address

LAID_DOWN = (N_("Act"), N_("Obligation"), N_("Provision"), N_("Since"), N_("Until"))
SAID = (N_("Source"), N_("As of"), N_("Provisional"), N_("Note"))
DUTIES = (N_("Country"), N_("Body"), N_("Topic"), N_("Part"), N_("What"), *LAID_DOWN, *SAID)
INFORMING = (
    *(N_("Country"), N_("Who informs"), N_("Whom"), N_("Of what"), N_("In which form"), N_("By when"), N_("Period")),
    *(N_("Mode"), N_("Who may switch to it"), *LAID_DOWN, *SAID),
)


@require_GET
@asks(topic=a_line(40), body=a_line(60))
def duties(request: HttpRequest) -> HttpResponse:
    """The bodies of each country and the topics in which the law gives them something to do. `?format=` is a file."""
    choice = lists.chosen(request)
    asked = {name: request.GET.get(name, "") for name in ("topic", "body")}
    topics = law.topics(lang=choice.lang)
    if asked["topic"] and asked["topic"] not in dict(topics):
        raise Refusal(NO_TOPIC, field="topic", key=asked["topic"])
    bodies = law.bodies(request.viewer, on=choice.on)
    _check_body(asked["body"], bodies)
    found = law.duties(request.viewer, on=choice.on, country=choice.country, topic=asked["topic"], body=asked["body"])
    names = lists.names_of({line.territory for line in found} | {choice.country}, choice)
    found.sort(key=lambda line: names[line.territory].sort_key)
    shown = [wording.duty(line, bodies, choice.lang) for line in found]
    if choice.format:
        rows = [_duty_cells(row, names) for row in shown]
        table = lists.table(request.viewer, gettext("Who does what"), DUTIES, rows, choice)
        return respond(request, table, filename=f"kerege-duties-{choice.on}", format=choice.format)
    context = {
        "choice": choice,
        "asked": asked,
        "topics": topics,
        "bodies": _choices(bodies, choice),
        "countries": lists.countries(choice.on, choice.lang),
        "matrices": [
            {"country": names[code]} | _matrix([row for row in shown if row["line"].territory == code], topics)
            for code in dict.fromkeys(line.territory for line in found)
        ],
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/duties.html", context)


def _matrix(rows: list[dict[str, Any]], topics: list[tuple[str, str]]) -> dict[str, Any]:
    """Topics down and bodies across; the last column is for what no body is named for. Cells without a duty are empty,
    which says that nothing is known here and not that nobody has the task.
    """
    heads = {row["line"].body: row["body"] for row in rows}
    keys = sorted((key for key in heads if key), key=lambda key: heads[key]["title"]) + [
        key for key in heads if not key
    ]
    there = [key for key, _label in topics if any(row["line"].topic == key for row in rows)]
    return {
        "heads": [heads[key] for key in keys],
        "rows": [
            {
                "topic": dict(topics)[topic],
                "cells": [
                    {
                        "head": heads[key],
                        "duties": [r for r in rows if (r["line"].topic, r["line"].body) == (topic, key)],
                    }
                    for key in keys
                ],
            }
            for topic in there
        ],
        "unknown": [label for key, label in topics if key not in there],
    }


@require_GET
@asks(mode=one_of(Mode), body=a_line(60))
def informing(request: HttpRequest) -> HttpResponse:
    """Who informs whom, of what and by when, by country and sender. With a mode, what holds in it."""
    choice = lists.chosen(request)
    asked = {name: request.GET.get(name, "") for name in ("mode", "body")}
    bodies = law.bodies(request.viewer, on=choice.on)
    _check_body(asked["body"], bodies)
    found = law.information_duties(
        request.viewer, on=choice.on, country=choice.country, mode=asked["mode"], body=asked["body"]
    )
    names = lists.names_of({line.territory for line in found} | {choice.country}, choice)
    found.sort(key=lambda line: names[line.territory].sort_key)
    shown = [wording.informing(line, bodies, choice.lang) for line in found]
    if choice.format:
        rows = [_informing_cells(row, names) for row in shown]
        table = lists.table(request.viewer, gettext("Who informs whom"), INFORMING, rows, choice)
        return respond(request, table, filename=f"kerege-information-duties-{choice.on}", format=choice.format)
    countries = lists.countries(choice.on, choice.lang)
    known = {line.territory for line in found}
    context = {
        "choice": choice,
        "asked": asked,
        "modes": lists.options(MODES, asked["mode"]),
        "bodies": _choices(bodies, choice),
        "countries": countries,
        "groups": _by_sender(shown, names),
        "unknown": [] if asked["body"] else [c for c in countries if c.code not in known and _meant(c.code, choice)],
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/informing.html", context)


def _meant(code: str, choice: lists.Choice) -> bool:
    return choice.country in {"", code}


def _by_sender(shown: list[dict[str, Any]], names: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Countries by name, in them senders, each with what they tell."""
    groups: list[dict[str, Any]] = []
    for row in shown:
        code, sender = row["line"].territory, row["line"].sender
        if not groups or groups[-1]["code"] != code:
            groups.append({"code": code, "country": names[code], "senders": []})
        senders = groups[-1]["senders"]
        if not senders or senders[-1]["sender"]["key"] != sender:
            senders.append({"sender": row["sender"], "rows": []})
        senders[-1]["rows"].append(row)
    return groups


@require_GET
@asks()
def body(request: HttpRequest, key: str) -> HttpResponse:
    """A body: its names, its days, who followed whom, what it does and with whom it exchanges what."""
    choice = lists.chosen(request)
    page = law.body(request.viewer, key, on=choice.on)
    line = page.line
    title = wording.title_of(key, page.bodies, choice.lang)
    context = {
        "line": line,
        "title": title,
        "others": [(tag, text) for tag, text in line.titles.items() if text != title["title"]],
        "country": lists.names_of([line.territory], choice)[line.territory] if line.territory else None,
        "parent": wording.title_of(line.parent, page.bodies, choice.lang) if line.parent else None,
        "successor": wording.title_of(line.successor, page.bodies, choice.lang) if line.successor else None,
        "before": [wording.title_of(each, page.bodies, choice.lang) for each in line.before],
        "duties": [wording.duty(each, page.bodies, choice.lang) for each in page.duties],
        "tells": [wording.informing(each, page.bodies, choice.lang) for each in page.tells],
        "is_told": [wording.informing(each, page.bodies, choice.lang) for each in page.is_told],
        "trail": [(gettext("Law"), address("law")), (gettext("Who does what"), address("law_duties"))],
    }
    return render(request, "law/body.html", context)


def _check_body(key: str, bodies: Mapping[str, law.BodyLine]) -> None:
    if key and key not in bodies:
        raise Refusal(UNKNOWN_BODY, field="body", key=key)


def _choices(bodies: Mapping[str, law.BodyLine], choice: lists.Choice) -> list[tuple[str, str]]:
    """(key, title) of the bodies of the country that is chosen and of none; of all where none is."""
    told = [
        (key, f"{wording.title_of(key, bodies, choice.lang)['title']} ({line.territory})".removesuffix(" ()"))
        for key, line in bodies.items()
        if line.territory in {"", choice.country} or not choice.country
    ]
    return sorted(told, key=lambda each: each[1].casefold())


def _laid_down(row: dict[str, Any]) -> list[Any]:
    line, told = row["line"], row["basis"]["told"]
    return [told.act, told.obligation, told.provision, line.start, line.until]


def _said(row: dict[str, Any]) -> list[Any]:
    line, told = row["line"], row["basis"]["told"]
    return [told.source, told.source_as_of, gettext("yes") if line.provisional else gettext("no"), line.note]


def _duty_cells(row: dict[str, Any], names: Mapping[str, Any]) -> list[Any]:
    body = row["body"]["title"] if row["body"] else gettext("not named")
    return [names[row["line"].territory], body, row["topic"], row["part"], row["what"], *_laid_down(row), *_said(row)]


def _informing_cells(row: dict[str, Any], names: Mapping[str, Any]) -> list[Any]:
    line, switch = row["line"], row["switched_by"]
    return [
        *(names[line.territory], row["sender"]["title"], row["recipient"]["title"], row["what"], row["form"]),
        *(row["by_when"], line.period, row["mode"], switch["title"] if switch else ""),
        *_laid_down(row),
        *_said(row),
    ]
