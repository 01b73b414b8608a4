"""What waits for those who keep an exam: marks, appeals, accommodations; and what its questions tell."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.people import queries as people
from kerege.training.actions import exams as actions
from kerege.training.queries import exam_review as queries
from kerege.training.queries import exams
from kerege.training.queries.exam_keys import items_that_hold
from kerege.training.queries.exam_voids import Gone
from kerege.training.words.exams import ALLOWANCE_STATES, FLAGS, OUTCOMES, WAYS, AllowanceState, Outcome
from kerege.web.exams import correcting, forms, wording
from kerege.web.questions import telling
from kerege.web.shell.asked import asks
from kerege.web.shell.figures import figure
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import language_name


def page_of(request: HttpRequest, uid: object, exam: object) -> exams.ExamPage:
    """The exam for whoever keeps it. Refuses training.no_such_exam (404), also under another course."""
    page = exams.exam_page(by=request.actor, uid=exam, lang=get_language() or "en")
    if str(page.course.uid) != str(uid):
        raise exams.not_there()
    return page


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def marking(request: HttpRequest, uid: object, exam: object) -> HttpResponse:
    """Answers that wait for a person, each without a name and with what its author says about marking it."""
    page = page_of(request, uid, exam)
    sent = request.POST.get("which", "") if request.method == "POST" else ""
    form = forms.MarkForm(request.POST if sent else None, prefix=sent or None)
    if sent and form.is_valid():
        target, _, place = sent.partition("_")
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else 0
        told: dict[str, Any] = {"attempt": target, "place": number}
        if attempt(form, lambda: actions.mark_answer(by=request.actor, **told, **form.cleaned_data)):
            return redirect("exam_marking", uid=uid, exam=exam)
    lines, others = queries.to_mark(by=request.actor, uid=exam, lang=get_language() or "en")
    shown = [_to_mark(each, form, sent) for each in lines]
    wrong = form if sent and form.errors else None
    context = {"page": page, "course": page.course, "lines": shown, "others": others, "wrong": wrong}
    return render(request, "exams/marking.html", context | {"part": "marking"}, status=422 if wrong else 200)


def _to_mark(each: queries.ToMark, form: forms.MarkForm, sent: str) -> dict[str, Any]:
    which = f"{each.attempt}_{each.question.place}"
    return _asked(each.question) | {
        "line": each,
        "which": which,
        "answers": telling.in_words(each.question.shown, each.question.given),
        "form": form if which == sent else forms.MarkForm(prefix=which),
    }


def _asked(question: Any) -> dict[str, Any]:
    return {"question": question} | telling.told(question.shown)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def appeals(request: HttpRequest, uid: object, exam: object) -> HttpResponse:
    """What learners dispute. Whoever had a part in it reads it and does not decide."""
    page = page_of(request, uid, exam)
    sent = request.POST.get("which", "") if request.method == "POST" else ""
    form = forms.DecideForm(request.POST if sent else None, prefix=sent or None)
    if sent and form.is_valid() and attempt(form, lambda: form.run(by=request.actor, uid=sent)):
        return redirect("exam_appeals", uid=uid, exam=exam)
    lines = [
        {
            "line": each,
            "asked": _asked(each.question) if each.question else None,
            "answers": telling.in_words(each.question.shown, each.question.given) if each.question else [],
            "made": wording.moment(each.made_at, page.zone),
            "outcome": gettext(OUTCOMES[each.outcome]),
            "open": each.outcome == Outcome.OPEN,
            "form": form if each.uid == sent else forms.DecideForm(prefix=each.uid),
        }
        for each in queries.appeals_of(by=request.actor, uid=exam)
    ]
    wrong = form if sent and form.errors else None
    context = {"page": page, "course": page.course, "lines": lines, "wrong": wrong, "part": "appeals"}
    return render(request, "exams/appeals.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def allowances(request: HttpRequest, uid: object, exam: object) -> HttpResponse:
    """Accommodations: those that were asked for, and granting one."""
    page = page_of(request, uid, exam)
    form = forms.sent(request, forms.GrantForm)
    if form.is_bound and form.is_valid() and attempt(form, lambda: form.run(by=request.actor, uid=str(exam))):
        return redirect("exam_allowances", uid=uid, exam=exam)
    if request.method == "POST" and request.POST.get("do") in {"yes", "no"}:
        granted = request.POST["do"] == "yes"
        actions.decide_allowance(by=request.actor, allowance=request.POST.get("which", ""), granted=granted)
        return redirect("exam_allowances", uid=uid, exam=exam)
    found = queries.allowances_of(by=request.actor, uid=exam)
    names = people.person_names(request.viewer, [each.person for each in found if each.person])
    lines = [
        {
            "line": each,
            "name": called(names, each.person),
            "state": gettext(ALLOWANCE_STATES[AllowanceState(each.state)]),
            "wanted": wanted(each, page.zone),
        }
        for each in found
    ]
    wrong = form if form.is_bound and form.errors else None
    context = {"page": page, "course": page.course, "lines": lines, "form": form, "wrong": wrong, "part": "needs"}
    return render(request, "exams/needs.html", context, status=422 if wrong else 200)


def called(names: Any, person: int | None) -> str:
    """A name as far as the reader may read it."""
    found = names.get(person)
    return found if isinstance(found, str) else gettext("a participant")


def gone_in_words(found: Iterable[Gone]) -> list[dict[str, Any]]:
    """Questions that do not hold any more elsewhere, each with what became of it there and why."""
    return [
        {
            "what": gettext("retired in the bank")
            if each.version is None
            else gettext("void in version %(number)s") % {"number": figure(each.version)},
            "why": each.reason,
        }
        for each in found
    ]


def wanted(each: Any, zone: str) -> list[str]:
    """What an accommodation is, in words."""
    found = []
    if each.extra_time:
        found.append(gettext("%(share)s %% more time") % {"share": each.extra_time})
    if each.extra_tries:
        found.append(gettext("more attempts: %(count)s") % {"count": each.extra_tries})
    if each.opens:
        found.append(gettext("opens: %(when)s") % {"when": wording.moment(each.opens, zone)})
    if each.closes:
        found.append(gettext("closes: %(when)s") % {"when": wording.moment(each.closes, zone)})
    if each.language:
        found.append(gettext("language: %(language)s") % {"language": language_name(each.language)})
    if each.reader:
        found.append(gettext("somebody reads the questions"))
    return found


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def figures(request: HttpRequest, uid: object, exam: object) -> HttpResponse:
    """What sittings tell of the questions, and grading everybody anew where one, or its key, was wrong."""
    page = page_of(request, uid, exam)
    found = queries.figures_of(by=request.actor, uid=exam, lang=get_language() or "en")
    refs = [(each.ref, text[:120]) for each, text, _ in found.items if each.ref not in found.voids]
    form = forms.sent(request, forms.VoidForm, refs=refs)
    keys = correcting.context_of(request, exam, correcting.texts_of(items_that_hold(page.row)), page.zone)
    sent = form if form.is_bound else correcting.form_sent(request, keys)
    if sent is not None and sent.is_valid() and attempt(sent, lambda: sent.run(by=request.actor, uid=str(exam))):
        return redirect("exam_figures", uid=uid, exam=exam)
    lines = [
        {
            "item": each,
            "text": text,
            "chosen": [(choices.get(name, name), count) for name, count in each.chosen],
            "flags": [gettext(FLAGS[flag]) for flag in each.flags],
            "void": gettext(WAYS[found.voids[each.ref][0]]) if each.ref in found.voids else "",
            "why": found.voids[each.ref][1] if each.ref in found.voids else "",
            "gone": gone_in_words([found.gone[each.ref]])[0] if each.ref in found.gone else None,
        }
        for each, text, choices in found.items
    ]
    wrong = sent if sent is not None and sent.errors else None
    context = {"page": page, "course": page.course, "figures": found, "lines": lines, "form": form, "wrong": wrong}
    context["gone"] = gone_in_words(found.gone.values())
    return render(request, "exams/figures.html", context | keys | {"part": "questions"}, status=422 if wrong else 200)
