"""Decisions about people's data, as plain Python."""

from collections.abc import Iterable
from datetime import date, timedelta

from kerege.atlas.rules import language_tag
from kerege.lib.canonical import digest
from kerege.lib.contacts import is_contact
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.privacy.words import experts
from kerege.privacy.words.experts import VOCABULARIES, Shown

LONGEST_LISTING = timedelta(days=731)
WINDOW = timedelta(hours=1)
"""Within which reading very many people's data is noticed."""


def fingerprint(key: str, version: int, lang: str, title: str, text: str) -> str:
    """SHA-256 over a text and what it is: a receipt repeats it, so that nobody can put another text under it."""
    return digest(["kerege.consent.1", key, version, lang, title, text])


def latest_listing(on: date) -> date:
    """The last `until` that may be chosen on the day."""
    return on + LONGEST_LISTING


def outlet_of(path: str, *, takes_file: bool) -> str:
    """By which way something was read that was answered at this path."""
    if path.startswith("/api/"):
        return "api"
    if takes_file:
        return "export"
    begun = path.split("/")[1] if path.count("/") > 1 else ""
    return begun if begun in {"search", "journal"} else "page"


FOR_WHOM = (Sensitivity.REGIONAL, Sensitivity.NATIONAL)
"""For whom somebody may show something: partners in the region, or people of the own country only."""


def for_whom(level: object, *, field: str) -> Sensitivity:
    """The readers of one field. Refuses privacy.too_open; nothing of an entry is ever for everybody."""
    known = {str(int(each)): each for each in FOR_WHOM}
    found = known.get(str(int(level)) if isinstance(level, int) else str(level).strip())
    if found is None:
        raise Refusal(experts.TOO_OPEN, field=field)
    return found


def field_until(day: date | None, *, whole: date, on: date, field: str) -> date:
    """The first day on which a field is shown no more: that of the entry where it has none of its own.

    Refuses privacy.field_too_long.
    """
    if day is not None and not on < day <= latest_listing(on):
        raise Refusal(experts.FIELD_TOO_LONG, field=field, latest=latest_listing(on).isoformat())
    return day or whole


def coded(values: Iterable[object] | str, what: Shown) -> str:
    """Codes of the field's vocabulary as they are kept: each once, in its order, between spaces; empty for none.

    Refuses privacy.unknown_code.
    """
    codes = VOCABULARIES[what]
    given = {str(value).strip() for value in (values.split() if isinstance(values, str) else values)} - {""}
    known = [str(code) for code in codes]
    for code in sorted(given - set(known)):
        raise Refusal(experts.UNKNOWN_CODE, field=what, code=code[:60], scheme=what, known=", ".join(known))
    return _spaced(code for code in known if code in given)


def spoken(tags: Iterable[str] | str) -> str:
    """Languages of teaching, between spaces. Refuses atlas.bad_language."""
    given = tags.replace(",", " ").split() if isinstance(tags, str) else tags
    return _spaced(dict.fromkeys(language_tag(tag, field=Shown.TEACHING) for tag in given))


def contact(text: str) -> str:
    """A telephone number or a mail address; empty stays empty. Refuses privacy.not_a_contact and text.*."""
    if not text.strip():
        return ""
    line = clean_line(text, field=Shown.CONTACT, max_length=120)
    if not is_contact(line):
        raise Refusal(experts.NOT_A_CONTACT, field=Shown.CONTACT, value=line[:60])
    return line


def _spaced(values: Iterable[str]) -> str:
    joined = " ".join(values)
    return f" {joined} " if joined else ""
