"""Forms that call an action: what was typed stays, and a refusal stands at the field that it speaks of."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from kerege.lib.refusal import Refusal
from kerege.web.shell.middleware import told

Result = TypeVar("Result")


def attempt(form: forms.Form, action: Callable[[], Result]) -> Result | None:
    """Call the action of a valid form. A refusal becomes an error of its field or of the form; None then."""
    try:
        return action()
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(told(refusal), code=refusal.code))
        return None


class DayField(forms.DateField):
    """A day, typed or picked; ISO 8601 is always understood."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(**kwargs)
