"""What is asked of whoever plans. The actions judge every value."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.planning import actions, words
from kerege.planning.rules.rows import FAMILIES, Field
from kerege.planning.rules.states import LEAST_SECONDS, MOST_SECONDS
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices
from kerege.web.inventory.forms import Several
from kerege.web.planning.wording import COMPUTED
from kerege.web.shell.forms import DayField, Offered, Typed

NUMBER = {"inputmode": "numeric", "size": 8}
HELP = {
    "languages": _("The first is preferred."),
    "points": _("Empty means 10."),
    "days": _("Empty: as many as the curriculum has."),
    "origin": _("Nothing chosen: from everywhere."),
    "there": _("Nothing chosen: to everywhere."),
    "rate": _("For example 0.0021 for KZT where the plan is in EUR."),
    "courses": _("Empty: as many as there are days for."),
}


class AboutForm(forms.Form):
    """What a scenario is about: for which season, in which currency, how long to search."""

    title = Typed(label=_("Title"))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), help_text=_("Courses begin between these two days."))
    currency = Typed(label=_("Currency of the plan"), initial="EUR", help_text=_("Three letters: KZT, UZS, EUR."))
    use_needs = forms.BooleanField(
        required=False, initial=True, label=_("Plan for the needs that are computed from assessments and competences")
    )
    also = Several(
        required=False,
        label=_("Languages in which everybody can be taught"),
        help_text=_("Beside the own language of each."),
    )
    seconds = Typed(label=_("Seconds of search"), initial="30", widget=forms.TextInput(attrs=NUMBER))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["also"].choices = languages()  # type: ignore[attr-defined]
        self.fields["seconds"].help_text = gettext("From %(least)s to %(most)s.") % {
            "least": LEAST_SECONDS,
            "most": MOST_SECONDS,
        }

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, "also": " ".join(given["also"]), "seconds": _number(given["seconds"])}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


class BeginForm(AboutForm):
    """A new scenario."""

    owner = Offered(label=_("Who plans"))
    centre = Offered(required=False, label=_("Only for one training centre"))
    curricula = Several(required=False, label=_("Courses to offer"), help_text=_("More can be added later."))
    field_order = ("owner", "centre", "title", "first", "last", "curricula", "use_needs", "also", "currency", "seconds")

    def __init__(self, *args: Any, owners: Choices, centres: Choices, curricula: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("owner", owners), ("centre", centres), ("curricula", curricula)):
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        if not self.cleaned_data["owner"]:
            raise Refusal(words.VALUE_MISSING, field="owner")
        return actions.begin_scenario(by=by, **self.told())


class ChangeForm(AboutForm):
    """What a scenario is about."""

    do, title_of = "about", _("What the plan is about")

    def run(self, *, by: Actor, scenario: str) -> Any:
        return actions.change_scenario(by=by, scenario=scenario, **self.told())


class RowForm(forms.Form):
    """A row of one family. `offered` are the choices by kind of field."""

    def __init__(self, *args: Any, family: str, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": family})
        self.family, self.title, self.do = family, gettext(words.FAMILIES[family]), f"add {family}"
        for field in FAMILIES[family]:
            self.fields[field.name] = _made(field, offered)

    def run(self, *, by: Actor, scenario: str) -> Any:
        return actions.add_row(by=by, scenario=scenario, family=self.family, told=self.cleaned_data)


def _made(field: Field, offered: dict[str, Choices]) -> forms.Field:
    label = gettext(words.FIELDS[field.name])
    told: dict[str, Any] = {
        "label": label,
        "required": field.needed or not field.blank,
        "help_text": str(HELP.get(field.name, "")),
    }
    made: Any
    if field.kind in {"countries", "languages", "people"}:
        made = Several(**told)
    elif field.kind in {"number", "rate"}:
        made = Typed(widget=forms.TextInput(attrs=NUMBER if field.kind == "number" else {"size": 12}), **told)
        made.initial = "" if field.usual is None else str(field.usual)
    elif field.kind == "day":
        made = Typed(widget=forms.DateInput(attrs={"type": "date"}), **told)
    elif field.kind in offered:
        made = Offered(**told)
    else:
        made = Typed(**told)
    if field.kind in offered:
        empty = [] if isinstance(made, Several) or field.needed and offered[field.kind] else [("", gettext("Nothing"))]
        known = offered[field.kind]
        made.choices = known if any(not key for key, _label in known) else [*empty, *known]
    return made  # type: ignore[no-any-return]


class TrainerForm(forms.Form):
    """Somebody who could teach, found by name."""

    do, title = "trainer", _("Name somebody who could teach")
    person = Offered(label=_("Person"), widget=forms.RadioSelect)
    languages = Several(label=_("Languages"))
    courses = Typed(required=False, label=_("At most so many courses"), widget=forms.TextInput(attrs=NUMBER))
    fee = Typed(required=False, label=_("Fee a day"), widget=forms.TextInput(attrs=NUMBER))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": self.do})
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        self.fields["languages"].choices = languages()  # type: ignore[attr-defined]

    def run(self, *, by: Actor, scenario: str) -> Any:
        told = {**self.cleaned_data, "languages": " ".join(self.cleaned_data["languages"])}
        return actions.name_trainer(by=by, scenario=scenario, **told)


class StateForm(forms.Form):
    """What a country needs: a row for each competence and language; rows without people are left out."""

    source = Typed(label=_("From where this is known"), help_text=_("In one sentence. Those who plan with it read it."))
    parts = ("competence", "language", "people", "points")

    def __init__(
        self, *args: Any, competences: Choices, begun: Sequence[Mapping[str, Any]], rows: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.count = max(1, min(rows, MOST_STATED))
        nothing = [("", gettext("Nothing"))]
        for n in range(1, self.count + 1):
            row = begun[n - 1] if n <= len(begun) else {}
            for name in self.parts:
                label = f"{gettext(words.FIELDS.get(name, words.FIELDS['language']))} ({n})"
                told: dict[str, Any] = {"label": label, "required": False, "initial": row.get(name, "")}
                made: Any = Typed(widget=forms.TextInput(attrs=NUMBER), **told)
                if name in {"competence", "language"}:
                    made = Offered(**told)
                    made.choices = [*nothing, *(competences if name == "competence" else languages())]
                self.fields[f"{name}-{n}"] = made

    def lines(self) -> list[list[forms.BoundField]]:
        """The fields, row by row."""
        return [[self[f"{name}-{n}"] for name in self.parts] for n in range(1, self.count + 1)]

    def run(self, *, by: Actor, owner: str) -> Any:
        """State it; a refusal names the field of its row."""
        said = self.cleaned_data
        told = {n: {name: said[f"{name}-{n}"] for name in self.parts} for n in range(1, self.count + 1)}
        filled = [n for n, row in told.items() if row["people"]]
        try:
            source = COMPUTED if said["source"] == gettext(COMPUTED) else said["source"]
            return actions.state_needs(by=by, owner=owner, rows=[told[n] for n in filled], source=source)
        except Refusal as refusal:
            if "row" in refusal.data:
                refusal.field = f"{refusal.field}-{filled[refusal.data['row'] - 1]}"
            raise


MOST_STATED = 200
