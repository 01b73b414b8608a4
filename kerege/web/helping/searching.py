"""Kept searches: the reader's own list, keeping the filter of a page, renaming and removing."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.inventory import actions, queries
from kerege.inventory.queries import SearchLine
from kerege.inventory.words.saved import SEARCH_PAGES, SearchPage
from kerege.web.activities import lists
from kerege.web.inventory.wording import word
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.forms import Typed, attempt

ROUTES = {
    SearchPage.FACILITIES: "facilities",
    SearchPage.MAP: "facility_map",
    SearchPage.WHO_CAN: "who_can",
    SearchPage.OFFERS: "offers",
    SearchPage.REQUESTS: "help_requests",
}


class KeepForm(forms.Form):
    """A filter of a page under a name."""

    name = Typed(label=_("Name of the search"), help_text=_("Only you read it."))
    weekly = forms.BooleanField(
        required=False,
        label=_("Tell me once a week by mail what is new"),
        help_text=_("Only what you may see then, and only when there is something."),
    )
    page = Typed(widget=forms.HiddenInput)
    query = Typed(required=False, widget=forms.HiddenInput)


class NameForm(forms.Form):
    """Another name for a kept search, and whether its owner is told."""

    name = Typed(label=_("Name of the search"))
    weekly = forms.BooleanField(required=False, label=_("Tell me once a week by mail what is new"))


@require_http_methods(["GET", "POST"])
@asks(page=one_of(SearchPage), query=a_line(1000))
def searches(request: HttpRequest) -> HttpResponse:
    """The reader's own searches. With `page` and `query`: the form that keeps one more."""
    sent = request.POST if request.method == "POST" else None
    first = {name: request.GET.get(name, "")[:1000] for name in ("page", "query")}
    form = KeepForm(sent, initial=first)
    if form.is_valid():
        kept = attempt(form, lambda: actions.keep_search(by=request.actor, **form.cleaned_data))
        if kept is not None:
            return redirect("searches")
    asked = first["page"] or (sent is not None and request.POST.get("page", "")[:20]) or ""
    context = {
        "lines": [_line(line) for line in queries.searches(request.viewer)],
        "form": form if asked else None,
        "asked": word(SEARCH_PAGES, asked) if asked else "",
        "signed_in": request.user.is_authenticated,
    }
    return render(request, "helping/searches.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest, uid: object) -> HttpResponse:
    """Rename a search, choose whether to be told, or remove it; for its owner alone."""
    found = next((s for s in queries.searches(request.viewer) if s.uid == str(uid)), None)
    if found is None:
        raise lists.not_there(gettext("search"), uid)
    sent = request.POST if request.method == "POST" else None
    if sent is not None and sent.get("do") == "remove":
        actions.remove_search(by=request.actor, search=found.uid)
        return redirect("searches")
    form = NameForm(sent, initial={"name": found.name, "weekly": found.weekly})
    if form.is_valid():
        told: dict[str, Any] = dict(form.cleaned_data)
        if attempt(form, lambda: actions.rename_search(by=request.actor, search=found.uid, **told)) is not None:
            return redirect("searches")
    context = _line(found) | {"form": form}
    return render(request, "helping/search.html", context, status=422 if form.errors else 200)


def _line(found: SearchLine) -> dict[str, Any]:
    address = reverse(ROUTES[found.page])
    return {
        "search": found,
        "page": word(SEARCH_PAGES, found.page),
        "href": "" if found.broken else f"{address}?{found.query}" if found.query else address,
    }
