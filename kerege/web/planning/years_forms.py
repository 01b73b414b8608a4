"""What is asked of whoever plans over years. The actions judge every value."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.people.rules import Actor
from kerege.planning import actions
from kerege.planning.rules.rows import Field
from kerege.planning.rules.states import LEAST_SECONDS, MOST_SECONDS
from kerege.planning.rules.years import FAMILIES, LEAST_QUARTERS, MOST_QUARTERS, USUAL_QUARTERS
from kerege.planning.words import years as told_words
from kerege.web.inventory.details import Choices
from kerege.web.planning.forms import NUMBER
from kerege.web.planning.outlook_forms import whole
from kerege.web.shell.forms import DayField, Numeral, Offered, Typed

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
    """A row of one family of a plan over years. `offered` are the choices by kind of field."""

    def __init__(self, *args: Any, family: str, offered: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": family})
        self.family, self.do = family, f"add {family}"
        for field in FAMILIES[family]:
            self.fields[field.name] = _made(field, offered)

    def run(self, *, by: Actor, years: str) -> Any:
        return actions.tell_years(by=by, years=years, family=self.family, told=self.cleaned_data)


def _made(field: Field, offered: Mapping[str, Choices]) -> forms.Field:
    said: dict[str, Any] = {"label": gettext(told_words.FIELDS[field.name]), "required": field.needed}
    said["help_text"] = str(HELP.get(field.name, ""))
    made: Any
    if field.kind in offered:
        made = Offered(**said)
        others = [("", gettext("Each country of which nothing is recorded"))] if not field.needed else []
        made.choices = [*others, *offered[field.kind]]
    elif field.kind == "number":
        made = Typed(widget=forms.TextInput(attrs=NUMBER), **said)
    elif field.kind == "decimal":
        made = Numeral(**said)
    elif field.kind == "day":
        made = Typed(widget=forms.DateInput(attrs={"type": "date"}), **said)
    else:
        made = Typed(**said)
    return made  # type: ignore[no-any-return]
