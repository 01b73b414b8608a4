"""What records rest on: sources, standards with their editions, and law."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import actions
from kerege.atlas import queries as atlas
from kerege.atlas.rules import check_may_cite, may_cite
from kerege.law import queries as law
from kerege.law.words import INSTRUMENT_KINDS, MILESTONE_KINDS, TREATY_ACTS
from kerege.lib.refusal import KNOWN, Refusal
from kerege.lib.tables import Table
from kerege.lib.text import clean_line
from kerege.web.reference import citing, documents, words
from kerege.web.reference.forms import SourceForm
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

A_PAGE = 50
SORTS = {
    "key": lambda s: (s.key[:1], len(s.key), s.key),
    "title": lambda s: s.title.casefold(),
    "date": lambda s: (s.page_date is None, str(s.page_date or s.dated)),
}


@require_http_methods(["GET", "POST"])
def new_source(request: HttpRequest) -> HttpResponse:
    """Record a page or document that facts were read in; open to everybody who records what has to cite one."""
    check_may_cite(request.actor)
    form = SourceForm(request.POST or None)
    if form.is_valid():
        source = attempt(form, lambda: actions.record_source(by=request.actor, **form.cleaned_data))
        if source is not None:
            return redirect("source", key=source.key)
    return render(request, "reference/new_source.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """All sources: `text` filters, `sort` orders, `format` takes them out."""
    typed = request.GET.get("text", "").strip()
    text = clean_line(typed, field="text", max_length=100) if typed else ""
    found = citing.matching(atlas.source_lines().values(), text)
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") in SORTS:
        found = sorted(found, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    if wanted := request.GET.get("format"):
        return respond(request, _table(found), filename="sources", format=wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "sort": sort, "total": len(found), "may_cite": may_cite(request.actor)}
    return render(request, "reference/sources.html", context)


def _table(found: list[atlas.SourceLine]) -> Table:
    return Table(
        title=gettext("Sources"),
        headings=(gettext("Key"), gettext("Title"), gettext("Date of the page"), gettext("Addresses"), gettext("Note")),
        rows=[(s.key, s.title, s.dated, "\n".join(s.addresses), s.note) for s in found],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )


@require_GET
def source(request: HttpRequest, key: str) -> HttpResponse:
    """One source with the records that cite it. Refuses reference.unknown_source (404)."""
    on, lang = on_date(request), get_language() or "en"
    line = atlas.source_lines([key]).get(key)
    if line is None:
        raise Refusal(words.NO_SUCH_SOURCE, key=key[:40])
    context = {
        "source": line,
        "kinds": citing.by_kind(request.viewer, source=key, on=on),
        "relations": citing.relations(source=key, on=on, lang=lang),
        "trail": [(gettext("Sources"), address("sources"))],
    } | documents.shown(request, key)
    return render(request, "reference/source.html", context)


@require_GET
def standards(request: HttpRequest) -> HttpResponse:
    """Standards with the editions published by the day, and what cites an edition that was superseded by then."""
    on = on_date(request)
    editions = atlas.editions(on=on)
    if wanted := request.GET.get("format"):
        return respond(request, _editions_table(editions), filename=f"standards-{on}", format=wanted)
    groups: dict[str, list[atlas.EditionLine]] = {}
    for edition in editions:
        groups.setdefault(edition.standard, []).append(edition)
    context = {"groups": list(groups.items()), "superseded": atlas.superseded_citations(on=on)}
    return render(request, "reference/standards.html", context)


def _editions_table(editions: list[atlas.EditionLine]) -> Table:
    return Table(
        title=gettext("Standards"),
        headings=(
            gettext("Standard"), gettext("Issuer"), gettext("Title"), gettext("Edition"), gettext("Valid from"),
            gettext("Superseded on"), gettext("Replaced by"), gettext("Cited by records"),
        ),
        rows=[(e.standard, e.issuer, e.title, e.edition, e.start, e.end, e.replaced_by, e.citations) for e in editions],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )  # fmt: skip


@require_GET
def law_overview(request: HttpRequest) -> HttpResponse:
    """Instruments, what states did about them and steps of national law, as on the day, by country."""
    on, lang = on_date(request), get_language() or "en"
    chosen = country_code(request)
    territories = (chosen,) if chosen else ()
    viewer = request.viewer
    instruments = law.instruments(on=on, lang=lang)
    statuses = law.statuses(viewer, on=on, territories=territories)
    milestones = law.milestones(viewer, on=on, territories=territories)
    refused = [r for r in law.refused_statuses() if not chosen or r.territory == chosen]
    codes = {x.territory for x in (*statuses, *milestones, *refused)} | {chosen}
    names = atlas.display_names(codes - {""}, lang=lang, on=on)
    if wanted := request.GET.get("format"):
        return respond(request, _law_table(statuses, milestones, names), filename=f"law-{on}", format=wanted)
    titles = {i.key: i.name for i in instruments}
    context = {
        "chosen": names.get(chosen),
        "instruments": [(i, word_of(INSTRUMENT_KINDS, i.kind)) for i in instruments],
        "statuses": [(s, names[s.territory], word_of(TREATY_ACTS, s.act), titles[s.instrument]) for s in statuses],
        "countries": _by_country(milestones, names),
        "refused": [(r, names[r.territory], titles.get(r.instrument, r.instrument), _why(r)) for r in refused],
        "journal_address": _journal(request),
    }
    return render(request, "reference/law.html", context)


def _by_country(milestones: list[law.MilestoneLine], names: Any) -> list[tuple[Any, list[Any]]]:
    """Steps under their countries by name; those of the whole region first, under None."""
    groups: dict[str, list[Any]] = {}
    for m in milestones:
        groups.setdefault(m.territory, []).append((m, word_of(MILESTONE_KINDS, m.kind)))
    ordered = sorted(groups, key=lambda code: names[code].sort_key if code else "")
    return [(names.get(code), groups[code]) for code in ordered]


def _why(refused: law.RefusedStatus) -> tuple[str, str]:
    """What was tried, and the reason of the refusal in the reader's language."""
    acts = {act.value: gettext(name) for act, name in TREATY_ACTS.items()}
    data = refused.data | {"act": acts.get(refused.act, refused.act).lower()}
    return acts.get(refused.act, refused.act), gettext(KNOWN[refused.code].sentence) % data


def _journal(request: HttpRequest) -> str:
    """The refusals in the journal, for those who find the journal in their menu."""
    reads = {"auditor", "focal_point", "secretariat"} & request.viewer.roles
    return f"{address('journal')}?word=law.status" if reads and address("journal") else ""


def _law_table(statuses: list[law.StatusLine], milestones: list[law.MilestoneLine], names: Any) -> Table:
    rows: list[tuple[Any, ...]] = [
        (names.get(m.territory), word_of(MILESTONE_KINDS, m.kind), m.title, m.number, m.first_day, _keys(m))
        for m in milestones
    ]
    rows += [
        (names.get(s.territory), word_of(TREATY_ACTS, s.act), s.instrument, "", s.first_day, _keys(s)) for s in statuses
    ]
    return Table(
        title=gettext("Law"),
        headings=(
            gettext("Country"), gettext("Kind"), gettext("Title"), gettext("Number"), gettext("First day"),
            gettext("Sources"),
        ),
        rows=rows,
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )  # fmt: skip


def _keys(line: Any) -> str:
    return ", ".join(source.key for source in line.sources)
