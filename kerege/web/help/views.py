"""What Kerege is, where to begin, and what its words mean."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.words import MEANINGS, SENSITIVITIES
from kerege.web.help.topics import first_steps
from kerege.web.shell.asof import on_date


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """The page of help; its designations are those of the day."""
    context = {
        "roles": first_steps(),
        "levels": [(gettext(SENSITIVITIES[level]), gettext(MEANINGS[level])) for level in Sensitivity],
        "designations": atlas.standing_notes(lang=get_language() or "en", on=on_date(request)),
    }
    return render(request, "help/help.html", context)
