"""Freezing a country's node on the pages, and that every outlet then says "no data since" and never zero."""

from datetime import date

import pytest
from django.test import Client

from kerege.people.rules import SYSTEM
from kerege.sharing import actions
from tests.house import texts
from tests.web.signing import signed_in

QUIET = "PAK"
DAY = date(2026, 3, 1)
SINCE = "1 March 2026"
NODE = f"/nodes/{QUIET}/"


@pytest.fixture
def frozen(demo_world):
    """Pakistan, where nothing of the cascade is recorded, is frozen."""
    actions.freeze_node(by=SYSTEM, key=QUIET, on=DAY, reason="Nobody is left to record")


def shown(answer):
    assert answer.status_code == 200
    return texts.in_one_line(texts.of_answer(answer))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/countries/",
        f"/countries/{QUIET}/",
        f"/indicators/?country={QUIET}",
        "/indicators/cascade.people/",
        "/nodes/",
    ],
)
def test_every_page_says_since_when(frozen, address):
    said = f"no data since {SINCE}"
    assert said in shown(Client().get(address))
    assert said not in shown(Client().get(address, {"on": "2026-02-28"}))


def test_the_map_and_the_table_of_the_first_page_say_it_of_that_country_only(frozen):
    page = Client().get("/").content.decode()
    assert page.count("no data since") < 12
    assert f"Pakistan: no data since {SINCE}" in page
    assert "Uzbekistan: no data since" not in page


def test_the_interface_says_it_too(frozen):
    told = Client().get(f"/api/v1/indicators/cascade.people?country={QUIET}").json()
    assert told["evidence"]["state"] == "frozen"
    assert told["evidence"]["high"] is None
    assert told["difference"] is None
    assert [(f["territory"]["code"], f["since"]) for f in told["frozen"]] == [(QUIET, "2026-03-01")]
    before = Client().get(f"/api/v1/indicators/cascade.people?country={QUIET}&on=2026-02-28").json()
    assert before["frozen"] == []
    assert before["evidence"]["state"] != "frozen"


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
def test_files_say_it_too(frozen, format):
    countries = shown(Client().get("/countries/", {"format": format}))
    assert f"no data since {SINCE}" in countries
    one = shown(Client().get(f"/indicators/cascade.people.{format}?country={QUIET}"))
    assert "No data since 2026-03-01" in one
    assert f"no data since {SINCE}" in shown(Client().get(f"/indicators/?country={QUIET}&format={format}"))
    assert "Nobody is left to record" in shown(Client().get("/nodes/", {"format": format}))


def test_no_indicator_of_a_frozen_country_is_zero(frozen):
    """Every indicator, asked of the frozen country alone: a figure that records prove, or none."""
    zero = []
    for line in Client().get("/api/v1/indicators?size=200").json()["items"]:
        told = Client().get(f"/api/v1/indicators/{line['key']}?country={QUIET}").json()
        zero += [line["key"]] if told["evidence"]["high"] == 0 else []
        zero += [line["key"] for row in told["by_territory"] if row["high"] == 0]
    assert zero == []


def test_the_secretariat_freezes_and_somebody_takes_it_up_again(demo_world):
    secretariat = signed_in("secretariat")
    assert "Freeze the node" in shown(secretariat.get(NODE))
    secretariat.post(NODE, {"on": "2026-03-01", "reason": "The office was closed"})
    assert "The office was closed" in shown(Client().get(f"/countries/{QUIET}/"))
    assert "Revive the node" in shown(secretariat.get(NODE))
    wrong = secretariat.post(NODE, {"on": "2026-03-01", "note": "The new office"})
    assert wrong.status_code == 422
    assert "The new office" in wrong.content.decode()
    secretariat.post(NODE, {"on": "2026-09-01", "note": "The new office"})
    assert "is frozen" not in shown(Client().get(f"/countries/{QUIET}/"))
    assert "is frozen" in shown(Client().get(f"/countries/{QUIET}/?on=2026-08-31"))
    history = shown(Client().get("/nodes/"))
    assert "The office was closed" in history
    assert "The new office" in history


def test_a_reason_that_is_missing_is_told(demo_world):
    answer = signed_in("administrator").post(NODE, {"on": "2026-03-01", "reason": ""})
    assert answer.status_code == 422
    assert "Something has to stand here" in texts.of_answer(answer)


@pytest.mark.parametrize("who", ["", "focal.point.kaz", "donor", "auditor"])
def test_nobody_else_freezes(demo_world, who):
    client = signed_in(who) if who else Client()
    assert client.get(NODE).status_code == 403
    assert client.post(NODE, {"on": "2026-03-01", "reason": "x"}).status_code == 403
    assert 'href="/nodes/PAK/"' not in client.get("/nodes/").content.decode()


def test_a_proof_that_is_not_old_is_wanted_and_an_unknown_node_is_refused(demo_world):
    old = signed_in("administrator", minutes_ago=11)
    assert old.post(NODE, {"on": "2026-03-01", "reason": "x"}).status_code == 403
    assert signed_in("administrator").get("/nodes/XXX/").status_code == 422
