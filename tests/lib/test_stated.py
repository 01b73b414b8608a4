"""Dates as sources state them, read and written again."""

import pytest

from kerege.lib.stated import read_stated, written

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    "text",
    ["", "2027", "2026/2027", "2027-03", "2027-02/2027-03", "2027-03-18", "2027-03-18/2027-03-19", "2028-02-29"],
)
def test_what_was_read_is_written_so_that_it_reads_the_same(text):
    assert written(read_stated(text)) == text
