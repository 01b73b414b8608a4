"""A report: its sections and fields, where each came from, writing in a field, and what leaves when it is released."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.law.queries.reported import FieldLine, ReportPage, report_page, took_part
from kerege.law.rules.reporting import OPEN, SETTLED
from kerege.law.words.reports import ReportState
from kerege.lib.versions import text_in
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.reports import forms, wording
from kerege.web.reports.lists import trail
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address

BUTTONS = (forms.FillForm, forms.PrepareForm, forms.CorrectForm)
DETAILS = (forms.ReturnForm, forms.WithdrawForm, forms.SentForm)


def found(request: HttpRequest, uid: object) -> tuple[ReportPage, lists.Choice]:
    """The report that the reader may know of. Refuses people.unknown_key in the same words where there is none."""
    choice = lists.chosen(request)
    page = report_page(request.viewer, uid, on=choice.on)
    if page is None:
        raise lists.not_there(gettext("report"), uid)
    return page, choice


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, uid: object) -> HttpResponse:
    """The report by sections; for whoever works on it what to do next stands first."""
    report, choice = found(request, uid)
    offered = _offered(request, report)
    wrong = None
    if request.method == "POST":
        form = next((each for each in offered.values() if each.is_bound), None)
        made = (
            attempt(form, lambda: form.run(by=request.actor, report=report.line.uid))
            if form and form.is_valid()
            else None
        )
        if made is not None:
            return redirect("report", uid=made.uid if isinstance(form, forms.CorrectForm) else report.line.uid)
        wrong = form if form is not None and form.errors else None
    context = {
        **_context(request, report, choice),
        "buttons": [each for each in offered.values() if isinstance(each, BUTTONS)],
        "details": [each for each in offered.values() if isinstance(each, DETAILS)],
        "wrong": wrong,
        "writes": report.line.state == ReportState.DRAFT and may(request.actor, Deed.RECORD_LAW, report.line.owner),
        "releases": _releases(request, report),
        "history": history(request.viewer, report.line.uid),
        "trail": trail(),
    }
    return render(request, "reports/report.html", context, status=422 if wrong else 200)


def _context(request: HttpRequest, report: ReportPage, choice: lists.Choice) -> dict[str, Any]:
    line = report.line
    country = lists.names_of({line.owner}, choice)[line.owner]
    return {
        **wording.shown(line, country),
        "form_title": text_in(report.form.title, choice.lang, "en"),
        "publisher": text_in(report.form.publisher, choice.lang, "en"),
        "source": report.form.source,
        "notices": wording.notices(report.form),
        "readers": dict(forms.LEVELS)[str(int(line.audience))],
        "sections": _sections(report, choice.lang),
        "outside": [] if line.whole else wording.outside(report.told),
        "filled": report.filled,
        "asked": len(report.fields),
        "empty": report.empty if line.whole and line.state in OPEN else [],
        "changed": [each.field.key for each in report.fields if each.changed],
        "files": _files(report),
        "submissions": line.sent,
        "settled": line.state in SETTLED,
    }


def _sections(report: ReportPage, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "label": text_in(label, lang, "en"),
            "fields": [wording.field(each) for each in report.fields if each.field.section == key],
        }
        for key, label in report.form.sections
    ]


def _files(report: ReportPage) -> list[dict[str, Any]]:
    languages = dict.fromkeys(each.language for each in report.files)
    return [{"language": lang, "files": [each for each in report.files if each.language == lang]} for lang in languages]


def _releases(request: HttpRequest, report: ReportPage) -> bool:
    line = report.line
    mine = took_part(request.viewer, request.actor.uid, line)
    return line.state == ReportState.PREPARED and may(request.actor, Deed.REVIEW_LAW, line.owner) and not mine


def _offered(request: HttpRequest, report: ReportPage) -> dict[str, Any]:
    """The forms that somebody is offered now; the actions refuse whatever else is sent."""
    by, line = request.actor, report.line
    records = may(by, Deed.RECORD_LAW, line.owner)
    works = records or may(by, Deed.REVIEW_LAW, line.owner)
    offered = {
        forms.FillForm: records and line.state == ReportState.DRAFT,
        forms.PrepareForm: records and line.state == ReportState.DRAFT,
        forms.CorrectForm: records and line.state == ReportState.RELEASED,
        forms.ReturnForm: works and line.state == ReportState.PREPARED,
        forms.WithdrawForm: works and line.state in OPEN,
        forms.SentForm: works and line.state == ReportState.RELEASED,
    }
    return {kind.do: _bound(request, kind, line.number) for kind, wanted in offered.items() if wanted}


def _bound(request: HttpRequest, kind: Any, number: int) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    return kind(sent, initial={"seen": str(number)}, auto_id=f"{kind.do}_%s")


@require_http_methods(["GET", "POST"])
def field(request: HttpRequest, uid: object, key: str) -> HttpResponse:
    """One field: what it asks, what was filled in and from where, and what a person writes beside it."""
    report, choice = found(request, uid)
    each = next((one for one in report.fields if one.field.key == key), None)
    if each is None:
        raise lists.not_there(gettext("field"), key)
    writes = report.line.state == ReportState.DRAFT and may(request.actor, Deed.RECORD_LAW, report.line.owner)
    form = _field_form(request, report, each, choice.lang) if writes or request.method == "POST" else None
    if form is not None and form.is_valid():
        called = {name: f"own_{name}" for name in each.field.own_columns}
        done = attempt(form, lambda: form.run(by=request.actor, report=report.line.uid), called=called)
        if done is not None:
            return redirect(f"{address('report', report.line.uid)}#{key}")
    country = lists.names_of({report.line.owner}, choice)[report.line.owner]
    context = {
        **wording.shown(report.line, country),
        "field": wording.field(each),
        "form": form,
        "notices": wording.notices(report.form),
        "trail": [*trail(), (wording.title(report.line), address("report", report.line.uid))],
    }
    return render(request, "reports/field.html", context, status=422 if form and form.errors else 200)


def _field_form(request: HttpRequest, report: ReportPage, each: FieldLine, lang: str) -> forms.FieldForm:
    initial: dict[str, Any] = {f"own_{name}": text for name, text in each.own.items()}
    initial |= {"instead": each.instead, "seen": str(report.line.number)}
    sent = request.POST if request.method == "POST" else None
    return forms.FieldForm(sent, form=report.form, about=each.field, lang=lang, initial=initial)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, uid: object) -> HttpResponse:
    """What leaves, row by row, and the button of the second person."""
    report, choice = found(request, uid)
    if not report.line.whole or report.line.state != ReportState.PREPARED and request.method == "GET":
        return redirect("report", uid=report.line.uid)
    form = _bound(request, forms.ReleaseForm, report.line.number)
    if form.is_bound and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, report=report.line.uid)) is not None:
            return redirect("report", uid=report.line.uid)
    opens = [each for each in report.fields if _opens(report, each)]
    context = {
        **_context(request, report, choice),
        "form": form,
        "releases": _releases(request, report),
        "opens": [each.field.key for each in opens],
        "trail": [*trail(), (wording.title(report.line), address("report", report.line.uid))],
    }
    return render(request, "reports/release.html", context, status=422 if form.errors else 200)


def _opens(report: ReportPage, each: FieldLine) -> bool:
    """Whether the release tells its readers of records that they may not read today."""
    return not each.instead and any(one.get("label", 0) > report.line.audience for one in each.sources)
