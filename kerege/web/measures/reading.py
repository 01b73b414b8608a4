"""The reader: a measure on a day, in one language or in two side by side, with what does not hold."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.law.queries import measures as queries
from kerege.law.queries import texts
from kerege.law.queries.measures import MeasureLine
from kerege.law.queries.texts import ProvisionLine, Reading
from kerege.law.rules.akn import uris
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.measures import ALIAS_SCHEMES, EVENT_KINDS, SOURCE_KINDS, STANDINGS, SourceKind
from kerege.lib.tables import Table
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.web.measures import linked, versions, wording
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.asof import on_date
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.figures import figure
from kerege.web.shell.wording import word_of


@require_GET
@asks(language=one_of(LANGUAGES), beside=one_of(LANGUAGES))
def measure(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A measure by its address (FRBR), also with a language and a day, or a part: /akn/kz/act/…/rus@2022-11-22."""
    uri = uris.parse(f"/akn/{rest}")
    if uri.portion:
        return redirect(f"{wording.address(uri.expression)}#{uri.portion}")
    on = on_date(request) if "on" in request.GET or not uri.on else _day(uri.on) or on_date(request)
    line = queries.measure(request.viewer, uri.work, on=on)
    first = _chosen(line, request.GET.get("language") or uri.language or "")
    second = request.GET.get("beside", "")
    shown = texts.reading(request.viewer, line, language=first, on=on)
    beside = texts.reading(request.viewer, line, language=second, on=on) if second and second != first else None
    if wanted := request.GET.get("format"):
        if wanted == "jsonld":
            return JsonResponse(linked.described(line, shown, request), content_type="application/ld+json")
        return respond(request, _table(line, shown, beside), filename=f"law-{on}", format=wanted)
    return render(request, "measures/measure.html", _context(request, line, shown, beside, on))


@require_GET
def content(request: HttpRequest, uid: object) -> HttpResponse:
    """The bytes of a text, as they came."""
    line, found = texts.content(request.viewer, str(uid))
    name = f"{line.language}-{line.start}.xml"
    return attached(request, lambda: found, media_type="application/akn+xml", filename=name)


def _day(stated: str) -> date | None:
    return date.fromisoformat(stated) if len(stated) == 10 else None


def _chosen(line: MeasureLine, asked: str) -> str:
    """The language asked for, else the reader's, else the first that there is."""
    if asked:
        return asked
    there = [each.language for each in line.texts]
    mine = [code for code, tag in LANGUAGES.items() if tag == (get_language() or "en").split("-")[0]]
    return next((code for code in (*mine, "rus", *there) if code in there), there[0] if there else "rus")


def _context(
    request: HttpRequest, line: MeasureLine, shown: Reading, beside: Reading | None, on: date
) -> dict[str, Any]:
    lang = get_language() or "en"
    names = atlas.display_names({line.territory}, lang=lang, on=on)
    there = wording.languages(dict.fromkeys(each.language for each in line.texts))
    return wording.shown(line, lang) | {
        "country": names[line.territory],
        "on": on,
        "first": shown,
        "second": beside,
        "compared": versions.beside(line, shown.line),
        "first_name": wording.language(shown.language),
        "second_name": wording.language(beside.language) if beside else "",
        "first_tag": LANGUAGES[shown.language],
        "second_tag": LANGUAGES[beside.language] if beside else "",
        "banners": list(dict.fromkeys([*banners(shown), *(banners(beside) if beside else ())])),
        "rows": _rows(shown, beside),
        "contents": [each for each in shown.provisions if each.depth < 2 and (each.num or each.heading)],
        "choices": there,
        "days": _days(line, on),
        "texts": [(each, wording.language(each.language), word_of(SOURCE_KINDS, each.kind)) for each in line.texts],
        "events": [
            (each, word_of(EVENT_KINDS, each.kind), wording.address(each.by) if each.by else "")
            for each in reversed(line.events)
        ],
        "changes": [
            (wording.address(uri), *wording.named(titles, lang))
            for uri, titles in queries.changed_by(request.viewer, line).items()
        ],
        "losses": wording.told_losses(shown.line.losses) if shown.line else [],
        "aliases": [(word_of(ALIAS_SCHEMES, scheme), number) for scheme, number in line.aliases],
        "records": may(request.actor, Deed.RECORD_LAW, line.owner),
        "eli": linked.eli(line, shown),
        "delegated": wording.address(line.delegated_from) if line.delegated_from else "",
    }


def _rows(shown: Reading, beside: Reading | None) -> list[dict[str, Any]]:
    pairs = texts.side_by_side(shown.provisions, beside.provisions if beside else ())
    return [{"first": _part(pair.first), "second": _part(pair.second)} for pair in pairs]


def _part(line: ProvisionLine | None) -> dict[str, Any] | None:
    if line is None:
        return None
    standing = "" if line.holds else word_of(STANDINGS, line.standing)
    return {"line": line, "standing": standing, "lines": line.text.split("\n") if line.text else []}


def _days(line: MeasureLine, on: date) -> list[tuple[date, bool]]:
    """The days on which something changes, with the one that the text shown rests on."""
    days = {each.start for each in line.texts} | {each.until for each in line.texts if each.until}
    days |= {each.counts_from for each in line.events if each.counts_from}
    reached = max((day for day in days if day <= on), default=None)
    return [(day, day == reached) for day in sorted(days)]


def banners(shown: Reading) -> list[tuple[str, str]]:
    """What a reader has to know before the first word, each with its weight."""
    said: list[tuple[str, str]] = []
    name = wording.language(shown.language)
    if shown.line is None:
        return [("warn", gettext("No text in this language holds on this day: %(language)s.") % {"language": name})]
    if shown.line.kind == SourceKind.SUMMARY:
        said.append(("warn", gettext("Summary only: the text of the measure is not here. It is no wording to cite.")))
    elif shown.line.kind != SourceKind.OFFICIAL:
        said.append(("warn", f"{word_of(SOURCE_KINDS, shown.line.kind)}: {name}"))
    if count := len(shown.at.pending):
        said.append(("warn", gettext("Known amendments not applied: %(count)s.") % {"count": figure(count)}))
    if count := len(shown.not_in_force):
        said.append(("warn", gettext("Provisions not in force: %(count)s.") % {"count": figure(count)}))
    if shown.line.losses and not shown.line.editable:
        said.append(("", gettext("What this text lost when it was brought in is told below.")))
    return said


def _table(line: MeasureLine, shown: Reading, beside: Reading | None) -> Table:
    """The text as rows, for a file or on paper."""
    first, second = wording.language(shown.language), wording.language(beside.language) if beside else ""
    lang = get_language() or "en"
    headings = [gettext("Part"), gettext("Number"), first, gettext("State")]
    rows = []
    for pair in texts.side_by_side(shown.provisions, beside.provisions if beside else ()):
        one = pair.first or pair.second
        if one is None:
            continue
        cells = [one.eid, one.num, _words(pair.first), "" if one.holds else word_of(STANDINGS, one.standing)]
        rows.append(tuple([*cells, _words(pair.second)] if beside else cells))
    return Table(
        title=wording.named(line.titles, lang)[0],
        headings=tuple([*headings, second] if beside else headings),
        rows=rows,
        lang=lang,
        rtl=get_language_bidi(),
    )


def _words(line: ProvisionLine | None) -> str:
    return "\n".join(each for each in (line.heading, line.text) if each) if line else ""
