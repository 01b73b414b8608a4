"""The letters about alerts: in the language of whoever is told, and an exercise or a test says so first.

What an alert says goes into the letter up to regional partners (TLP:GREEN). Of others a letter tells that there is one,
and where it is read: mail is read by others on its way.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kerege.api.asking import known_language, spoken
from kerege.atlas import queries as atlas
from kerege.lib.locales import day_in
from kerege.lib.refusal import N_
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import at_place, town_of, zones_of
from kerege.people.rules import REGION, Actor
from kerege.response.actions import mailing_alerts
from kerege.response.actions.mailing_alerts import Letter
from kerege.response.queries import alert_mail as reading
from kerege.response.queries.alerts import AlertLine
from kerege.response.rules.alerts.composing import headline
from kerege.response.rules.alerts.hazards import hazards
from kerege.response.words.alert_mail import Why
from kerege.response.words.alerts import BANNERS, MSG_TYPES, MsgType, Status

SAYING = {
    MsgType.ALERT: N_("%(country)s has issued an alert: %(hazard)s."),
    MsgType.UPDATE: N_("%(country)s has replaced its alert: %(hazard)s. What it said before holds no more."),
    MsgType.CANCEL: N_("%(country)s has cancelled its alert: %(hazard)s. It holds no more."),
}
WHERE = N_("Where: %(areas)s")
WARNED = N_("Warned: %(countries)s")
UNTIL = N_("Until %(day)s at %(time)s (%(zone)s)")
ON_PAGE = N_("What it says is read on the page alone, after signing in.")
READ = N_("Read it, and its signed document, here:")
DUTY = N_(
    "You get this letter because you answer for a country that is warned. Say on that page that it was received: "
    "whoever warned waits for that."
)
ASKED = N_("You asked for letters about alerts. This link ends them:")
ONE_CLICK = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
"""Programs for mail offer their own button, which sends this to the link (RFC 8058)."""


def tell_of_alerts(*, by: Actor, at: datetime) -> None:
    """The job: put the letters about alerts into the outgoing mail, each once."""
    mailing_alerts.mail_alerts(by=by, at=at, send=sender(at))


def sender(at: datetime) -> Callable[[Letter], None]:
    """Writes letters; the text about one alert in one language is made once."""

    @cache
    def told(alert: str, language: str, why: Why) -> tuple[str, str]:
        line = reading.told_of(alert, at=at)
        if line is None:
            raise LookupError(f"no issued alert {alert}")
        return text(line, language, why, on_page=settings.KEREGE_ADDRESS + reverse("alert", args=[alert]))

    def send(letter: Letter) -> None:
        subject, body = told(letter.alert, letter.language or settings.LANGUAGE_CODE, letter.why)
        headers = {}
        if letter.stop:
            stop = settings.KEREGE_ADDRESS + reverse("stop_alert_mail", args=[letter.stop])
            body, headers = f"{body}{stop}\n", {"List-Unsubscribe": f"<{stop}>", **ONE_CLICK}
        EmailMessage(subject, body, to=[letter.to], headers=headers).send()

    return send


def text(line: AlertLine, language: str, why: Why, *, on_page: str) -> tuple[str, str]:
    """Subject and body; the link that ends the letters of whoever asked for them comes behind the last line."""
    tag = known_language(language)
    with translation.override(spoken(tag)):
        names = atlas.display_names([line.owner, *line.recipients], lang=tag, on=localdate(line.sent))
        said, about, kind = line.said(tag), hazards()[line.hazard], MsgType(line.msg_type)
        told = {"country": str(names[line.owner]), "hazard": about.name(tag) or said.event}
        opened = line.label <= Sensitivity.REGIONAL
        subject = f"{gettext(MSG_TYPES[kind])}: {said.headline if opened else told['country']}"
        parts = [gettext(BANNERS[Status(line.status)])] if line.status != Status.ACTUAL else []
        parts += [gettext(SAYING[kind]) % told, *(_content(line, tag) if opened else [gettext(ON_PAGE)])]
        if line.recipients:
            parts.append(gettext(WARNED) % {"countries": ", ".join(str(names[code]) for code in line.recipients)})
        parts += [f"{gettext(READ)}\n{on_page}", *sorted({name.footnote for name in names.values() if name.note})]
        parts.append(gettext(DUTY if why == Why.WARNED else ASKED))
        return headline(subject, status=line.status, language=tag), "\n\n".join(parts) + "\n"


def _content(line: AlertLine, tag: str) -> list[str]:
    said, zone = line.said(tag), "UTC" if line.owner == REGION else zones_of(atlas.territory(line.owner).alpha2)[0]
    until = at_place(line.expires, zone)
    when = {"day": day_in(tag, until), "time": f"{until:%H:%M}", "zone": town_of(zone, tag)}
    where = gettext(WHERE) % {"areas": ", ".join(place.desc for place in line.places)}
    parts = [said.headline, said.description, said.instruction, line.note, where]
    return [part for part in (*parts, gettext(UNTIL) % when if line.msg_type != MsgType.CANCEL else "") if part]
