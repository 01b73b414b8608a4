"""Who did what, when, and whether the chain is whole."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kerege.journal import queries as journal_queries
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.sharing import queries
from kerege.upkeep.queries import anchors

SYSTEM = "system"


@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """The newest acts that this reader may read in full, fifty at a time; `about` is a uid, `word` a beginning."""
    about, word = request.GET.get("about", ""), request.GET.get("word", "")
    before = request.GET.get("before", "")
    filters = {
        key: clean_line(value, field=key, max_length=80) for key, value in (("about", about), ("word", word)) if value
    }
    acts = queries.acts(
        request.viewer,
        about=filters.get("about", ""),
        word_prefix=filters.get("word", ""),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
    )
    names = people.actor_names(a.actor for a in acts)
    lines = [
        {"act": a, "who": names.get(a.actor, ""), "system": a.actor == SYSTEM, "facts": _facts(a.facts)} for a in acts
    ]
    context = {
        "lines": lines,
        "about": about,
        "word": word,
        "older": acts[-1].seq if len(acts) == 50 else None,
        "anchor": anchors.last_anchor(settings.DATA),
        "verdict": journal_queries.verify() if "verify" in request.GET else None,
    }
    return render(request, "journal/journal.html", context)


def _facts(facts: dict[str, object]) -> list[tuple[str, str]]:
    return [(k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in facts.items()]
