"""A project's own page, rendered from records: its words, its countries, its timeline, and what was refused."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.atlas.words import TextPart, TextState
from kerege.law import queries as law
from kerege.law.words import TREATY_ACTS, TreatyAct
from kerege.lib.refusal import KNOWN, N_, Refusal, RefusalWord
from kerege.web.projects.timeline import timeline
from kerege.web.shell.asof import on_date
from kerege.web.shell.context import footnotes
from kerege.web.shell.figures import days

NO_SUCH_PROJECT = RefusalWord(
    "projects.unknown",
    N_("There is no project with the key “%(key)s” here. Search for it, or look at Project 53."),
    404,
)
STATES = {
    TextState.REVIEWED: N_("Reviewed translation"),
    TextState.DRAFT: N_("Draft translation"),
    TextState.MACHINE: N_("Machine translation"),
    TextState.OUTDATED: N_("Translation of an older text"),
}


@require_GET
def project(request: HttpRequest) -> HttpResponse:
    """The first project that this node knows."""
    keys = atlas.project_keys()
    if not keys:
        raise Refusal(NO_SUCH_PROJECT, key="P53")
    return redirect("project_page", key=keys[0])


@require_GET
def project_page(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one project as on the day. Refuses projects.unknown (404)."""
    on, lang = on_date(request), get_language() or "en"
    if key not in atlas.project_keys():
        raise Refusal(NO_SUCH_PROJECT, key=key[:20])
    page = atlas.project_page(key, on=on, lang=lang)
    years = timeline(request.viewer, on=on, project=key)
    refused = law.refused_statuses()
    partners = {p.code: p for p in atlas.partners(on=on)}
    happened = {h.country for _, lines in years for h in lines if h.country}
    codes = {p.code for p in page.participants} | happened | {r.territory for r in refused}
    names = atlas.display_names(codes, lang=lang, on=on)
    titles = {i.key: i.name for i in law.instruments(on=on, lang=lang)} if refused else {}
    notes = footnotes(request)
    for note in page.footnotes:
        notes.add(note.marker, note.note, lang=note.note_lang)
    context = {
        "page": page,
        "parts": {part.value: [_passage(p) for p in page.part(part)] for part in TextPart},
        "source": atlas.source_lines([page.source]).get(page.source),
        "participants": [_participant(p, names, partners) for p in page.participants],
        "years": [(year, [(h, names.get(h.country)) for h in lines]) for year, lines in years],
        "refused": [_refused(r, names, titles) for r in refused],
    }
    return render(request, "projects/project.html", context)


def _passage(passage: atlas.Passage) -> dict[str, Any]:
    state = STATES.get(TextState(passage.state), "")
    return {"line": passage, "state": gettext(state) if state else ""}


def _participant(part: atlas.Participant, names: Any, partners: Any) -> dict[str, Any]:
    partner = partners.get(part.code)
    return {
        "line": part,
        "name": names[part.code],
        "since": days(part.start, part.start, part.start_precision),
        "partner": partner,
        "partner_since": days(partner.start, partner.start, partner.start_precision) if partner else "",
    }


def _refused(refused: law.RefusedStatus, names: Any, titles: Any) -> dict[str, Any]:
    word = KNOWN[refused.code]
    acts = {act.value: gettext(name) for act, name in TREATY_ACTS.items()}
    return {
        "line": refused,
        "country": names[refused.territory],
        "instrument": titles.get(refused.instrument, refused.instrument),
        "act": acts.get(refused.act, refused.act),
        "why": gettext(word.sentence) % (refused.data | {"act": _act(refused.data)}),
    }


def _act(data: dict[str, str]) -> str:
    known = {act.value: name for act, name in TREATY_ACTS.items()}
    return gettext(known[TreatyAct(data["act"])]).lower() if data.get("act") in known else data.get("act", "")
