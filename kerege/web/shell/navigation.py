"""The main navigation."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kerege.people.rules import MAY
from kerege.people.words import Deed
from kerege.sharing.rules import WORKING_ROLES

WORKING = frozenset(role.value for role in WORKING_ROLES)
PLANNING = frozenset(role.value for role in MAY[Deed.RECORD_ACTIVITY])
MANAGING = frozenset(role.value for role in MAY[Deed.MANAGE_PEOPLE])


@dataclass(frozen=True)
class Entry:
    """An address by its name, with its label. `roles`: who finds it, in the menu of the own work; empty for everybody.
    `under` are addresses elsewhere whose pages belong to it.

    Hiding an entry is a courtesy. Whoever may not read a page is refused by the query behind it.
    """

    address: str
    label: str
    roles: frozenset[str] = frozenset()
    under: tuple[str, ...] = ()


ENTRIES = (
    Entry("home", _("Region")),
    Entry("countries", _("Countries")),
    Entry("project", _("Project 53")),
    Entry("indicators", _("Indicators")),
    Entry("inventory", _("Inventory"), under=("/facilities/", "/equipment/", "/imports/", "/resources/")),
    Entry("capacity", _("Assessments"), under=("/verify/", "/certified/")),
    Entry("courses", _("Training"), under=("/training/",)),
    Entry("events", _("Events"), under=("/conduct/", "/library/", "/country-reports/")),
    Entry("facility_map", _("Map")),
    Entry("law", _("Law")),
    Entry("alerts", _("Response"), under=("/health-events/", "/clocks/", "/mandates/")),
    Entry("incidents", _("Incidents")),
    Entry("aid", _("Mutual aid")),
    Entry("exercises", _("Exercises")),
    Entry("seats", _("Seats")),
    Entry("organisations", _("Organisations")),
    Entry("help", _("Help")),
    Entry("season_plans", _("Plans of courses"), PLANNING),
    Entry("outlooks", _("What is left when the money ends"), frozenset({"focal_point", "secretariat"})),
    Entry("invitations", _("Invitations"), frozenset({"node_administrator", "focal_point"})),
    Entry("lost_factors", _("Lost second factors"), frozenset({"node_administrator", "focal_point"})),
    Entry("accounts", _("Accounts"), frozenset({"node_administrator", "focal_point"})),
    Entry("journal", _("Journal"), frozenset({"auditor", "focal_point", "secretariat"})),
    Entry("nodes", _("Nodes"), frozenset({"secretariat", "node_administrator"})),
    Entry("jobs", _("The node's own work"), frozenset({"node_administrator"})),
    Entry("shares", _("Shares"), WORKING),
    Entry("view_as", _("What would X see?"), frozenset({"focal_point", "secretariat"})),
    Entry("experts", _("Experts"), WORKING),
    Entry("look_sums", _("How often people's data are read"), MANAGING),
    Entry("erasure_requests", _("Erase somebody who asked in writing"), MANAGING),
    Entry("retention", _("What is kept how long"), frozenset({"node_administrator"})),
)


@dataclass(frozen=True)
class Item:
    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Navigation:
    """What everybody finds, in one row; and what only some roles find, in a menu of its own, however much it is."""

    open: list[Item]
    work: list[Item]

    @property
    def working(self) -> bool:
        """Whether the page is one of the own work."""
        return any(item.current for item in self.work)


def navigation(request: HttpRequest, roles: frozenset[str]) -> Navigation:
    """The entries for a reader with these roles. An entry whose pages are not installed is left out."""
    shown = [e for e in ENTRIES if not e.roles or e.roles & roles]
    found = [(e, address(e.address)) for e in shown]
    lies = {prefix: href for entry, href in found if href for prefix in (href, *entry.under)}
    here = lies.get(current(request.path, list(lies)), "")
    items = [(e, Item(gettext(e.label), href, href == here)) for e, href in found if href]
    return Navigation([item for e, item in items if not e.roles], [item for e, item in items if e.roles])


def address(name: str, *args: str) -> str:
    """The path of a named address, or an empty text where no such pages are installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def current(path: str, hrefs: list[str]) -> str:
    """The entry under which a path lies: the longest that begins it; the first page only for itself."""
    under = [h for h in hrefs if path == h or (h.endswith("/") and h != "/" and path.startswith(h))]
    return max(under, key=len, default="")
