"""All countries of the network side by side: filtered, sorted, as a page and as a table that leaves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.indicators.rules import BY_TRAINEES, BY_VENUE
from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.training import queries as training
from kerege.web.shell.figures import days, figure
from kerege.web.shell.silence import LastRecord, last_records, no_data_since

FILTERS = ("participants", "partners", "both")


@dataclass(frozen=True)
class Row:
    """One country as on the day. None means that nothing is recorded, which is not zero."""

    code: str
    name: Designated
    participant: atlas.Participant | None
    partner: atlas.Partner | None
    of_its_people: int | None
    held_here: int | None
    people: tuple[int, int] | None
    vacant: int | None
    last: LastRecord | None
    frozen: date | None

    @property
    def people_text(self) -> str:
        """The number of people, or the range where sources differ; empty where nothing is recorded."""
        if self.people is None:
            return ""
        low, high = self.people
        if low == high:
            return figure(high)
        return gettext("%(low)s to %(high)s") % {"low": figure(low), "high": figure(high)}


def rows(viewer: Viewer, *, on: date, lang: str, only: str = "", sort: str = "") -> list[Row]:
    """The countries that `only` chooses, in the order of `sort`; the number of queries does not grow with them."""
    codes = [node.territory for node in sharing.nodes() if node.territory]
    names = atlas.display_names(codes, lang=lang, on=on)
    participants = {p.code: p for key in atlas.project_keys() for p in atlas.participants(key, on=on)}
    partners = {p.code: p for p in atlas.partners(on=on)}
    theirs = training.courses_held(viewer, on=on, by=BY_TRAINEES)
    here = training.courses_held(viewer, on=on, by=BY_VENUE)
    counted = training.headcount(viewer, on=on).by_territory
    frozen = sharing.frozen(on=on)
    seats, last = _vacant(viewer, on), last_records(viewer, on=on)
    found = [
        Row(
            code,
            names[code],
            participants.get(code),
            partners.get(code),
            theirs[code][0] if code in theirs else None,
            here[code][0] if code in here else None,
            counted.get(code),
            seats.get(code),
            last.get(code),
            frozen.get(code),
        )
        for code in codes
    ]
    return _sorted([row for row in found if _chosen(row, only)], sort)


def _vacant(viewer: Viewer, on: date) -> dict[str, int]:
    """Of each country with seats the number of those without a holder."""
    vacant: dict[str, int] = {}
    for seat in people.seats(viewer, on=on):
        vacant[seat.owner] = vacant.get(seat.owner, 0) + seat.vacant
    return vacant


def _chosen(row: Row, only: str) -> bool:
    wanted = {"participants": (True, False), "partners": (False, True), "both": (True, True)}.get(only)
    if wanted is None:
        return True
    takes_part, partner = wanted
    return (row.participant is not None or not takes_part) and (row.partner is not None or not partner)


SORTS: Mapping[str, Any] = {
    "name": lambda row: row.name.sort_key,
    "theirs": lambda row: row.of_its_people or 0,
    "here": lambda row: row.held_here or 0,
    "people": lambda row: row.people or (0, 0),
    "last": lambda row: row.last.last_day if row.last else date.min,
}


def _sorted(found: list[Row], sort: str) -> list[Row]:
    key = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    return sorted(found, key=key, reverse=sort.startswith("-"))


def since(relation: Any) -> str:
    """Since when somebody takes part or is a partner, in words; an empty text where they are not."""
    if relation is None:
        return ""
    if relation.start is None:
        shown = getattr(relation, "shown_by", None)
        if shown:
            return gettext("shown by a source of %(day)s; the start is not stated") % {"day": days(shown, shown)}
        return gettext("since a day that is not stated")
    return gettext("since %(day)s") % {"day": days(relation.start, relation.start, relation.start_precision)}


def _since(row: Row) -> str | None:
    """The last record, and that the node is frozen where it is: in a file an empty cell then is no data, not zero."""
    last = days(row.last.first_day, row.last.last_day, row.last.precision) if row.last else ""
    if row.frozen is None:
        return last or None
    return "; ".join(filter(None, (last, no_data_since(row.frozen))))


def table(found: list[Row], *, on: date, lang: str, rtl: bool) -> Table:
    """The rows as they leave the page."""
    return Table(
        title=gettext("Countries"),
        headings=(
            gettext("Code"),
            gettext("Country"),
            gettext("In the project"),
            gettext("Partner of the Centres of Excellence"),
            gettext("Courses by trainees"),
            gettext("Courses by venue"),
            gettext("People in courses, at least"),
            gettext("People in courses, at most"),
            gettext("Vacant seats"),
            gettext("No data since"),
        ),
        rows=[
            (
                row.code,
                row.name,
                since(row.participant),
                since(row.partner),
                row.of_its_people,
                row.held_here,
                *(row.people or (None, None)),
                row.vacant,
                _since(row),
            )
            for row in found
        ],
        about=(
            gettext("As on %(day)s") % {"day": on.isoformat()},
            pgettext("below a table", "An empty cell means that nothing is recorded. It does not mean zero."),
        ),
        lang=lang,
        rtl=rtl,
    )
