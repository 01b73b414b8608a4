"""The mail that invites a guest: what, when and where, and the own address at which it is answered."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from kerege.lib.locales import day_in
from kerege.lib.zones import at_place, town_of
from kerege.outreach.queries import EventLine, GuestLine, ProgrammeLine
from kerege.web.activities.gatherings.addresses import own_address


def letters(request: HttpRequest, event: EventLine, when: ProgrammeLine) -> Callable[[GuestLine], None]:
    """Puts the letter to a guest into the outgoing mail, in the language of whoever sends it: nobody knows that of
    people who were put on a list.
    """

    def send(guest: GuestLine) -> None:
        subject = gettext("Invitation: %(event)s") % {"event": event.title}
        EmailMessage(subject, _body(request, event, when, guest), to=[guest.email]).send()

    return send


def _body(request: HttpRequest, event: EventLine, when: ProgrammeLine, guest: GuestLine) -> str:
    language = get_language() or settings.LANGUAGE_CODE
    there = at_place(when.starts, when.zone)
    told = {
        "name": guest.name,
        "event": event.title,
        "day": day_in(language, there),
        "time": f"{there:%H:%M}",
        "town": town_of(when.zone, language),
        "address": own_address(request, guest.uid),
        "purpose": when.purpose,
        "until": day_in(language, when.names_until),
    }
    parts = [gettext("%(name)s, you are invited to “%(event)s”.") % told]
    parts.append(gettext("It begins on %(day)s at %(time)s by the clock of %(town)s.") % told)
    if event.place:
        parts.append(gettext("Place: %(place)s") % {"place": event.place})
    parts.append(gettext("Say at this address whether you come; it is yours alone:\n%(address)s") % told)
    parts.append(
        gettext(
            "What your name is used for: %(purpose)s It is kept until %(until)s, and at the same address you can take "
            "it off at any time."
        )
        % told
    )
    return "\n\n".join(parts)
