"""Forms that call an action: what was typed stays, and a refusal stands at the field that it speaks of."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms

from kerege.lib.refusal import Refusal
from kerege.lib.sheets.numbers import western
from kerege.web.shell.middleware import note_refused, told

Result = TypeVar("Result")
NUMBERS = frozenset({"numeric", "decimal"})
"""What a field asks of a keyboard where it asks for a number."""


def attempt(
    form: forms.Form, action: Callable[[], Result], *, called: Mapping[str, str] | None = None, otherwise: str = ""
) -> Result | None:
    """Call the action of a valid form. A refusal becomes an error of its field or of the form; None then.

    `called` names the form's field where the action calls it otherwise; `otherwise` is the field at which a refusal is
    told that is about none of the form, such as the file whose content is wrong.
    """
    try:
        return action()
    except Refusal as refusal:
        note_refused(refusal)
        named = (called or {}).get(refusal.field or "", refusal.field)
        field = named if named in form.fields else otherwise or None
        form.add_error(field, forms.ValidationError(told(refusal), code=refusal.code))
        return None


class DayField(forms.DateField):
    """A day, typed or picked; ISO 8601 is always understood.

    With `judged` the action says that the day is missing, in its own words; the reader is told that it is wanted.
    """

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, judged: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(**kwargs)
        self.judged = judged

    def validate(self, value: Any) -> None:
        if not self.judged:
            super().validate(value)


class Agreed(forms.BooleanField):
    """A box that has to be ticked. The reader is told that it is wanted; that it is missing the action says."""

    def validate(self, value: Any) -> None:
        """Left to the action."""


class Typed(forms.Field):
    """A text as it was typed: the action cleans it and says what is wrong, in the same words as everywhere else.

    `required` only tells the reader; also that an empty text is wrong the action says.
    """

    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        typed = "" if value is None else str(value).strip(" ")
        return western(typed) if self.widget.attrs.get("inputmode") in NUMBERS else typed

    def validate(self, value: Any) -> None:
        """Left to the action."""


class Numeral(Typed):
    """A number as it was typed; a phone shows its digits, and those of the Arabic script are read, too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs})


class Whole(forms.IntegerField):
    """A whole number within its limits, typed in the digits of any script: a box for numbers takes Latin ones alone."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "numeric"}


class Offered(forms.ChoiceField):
    """A list to choose from whose values the action judges, so that an unknown code is refused in its own words."""

    def validate(self, value: Any) -> None:
        """Left to the action."""
