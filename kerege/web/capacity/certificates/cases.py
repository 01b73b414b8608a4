"""The page of one case: what is next, the forms of the steps that the reader may take, and what was recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.capacity import queries
from kerege.capacity.queries.cases import CasePage
from kerege.capacity.queries.certificates import StepLine
from kerege.capacity.words.certification import CERTIFICATE_STEPS, IN_CASE, RecordKind
from kerege.training.queries.exam_after import changed_in
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity.certificates import wording
from kerege.web.capacity.certificates.forms import DeliveryForm, StepForm
from kerege.web.capacity.certificates.hours import by_day
from kerege.web.capacity.certificates.steps import STEPS
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


def page_of(request: HttpRequest, uid: object, choice: lists.Choice) -> CasePage:
    """The case that the reader may read. Refuses people.unknown_key in the same words where there is none."""
    found = queries.cases.case_page(request.viewer, uid, by=request.actor, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("case"), uid)
    return found


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, uid: object) -> HttpResponse:
    """One case. What is sent is one step; the page then shows what is next."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    made = [_made(kind, request, page, choice) for kind in STEPS if kind.shown(request, page)]
    form = next((each for each in made if each.is_bound), None)
    if form is not None and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, uid=str(uid))) is not None:
            return redirect("certificate_case", uid=uid)
    wrong = form if form is not None and form.errors else None
    names = lists.names_of({page.line.territory}, choice)
    context = wording.case_line(page.line, names) | {
        "page": page,
        "straight": bool(page.scheme.level(page.line.level).after),
        "steps": wording.steps(page),
        "progress": wording.progress(page),
        "forms": made,
        "wrong": wrong,
        "members": [(each, word_of(IN_CASE, each.part)) for each in page.members],
        "records": _records(request, page),
        "changed": changed_in(page),
        "deliveries": [
            wording.delivery_line(each) | {"file": wording.file_of(request, page, each.uid)} for each in page.deliveries
        ],
        "decisions": [wording.decision_line(each) for each in page.decisions],
        "held": wording.certificate_line(page.certificate, names) if page.certificate else None,
        "changes": [(each, word_of(CERTIFICATE_STEPS, each.what)) for each in _changes(request, page, choice)],
        "history": history(request.viewer, page.line.uid),
    }
    return render(request, "certificates/case.html", context, status=422 if wrong else 200)


def _records(request: HttpRequest, page: CasePage) -> list[dict[str, Any]]:
    """What was recorded; of hours a line for each day and course."""
    days = by_day(request.viewer, list(page.records))
    shown = [each for each in page.records if each.kind != RecordKind.HOURS or each.uid in days]
    return [
        wording.record_line(each, page.scheme, days.get(each.uid))
        | {"file": wording.file_of(request, page, each.uid), "day": days.get(each.uid)}
        for each in shown
    ]


def _changes(request: HttpRequest, page: CasePage, choice: lists.Choice) -> list[StepLine]:
    if page.certificate is None:
        return []
    told = {"me": request.actor.uid, "on": choice.on, "in_case": bool(page.line.parts)}
    return queries.certificates.steps_of(request.viewer, page.certificate.uid, **told)


def _made(kind: type[StepForm], request: HttpRequest, page: CasePage, choice: lists.Choice) -> Any:
    sent = request.method == "POST" and request.POST.get("do") == kind.do
    form = kind(request.POST if sent else None, request.FILES if sent else None, prefix=kind.do, page=page)
    if isinstance(form, DeliveryForm):
        countries = lists.countries(choice.on, choice.lang)
        note_offered(request, countries)
        form.fields["territory"].choices = [(c.code, str(c)) for c in countries]  # type: ignore[attr-defined]
        form.fields["territory"].initial = page.line.territory
    return form
