"""Recording a source on its page: who may, and what is refused."""

import pytest
from django.test import Client

from kerege.atlas.models import Source
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")

GOOD = {
    "key": "KAZ-2026-1",
    "title": "Order on training",
    "address": "https://example.org/order",
    "page_date": "2026-03-01",
}


@pytest.mark.parametrize("email", ["focal.point.kaz", "secretariat", "legal.drafter"])
def test_who_records_things_records_their_source(email):
    answer = signed_in(email).post("/sources/new/", GOOD)
    assert (answer.status_code, answer["Location"]) == (302, "/sources/KAZ-2026-1/")
    assert str(Source.objects.get(key="KAZ-2026-1").page_date) == "2026-03-01"


@pytest.mark.parametrize("email", ["donor", "learner", "auditor", "trainer"])
def test_others_are_refused(email):
    client = signed_in(email)
    assert (client.get("/sources/new/").status_code, client.post("/sources/new/", GOOD).status_code) == (403, 403)
    assert not Source.objects.filter(key="KAZ-2026-1").exists()


def test_the_public_is_refused():
    assert Client().get("/sources/new/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("address", "javascript:alert(1)", "is not a web address"),
        ("address", "file:///etc/passwd", "is not a web address"),
        ("title", "Order \u202e gnidart", "direction"),
        ("key", "S2", "already stands for other content"),
        ("key", "a b", ""),
        ("page_date", "31.02.2026", ""),
    ],
)
def test_wrong_input_is_refused_and_stays(field, value, told):
    answer = signed_in("focal.point.kaz").post("/sources/new/", GOOD | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert not Source.objects.filter(key="KAZ-2026-1").exists()
