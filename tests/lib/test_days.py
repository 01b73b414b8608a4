"""One whole day, as the API and the command line take it; pages have the same bounds."""

from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_day

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize("text", ["1900-01-01", "2018-04-04", "2100-12-31"])
def test_a_day_is_read(text):
    assert read_day(text, field="on") == date.fromisoformat(text)


def test_no_text_is_no_day():
    assert read_day(" ", field="on") is None


@pytest.mark.parametrize("text", ["1899-12-31", "2101-01-01", "0001-01-01", "9999-12-31", "2018-04", "2018", "never"])
def test_what_is_no_day_of_a_record_is_refused(text):
    with pytest.raises(Refusal) as refused:
        read_day(text, field="on")
    assert (refused.value.code, refused.value.field) == ("dates.not_a_day", "on")
