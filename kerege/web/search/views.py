"""One question to everything, in any script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.web.search.found import Question
from kerege.web.search.groups import answer
from kerege.web.shell.asof import on_date
from kerege.web.shell.middleware import told

LONGEST = 200


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What is called like `q`. What cannot be searched for stays typed, beside the refusal (422)."""
    typed = request.GET.get("q", "")
    context: dict[str, object] = {"typed": typed[: LONGEST * 2], "asked": bool(typed.strip())}
    if not typed.strip():
        return render(request, "search/search.html", context)
    try:
        text = clean_line(typed, field="q", max_length=LONGEST)
    except Refusal as refusal:
        context |= {"errors": [{"field": refusal.field, "sentence": told(refusal)}], "code": refusal.code}
        return render(request, "search/search.html", context, status=refusal.status)
    lang = get_language() or "en"
    viewer = request.viewer
    groups = answer(Question(viewer, text, on_date(request), lang))
    context |= {"groups": groups, "total": sum(len(g.found) for g in groups)}
    return render(request, "search/search.html", context)
