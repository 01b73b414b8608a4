"""Bringing questions in from a file: what is in it first, then taking them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.actions.bank_importing import import_items
from kerege.training.queries import bank as queries
from kerege.training.rules.items.formats.judging import Judged, check_file
from kerege.training.rules.items.formats.taking import Left, Wishes
from kerege.web.bank.forms import ImportForm
from kerege.web.bank.parts import parts_named
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import told
from kerege.web.shell.wording import language_name

MOST = 25_000_000


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def bring_in(request: HttpRequest, key: str) -> HttpResponse:
    """Hand a file in: look at it, or take what can be taken. What is wrong with the file stands at it."""
    line = queries.collection(request.viewer, request.actor, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, line.owner)
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    found: Any = None
    if form.is_valid():
        content = form.cleaned_data["file"].read(MOST + 1)
        wishes = Wishes(form.cleaned_data["language"] or "en", form.cleaned_data["by_person"])
        if request.POST.get("do") == "take":
            told_ = {"by": request.actor, "collection": key, "content": content, "wishes": wishes}
            licence = form.cleaned_data["licence"]
            found = attempt(form, lambda: import_items(**told_, licence=licence), otherwise="file")
            _say(request, found)
        else:
            found = attempt(form, lambda: check_file(content, wishes), otherwise="file")
    context = {
        "collection": line,
        "form": form,
        "found": found,
        "taken": [_taken(each) for each in getattr(found, "taken", ())],
        "left": [_left(each) for each in getattr(found, "left", ())],
        "done": hasattr(found, "new"),
    }
    return render(request, "bank/import.html", context, status=422 if form.errors else 200)


def _taken(each: Judged) -> dict[str, str]:
    spoken = each.body["languages"]
    named = ", ".join(language_name(lang) for lang in spoken) if len(spoken) > 1 else ""
    return {"where": each.where, "title": each.title, "lost": parts_named(each.lost), "languages": named}


def _left(each: Left) -> dict[str, str]:
    return {"where": each.where, "title": each.title, "code": each.refusal.code, "sentence": told(each.refusal)}


def _say(request: HttpRequest, found: Any) -> None:
    if found is None:
        return
    new = ngettext("%(n)s question is new.", "%(n)s questions are new.", found.new) % {"n": found.new}
    changed = gettext("Changed: %(changed)s, as they were: %(same)s.") % {"changed": found.changed, "same": found.same}
    messages.success(request, f"{new} {changed}")
