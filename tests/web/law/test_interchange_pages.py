"""The pages on which judgements go to another node, and come from one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.law.rules.interchange.layout import opened
from tests.web.law.test_coverage_pages import approved, here
from tests.web.signing import signed_in

AT = "/law/coverage/files/"
__all__ = ["here"]


@pytest.fixture
def raw(here):
    approved(here)
    answer = signed_in("drafter").get(f"{AT}KGZ.zip")
    assert answer["Content-Disposition"].endswith('"kerege-law-kgz.zip"')
    return answer.content


def test_one_brings_it_and_another_takes_it_in(raw):
    assert [each["obligation"] for each in opened(raw).rounds[0]["judgements"]] == ["OB-1"]
    drafter, reviewer = (signed_in(name) for name in ("drafter", "reviewer"))
    told = drafter.post(AT, {"file": SimpleUploadedFile("x.zip", raw[:-9] + b"123456789")})
    assert told.status_code == 422
    where = drafter.post(AT, {"file": SimpleUploadedFile("x.zip", raw)})["Location"]
    assert b"Take it in" not in drafter.get(where).content
    assert b"waits for your decision" in reviewer.get(AT).content
    assert b"Take it in" in reviewer.get(where).content
    assert reviewer.post(where, {"do": "turn", "reason": " "}).status_code == 422
    assert reviewer.post(where, {"do": "take"}).status_code == 302
    assert b"Taken in" in reviewer.get(where).content


def test_who_may_not(raw):
    neighbour = signed_in("neighbour")
    assert neighbour.get(f"{AT}KGZ.zip").status_code == 403
    assert b"KGZ.zip" not in neighbour.get(AT).content
    assert neighbour.post(AT, {"file": SimpleUploadedFile("x.zip", raw)}).status_code in {403, 422}
    assert Client().get(AT).status_code in {302, 401, 403}
