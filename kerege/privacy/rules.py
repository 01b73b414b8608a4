"""Decisions about people's data, as plain Python."""

from datetime import date, timedelta

from kerege.lib.canonical import digest

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
