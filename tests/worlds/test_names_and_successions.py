"""Names and successions of organisations as somebody brings them: the faults are named by row, the rest is kept."""

from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.people import actions
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.worlds.loader import load_file
from tests import ground

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bodies():
    ground.lay()
    for key in ("OLD", "NEW", "NEWER"):
        ground.centre(key)


def brought(name: str, *lines: str) -> list[tuple[int, str]]:
    """What was refused of a file with these lines: row and code."""
    report = load_file(name, "\n".join(lines).encode(), by=SYSTEM)
    return [(r.row, r.code) for r in report.refused]


def test_successions_that_would_lead_back_are_refused_and_the_others_kept():
    rows = ("predecessor,successor,kind,on", "OLD,NEW,renamed,2016-03-01", "NEW,NEWER,merged,", "NEWER,OLD,renamed,")
    assert brought("successions.csv", *rows, "OLD,OLD,renamed,") == [
        (4, "people.cyclic_succession"),
        (5, "people.self_succession"),
    ]
    assert people.succession_links() == {"OLD": ["NEW"], "NEW": ["NEWER"]}


def test_two_current_names_in_one_language_are_refused():
    rows = ("organisation,lang,text,start,end", "OLD,en,Another name,,", "OLD,kk,Орталық,2020-01-01,")
    assert brought("organisation_names.csv", *rows, "OLD,kk,Басқа орталық,2021-01-01,") == [
        (2, "atlas.two_current_names"),
        (4, "atlas.two_current_names"),
    ]
    found = people.organisations(on=date(2026, 1, 1), lang="kk")
    assert [o.name for o in found if o.key == "OLD"] == ["Орталық"]


def test_a_country_names_no_organisation_of_another():
    with pytest.raises(Refusal) as refused:
        actions.name_organisation(by=ground.FOCAL_KGZ, organisation_key="OLD", lang="ky", text="Борбор")
    assert refused.value.code == "people.not_yours"


def test_accounts_are_opened_by_no_table_that_somebody_brings():
    with pytest.raises(Refusal) as refused:
        load_file("accounts.csv", b"email,name,role,owner,start\n", by=SYSTEM)
    assert refused.value.code == "worlds.unknown_file"
