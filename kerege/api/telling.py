"""Records in plain sentences, for feeds and mail; every designated name in them has its note among the notes."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from kerege.api.shaping import TERRITORY_FIELDS
from kerege.atlas.queries import Designated
from kerege.inventory.queries import OfferLine, RequestLine
from kerege.inventory.words import STATUSES as HANDOVER_STATUSES
from kerege.inventory.words.helping import HELP_KINDS, HelpKind
from kerege.outreach.words import STATUSES as EVENT_STATUSES
from kerege.training.words import STATUSES as COURSE_STATUSES

NamesByCode = dict[str, Designated]
_STATUSES = {
    state.value: word for words in (HANDOVER_STATUSES, EVENT_STATUSES, COURSE_STATUSES) for state, word in words.items()
}


def codes_of(lines: Iterable[Any]) -> set[str]:
    """The codes of all territories that the lines speak of."""
    return {getattr(line, name, "") for line in lines for name in TERRITORY_FIELDS} - {""}


def sentences(line: Any, names: NamesByCode) -> list[str]:
    """State, days, place and whose people, as far as a line has them."""
    venue, people, country = (names.get(getattr(line, f, "")) for f in ("venue", "trainees_from", "territory"))
    town = getattr(line, "place", "") or getattr(line, "venue_place", "")
    told = [gettext(_STATUSES[line.status])] if hasattr(line, "status") else []
    told.append(_when(line))
    where = [part for part in (town, str(venue) if venue else "") if part]
    if where:
        told.append(gettext("Where: %(place)s") % {"place": ", ".join(where)})
    if people:
        told.append(gettext("Trainees from: %(country)s") % {"country": people})
    if country:
        told.append(gettext("Country: %(country)s") % {"country": country})
    return told


def help_sentences(line: OfferLine | RequestLine, names: NamesByCode) -> list[str]:
    """Until when an offer stands or by when help is needed, which help, and in which country."""
    if isinstance(line, OfferLine):
        told = [gettext("Offered until before %(day)s.") % {"day": line.until.isoformat()}]
    else:
        told = [gettext("Help is needed by %(day)s.") % {"day": line.needed_by.isoformat()}]
    told.append(gettext(HELP_KINDS[HelpKind(line.kind)]))
    country = names.get(line.territory)
    if country:
        told.append(gettext("Country: %(country)s") % {"country": country})
    return [*told, line.note] if line.note else told


def notes(lines: Iterable[Any], names: NamesByCode) -> list[str]:
    """The notes of all names in these lines, each once, by marker."""
    shown = {names[code].footnote for code in codes_of(lines) if code in names and names[code].note}
    return sorted(shown)


def _when(line: Any) -> str:
    first, last = getattr(line, "first_day", None), getattr(line, "last_day", None)
    days = "/".join(day.isoformat() for day in dict.fromkeys((first, last)) if day)
    stated = getattr(line, "date_text", "") or days or getattr(line, "stated_on", "")
    return gettext("When: %(days)s") % {"days": stated} if stated else gettext("No date is known.")
