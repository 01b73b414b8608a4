"""What certificates ask for: the schemes that hold, the versions of one owner's, and publishing the next one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries.schemes import SchemeLine, in_words
from kerege.capacity.rules.results import told_tenths
from kerege.capacity.rules.scheme_writing import LISTS, OF_LEVEL, composed, typed
from kerege.capacity.rules.schemes import LESS_IS_STRICTER, NUMBERS, Scheme, told_number
from kerege.lib.refusal import N_, Refusal
from kerege.people.rules import REGION, Actor, check_may, may, owners_for
from kerege.people.words import ROLE_NAMES, UNKNOWN_KEY, Deed, Role
from kerege.web.activities import lists
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import Offered, Typed, attempt

FIELDS: dict[str, str] = {
    "hours": N_("Hours of part 1"),
    "most_hours_a_day": N_("Hours of one day that count, at most"),
    "pass_mark": N_("Pass mark of the knowledge test, in percent"),
    "rubric_mean": N_("Mean over the rubric, of 4"),
    "deadline_months": N_("Months for part 2"),
    "most_extension_months": N_("Months of a later deadline, at most"),
    "least_participants": N_("Participants of a delivery, at least"),
    "response_rate": N_("Participants who answer, in percent"),
    "feedback_mean": N_("Mean of their answers, of 5"),
    "validity_months": N_("Months for which a certificate holds"),
    "refresh_deliveries": N_("New deliveries for a renewal"),
    "appeal_days": N_("Days for an appeal"),
    "audit_percent": N_("Cases drawn for an audit, in percent"),
    "observer_level": N_("Level of an observer, at least"),
    "first_observers": N_("Roles that observe without a certificate"),
    "deliveries": N_("%(level)s: deliveries"),
    "observed": N_("%(level)s: deliveries of others observed"),
    "curricula": N_("Curricula"),
    "checklist": N_("Further points of the practical checklist"),
    "rubric": N_("Further criteria of the rubric for teaching"),
}
HELP = {
    "curricula": _(
        "One on each line: the key and the version that has to be taught, with a space between. Further versions that "
        "count as well stand on lines of their own below it."
    ),
    "checklist": _("One on each line, in English; then other languages after a bar: Text | ru: Текст"),
    "rubric": _("One on each line, in English; then other languages after a bar: Text | ru: Текст"),
}


def label(name: str) -> str:
    """A field of a scheme in words; one of a level is called by that level."""
    field, _separator, level = name.partition("_")
    if field in OF_LEVEL:
        return gettext(FIELDS[field]) % {"level": level}
    return gettext(FIELDS[name])


class SchemeForm(forms.Form):
    """What the next version asks for. The action judges it against the region's."""

    def __init__(self, *args: Any, floor: SchemeLine, owner: str, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.floor, self.owner, scheme = floor, owner, floor.scheme
        self.fields["version"] = Typed(label=_("Version"), help_text=_("A new one: a published version never changes."))
        for name in NUMBERS:
            self.fields[name] = Typed(label=label(name), help_text=self._floor(name, getattr(scheme, name)))
        for level in scheme.levels:
            for name in OF_LEVEL:
                field = f"{name}_{level.key}"
                self.fields[field] = Typed(label=label(field), help_text=self._floor(field, getattr(level, name)))
        named = [(each.key, f"{each.key} · {in_words(each.name, lang)}") for each in scheme.levels]
        self.fields["observer_level"] = Offered(label=label("observer_level"), choices=named)
        roles = [(role, gettext(ROLE_NAMES[Role(role)])) for role in scheme.first_observers]
        boxes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, choices=roles)
        boxes.label = label("first_observers")
        self.fields["first_observers"] = boxes
        for name, told in HELP.items():
            area = forms.Textarea(attrs={"rows": 3, "dir": "ltr" if name == "curricula" else "auto"})
            self.fields[name] = Typed(required=name not in LISTS, label=label(name), help_text=told, widget=area)
        self.fields["source"] = Typed(label=_("Source"), help_text=_("The key of a source: what the change rests on."))
        self.fields["reason"] = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def _floor(self, name: str, number: int) -> str:
        if self.owner == REGION:
            return ""
        told = {"floor": told_number(name, number)}
        if not number:
            return ""
        if name in LESS_IS_STRICTER:
            return gettext("The region allows at most %(floor)s.") % told
        return gettext("The region asks for at least %(floor)s.") % told

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        beside = {name: told.pop(name) for name in ("version", "source", "reason")}
        content = composed(queries.schemes.content_of(self.floor.uid), told, owner=self.owner)
        return actions.publish_scheme(by=by, owner=self.owner, key=self.floor.key, content=content, **beside)


@require_GET
def schemes(request: HttpRequest) -> HttpResponse:
    """What each scheme that stands asks for; everybody may read it."""
    choice = lists.chosen(request)
    found = [line for line in queries.schemes.schemes(request.viewer, on=choice.on, lang=choice.lang) if line.current]
    names = _names(request, {line.owner for line in found}, choice)
    own = {(line.owner, line.key) for line in found}
    keeps = owners_for(request.actor, Deed.KEEP_SCHEMES)
    missing = [
        (owner, line, names.get(owner))
        for line in found
        if line.owner == REGION
        for owner in keeps
        if (owner, line.key) not in own
    ]
    context = {"lines": [_scheme(line, choice.lang, names) for line in found], "missing": missing}
    return render(request, "certificates/schemes.html", context)


@require_http_methods(["GET", "POST"])
def scheme(request: HttpRequest, owner: str, key: str) -> HttpResponse:
    """The versions of one owner's scheme, and for whoever keeps it the form of the next one."""
    choice = lists.chosen(request)
    if request.method == "POST":
        check_may(request.actor, Deed.KEEP_SCHEMES, owner)
    told: dict[str, Any] = {"on": choice.on, "lang": choice.lang, "key": key}
    versions = queries.schemes.schemes(request.viewer, owner=owner, **told)
    floor = next((line for line in queries.schemes.schemes(request.viewer, owner=REGION, **told) if line.current), None)
    keeps = may(request.actor, Deed.KEEP_SCHEMES, owner)
    if not versions and not (floor and keeps):
        raise Refusal(UNKNOWN_KEY, what=gettext("scheme"), key=f"{owner[:8]} {key[:40]}")
    form = _form(request, owner, floor, versions, choice.lang) if keeps and floor is not None else None
    if form is not None and form.is_valid() and attempt(form, lambda: form.run(by=request.actor)) is not None:
        return redirect("certificate_scheme", owner=owner, key=key)
    names = _names(request, {owner}, choice)
    holding = next((line for line in versions if line.holds), None)
    context = {
        "owner": names.get(owner),
        "regional": owner == REGION,
        "floor": floor,
        "versions": [_version(line) for line in versions],
        "raised": floor is not None and bool(versions) and holding is None,
        "shown": _scheme(holding or floor or versions[0], choice.lang, names),
        "form": form,
    }
    return render(request, "certificates/scheme.html", context, status=422 if form is not None and form.errors else 200)


def _form(request: HttpRequest, owner: str, floor: SchemeLine, versions: list[SchemeLine], lang: str) -> SchemeForm:
    own: Scheme = versions[0].scheme if versions else floor.scheme
    numbers = [int(line.version) for line in versions if line.version.isascii() and line.version.isdigit()]
    initial = typed(floor.scheme, own) | {"version": str(max(numbers, default=0) + 1)}
    sent = request.POST if request.method == "POST" else None
    return SchemeForm(sent, initial=initial, floor=floor, owner=owner, lang=lang)


def _names(request: HttpRequest, owners: set[str], choice: lists.Choice) -> dict[str, Any]:
    """What countries are called; the region has no designated name, and pages call it the region."""
    wanted = {*owners, *owners_for(request.actor, Deed.KEEP_SCHEMES)} - {REGION}
    names = lists.names_of(wanted, choice)
    note_offered(request, names.values())
    return names


def _version(line: SchemeLine) -> dict[str, Any]:
    changes = [(label(name), _told(name, old) or "–", _told(name, new) or "–") for name, old, new in line.changes]
    return {"line": line, "changes": changes}


def _told(name: str, value: str) -> str:
    if name != "first_observers":
        return value
    return ", ".join(gettext(ROLE_NAMES[Role(role)]) for role in value.split(", ") if role)


def _scheme(line: SchemeLine, lang: str, names: dict[str, Any]) -> dict[str, Any]:
    scheme = line.scheme
    return {
        "line": line,
        "owner": names.get(line.owner),
        "scheme": scheme,
        "levels": [(level, in_words(level.name, lang)) for level in scheme.levels],
        "checklist": [in_words(item.text, lang) for item in scheme.checklist],
        "rubric": [in_words(item.text, lang) for item in scheme.rubric],
        "rubric_mean": told_tenths(scheme.rubric_mean),
        "feedback_mean": told_tenths(scheme.feedback_mean),
        "curricula": [(key, ", ".join(scheme.versions(key))) for key in sorted(scheme.curricula)],
    }
