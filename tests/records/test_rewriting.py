"""Columns of many records that are set at once, also of those that stand aside."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.inventory.models import Facility, FacilityAddress, FacilityName, Findable
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records import rewriting
from kerege.records.guarded import GuardError
from tests import ground
from tests.inventory.facts import recorded

pytestmark = pytest.mark.django_db
COLUMNS = [f.attname for f in FacilityName._meta.concrete_fields]


@pytest.fixture(autouse=True)
def _three():
    ground.lay()
    for name in ("Alpha station", "Beta institute", "Gamma post"):
        recorded(names={"en": name}, address=f"Street of {name}")


def cards():
    return Facility.objects.inside_action().order_by("id")


def read():
    with checking():
        return [(f.title, f.version, f.opened_on, f.shown_latitude, f.address, f.address_label) for f in cards()]


def test_every_record_gets_its_own_values_and_what_stands_aside_with_them(monkeypatch):
    monkeypatch.setattr(rewriting, "AT_ONCE", 2)
    before = read()
    with act("tests.written", by=SYSTEM, about="cards"):
        found = list(cards())
        for n, card in enumerate(found[:2]):
            card.title, card.version, card.opened_on = f"Title {n}", n + 7, date(2020, 1, n + 1)
            card.shown_latitude = Decimal("42.5") if n else None
        found[0].address, found[0].address_label = "Elsewhere", Sensitivity.RESTRICTED
        names = ["title", "version", "opened_on", "shown_latitude", "address"]
        assert cards().bulk_update(found, names) == 3
    assert read() == [
        ("Title 0", 7, date(2020, 1, 1), None, "Elsewhere", Sensitivity.RESTRICTED),
        ("Title 1", 8, date(2020, 1, 2), Decimal("42.5"), before[1][4], before[1][5]),
        before[2],
    ]


def test_it_takes_one_statement_for_all_of_them():
    with act("tests.written", by=SYSTEM, about="cards"):
        found = list(cards())
        with CaptureQueriesContext(connection) as asked:
            cards().bulk_update(found, ["title", "version"])
    assert len([q for q in asked if "UPDATE" in q["sql"]]) == 1


def test_what_is_inserted_is_what_would_have_been_created():
    with act("tests.written", by=SYSTEM, about="cards"):
        card = cards()[0]
        told = {"facility": card, "owner": "KAZ", "lang": "ru", "folded": "a", "bones": "b", "start": date(2020, 1, 1)}
        FacilityName.objects.bulk_create([FacilityName(text="Имя", **told, end=date(2021, 1, 1))])
        FacilityName.objects.bulk_insert([FacilityName(text="Имя", **told | {"lang": "kk"})])
        FacilityName.objects.bulk_insert([])
        rows = FacilityName.objects.inside_action().filter(text="Имя").order_by("id")
        one, other = (
            {n: v for n, v in row.items() if n not in {"id", "uid", "lang", "end"}} for row in rows.values(*COLUMNS)
        )
    assert one == other


def test_what_is_inserted_marks_what_follows_it():
    with act("tests.written", by=SYSTEM, about="cards"):
        told = {"facility": cards()[0], "owner": "KAZ", "folded": "zorglub", "bones": "srglb"}
        FacilityName.objects.bulk_insert([FacilityName(text="Zorglub", lang="kk", **told)])
    with checking():
        assert "zorglub" in Findable.objects.inside_action().order_by("facility_id")[0].words


def test_records_with_fields_that_stand_aside_cannot_be_inserted_without_their_numbers():
    with act("tests.written", by=SYSTEM, about="cards"), pytest.raises(TypeError):
        Facility.objects.bulk_insert([])


def test_of_nothing_nothing_is_written_and_outside_of_an_act_it_is_refused():
    with act("tests.written", by=SYSTEM, about="cards"):
        assert cards().bulk_update([], ["title"]) == 0
    with checking():
        found = list(cards())
    with pytest.raises(GuardError):
        Facility.objects.bulk_update(found, ["title"])
    with pytest.raises(GuardError):
        FacilityName.objects.bulk_insert([])
    with pytest.raises(GuardError):
        FacilityAddress.objects.bulk_update([], ["value"])
