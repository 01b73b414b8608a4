"""Whether somebody asked to be told of an alert; no database."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.response.rules.alerts.mailing import wants

SENT = datetime(2026, 11, 28, 6, tzinfo=UTC)
ASKED = {"countries": [], "drills": False, "since": SENT - timedelta(days=1)}
ALERT = {"about": {"KAZ", "KGZ"}, "status": "Actual", "sent": SENT}


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, True),
        ({"countries": ["KAZ"]}, True),
        ({"countries": ["KGZ", "TJK"]}, True),
        ({"countries": ["TJK"]}, False),
        ({"since": SENT}, True),
        ({"since": SENT + timedelta(seconds=1)}, False),
        ({"status": "Exercise"}, False),
        ({"status": "Test"}, False),
        ({"status": "Exercise", "drills": True}, True),
        ({"status": "Test", "drills": True, "countries": ["TJK"]}, False),
    ],
)
def test_letters_are_about_what_was_asked_for(changes, wanted):
    assert wants(**(ASKED | ALERT | changes)) is wanted
