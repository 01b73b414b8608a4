"""Handovers: what is refused, and what a viewer sees."""

import pytest

from kerege.inventory import actions, queries
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from tests import ground

GIVEN = {
    "by": SYSTEM,
    "owner": "KAZ",
    "key": "H1",
    "title": "Equipment",
    "territory": "KAZ",
    "status": "held",
    "dates": "2018-10-16",
    "sources": ["S1"],
    "today": ground.TODAY,
}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"items": -2}, "figures.not_a_figure"),
        ({"territory": "XXX"}, "atlas.unknown_code"),
        ({"recipient": "NOBODY"}, "people.unknown_key"),
        ({"status": "lost"}, "people.unknown_choice"),
        ({"sources": []}, "figures.no_source"),
        ({"by": ground.FOCAL_KGZ}, "people.not_yours"),
    ],
)
def test_refused(changes, code):
    with pytest.raises(Refusal) as refusal:
        actions.record_handover(**(GIVEN | changes))
    assert refusal.value.code == code


def test_an_unstated_number_stays_unknown_and_a_labelled_value_withheld():
    actions.record_handover(**GIVEN, value_text="about EUR 1,000,000", value_text_label=Sensitivity.NATIONAL)
    line = queries.handovers(PUBLIC, on=ground.TODAY)[0]
    assert (line.items, line.value_text) == (None, WITHHELD)
    assert queries.handovers(ground.OFFICER_KAZ, on=ground.TODAY)[0].value_text == "about EUR 1,000,000"
