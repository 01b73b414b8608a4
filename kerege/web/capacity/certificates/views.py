"""Where everybody begins: what is next in one's own cases, one's certificates, the queue, the register, the schemes."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries.cases import CaseLine
from kerege.capacity.queries.casework import may_review
from kerege.capacity.queries.schemes import in_words
from kerege.capacity.words.certification import CASE_STATES
from kerege.lib.refusal import N_
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.capacity.certificates import wording
from kerege.web.capacity.certificates.changed import open_now
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import Offered, Typed, attempt
from kerege.web.shell.wording import word_of


class NominateForm(forms.Form):
    """Whom to nominate for what. What the employer promises is part of it: without it part 2 rarely succeeds."""

    person = Typed(label=_("Key of the person"), help_text=_("As in the list of persons of your country."))
    scheme = Offered(label=_("Scheme"))
    level = Offered(label=_("Level"))
    curriculum = Offered(label=_("Curriculum"))
    languages = Typed(label=_("Languages of teaching"), help_text=_("Codes with spaces between: ru kk uz-Cyrl"))
    commitment = Typed(
        label=_("What the employer promises"),
        help_text=_("Time, place and material for teaching."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, lines: list[Any], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = {level.key: in_words(level.name, lang) for line in lines for level in line.scheme.levels}
        curricula = {key for line in lines for key in line.scheme.curricula}
        self.fields["scheme"].choices = list({line.key: line.title for line in lines}.items())  # type: ignore[attr-defined]
        self.fields["level"].choices = [(key, f"{key} · {name}") for key, name in levels.items()]  # type: ignore[attr-defined]
        self.fields["level"].initial = "L1"
        self.fields["curriculum"].choices = [(key, key) for key in sorted(curricula)]  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.nominate(by=by, **self.cleaned_data)


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    """What is next in the reader's own cases, their certificates, and for whoever answers for a country its register.
    `?format=` is a file of the register.
    """
    choice, by = lists.chosen(request), request.actor
    told = {"by": by, "on": choice.on, "lang": choice.lang}
    state = request.GET.get("state", "")[:20]
    mine = queries.cases.my_cases(**told)
    listed = queries.cases.cases(request.viewer, **told, state=state, owner=choice.country)
    if choice.format:
        return respond(request, _table(request, listed, choice), filename="kerege-cases", format=choice.format)
    held = queries.certificates.held_by(by.uid, on=choice.on, lang=choice.lang)
    issued = queries.certificates.issued(request.viewer, on=choice.on, lang=choice.lang, owner=choice.country)
    codes = {each.territory for each in (*mine, *listed, *held, *issued)}
    names = lists.names_of(codes, choice)
    context = {
        "mine": [_with_next(request, line, names, choice) for line in mine],
        "held": [wording.certificate_line(line, names) for line in held],
        "listed": [wording.case_line(line, names) for line in listed[: lists.SHOWN]],
        "issued": [wording.certificate_line(line, names) for line in issued[: lists.SHOWN]],
        "waiting": len(queries.cases.queue(**told)) if _reviews(by) else 0,
        "changed": open_now(request, choice),
        "may_nominate": bool(owners_for(by, Deed.NOMINATE)),
        "states": lists.options(CASE_STATES, state),
        "choice": choice,
    }
    return render(request, "certificates/certificates.html", context)


@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest) -> HttpResponse:
    """Nominate somebody; for those who nominate for an owner."""
    if not owners_for(request.actor, Deed.NOMINATE):
        check_may(request.actor, Deed.NOMINATE, REGION)
    choice = lists.chosen(request)
    lines = [line for line in queries.schemes.schemes(request.viewer, on=choice.on, lang=choice.lang) if line.current]
    form = NominateForm(request.POST if request.method == "POST" else None, lines=lines, lang=choice.lang)
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor))
        if done is not None:
            return redirect("certificate_case", uid=done.uid)
    known = [
        (line.key, line.name)
        for owner in owners_for(request.actor, Deed.NOMINATE)
        for line in people.persons(request.viewer, owner=owner)
    ]
    context = {"form": form, "known": known}
    return render(request, "certificates/nominate.html", context, status=422 if form.errors else 200)


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """What waits for reviewers; for those who review for an owner."""
    if not _reviews(request.actor):
        check_may(request.actor, Deed.REVIEW_CASE, REGION)
    choice = lists.chosen(request)
    found = queries.cases.queue(by=request.actor, on=choice.on, lang=choice.lang)
    names = lists.names_of({line.territory for line in found}, choice)
    context = {"lines": [_with_next(request, line, names, choice) for line in found]}
    return render(request, "certificates/review.html", context)


def _reviews(by: Actor) -> bool:
    return any(may_review(by, grant.owner) for grant in by.grants)


def _with_next(request: HttpRequest, line: CaseLine, names: Any, choice: lists.Choice) -> dict[str, Any]:
    page = queries.cases.case_page(request.viewer, line.uid, by=request.actor, on=choice.on, lang=choice.lang)
    found = wording.steps(page) if page is not None else []
    return wording.case_line(line, names) | {"next": found[0] if found else None}


def _table(request: HttpRequest, listed: list[CaseLine], choice: lists.Choice) -> Any:
    headings = [N_("Person"), N_("Scheme"), N_("Level"), N_("State"), N_("Nominated"), N_("Deadline")]
    rows = [
        [
            line.name,
            f"{line.scheme_title} {line.scheme_version}",
            line.level,
            word_of(CASE_STATES, line.state),
            line.nominated_on.isoformat(),
            line.deadline.isoformat() if line.deadline else "",
        ]
        for line in listed
    ]
    return lists.table(request.viewer, gettext("Cases of trainers' certificates"), headings, rows, choice)
