"""A finding: how it is graded, why it arose, and what is done about it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.words import ACTION_STATES, SEVERITIES
from kerege.capacity.words.quality import CAUSES
from kerege.people.rules import Actor
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity import wording
from kerege.web.inventory.details import words
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import Offered, Typed, attempt
from kerege.web.shell.wording import word_of


class CauseForm(forms.Form):
    do, title, button = "cause", _("Why it came to this"), _("Record the cause")
    kind = Offered(label=_("Kind of cause"))
    cause = Typed(
        label=_("The cause in words"), help_text=_("Ask “why” until something stands there that can be changed.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words(CAUSES)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.name_cause(by=by, finding=uid, **self.cleaned_data)


class GradeForm(forms.Form):
    do, title, button = "grade", _("Grade it otherwise"), _("Record the grade")
    severity = Offered(label=_("Grade"))
    because = Typed(label=_("Why it is graded so"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["severity"].choices = words(SEVERITIES)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.grade_finding(by=by, finding=uid, **self.cleaned_data)


@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, uid: object) -> HttpResponse:
    """One finding; for whoever leads, its cause and its grade."""
    choice = lists.chosen(request)
    found = queries.found_one(request.viewer, uid, me=request.actor, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("finding"), uid)
    note_offered(request, lists.names_of({found.owner}, choice).values())
    made = [_bound(kind, request, found.finding) for kind in (CauseForm, GradeForm)] if found.keeps else []
    form = next((each for each in made if each.is_bound), None)
    if form is not None and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, uid=str(uid))) is not None:
            return redirect("finding", uid=uid)
    context = wording.found(found) | {
        "found": found,
        "actions": [(each, word_of(ACTION_STATES, each.state)) for each in found.finding.actions],
        "forms": made,
        "wrong": form if form is not None and form.errors else None,
        "history": history(request.viewer, found.finding.uid),
    }
    return render(request, "capacity/finding.html", context, status=422 if context["wrong"] else 200)


def _bound(kind: Any, request: HttpRequest, line: queries.FindingLine) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    told = {"kind": line.cause_kind, "cause": line.cause, "severity": line.severity, "because": line.graded_because}
    return kind(sent, prefix=kind.do, initial=told)
