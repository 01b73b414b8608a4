"""Letters about alerts: asking for them, and ending them, signed in or by the link that stands in each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS, Actor
from kerege.response.actions import mailing_alerts
from kerege.response.queries import alert_mail as reading
from kerege.response.words import alert_mail as refused
from kerege.web.activities import lists
from kerege.web.inventory.forms import Several
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address

KEPT = _("From now on you get a letter about each such alert.")
ENDED = _("You get no more letters about alerts.")


class MailForm(forms.Form):
    """About which alerts somebody wants letters."""

    countries = Several(
        required=False,
        label=_("About which countries"),
        help_text=_("Alerts that come from one of them or warn it. None chosen: all that you may read."),
    )
    drills = forms.BooleanField(
        required=False,
        label=_("Exercises and tests as well"),
        help_text=_("Their letters say first that nothing has happened."),
    )

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].choices = countries  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        sent = self.cleaned_data
        return mailing_alerts.subscribe_to_alerts(by=by, countries=sent["countries"], drills=sent["drills"])


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """What the reader gets, and how to change or end it; for visitors, how to begin."""
    choice = lists.chosen(request)
    wanted = reading.wanted(request.actor)
    sent = request.POST if request.POST.get("do") == "ask" else None
    first = {"countries": list(wanted.countries), "drills": wanted.drills} if wanted else {}
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    form = MailForm(sent, countries=[(each.code, str(each)) for each in countries], initial=first)
    if request.POST.get("do") == "end":
        mailing_alerts.end_alert_mail(by=request.actor)
        messages.success(request, ENDED)
        return redirect("alert_mail")
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor)) is not None:
        messages.success(request, KEPT)
        return redirect("alert_mail")
    names = lists.names_of(set(wanted.countries), choice) if wanted else {}
    context = {
        "form": form,
        "wanted": wanted,
        "countries": [names[code] for code in wanted.countries] if wanted else [],
        "signed_in": bool(request.actor.uid),
        "trail": [(gettext("Alerts"), address("alerts"))],
    }
    return render(request, "alerts/mail.html", context, status=422 if form.errors else 200)


@csrf_exempt  # a program for mail sends it for its reader (RFC 8058); who has the link may end these letters, no more
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of a letter: letters end with the button, because programs open links unasked."""
    if request.method == "POST":
        mailing_alerts.end_alert_mail_by_link(by=ANONYMOUS, token=token)
    elif reading.ended_by(token) is None:
        raise Refusal(refused.STOP_LINK_OVER)
    answer = render(request, "alerts/stop.html", {"ended": request.method == "POST"})
    answer["X-Robots-Tag"] = "noindex"
    return answer
