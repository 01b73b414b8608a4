"""Moments in messages."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules import moments

pytestmark = pytest.mark.nodb
ALMATY = timezone(timedelta(hours=5))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 28, 14, 30, tzinfo=ALMATY), "2026-11-28T14:30:00+05:00"),
        (datetime(2026, 11, 28, 9, 30, 5, 999_999, tzinfo=UTC), "2026-11-28T09:30:05-00:00"),
        (datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=-3, minutes=-30))), "2026-01-01T00:00:00-03:30"),
    ],
)
def test_a_moment_is_written_with_its_offset_and_read_back(moment, text):
    assert moments.written(moment) == text
    assert moments.read(text) == moment.replace(microsecond=0)


def test_a_moment_without_a_zone_is_none():
    with pytest.raises(ValueError, match="without a zone"):
        moments.written(datetime(2026, 11, 28, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize(
    "text", ["2026-11-28T14:30:00Z", "2026-11-28T14:30:00", "2026-11-28", "2026-13-28T14:30:00+05:00", "", "noon"]
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(Refusal) as refusal:
        moments.read(text)
    assert refusal.value.code == "response.not_a_moment"
