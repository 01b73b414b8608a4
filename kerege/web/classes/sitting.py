"""Sitting in a class: a code, a name and a PIN on a phone; and the screen of the laptop."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training import actions
from kerege.training.queries.class_activities import has_place_here, observes_in_class, taken_observers
from kerege.training.queries.classes import SeatLine, seat_of, seats
from kerege.training.rules.classes import check_class_code, meeting_at
from kerege.training.words.classes import CLASS_OBSERVER_CODE_WRONG, NO_CLASS
from kerege.web.classes.held import Held, clock_told, demanded, records
from kerege.web.enrolment.codes import TOO_OFTEN
from kerege.web.health.allowed import FORWARDED
from kerege.web.shell.codes import code_to_scan
from kerege.web.shell.forms import Offered, Typed, attempt

CODE = "class"
"""Where the session of a phone keeps the code of the class that was typed there."""
OBSERVERS, PLACES, SEATS = "observer", "place", "seat"
RATES = {"class": "20/m/ip"}
"""How often wrong codes are tried: each phone in the room has an address of its own."""


class CodeForm(forms.Form):
    """What is asked first: who is in the class is told to nobody who is not in the room."""

    code = Typed(
        label=_("Code of the class"),
        help_text=_("Six digits on the trainer's screen."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 12}),
    )


class SitForm(forms.Form):
    who = Offered(label=_("Who you are"), required=False)
    name = Typed(
        label=_("Your name, if it is not in the list"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 120, "autocomplete": "name"}),
    )
    pin = Typed(
        label=_("PIN"),
        help_text=_("The first time you choose four to eight digits; afterwards you sign in with them."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}),
    )
    observer_code = Typed(
        label=_("Code for observers"),
        required=False,
        help_text=_("Only for trainers and observers the first time: it stands where the class was started."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 12}),
    )

    def __init__(self, *args: Any, now: Held, here: list[SeatLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = {line.place for line in here}
        free = now.roster.people.items() if now.roster else ()
        choices = [("", gettext("My name is not in the list"))]
        as_observer = gettext("%(name)s (trainer or observer)")
        choices += [
            (f"{SEATS}:{line.uid}", as_observer % {"name": line.name} if line.observes else line.name) for line in here
        ]
        choices += [(f"{PLACES}:{uid}", name) for uid, name in free if uid not in taken]
        observing = now.roster.taught.observers.items() if now.roster else ()
        seated = taken_observers(now.roster) if now.roster else set()
        choices += [
            (f"{OBSERVERS}:{uid}", as_observer % {"name": name}) for uid, name in observing if uid not in seated
        ]
        if not observing:
            del self.fields["observer_code"]
        self.fields["who"].choices = sorted(choices, key=lambda each: (each[0] != "", each[1].casefold()))  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def sit(request: HttpRequest) -> HttpResponse:
    """Take a seat or sign in again, once the code was typed; who sits is led to the lessons."""
    now = demanded()
    mine = seat_of(request.user.pk) if request.user.is_authenticated else None
    if mine is not None and (request.method == "GET" or request.POST.get("do") == "came"):
        return _seated_already(request, now, mine)
    if request.session.get(CODE) != now.code:
        return _asked_for_the_code(request, now)
    form = SitForm(request.POST if request.method == "POST" else None, now=now, here=seats())
    if form.is_valid():
        seat = attempt(form, lambda: _seated(request, now, form.cleaned_data), called={"place": "who"})
        if seat is not None:
            record_authentication(request, seat.account, "password")
            perform_login(request, Login(user=seat.account))
            if not observes_in_class(seat.account_id):
                actions.note_coming(by=request.actor, seat=seat, meeting=_goes_on(now))
            return redirect("class")
    return render(request, "classes/sit.html", {"held": now, "form": form}, status=422 if form.errors else 200)


def _goes_on(now: Held) -> str:
    """The uid of the session that goes on; empty where none does."""
    found = meeting_at(now.roster.meetings, timezone.now()) if now.roster else None
    return found.uid if found is not None else ""


def _seated_already(request: HttpRequest, now: Held, seat: Any) -> HttpResponse:
    """Whoever stayed signed in from one session to the next says that they came to this one too."""
    observes = observes_in_class(seat.account_id)
    if observes:
        return render(request, "classes/seated.html", {"held": now, "seat": seat, "observes": observes})
    going_on = _goes_on(now)
    due = going_on and not any(each["about"] == going_on for each in seat.came)
    between = now.roster is not None and bool(seat.came) and not seat.came[-1]["about"]
    if request.method == "POST":
        actions.note_coming(by=request.actor, seat=seat, meeting=going_on)
        return redirect("class")
    context = {"held": now, "seat": seat, "due": due, "between": between, "kept": has_place_here(str(seat.place or ""))}
    return render(request, "classes/seated.html", context)


def _asked_for_the_code(request: HttpRequest, now: Held) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _right(request, now, form.cleaned_data["code"])):
        request.session[CODE] = now.code
        return redirect("class")
    return render(request, "classes/sit.html", {"held": now, "form": form}, status=422 if form.errors else 200)


def _right(request: HttpRequest, now: Held, code: str) -> bool:
    """Refuses training.class_code_wrong, and training.sign_in_too_often to whoever tries many."""
    try:
        check_class_code(code, now.code)
    except Refusal:
        if ratelimit.consume(request, app="kerege.training", action="class", config=RATES) is None:
            raise Refusal(TOO_OFTEN) from None
        raise
    return True


def _seated(request: HttpRequest, now: Held, told: dict[str, Any]) -> Any:
    kind, _colon, which = told["who"].partition(":")
    asked = {"by": request.actor, "code": request.session[CODE], "right_code": now.code, "pin": told["pin"]}
    if kind == SEATS:
        return actions.enter_class(**asked, seat=which)
    if kind == OBSERVERS:
        return _observes(request, now, which, told)
    return actions.join_class(**asked, roster=now.roster, place=which, name=told["name"])


def _observes(request: HttpRequest, now: Held, observer: str, told: dict[str, Any]) -> Any:
    """Refuses training.class_observer_code_wrong, and training.sign_in_too_often to whoever tries many."""
    given = {"code": told.get("observer_code", ""), "right_code": now.observer_code, "pin": told["pin"]}
    try:
        return actions.join_to_observe(by=request.actor, roster=now.roster, observer=observer, **given)
    except Refusal as refusal:
        wrong = refusal.word is CLASS_OBSERVER_CODE_WRONG
        if wrong and ratelimit.consume(request, app="kerege.training", action="class", config=RATES) is None:
            raise Refusal(TOO_OFTEN) from None
        raise


def at_laptop(request: HttpRequest) -> Held:
    """The class, for whoever sits at the laptop itself. Refuses training.no_class to everybody else."""
    past_a_proxy = any(name in request.META for name in FORWARDED)  # everybody would seem to sit at the laptop then
    if past_a_proxy or request.META.get("REMOTE_ADDR") not in {"127.0.0.1", "::1"}:
        raise Refusal(NO_CLASS)
    return demanded()


@require_GET
def screen(request: HttpRequest) -> HttpResponse:
    """The address, its code to scan and the code of the class, for the wall; only on the laptop itself."""
    now = at_laptop(request)
    address = f"{settings.KEREGE_ADDRESS}/class/"
    context = {"held": now, "address": address, "drawn": code_to_scan(address, side=320), "seats": seats()}
    context["clock"] = clock_told(now.roster)
    return render(request, "classes/screen.html", context)


@require_GET
def take_records(request: HttpRequest) -> HttpResponse:
    """The file that goes back to the node; only on the laptop itself."""
    now = at_laptop(request)
    answer = HttpResponse(records(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{now.name.lower()}.kevents"'
    return answer
