"""Whether an issued alert is written about, and to whom of those who subscribed."""

from collections.abc import Collection
from datetime import datetime, timedelta

from kerege.response.words.alerts import Status

LATEST = timedelta(days=1)
"""A letter about an alert that was issued longer ago is not begun: who was not told by then reads it on the page."""


def wants(
    *, countries: Collection[str], drills: bool, since: datetime, about: Collection[str], status: str, sent: datetime
) -> bool:
    """Whether somebody asked to be written to about an alert: from a country of theirs, or warning one, and an exercise
    or a test only where they asked for those too. `about` are the country that sent it and those it warns.
    """
    if sent < since or (status != Status.ACTUAL and not drills):
        return False
    return not countries or not set(about).isdisjoint(countries)
