"""Competence frameworks and posts for programs: the same as on the pages, each for its reader."""

import pytest
from django.test import Client

from kerege.capacity import actions
from kerege.capacity.rules.case_reading import unpacked
from kerege.capacity.rules.framework import read, written
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests import ground
from tests.capacity import skilled
from tests.web.signing import has_proved

API = "/api/v1"


@pytest.fixture
def lab(db):
    ground.lay()
    skilled.published()
    return skilled.laboratory()


def asked(address, who=""):
    client = Client()
    if who:
        client.force_login(account(f"{who}@example.org"))
        has_proved(client, account(f"{who}@example.org"))
    return client.get(f"{API}{address}")


def test_a_framework_is_read_whole_and_as_case(lab):
    (line,) = asked("/frameworks?on=2026-11-01").json()["items"]
    assert (line["key"], line["version"], line["competences"], line["roles"]) == ("frame", "1", 3, 3)
    whole = asked("/frameworks/frame?on=2026-11-01&lang=ru").json()
    assert (whole["title"], whole["content"]) == ("Рамка", written(read(skilled.content())))
    case = asked("/frameworks/frame/case").json()
    assert written(read(unpacked(case, key="frame").content)) == written(read(skilled.content()))
    draft = skilled.content(teaching="")
    actions.record_framework(by=SYSTEM, owner="KAZ", key="own", version="1", content=draft, label=2)
    assert [asked(f"/frameworks/{key}").status_code for key in ("own", "nowhere")] == [404, 404]
    assert asked("/frameworks/frame?version=9").status_code == 404


def test_posts_are_read_by_who_answers_for_them_and_name_nobody(lab):
    by, (first,) = skilled.officer(), ground.persons(1)
    uid = skilled.posted(by, lab, people=2, fte="1.5")
    actions.name_holder(by=by, post=uid, person=first, today=skilled.DAY)
    skilled.shown(by, first, "B1", level=2)
    answer = asked(f"/posts?on=2026-11-01&facility={lab}", "officer")
    (post,) = answer.json()["items"]
    assert (post["role"], post["people"], post["fte"], post["named"], post["needs"]) == ("bench", 2, "1.50", 1, True)
    assert post["competences"][0] == {
        "competence": "B1",
        "target": "3",
        "criticality": 5,
        "levels": [{"level": "2.00", "low": "1.47", "high": "2.53", "pieces": 1}],
        "unknown": 1,
        "may_teach": None,
    }
    assert (first in answer.content.decode(), "Person" in answer.content.decode()) == (False, False)
    skilled.officer(ground.centre("LAB-2", "laboratory"), "other")
    assert [asked("/posts?on=2026-11-01", who).json()["total"] for who in ("", "other", "officer")] == [0, 0, 1]
