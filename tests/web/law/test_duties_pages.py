"""Who does what and who informs whom, on pages: every cell opens its provision, and not known is not none."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from kerege.law import actions as law
from kerege.people.rules import SYSTEM
from tests import ground
from tests.law.test_release import publish

WHERE = law.LaidDown(
    act="/akn/kz/act/law/2022-05-21/122-vii",
    provision="art_9",
    start=date(2022, 11, 30),
    source="https://example.org/law",
    provisional=True,
)
ON = "on=2026-11-01"


@pytest.fixture(autouse=True)
def _laid(db):
    ground.lay()
    publish()
    for key, title in (("LAB", "Laboratory"), ("MINISTRY", "Ministry"), ("COMMITTEE", "Committee")):
        law.record_authority(by=SYSTEM, owner="KAZ", key=key, titles={"en": title})
    law.succeed_authority(by=SYSTEM, key="COMMITTEE", successor="MINISTRY", until=date(2020, 1, 1))
    told = {"by": SYSTEM, "owner": "KAZ", "laid_down": WHERE}
    for key, body, part in (("D1", "MINISTRY", "responsible"), ("D2", "", "coordinates")):
        law.record_duty(**told, key=key, body=body, topic="response", part=part, what={"en": f"Task {key}"})
    for key, subject, changes in (
        ("I1", "event", {"timing": "within", "period": "PT24H", "clock": "detected", "form": {"en": "In writing"}}),
        ("I2", "more", {"timing": "none"}),
        ("I3", "rest", {"timing": "unknown"}),
        ("I4", "event", {"timing": "within", "period": "PT2H", "clock": "detected", "mode": "emergency"}),
    ):
        informing = law.Informing("LAB", "MINISTRY", subject, {"en": f"Told {key}"}, **changes)
        law.record_information_duty(**told, key=key, informing=informing)


def text(address, status=200):
    answer = Client().get(address, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == status, answer.content[:300]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_each_cell_opens_its_provision():
    told = text(f"/law/duties/?{ON}")
    for said in ("Is responsible provisional Task D1", "art_9", "since 30 November 2022", "Body not named", "Task D2"):
        assert said in told
    assert "Task D2" not in text(f"/law/duties/?body=MINISTRY&{ON}")
    assert "No task by law is known" in text(f"/law/duties/?country=KGZ&{ON}")
    assert "No task by law is known" in text("/law/duties/?on=2022-11-29")
    rows = Client().get(f"/law/duties/?format=csv&{ON}").content.decode("utf-8-sig")
    assert "Task D1,/akn/kz/act/law/2022-05-21/122-vii,,art_9,2022-11-30" in rows


def test_no_time_is_not_the_same_as_a_time_that_is_not_known():
    told = text(f"/law/informing/?{ON}")
    for said in ("24 hours from when it was detected", "The provision names no time", "The time is not known here"):
        assert said in told
    assert "Told I4" not in text(f"/law/informing/?mode=normal&{ON}")
    emergency = text(f"/law/informing/?mode=emergency&{ON}")
    assert ("Told I1" in emergency, "Told I2" in emergency, "Told I4" in emergency) == (False, True, True)
    assert "Who may switch to this mode is not known here" in emergency
    rows = Client().get(f"/law/informing/?format=csv&{ON}").content.decode("utf-8-sig")
    assert "Kazakhstan" in rows or "KAZ" in rows
    assert "PT24H,Normal mode" in rows
    assert "That says nothing about the law" in text(f"/law/informing/?country=KGZ&{ON}")


def test_a_body_has_a_page_with_its_days_and_who_came_before():
    told = text(f"/law/bodies/MINISTRY/?{ON}")
    for said in ("Follows Committee", "Response : Is responsible", "Who informs it", "Laboratory"):
        assert said in told
    gone = text(f"/law/bodies/COMMITTEE/?{ON}")
    assert "This body does not exist on this day. Its tasks went to Ministry" in gone
    assert "No task of this body is known here. That is not the same as none." in gone


@pytest.mark.parametrize(
    "address",
    ["duties/?topic=zz", "duties/?body=NO", "informing/?mode=panic", "informing/?body=NO", "bodies/NO/"],
)
def test_what_is_not_offered_is_refused(address):
    assert Client().get(f"/law/{address}").status_code in {404, 422}
