"""Registers by sex, institution or unit, in words; and why some cells are not there."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from kerege.atlas import queries as atlas
from kerege.training.queries import Breakdown
from kerege.training.words import INSTITUTION_TYPES, SEXES, Dimension
from kerege.web.indicators.asking import Asked
from kerege.web.shell.figures import figure

WORDS = {Dimension.SEX.value: SEXES, Dimension.INSTITUTION_TYPE.value: INSTITUTION_TYPES}


@dataclass(frozen=True)
class Cell:
    """One value with its published figure. `n` is None where nothing of it may be shown; `partly`: there are more."""

    label: str
    n: int | None
    partly: bool


def labelled(found: Breakdown, question: Asked) -> list[Cell]:
    """The cells under their names in the reader's language."""
    names = _names(found, question)
    return [
        Cell(names.get(value, value), None if value in found.partly and not n else n, value in found.partly)
        for value, n in found.cells
    ]


def _names(found: Breakdown, question: Asked) -> dict[str, str]:
    if found.dimension in WORDS:
        return {str(value): gettext(word) for value, word in WORDS[found.dimension].items()}
    countries = {value.split("-")[0] for value, _ in found.cells if value}
    lines = atlas.territories(on=question.on, lang=question.lang)
    codes = [line.code for line in lines if line.alpha2 in countries]
    units = [u for code in codes for u in atlas.units(code, on=question.on, lang=question.lang)]
    return {u.code: u.name for u in units} | {"": gettext("Not stated")}


def protection(found: Breakdown) -> list[str]:
    """What was withheld and why, in whole sentences; empty where nothing was."""
    told = []
    if found.withheld:
        sentence = ngettext(
            "%(n)s attendance is in cells that are withheld.", "%(n)s attendances are in cells that are withheld.",
            found.withheld,
        )  # fmt: skip
        told.append(sentence % {"n": figure(found.withheld)})
    if found.left_out:
        sentence = ngettext(
            "%(n)s course is too small to be broken down.", "%(n)s courses are too small to be broken down.",
            found.left_out,
        )  # fmt: skip
        told.append(sentence % {"n": figure(found.left_out)})
    if told:
        told.append(
            gettext(
                "A cell of fewer than %(least)s people could point at somebody. In each course it is withheld, "
                "together with as many others as would let it be computed from the rest."
            )
            % {"least": figure(found.least_cell)}
        )
    return told
