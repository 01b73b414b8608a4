"""What a facility counts as, and how an item stands for whoever plans, as plain Python."""

from kerege.inventory.rules.certificates import Standing
from kerege.inventory.words.equipment import Certified
from kerege.inventory.words.statistics import Band, ItemState

_BANDS = ((25, Band.BELOW_25), (50, Band.BELOW_50), (75, Band.BELOW_75))


def band(percent: int) -> Band:
    """The quarter in which a score of completeness lies."""
    return next((name for below, name in _BANDS if percent < below), Band.UP_TO_100)


def containment_code(scheme: str, level: int) -> str:
    """A level of a scheme as one code; levels of different schemes are never added."""
    return f"{scheme}-{level}"


def scheme_and_level(code: str) -> tuple[str, int]:
    """What `containment_code` was given. ValueError for what it does not give."""
    scheme, _, level = code.rpartition("-")
    return scheme, int(level)


def item_state(standing: Standing) -> ItemState:
    """How an item stands on the day of this standing: each item is in exactly one state."""
    if standing.certified == Certified.GONE:
        return ItemState.GONE
    if standing.out_since is not None:
        return ItemState.OUT
    if standing.usable:
        return ItemState.USABLE
    return ItemState.WAITING if standing.certified == Certified.NOT_INSTALLED else ItemState.CALL
