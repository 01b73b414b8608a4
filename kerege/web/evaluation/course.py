"""The evaluation of one course: what is asked, what comes next, what came of it."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity.queries import cases
from kerege.capacity.words.certification import InCase
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.training.actions import evaluation as actions
from kerege.training.queries import evaluation as queries
from kerege.training.queries import evaluation_practice, evaluation_results, evaluation_tests
from kerege.training.queries.evaluation import Allowed, ReactionView
from kerege.training.queries.evaluation_practice import Asked
from kerege.training.queries.evaluation_tests import Learning
from kerege.training.rules.evaluation_practice import is_looked_at
from kerege.training.rules.evaluation_tests import Gain
from kerege.training.words.evaluation import STAGES, TEST_KINDS, THEMES, Stage, TestKind, Theme
from kerege.web.activities import lists
from kerege.web.evaluation import forms, plots
from kerege.web.evaluation.reading import chosen
from kerege.web.evaluation.report import take_along
from kerege.web.shell.codes import code_to_scan
from kerege.web.shell.figures import day, figure
from kerege.web.shell.forms import attempt


@never_cache
@require_http_methods(["GET", "POST"])
def evaluation(request: HttpRequest, uid: object) -> HttpResponse:
    """What came of one course. Links are shown once, right after they were made."""
    choice = chosen(request)
    course = course_of(request, uid, choice)
    rights = queries.allowed(request.viewer, request.actor, course)
    said = queries.reaction(course, rights, on=choice.on, lang=choice.lang)
    learnt = evaluation_tests.learning(request.viewer, course, rights, by=request.actor, on=choice.on)
    asked = evaluation_practice.asked_in(course, on=choice.on)
    made = _forms(request, course, rights, said, choice) | _observing(request, course, rights, asked)
    form = next((each for each in made.values() if each.is_bound), None)
    links: list[dict[str, Any]] = []
    if form is not None and form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor, uid=str(uid)))
        if done is not None and not isinstance(form, forms.LinksForm):
            return _onwards(form, uid, done)
        links = [_link(request, token) for token in done or []]
        said = queries.reaction(course, rights, on=choice.on, lang=choice.lang)
    wrong = form if form is not None and form.errors else None
    context = {
        "course": course,
        "rights": rights,
        "forms": made,
        "wrong": wrong,
        "links": links,
        "said": said,
        "reaction": _reaction(said),
        "learnt": learnt,
        "learning": _learning(learnt),
        "own": [
            (gettext(TEST_KINDS[each.kind]), each)
            for each in evaluation_tests.own_results(request.actor, on=choice.on)
            if each.course_uid == str(uid)
        ],
        "looked": evaluation_practice.looked(course, rights, on=choice.on, lang=choice.lang),
        "by_curriculum": asked is not None and asked.by_curriculum,
    } | _results(request, course, choice)
    if choice.format:
        return take_along(request, context, choice)
    return render(request, "evaluation/course.html", context, status=422 if wrong else 200)


def course_of(request: HttpRequest, uid: object, choice: lists.Choice) -> Any:
    """The course as the reader may see it, by clearance or as its staff. Refuses people.unknown_key."""
    course = queries.row_of(request.viewer, uid, by=request.actor, on=choice.on)
    if course is None:
        raise lists.not_there(gettext("course"), uid)
    return course


def _onwards(form: forms.Step, uid: object, done: Any) -> HttpResponse:
    if isinstance(form, forms.NewTestForm):
        return redirect("course_test", uid=uid, test=done.uid)
    return redirect("course_evaluation", uid=uid)


def _deliveries(request: HttpRequest, course: Any, choice: lists.Choice) -> list[tuple[str, str]]:
    """The deliveries of part 2 on days of the course whose participants the reader asks; for one answer to both."""
    found: list[tuple[str, str]] = []
    for line in cases.my_cases(by=request.actor, on=choice.on, lang=choice.lang):
        if not line.parts & {InCase.OBSERVER.value, InCase.CENTRE.value} or course.first_day is None:
            continue
        page = cases.case_page(request.viewer, line.uid, by=request.actor, on=choice.on, lang=choice.lang)
        within = (each for each in page.deliveries if course.first_day <= each.on <= course.last_day) if page else ()
        found += [(each.uid, f"{day(each.on)}, {each.place}") for each in within]
    return found


def _forms(
    request: HttpRequest, course: Any, rights: Allowed, said: ReactionView, choice: lists.Choice
) -> dict[str, forms.Step]:
    """The forms that are offered now, and one that was sent all the same: its action says why it cannot be done."""
    found: dict[str, forms.Step] = {}
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    open_now = rights.collects and said.stage == Stage.OPEN
    offered: dict[type[forms.Step], bool] = {
        forms.AskForm: rights.collects and said.stage == Stage.NOT_ASKED,
        forms.LinksForm: open_now,
        forms.CloseForm: open_now,
        forms.NewTestForm: rights.grades,
    }
    for kind, shown in offered.items():
        if shown or wanted == kind.do:
            more = {"deliveries": _deliveries(request, course, choice)} if kind is forms.AskForm else {}
            found[kind.do] = forms.sent(request, kind, **more)
    if found.get("ask") and said.participants:
        found["ask"].fields["participants"].initial = said.participants
    paper = queries.paper_of(course.id, on=choice.on) if open_now or wanted == forms.PaperForm.do else None
    if paper is not None:
        found["paper"] = forms.sent(request, forms.PaperForm, form=paper.form, sheet=paper.sheet)
    return found


def _observing(request: HttpRequest, course: Any, rights: Allowed, asked: Asked | None) -> dict[str, forms.Step]:
    """The form about practice, from two months after the course on until its last time is over."""
    sent = request.method == "POST" and request.POST.get("do") == forms.ObserveForm.do
    due = course.last_day is not None and is_looked_at(course.last_day, on=localdate())
    if asked is None or not (sent or (rights.observes and due)):
        return {}
    return {"observe": forms.sent(request, forms.ObserveForm, asked=asked)}


def _results(request: HttpRequest, course: Any, choice: lists.Choice) -> dict[str, Any]:
    """What happened at the facilities afterwards, with shares as percents."""
    found = evaluation_results.happened(request.viewer, course, by=request.actor, on=choice.on, lang=choice.lang)
    lines = [
        {"line": each, "before": _percent(each.before), "after": _percent(each.after)}
        for each in (found.lines if found is not None else ())
    ]
    may_assess = bool(owners_for(request.actor, Deed.ASSESS))
    return {"results": found, "lines_of_results": lines, "may_assess": may_assess}


def _percent(share: Fraction | None) -> str:
    return "" if share is None else f"{figure(round(100 * share))} %"


def _link(request: HttpRequest, token: str) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("say", args=[token]))
    return {"address": address, "code": code_to_scan(address)}


def _reaction(said: ReactionView) -> dict[str, Any]:
    """What participants said, in words."""
    lines = [
        {"line": line, "theme": gettext(THEMES[Theme(line.theme)]), "bar": plots.shares(line.counts)}
        for line in said.questions
    ]
    themes = [(gettext(THEMES[theme]), mean) for theme, mean in (said.themes or {}).items()]
    badge = {Stage.OPEN: "info", Stage.OVER: "good", Stage.TOO_FEW: "warn"}.get(said.stage, "")
    return {"stage": gettext(STAGES[said.stage]), "badge": badge, "lines": lines, "themes": themes}


def _learning(learnt: Learning) -> dict[str, Any]:
    """What was learnt, in words, with the plot that this reader may see."""
    before, after = gettext(TEST_KINDS[TestKind.PRE]), gettext(TEST_KINDS[TestKind.POST])
    plot: Any = ""
    if learnt.pairs:
        plot = plots.slopes(learnt.pairs, before=before, after=after)
    elif learnt.gain is not None and learnt.gain.before is not None and learnt.gain.after is not None:
        ends = [
            (learnt.gain.before, learnt.gain.spread_before or 0),
            (learnt.gain.after, learnt.gain.spread_after or 0),
        ]
        plot = plots.spans(ends, before=before, after=after)
    tests = [{"test": test, "kind": gettext(TEST_KINDS[test.kind])} for test in learnt.tests]
    return {"tests": tests, "plot": plot, "later": later(learnt.retained)}


def later(retained: Gain | None) -> str:
    """What was left months later, in words; an empty text where it is not told."""
    if retained is None or retained.mean is None:
        return ""
    told = {"n": figure(retained.n), "points": figure(round(abs(retained.mean), 1))}
    if round(retained.mean, 1) < 0:
        text = gettext("%(n)s wrote a test again months later: %(points)s points of a hundred less on average.")
    else:
        text = gettext("%(n)s wrote a test again months later: %(points)s points of a hundred more on average.")
    return text % told


@never_cache
@require_GET
def screen(request: HttpRequest, uid: object) -> HttpResponse:
    """The code for the screen of the room, another one every minute: the page then asks for that part alone."""
    choice = chosen(request)
    course = course_of(request, uid, choice)
    rights = queries.allowed(request.viewer, request.actor, course)
    code = actions.screen_code(by=request.actor, course=str(uid))
    address = request.build_absolute_uri(reverse("say_at_screen", args=[code]))
    said = queries.reaction(course, rights, on=choice.on, lang=choice.lang)
    context = {"course": course, "code": code_to_scan(address, side=420), "address": address, "said": said}
    part = request.headers.get("HX-Request") == "true"
    answer = render(request, "evaluation/_code.html" if part else "evaluation/screen.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
