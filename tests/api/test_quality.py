"""Findings, quality plans, documents and proficiency tests for programs: as on the pages, each for its reader."""

from datetime import timedelta

import pytest
from django.test import Client

from kerege.capacity import actions
from kerege.capacity.actions.evaluating import evaluate_round
from kerege.capacity.queries.places import own_facilities
from kerege.inventory import actions as inventory
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests import ground
from tests.capacity.given import DAY
from tests.capacity.placed import placed
from tests.capacity.test_documents import in_force, made
from tests.capacity.test_plans import made as planned
from tests.web.signing import has_proved

ON = "on=2026-11-01"
LISTS = ("findings", "quality-plans", "controlled-documents", "proficiency-tests")


@pytest.fixture
def lab(db):
    """A laboratory with a plan, a document, and a round whose result opened a finding."""
    ground.lay()
    who = placed()
    uid = made(who)
    in_force(who, uid)
    plan = planned(who)
    ((_owner, place),) = own_facilities(who["head"], on=DAY)
    told = {"provider": "P", "subject": "Serology", "on": DAY - timedelta(days=9), "today": DAY}
    held = str(inventory.record_proficiency(by=SYSTEM, facility=place, **told).uid)
    given = {"measure": "share", "told": "8/10", "needed": "90", "needed_source": "Scheme 7", "today": DAY}
    row = evaluate_round(by=who["head"], facility=place, round=held, **given)
    return {"who": who, "document": uid, "plan": plan, "finding": str(row.finding.uid), "round": held, "place": place}


def asked(address, who=""):
    client = Client()
    if who:
        client.force_login(account(f"{who}@example.org"))
        has_proved(client, account(f"{who}@example.org"))
    return client.get(f"/api/v1/{address}")


def test_each_list_is_for_its_readers(lab):
    names = ("head", "mentor", "other", "")
    read = {name: [asked(f"{each}?{ON}", name).json()["total"] for each in LISTS] for name in names}
    assert read == {"head": [1, 1, 1, 1], "mentor": [0, 1, 0, 0], "other": [0, 0, 0, 0], "": [0, 0, 0, 0]}
    ones = {"findings": "finding", "quality-plans": "plan", "controlled-documents": "document"}
    for address, kind in ones.items():
        got = [asked(f"{address}/{lab[kind]}?{ON}", name).status_code for name in ("head", "other", "")]
        assert (address, got) == (address, [200, 404, 404])
        assert asked(f"{address}/no-uid", "head").json()["code"] == "api.no_such_record"


def test_a_finding_says_where_it_comes_from_and_how_it_stands(lab):
    line = asked(f"findings/{lab['finding']}?{ON}", "head").json()
    assert (line["source"], line["severity"], line["standing"], line["actions"]) == ("proficiency", "major", "bare", [])
    listed = asked(f"findings?{ON}&source=proficiency&standing=bare", "head").json()
    assert listed["items"] == [line]
    assert listed["files"][0] == "/capacity/quality/?source=proficiency&standing=bare&on=2026-11-01&format=csv"
    assert asked(f"findings?{ON}&source=visit", "head").json()["items"] == []


def test_a_plan_counts_what_another_person_saw(lab):
    actions.report_activity(by=lab["who"]["head"], plan=lab["plan"], activity="a", proof="Record 1", today=DAY)
    whole = asked(f"quality-plans/{lab['plan']}?{ON}&lang=ru", "mentor").json()
    stages = [(s["key"], s["title"], s["asked"], s["verified"], s["reported"]) for s in whole["stages"]]
    assert stages == [("one", "One по-русски", 2, 0, 1), ("two", "Two по-русски", 1, 0, 0)]
    told = [(each["key"], each["state"], each["proof"]) for each in whole["activities"]]
    assert told == [("a", "reported", "Record 1"), ("b", "open", ""), ("c", "open", "")]
    (line,) = asked(f"quality-plans?{ON}&facility={lab['place']}", "head").json()["items"]
    assert (line["uid"], line["on_course"]) == (lab["plan"], None)
    actions.say_on_course(by=lab["who"]["mentor"], plan=lab["plan"], today=DAY)
    assert asked(f"quality-plans/{lab['plan']}?{ON}", "head").json()["on_course"] == "2026-11-01"


def test_a_document_says_whether_it_holds(lab):
    line = asked(f"controlled-documents/{lab['document']}?{ON}", "head").json()
    assert (line["code"], line["unfit"], line["versions"][0]["state"]) == ("SOP-01", None, "effective")
    late = asked("controlled-documents?on=2028-01-01&state=overdue", "head").json()
    assert [each["unfit"] for each in late["items"]] == ["overdue"]
    assert asked(f"controlled-documents?{ON}&state=overdue", "head").json()["items"] == []


def test_a_test_says_which_share_was_asked(lab):
    (line,) = asked(f"proficiency-tests?{ON}&verdict=unacceptable", "head").json()["items"]
    told = [line[name] for name in ("told", "needed", "needed_source", "verdict", "finding", "round")]
    assert told == ["8/10", 90, "Scheme 7", "unacceptable", lab["finding"], lab["round"]]
    assert asked(f"proficiency-tests?{ON}&verdict=warning", "head").json()["items"] == []


@pytest.mark.parametrize("address", [f"{each}?standing=never&state=never&verdict=never" for each in LISTS])
def test_what_is_no_filter_is_refused(db, address):
    assert asked(address).status_code == 422
