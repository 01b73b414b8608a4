"""Figures as somebody types or states them, and the pages that state them."""

from dataclasses import dataclass

from kerege.lib.refusal import N_, Refusal, RefusalWord

NOT_A_FIGURE = RefusalWord(
    "figures.not_a_figure",
    N_("“%(value)s” is not a figure here. Give a whole number from 0 to %(highest)s, in digits."),
)
NO_SOURCE = RefusalWord(
    "figures.no_source", N_("This needs the source that states it. Add the key of at least one source.")
)
HIGHEST = 2_000_000_000


def whole(value: int | str, *, field: str, highest: int = HIGHEST) -> int:
    """A whole number from 0 to `highest`; refuses figures.not_a_figure, also for 12.5, True, -1 and ١٢."""
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else "?"
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= highest):
        raise Refusal(NOT_A_FIGURE, field=field, value=text[:40], highest=highest)
    return int(text)


@dataclass(frozen=True)
class SourceRef:
    """A page that states something. `page_date` is as the page gives it; empty when it gives none.

    `address` is the first of its `addresses`, where it has any.
    """

    key: str
    title: str
    address: str
    page_date: str = ""
    addresses: tuple[str, ...] = ()
