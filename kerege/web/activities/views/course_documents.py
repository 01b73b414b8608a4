"""Which controlled documents a course uses: choosing one, and taking one off."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.capacity.queries import documents as capacity
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.web.activities import lists
from kerege.web.activities.views.courses import card_of, used_documents
from kerege.web.shell.forms import Offered, attempt


class UseForm(forms.Form):
    do, button = "use", _("Enter it")
    document = Offered(label=_("Controlled document"))

    def run(self, *, by: Actor, course: str) -> Any:
        return actions.use_document(by=by, course=course, document=self.cleaned_data["document"])


@require_http_methods(["GET", "POST"])
def course_documents(request: HttpRequest, uid: object) -> HttpResponse:
    """The controlled documents of a course, for whoever records for its owner."""
    choice = lists.chosen(request)
    line = card_of(request, uid, choice).line
    check_may(request.actor, Deed.RECORD_ACTIVITY, line.owner)
    used = used_documents(request, line.uid, choice)
    form = _form(request, choice, used)
    if request.method == "POST" and request.POST.get("do") == "drop":
        actions.drop_document(by=request.actor, course=line.key, document=request.POST.get("document", "")[:60])
        return redirect("course_documents", uid=uid)
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor, course=line.key)) is not None:
        return redirect("course", uid=uid)
    context = {"course": line, "documents": used, "form": form, "offered": bool(form.fields["document"].choices)}  # type: ignore[attr-defined]
    return render(request, "activities/course_documents.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, choice: lists.Choice, used: list[tuple[queries.UsedDocument, str]]) -> UseForm:
    """The form with the documents that the actor may read and that the course does not use yet."""
    form = UseForm(request.POST if request.method == "POST" and request.POST.get("do") == UseForm.do else None)
    taken = {each.document for each, _ in used}
    told = {"me": request.actor, "on": choice.on, "lang": choice.lang}
    lines = capacity.register(request.viewer, **told)
    choices = [(line.uid, f"{line.code} {line.title}, {line.place}") for line in lines if line.uid not in taken]
    form.fields["document"].choices = choices  # type: ignore[attr-defined]
    return form
