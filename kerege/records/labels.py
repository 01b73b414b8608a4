"""Labels as database columns. A field `x` that has its own sensitivity stands beside a column `x_label`."""

from functools import cache
from typing import Any

from django.db import models

from kerege.lib.sensitivity import Sensitivity

LABEL_SUFFIX = "_label"

__all__ = ["LABEL_SUFFIX", "Sensitivity", "SensitivityField", "Withheld", "WITHHELD", "labelled_fields"]


class SensitivityField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]  # not generic at run time
    """A `Sensitivity`; the table refuses any other number (see OwnedModel's constraint for `label`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Sensitivity.PUBLIC)
        kwargs["choices"] = [(level.value, level.name.lower()) for level in Sensitivity]
        super().__init__(*args, **kwargs)


@cache
def labelled_fields(model: type[models.Model]) -> frozenset[str]:
    """Names of the fields of `model` that have a sensitivity of their own."""
    names = {f.name for f in model._meta.concrete_fields}
    return frozenset(n for n in names if n + LABEL_SUFFIX in names)


class Withheld:
    """Stands where a value is that the viewer may not see. It is falsy, has no value and cannot be compared by size."""

    _only: "Withheld | None" = None

    def __new__(cls) -> "Withheld":
        cls._only = cls._only or super().__new__(cls)
        return cls._only

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "WITHHELD"

    __str__ = __repr__


WITHHELD = Withheld()
