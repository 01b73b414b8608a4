"""For those who answer for data: what goes when, and erasing somebody who asked in writing."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import words as people_words
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.privacy import actions
from kerege.privacy.words import KEPT, Kept
from kerege.web.shell.forms import DayField, Typed, attempt
from kerege.web.shell.fresh import check_fresh


@require_GET
def retention(request: HttpRequest) -> HttpResponse:
    """What the next run will delete, by rule. Refuses people.not_yours to all but node administrators."""
    due = actions.retention_due(by=request.actor, at=timezone.now())
    rows = [{"due": each, "what": gettext(KEPT[Kept(each.key)])} for each in due]
    return render(request, "privacy/retention.html", {"rows": rows})


class RequestForm(forms.Form):
    person = Typed(
        label=_("Key of the person's record"),
        help_text=_("The key under which the person was recorded, for example DEMO-KAZ-10."),
    )
    asked_on = DayField(label=_("Day on which the written request came"))
    reference = Typed(label=_("Where the request is kept"), help_text=_("A number or a folder, not a name."))


@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest) -> HttpResponse:
    """Erase somebody on their own written request. Refuses people.not_yours to who manages nobody's people."""
    if not owners_for(request.actor, Deed.MANAGE_PEOPLE):
        raise Refusal(people_words.NOT_YOURS, owner="…")
    check_fresh(request)
    form = RequestForm(request.POST or None)
    if form.is_valid():
        said, on = form.cleaned_data, timezone.localdate()

        def erase() -> bool:
            people.erase_person(by=request.actor, on=on, **said)
            return True

        if attempt(form, erase):
            messages.success(
                request,
                gettext(
                    "The person was erased. In titles and notes of courses a number stands in place of the name. "
                    "What others wrote in curricula, lessons, questions and files was not looked through."
                ),
            )
            return redirect("erasure_requests")
    return render(request, "privacy/requests.html", {"form": form})
