"""The nodes of the network: which are frozen, since when and why; freezing and reviving one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people.rules import REGION, check_may, may
from kerege.people.words import Deed
from kerege.sharing import actions, queries
from kerege.web.shell.asof import on_date
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import DayField, Typed, attempt
from kerege.web.shell.fresh import check_fresh

HEADINGS = (N_("Node"), N_("Country"), N_("No data since"), N_("Until"), N_("Reason"), N_("Taken up again"))


class FreezeForm(forms.Form):
    on = DayField(label=_("First day without data"))
    reason = Typed(label=_("Reason"), help_text=_("Everybody reads it beside the figures."))


class ReviveForm(forms.Form):
    on = DayField(label=_("First day with data again"))
    note = Typed(label=_("Who takes the node up again"), help_text=_("For example the office that succeeds."))


@require_GET
def nodes(request: HttpRequest) -> HttpResponse:
    """All nodes as on the day, with every frozen time; open to everybody, also as a file."""
    on = on_date(request)
    periods = queries.frozen_periods(on=on)
    lines = [n for n in queries.nodes() if n.territory]
    names = atlas.display_names([n.territory for n in lines if n.territory], lang=get_language() or "en", on=on)
    if format := request.GET.get("format"):
        rows = [(p.node, names.get(p.node), p.start, p.end, p.reason, p.revived) for p in periods]
        about = [gettext("As on %(day)s") % {"day": on.isoformat()}]
        lang, rtl = get_language() or "en", get_language_bidi()
        table = Table(gettext("Frozen nodes"), [gettext(h) for h in HEADINGS], rows, about, lang, rtl)
        return respond(request, table, filename="kerege-frozen-nodes", format=format)
    frozen = queries.frozen(on=on)
    context = {
        "rows": [{"line": n, "country": names.get(n.territory or ""), "frozen": frozen.get(n.key)} for n in lines],
        "periods": [{"line": p, "country": names.get(p.node)} for p in periods],
        "may_freeze": may(request.actor, Deed.FREEZE_NODE, REGION),
    }
    return render(request, "sharing/nodes.html", context)


@require_http_methods(["GET", "POST"])
def node(request: HttpRequest, key: str) -> HttpResponse:
    """Freeze or revive one node. Refuses people.not_yours (403) and sharing.unknown_owner."""
    check_may(request.actor, Deed.FREEZE_NODE, REGION)
    queries.check_owner(key)
    today = localdate()
    periods = queries.frozen_periods(on=today, key=key)
    is_frozen = any(p.end is None for p in periods)
    made = ReviveForm if is_frozen else FreezeForm
    form = made(request.POST or None, initial={"on": today})
    if request.method == "POST":
        check_fresh(request)
        if form.is_valid():
            deed = actions.revive_node if is_frozen else actions.freeze_node
            if attempt(form, lambda: deed(by=request.actor, key=key, **form.cleaned_data)) is not None:
                return redirect("node", key=key)
    names = atlas.display_names([key], lang=get_language() or "en", on=today)
    context = {"key": key, "country": names.get(key), "periods": periods, "is_frozen": is_frozen, "form": form}
    return render(request, "sharing/node.html", context, status=422 if form.errors else 200)
