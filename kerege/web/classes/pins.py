"""A new PIN for somebody who lost theirs, at the laptop of the class."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.ids import uid_or_none
from kerege.training import actions
from kerege.training.queries.classes import seats
from kerege.web.classes.sitting import at_laptop


@never_cache
@require_http_methods(["GET", "POST"])
def pins(request: HttpRequest) -> HttpResponse:
    """Who is in the class, each with a button; a new PIN stands on the answer once and is on no other page. Only on
    the laptop itself: whoever has the code of the class could else take the seat of anybody.
    """
    now, sent = at_laptop(request), request.POST.get("seat", "")[:60]
    seat = str(uid_or_none(sent) or sent)  # as the list has it, however it was written
    pin = actions.replace_pin(by=request.actor, seat=seat) if request.method == "POST" else ""
    here = seats()
    given = (next(line.name for line in here if line.uid == seat), pin) if pin else None
    return render(request, "classes/pins.html", {"held": now, "seats": here, "given": given})
