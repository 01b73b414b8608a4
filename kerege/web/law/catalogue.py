"""The catalogue of obligations: the list, one obligation with whom it binds, and an instrument with its versions."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.law import queries as law
from kerege.law.rules.applying import Answer
from kerege.law.words.catalogue import (
    FORCES,
    LINK_RELATIONS,
    LINKED_BY,
    MODALITIES,
    OBLIGATION_KINDS,
    SECTORS,
    TEXT_STATES,
    Force,
    ObligationKind,
)
from kerege.law.words.instruments import INSTRUMENT_KINDS
from kerege.law.words.parties import APPLICABILITIES, STANDINGS, Applies, Standing
from kerege.law.words.releases import UNKNOWN_INSTRUMENT
from kerege.lib.refusal import N_, Refusal
from kerege.web.activities import lists
from kerege.web.shell.asked import a_line, an_order, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

SORTS = ("key", "instrument", "topic", "kind", "force")
HEADINGS = (
    *(N_("Key"), N_("Obligation"), N_("Language"), N_("Instrument"), N_("Place"), N_("Topic"), N_("Kind")),
    *(N_("Force"), N_("Since version"), N_("Verified"), N_("Read in"), N_("Source"), N_("Applies")),
)


@require_GET
@asks(
    instrument=a_line(30),
    topic=a_line(40),
    kind=one_of(ObligationKind),
    force=one_of(Force),
    verified=one_of("yes", "no"),
    applies=one_of(Applies),
    text=a_line(100),
    sort=an_order(SORTS),
)
def obligations(request: HttpRequest) -> HttpResponse:
    """What instruments ask; with a country, whether it applies there on the day. `?format=` is a file."""
    choice = lists.chosen(request)
    asked = {name: request.GET.get(name, "") for name in ("instrument", "topic", "force", "verified", "applies")}
    known = law.instruments(on=choice.on, lang=choice.lang)
    if asked["instrument"] and asked["instrument"] not in {each.key for each in known}:
        raise Refusal(UNKNOWN_INSTRUMENT, field="instrument", key=asked["instrument"])
    wanted = {name: asked[name] for name in ("instrument", "topic", "force", "verified")}
    found = law.obligations(
        on=choice.on,
        lang=choice.lang,
        choice=law.ObligationChoice(kind=choice.kind, text=choice.text, **wanted),
    )
    answers: Mapping[str, Answer] = {}
    if choice.country:
        answers = law.applying([choice.country], on=choice.on)[choice.country]
        if asked["applies"]:
            found = [line for line in found if answers[line.key].value == asked["applies"]]
    if choice.sort:
        order = choice.sort.removeprefix("-")
        found = sorted(found, key=lambda line: str(getattr(line, order)), reverse=choice.sort.startswith("-"))
    if choice.format:
        rows = [_cells(line, answers) for line in found]
        table = lists.table(request.viewer, gettext("Obligations"), HEADINGS, rows, choice, _release(choice.lang))
        return respond(request, table, filename="kerege-obligations", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    held = {line.key for line in found}
    context = {
        "page": page,
        "rows": [_shown(line, answers) for line in page],
        "total": len(found),
        "provisional": sum(not line.verified for line in found),
        "choice": choice,
        "asked": asked,
        "release": _release(choice.lang),
        "countries": lists.countries(choice.on, choice.lang),
        "instruments": [each for each in known if each.key == asked["instrument"] or held],
        "topics": law.topics(lang=choice.lang),
        "kinds": lists.options(OBLIGATION_KINDS, choice.kind),
        "forces": lists.options(FORCES, asked["force"]),
        "applicabilities": lists.options(APPLICABILITIES, asked["applies"]),
    }
    return render(request, "law/obligations.html", context)


def _release(lang: str) -> str:
    found = law.releases(lang=lang)
    if not found:
        return gettext("No release of the catalogue is here yet")
    told = {"version": found[0].version, "day": found[0].published_on.isoformat(), "hash": found[0].sha256[:12]}
    return gettext("Release %(version)s of %(day)s, sha256 %(hash)s…") % told


def _shown(line: law.ObligationLine, answers: Mapping[str, Answer]) -> dict[str, Any]:
    answer = answers.get(line.key)
    return {
        "line": line,
        "kind": word_of(OBLIGATION_KINDS, line.kind),
        "force": word_of(FORCES, line.force),
        "applies": told_answer(answer) if answer else "",
    }


def told_answer(answer: Answer) -> str:
    """An answer in words: what is not listed is not called unknown."""
    if answer.status == Standing.NOT_LISTED:
        return word_of(STANDINGS, Standing.NOT_LISTED)
    return word_of(APPLICABILITIES, answer.value)


def _cells(line: law.ObligationLine, answers: Mapping[str, Answer]) -> list[Any]:
    answer = answers.get(line.key)
    return [
        *(line.key, line.statement, line.lang, line.instrument_name, line.provision, line.topic_label),
        *(word_of(OBLIGATION_KINDS, line.kind), word_of(FORCES, line.force), line.since),
        *(gettext("yes") if line.verified else gettext("provisional"), line.verified_via, line.source),
        told_answer(answer) if answer else "",
    ]


@require_GET
@asks()
def obligation(request: HttpRequest, key: str) -> HttpResponse:
    """One obligation: its sentence, its place, its links, and whom it binds on the day."""
    choice = lists.chosen(request)
    found = law.obligation(key, on=choice.on, lang=choice.lang)
    line = found.line
    context = {
        **_shown(line, {}),
        "modality": word_of(MODALITIES, line.modality),
        "sector": word_of(SECTORS, line.sector),
        "state": word_of(TEXT_STATES, line.state) if line.state else "",
        "links": [
            (word_of(LINK_RELATIONS if link.outwards else LINKED_BY, link.relation), link) for link in found.links
        ],
        "stated": found.stated,
        "bound": _bound(line, choice),
        "trail": [(gettext("Law"), address("law")), (gettext("Obligations"), address("obligations"))],
    }
    return render(request, "law/obligation.html", context)


def _bound(line: law.ObligationLine, choice: lists.Choice) -> list[dict[str, Any]]:
    """The countries by name, each with the answer and the status on which it rests."""
    codes = law.table_countries(on=choice.on)
    answers = law.applying(codes, on=choice.on, obligations=[line.key])
    stands: dict[str, law.StandingLine] = {}
    for stand in law.standings(on=choice.on, instrument=line.instrument, lang=choice.lang):
        stands[stand.territory] = stand
    names = lists.names_of(codes, choice)
    rows = [
        {
            "country": names[code],
            "told": told_answer(answers[code][line.key]),
            "value": answers[code][line.key].value,
            "verified": answers[code][line.key].verified,
            "stand": stands.get(code),
            "status": word_of(STANDINGS, stands[code].status) if code in stands else "",
        }
        for code in codes
    ]
    return sorted(rows, key=lambda row: row["country"].sort_key)


@require_GET
@asks()
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One instrument: how far it binds, its versions and what each of them brought."""
    choice = lists.chosen(request)
    found = law.instrument(key, on=choice.on, lang=choice.lang)
    context = {
        "found": found,
        "kind": word_of(INSTRUMENT_KINDS, found.kind),
        "force": word_of(FORCES, found.force) if found.force else "",
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/instrument.html", context)
