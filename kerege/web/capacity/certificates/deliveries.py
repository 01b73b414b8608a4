"""The page of one delivery: its tests, how its participants answer, and the observer's rubric."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries.cases import CasePage, DeliveryLine
from kerege.capacity.words.certification import FEEDBACK_QUESTIONS, CaseState, InCase, RecordKind
from kerege.people.rules import Actor
from kerege.web.activities import lists
from kerege.web.capacity.certificates import wording
from kerege.web.capacity.certificates.forms import RubricForm, StepForm
from kerege.web.shell.codes import code_to_scan
from kerege.web.shell.forms import Numeral, Offered, Typed, Whole, attempt

MARKS = [("", "–"), *((str(n), str(n)) for n in range(1, 6))]


class OfDelivery(StepForm):
    """A form about one delivery, of whose case the page is."""

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        open_now = page.line.state in {CaseState.PART_TWO, CaseState.CERTIFIED}
        return open_now and cls.for_reader(page.line.parts)

    @classmethod
    def for_reader(cls, parts: frozenset[str]) -> bool:
        raise NotImplementedError


class TestsForm(OfDelivery):
    __test__ = False
    do, title, button = "tests", _("Tests before and after"), _("Record the tests")
    tested = Numeral(label=_("Participants who wrote both tests"))
    before = Numeral(label=_("Mean before, in percent"))
    after = Numeral(label=_("Mean after, in percent"))

    @classmethod
    def for_reader(cls, parts: frozenset[str]) -> bool:
        return bool(parts & {"trainee", InCase.CENTRE.value})

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.record_tests(by=by, delivery=uid, **self.cleaned_data)


class LinksForm(OfDelivery):
    do, title, button = "links", _("Links for the participants"), _("Make the links")
    links = Whole(min_value=0, max_value=500, label=_("How many"))

    @classmethod
    def for_reader(cls, parts: frozenset[str]) -> bool:
        taught = parts & {"trainee", InCase.CO_TRAINER.value}
        return bool(parts & {InCase.OBSERVER.value, InCase.CENTRE.value}) and not taught

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.open_feedback(by=by, delivery=uid, **self.cleaned_data)


class PaperForm(OfDelivery):
    do, title, button = "paper", _("Enter one paper form"), _("Enter it")

    def offer(self, page: CasePage) -> None:
        for key, text in FEEDBACK_QUESTIONS.items():
            self.fields[key] = Offered(label=gettext(text), choices=MARKS)

    @classmethod
    def for_reader(cls, parts: frozenset[str]) -> bool:
        return LinksForm.for_reader(parts)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.enter_paper(by=by, delivery=uid, given=self.cleaned_data)


class ObserveForm(RubricForm):
    do, title, button = "observe", _("Observer's rubric"), _("Record what I observed")
    note = Typed(
        required=False,
        label=_("Note"),
        help_text=_("Criteria from 1 (not yet) to 4 (fully). Name no participants."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return page.line.state in {CaseState.PART_TWO, CaseState.CERTIFIED} and InCase.OBSERVER.value in page.line.parts

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.observe(by=by, delivery=uid, given=self.judged, note=self.cleaned_data["note"])


FORMS: tuple[type[StepForm], ...] = (ObserveForm, LinksForm, PaperForm, TestsForm)


@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, case: object, uid: object) -> HttpResponse:
    """One delivery of a case. Links are shown once, right after they were made, to be printed or handed out."""
    choice = lists.chosen(request)
    page, found = _found(request, case, uid, choice)
    made = [_made(kind, request, page) for kind in FORMS if kind.shown(request, page)]
    form = next((each for each in made if each.is_bound), None)
    links: list[dict[str, Any]] = []
    if form is not None and form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor, uid=str(uid)))
        if done is not None and not isinstance(form, LinksForm):
            return redirect("certificate_delivery", case=case, uid=uid)
        links = [_link(request, token) for token in done or []]
    wrong = form if form is not None and form.errors else None
    names = lists.names_of({found.territory}, choice)
    rubrics = [each for each in page.of_kind(RecordKind.OBSERVATION) if each.given["delivery"] == found.uid]
    context = wording.delivery_line(found) | {
        "page": page,
        "country": names.get(found.territory),
        "file": wording.file_of(request, page, found.uid),
        "forms": made,
        "wrong": wrong,
        "links": links,
        "rubrics": [wording.record_line(each, page.scheme) for each in rubrics],
    }
    return render(request, "certificates/delivery.html", context, status=422 if wrong else 200)


def _found(request: HttpRequest, case: object, uid: object, choice: lists.Choice) -> tuple[CasePage, DeliveryLine]:
    page = queries.cases.case_page(request.viewer, case, by=request.actor, on=choice.on, lang=choice.lang)
    found = next((each for each in page.deliveries if each.uid == str(uid)), None) if page else None
    if page is None or found is None:
        raise lists.not_there(gettext("delivery"), uid)
    return page, found


def _made(kind: type[StepForm], request: HttpRequest, page: CasePage) -> Any:
    sent = request.method == "POST" and request.POST.get("do") == kind.do
    return kind(request.POST if sent else None, prefix=kind.do, page=page)


def _link(request: HttpRequest, token: str) -> dict[str, Any]:
    """The address of a link and its code."""
    address = request.build_absolute_uri(reverse("certificate_feedback", args=[token]))
    return {"address": address, "code": code_to_scan(address)}
