"""Taking out a row of what was told: of a plan, of a plan over years, of an outlook."""

from collections.abc import Callable, Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from kerege.lib.refusal import Refusal
from kerege.web.shell.middleware import note_refused, told


def dropped(
    request: HttpRequest, take: Callable[[str, int], object], families: Collection[str], back: str
) -> HttpResponse:
    """`do` is `drop`, the family and the number of the row; `take` takes it out. Then `back`, to that family."""
    _drop, family, number = (*request.POST.get("do", "").split(" "), "", "", "")[:3]
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else -1
    try:
        take(family, known)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
    else:
        messages.success(request, gettext("Taken out."))
    return redirect(f"{back}#{family}" if family in families else back)
