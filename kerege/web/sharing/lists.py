"""Sharing all records of a kind, and finding a person whose record is to be shared."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people import words as people_words
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.sharing import queries
from kerege.sharing.queries import Asked
from kerege.sharing.words import KINDS
from kerege.web.sharing.forms import ShareListForm
from kerege.web.sharing.offering import filled, offered
from kerege.web.sharing.views import owner_choices
from kerege.web.shell.fresh import demand_fresh


@demand_fresh
@require_http_methods(["GET", "POST"])
def share_list(request: HttpRequest) -> HttpResponse:
    """Share all records of a kind. Refuses people.not_yours to who shares nobody's records."""
    mine = _mine(request)
    kinds = [(kind, gettext(KINDS[kind])) for kind in queries.shareable_kinds() if kind in KINDS]
    form = filled(
        request,
        ShareListForm,
        initial={"start": localdate()},
        whose=[(key, name) for key, name in owner_choices(request) if key in mine],
        kinds=sorted(kinds, key=lambda pair: pair[1]),
        projects=atlas.project_keys(),
    )

    def asked(said: dict[str, Any]) -> tuple[Asked, int]:
        return Asked(said["kind"], owner=said["whose"], project=said["project"]), Sensitivity.NATIONAL

    done, preview = offered(request, form, asked)
    if done:
        return redirect("shares")
    return render(request, "sharing/share_list.html", {"form": form, "preview": preview})


@require_GET
def persons(request: HttpRequest) -> HttpResponse:
    """Persons whose records the reader may share, found by any spelling of the name; nobody before a name is typed,
    because whoever stands on a page was looked at. Refuses people.not_yours.
    """
    mine = _mine(request)
    typed = request.GET.get("text", "").strip()
    text = clean_line(typed, field="text", max_length=100) if typed else ""
    found = [p for owner in mine for p in people.persons(request.viewer, text=text, owner=owner)] if text else []
    names = dict(owner_choices(request))
    lines = [{"person": line, "owner": names.get(line.owner, line.owner)} for line in found]
    return render(request, "sharing/persons.html", {"lines": lines, "text": text})


def _mine(request: HttpRequest) -> list[str]:
    owners = sorted(owners_for(request.actor, Deed.LABEL))
    if not owners:
        raise Refusal(people_words.NOT_YOURS, owner="…")
    return owners
