"""Who is near, over the interface: no finer than the reader may know, and refused where it cannot be asked."""

import pytest
from django.test import Client

from kerege.inventory import actions as inventory
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


@pytest.fixture
def two():
    told = {"by": SYSTEM, "owner": "KAZ", "territory": "KAZ", "kind": "training_centre", "sectors": ["human"]}
    inventory.record_facility(**told, names={"en": "Exact brontosaur"}, latitude=51.12801, longitude=71.43042)
    inventory.record_facility(
        **told, names={"en": "Hidden brontosaur"}, latitude=43.3, longitude=68.3, label=Sensitivity.NATIONAL
    )


def asked(client, **said):
    return client.get("/api/v1/nearest", {"near": "51.5,71.9", "text": "brontosaur"} | said)


def test_each_reader_is_told_as_much_as_the_own_clearance_reaches(two):
    (item,) = asked(Client()).json()["items"]
    told = ("name", "latitude", "longitude", "position_known", "km")
    assert [item[name] for name in told] == ["Exact brontosaur", 51.15, 71.45, "cell", 50.0]
    first, second = asked(signed_in("focal.point.kaz")).json()["items"]
    assert [first[name] for name in told] == ["Exact brontosaur", 51.12801, 71.43042, "exact", 52.7]
    assert second["name"] == "Hidden brontosaur"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"near": "Osh"}, "geo.not_a_place"),
        ({"near": "91,0"}, "geo.not_a_place"),
        ({"capability": "flying"}, "inventory.unknown_code"),
        ({"sort": "km"}, "api.unknown_parameter"),
        ({"country": "QQQ"}, "atlas.unknown_code"),
    ],
)
def test_what_cannot_be_asked_is_refused(said, code):
    answer = asked(Client(), **said)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
