"""My certificates: what I hold, how others see it, and what I take along."""

import json
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions
from kerege.capacity.queries import badges as queries
from kerege.capacity.queries import external
from kerege.capacity.queries.certificates import CertificateLine, held_by
from kerege.capacity.queries.course_badges import GivenLine, badges_held_by
from kerege.capacity.rules.badges import Award, credential
from kerege.capacity.words import credentials as words
from kerege.lib.refusal import Refusal
from kerege.privacy import queries as consents
from kerege.privacy.words import CERTIFIED_REGISTER
from kerege.privacy.words.experts import RESERVES
from kerege.web.activities import lists
from kerege.web.credentials.bundle import bundle
from kerege.web.credentials.issuing import sign, site
from kerege.web.credentials.of_courses import award_of_course, badge_on_paper, badge_told
from kerege.web.credentials.others import external_line
from kerege.web.credentials.paper import certificate_on_paper
from kerege.web.credentials.wording import certificate, criteria, describe, scope
from kerege.web.inventory.details import words as offered
from kerege.web.shell.exports import attached
from kerege.web.shell.forms import Offered, attempt


class ReserveForm(forms.Form):
    """How soon one can come, for whoever stands in the register."""

    reserve = Offered(required=False, label=_("Available for the reserve"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reserve"].choices = [("", gettext("Not available")), *offered(RESERVES)]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Own certificates and those of other bodies; standing in the register, or not."""
    choice, account = lists.chosen(request), cast(Any, request.user)
    entry = queries.my_entry(account)
    entering = request.POST.get("do") == "enter"
    form = ReserveForm(request.POST if entering else None, initial={"reserve": entry or ""})
    if request.method == "POST" and (done := _done(request, form)):
        messages.success(request, done)
        return redirect("my_certificates")
    held = held_by(request.actor.uid, on=choice.on, lang=choice.lang)
    asked = consents.consents_asked(request.user, on=timezone.localdate(), lang=choice.lang)
    context = {
        "lines": [certificate(line, choice) for line in held],
        "badges": [badge_told(line, choice) for line in badges_held_by(request.actor.uid, on=choice.on)],
        "externals": [external_line(line, choice) for line in external.my_externals(request.actor.uid, on=choice.on)],
        "text": next((each for each in asked if each.key == CERTIFIED_REGISTER), None),
        "entered": entry is not None,
        "form": form,
        "is_person": account.person_id is not None,
    }
    return render(request, "credentials/mine.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, form: ReserveForm) -> str:
    """What was done, in words; empty where it was refused at its field."""
    do, number = request.POST.get("do", ""), request.POST.get("number", "")[:20]
    if do in {"show", "hide"}:
        actions.show_name(by=request.actor, number=number, shown=do == "show")
        return gettext("Changed. It holds from now on.")
    if do == "leave":
        actions.leave_register(by=request.actor, account=request.user, at=timezone.now())
        return gettext("You stand in the register no more, and your consent is withdrawn.")
    if form.is_valid():
        told = {"by": request.actor, "account": request.user, "at": timezone.now()}
        if attempt(form, lambda: actions.enter_register(**told, reserve=form.cleaned_data["reserve"])) is not None:
            return gettext("You stand in the public register.")
    return ""


@require_http_methods(["POST"])
@login_required
def badge(request: HttpRequest, number: str) -> HttpResponse:
    """One's own certificate, or badge of a course, as a signed file; with `do=bundle` together with what checks it
    without a network.
    """
    choice = lists.chosen(request)
    line, holder = _mine(request, number, choice)
    if not holder:
        raise Refusal(words.NO_NAME_TO_SIGN)
    place = actions.place_badge(by=request.actor, number=number)
    if isinstance(line, GivenLine):
        award = award_of_course(line, holder, place, choice)
    else:
        award = _award(line, holder, place, choice)
    made = sign(credential(award, site()))
    if request.POST.get("do") == "bundle":
        return attached(request, lambda: bundle(made), media_type="application/zip", filename=f"{line.number}.zip")
    text = json.dumps(made, ensure_ascii=False, indent=1).encode()
    return attached(request, lambda: text, media_type="application/json", filename=f"{line.number}.json")


@require_GET
@login_required
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """One's own certificate, or badge of a course, on paper, in the reader's language."""
    choice = lists.chosen(request)
    line, holder = _mine(request, number, choice)

    def printed() -> bytes:
        if isinstance(line, GivenLine):
            return badge_on_paper(line, holder, choice)
        told = certificate(line, choice)
        country = told["country"]
        notes = [f"{country.marker} {country.note}"] if getattr(country, "note", "") else []
        return certificate_on_paper(told, holder, notes)

    return attached(request, printed, media_type="application/pdf", filename=f"{line.number}.pdf")


def _mine(request: HttpRequest, number: str, choice: lists.Choice) -> tuple[CertificateLine | GivenLine, str]:
    """One's own certificate, or badge of a course, with the own name. Refuses capacity.not_your_certificate."""
    me = request.actor.uid
    certified = queries.my_certificate(me, number, on=choice.on, lang=choice.lang)
    found = certified or queries.my_badge(me, number, on=choice.on)
    if found is None:
        raise Refusal(words.NOT_YOUR_CERTIFICATE, field="number")
    return found


def _award(line: CertificateLine, holder: str, place: int, choice: lists.Choice) -> Award:
    told = certificate(line, choice)
    return Award(
        number=line.number,
        holder=holder,
        scheme=f"{line.scheme_key}/{line.scheme_version}",
        title=line.scheme_title,
        description=describe(line.scheme_title, line.scheme_version),
        criteria=criteria(line.scheme),
        level=line.level_name,
        scope=scope(told),
        awarded=line.decided_on,
        since=line.valid_from,
        until=line.valid_until,
        place=place,
        lang=choice.lang,
    )
