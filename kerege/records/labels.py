"""Labels as database columns, and what stands in the place of a value that is withheld."""

from typing import Any

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import LABEL_SUFFIX, labelled_fields

__all__ = ["LABEL_SUFFIX", "Sensitivity", "SensitivityField", "Withheld", "WITHHELD", "labelled_fields"]


class SensitivityField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]  # not generic at run time
    """A `Sensitivity`; the table refuses any other number (see OwnedModel's constraint for `label`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Sensitivity.PUBLIC)
        kwargs["choices"] = [(level.value, level.name.lower()) for level in Sensitivity]
        super().__init__(*args, **kwargs)


class Withheld:
    """Stands where a value is that the viewer may not see. It is falsy, has no value and cannot be compared by size."""

    _only: "Withheld | None" = None

    def __new__(cls) -> "Withheld":
        if cls._only is None:  # it is falsy itself, so `or` would make another one each time
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "WITHHELD"

    __str__ = __repr__


WITHHELD = Withheld()
