"""The exams of a course for whoever keeps them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi, gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.training.queries import exams as queries
from kerege.training.queries.curriculum_exams import offered_to
from kerege.training.queries.exam_corrections import keys_to_look_at
from kerege.training.queries.exam_review import code_of, differing
from kerege.training.words.exams import EXAM_STATES, SHOWN_AFTER, STANDINGS, ExamState, ShownAfter
from kerege.web.activities import lists
from kerege.web.exams import forms, wording
from kerege.web.exams.reviewing import called, gone_in_words, page_of
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

TONES = {ExamState.DRAFT: "warn", ExamState.RELEASED: "good", ExamState.WITHDRAWN: ""}


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def exams(request: HttpRequest, uid: object) -> HttpResponse:
    """The exams of a course, the newest first, and those of its curriculum that it can use."""
    lang = get_language() or "en"
    course, lines = queries.exams_of(by=request.actor, course=uid, lang=lang)
    sent = _take(course, request.POST.get("exam", "")[:40], request.POST) if request.method == "POST" else None
    if sent is not None and sent.is_valid():
        done = attempt(sent, lambda: sent.run(by=request.actor, uid=str(uid)))
        if done is not None:
            return redirect("exam", uid=uid, exam=done.uid)
    zone, offered = course.zone or "UTC", offered_to(course, lang=lang)
    forms_of = [sent if sent is not None and sent.of == each.uid else _take(course, each.uid) for each in offered]
    context = {"course": course, "lines": [_line(each, zone) for each in lines], "wrong": sent, "zone": zone}
    context["offered"] = list(zip(offered, forms_of, strict=True))
    return render(request, "exams/exams.html", context, status=422 if sent is not None else 200)


def _take(course: Any, exam: str, sent: Any = None) -> forms.TakeForm:
    """The window for an exam of the curriculum, also for one that is offered no more: its action says so. At first it
    is the last day of the course.
    """
    day = course.last_day or course.first_day
    usual = {"opens": f"{day:%Y-%m-%d}T09:00", "closes": f"{day:%Y-%m-%d}T18:00"} if day else {}
    return forms.TakeForm(sent, of=exam, initial=usual)


def _line(each: queries.ExamLine, zone: str) -> dict[str, Any]:
    return {
        "exam": each,
        "state": gettext(EXAM_STATES[ExamState(each.state)]),
        "tone": TONES[ExamState(each.state)],
        "opens": wording.moment(each.opens, zone),
        "closes": wording.moment(each.closes, zone),
    }


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def exam(request: HttpRequest, uid: object, exam: object) -> HttpResponse:
    """An exam with its blueprint and those who sat it; what waits for somebody stands first."""
    page = page_of(request, uid, exam)
    made = _forms(request, page)
    form = next((each for each in made.values() if each.is_bound), None)
    if form is not None and form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor, uid=str(exam)))
        if done is not None:
            return redirect("exam", uid=uid, exam=exam)
    names = people.person_names(request.viewer, [each.person for each in page.attempts if each.person])
    choice = lists.chosen(request)
    if choice.format:
        return respond(request, _table(page, names), filename="kerege-exam", format=choice.format)
    flagged = differing(by=request.actor, uid=exam)
    wrong = form if form is not None and form.errors else None
    context = _line(page.line, page.zone) | {
        "page": page,
        "course": page.course,
        "forms": made,
        "wrong": wrong,
        "shown": gettext(SHOWN_AFTER[ShownAfter(page.row.shown)]),
        "attempts": [
            wording.attempt_line(each, page.zone) | {"name": called(names, each.person)} for each in page.attempts
        ],
        "blueprint": [forms.row_in_words(each) for each in page.rows],
        "gone": gone_in_words(page.gone),
        "keys": page.line.state != ExamState.DRAFT and keys_to_look_at(page.row),
        "differing": [{"line": each, "name": called(names, each.person)} for each in flagged],
    }
    return render(request, "exams/exam.html", context, status=422 if wrong else 200)


def _forms(request: HttpRequest, page: queries.ExamPage) -> dict[str, forms.Step]:
    """The forms that are offered now, and one that was sent all the same: its action says why it cannot be done."""
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    offered: dict[type[forms.Step], bool] = {
        forms.ReleaseForm: page.line.state == ExamState.DRAFT,
        forms.WithdrawForm: page.line.state == ExamState.RELEASED,
        forms.CloseForm: page.line.state != ExamState.DRAFT,
    }
    return {kind.do: forms.sent(request, kind) for kind, now in offered.items() if now or wanted == kind.do}


def _table(page: queries.ExamPage, names: Any) -> Table:
    """The attempts as a table that leaves: names as far as the reader may read them, else the paper's code."""
    rows = [
        [
            name if isinstance(name := names.get(each.person), str) else code_of(each.uid),
            each.number,
            each.began_at.isoformat(),
            each.ended_at.isoformat() if each.ended_at else "",
            gettext(STANDINGS[each.standing]),
            each.percent,
            _passed(each.passed),
            _note(each),
        ]
        for each in page.attempts
    ]
    headings = [gettext(each) for each in HEADINGS]
    return Table(page.line.title, headings, rows, lang=get_language() or "en", rtl=get_language_bidi())


HEADINGS = (
    *(gettext_noop("Participant"), gettext_noop("Attempt"), gettext_noop("Begun"), gettext_noop("Ended")),
    *(gettext_noop("State"), gettext_noop("Percent"), gettext_noop("Result")),
    gettext_noop("Note"),
)


def _note(each: queries.AttemptLine) -> str:
    """What else whoever counts the results has to know of an attempt."""
    if each.trial:
        return gettext("trial: counts for nothing")
    return gettext("could read what is right before") if each.knew else ""


def _passed(passed: bool | None) -> str:
    return "" if passed is None else gettext("passed") if passed else gettext("not passed")
