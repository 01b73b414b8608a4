"""For guests, without an account: registering at an address that was given out, and the page of each guest alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.zones import town_of
from kerege.outreach import actions
from kerege.outreach.rules.gatherings import is_there, registers
from kerege.outreach.words import Status
from kerege.outreach.words.gatherings import REPLIES
from kerege.web.activities import lists
from kerege.web.activities.gatherings.addresses import joined, own_token, owned
from kerege.web.activities.gatherings.forms import CodeForm, JoinForm
from kerege.web.activities.gatherings.shown import clock
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import language_name, word_of


@require_http_methods(["GET", "POST"])
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Register oneself. Who is on the list already is told nothing of it: whoever keeps the list joins both."""
    event, when = joined(token)
    choice = lists.chosen(request)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        countries=[(country.code, str(country)) for country in countries],
        languages=[(tag, language_name(tag)) for tag, _name in settings.LANGUAGES],
    )
    if form.is_valid():
        told = form.cleaned_data | {"person": getattr(request.user, "person_id", None)}
        made = attempt(
            form,
            lambda: actions.register_guest(by=request.actor, programme=when.uid, link=when.link, **told),
        )
        if made is not None:
            return redirect("event_own", token=own_token(str(made.uid)))
    context = {
        "form": form,
        "title": event.title,
        "when": when,
        "called_off": event.status == Status.CANCELLED,
        "open": registers(until=when.register_until, ends=when.ends, zone=when.zone, now=timezone.now()),
        "clock": clock(when.starts, when.ends, when.zone),
        "town": town_of(when.zone, choice.lang),
        "place": event.place,
        "venue": lists.names_of({event.venue_id or ""}, choice).get(event.venue_id),
    }
    return _alone(render(request, "gatherings/join.html", context, status=422 if form.errors else 200))


@require_http_methods(["GET", "POST"])
@never_cache
def own(request: HttpRequest, token: str) -> HttpResponse:
    """One's own row: when the event is, one's answer, the code of the room, and taking one's name off."""
    found, choice = owned(token), lists.chosen(request)
    form = CodeForm(request.POST if request.POST.get("do") == "code" else None)
    if request.method == "POST" and _done(request, found.guest.uid, form):
        if request.POST.get("do") == "forget":
            return _alone(render(request, "gatherings/forgotten.html", {"title": found.title}))
        return redirect("event_own", token=token)
    context = {
        "form": form,
        "found": found,
        "over": found.programme.ends < timezone.now(),
        "may_be_there": is_there(starts=found.programme.starts, now=timezone.now()),
        "reply": word_of(REPLIES, found.guest.reply),
        "clock": clock(found.programme.starts, found.programme.ends, found.programme.zone),
        "town": town_of(found.programme.zone, choice.lang),
        "venue": lists.names_of({found.venue}, choice).get(found.venue),
        "address": request.build_absolute_uri(reverse("event_own", args=[token])),
    }
    return _alone(render(request, "gatherings/own.html", context, status=422 if form.errors else 200))


def _done(request: HttpRequest, guest: str, form: CodeForm) -> bool:
    """Do what was pressed; whether the page goes on."""
    do, by = request.POST.get("do", ""), request.actor
    if do == "code":
        told = form.cleaned_data["code"] if form.is_valid() else ""
        return attempt(form, lambda: actions.come_by_code(by=by, guest=guest, code=told)) is not None
    if do == "forget":
        actions.forget_guest(by=by, guest=guest, own=True)
    elif do in {"coming", "declined"}:
        actions.answer_invitation(by=by, guest=guest, coming=do == "coming")
    return True


def _alone(answer: HttpResponse) -> HttpResponse:
    """The address is a key: it is told to no other site, and to no search engine."""
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "same-origin"
    return answer
