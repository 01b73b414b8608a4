"""The list of a course: who comes, who waits, who was there; nominating, deciding, withdrawing."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training.queries import curricula
from kerege.training.queries.enrolment import CohortPage, PersonInCourse, cohort_page
from kerege.training.words import Status
from kerege.training.words.delivery import ENTRIES, EnrolmentState, Entry
from kerege.training.words.enrolling import Needs
from kerege.web.activities import lists
from kerege.web.enrolment import by_letter, forms, wording
from kerege.web.people.finding import find_persons
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


def page_of(request: HttpRequest, uid: object) -> CohortPage:
    """The list of a course that the reader may see. Refuses people.unknown_key, also where there is none."""
    found = cohort_page(request.viewer, uid, by=request.actor, now=now())
    if found is None:
        raise lists.not_there(gettext("course"), uid)
    return found


@require_http_methods(["GET", "POST"])
def cohort(request: HttpRequest, uid: object) -> HttpResponse:
    """Who comes to a course, as far as the reader may know; sums for all others. `?format=` is a file."""
    choice, page = lists.chosen(request), page_of(request, uid)
    if choice.format:
        return respond(
            request, _table(request, page, choice), filename=f"kerege-cohort-{page.key}", format=choice.format
        )
    posted = request.POST.get("do", "") if request.method == "POST" else ""
    need = forms.NeedForm(request.POST if posted == "need" else None)
    if posted == "enrol" and _enrol(request, page):
        return redirect("my_courses")
    if posted == "accept":
        actions.accept_participant(by=request.actor, enrolment=request.POST.get("enrolment", "")[:40])
        return redirect("cohort", uid=uid)
    if posted == "unneed":
        told = {name: request.POST.get(name, "")[:60] for name in ("kind", "key", "level")}
        actions.ask_no_more(by=request.actor, course=page.key, **told)
        return redirect("cohort", uid=uid)
    if need.is_valid() and attempt(need, lambda: need.run(by=request.actor, course=page.key)) is not None:
        return redirect("cohort", uid=uid)
    return render(
        request, "enrolment/cohort.html", _shown(request, page, choice, need), status=422 if need.errors else 200
    )


def _enrol(request: HttpRequest, page: CohortPage) -> bool:
    actions.enrol_myself(by=request.actor, course=page.key, language=request.LANGUAGE_CODE)
    return True


def _shown(request: HttpRequest, page: CohortPage, choice: lists.Choice, need: forms.NeedForm) -> dict[str, Any]:
    codes = {page.venue, page.trainees_from, *(each.country for each in page.people)}
    names = lists.names_of(codes, choice)
    bodies = lists.organisation_names({each.employer for each in page.people}, choice)
    me = next((each for each in page.people if each.me), None)
    return {
        "page": page,
        "entry": word_of(ENTRIES, page.offer.entry),
        "venue": names.get(page.venue),
        "trainees_from": names.get(page.trainees_from),
        "lines": [
            wording.person_line(each, names) | {"employer": bodies.get(each.employer, "")} for each in page.people
        ],
        "steps": wording.next_steps(page) if page.whole else [],
        "sessions": wording.sessions_of(page),
        "grid": wording.grid(page) if page.whole else [],
        "asides": wording.asides(page),
        "needs": wording.needs(page, _titles(request, page, choice)),
        "need": need if page.organises else None,
        "me": me,
        "may_nominate": _may_nominate(request, page, choice.on),
        "may_enrol": _may_enrol(request, page, me, choice.on),
        "again": me is not None,
        "over": page.closed_on is not None or page.offer.over(choice.on),
        "ended": page.offer.enrol_until is not None and page.offer.enrol_until < choice.on,
    }


def _titles(request: HttpRequest, page: CohortPage, choice: lists.Choice) -> dict[str, str]:
    """The curricula that the reader may see, by their keys; asked for where the course asks for one."""
    if not any(each.kind == Needs.CURRICULUM for each in page.needs):
        return {}
    return {line.key: line.title for line in curricula(request.viewer, on=choice.on, lang=choice.lang)}


def _may_nominate(request: HttpRequest, page: CohortPage, on: date) -> bool:
    """Whether “Nominate somebody” is offered: to the organiser until the course is over, to employers while places are
    given.
    """
    if page.organises:
        return page.offer.status != Status.CANCELLED and not page.offer.over(on)
    return bool(owners_for(request.actor, Deed.NOMINATE)) and page.offer.takes(on)


def _may_enrol(request: HttpRequest, page: CohortPage, me: PersonInCourse | None, on: date) -> bool:
    """Whether “Enrol myself” is offered: while enrolment is open, to whoever is not in the list, or withdrew."""
    outside = me is None or me.state == EnrolmentState.WITHDRAWN
    return outside and page.offer.entry == Entry.OPEN and page.offer.takes(on) and _has_record(request)


def _has_record(request: HttpRequest) -> bool:
    return bool(request.actor.uid) and people.person_number(request.actor.uid) is not None


@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, uid: object) -> HttpResponse:
    """Nominate somebody for a course: find the person, say what the employer promises."""
    page = page_of(request, uid)
    owners = set(owners_for(request.actor, Deed.NOMINATE))
    if page.organises:
        owners |= {page.owner, page.trainees_from} - {""}
    found = find_persons(request, owners)
    sent = request.POST if request.method == "POST" else None
    form = forms.NominateForm(sent, found=found, page=page)
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor, course=page.key)) is not None:
        return redirect("cohort", uid=uid)
    wanted = wording.needs(page, _titles(request, page, lists.chosen(request)))
    context = {"page": page, "found": found, "form": form, "needs": wanted, "owners": owners}
    return render(request, "enrolment/nominate.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def participant(request: HttpRequest, uid: object, enrolment: object) -> HttpResponse:
    """One row of the list: what is known of it, and what can be done with it now."""
    choice = lists.chosen(request)
    page = cohort_page(request.viewer, uid, by=request.actor, now=now())
    person = next((each for each in page.people if each.uid == str(enrolment)), None) if page else None
    if page is None or person is None:
        raise lists.not_there(gettext("participant"), enrolment)
    made, about_letter, about_slip = (
        [_made(kind, request) for kind in kinds if _wanted(kind, request, page, person)]
        for kinds in (forms.STEPS, forms.LETTER_STEPS, forms.SLIP_STEPS)
    )
    form = next((each for each in [*made, *about_letter, *about_slip] if each.is_bound), None)
    if form is not None and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, enrolment=person.uid)) is not None:
            if form.done:
                messages.success(request, form.done)
                return redirect("participant", uid=uid, enrolment=person.uid)
            return redirect("my_courses") if person.me and not page.whole else redirect("cohort", uid=uid)
    names = lists.names_of({person.country}, choice)
    bodies = lists.organisation_names({person.employer}, choice)
    marks = [
        (
            each,
            wording.clock(each.starts, each.ends, page.zone),
            wording.mark_of(page.marks.get((person.uid, each.uid))),
        )
        for each in page.standing
    ]
    context = wording.person_line(person, names) | {
        "page": page,
        "employer": bodies.get(person.employer, ""),
        "forms": made,
        "marks": marks,
        "letter": by_letter.address_of(request, person) if _by_letter(page, person) else "",
        "letter_forms": about_letter,
        "slip_forms": about_slip,
        "wrong": form if form is not None and form.errors else None,
    }
    return render(request, "enrolment/participant.html", context, status=422 if context["wrong"] else 200)


def _by_letter(page: CohortPage, person: PersonInCourse) -> bool:
    """Whether the address of the place is shown: to whoever keeps the list, of somebody whom no mail reaches."""
    return page.keeps and any(each.uid == person.uid for each in page.unwritten)


def _wanted(kind: type[forms.StepForm], request: HttpRequest, page: CohortPage, person: PersonInCourse) -> bool:
    """A step that is offered, or was sent from a page that was opened before: the action then says why not."""
    return kind.offered(page, person) or (request.method == "POST" and request.POST.get("do") == kind.do)


def _made(kind: type[forms.StepForm], request: HttpRequest) -> forms.StepForm:
    sent = request.method == "POST" and request.POST.get("do") == kind.do
    return kind(request.POST if sent else None, prefix=kind.do)


def _table(request: HttpRequest, page: CohortPage, choice: lists.Choice) -> Table:
    names = lists.names_of({each.country for each in page.people}, choice)
    bodies = lists.organisation_names({each.employer for each in page.people}, choice)
    over = [each for each in page.standing if page.whole]
    headings = [*wording.HEADINGS, *(str(each.title) for each in over)]
    rows = [
        [
            each.number,
            each.name,
            names.get(each.country, each.country),
            wording.person_line(each, names)["state"],
            bodies.get(each.employer, ""),
            each.commitment,
            each.nominator,
            each.nominated_on,
            "" if each.attended is None else each.attended,
            each.reason,
            gettext("yes") if each.synthetic else "",
            *(wording.mark_of(page.marks.get((each.uid, session.uid)))["text"] for session in over),
        ]
        for each in page.people
    ]
    return lists.table(request.viewer, gettext("Cohort: %(course)s") % {"course": page.title}, headings, rows, choice)
