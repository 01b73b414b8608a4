"""What a set calls a score stands beside it."""

from django.test import Client

from kerege.people.queries import account
from tests import ground
from tests.capacity.given import closed, published, somebody


def test_a_score_has_the_name_that_its_set_gives_it(db):
    ground.lay()
    published(bands=[{"least": "0.2", "text": {"en": "One star"}}, {"least": "0.9", "text": {"en": "Two stars"}}])
    head = somebody("head")
    uid = closed(head, plan="1", drill="yes")
    client = Client(headers={"accept-language": "en"})
    client.force_login(account("head@example.org"))
    page = client.get(f"/capacity/assessments/{uid}/result/").content.decode()
    assert ("One star" in page, "Two stars" in page) == (True, False)
    told = " ".join(client.get("/capacity/sets/set-1/").content.decode().split())
    assert "from 20 % on: <bdi>One star</bdi>; from 90 % on: <bdi>Two stars</bdi>" in told
