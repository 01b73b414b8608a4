"""Groups at stations: where each is, until when, where it goes next; kept as events, also without a line."""

import json
import re

import pytest
from django.utils import timezone

from kerege.training import actions
from kerege.web.practice.packing import unpacked
from tests.training.practised import Device, kept_events, laid, millis, station
from tests.web.signing import signed_in

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def here(db):
    found = laid()
    found.gown, found.spill = station(found, title="Gown"), station(found, title="Spill")
    found.root = f"/courses/{found.course}/activities/"
    found.page = f"{found.root}groups/{found.session}/"
    actions.divide_evenly(by=found.lead, course=found.course, session=found.session, groups=2)
    return found


def text(here, who="watcher"):
    return " ".join(re.sub(r"<[^>]+>", " ", signed_in(who).get(here.page).content.decode()).split())


def record(here, *events, by="watcher"):
    return actions.record_events(by=getattr(here, by), course=here.course, events=events, sent_at=timezone.now())


def test_a_page_says_where_a_group_is_until_when_and_where_it_goes_next(here):
    assert "Next: Gown" in text(here)
    answer = signed_in("watcher").post(here.page, {f"round:1:{here.gown}": "begun", "do": "rounds"})
    assert answer.status_code == 302
    (row,) = kept_events()
    assert (row.kind, row.team, row.item, row.value, row.person_id) == ("round", 1, "", "begun", None)
    found = text(here)
    assert re.search(r"Now: Gown , until [^·]+ · Next: Spill", found)
    signed_in("watcher").post(
        here.page, {f"round:1:{here.gown}": "done", f"was:round:1:{here.gown}": "begun", "do": "rounds"}
    )
    assert "Now:" not in text(here)


def test_two_devices_that_saw_a_group_at_two_stations_are_both_kept_and_told(here):
    for uid in (here.gown, here.spill):
        taken = record(here, Device(uid).event("round", "begun", team=2)).taken
        assert len(taken) == 1
    assert "This group is recorded at two stations." in text(here)


def test_what_is_no_station_or_no_group_is_refused_by_itself(here):
    bare = Device(station(here, title="Talk", rotation=""))
    phone = Device(here.gown)
    wrong = [
        phone.event("round", "begun"),
        phone.event("round", "begun", team=1, item="step-9"),
        phone.event("round", "begun", team=1, person=here.people[0]),
        bare.event("round", "begun", team=1),
    ]
    codes = {uid: each.code for uid, each in record(here, *wrong).refused.items()}
    assert [codes[each["id"]] for each in wrong] == [
        "training.event_wrong",
        "training.event_unknown_item",
        "training.event_wrong",
        "training.event_unknown_item",
    ]
    assert kept_events() == []


def test_the_groups_come_along_to_where_there_is_no_line_and_what_was_recorded_there_comes_back(here):
    client = signed_in("watcher")
    found = client.get(f"{here.root}device/").json()
    (page,) = [each for each in found["pages"] if each["path"] == f"groups/{here.session}/"]
    together = unpacked(found, page["parts"])
    assert together.count('data-kind="round"') == 4
    assert ('data-minutes="20"' in together, "csrf" in together) == (True, False)
    event = Device(here.spill).event("round", "begun", team=2)
    content = json.dumps({"sent_at": millis(timezone.now()), "events": [event]})
    answer = client.post(f"{here.root}device/", content, content_type="application/json")
    assert answer.json()["taken"] == [event["id"]]
    assert "Now: Spill" in text(here)


def test_who_only_reads_records_nothing_of_groups(here):
    assert 'type="radio"' not in signed_in("helper").get(here.page).content.decode()
    posted = signed_in("helper").post(here.page, {f"round:1:{here.gown}": "begun", "do": "rounds"})
    assert (posted.status_code, kept_events()) == (422, [])
    assert signed_in("trainee").get(here.page).status_code == 404
