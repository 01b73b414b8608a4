"""Exams for whoever sits them: which are open, beginning, answering, handing in, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.lib.refusal import Refusal
from kerege.training.actions import exams as actions
from kerege.training.queries import exam_sitting as queries
from kerege.training.rules.exam_items import right_of
from kerege.training.words.exams import ALLOWANCE_STATES, OUTCOMES, WAYS, AllowanceState, Standing
from kerege.training.words.exams_refused import EXAM_SAVED_OFTEN
from kerege.web.capacity.sealing import known_to_device
from kerege.web.exams import forms, wording
from kerege.web.exams.reviewing import wanted
from kerege.web.questions import asking, calling, telling
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused, problem
from kerege.web.shell.wording import language_name


@require_GET
@login_required
@never_cache
@asks()
def my_exams(request: HttpRequest) -> HttpResponse:
    """The exams of the courses in which the reader has a place: what goes on first."""
    found = queries.own_exams(by=request.actor, now=now(), lang=get_language() or "en")
    lines = sorted((_line(each) for each in found), key=lambda each: (not each["exam"].going, bool(each["why"])))
    return render(request, "exams/my_exams.html", {"lines": lines})


def _line(each: queries.OwnExam) -> dict[str, Any]:
    return {
        "exam": each,
        "opens": wording.moment(each.terms.opens, each.zone),
        "closes": wording.moment(each.terms.closes, each.zone),
        "why": wording.why(each.refusal, each.zone),
        "going": wording.attempt_line(each.going, each.zone) if each.going else None,
        "attempts": [wording.attempt_line(one, each.zone) for one in each.attempts if one.ended_at],
        "left": each.left,
    }


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def my_exam(request: HttpRequest, uid: object) -> HttpResponse:
    """One exam before it is begun: everything that counts is told first."""
    refused = ""
    found = queries.own_exam(by=request.actor, uid=uid, now=now(), lang=get_language() or "en")
    if request.method == "POST":
        try:
            chosen, trial = request.POST.get("language", ""), request.POST.get("do") == "trial"
            begun = actions.begin_exam(by=request.actor, exam=str(uid), language=chosen, trial=trial)
            return redirect("sit_exam", uid=begun.uid)
        except Refusal as refusal:
            note_refused(refusal)
            refused = wording.why(refusal, found.zone)
    languages = [(tag, language_name(tag)) for tag in found.terms.languages]
    here = next((tag for tag, _ in languages if tag == get_language()), found.terms.languages[0])
    context = _line(found) | {
        "refused": refused,
        "languages": languages,
        "chosen": here,
        "grace": wording.grace(),
        "minutes": min(found.terms.minutes, max(0, int((found.terms.closes - now()).total_seconds() // 60))),
    }
    return render(request, "exams/my_exam.html", context, status=409 if refused else 200)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def sit(request: HttpRequest, uid: object) -> HttpResponse:
    """An attempt that goes on. Everything can be saved and handed in without a script."""
    found = queries.sitting(by=request.actor, uid=uid, now=now(), lang=get_language() or "en")
    if request.method == "POST":
        return _sent(request, found)
    if found.attempt.standing != Standing.OPEN or (found.left == 0 and not _still(found)):
        return redirect("exam_result", uid=uid)
    return _page(request, found)


def _still(found: queries.Sitting) -> bool:
    """Whether what the line may take is not over."""
    return (now() - found.attempt.ends_at).total_seconds() <= wording.grace()


def _page(request: HttpRequest, found: queries.Sitting, refusal: Refusal | None = None) -> HttpResponse:
    zone = found.exam.zone
    wrong = _wrong(found.questions, refusal) if refusal else None
    errors = [{"field": wrong[2], "sentence": wording.why(refusal, zone)}] if refusal and wrong else []
    context = {
        "sitting": found,
        "exam": found.exam,
        "ends": wording.moment(found.attempt.ends_at, zone),
        "minutes": -(-found.left // 60),
        "language": language_name(found.language),
        "questions": [_question(found, each, errors, wrong) for each in found.questions],
        "unanswered": [each.place for each in found.questions if not each.given],
        "me": known_to_device(request),
        "device": str(uuid4()),
        "grace": wording.grace(),
        "errors": errors,
    }
    return render(request, "exams/sit.html", context, status=refusal.status if refusal else 200)


def _prefix(place: int) -> str:
    """With what the names of the fields of a question begin."""
    return f"p{place}"


def _question(found: queries.Sitting, each: queries.Question, errors: Any, wrong: Any) -> dict[str, Any]:
    said = {wrong[1]: errors[0]["sentence"]} if wrong and wrong[0] == each.place else {}
    images = enumerate(each.shown.images.values(), start=1)
    pictures = {one.sha256: reverse("exam_picture", args=[found.attempt.uid, each.place, n]) for n, one in images}
    told: dict[str, Any] = {"prefix": _prefix(each.place), "pictures": pictures, "errors": said, "nameless": True}
    return {
        "question": each,
        "id": _prefix(each.place),
        "asked": asking.asked(each.shown, each.given, **told),
        "saved": wording.moment(each.saved_at, found.exam.zone).time if each.saved_at else "",
    }


def _wrong(questions: Iterable[queries.Question], refusal: Refusal) -> tuple[int, str, str]:
    """The place and the interaction at which a refusal stands, and the field of the page for it."""
    at, _, name = (refusal.field or "").partition("-")
    for each in questions:
        if _prefix(each.place) == at:
            return each.place, name, calling.field_of(each.shown, at, name)
    return 0, "", ""


def _answers(post: Any, questions: Iterable[queries.Question]) -> dict[int, dict[str, Any]]:
    """The answers in a form, by place."""
    return {each.place: calling.sent(post, each.shown, _prefix(each.place)) for each in questions}


def _sent(request: HttpRequest, found: queries.Sitting) -> HttpResponse:
    """Save what a form sent, and hand in where that was asked for. Unchanged answers are not saved again."""
    answers = _answers(request.POST, found.questions)
    sent = [actions.Sent(place, given) for place, given in answers.items()]
    try:
        actions.save_answers(by=request.actor, attempt=found.attempt.uid, device="page", sent=sent)
    except Refusal as refusal:
        note_refused(refusal)
        full = refusal.code == EXAM_SAVED_OFTEN.code and request.POST.get("do") == "hand_in"
        if full or refusal.status == 409:  # the time is over; what came too late is kept aside
            actions.hand_in(by=request.actor, attempt=found.attempt.uid)
            return redirect("exam_result", uid=found.attempt.uid)
        return _page(request, _typed(found, answers), refusal)
    if request.POST.get("do") == "hand_in":
        actions.hand_in(by=request.actor, attempt=found.attempt.uid)
        return redirect("exam_result", uid=found.attempt.uid)
    return redirect("sit_exam", uid=found.attempt.uid)


def _typed(found: queries.Sitting, answers: Mapping[int, Mapping[str, Any]]) -> queries.Sitting:
    """The attempt as the form had it: one wrong answer takes nothing from what was typed."""
    typed = tuple(replace(each, given=answers.get(each.place, each.given)) for each in found.questions)
    return replace(found, questions=typed)


@require_POST
@login_required
@never_cache
def answers(request: HttpRequest, uid: object) -> JsonResponse:
    """Save one answer for the page's program: when it was saved, by the clock of the course."""
    place, number = (_number(request.POST.get(name, "")) for name in ("place", "number"))
    question, zone = queries.one_asked(by=request.actor, uid=uid, place=place)
    asked = (question,) if question is not None else ()
    given = _answers(request.POST, asked).get(place, {})
    try:
        (kept,) = actions.save_answers(
            by=request.actor,
            attempt=str(uid),
            device=request.POST.get("device", ""),
            sent=[actions.Sent(place, given, number)],
        )
    except Refusal as refusal:
        refusal.field = _wrong(asked, refusal)[2] or None
        return problem(refusal)
    return JsonResponse(_kept(kept.at, zone) | {"elsewhere": kept.from_elsewhere})


def _kept(at: datetime, zone: str) -> dict[str, Any]:
    return {"saved": wording.moment(at, zone).time}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def needs(request: HttpRequest, uid: object) -> HttpResponse:
    """Asking for an accommodation: what is needed, and never a diagnosis."""
    found = queries.own_exam(by=request.actor, uid=uid, now=now(), lang=get_language() or "en")
    form = forms.sent(request, forms.NeedForm)
    if form.is_bound and form.is_valid() and attempt(form, lambda: form.run(by=request.actor, uid=str(uid))):
        return redirect("my_exam_needs", uid=uid)
    wrong = form if form.is_bound and form.errors else None
    wishes = [
        {
            "wish": each,
            "state": gettext(ALLOWANCE_STATES[AllowanceState(each.state)]),
            "wanted": wanted(each, found.zone),
        }
        for each in found.wishes
    ]
    context = {"exam": found, "form": form, "wrong": wrong, "wishes": wishes}
    return render(request, "exams/my_needs.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def result(request: HttpRequest, uid: object) -> HttpResponse:
    """What came of an attempt, as far as the exam shows it; and disputing it while there is time."""
    found = queries.own_result(by=request.actor, uid=uid, now=now(), lang=get_language() or "en")
    open_now = found.until is not None and now() <= found.until
    form = None
    if open_now or request.method == "POST":
        form = forms.sent(request, forms.AppealForm, places=found.placed)
    if form is not None and form.is_bound and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, uid=str(uid))):
            return redirect("exam_result", uid=uid)
    wrong = form if form is not None and form.errors else None
    context = {
        "result": found,
        "exam": found.exam,
        "line": wording.attempt_line(found.attempt, found.exam.zone),
        "until": wording.moment(found.until, found.exam.zone) if found.until else None,
        "places": [_place(each, found.notes) for each in found.places],
        "appeals": [{"line": each, "outcome": gettext(OUTCOMES[each.outcome])} for each in found.appeals],
        "late": found.late,
        "form": form,
        "wrong": wrong,
        "me": known_to_device(request),
        "device": str(uuid4()),
    }
    return render(request, "exams/result.html", context, status=422 if wrong else 200)


def _place(each: Any, notes: Any) -> dict[str, Any]:
    """One question with what was answered, what was right, and why a person gave what they gave."""
    question, graded, data = each
    return {
        "question": question,
        "text": telling.told(question.shown)["text"],
        "result": graded,
        "void": gettext(WAYS[graded.void]) if graded.void else "",
        "answers": telling.in_words(question.shown, question.given),
        "right": telling.in_words(question.shown, right_of(data)),
        "notes": notes.get(question.place, ()),
    }
