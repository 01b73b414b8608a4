"""Quality plans on pages: opening one, what to do next in it, and what is proved so far."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions
from kerege.capacity import queries as capacity
from kerege.capacity.queries import plans as queries
from kerege.capacity.queries.plans import PlanLine, PlanPage
from kerege.capacity.words import SEVERITIES, About, Severity
from kerege.capacity.words.plans import LOGGED, PLAN_STATES, PROVED, VISIT_KINDS, Proved
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.labels import Withheld
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity import wording
from kerege.web.capacity.plan_report import plan_report
from kerege.web.capacity.quality_tables import plan_table, plans_table
from kerege.web.capacity.wording import told
from kerege.web.inventory.details import Choices, words
from kerege.web.shell.asked import a_line, asks
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.forms import DayField, Offered, Typed, attempt
from kerege.web.shell.wording import word_of


class PlanForm(forms.Form):
    facility = Offered(label=_("Facility"))
    unit = Typed(required=False, label=_("Unit"), help_text=_("Empty for the whole facility."))
    checklist = Offered(label=_("Checklist"))
    mentor = Offered(label=_("Seat of the mentor"), help_text=_("A mentor comes from another organisation."))
    host = Offered(label=_("Seat that answers at the laboratory"))
    set_key = Offered(label=_("Question set"), help_text=_("The one by which it is assessed again at the end."))
    start = DayField(judged=True, label=_("Begins"))
    until = DayField(judged=True, label=_("Ends"), help_text=_("At most two years later."))
    independence = Typed(
        required=False,
        label=_("Why this mentor"),
        help_text=_("Needed only where the mentor works for the same organisation."),
    )

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        sent = dict(self.cleaned_data)
        checklist, _space, version = sent.pop("checklist").partition(" ")
        return actions.open_plan(by=by, checklist=checklist, version=version, **sent)


class ReportForm(forms.Form):
    do, button = "report", _("Report it as done")
    proof = Typed(label=_("What proves it"), help_text=_("A document, a record, what somebody can look at."))

    def run(self, *, by: Actor, uid: str, activity: str) -> Any:
        return actions.report_activity(by=by, plan=uid, activity=activity, **self.cleaned_data)


class LookForm(forms.Form):
    do, button = "look", _("Record what I saw")
    convincing = Offered(label=_("Does it prove the activity?"))
    note = Typed(required=False, label=_("Note"), help_text=_("Needed where it does not convince."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("yes", gettext("Yes, it is proved")), ("no", gettext("No, it has to be shown again"))]
        self.fields["convincing"].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str, activity: str) -> Any:
        told = {"convincing": self.cleaned_data["convincing"] == "yes", "note": self.cleaned_data["note"]}
        return actions.look_at_activity(by=by, plan=uid, activity=activity, **told)


class VisitForm(forms.Form):
    do, title, button = "visit", _("Log a visit"), _("Log it")
    kind = Offered(label=_("Kind"))
    on = DayField(judged=True, label=_("Day"))
    seen = Typed(label=_("What was seen"), widget=forms.Textarea(attrs={"rows": 3}))
    agreed = Typed(required=False, label=_("What was agreed"))
    next_on = DayField(judged=True, required=False, label=_("Next visit"))
    found = Typed(required=False, label=_("What is not as it should be"), help_text=_("It becomes a finding."))
    severity = Offered(required=False, label=_("Grade of the finding"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words({kind: VISIT_KINDS[kind] for kind in LOGGED})  # type: ignore[attr-defined]
        self.fields["severity"].choices = list(reversed(words(SEVERITIES)))  # type: ignore[attr-defined]

    def run(self, *, by: Actor, uid: str, activity: str) -> Any:
        sent = dict(self.cleaned_data)
        sent["severity"] = sent["severity"] or Severity.MINOR
        return actions.log_visit(by=by, plan=uid, **sent)


class CourseForm(forms.Form):
    do, button = "on_course", _("Still on course")

    def run(self, *, by: Actor, uid: str, activity: str) -> Any:
        return actions.say_on_course(by=by, plan=uid)


class EndForm(forms.Form):
    do, title, button = "end", _("End the plan"), _("End it")
    text = Typed(label=_("What it brought"), help_text=_("It ends with a new assessment, which shows the change."))

    def run(self, *, by: Actor, uid: str, activity: str) -> Any:
        return actions.end_plan(by=by, plan=uid, conclusion=self.cleaned_data["text"])


class StopForm(forms.Form):
    do, title, button = "stop", _("Stop the plan before its end"), _("Stop it")
    text = Typed(label=_("Reason"))

    def run(self, *, by: Actor, uid: str, activity: str) -> Any:
        return actions.stop_plan(by=by, plan=uid, reason=self.cleaned_data["text"])


@require_GET
@asks(facility=a_line(20))
def plans(request: HttpRequest) -> HttpResponse:
    """Quality plans that the reader may read, running ones first. `?format=` is a file."""
    choice = lists.chosen(request)
    facility = request.GET.get("facility", "")
    wanted = {"owner": choice.country, "facility": facility}
    found = queries.plans(request.viewer, me=request.actor, on=choice.on, lang=choice.lang, **wanted)
    if choice.format:
        table = plans_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-quality-plans", format=choice.format)
    names = lists.names_of({line.owner for line in found}, choice)
    context = {
        "lines": [_told(line) | {"country": names.get(line.owner, line.owner)} for line in found],
        "choice": choice,
        "facility": facility,
        "may_open": bool(places(request, choice)),
        "countries": lists.countries(choice.on, choice.lang),
    }
    return render(request, "capacity/plans.html", context)


@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Open a plan for a facility whose quality records the actor keeps."""
    choice = lists.chosen(request)
    sent = request.POST if request.method == "POST" else None
    asked = {"facility": request.GET.get("facility", "")[:20], "start": choice.on}
    form = PlanForm(sent, offered=_offered(request, choice), initial=asked)
    if form.is_valid():
        called = {"one": "until", "key": "checklist"}
        done = attempt(form, lambda: form.run(by=request.actor), called=called)
        if done is not None:
            return redirect("quality_plan", uid=done.uid)
    return render(request, "capacity/new_plan.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, uid: object) -> HttpResponse:
    """One plan: what to do next, stage by stage what is proved, visits, and what changed. `?format=` is a file."""
    choice = lists.chosen(request)
    page = queries.plan(request.viewer, uid, me=request.actor, on=choice.on, lang=choice.lang)
    if page is None:
        raise lists.not_there(gettext("quality plan"), uid)
    note_offered(request, lists.names_of({page.line.owner}, choice).values())
    if choice.format:
        table = plan_table(request.viewer, page, choice)
        return respond(request, table, filename="kerege-quality-plan", format=choice.format)
    typed = request.POST.get("activity", "")[:60] if request.method == "POST" else ""
    stages = _stages(request, page, typed)
    made = [_bound(kind, request) for kind in _offered_forms(page.line)]
    course = _bound(CourseForm, request) if page.line.running and page.line.mentors else None
    ours = [*([course] if course is not None else []), *(form for stage in stages for form in stage["forms"])]
    form = next((each for each in (*made, *ours) if each.is_bound), None)
    if form is not None and form.is_valid():
        called = {"activity": "proof", "state": "note"}
        if attempt(form, lambda: form.run(by=request.actor, uid=str(uid), activity=typed), called=called) is not None:
            return redirect("quality_plan", uid=uid)
    wrong = form if form is not None and form.errors else None
    titles = {key: title for stage in stages for key, title in stage["titles"]}
    shown = _shown(page, stages)
    if request.GET.get("as") == "report":
        return _report(request, page, shown)
    context = shown | {
        "page": page,
        "next": [(key, titles[key]) for _stage, key in page.next] if page.line.running else [],
        "forms": made,
        "course": course,
        "wrong": wrong,
        "history": history(request.viewer, page.line.uid),
    }
    return render(request, "capacity/quality_plan.html", context, status=422 if wrong else 200)


def _shown(page: PlanPage, stages: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page and the report have in common."""
    visits = [(each, word_of(VISIT_KINDS, each.kind)) for each in page.visits]
    return _told(page.line) | {"stages": stages, "visits": visits, "change": _change(page)}


def _report(request: HttpRequest, page: PlanPage, shown: dict[str, Any]) -> HttpResponse:
    """The plan on paper."""
    return attached(
        request,
        lambda: plan_report(request.viewer, page, shown),
        media_type="application/pdf",
        filename="kerege-quality-plan-report.pdf",
    )


def _told(line: PlanLine) -> dict[str, Any]:
    late = next((s for s in line.checklist.stages if line.late is not None and s.key == line.late.key), None)
    return {
        "line": line,
        "title": told(line.checklist.title, line.checklist),
        "state": word_of(PLAN_STATES, line.state),
        "late": told(late.title, line.checklist) if late is not None else "",
    }


def _stages(request: HttpRequest, page: PlanPage, typed: str) -> list[dict[str, Any]]:
    checklist, found = page.line.checklist, []
    for stage, how_far in zip(checklist.stages, page.line.stages, strict=True):
        activities = [_activity(request, page, each, typed) for each in stage.activities]
        found.append(
            {
                "title": told(stage.title, checklist),
                "aim": told(stage.aim, checklist),
                "progress": how_far,
                "activities": activities,
                "titles": [(each["key"], each["what"]) for each in activities],
                "forms": [each["form"] for each in activities if each["form"] is not None],
            }
        )
    return found


def _activity(request: HttpRequest, page: PlanPage, each: Any, typed: str) -> dict[str, Any]:
    proof = page.proofs.get(each.key)
    state = proof.state if proof is not None else Proved.OPEN.value
    tones = {Proved.VERIFIED: "good", Proved.REPORTED: "info", Proved.RETURNED: "bad"}
    texts = {name: told(getattr(each, name), page.line.checklist) for name in ("what", "why", "how", "role", "proof")}
    return texts | {
        "key": each.key,
        "wanted": texts["proof"],
        "shown": proof,
        "state": word_of(PROVED, state),
        "tone": tones.get(Proved(state), "dashed"),
        "form": _form(request, page.line, each.key, state, typed),
        "open": typed == each.key,
    }


def _form(request: HttpRequest, line: PlanLine, key: str, state: str, typed: str) -> Any:
    """The form of the step that the reader may take with an activity now; the action judges it."""
    kind: Any = None
    if line.running and state in {Proved.OPEN, Proved.RETURNED} and (line.keeps or line.hosts):
        kind = ReportForm
    elif line.running and state == Proved.REPORTED and (line.keeps or line.mentors):
        kind = LookForm
    if kind is None:
        return None
    sent = request.POST if typed == key and request.POST.get("do") == kind.do else None
    return kind(sent, prefix=key)


def _offered_forms(line: PlanLine) -> list[Any]:
    if not line.running:
        return []
    return [*([VisitForm] if line.keeps or line.mentors else []), *([EndForm, StopForm] if line.keeps else [])]


def _bound(kind: Any, request: HttpRequest) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    return kind(sent, prefix=kind.do)


def _change(page: PlanPage) -> list[tuple[str, Any, Any]]:
    """The scores before and after, as far as the reader may read them."""
    found = []
    for name, line in ((gettext("Before"), page.before), (gettext("Since"), page.after)):
        score = None
        if line is not None and line.summary is not None and not isinstance(line.summary, Withheld):
            score = wording.of_summary(line.summary, line.threshold)
        found.append((name, line, score))
    return found


def places(request: HttpRequest, choice: lists.Choice) -> list[tuple[str, str]]:
    """The facilities whose quality records the actor keeps, to choose from."""
    found = capacity.kept_places(request.viewer, me=request.actor, on=choice.on, lang=choice.lang)
    return sorted(((line.key, f"{line.name} ({line.key})") for line in found), key=lambda pair: pair[1])


def _offered(request: HttpRequest, choice: lists.Choice) -> dict[str, Choices]:
    seats = [(seat.key, f"{seat.title} ({seat.owner})") for seat in people.seats(request.viewer, on=choice.on)]
    sets = capacity.sets(request.viewer, on=choice.on, lang=choice.lang, about=About.FACILITY)
    lists_of = queries.checklists(request.viewer, on=choice.on)
    return {
        "facility": places(request, choice),
        "checklist": [
            (f"{each.key} {each.version}", f"{told(each.checklist.title, each.checklist)}, {each.version}")
            for each in lists_of
        ],
        "mentor": seats,
        "host": seats,
        "set_key": [(line.key, line.title) for line in sets if line.version],
    }
