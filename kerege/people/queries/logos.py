"""Logos of organisations."""

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.people.queries.organisations import organisation
from kerege.records.viewers import Viewer


def logo(viewer: Viewer, key: str) -> FileLine | None:
    """The logo of the organisation with this key; None without one. Refuses people.unknown_key."""
    found = files.files_of(viewer, [organisation(key).uid], purpose=Purpose.LOGO)
    return found[0] if found else None
