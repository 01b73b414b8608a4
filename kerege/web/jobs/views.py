"""What the node does by itself: when it did, when it will, and what failed."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from kerege.jobs import actions, queries
from kerege.people.rules import check_may
from kerege.people.words import Deed


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Every job with its last and next run; mail that was not sent, without its address or text."""
    check_may(request.actor, Deed.OPERATE, settings.KEREGE_NODE)
    now = timezone.now()
    context = {
        "lines": [(line, gettext(line.job.name)) for line in queries.board(at=now)],
        "stuck": queries.stuck_mail(at=now),
        "waiting": queries.waiting_mail(),
        "now": now,
    }
    return render(request, "jobs/board.html", context)


@require_POST
def run(request: HttpRequest, key: str) -> HttpResponse:
    actions.ask_for(by=request.actor, key=key, at=timezone.now())
    messages.success(request, gettext("It runs as soon as a worker is free. Reload this page to see what came of it."))
    return redirect("jobs")


@require_POST
def send(request: HttpRequest, uid: UUID) -> HttpResponse:
    actions.send_again(by=request.actor, uid=str(uid), at=timezone.now())
    messages.success(request, gettext("The mail is sent as soon as a worker is free."))
    return redirect("jobs")
