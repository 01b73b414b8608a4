"""Where the list of experts was, and for focal points how often people's data are read."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.privacy import queries
from kerege.privacy.words import OUTLETS, Outlet


@require_GET
def experts(request: HttpRequest) -> HttpResponse:
    """The list stands in the inventory by now; an old address leads there with its question."""
    query = request.GET.urlencode()
    return redirect(reverse("experts") + (f"?{query}" if query else ""), permanent=True)


@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """How many people's data were read, by day and way, for those who manage people. Refuses people.not_yours."""
    sums, noticed = queries.look_sums(request.actor, since=localdate() - timedelta(days=90))
    rows = [{"sum": s, "outlet": gettext(OUTLETS[Outlet(s.outlet)])} for s in sums]
    return render(request, "privacy/looks.html", {"rows": rows, "noticed": noticed})
