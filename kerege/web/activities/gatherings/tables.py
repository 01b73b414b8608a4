"""The list of an event as a file, for whoever keeps it."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.outreach.queries import EventLine, GuestLine
from kerege.outreach.words.gatherings import CAME, GENDERS, REPLIES
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.shell.wording import word_of

GUESTS = (
    *(N_("Name"), N_("Mail address"), N_("Organisation"), N_("Country"), N_("Gender"), N_("Invited"), N_("Answer")),
    *(N_("Came"), N_("Counts")),
)


def guests_table(viewer: Viewer, event: EventLine, found: Iterable[GuestLine], choice: lists.Choice) -> Table:
    """Every row, also one that somebody decided to be the same person as another, which says so."""
    lines = list(found)
    names = lists.names_of({line.country for line in lines}, choice)
    rows = [
        [
            *(line.name, line.email, line.works_at, names.get(line.country)),
            word_of(GENDERS, line.gender) if line.gender else "",
            gettext("yes") if line.invited else gettext("no"),
            word_of(REPLIES, line.reply),
            word_of(CAME, line.came_how) if line.came_at else "",
            gettext("yes") if line.counts else gettext("no"),
        ]
        for line in lines
    ]
    return lists.table(viewer, event.title, GUESTS, rows, choice)
