"""Judgements that go to another node as a file, and files that came from one."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.actions import interchange
from kerege.law.queries import interchange as asked
from kerege.law.rules.interchange.layout import MOST
from kerege.law.words import interchange as words
from kerege.law.words.coverage import ROUND_STATES, RoundState
from kerege.law.words.interchange import BROUGHT_STATES, BroughtState
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.sharing.words import SENSITIVITIES
from kerege.web.activities import lists
from kerege.web.law import coverage_wording as wording
from kerege.web.law.coverage import trail
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import attached
from kerege.web.shell.forms import Typed, attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of


class BringForm(forms.Form):
    """A file that another node wrote."""

    title, button = _("Bring a file from another node"), _("Bring it")
    file = forms.FileField(
        label=_("File"),
        help_text=_("As Kerege wrote it there, with the ending .zip, of at most 20 MB. A second person takes it in."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )

    def run(self, *, by: Actor) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise Refusal(words.FILE_TOO_LARGE, field="file", most=MOST)
        return interchange.bring_coverage(by=by, file=file.read(), node=settings.KEREGE_NODE)


class TurnForm(forms.Form):
    title, button = _("Turn it away"), _("Turn it away")
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


def _owners(request: HttpRequest) -> list[str]:
    """The countries on whose law somebody works. Refuses people.not_yours where there is none."""
    deeds = (Deed.RECORD_LAW, Deed.REVIEW_LAW)
    found = {owner for deed in deeds for owner in owners_for(request.actor, deed) if owner != REGION}
    if not found:
        check_may(request.actor, Deed.REVIEW_LAW, REGION)
    return sorted(found)


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """What can go out and what came in; for those who work on the law of a country."""
    owners, choice = _owners(request), lists.chosen(request)
    sent = request.method == "POST"
    form = BringForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor))
        if made is not None:
            return redirect("coverage_file", uid=made.uid)
    lines = asked.brought(request.viewer, by=request.actor)
    names = lists.names_of({*owners, *(line.owner for line in lines)}, choice)
    note_offered(request, names.values())
    context = {
        "owners": [{"code": code, "country": names[code]} for code in owners],
        "lines": [_line(line, names) for line in lines],
        "waiting": sum(_decides(request, line) for line in lines),
        "form": form if owners_for(request.actor, Deed.RECORD_LAW) else None,
        "no_finding": wording.no_finding(),
        "trail": trail(),
    }
    return render(request, "law/coverage_files.html", context, status=422 if form.errors else 200)


def _line(line: asked.BroughtLine, names: Any) -> dict[str, Any]:
    return {"line": line, "country": names[line.owner], "state": word_of(BROUGHT_STATES, line.state)}


def _decides(request: HttpRequest, line: asked.BroughtLine) -> bool:
    return line.state == BroughtState.WAITING and not line.mine and may(request.actor, Deed.REVIEW_LAW, line.owner)


@require_GET
def sent(request: HttpRequest, owner: str) -> HttpResponse:
    """The approved judgements of a country as a file, as far as its reader reads them whole."""
    choice = lists.chosen(request)
    where = {"node": settings.KEREGE_NODE, "licence": settings.KEREGE_DATA_LICENCE}
    data = asked.coverage_file(request.viewer, by=request.actor, owner=owner, on=choice.on, **where)
    return attached(request, lambda: data, media_type="application/zip", filename=f"kerege-law-{owner.lower()}.zip")


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, uid: object) -> HttpResponse:
    """What a file holds, and the decision about it."""
    choice = lists.chosen(request)
    found = asked.brought_one(request.viewer, uid, by=request.actor)
    if found is None:
        raise lists.not_there(gettext("file of judgements"), uid)
    line, carried = found
    form = TurnForm(request.POST if request.POST.get("do") == "turn" else None)
    if request.method == "POST" and _pressed(request, line, form):
        return redirect("coverage_file", uid=line.uid)
    context = {
        **_line(line, lists.names_of({line.owner}, choice)),
        "rounds": [_round(each) for each in carried.rounds],
        "judgements": carried.judgements,
        "level": gettext(SENSITIVITIES[carried.read_up_to]),
        "release": carried.release,
        "form": form if line.state == BroughtState.WAITING else None,
        "decides": _decides(request, line),
        "no_finding": wording.no_finding(),
        "trail": [*trail(), (gettext("Between nodes"), address("coverage_files"))],
    }
    return render(request, "law/coverage_file.html", context, status=422 if form.errors else 200)


def _pressed(request: HttpRequest, line: asked.BroughtLine, form: TurnForm) -> bool:
    if request.POST.get("do") == "take":
        interchange.take_in_coverage(by=request.actor, file=line.uid, node=settings.KEREGE_NODE)
        return True
    return form.is_valid() and attempt(form, lambda: _turned(request, line, form)) is not None


def _turned(request: HttpRequest, line: asked.BroughtLine, form: TurnForm) -> Any:
    return interchange.turn_away_coverage(by=request.actor, file=line.uid, **form.cleaned_data)


def _round(each: dict[str, Any]) -> dict[str, Any]:
    judged = each["judgements"]
    return {
        **each,
        "state": word_of(ROUND_STATES, RoundState(each["state"])),
        "approved": sum(row["state"] == "approved" for row in judged),
        "superseded": sum(row["state"] == "superseded" for row in judged),
        "stale": sum(row["stale"] for row in judged),
    }
