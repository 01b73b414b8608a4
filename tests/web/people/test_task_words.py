"""What the node writes into tasks is read in the reader's language; what somebody typed stays as it is."""

import pytest
from django.utils import translation

from kerege.web.people.wording import KNOWN, told

ASKED = "Кабинеты 3% %(title)s"


def written(wording):
    return wording % {"title": ASKED, "countries": ASKED}


@pytest.mark.parametrize("wording", KNOWN)
def test_each_wording_of_the_node_is_read_in_russian(wording):
    open_end = "%(" in wording
    with translation.override("ru"):
        read = told(written(wording))
    assert read != written(wording)
    assert read.endswith(ASKED) == open_end
    with translation.override("en"):
        assert told(written(wording)) == written(wording)


def test_no_wording_begins_like_another():
    heads = [wording.partition("%(")[0] for wording in KNOWN]
    assert [(a, b) for a in heads for b in heads if a != b and a.startswith(b)] == []


@pytest.mark.parametrize(
    "typed", ["", "Plan the course", "Please: Answer a request for help: cabinets", "Requests for help"]
)
def test_what_somebody_typed_stays(typed):
    with translation.override("ru"):
        assert told(typed) == typed
