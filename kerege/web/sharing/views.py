"""A focal point looks at the whole platform with somebody else's clearance before anything is shared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.sensitivity import Sensitivity
from kerege.people.words import ROLE_NAMES, Role
from kerege.sharing import queries
from kerege.sharing.rules import imagined
from kerege.sharing.words import MEANINGS, SENSITIVITIES
from kerege.web.sharing.forms import ViewAsForm
from kerege.web.shell.asof import on_date
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.reader import VIEW_AS, real_viewer


@require_http_methods(["GET", "POST"])
def view_as(request: HttpRequest) -> HttpResponse:
    """Choose as whom to look, or stop looking. While it lasts nothing can be recorded; the banner says so."""
    if request.POST.get("do") == "stop":
        request.session.pop(VIEW_AS, None)
        return redirect("view_as")
    owners = owner_choices(request)
    form = ViewAsForm(request.POST or None, owners=owners)
    real = real_viewer(request)
    # refuses whoever may not look as others do, before anything that was typed is looked at
    queries.viewer_as(real, role=Role.PUBLIC.value, owner="REG", on=localdate())
    if form.is_valid():
        seen = attempt(form, lambda: queries.viewer_as(real, **form.cleaned_data, on=localdate()))
        if seen is not None:
            request.session[VIEW_AS] = form.cleaned_data
            return redirect("home")
    context = {"form": form, "levels": _levels(), "meanings": _meanings(), "now": request.session.get(VIEW_AS)}
    return render(request, "sharing/view_as.html", context, status=422 if form.errors else 200)


def owner_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """Every owner of this node with its name, for a form; the notes of the names go to the foot."""
    keys = [n.key for n in queries.nodes()]
    names = atlas.display_names([k for k in keys if k != "REG"], lang=get_language() or "en", on=on_date(request))
    note_offered(request, names.values())
    return [(key, str(names.get(key, gettext("The region")))) for key in keys]


def _levels() -> list[dict[str, object]]:
    """Every role with what it may read of its own country and of others."""
    rows: list[dict[str, object]] = []
    for role, name in ROLE_NAMES.items():
        viewer = imagined(role, "own")
        own, others = viewer.clearance_for("own"), viewer.clearance_for("other")
        rows.append(
            {"role": gettext(name), "own": gettext(SENSITIVITIES[own]), "others": gettext(SENSITIVITIES[others])}
        )
    return rows


def _meanings() -> list[tuple[str, str]]:
    """The four levels with what each means."""
    return [(gettext(SENSITIVITIES[level]), gettext(MEANINGS[level])) for level in Sensitivity]
