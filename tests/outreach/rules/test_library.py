"""Which edition is to be read, where a translation lags behind, and what may be kept."""

from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.outreach.rules.library import Issued, address, check_readable, places
from kerege.outreach.words.library import Licence

pytestmark = pytest.mark.nodb


def issued(number, edition, lang, day):
    return Issued(number, edition, lang, date.fromisoformat(day))


def test_a_later_edition_supersedes_in_its_language_and_translations_of_the_old_one_are_behind():
    found = places(
        [issued(1, "1", "en", "2020-01-01"), issued(2, "1", "ru", "2020-06-01"), issued(3, "2", "en", "2024-01-01")]
    )
    assert (found.current, found.behind, found.newest) == ({2, 3}, {2: "2"}, 3)


def test_a_late_translation_of_an_old_edition_is_not_the_newest():
    found = places(
        [issued(1, "1", "en", "2020-01-01"), issued(2, "2", "en", "2024-01-01"), issued(3, "1", "ru", "2025-01-01")]
    )
    assert (found.current, found.behind, found.newest) == ({2, 3}, {3: "2"}, 2)
    again = places(
        [
            issued(3, "2", "ru", "2024-05-01"),
            issued(4, "1", "ru", "2025-01-01"),
            issued(1, "1", "en", "2020-01-01"),
            issued(2, "2", "en", "2024-01-01"),
        ]
    )
    assert (again.current, again.behind) == ({2, 3}, {})


def test_of_nothing_nothing_is_current():
    assert places([]) == places(iter(()))
    assert places([]).newest is None


@pytest.mark.parametrize(
    "typed",
    [
        "example.org",
        "ftp://example.org/a",
        "https://",
        "https://host",
        "https://a:b@example.org/",
        "https://ex ample.org/",
        "https://[x",
        "javascript:alert(1)",
        "https://example.org/" + "a" * 500,
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Refusal) as refused:
        address(typed)
    assert refused.value.code == "outreach.bad_address"


def test_an_address_is_kept_as_it_was_typed():
    assert address(" https://example.org/руководство?x=1 ") == "https://example.org/руководство?x=1"
    assert address(" ") == ""


@pytest.mark.parametrize(
    ("licence", "at", "file", "code"),
    [
        (Licence.CC_BY, "", False, "outreach.edition_nowhere"),
        (Licence.RESERVED, "https://example.org/", True, "outreach.no_copies"),
        (Licence.RESERVED, "", True, "outreach.no_copies"),
    ],
)
def test_somebody_has_to_be_able_and_allowed_to_read_it(licence, at, file, code):
    check_readable(licence=Licence.RESERVED, address="https://example.org/", file=False)
    check_readable(licence=Licence.CC_BY, address="", file=True)
    with pytest.raises(Refusal) as refused:
        check_readable(licence=licence, address=at, file=file)
    assert refused.value.code == code
