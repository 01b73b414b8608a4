"""The list of experts by its four ways out: page, files, interface and search, and who gets nothing by any of them."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.privacy import actions
from kerege.privacy.models import Look, listing
from kerege.sharing import actions as nodes
from tests.house import texts
from tests.privacy import somebody

PAGE, API, SEARCH = "/inventory/experts/", "/api/v1/experts", "/search/"
WAYS = (
    PAGE,
    f"{PAGE}?text=chain",
    *(f"{PAGE}?format={key}" for key in ("csv", "xlsx", "json")),
    API,
    f"{API}?text=chain&country=KAZ",
    f"{SEARCH}?q=cold chain",
)


@pytest.fixture
def today(db):
    somebody.laid()
    for key in ("KAZ", "KGZ", "UZB"):
        nodes.record_node(by=SYSTEM, key=key, territory=key)
    return timezone.localdate()


@pytest.fixture
def expert(today):
    return listed("expert@example.org", "EXPERT", "Zhanar Quxley", today)


@pytest.fixture
def partner(today):
    return somebody.client(
        somebody.account("partner@example.org", key="", name="Partner", owner="UZB", role="laboratory_head")
    )


def listed(email, key, name, today, owner="KAZ", **chosen):
    made, at = somebody.account(email, key, name, owner=owner), timezone.now()
    somebody.agree(made, at=at)
    actions.list_myself(
        by=somebody.by(made),
        account=made,
        chosen=actions.Chosen(**(chosen or {"name": True, "topics": "Cold chain"})),
        until=today + timedelta(days=30),
        at=at,
    )
    return made


def shown(client, word="Cold chain", ways=WAYS):
    """By which of the ways the word comes out."""
    return [way for way in ways if word in texts.in_one_line(texts.of_answer(client.get(way)))]


def test_a_partner_finds_who_chose_it_by_every_way(expert, partner):
    assert shown(partner) == list(WAYS)
    assert shown(partner, "Quxley") == list(WAYS)


def test_nobody_below_a_working_role_finds_anybody(expert, partner):
    assert shown(partner)
    learner = somebody.account("learner@example.org", key="", name="Learner", role="learner")
    for client in (Client(), somebody.client(learner)):
        assert shown(client) == []
        assert client.get(API).json()["items"] == []


def test_only_what_was_chosen_comes_out(today, partner):
    listed("x@example.org", "X", "Zhanar Quxley", today, topics="Cold chain")
    assert shown(partner) == list(WAYS)
    assert shown(partner, "Quxley") == []
    (item,) = partner.get(API).json()["items"]
    assert (item["name"], item["organisation"], item["languages"]) == (None, None, None)
    assert (item["topics"], item["withheld"]) == ("Cold chain", [])


@pytest.mark.parametrize("how", ["consent", "listing", "erased", "over", "not begun"])
def test_what_is_withdrawn_or_over_or_to_come_is_found_by_no_way(expert, partner, today, monkeypatch, how):
    assert shown(partner) == list(WAYS)
    me = somebody.by(expert)
    if how == "consent":
        actions.withdraw_consent(by=me, account=expert, key="regional_listing", at=timezone.now())
    elif how == "listing":
        actions.withdraw_listing(by=me, account=expert)
    elif how == "erased":
        people.erase_myself(by=me, account=expert, on=today)
    elif how == "over":
        monkeypatch.setattr(listing, "localdate", lambda: today + timedelta(days=30))
    before = today - timedelta(days=1)
    ways = [f"{way}{'&' if '?' in way else '?'}on={before}" for way in WAYS] if how == "not begun" else WAYS
    assert shown(partner, ways=ways) == []


def test_each_country_is_asked_for_itself(expert, partner, today):
    listed("kg@example.org", "KG", "Bermet Vexley", today, owner="KGZ")
    names = [
        [e["name"] for e in partner.get(f"{API}?country={code}").json()["items"]] for code in ("KAZ", "KGZ", "UZB")
    ]
    assert names == [["Zhanar Quxley"], ["Bermet Vexley"], []]
    page = texts.of_answer(partner.get(f"{PAGE}?country=KGZ"))
    assert ("Vexley" in page, "Quxley" in page) == (True, False)


def test_the_interface_says_of_whom_since_when_and_how_many(expert, partner, today):
    listed("kg@example.org", "KG", "Bermet Vexley", today, owner="KGZ")
    answer = partner.get(f"{API}?size=1&page=2").json()
    (item,) = answer["items"]
    assert (answer["total"], answer["page"], item["name"]) == (2, 2, "Bermet Vexley")
    assert (item["since"], item["until"]) == (str(today), str(today + timedelta(days=30)))
    assert (item["owner_key"], item["owner"]["code"]) == ("KGZ", "KGZ")
    answer = partner.get(f"{API}?sort=name")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.unknown_parameter")


def test_a_file_holds_what_the_page_shows(expert, partner, today):
    text = partner.get(f"{PAGE}?format=csv").content.decode("utf-8-sig")
    row = next(row for row in csv.reader(io.StringIO(text)) if "Zhanar Quxley" in row)
    assert row[-5:] == ["Cold chain", "", str(today), str(today + timedelta(days=30)), ""]


def test_whoever_is_found_is_told_by_which_way(expert, partner):
    shown(partner)
    assert set(Look.objects.filter(person_id=expert.person_id).values_list("outlet", flat=True)) == {
        "page",
        "export",
        "api",
        "search",
    }
