"""Marking what one person does, signing it, and letting it count for a certificate."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.capacity.queries import cases
from kerege.capacity.words.certification import CaseState, InCase
from kerege.lib.refusal import Refusal
from kerege.training import actions, queries
from kerege.training.queries import ActivityLine, PersonHere, Practice, SeenHere
from kerege.training.rules.practice_plan import said
from kerege.training.rules.practice_skills import Skill, check_may_sign
from kerege.training.words import practice_refused as refused
from kerege.web.activities import lists
from kerege.web.capacity.sealing import known_to_device
from kerege.web.practice import wording
from kerege.web.practice.posting import Posted
from kerege.web.shell.asof import on_date
from kerege.web.shell.middleware import note_refused, told

SIGNS = frozenset({InCase.TRAINER.value, InCase.CENTRE.value})
IN_PART_ONE = frozenset({CaseState.ENROLLED, CaseState.PART_ONE})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, uid: object, activity: object, person: object) -> HttpResponse:
    """The checklist of one person in one activity, for whoever may observe there."""
    page, line = wording.activity_here(request, uid, activity)
    whom = page.person(person)
    if whom is None or not line.plan.checklist:
        raise lists.not_there(gettext("participant"), person)
    posted, errors = Posted(request, page, line), []
    if request.method == "POST":
        try:
            _post(request, page, line, whom, posted)
            return redirect("activity_person", uid=uid, activity=activity, person=person)
        except Refusal as refusal:
            note_refused(refusal)
            errors = [{"field": posted.at("sign"), "sentence": told(refusal)}]
    context = person_context(request, page, line, whom, queries.seen_in(page, line))
    context |= {"typed": posted.lost.get("", ""), "errors": errors}
    if context["skill"].passed and context["skill"].signed:
        context["cases"] = _cases(request, whom)
    return render(request, "practice/person.html", context, status=422 if errors else 200)


def _post(request: HttpRequest, page: Practice, line: ActivityLine, whom: PersonHere, posted: Posted) -> None:
    if request.POST.get("do") == "count":
        actions.count_for_case(
            by=request.actor,
            activity=line.uid,
            person=whom.uid,
            case=request.POST.get("case", "")[:40],
            points=[each[:60] for each in request.POST.getlist("points")],
        )
        messages.success(request, gettext("It stands in the certificate case now."))
        return
    found = queries.seen_in(page, line)
    posted.matters(wording.points(page, line, found, whom))
    posted.notes("", person=whom.uid)
    posted.send()
    if request.POST.get("do") == "sign":
        _sign(request, page, line, whom)


def _sign(request: HttpRequest, page: Practice, line: ActivityLine, whom: PersonHere) -> None:
    skill = queries.seen_in(page, line).skills[whom.number]
    if not page.rights.observes:
        raise Refusal(refused.NOT_AN_OBSERVER)
    check_may_sign(skill)
    posted = Posted(request, page, line)
    posted.signature(whom.uid, (uid for each in skill.marks.values() for uid in each.uids))
    posted.send()


def person_context(
    request: HttpRequest, page: Practice, line: ActivityLine, whom: PersonHere, found: SeenHere
) -> dict[str, Any]:
    """What the page of one person shows, with a network and without."""
    skill = found.skills[whom.number]
    return {
        "page": page,
        "line": line,
        "whom": whom,
        "title": said(line.plan.title, wording.lang()),
        "matters": wording.points(page, line, found, whom),
        "may_mark": page.rights.observes and not whom.me,
        "skill": skill,
        "missed": _missed(line, skill),
        "signatures": wording.told(page, found, skill.signatures),
        "lapsed": wording.told(page, found, skill.lapsed),
        "notes": wording.told(page, found, [each for each in found.notes if each.subject == _subject(whom)]),
        "me": known_to_device(request),
    }


def _subject(whom: PersonHere) -> str:
    return queries.practice_events.person_subject(whom.number)


def _missed(line: ActivityLine, skill: Skill) -> list[str]:
    return [said(part.text, wording.lang()) for part in line.plan.checklist if part.id in skill.missed]


def _cases(request: HttpRequest, whom: PersonHere) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The certificate cases of this person in which the reader signs part 1: uid, title, points."""
    on, lang = on_date(request), wording.lang()
    found = []
    for line in cases.my_cases(by=request.actor, on=on, lang=lang):
        if line.person_id == whom.number and line.parts & SIGNS and line.state in IN_PART_ONE:
            case = cases.case_page(request.viewer, line.uid, by=request.actor, on=on, lang=lang)
            points = [(each.key, said(each.text, lang)) for each in case.scheme.checklist] if case is not None else []
            found.append((line.uid, f"{line.scheme_title}, {line.level_name}", points))
    return found
