"""Persons of two countries, one of them with a restricted name, on a seat; and a page cited for a handover."""

from datetime import date
from types import SimpleNamespace

import pytest

from kerege.atlas.models import Source
from kerege.inventory.models import Handover, HandoverSource
from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Person, Seat, SeatTerm


@pytest.fixture
def world(db, by):
    with act("tests.world.made", by=by, about=new_uid()):
        anna = Person.objects.create(owner="KAZ", key="anna", name="Anna", name_label=Sensitivity.PUBLIC)
        bela = Person.objects.create(owner="KAZ", key="bela", name="Bela", name_label=Sensitivity.RESTRICTED)
        dana = Person.objects.create(owner="UZB", key="dana", name="Dana", label=Sensitivity.NATIONAL)
        seat = Seat.objects.create(
            key="seat", kind="other", title="A seat", owner="KAZ", mandate="Order 1", mandate_on=date(2015, 1, 1)
        )
        term = SeatTerm.objects.create(
            owner="KAZ", seat=seat, person=bela, capacity="holder", start=date(2016, 1, 1), label=Sensitivity.RESTRICTED
        )
        source = Source.objects.create(key="S1", title="A page")
        handover = Handover.objects.create(
            owner="KAZ", key="h1", title="Cabinets", status="done", label=Sensitivity.NATIONAL
        )
        cited = HandoverSource.objects.create(handover=handover, source=source)
    return SimpleNamespace(anna=anna, bela=bela, dana=dana, seat=seat, term=term, handover=handover, cited=cited)
