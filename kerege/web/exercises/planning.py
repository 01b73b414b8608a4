"""Planning an exercise: its form, and the page on which objectives, roles, people and injects are put together."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.lib.versions import text_in
from kerege.lib.zones import town_of, zones_of
from kerege.people.words import Deed
from kerege.response.actions import exercise_kits, exercises
from kerege.response.queries import exercises as queries
from kerege.response.queries.exercises import ExerciseLine
from kerege.response.rules.exercises.kits import kits
from kerege.response.rules.exercises.order import Line
from kerege.response.rules.exercises.plan import check_ready
from kerege.response.words.exercises import EXERCISE_PARTS, ExerciseKind, ExerciseState
from kerege.web.activities import lists
from kerege.web.alerts.wording import zones as zones_for
from kerege.web.capacity.drafts import offered_owners
from kerege.web.exercises import forms, wording
from kerege.web.exercises.views import context_of, done, line_of, trail
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import told
from kerege.web.shell.wording import word_of


@require_http_methods(["GET", "POST"])
def new_exercise(request: HttpRequest) -> HttpResponse:
    """Begin the plan of an exercise."""
    owners = offered_owners(request, Deed.DIRECT_EXERCISE)
    begun = {"owner": owners[0][0], "kind": ExerciseKind.TABLETOP, "language_1": "en", "language_2": "", "label": "2"}
    zones = _zones(request)
    form = forms.ExerciseForm(
        request.POST if request.method == "POST" else None,
        owners=owners,
        zones=zones,
        templates=[(kit.key, text_in(kit.title, lists.chosen(request).lang, "en")) for kit in kits().values()],
        initial={**begun, "zone": _zone(owners[0][0], zones)},
    )
    if form.is_valid():
        made = attempt(form, lambda: _planned(request, form))
        if made is not None:
            messages.success(request, gettext("The plan is begun. Add objectives, roles, people and injects."))
            return redirect("exercise_plan", uid=made.uid)
    return _page(request, form, gettext("Plan an exercise"))


def _planned(request: HttpRequest, form: forms.ExerciseForm) -> Any:
    sent = form.cleaned_data
    if sent["template"]:
        return exercise_kits.plan_from_kit(
            by=request.actor, owner=sent["owner"], key=sent["template"], told=form.told()
        )
    return exercises.plan_exercise(by=request.actor, owner=sent["owner"], told=form.told())


@require_http_methods(["GET", "POST"])
def edit_exercise(request: HttpRequest, uid: object) -> HttpResponse:
    """Change what an exercise is about, when and where it is."""
    line = line_of(request, uid)
    if not line.rights.directs:
        raise lists.not_there(gettext("exercise"), uid)
    if request.method == "GET" and line.state != ExerciseState.PLANNED:
        return redirect("exercise_plan", uid=line.uid)
    form = forms.ExerciseForm(
        request.POST if request.method == "POST" else None,
        owners=[],
        zones=_zones(request),
        fixed=True,
        initial=forms.initial_of(line),
    )
    if form.is_valid() and attempt(form, lambda: _changed(request, line, form)) is not None:
        messages.success(request, gettext("The plan is kept."))
        return redirect("exercise_plan", uid=line.uid)
    return _page(request, form, gettext("Change the exercise"), line)


def _changed(request: HttpRequest, line: ExerciseLine, form: forms.ExerciseForm) -> Any:
    seen = form.cleaned_data["seen"]
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    return exercises.change_exercise(by=request.actor, exercise=line.uid, told=form.told(), seen=number)


def _page(request: HttpRequest, form: forms.ExerciseForm, title: str, line: ExerciseLine | None = None) -> HttpResponse:
    context = {"form": form, "title": title, "line": line, "trail": trail(line), **wording.marks()}
    return render(request, "exercises/form.html", context, status=422 if form.errors else 200)


def _zones(request: HttpRequest) -> list[tuple[str, str]]:
    """The zones of the countries that take part, by their towns, and universal time."""
    choice = lists.chosen(request)
    codes = [c.code for c in lists.countries(choice.on, choice.lang)]
    found = {zone for code in codes for zone in zones_of(atlas.territory(code).alpha2)}
    return sorted(((zone, town_of(zone, choice.lang)) for zone in found | {"UTC"}), key=lambda pair: pair[1])


def _zone(owner: str, zones: list[tuple[str, str]]) -> str:
    known = {zone for zone, _town in zones}
    return next(zone for zone in zones_for(owner) if zone in known)


@require_http_methods(["GET", "POST"])
def plan_page(request: HttpRequest, uid: object) -> HttpResponse:
    """The plan: objectives, roles of players, who takes part, and the master events list; each with its small form."""
    line = line_of(request, uid)
    if not line.rights.sees_plan:
        raise lists.not_there(gettext("exercise"), uid)
    name = request.POST.get("do", "") if request.method == "POST" else ""
    made = _forms(request, line, name)
    if name in TAKEN_OUT:
        if done(request, lambda: TAKEN_OUT[name](request, line)):
            messages.success(request, gettext("Taken out."))
        return redirect("exercise_plan", uid=line.uid)
    form = made.get(name)
    if form is not None and form.is_valid() and attempt(form, lambda: DONE[name](request, line, form)) is not None:
        messages.success(request, gettext("The plan is kept."))
        return redirect("exercise_plan", uid=line.uid)
    lang = lists.chosen(request).lang
    listed, parts = queries.injects(request.viewer, line, at=timezone.now()), queries.parts(request.actor, line)
    context = {
        **context_of(request, line),
        **{f"{key}_form": each for key, each in made.items()},
        "form": form,
        "pressed": name,
        "injects": [wording.inject(each, line, lang) for each in listed],
        "parts": [_part(each, line, lang) for each in parts],
        "may": line.rights.directs and line.state == ExerciseState.PLANNED,
        "lacks": _lacks(line, listed, parts),
        "may_name": line.rights.directs and line.state in {"planned", "running", "paused"},
    }
    return render(request, "exercises/plan.html", context, status=422 if form is not None and form.errors else 200)


def _lacks(line: ExerciseLine, listed: list[queries.InjectLine], parts: list[queries.PartLine]) -> str:
    """Why the exercise would not start as it is planned now; empty where it would."""
    try:
        check_ready(
            objectives=len(line.objectives),
            parts=[(each.part, each.team) for each in parts],
            told={each.number: each.to for each in listed},
            lines=[Line(each.number, each.minute, each.release, each.state) for each in listed],
        )
    except Refusal as refusal:
        return told(refusal)
    return ""


def _part(each: queries.PartLine, line: ExerciseLine, lang: str) -> dict[str, Any]:
    team = line.played(each.team)
    return {
        "line": each,
        "part": word_of(EXERCISE_PARTS, each.part),
        "team": text_in(team.title, lang, line.languages[0]) if team else "",
    }


def _forms(request: HttpRequest, line: ExerciseLine, pressed: str) -> dict[str, Any]:
    lang = lists.chosen(request).lang
    sent = {name: request.POST if name == pressed else None for name in ("objective", "team", "part")}
    return {
        "objective": forms.ObjectiveForm(sent["objective"], line=line, prefix="objective"),
        "team": forms.TeamForm(sent["team"], line=line, prefix="team"),
        "part": forms.PartForm(sent["part"], teams=teams(line, lang), prefix="part"),
    }


def teams(line: ExerciseLine, lang: str) -> list[tuple[str, str]]:
    return [(t.key, f"{t.key} · {text_in(t.title, lang, line.languages[0])}") for t in line.teams]


def objectives(line: ExerciseLine, lang: str) -> list[tuple[str, str]]:
    return [(o.key, f"{o.key} · {text_in(o.text, lang, line.languages[0])}") for o in line.objectives]


def _objective(request: HttpRequest, line: ExerciseLine, form: Any) -> Any:
    told = {"text": form.said("text"), "measure": form.said("measure"), "capacity": form.cleaned_data["capacity"]}
    return exercises.set_objective(by=request.actor, exercise=line.uid, **told)


def _team(request: HttpRequest, line: ExerciseLine, form: Any) -> Any:
    return exercises.set_team(by=request.actor, exercise=line.uid, title=form.said("title"), brief=form.said("brief"))


def _name(request: HttpRequest, line: ExerciseLine, form: Any) -> Any:
    return exercises.name_part(by=request.actor, exercise=line.uid, **form.cleaned_data)


def _drop(request: HttpRequest, line: ExerciseLine) -> Any:
    return exercises.drop_from_plan(by=request.actor, exercise=line.uid, key=request.POST.get("key", "")[:8])


def _drop_inject(request: HttpRequest, line: ExerciseLine) -> Any:
    return exercises.take_out_inject(by=request.actor, exercise=line.uid, inject=request.POST.get("key", "")[:36])


def _drop_part(request: HttpRequest, line: ExerciseLine) -> Any:
    return exercises.take_part_back(by=request.actor, exercise=line.uid, role=request.POST.get("key", "")[:36])


DONE: dict[str, Callable[[HttpRequest, ExerciseLine, Any], Any]] = {
    "objective": _objective,
    "team": _team,
    "part": _name,
}
TAKEN_OUT: dict[str, Callable[[HttpRequest, ExerciseLine], Any]] = {
    "drop": _drop,
    "drop_inject": _drop_inject,
    "drop_part": _drop_part,
}


@require_http_methods(["GET", "POST"])
def inject_page(request: HttpRequest, uid: object, inject: object = "") -> HttpResponse:
    """One line of the master events list, before the start."""
    line, lang = line_of(request, uid), lists.chosen(request).lang
    if not line.rights.directs:
        raise lists.not_there(gettext("exercise"), uid)
    listed = queries.injects(request.viewer, line, at=timezone.now())
    known = next((each for each in listed if each.uid == str(inject)), None)
    if inject and known is None:
        raise lists.not_there(gettext("inject"), inject)
    if request.method == "GET" and line.state != ExerciseState.PLANNED:
        return redirect("exercise_plan", uid=line.uid)
    last = listed[-1] if listed else None
    begun = {"position": last.number + 1 if last else 1, "minute": last.minute if last else 0}
    form = forms.InjectForm(
        request.POST if request.method == "POST" else None,
        line=line,
        teams=teams(line, lang),
        objectives=objectives(line, lang),
        initial=forms.inject_initial(known, line) if known else begun,
    )
    if form.is_valid() and attempt(form, lambda: _written(request, line, form, known)) is not None:
        messages.success(request, gettext("The plan is kept."))
        return redirect("exercise_plan", uid=line.uid)
    title = gettext("Change inject %(n)s") % {"n": known.number} if known else gettext("Add an inject")
    context = {**context_of(request, line), "form": form, "heading": title, "back": "exercise_plan"}
    return render(request, "exercises/small_form.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, line: ExerciseLine, form: Any, known: Any) -> Any:
    return exercises.set_inject(
        by=request.actor, exercise=line.uid, told=form.told(), inject=known.uid if known else ""
    )
