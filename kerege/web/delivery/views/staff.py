"""The staff of a course: found by name and invited, answering for themselves, taken out with a reason."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.privacy.queries import Listed, listed_by_name
from kerege.records.labels import Withheld
from kerege.training.actions.staffing import LISTED
from kerege.training.queries.delivery import PlanPage, SessionLine
from kerege.training.queries.staffed import Staffed, StaffLine, staffed
from kerege.training.words.delivery import ANSWERS, STAFF_PARTS, TEACHING, Answer, StaffPart
from kerege.web.activities import lists
from kerege.web.activities.clocks import timed_at
from kerege.web.delivery import forms
from kerege.web.delivery.staff_forms import AssignForm, InviteForm, ReplaceForm
from kerege.web.delivery.views.planning import about, page_of
from kerege.web.delivery.wording import LACKS
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices
from kerege.web.people.finding import FoundPersons, find_persons
from kerege.web.shell.figures import day, withheld
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, uid: object) -> HttpResponse:
    """Who teaches, interprets, observes and supports; for whoever plans the course or has a part in it."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    team = staffed(request.viewer, page.uid, acting=request.actor, on=choice.on)
    if team is None:
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
        raise lists.not_there(gettext("course"), uid)
    context = about(request, page, choice)
    owners = {page.owner, page.venue, page.trainees_from} - {""}
    found = find_persons(request, owners if context["open"] else ())
    others = _others(request, found, owners, choice.on) if context["open"] else []
    made = _forms(request, page, team, found, others) if page.status == "planned" and page.zone else []
    sent = next((form for form in made if form.is_bound), None)
    if sent is not None and sent.is_valid():
        if attempt(sent, lambda: sent.run(by=request.actor, course=page.key), otherwise=_at(sent)) is not None:
            messages.success(request, _done(sent.do))
            return redirect("course_staff", uid=page.uid)
    wrong = sent if sent is not None and sent.errors else None
    context |= {
        "members": [member(line, page) for line in team.members],
        "gone": [member(line, page) for line in team.gone],
        "untaught": untaught(page, team) if page.organises else [],
        "lacks": [gettext(LACKS[lack]) for lack in team.lacks],
        "forms": [form for form in made if form.do != "answer"],
        "answers": [form for form in made if form.do == "answer"],
        "found": found,
        "others": others,
        "wrong": wrong,
    }
    return render(request, "delivery/staff.html", context, status=422 if wrong else 200)


def _others(request: HttpRequest, found: FoundPersons, owners: Collection[str], on: date) -> Choices:
    """Those of any country who chose to be found and are called so, beside the people of the course's own countries.
    Nobody of these is listed twice; a namesake from elsewhere is listed.
    """
    if not found.text:
        return []
    lines = listed_by_name(request.viewer, found.text, on=on)
    known = {str(line.name) for line in found.lines}
    names = lists.names_of({line.owner for line in lines}, lists.chosen(request))
    return [
        (f"{LISTED}{line.uid}", gettext("%(name)s, %(country)s (chose to be found)") % _called(line, names))
        for line in lines
        if line.owner not in owners or line.name not in known
    ]


def _called(line: Listed, names: Mapping[str, object]) -> dict[str, str]:
    return {"name": line.name, "country": str(names.get(line.owner, line.owner))}


def _at(form: forms.Part) -> str:
    """The field at which a refusal is told that is about none of the form."""
    return {"invite": "person", "replace": "staff", "assign": "sessions", "answer": "answer"}[form.do]


def _done(do: str) -> str:
    told = {
        "invite": gettext("The invitation stands on the page “What I teach” of the person."),
        "replace": gettext("Taken out. The reason stays with the name."),
        "assign": gettext("Recorded. Their calendar shows these sessions."),
        "answer": gettext("Your answer is recorded."),
    }
    return told[do]


def untaught(page: PlanPage, team: Staffed) -> list[SessionLine]:
    """The sessions in which nobody leads or teaches beside a lead, once somebody does in others."""
    teach = [line for line in team.members if line.part in TEACHING and line.answer != Answer.DECLINED]
    if not teach:
        return []
    return [each for each in page.standing if all(line.sessions and each.uid not in line.sessions for line in teach)]


def member(line: StaffLine, page: PlanPage) -> dict[str, Any]:
    """Somebody of the staff as a page shows them."""
    spoken = dict(languages())
    return {
        "line": line,
        "part": gettext(STAFF_PARTS[StaffPart(line.part)]),
        "answer": gettext(ANSWERS[Answer(line.answer)]),
        "languages": ", ".join(spoken.get(tag, tag) for tag in line.languages),
        "sessions": [each.title for each in page.standing if each.uid in line.sessions],
    }


def _forms(
    request: HttpRequest, page: PlanPage, team: Staffed, found: FoundPersons, others: Choices
) -> list[forms.Part]:
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    sent = {do: request.POST if asked == do else None for do in ("invite", "replace", "assign", "answer")}
    made: list[forms.Part] = []
    own = [line for line in team.members if line.mine]
    for line in own:
        mine = sent["answer"] if request.POST.get(f"answer-{line.uid}-staff") == line.uid else None
        made.append(
            forms.AnswerForm(mine, prefix=f"answer-{line.uid}", initial={"staff": line.uid, "answer": line.answer})
        )
    if not page.organises:
        return made
    tags = [page.language] if page.language else []
    made.append(
        InviteForm(
            sent["invite"],
            prefix="invite",
            people=[*found.choices, *others],
            initial={"person": found.only, "languages": tags, "part": "" if team.members else StaffPart.LEAD},
        )
    )
    if team.members:
        people = [(line.uid, f"{_name(line)}, {gettext(STAFF_PARTS[StaffPart(line.part)])}") for line in team.members]
        if page.standing:
            of = [(each.uid, _told(each, page)) for each in page.standing]
            made.append(AssignForm(sent["assign"], prefix="assign", people=people, sessions=of))
        made.append(ReplaceForm(sent["replace"], prefix="replace", people=people))
    return made


def _told(each: SessionLine, page: PlanPage) -> str:
    timed = timed_at(each, page.zone)
    return f"{day(timed.on)}, {timed.since}–{timed.until}: {each.title}"


def _name(line: StaffLine) -> str:
    return withheld() if isinstance(line.name, Withheld) else str(line.name)
