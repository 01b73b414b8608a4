"""Reading acts: newest first, by owner, subject and word, page by page."""

import pytest

from kerege.journal import queries
from kerege.journal.actions import act
from kerege.lib.ids import new_uid

pytestmark = pytest.mark.django_db
SUBJECT = new_uid()


@pytest.fixture
def acts(by):
    for word, owner, about in (
        ("law.milestone.recorded", "KAZ", SUBJECT),
        ("law.milestone.corrected", "KAZ", SUBJECT),
        ("people.seat.created", "UZB", new_uid()),
        ("atlas.name.recorded", "", new_uid()),
    ):
        with act(word, by=by, owner=owner, about=about):
            pass


def seqs(**asked):
    return [line.seq for line in queries.acts(**{"owners": None, **asked})]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [4, 3, 2, 1]),
        ({"owners": []}, []),
        ({"owners": ["KAZ"]}, [2, 1]),
        ({"owners": ["KAZ", ""]}, [4, 2, 1]),
        ({"about": str(SUBJECT)}, [2, 1]),
        ({"word_prefix": "law.milestone.c"}, [2]),
        ({"before": 3}, [2, 1]),
        ({"limit": 2}, [4, 3]),
        ({"owners": ["UZB"], "word_prefix": "law."}, []),
    ],
)
def test_acts_are_asked_for(acts, asked, expected):
    assert seqs(**asked) == expected
