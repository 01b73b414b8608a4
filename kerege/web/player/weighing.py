"""What a package weighs, as its page says it before somebody opens it, and whether it is played without films."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from kerege.training.queries.elearning import PackageLine
from kerege.training.queries.elearning_weight import weight
from kerege.training.words.elearning import MEDIA, Standard
from kerege.web.content import playing

LIGHT = "light"
"""What stands as `tier` in an address under which a package is played without films and sound."""


def weighed(request: HttpRequest, line: PackageLine) -> dict[str, Any]:
    """By kinds of files, whole, and to begin with; `light` is offered where there is something to leave out."""
    found = weight(line)
    around = playing.around(Standard(line.standard))
    return {
        "heaps": [{"heap": each, "name": gettext(MEDIA[each.medium])} for each in found.heaps],
        "around": around,
        "sent": found.sent + around,
        "known": found.known,
        "first": None if found.first is None else found.first + around,
        "media": found.media,
        "light": found.light + around,
        "saves": request.headers.get("Save-Data", "").lower() == "on",
    }


def is_light(request: HttpRequest) -> bool:
    """Whether a page asks for the package without films and sound."""
    return request.GET.get("tier", "") == LIGHT
