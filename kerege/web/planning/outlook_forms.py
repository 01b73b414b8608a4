"""What is asked of whoever begins an outlook, or tells one what cannot be observed. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.people.rules import Actor
from kerege.planning import actions, words
from kerege.planning.rules.outlooks import FAMILIES
from kerege.planning.rules.rows import Field
from kerege.planning.words import outlooks as told_words
from kerege.web.inventory.details import Choices
from kerege.web.planning.forms import NUMBER
from kerege.web.shell.forms import Numeral, Offered, Typed


def whole(text: str) -> int:
    """A number as it was typed; what is none is 0, which the action refuses."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


class AskForm(forms.Form):
    """What an outlook asks."""

    do, heading = "about", _("What is asked")
    title = Typed(label=_("Title"))
    currency = Typed(label=_("Currency of the outlook"), initial="EUR", help_text=_("Three letters: KZT, UZS, EUR."))
    hold = Typed(
        label=_("So many quarters have to be covered after the money ends"),
        help_text=_("Eight are two years."),
        widget=forms.TextInput(attrs=NUMBER),
    )

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "hold": whole(self.cleaned_data["hold"])}

    def run(self, *, by: Actor, outlook: str) -> Any:
        return actions.change_outlook(by=by, outlook=outlook, **self.told())


class BeginOutlookForm(AskForm):
    """A new outlook. `places` are pairs of who asks and of whom, as one value."""

    place = Offered(label=_("Whose trainers"))
    scheme = Offered(label=_("Certificates"))
    language = Offered(required=False, label=_("Only those who teach in"))
    curriculum = Offered(required=False, label=_("Only those certified for"))
    field_order = ("place", "title", "scheme", "language", "curriculum", "hold", "currency")

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def begin(self, *, by: Actor) -> Any:
        told = self.told()
        owner, _space, territory = told.pop("place").partition(" ")
        return actions.begin_outlook(by=by, owner=owner, territory=territory, **told)


class ToldForm(forms.Form):
    """A row of one family of an outlook. `levels` are the choices of a level."""

    def __init__(self, *args: Any, family: str, levels: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": family})
        self.family, self.do = family, f"add {family}"
        self.title, self.hint = gettext(told_words.FAMILIES[family]), gettext(told_words.HINTS[family])
        for field in FAMILIES[family]:
            self.fields[field.name] = _made(field, levels)

    def run(self, *, by: Actor, outlook: str) -> Any:
        return actions.tell_outlook(by=by, outlook=outlook, family=self.family, told=self.cleaned_data)


def _made(field: Field, levels: Choices) -> forms.Field:
    said: dict[str, Any] = {"label": gettext(told_words.FIELDS[field.name]), "required": field.needed}
    made: Any
    if field.kind == "level":
        made = Offered(**said)
        made.choices = levels if field.needed else [("", gettext("All levels")), *levels]
    elif field.kind == "what":
        made = Offered(**said)
        made.choices = [(key, gettext(word)) for key, word in words.RATES.items()]
    else:
        made = typed(field, said)
    return made  # type: ignore[no-any-return]


def typed(field: Field, said: dict[str, Any]) -> forms.Field:
    """The field of a form in which a number, a day or words are typed."""
    if field.kind == "number":
        return Typed(widget=forms.TextInput(attrs=NUMBER), **said)
    if field.kind == "decimal":
        return Numeral(**said)
    if field.kind == "day":
        return Typed(widget=forms.DateInput(attrs={"type": "date"}), **said)
    return Typed(**said)
