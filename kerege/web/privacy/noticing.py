"""Very many people's data were read by one account: whoever answers for the data gets a task and a mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext, ngettext

from kerege.people import actions as people_actions
from kerege.people import queries as people
from kerege.people.rules import REGION, SYSTEM
from kerege.people.words import SeatKind
from kerege.privacy.actions import Noticed
from kerege.records.viewers import PUBLIC
from kerege.web.shell.figures import day

DAYS_TO_ASK = 7


def teller(request: HttpRequest) -> Callable[[Noticed], None]:
    """What tells of a notice that comes of this request. No name of anybody whose data were read is in it."""
    address = request.build_absolute_uri(reverse("look_sums"))

    def tell(noticed: Noticed) -> None:
        told = _whom(noticed, reader=request.user)
        _set_task(noticed, language=told[0].language if told else "")
        for account in told:
            _write(noticed, account, address)

    return tell


def _whom(noticed: Noticed, *, reader: Any) -> list[Any]:
    """Those who answer for the data; the secretariat where that is only the reader: nobody judges themselves."""
    on = localdate(noticed.at)
    for owner in (noticed.owner, REGION):
        others = [account for account in people.answering_for(owner, on=on) if account.pk != reader.pk]
        if others:
            return others
    return []


def _set_task(noticed: Noticed, *, language: str) -> None:
    """A task of the focal point's seat, so that it outlives whoever sits there; none where there is no such seat."""
    on = localdate(noticed.at)
    due = on + timedelta(days=DAYS_TO_ASK)
    seats = [s for s in people.seats(PUBLIC, on=on, owner=noticed.owner) if s.kind == SeatKind.FOCAL_POINT]
    lasting = [s for s in seats if s.end is None or s.end > due]
    with translation.override(language or settings.LANGUAGE_CODE):
        title = gettext("Ask why very many people's data were read on %(day)s at %(time)s") % {
            "day": day(on),
            "time": localtime(noticed.at).strftime("%H:%M"),
        }
    for seat in lasting[:1]:
        people_actions.set_task(by=SYSTEM, seat=seat.key, title=title, due=due, about=noticed.uid, today=on)


def _write(noticed: Noticed, account: Any, address: str) -> None:
    with translation.override(account.language or settings.LANGUAGE_CODE):
        facts = {"who": noticed.who, "n": noticed.persons, "owner": noticed.owner, "day": day(localdate(noticed.at))}
        subject = gettext("An account read very many people's data")
        sentences = (
            ngettext(
                "On %(day)s the account of %(who)s was given the data of %(n)s person of %(owner)s within an hour.",
                "On %(day)s the account of %(who)s was given the data of %(n)s people of %(owner)s within an hour.",
                noticed.persons,
            )
            % facts,
            gettext(
                "There may be a good reason. Ask, and if there is none, close the account first and look further then."
            ),
            gettext("The numbers by day, without anybody's name, stand here:") + "\n" + address,
        )
    EmailMessage(subject, "\n\n".join(sentences), to=[account.email]).send()
