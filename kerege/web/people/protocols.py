"""What was in hand, in words, and the protocol of a handover as a table that both can print and sign."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, get_language_bidi, gettext

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people.queries import Protocol
from kerege.people.words import FATES, IN_HAND, ROLE_NAMES, InHand
from kerege.records.labels import Withheld
from kerege.web.people.wording import told
from kerege.web.shell.figures import day
from kerege.web.shell.wording import word_of

STATES = {"planned": N_("planned"), "done": N_("done"), "withdrawn": N_("taken back")}
HEADINGS = (N_("What"), N_("Title"), N_("More"), N_("What becomes of it"), N_("Note"))
SINCE = {InHand.TASK: N_("due %(day)s"), InHand.DEPUTY: N_("since %(day)s"), InHand.SHARE: N_("until %(day)s")}


def described(kind: str, about: str, title: str | Withheld, detail: str, fate: str) -> dict[str, Any]:
    """A thing in hand as a reader reads it."""
    if kind == InHand.ROLE:
        title = word_of(ROLE_NAMES, str(title))
    elif kind == InHand.TASK and isinstance(title, str):
        title = told(title)
    return {
        "kind": kind,
        "about": about,
        "what": word_of(IN_HAND, kind),
        "title": title,
        "more": _more(kind, detail),
        "fate": fate,
        "becomes": word_of(FATES, fate),
    }


def _more(kind: str, detail: str) -> str:
    known = SINCE.get(InHand(kind))
    return gettext(known) % {"day": day(date.fromisoformat(detail))} if known and detail else detail


def protocol_table(protocol: Protocol) -> Table:
    """One row for each thing; above them who, when and by whom, with two lines to sign on."""
    line = protocol.line
    about = [
        gettext("Seat: %(seat)s (%(owner)s)") % {"seat": line.seat_title, "owner": line.owner},
        gettext("Leaves: %(person)s") % {"person": _name(line.leaving)},
        gettext("Follows from %(day)s: %(person)s") % {"day": day(line.on), "person": _name(line.following)},
        gettext("Agreed on %(day)s by %(person)s") % {"day": day(line.agreed_on), "person": _name(line.agreed_by)},
        gettext("State: %(state)s") % {"state": gettext(STATES[line.state])},
    ]
    if line.note:
        about.append(gettext("Note: %(note)s") % {"note": _name(line.note)})
    about.append(gettext("Handed over: ____________________   Taken over: ____________________"))
    things = [(described(i.kind, i.about, i.title, i.detail, i.fate), i.note) for i in protocol.items]
    return Table(
        title=gettext("Protocol of a handover"),
        headings=[gettext(h) for h in HEADINGS],
        rows=[(t["what"], _name(t["title"]), t["more"], t["becomes"], note) for t, note in things],
        about=about,
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )


def _name(value: str | Withheld) -> str:
    return gettext("withheld") if isinstance(value, Withheld) else value
