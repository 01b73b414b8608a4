"""Lists of facilities by keyset, and what each value of a filter would leave: the same choice as on the map.

Which facilities a text, a code or a box finds is asked of the index (scope.py); how a list is ordered is asked of the
columns that everybody has who may see the record.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kerege.inventory.queries.counting import counts
from kerege.inventory.queries.facilities import Choice, FacilityLine, lines_of, of_cards
from kerege.inventory.queries.scope import CODED, codes_of, nothing, with_closed
from kerege.inventory.queries.texts import asked_rows
from kerege.inventory.words import Standing
from kerege.records.viewers import Viewer

LARGEST = 500
ORDERS: dict[str, tuple[str, ...]] = {
    "": ("title", "id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "country": ("territory_id", "title", "id"),
    "-country": ("-territory_id", "-title", "-id"),
    "kind": ("kind", "title", "id"),
    "-kind": ("-kind", "-title", "-id"),
    "confirmed": ("confirmed_on", "id"),
    "-confirmed": ("-confirmed_on", "-id"),
}
"""How a list may be ordered. Each order ends with the row's number, so that none stands twice or is left out."""


MANY = 2_000
"""With more than this it is quicker to look at cards one by one, in the order that is wanted, than to ask for all that
are meant and put them into order.
"""


@dataclass(frozen=True)
class Lines:
    """Some facilities of a list. `after` is the mark behind which the next ones begin; empty at the end. With `more`
    there are more of them than `total`, which is as far as they were counted.
    """

    rows: tuple[FacilityLine, ...]
    total: int
    after: str
    more: bool = False


def facilities(
    viewer: Viewer,
    *,
    on: date,
    choice: Choice | None = None,
    lang: str = "en",
    order: str = "",
    after: str = "",
    size: int = 50,
) -> Lines:
    """Facilities that exist on the day, as the viewer may see them. A mark that was not given here begins anew."""
    choice = choice or Choice()
    counted = counts(viewer, choice, on=on, lang=lang)
    rows = chosen(viewer, choice, on=on, lang=lang, many=counted.more or counted.total > MANY)
    keys = ORDERS.get(order, ORDERS[""])
    behind = _behind(after, keys)
    size = max(1, min(size, LARGEST))
    page = rows.filter(behind) if behind is not None else rows
    found = page.select_related("unit", "place", "organisation").order_by(*keys)[: size + 1].seen()
    shown = found[:size]
    mark = _mark(shown[-1], keys) if len(found) > size else ""
    return Lines(tuple(lines_of(viewer, shown, on=on, lang=lang)), counted.total, mark, counted.more)


def chosen(viewer: Viewer, choice: Choice, *, on: date, lang: str = "en", many: bool = False) -> Any:
    """The cards of a choice, opened for the viewer, for queries that count, order or draw them. `many` says that there
    are more of them than MANY.
    """
    by_index = bool(choice.text.strip() or choice.box or choice.functions)  # which no column of a card says
    others = replace(choice, text="", box=None, functions=())
    rows = of_cards(viewer, others if many else replace(others, **nothing()), on=on)
    if not with_closed(choice):
        rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    indexed = replace(Choice(), text=choice.text, box=choice.box, **{f: getattr(choice, f) for f in CODED})
    if indexed == Choice() or (many and not by_index):
        return rows
    # with a text all of the choice is asked: whether other spellings are looked for depends on how much is found
    meant = asked_rows(viewer, choice if choice.text.strip() else indexed, on=on, lang=lang, each=many)
    if many and not choice.text.strip():
        return rows.filter(Exists(meant.filter(facility=OuterRef("id"))))
    return rows.filter(id__in=meant.order_by().values("facility"))


def facets(viewer: Viewer, *, on: date, choice: Choice | None = None, lang: str = "en") -> dict[str, dict[str, int]]:
    """How many facilities of a choice each code would leave, by the fields of a choice: of each filter without that
    filter itself. A filter of which there are too many to be counted is left out.
    """
    asked, found = choice or Choice(), {}
    for field, kind in CODED.items():
        without = replace(asked, **{field: nothing()[field]}) if codes_of(asked, field) else asked
        counted = counts(viewer, without, on=on, lang=lang).facets
        if kind in counted:
            found[field] = dict(counted[kind])
    if "standings" in found:  # what is closed is in no choice that does not ask for it
        closed = counts(viewer, replace(asked, standings=(Standing.CLOSED,)), on=on, lang=lang).total
        found["standings"] |= {Standing.CLOSED.value: closed} if closed else {}
    return found


# -- the keyset --------------------------------------------------------------------------------------------------------
def _mark(row: Any, keys: tuple[str, ...]) -> str:
    values = [getattr(row, key.lstrip("-")) for key in keys]
    told = json.dumps([v.isoformat() if isinstance(v, date) else v for v in values], ensure_ascii=False)
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _behind(mark: str, keys: tuple[str, ...]) -> Q | None:
    """The rows behind the mark in this order; None for no mark, and for one that does not fit."""
    values = _read_mark(mark, keys)
    if values is None:
        return None
    behind, equal = Q(pk__in=()), Q()
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        behind |= equal & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    # the first column alone too: with it the database reads on from the mark in an index, and sorts nothing
    first = keys[0].lstrip("-")
    return behind & Q(**{f"{first}__{'lte' if keys[0].startswith('-') else 'gte'}": values[0]})


def _read_mark(mark: str, keys: tuple[str, ...]) -> list[Any] | None:
    if not mark or len(mark) > 2000:
        return None
    try:
        values = json.loads(urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        if not isinstance(values, list) or len(values) != len(keys):
            return None
        for at, key in enumerate(keys):
            kind = int if key.lstrip("-") == "id" else str
            if type(values[at]) is not kind:
                return None
            if key.lstrip("-") == "confirmed_on":
                values[at] = date.fromisoformat(values[at])
    except ValueError:
        return None
    return values if -(2**63) < values[-1] < 2**63 else None
