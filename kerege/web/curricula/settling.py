"""Forms for a conflict that is decided for neither side: a text, a value, an order or a place of one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lib.refusal import N_
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula import settling
from kerege.training.rules.curricula.merging import Conflict
from kerege.training.rules.curricula.walking import Placed, placed
from kerege.training.words.curricula import Clash, Side
from kerege.web.curricula.editing import PartForm

SIDES_OF = {
    Clash.GONE_HERE: (N_("Leave it removed"), N_("Keep it as the parent has it")),
    Clash.GONE_THERE: (N_("Keep it as it is here"), N_("Take it out")),
}
GIVEN_UP = (N_("Keep the language"), N_("Give the language up"))
SIDES_OF_ALL_OTHERS = (N_("Keep what stands here"), N_("Take the parent's"))


def buttons(conflict: Conflict) -> tuple[str, str]:
    """What the two buttons say: what each side comes to."""
    words = SIDES_OF.get(conflict.clash, SIDES_OF_ALL_OTHERS)
    if conflict.clash == Clash.LANGUAGE:
        words = GIVEN_UP if conflict.own else (GIVEN_UP[1], GIVEN_UP[0])
    return gettext(words[0]), gettext(words[1])


class OwnForm(forms.Form):
    """One's own answer to a conflict; it begins with what stands here."""

    side = Side.VALUE
    seen = forms.CharField(widget=forms.HiddenInput)
    conflict = forms.CharField(widget=forms.HiddenInput, max_length=400)

    def told(self) -> dict[str, Any]:
        """What was typed, as actions.decide_conflict takes it."""
        return {"value": self.cleaned_data["value"]}


class TextForm(OwnForm):
    side = Side.TEXT
    text = forms.CharField(label=_("Text of your own"), required=False, strip=False)

    def __init__(self, *args: Any, lang: str, long: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = forms.Textarea(attrs={"lang": lang, "dir": "auto", "rows": 14 if long else 3})

    def told(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"].replace("\r\n", "\n").strip()}


class ValueForm(OwnForm):
    def __init__(self, *args: Any, field: forms.Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = field


class OrderForm(OwnForm):
    """A number for each part of a list; of two with one number that which stands first now stays first."""

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for number, (_address, name) in enumerate(parts, start=1):
            field = forms.IntegerField(label=name, initial=number, min_value=1, max_value=len(parts))
            self.fields[f"place-{number}"] = field

    def told(self) -> dict[str, Any]:
        numbers = [self.cleaned_data[f"place-{number}"] for number in range(1, len(self.parts) + 1)]
        in_order = sorted(zip(numbers, range(len(numbers)), strict=True))
        return {"value": [self.parts[each][0] for _, each in in_order]}


def own_form(
    page: CurriculumPage, conflict: Conflict, number: int, names: dict[str, str], sent: dict[str, Any] | None = None
) -> OwnForm | None:
    """The form for a value of one's own, as it was sent; None where one side or the other stands."""
    content = page.programme.content
    initial: dict[str, Any] = {"seen": page.digest, "conflict": conflict.name}
    told: dict[str, Any] = {"data": sent, "initial": initial, "auto_id": f"c{number}-%s"}
    if (text := settling.text_asked(content, conflict)) is not None:
        initial["text"] = _text(conflict, text[1])
        return TextForm(**told, lang=text[1], long=text[0].long)
    if order := settling.order_asked(content, conflict):
        return OrderForm(**told, parts=[(each, names.get(each, each)) for each in order])
    if places := settling.places_asked(content, conflict):
        known = [(each, names.get(each, each)) for each in places]
        box = forms.ChoiceField(label=gettext("Where it shall stand"), choices=known, initial=conflict.own)
        return ValueForm(**told, field=box)
    if settling.value_asked(content, conflict) is not None:
        part: Placed = placed(content)[conflict.address]
        return ValueForm(**told, field=PartForm(page=page, part=part, names=names).fields[conflict.field])
    return None


def _text(conflict: Conflict, lang: str) -> str:
    """Where one side took the whole text out, that of the other."""
    told = conflict.own or conflict.theirs or ""
    return told.get(lang, "") if isinstance(told, dict) else str(told)
