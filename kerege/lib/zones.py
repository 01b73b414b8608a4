"""Times of day: which time zones a country has, and moments as people there write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location

from kerege.lib.locales import locale_of


def zones_of(alpha2: str) -> tuple[str, ...]:
    """The time zones of a country by its ISO 3166-1 alpha-2 code (Unicode CLDR); a place without one has UTC."""
    return tuple(sorted(get_global("territory_zones").get(alpha2, ()))) or ("UTC",)


def zone_or_none(name: object) -> str:
    """A zone by the name under which it came from outside; empty for what is none that is known here."""
    return name if isinstance(name, str) and name in available_timezones() else ""


def moment(text: str, zone: str) -> datetime | None:
    """The moment of a day and time as a clock there shows it ("2027-03-15 09:00"); None for what is none.

    ValueError says that clocks there jump over the time.
    """
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"):
        try:
            typed = datetime.strptime(" ".join(text.split()), form)  # noqa: DTZ007 - it gets its zone below
        except ValueError:
            continue
        try:
            found = typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        except OverflowError:  # before the first moment that can be written
            return None
        if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != typed:
            raise ValueError(text)
        return found
    return None


def at_place(when: datetime, zone: str) -> datetime:
    """The moment by a clock there."""
    return when.astimezone(ZoneInfo(zone))


def town_of(zone: str, language: str) -> str:
    """What the clock of a zone is called: its town in a language; empty without a zone, and UTC as it is."""
    if zone in {"", "UTC"}:
        return zone
    return str(get_timezone_location(zone, locale=locale_of(language), return_city=True))
