"""What dates allow about instruments. Plain Python."""

from datetime import date

from kerege.law.words import instruments as words
from kerege.lib.refusal import Refusal
from kerege.lib.stated import Precision, Stated


def exists_from(*, adopted_on: date | None, opened_on: date | None) -> date | None:
    """The first day on which a state can do anything about an instrument: the earlier of the two that are known."""
    return min((day for day in (adopted_on, opened_on) if day), default=None)


def check_in_force(*, exists: date | None, in_force_on: date | None) -> None:
    """Refuse law.in_force_before_adoption."""
    if exists and in_force_on and in_force_on < exists:
        raise Refusal(
            words.IN_FORCE_BEFORE,
            field="in_force_on",
            in_force_on=in_force_on.isoformat(),
            adopted_on=exists.isoformat(),
        )


def check_status_date(*, act: str, on: Stated, instrument: str, exists: date | None) -> None:
    """Refuse what a state did before the instrument existed; a year that ends before then is refused as a whole.

    The record that Mongolia ratified the Cartagena Protocol in 1972 stands on a public page; the Protocol is of 2000.
    """
    if on.last is None:
        raise Refusal(words.NO_DATE, field="on")
    if exists is None:
        raise Refusal(words.NO_ADOPTION_DATE, field="instrument", instrument=instrument)
    if on.last < exists:
        raise Refusal(
            words.BEFORE_ADOPTION,
            field="on",
            act=act,
            on=as_stated(on),
            instrument=instrument,
            adopted_on=exists.isoformat(),
        )


def as_stated(on: Stated) -> str:
    """The date at the precision it is known."""
    if on.first is None:
        return ""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(on.precision, 10)
    return on.first.isoformat()[:length]
