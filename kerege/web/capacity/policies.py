"""Policies of needs: which one holds where, every version with what changed and why, and setting the next one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries import PolicyLine
from kerege.capacity.rules.policy import CONTAINMENT
from kerege.capacity.rules.stability import Moved
from kerege.lib.refusal import N_, Refusal
from kerege.people.rules import REGION, Actor, check_may, may
from kerege.people.words import UNKNOWN_KEY, Deed
from kerege.web.activities import lists
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import DayField, Typed, attempt

FIELDS: dict[str, str] = {
    "person": N_("Part of the person's gap"),
    "place": N_("Part of the gap of the place"),
    "most_criticality": N_("Highest criticality of a role profile"),
    **{f"containment_{n}": N_("Factor of containment level %(n)s") for n in CONTAINMENT},
    "counts_from": N_("In need from how many points"),
    "limit_a": N_("Priority A from"),
    "limit_b": N_("Priority B from"),
    "recent": N_("Months for which an assessment is believed"),
    "months_a": N_("Months within which A has to be met"),
    "months_b": N_("Months within which B has to be met"),
    "months_c": N_("Months within which C has to be met"),
    "stand_in": N_("The place's gap stands for people without evidence"),
}


def label(name: str) -> str:
    """A field of a policy in words; a weight is called by its competence."""
    if name not in FIELDS:
        return gettext("Weight of %(competence)s") % {"competence": name}
    sentence = gettext(FIELDS[name])
    return sentence % {"n": name[-1]} if "%(n)s" in sentence else sentence


class PolicyForm(forms.Form):
    """Every weight, and why it is what it is. The action judges the numbers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.fields[name] = Typed(label=label(name))
        yes_no = [("yes", gettext("Yes")), ("no", gettext("No"))]
        self.fields["stand_in"] = forms.ChoiceField(label=label("stand_in"), choices=yes_no)
        self.fields["weights"] = Typed(
            required=False,
            label=_("Competences that weigh more or less"),
            help_text=_("One on each line: its key and a number from 0 to 3. All others weigh 1."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["start"] = DayField(label=_("Holds from"))
        self.fields["source"] = Typed(label=_("Source"), help_text=_("The key of a source: what the change rests on."))
        self.fields["reason"] = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def run(self, *, by: Actor, owner: str) -> Any:
        told = dict(self.cleaned_data)
        beside = {name: told.pop(name) for name in ("start", "source", "reason")}
        lines = [line.split(maxsplit=1) for line in told.pop("weights").splitlines() if line.strip()]
        weights = {code: " ".join(number) for code, *number in lines}
        try:
            return actions.set_policy(by=by, owner=owner, content=told | {"weights": weights}, **beside)
        except Refusal as refusal:
            field = "weights" if refusal.field in weights else refusal.field
            raise Refusal(refusal.word, field=field, **refusal.data) from None


@require_GET
def policies(request: HttpRequest) -> HttpResponse:
    """Which policy holds where on the day."""
    choice = lists.chosen(request)
    lines = [line for line in queries.policies(on=choice.on) if line.end is None or line.end > choice.on]
    own = [owner for owner in _owners(request) if owner not in {line.owner for line in lines}]
    names = _names({line.owner for line in lines} | set(own), choice)
    context = {
        "lines": [(line, names.get(line.owner)) for line in lines],
        "own": [(owner, names.get(owner)) for owner in own],
    }
    return render(request, "capacity/policies.html", context)


@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest, owner: str) -> HttpResponse:
    """The versions of one owner's policy; for whoever may set it, the form of the next one."""
    choice = lists.chosen(request)
    if request.method == "POST":
        check_may(request.actor, Deed.SET_NEED_POLICY, owner)
    versions = queries.policies(owner=owner, on=None if _may_set(request, owner) else choice.on)
    holding = queries.in_force([owner], on=choice.on).get(owner)
    if not versions and not _may_set(request, owner):
        raise Refusal(UNKNOWN_KEY, what=gettext("policy of needs"), key=owner[:8])
    names = _names({owner}, choice)
    note_offered(request, names.values())
    form = _form(request, owner, versions[0] if versions else holding)
    if form is not None and form.is_valid():
        if attempt(form, lambda: form.run(by=request.actor, owner=owner)) is not None:
            return redirect("need_policy", owner=owner)
    context = {
        "owner": names.get(owner),
        "versions": [_version(line) for line in versions],
        "holding": holding,
        "facts": _facts(holding) if holding else [],
        "moves": _moves(request, holding, choice) if holding else None,
        "form": form,
    }
    return render(request, "capacity/policy.html", context, status=422 if form is not None and form.errors else 200)


def _owners(request: HttpRequest) -> list[str]:
    return sorted({grant.owner for grant in request.actor.grants if _may_set(request, grant.owner)})


def _names(owners: set[str], choice: lists.Choice) -> dict[str, Any]:
    """What countries are called; the region has no designated name, and pages call it the region."""
    return lists.names_of(owners - {REGION}, choice)


def _may_set(request: HttpRequest, owner: str) -> bool:
    return may(request.actor, Deed.SET_NEED_POLICY, owner)


def _form(request: HttpRequest, owner: str, newest: PolicyLine | None) -> PolicyForm | None:
    if not _may_set(request, owner):
        return None
    told: dict[str, Any] = dict(newest.content) if newest is not None else {}
    told["weights"] = "\n".join(f"{code} {n}" for code, n in dict(told.get("weights") or {}).items())
    return PolicyForm(request.POST if request.method == "POST" else None, initial=told)


def _facts(line: PolicyLine) -> list[tuple[str, str]]:
    told = {name: value for name, value in line.content.items() if name != "weights"}
    told |= dict(line.content.get("weights") or {})
    words = {"yes": gettext("Yes"), "no": gettext("No")}
    return [(label(name), words.get(value, value)) for name, value in told.items()]


def _moves(request: HttpRequest, holding: PolicyLine, choice: lists.Choice) -> dict[str, Any] | None:
    """What a fifth more or less of each number would change of the reader's own needs; None where there are none."""
    told = queries.stability(request.viewer, acting=request.actor, on=choice.on, policy=holding)
    if not told:
        return None
    rows = [(label(name), [each for each in told if each.name == name]) for name in dict.fromkeys(m.name for m in told)]
    return {
        "needs": told[0].needs,
        "most": max(each.changed for each in told),
        "rows": [(name, [(each, _likeness(each)) for each in both]) for name, both in rows],
        "turning": [name for name, both in rows if not all(each.steady for each in both)],
    }


def _likeness(moved: Moved) -> str:
    return "–" if moved.likeness is None else formats.number_format(round(float(moved.likeness), 2), 2)


def _version(line: PolicyLine) -> dict[str, Any]:
    changes = [(label(name), old or "–", new or "–") for name, old, new in line.changes]
    return {"line": line, "changes": changes, "regional": line.owner == REGION}
