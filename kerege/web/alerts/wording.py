"""Alerts in the words of pages."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.lib.zones import at_place, zones_of
from kerege.people.rules import REGION
from kerege.response.queries.alerts import AlertLine, ReplyLine
from kerege.response.rules.alerts.hazards import hazards
from kerege.response.rules.alerts.texts import Said, sms_parts, warnings
from kerege.response.words import SECTORS
from kerege.response.words.alerts import (
    ALERT_STATES,
    BANNERS,
    CERTAINTIES,
    LEVELS,
    MSG_TYPES,
    REPLIES,
    RESPONSE_TYPES,
    SEVERITIES,
    STANDINGS,
    STATUSES,
    TLP,
    URGENCIES,
    Standing,
    Status,
)
from kerege.web.activities import lists
from kerege.web.shell.figures import day
from kerege.web.shell.wording import word_of

TONES = {Standing.IN_FORCE: "warn", Standing.CANCELLED: "", Standing.CANCELS: "good", Standing.EXPIRED: ""}
GRAVE = {"Extreme": "bad", "Severe": "bad", "Moderate": "warn"}
LANGUAGES = dict(settings.LANGUAGES)


def zones(owner: str) -> tuple[str, ...]:
    """The time zones of a country, then UTC; of the region UTC alone."""
    own = zones_of(atlas.territory(owner).alpha2) if owner != REGION else ()
    return tuple(dict.fromkeys((*own, "UTC")))


def zone_of(owner: str) -> str:
    """The zone by whose clock an owner's alerts are told."""
    return zones(owner)[0]


def clock(moment: datetime | None, zone: str) -> str:
    """A moment by the clock of a place, with its offset from universal time."""
    if moment is None:
        return ""
    there = at_place(moment, zone)
    offset = f"{there:%z}"
    return f"{day(there.date())}, {there:%H:%M} (UTC{offset[:3]}:{offset[3:]})"


def row(line: AlertLine, choice: lists.Choice, names: dict[str, Any], own: str = "") -> dict[str, Any]:
    """One alert in a list."""
    said, about, zone = line.said(choice.lang), hazards()[line.hazard], zone_of(line.owner)
    return {
        "line": line,
        "headline": said.headline,
        "language": said.language,
        "hazard": about.name(choice.lang) or about.name("en"),
        "sector": word_of(SECTORS, about.sector),
        "country": names[line.owner],
        "recipients": [names[code] for code in line.recipients],
        "severity": word_of(SEVERITIES, line.severity),
        "severity_tone": GRAVE.get(line.severity, ""),
        "state": word_of(STANDINGS, line.standing) if line.standing else word_of(ALERT_STATES, line.state),
        "tone": TONES.get(Standing(line.standing), "") if line.standing else "info",
        "status": word_of(STATUSES, line.status),
        "banner": word_of(BANNERS, line.status) if line.status != Status.ACTUAL else "",
        "msg_type": word_of(MSG_TYPES, line.msg_type),
        "area": ", ".join(place.desc for place in line.places),
        "expires": clock(line.expires, zone),
        "sent": clock(line.sent, zone),
        "concerns": line.concerns(own),
    }


def whole(line: AlertLine, choice: lists.Choice, names: dict[str, Any]) -> dict[str, Any]:
    """One alert on its page."""
    zone, about = zone_of(line.owner), hazards()[line.hazard]
    return row(line, choice, names) | {
        "urgency": word_of(URGENCIES, line.urgency),
        "certainty": word_of(CERTAINTIES, line.certainty),
        "response_type": word_of(RESPONSE_TYPES, line.response_type),
        "level": word_of(LEVELS, line.level),
        "tlp": TLP[line.label],  # type: ignore[index]
        "onset": clock(line.onset, zone),
        "submitted": clock(line.submitted_at, zone),
        "codes": [f"{each.name}: {each.value}" for each in about.event_codes],
        "texts": [_text(said) for said in line.texts],
        "warnings": [gettext(each.word.text) % {"language": each.language} for each in warnings(line.texts)],
    }


def _text(said: Said) -> dict[str, Any]:
    name = LANGUAGES.get(said.language, said.language)
    return {"said": said, "language": name, "sms": sms_parts(said.headline)}


def replies(found: list[ReplyLine], line: AlertLine, names: dict[str, Any]) -> list[dict[str, Any]]:
    """For each country that is warned what it said in return, and when; the silent ones too."""
    zone = zone_of(line.owner)
    return [
        {
            "country": names[code],
            "said": [
                {"kind": word_of(REPLIES, each.kind), "at": clock(each.at, zone), "note": each.note}
                for each in found
                if each.owner == code
            ],
        }
        for code in line.recipients
    ]
