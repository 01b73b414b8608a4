"""The pages of e-learning packages: which there are, one of them, and handing one in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import REGION, owners_for
from kerege.people.words import Deed
from kerege.sharing.words import SENSITIVITIES
from kerege.training.actions import elearning as actions
from kerege.training.actions.cmi5 import begin_units
from kerege.training.actions.elearning_backups import FromBackup, hand_in_any
from kerege.training.actions.elearning_playing import begin_package
from kerege.training.queries import elearning as queries
from kerege.training.queries.cmi5 import courses_with_a_place
from kerege.training.queries.elearning import PackageLine
from kerege.training.queries.elearning_libraries import not_reviewed
from kerege.training.words.elearning import LAUNCHED, PACKAGE_STATES, PLAYED, STANDARDS, PackageState, Standard
from kerege.web.activities import lists
from kerege.web.capacity.drafts import offered_owners
from kerege.web.content.hosts import content_origin
from kerege.web.content.taking import scan
from kerege.web.packages.forms import HandInForm, WithdrawForm
from kerege.web.player.showing import result
from kerege.web.player.weighing import LIGHT, weighed
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import told as refused_as
from kerege.web.shell.wording import language_name

_MARKS = {PackageState.HANDED_IN: "warn", PackageState.PUBLISHED: "good", PackageState.WITHDRAWN: "bad"}


@require_GET
@asks()
def packages(request: HttpRequest) -> HttpResponse:
    """The packages that the reader may play, and for whoever keeps curricula those that wait for a review."""
    lines = queries.packages(request.viewer, request.actor)
    names = lists.names_of((each.owner for each in lines), lists.chosen(request))
    shown = [_shown(each, names) for each in lines]
    context = {
        "open": [each for each in shown if each["line"].state == PackageState.PUBLISHED],
        "others": [each for each in shown if each["line"].state != PackageState.PUBLISHED],
        "keeps": bool(owners_for(request.actor, Deed.KEEP_CURRICULA)),
        "playable": bool(content_origin(request)),
    }
    return render(request, "packages/packages.html", context)


@require_http_methods(["GET", "POST"])
def new_package(request: HttpRequest) -> HttpResponse:
    """Hand a package in; what is wrong with it is told at the file."""
    sent = request.method == "POST"
    owners = offered_owners(request, Deed.KEEP_CURRICULA)
    form = HandInForm(request.POST if sent else None, request.FILES if sent else None, owners=owners)
    if form.is_valid():
        made = attempt(form, lambda: _handed_in(request, form.cleaned_data), otherwise="file")
        if made is not None:
            return _after(request, made)
    return render(request, "packages/new.html", {"form": form}, status=422 if form.errors else 200)


def _handed_in(request: HttpRequest, told: Mapping[str, Any]) -> Any:
    given = {name: told[name] for name in ("owner", "label", "languages", "licence", "rights")}
    return hand_in_any(by=request.actor, file=told["file"], scan=scan(), **given)


def _after(request: HttpRequest, made: Sequence[FromBackup]) -> HttpResponse:
    """To the package, or after a backup to all of them, with what of it was refused and why."""
    messages.success(request, gettext("The package is here. Another person looks at it before learners do."))
    if len(made) == 1 and made[0].row is not None:
        return redirect("elearning_package", uid=made[0].row.uid)
    for each in made:
        if each.refusal is not None:
            messages.warning(request, f"{each.name}: {refused_as(each.refusal)}")
    return redirect("elearning")


@require_http_methods(["GET", "POST"])
def package(request: HttpRequest, uid: object) -> HttpResponse:
    """One package: playing it, and for whoever keeps it what was recognised, its review and its withdrawal."""
    line = queries.package(request.viewer, request.actor, str(uid))
    sent = request.POST.get("do", "")
    form = WithdrawForm(request.POST if sent == "withdraw" else None)
    if sent == "begin" and line.standard in LAUNCHED:
        told: dict[str, Any] = {"course": request.POST.get("course", ""), "language": get_language() or ""}
        begun = begin_units(by=request.actor, reader=request.viewer, uid=line.uid, **told)
        return redirect(reverse("elearning_units", args=[begun.uid]) + _tier(request))
    if sent == "begin":
        begun = begin_package(by=request.actor, reader=request.viewer, uid=line.uid, language=get_language() or "")
        return redirect(reverse("play_elearning", args=[begun.uid]) + _tier(request))
    if sent == "publish":
        actions.publish_package(by=request.actor, uid=line.uid)
        messages.success(request, gettext("The package is open to learners."))
        return redirect("elearning_package", uid=line.uid)
    if form.is_valid():
        done = attempt(form, lambda: actions.withdraw_package(by=request.actor, uid=line.uid, **form.cleaned_data))
        if done is not None:
            messages.success(request, gettext("The package is withdrawn."))
            return redirect("elearning_package", uid=line.uid)
    context = _context(request, line) | {"form": form}
    return render(request, "packages/package.html", context, status=422 if form.errors else 200)


def _tier(request: HttpRequest) -> str:
    """How the address of a package goes on that is begun without films and sound."""
    return f"?tier={LIGHT}" if request.POST.get("tier") == LIGHT else ""


def _context(request: HttpRequest, line: PackageLine) -> dict[str, Any]:
    names = lists.names_of((line.owner,), lists.chosen(request))
    mine = queries.registrations(request.viewer, request.actor, line.uid)
    keeps = queries.keeps(request.actor, line.owner)
    waits = line.state == PackageState.HANDED_IN
    missing = not_reviewed(line.what)
    shown = _shown(line, names)
    return shown | {
        "played": shown["played"] and not missing,
        "not_reviewed": missing,
        "not_obeyed": line.what.tree.get("not_obeyed", []),
        "libraries": line.what.tree.get("libraries", []),
        "title": line.title,
        "label": gettext(SENSITIVITIES[Sensitivity(line.label)]),
        "playable": bool(content_origin(request)),
        "signed_in": bool(request.actor.uid),
        "begun": [{"line": each, "result": result(each.standing)} for each in mine],
        "keeps": keeps,
        "reviews": keeps and waits and not line.own,
        "waits_for_others": keeps and waits and line.own,
        "parts": line.what.parts,
        "weight": weighed(request, line),
        "places": courses_with_a_place(request.actor) if line.standard in LAUNCHED else (),
    }


def _shown(line: PackageLine, names: Mapping[str, Any]) -> dict[str, Any]:
    state, standard = PackageState(line.state), Standard(line.standard)
    return {
        "line": line,
        "owner": gettext("The region") if line.owner == REGION else names[line.owner],
        "standard": f"{gettext(STANDARDS[standard])} {line.edition if standard == Standard.SCORM2004 else ''}".strip(),
        "state": gettext(PACKAGE_STATES[state]),
        "state_mark": _MARKS[state],
        "is_open": state == PackageState.PUBLISHED,
        "played": standard in PLAYED | LAUNCHED,
        "launched": standard in LAUNCHED,
        "languages": [language_name(tag) for tag in line.languages],
        "mine": result(line.mine.standing) if line.mine else None,
    }
