"""Codes of conduct: read by everybody, signed for oneself, published and adopted by those who may."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.outreach import queries
from kerege.outreach.models import Pledge
from kerege.people import queries as people
from kerege.records.viewers import PUBLIC
from tests.conftest import TODAY
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
CODE, SIGN = "/conduct/model-code/", "/conduct/model-code/sign/"
NAME = "Zqname that nobody else may read"
GOOD = {"version": "2", "lang": "en", "has_read": "on", "signed_as": ""}


def text(answer):
    return answer.content.decode()


def mine(email):
    person = people.account(f"{email}@example.org").person_id
    return queries.my_pledges(person, on=TODAY, lang="en")


def test_everybody_reads_codes_and_a_visitor_is_asked_to_sign_in():
    assert "Model code of conduct" in text(Client().get("/conduct/"))
    page = text(Client().get(CODE))
    assert "Sign in to sign it" in page
    assert "has_read" not in page
    assert "Типовой кодекс" in text(Client().get(f"{CODE}?version=1&lang=ru"))
    assert Client().get("/conduct/no-such-code/").status_code == 404


def test_who_signed_an_older_version_is_asked_again_and_signs_and_withdraws():
    client = signed_in("biosafety.officer")
    assert "has taken its place" in text(client.get("/conduct/"))
    assert "Sign a code of conduct again" in text(client.get("/"))
    done = client.post(SIGN, GOOD | {"signed_as": NAME})
    assert done.status_code == 302
    assert NAME in text(Client().get(done.url))
    assert NAME in text(Client().get(CODE))
    assert "Sign a code of conduct again" not in text(client.get("/"))
    assert client.post(SIGN, GOOD).url == done.url
    for _ in range(2):
        assert client.post(done.url).status_code == 302
    assert NAME not in text(Client().get(CODE))
    assert Client().get(done.url).status_code == 404
    assert "Withdrawn on" in text(client.get(done.url))


def test_a_pledge_without_a_name_is_read_by_its_signer_alone():
    own = mine("laboratory.head")[0]
    address = f"/conduct/pledges/{own.uid}/"
    assert signed_in("laboratory.head").get(address).status_code == 200
    for other in ("focal.point.kgz", "secretariat", "biosafety.officer"):
        assert signed_in(other).get(address).status_code == 404
        assert signed_in(other).post(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_nobody_withdraws_an_open_pledge_of_somebody_else():
    page = queries.code(PUBLIC, "model-code", on=TODAY, lang="en")
    address = f"/conduct/pledges/{page.named[0].uid}/"
    for client in (Client(), signed_in("biosafety.officer")):
        assert client.get(address).status_code == 200
        assert client.post(address).status_code in {403, 404}
    assert queries.code(PUBLIC, "model-code", on=TODAY, lang="en").named == page.named


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"version": "1"}, "Version 1 is no longer in force"),
        ({"has_read": ""}, "Say that you have read the code"),
        ({"lang": "xx"}, "cannot be read in"),
    ],
)
def test_what_cannot_be_signed_is_told_and_what_was_typed_stays(changes, told):
    answer = signed_in("biosafety.officer").post(SIGN, GOOD | {"signed_as": NAME} | changes)
    assert answer.status_code == 422
    assert told in text(answer)
    assert NAME in text(answer)
    assert not Pledge.objects.seen_by(PUBLIC).filter(signed_as=NAME).seen()


def test_small_numbers_are_withheld():
    assert 1 not in queries.code(PUBLIC, "model-code", on=TODAY, lang="en").signed.cells.values()


PUBLISHED = {
    "owner": "KGZ", "key": "zq-code", "version": "1", "lang": "en", "title": "A code", "preamble": "Why it is.",
    "principles": "I weigh risks. [1, 5]\nI teach. [6]", "second": "ru", "second_title": "Кодекс",
    "second_preamble": "Зачем он.", "second_principles": "Я взвешиваю риски.\nЯ учу.", "rights": "",
}  # fmt: skip


def test_a_focal_point_publishes_versions_and_others_may_not():
    client = signed_in("focal.point.kgz")
    half = client.post("/conduct/new/", PUBLISHED | {"second_principles": "Я взвешиваю риски."})
    assert half.status_code == 422
    assert "is not whole" in text(half)
    assert client.post("/conduct/new/", PUBLISHED).url == "/conduct/zq-code/"
    assert "Я учу." in text(Client().get("/conduct/zq-code/?lang=ru"))
    again = client.post("/conduct/new/", PUBLISHED | {"title": "Another"})
    assert again.status_code == 422
    assert "never changes" in text(again)
    assert client.post("/conduct/new/", PUBLISHED | {"version": "2"}).status_code == 302
    assert queries.code(PUBLIC, "zq-code", on=localdate(), lang="en").current == "2"
    for other in ("learner", "donor"):
        assert signed_in(other).post("/conduct/new/", PUBLISHED | {"key": "other"}).status_code == 403


@pytest.mark.parametrize(("day", "told"), [("2026-01-01", "cannot have adopted it before"), ("2099-01-01", "to come")])
def test_an_adoption_has_a_day_that_was(day, told):
    body = next(o for o in people.organisations(on=TODAY, lang="en") if o.territory == "KGZ" and not o.ended)
    answer = signed_in("focal.point.kgz").post(f"{CODE}adopt/", {"organisation": body.key, "from_day": day})
    assert answer.status_code == 422
    assert told in text(answer)


def test_an_adoption_is_ended_and_another_country_ends_none():
    line = next(
        each for each in queries.code(PUBLIC, "model-code", on=TODAY, lang="en").adoptions if each.owner == "KGZ"
    )
    assert signed_in("focal.point.kaz").post(f"{CODE}adopt/", {"end": line.uid}).status_code == 403
    client = signed_in("focal.point.kgz")
    assert client.post(f"{CODE}adopt/", {"end": "nothing"}).status_code == 404
    assert line.uid in text(client.get(f"{CODE}adopt/"))
    assert client.post(f"{CODE}adopt/", {"end": line.uid}).url == CODE
    assert line.uid not in text(client.get(f"{CODE}adopt/"))


def test_a_code_of_the_region_is_called_the_regions():
    page = text(Client().get(CODE))
    assert "The region" in page
    assert ">REG<" not in page
