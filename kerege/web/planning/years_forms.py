"""What is asked of whoever plans over years. The actions judge every value."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.planning import actions
from kerege.planning.rules.outlooks import WHY
from kerege.planning.rules.rows import Field, Row
from kerege.planning.rules.states import LEAST_SECONDS, MOST_SECONDS
from kerege.planning.rules.years import FAMILIES, LEAST_QUARTERS, MOST_QUARTERS, ONCE, USUAL_QUARTERS
from kerege.planning.words import VALUE_MISSING
from kerege.planning.words import years as told_words
from kerege.web.inventory.details import Choices
from kerege.web.inventory.forms import Several
from kerege.web.planning.forms import NUMBER
from kerege.web.planning.outlook_forms import typed, whole
from kerege.web.shell.forms import DayField, Offered, Typed

HELP = {
    "points": _("Empty means 10."),
    "days": _("Empty: as many as the curriculum has."),
    "value": _("Of the active: who leaves for good and who falls dormant."),
}


class AboutYearsForm(forms.Form):
    """What a plan over years is about."""

    do, heading = "about", _("What the plan is about")
    title = Typed(label=_("Title"))
    begins = DayField(label=_("Begins"), help_text=_("A day of the first quarter."))
    quarters = Typed(label=_("So many quarters"), initial=str(USUAL_QUARTERS), widget=forms.TextInput(attrs=NUMBER))
    currency = Typed(label=_("Currency of the plan"), initial="EUR", help_text=_("Three letters: KZT, UZS, EUR."))
    use_needs = forms.BooleanField(
        required=False, initial=True, label=_("Plan for the needs that are computed from assessments and competences")
    )
    seconds = Typed(label=_("Seconds of search"), initial="60", widget=forms.TextInput(attrs=NUMBER))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bounds = {"quarters": (LEAST_QUARTERS, MOST_QUARTERS), "seconds": (LEAST_SECONDS, MOST_SECONDS)}
        for name, (least, most) in bounds.items():
            self.fields[name].help_text = gettext("From %(least)s to %(most)s.") % {"least": least, "most": most}

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {**given, "quarters": whole(given["quarters"]), "seconds": whole(given["seconds"])}

    def run(self, *, by: Actor, years: str) -> Any:
        return actions.change_years(by=by, years=years, **self.told())


class BeginYearsForm(AboutYearsForm):
    """A new plan over years."""

    owner = Offered(label=_("Who plans"))
    field_order = ("owner", "title", "begins", "quarters", "use_needs", "currency", "seconds")

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def begin(self, *, by: Actor) -> Any:
        return actions.begin_years(by=by, **self.told())


class YearsRowForm(forms.Form):
    """A row of one family of a plan over years, or the same row for each country and course that is chosen. `offered`
    are the choices by kind of field, `near` the countries that can be ticked; others are chosen from a list. What
    is not asked of each anew begins as in the row that was told last (`known`).
    """

    def __init__(
        self,
        *args: Any,
        family: str,
        offered: Mapping[str, Choices],
        near: Choices,
        known: Sequence[Row] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{**kwargs, "prefix": family})
        self.family, self.do = family, f"add {family}"
        keys = ONCE.get(family)
        self.changes = bool(known) and keys == ()
        for field in FAMILIES[family]:
            if field.kind in SEVERAL:
                self.fields[SEVERAL[field.kind]] = _boxes(field, {**offered, "country": near}[field.kind])
            if field.kind not in SEVERAL or field.kind == "country":
                self.fields[field.name] = made = _made(field, offered)
                if known and keys is not None and field.name not in keys and field.kind not in SEVERAL:
                    made.initial = known[-1][field.name]

    @property
    def called(self) -> dict[str, str]:
        """The form's fields that the action calls otherwise."""
        return {name: several for name, several in SEVERAL.items() if several in self.fields}

    def run(self, *, by: Actor, years: str) -> Any:
        return actions.tell_together(by=by, years=years, rows=[(self.family, told) for told in self.rows()])

    def rows(self) -> list[dict[str, Any]]:
        """What was typed, once for each country and course that was chosen."""
        told = dict(self.cleaned_data)
        found = [told]
        for field in FAMILIES[self.family]:
            if field.kind in SEVERAL:
                chosen = [*told.get(SEVERAL[field.kind], ()), *filter(None, [told.get(field.name, "")])]
                found = [{**row, field.name: one} for row in found for one in dict.fromkeys(chosen) or [""]]
        return found


SEVERAL = {"curriculum": "curricula", "country": "countries", "topic": "topics"}
"""Of which kinds several are chosen at once, and what the field is called that holds them."""


def _boxes(field: Field, choices: Choices) -> forms.Field:
    hint = "" if field.needed else gettext("Nothing chosen: each country of which nothing is recorded.")
    made: Any = Several(required=False, label=gettext(told_words.FIELDS[SEVERAL[field.kind]]), help_text=hint)
    made.choices = choices
    return made  # type: ignore[no-any-return]


class MissingForm(forms.Form):
    """What no record says and is not told yet, all of it in one form with one reason."""

    do, prefix_of = "missing", "missing"

    def __init__(self, *args: Any, families: Sequence[str], since: date, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": self.prefix_of})
        self.families = families
        for family in families:
            for field in FAMILIES[family]:
                if field.name not in ("why", "country"):
                    self.fields[field.name] = _made(field, {})
                    self.fields[field.name].required = False
        if "since" in self.fields:
            self.fields["since"].initial = since
        self.fields["why"] = _made(WHY, {})
        self.fields["why"].help_text = gettext("For all of these figures.")

    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields by what they are about, with the reason at the end."""
        own = []
        for family in self.families:
            names = [field.name for field in FAMILIES[family] if field.name in self.fields and field.name != "why"]
            own.append((gettext(told_words.FAMILIES[family]), [self[name] for name in names]))
        return [*own, ("", [self["why"]])]

    def run(self, *, by: Actor, years: str) -> Any:
        told = self.cleaned_data
        rows = [
            (family, {**{field.name: told.get(field.name, "") for field in FAMILIES[family]}, "why": told["why"]})
            for family in self.families
            if any(told.get(f.name) for f in FAMILIES[family] if f.name not in ("why", "since", "until"))
        ]
        if not rows:
            raise Refusal(VALUE_MISSING, field=FAMILIES[self.families[0]][0].name)
        return actions.tell_together(by=by, years=years, rows=rows)


def _made(field: Field, offered: Mapping[str, Choices]) -> forms.Field:
    said: dict[str, Any] = {"label": gettext(told_words.FIELDS[field.name]), "required": field.needed}
    said["help_text"] = str(HELP.get(field.name, ""))
    made: Any
    if field.kind in offered:
        made = Offered(**said)
        if field.kind == "country":
            made.required, made.label = False, gettext("Another country")
        made.choices = [*([("", "—")] if field.kind == "country" else []), *offered[field.kind]]
    else:
        made = typed(field, said)
    return made  # type: ignore[no-any-return]
