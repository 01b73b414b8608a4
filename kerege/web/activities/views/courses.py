"""Courses: the list, one course with everything that is known of it, a group, the register, and recording."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity.words.documents import UNFIT
from kerege.lib.tables import Table
from kerege.people.rules import check_may, may, owners_for
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.queries import CourseCard, CourseLine, UsedDocument
from kerege.training.queries.delivery import plan as plan_of
from kerege.training.queries.exam_doors import keeps_exams_of
from kerege.training.words import COURSE_KINDS, MEASURES, STATUSES, CourseKind, Measure, Status
from kerege.web.activities import forms, lists
from kerege.web.activities.clocks import days_of, town_of
from kerege.web.activities.history import history
from kerege.web.activities.lists import Choice, chosen
from kerege.web.activities.register import register_page, register_table
from kerege.web.activities.tables import courses_table
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

READ_AT_ONCE = 200


@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    """Courses as on the day, filtered and ordered; `?by=venue` asks where they were held, `?format=` is a file."""
    choice = chosen(request)
    if choice.format:
        return respond(request, _all(request, choice), filename="kerege-courses", format=choice.format)
    found = _read(request, choice, page=choice.page, size=lists.SHOWN)
    names = lists.names_of({c for line in found.rows for c in (line.venue, line.trainees_from)}, choice)
    context = {
        "lines": [course_line(line, names) for line in found.rows],
        "total": found.total,
        "page": Paginator(range(found.total), lists.SHOWN).get_page(choice.page),
        "choice": choice,
        "by_venue": request.GET.get("by") == "venue",
        "kinds": lists.options(COURSE_KINDS, choice.kind),
        "statuses": lists.options(STATUSES, choice.status),
        "countries": lists.countries(choice.on, choice.lang),
        "may_record": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)),
    }
    return render(request, "activities/courses.html", context)


def _read(request: HttpRequest, choice: Choice, *, page: int, size: int) -> queries.Page[CourseLine]:
    country = (choice.country,) if choice.country else ()
    by_venue = request.GET.get("by") == "venue"
    return queries.courses(
        request.viewer,
        on=choice.on,
        kinds=(choice.kind,) if choice.kind else (),
        status=choice.status,
        text=choice.text,
        venue=country if by_venue else (),
        trainees_from=() if by_venue else country,
        order=choice.sort,
        page=page,
        size=size,
    )


def _all(request: HttpRequest, choice: Choice) -> Table:
    lines: list[CourseLine] = []
    page = 1
    while True:
        found = _read(request, choice, page=page, size=READ_AT_ONCE)
        lines += found.rows
        if page >= found.pages:
            return courses_table(request.viewer, lines, choice)
        page += 1


def course_line(line: CourseLine, names: dict[str, Any]) -> dict[str, Any]:
    """One course as lists show it."""
    return {
        "course": line,
        "kind": gettext(COURSE_KINDS[CourseKind(line.kind)]),
        "status": gettext(STATUSES[Status(line.status)]),
        "held": line.status == Status.HELD,
        "when": lists.when(line),
        "venue": names.get(line.venue),
        "trainees_from": names.get(line.trainees_from),
        "people": lists.people(line.counted),
        "conflict": line.counted.in_conflict,
    }


@require_GET
def course(request: HttpRequest, uid: object) -> HttpResponse:
    """One course: every figure with its source, conflicts, group, register, placements, history."""
    choice = chosen(request)
    card = card_of(request, uid, choice)
    line = card.line
    placed = [p for p in queries.placements(request.viewer, on=choice.on) if p.course_uid == line.uid]
    names = lists.names_of({line.venue, line.trainees_from, line.owner}, choice)
    bodies = lists.organisation_names({line.host, *(p.centre for p in placed)}, choice)
    context = course_line(line, names) | {
        "figures": [(gettext(MEASURES[Measure(f.measure)]), f) for f in card.figures],
        "group": card.group,
        "group_figures": [(gettext(MEASURES[Measure(f.measure)]), f) for f in card.group_figures],
        "conflicts": line.counted.by_value if line.counted.in_conflict else (),
        "host": bodies.get(line.host, ""),
        "documents": used_documents(request, line.uid, choice),
        **planned(request, line, choice),
        "placements": [(bodies[p.centre], p) for p in placed],
        "placed": sum(p.trainers for p in placed),
        "register": register_page(request.viewer, line, choice),
        "owner_name": names.get(line.owner) or gettext("The region"),
        "history": history(request.viewer, line.uid),
        "may_record": may(request.actor, Deed.RECORD_ACTIVITY, line.owner),
        "keeps_exams": keeps_exams_of(request.actor, line.uid),
    }
    return render(request, "activities/course.html", context)


def planned(request: HttpRequest, line: CourseLine, choice: Choice) -> dict[str, Any]:
    """The sessions of a course that was planned here, by day; nothing for one that is known from sources alone."""
    page = (
        plan_of(request.viewer, line.uid, acting=request.actor, on=choice.on, lang=choice.lang)
        if line.is_plan
        else None
    )
    if page is None:
        return {}
    return {"plan": page, "days": days_of(page), "clock": town_of(page.zone)}


def used_documents(request: HttpRequest, uid: str, choice: Choice) -> list[tuple[UsedDocument, str]]:
    """The controlled documents of a course, what does not hold first, each with why it should not be relied on."""
    found = queries.documents_of(request.viewer, uid, me=request.actor, on=choice.on, lang=choice.lang)
    return [(each, gettext(UNFIT[each.unfit]) if each.unfit else "") for each in found]


def card_of(request: HttpRequest, uid: object, choice: Choice) -> CourseCard:
    card = queries.course(request.viewer, str(uid), on=choice.on)
    if card is None:
        raise lists.not_there(gettext("course"), uid)
    return card


@require_GET
def course_group(request: HttpRequest, uid: object) -> HttpResponse:
    """Courses that a source counts together, with the figures that it gives for all of them."""
    choice = chosen(request)
    card = queries.group(request.viewer, str(uid))
    if card is None:
        raise lists.not_there(gettext("group of courses"), uid)
    line = card.line
    inside = queries.courses(request.viewer, on=choice.on, group=line.key, size=READ_AT_ONCE).rows
    codes = {line.venue, line.trainees_from} | {c for x in inside for c in (x.venue, x.trainees_from)}
    names = lists.names_of(codes, choice)
    context = {
        "group": line,
        "kind": gettext(COURSE_KINDS[CourseKind(line.kind)]),
        "status": gettext(STATUSES[Status(line.status)]),
        "held": line.status == Status.HELD,
        "when": lists.when(line),
        "venue": names.get(line.venue),
        "trainees_from": names.get(line.trainees_from),
        "people": lists.people(line.counted),
        "figures": [(gettext(MEASURES[Measure(f.measure)]), f) for f in card.figures],
        "lines": [course_line(x, names) for x in inside],
        "history": history(request.viewer, line.uid),
    }
    return render(request, "activities/course_group.html", context)


@require_GET
def course_register(request: HttpRequest, uid: object, format: str) -> HttpResponse:
    """The rows of a register that this viewer may list; of the others only how many they are."""
    choice = chosen(request)
    line = card_of(request, uid, choice).line
    return respond(
        request, register_table(request.viewer, line, choice), filename=f"kerege-register-{line.key}", format=format
    )


@require_http_methods(["GET", "POST"])
def new_course(request: HttpRequest) -> HttpResponse:
    """Record a course; for those who may record for an owner."""
    form = forms.offered(forms.CourseForm, request)
    if request.method == "POST":
        check_may(request.actor, Deed.RECORD_ACTIVITY, request.POST.get("owner", ""))
        if form.is_valid():
            done = attempt(form, lambda: actions.record_course(by=request.actor, **form.told()))
            if done is not None:
                return redirect("course", uid=done.uid)
    context = {"form": form, "title": gettext("Record a course"), "back": "courses"}
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_course_figure(request: HttpRequest, uid: object) -> HttpResponse:
    """Record a figure that a source states about the course. Figures that disagree stay side by side."""
    line = card_of(request, uid, chosen(request)).line
    check_may(request.actor, Deed.RECORD_ACTIVITY, line.owner)
    form = forms.FigureForm(request.POST if request.method == "POST" else None, measures=MEASURES)
    if form.is_valid():
        done = attempt(form, lambda: actions.record_count(by=request.actor, course=line.key, **form.cleaned_data))
        if done is not None:
            return redirect("course", uid=line.uid)
    context = {
        "form": form,
        "title": gettext("Add a figure"),
        "about": line.title,
        "href": request.path[: -len("figure/")],
    }
    return render(request, "activities/new.html", context, status=422 if form.errors else 200)
