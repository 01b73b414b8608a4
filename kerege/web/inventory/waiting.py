"""What waits for a reader in the inventory: cards, imports, enquiries, plans, pieces on their way, certificates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kerege.inventory import queries
from kerege.inventory.queries import Choice
from kerege.inventory.queries.imports import imports
from kerege.inventory.rules.keepers import keeps
from kerege.inventory.rules.standing import NOT_CLOSED
from kerege.inventory.words.equipment import Stage
from kerege.inventory.words.helping import OfferState, RequestState
from kerege.inventory.words.importing import IMPORT_STATES, ImportState
from kerege.people import queries as people
from kerege.people.rules import Actor, owners_for
from kerege.people.words import Deed, SeatKind
from kerege.records.viewers import Viewer
from kerege.web.shell.figures import day, figure

NAMED, SOON = 3, 31
UNDECIDED = frozenset({ImportState.UPLOADED, ImportState.CHECKED})
ON_THE_WAY = frozenset({Stage.ORDERED, Stage.RECEIVED, Stage.INSPECTED, Stage.REJECTED})


@dataclass(frozen=True)
class Step:
    """One thing to do: what, some of it by name, and where."""

    title: str
    text: str
    href: str


Steps = Iterable[Step]


@dataclass(frozen=True)
class Known:
    """What one reader may see of the inventory on a day, read once and only when it is asked for."""

    viewer: Viewer
    actor: Actor
    on: date
    lang: str

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The owners whose cards, lots and items the reader records."""
        return owners_for(self.actor, Deed.RECORD_RESOURCE)

    @cached_property
    def items(self) -> list[queries.ItemLine]:
        return queries.items(self.viewer, on=self.on)

    @cached_property
    def offers(self) -> list[queries.OfferLine]:
        """Those that stand on the day."""
        found = queries.offers(self.viewer, on=self.on, lang=self.lang)
        return [offer for offer in found if offer.state == OfferState.OPEN]

    @cached_property
    def requests(self) -> list[queries.RequestLine]:
        """Those that stand on the day and nobody has agreed to."""
        found = queries.requests(self.viewer, on=self.on, lang=self.lang)
        return [line for line in found if line.state == RequestState.OPEN]


def waiting(known: Known) -> list[Step]:
    """What this reader is asked for, the most pressing first; nothing for somebody without a role."""
    finds = (answers, cards, own_imports, plans, pieces, certificates, own_requests, own_offers)
    return [step for find in finds for step in find(known)]


def answers(known: Known) -> Steps:
    """Enquiries in which it is the turn of the reader's side."""
    found = queries.enquiries(known.viewer, known.actor, on=known.on, lang=known.lang)
    mine = [each for each in found if each.mine and each.turn]
    if mine:
        title = ngettext("%(n)s enquiry waits for you", "%(n)s enquiries wait for you", len(mine))
        href = reverse("enquiry", args=[mine[0].uid]) if len(mine) == 1 else reverse("enquiries")
        yield Step(_n(title, len(mine)), _named(each.title for each in mine), href)


def cards(known: Known) -> Steps:
    """Cards that the reader keeps and nobody has confirmed for a year."""
    if not known.kept:
        return
    asked = Choice(owners=known.kept, stale=True, standings=NOT_CLOSED)
    lines = queries.facilities(known.viewer, on=known.on, choice=asked, lang=known.lang, size=500).rows
    mine = [line for line in lines if keeps(known.actor, line.owner, line.organisation)]
    if mine:
        title = ngettext("Confirm the card of %(n)s facility", "Confirm the cards of %(n)s facilities", len(mine))
        one = reverse("facility", args=[mine[0].key]) if len(mine) == 1 else ""
        href = one or _list("facilities", {line.territory for line in mine}, stale="yes")
        yield Step(_n(title, len(mine)), _named(line.name for line in mine), href)


def own_imports(known: Known) -> Steps:
    """Imports that somebody has to go on with: to say what the columns are, or to decide and record."""
    for line in imports(known.viewer, limit=20) if known.kept else ():
        left = line.state == ImportState.PARTLY_APPLIED and (line.asked or line.waits)
        if (line.state in UNDECIDED or left) and keeps(known.actor, line.owner, ""):
            title = gettext("Go on with an import: %(state)s") % {"state": gettext(IMPORT_STATES[line.state])}
            yield Step(title, line.file_title, reverse("import", args=[line.uid]))


def plans(known: Known) -> Steps:
    """Distribution plans that do not bind yet, for whoever sits on that National Team of Experts and has not agreed."""
    for plan in queries.plans(known.viewer):
        if plan.agreed_on is None:
            seats = people.own_seats(known.actor.uid, owner=plan.owner, kind=SeatKind.EXPERT_TEAM, on=known.on)
            if set(people.seat_keys(seats)) - set(plan.seats):
                yield Step(gettext("Agree to a distribution plan"), plan.title, reverse("plan", args=[plan.key]))


def pieces(known: Known) -> Steps:
    """Lots of the reader's own records with pieces that nobody has accepted yet."""
    lots = [lot for lot in queries.lots(known.viewer, on=known.on) if lot.owner in known.kept] if known.kept else []
    waits = [lot for lot in lots if any(stage in ON_THE_WAY for stage, _pieces in lot.pieces)]
    if waits:
        title = ngettext("%(n)s lot is not handed over whole", "%(n)s lots are not handed over whole", len(waits))
        href = reverse("lot", args=[waits[0].key]) if len(waits) == 1 else reverse("lots")
        yield Step(_n(title, len(waits)), _named(lot.title for lot in waits), href)


def certificates(known: Known) -> Steps:
    """Items of the reader's own records that need a tester."""
    items = known.items if known.kept else []
    due = [item for item in items if item.owner in known.kept and item.standing.certified in queries.NEEDS_WORK]
    if due:
        title = ngettext("%(n)s item needs a tester", "%(n)s items need a tester", len(due))
        text = gettext("Until somebody qualified has certified it, nobody can count on it.")
        yield Step(_n(title, len(due)), text, _list("equipment", {item.territory for item in due}, standing="call"))


def own_requests(known: Known) -> Steps:
    """Requests of the reader's side that stand open, each with the day by which help is needed."""
    for line in known.requests if owners_for(known.actor, Deed.ASK_FOR_HELP) else ():
        seat = line.seat.number if line.seat else None
        if queries.asks_for(known.actor, line.owner, line.organisation, seat=seat, on=known.on):
            text = gettext("Help is needed by %(day)s. See who could give it, and ask.")
            yield Step(line.title, text % {"day": day(line.needed_by)}, reverse("help_request", args=[line.key]))


def own_offers(known: Known) -> Steps:
    """The reader's offers that end within a month."""
    for offer in known.offers if known.kept else ():
        if keeps(known.actor, offer.owner, offer.organisation) and (offer.until - known.on).days <= SOON:
            text = gettext("This offer ends on %(day)s. Make a new one if the help goes on.")
            yield Step(offer.title, text % {"day": day(offer.until)}, reverse("offer", args=[offer.key]))


def _list(page: str, countries: set[str], **said: str) -> str:
    """A list with a filter, of one country where all are of one."""
    one = {"country": next(iter(countries))} if len(countries) == 1 else {}
    return f"{reverse(page)}?{urlencode(said | one)}"


def _n(title: str, n: int) -> str:
    return title % {"n": figure(n)}


def _named(names: Iterable[str]) -> str:
    """The first names, and how many more there are."""
    told = list(names)
    more = len(told) - NAMED
    if more <= 0:
        return "; ".join(told)
    rest = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": figure(more)}
    return "; ".join([*told[:NAMED], rest])
