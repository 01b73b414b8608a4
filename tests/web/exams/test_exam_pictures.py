"""Pictures of questions in an exam: for whoever sits it, while it goes on, and for nobody else."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import FileKind, Purpose
from kerege.people.rules import SYSTEM
from kerege.training.models import ExamAttempt
from kerege.training.queries.scope import COUNTING
from tests import ground
from tests.training import items_made as made
from tests.training.examined import Examined, choice
from tests.web.signing import signed_in

HOUR = timedelta(hours=1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006"
    "0005571bfe0d0000000049454e44ae426082"
)


@pytest.fixture
def sat(db):
    """The exam, its attempt, and the address of the picture that its page names."""
    ground.lay()
    now = timezone.now()
    picture = Received("tap-is-right.png", FileKind.PNG, PNG, 1, 1)
    kept = {"owner": "UZB", "label": 2, "about": uuid4(), "purpose": Purpose.BANK}
    files.keep_file(by=SYSTEM, received=picture, **kept)
    body = made.item(made.HOTSPOT, images={"room": made.PICTURE["room"] | {"sha256": picture.sha256}})
    of = Examined(items=[replace(choice(1), data=body)], rows=[{"count": "1"}], opens=now - HOUR, closes=now + HOUR)
    signed_in("learner0").post(f"/my/exams/{of.uid}/", {"do": "begin", "language": "en"})
    attempt = ExamAttempt.objects.seen_by(COUNTING).one()
    page = signed_in("learner0").get(f"/my/exams/sit/{attempt.uid}/").content.decode()
    (address,) = re.findall(r'<image href="([^"]+)"', page)
    assert "tap" not in page.replace("The tap", "")
    return of, attempt, address


def test_a_picture_is_there_for_who_sits_the_exam_and_for_nobody_else(sat):
    _of, _attempt, address = sat
    there = signed_in("learner0").get(address)
    assert (there.status_code, there["Content-Type"], there.content) == (200, "image/png", PNG)
    assert there["Cache-Control"] == "private, no-store"
    assert (there["X-Content-Type-Options"], there["Content-Disposition"]) == ("nosniff", "inline")
    for who in ("learner1", "lead", "manager"):
        assert signed_in(who).get(address).status_code == 404, who
    assert Client().get(address).status_code == 302
    for other in ("1/2/", "2/1/", "0/1/", "1/0/"):
        assert signed_in("learner0").get(address.replace("1/1/", other)).status_code == 404, other


def test_after_the_sitting_it_is_not_there(sat):
    of, attempt, address = sat
    her = signed_in("learner0")
    assert her.get(address).status_code == 200
    of.hand_in(attempt, at=timezone.now())
    assert her.get(address).status_code == 404
