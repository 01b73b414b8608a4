"""The badges of a course for its organiser: what for, who earned one, who has one; given and taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.capacity.words.course_badges import BADGE_KINDS
from kerege.training.actions import badges as actions
from kerege.training.queries import badges as queries
from kerege.web.activities import lists
from kerege.web.results.forms import DONE, BadgeForm, TakeBackForm
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def course_badges(request: HttpRequest, uid: object) -> HttpResponse:
    """For whoever organises the course."""
    choice = lists.chosen(request)
    page = queries.badges_of_course(request.viewer, uid, by=request.actor, on=choice.on, lang=choice.lang)
    if page is None:
        raise lists.not_there(gettext("course"), uid)
    do, kind = request.POST.get("do", ""), request.POST.get("kind", "")[:20]
    forms = {
        each.kind.value: BadgeForm(_sent(request, do == "decide" and kind == each.kind), of=each, exams=page.exams)
        for each in page.kinds
    }
    back = TakeBackForm(_sent(request, do == "take_back"))
    if request.method == "POST" and (done := _done(request, page, do, kind, [*forms.values(), back])):
        messages.success(request, done)
        return redirect("course_badges", uid=page.uid)
    wrong = next((form for form in (*forms.values(), back) if form.errors), None)
    context = {
        "page": page,
        "parts": [_part(each, forms[each.kind.value], choice.lang) for each in page.kinds],
        "back": back,
        "sent": request.POST.get("number", "") if do == "take_back" else "",
        "wrong": wrong,
    }
    return render(request, "results/badges.html", context, status=422 if wrong else 200)


def _sent(request: HttpRequest, bound: bool) -> Any:
    return request.POST if bound and request.method == "POST" else None


def _done(request: HttpRequest, page: queries.CourseBadges, do: str, kind: str, forms: list[Any]) -> str:
    """What was done, in words; empty where it was refused at its field."""
    if do == "give":
        given = actions.give_course_badges(
            by=request.actor, course=page.uid, kind=kind, person=request.POST.get("person", "")[:40]
        )
        said = ngettext("%(n)s person got the badge.", "%(n)s people got the badge.", given) % {"n": given}
        return said if given else gettext("Nobody got one: everybody who earned it has it already.")
    if do == "end":
        actions.end_course_badge(by=request.actor, course=page.uid, kind=kind)
        return gettext(DONE[do])
    form = next((each for each in forms if each.is_bound), None)
    if form is None or not form.is_valid():
        return ""
    other = "number" if do == "take_back" else "exam" if "exam" in form.fields else "criteria_en"
    done = attempt(form, lambda: form.run(by=request.actor, course=page.uid), otherwise=other)
    return gettext(DONE[do]) if done is not None else ""


def _part(each: queries.BadgeOfCourse, form: BadgeForm, lang: str) -> dict[str, Any]:
    return {
        "of": each,
        "form": form,
        "title": gettext(BADGE_KINDS[each.kind]),
        "said": each.badge.said(lang) if each.badge else "",
        "open": bool(form.errors) or each.badge is None,
    }
