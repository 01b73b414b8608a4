"""Maps in programs of their own: the password of a device reads what its account may see, and opens nothing else."""

import base64
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.queries import devices_of
from kerege.people.rules import SYSTEM
from kerege.people.words.devices import DeviceScope
from kerege.upkeep.queries import standing
from kerege.upkeep.words import Why
from kerege.web.account.watching import actor_of
from tests import ground
from tests.inventory.facts import EXACT, TOWN, lay_town, recorded

ITEMS = "/api/ogc/collections/facilities/items"


@pytest.fixture
def laid(db):
    ground.lay()
    lay_town()
    recorded(**EXACT, place=TOWN)
    recorded(names={"en": "Hidden station"}, label=Sensitivity.NATIONAL)


def account(role="laboratory_head", owner="KAZ"):
    made = people.open_account(by=SYSTEM, email="gis@example.org", name="Map", password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2020, 1, 1))
    return made


def password(found, *, scope=DeviceScope.INVENTORY, strong=False, **more):
    deed = {"by": actor_of(found), "account": found, "name": "QGIS", "scope": scope, "strong": strong, **more}
    return people.add_device(**deed)


def asked(word, email="gis@example.org", address=ITEMS, client=None, **more):
    packed = base64.b64encode(f"{email}:{word}".encode()).decode()
    return (client or Client()).get(address, headers={"authorization": f"Basic {packed}"}, **more)


def names(answer):
    assert answer.status_code == 200, answer.content
    return {feature["properties"]["name"] for feature in answer.json()["features"]}


def test_a_program_reads_what_its_account_may_see_and_no_cache_keeps_it(laid):
    _uid, word = password(account())
    answer = asked(word)
    assert names(answer) == {"Example laboratory", "Hidden station"}
    assert answer["Cache-Control"] == "private, no-store"
    assert names(Client().get(ITEMS)) == {"Example laboratory"}


def test_what_a_neighbour_may_not_see_is_not_read_with_a_password_either(laid):
    _uid, word = password(account(owner="KGZ"))
    assert names(asked(word)) == {"Example laboratory"}


@pytest.mark.parametrize("word", ["", "kerege-demo-2026", "aaaaaa-aaaaaa-aaaaaa-aaaaaa", "\x00", "x" * 4000])
def test_what_is_not_right_is_refused_and_never_answered_as_for_a_visitor(laid, word):
    password(account())
    answer = asked(word)
    assert (answer.status_code, answer["WWW-Authenticate"].split()[0]) == (401, "Basic")
    assert answer.json()["code"] == "people.program_not_let_in"


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !!!", "Bearer x", "Basic " + base64.b64encode(b"\xff\xfe").decode()]
)
def test_a_header_that_cannot_be_read_is_refused(laid, header):
    assert Client().get(ITEMS, headers={"authorization": header}).status_code == 401


def test_the_password_of_a_phone_opens_no_map_and_that_of_a_map_no_forms(laid):
    found = account()
    _uid, phone = password(found, scope=DeviceScope.FORMS)
    _uid, map_ = password(found)
    assert asked(phone).status_code == 401
    assert asked(map_, address="/openrosa/formList").status_code == 401
    assert asked(map_).status_code == 200


@pytest.mark.parametrize("address", ["/api/v1/facilities", "/facilities/", "/inventory/", "/people/tasks/"])
def test_elsewhere_the_password_says_nothing(laid, address):
    _uid, word = password(account())
    assert "Hidden station" not in asked(word, address=address).content.decode()


def test_it_is_over_with_its_day_its_removal_and_its_account(laid):
    found = account()
    today = localdate()
    _uid, old = password(found, today=today - timedelta(days=365))
    uid, removed = password(found)
    _uid, last = password(found)
    people.remove_device(by=actor_of(found), account=found, device=uid)
    assert [asked(word).status_code for word in (old, removed, last)] == [401, 401, 200]
    Account.objects.filter(pk=found.pk).update(is_active=False)
    assert asked(last).status_code == 401


def test_a_role_that_wants_a_second_factor_wants_it_of_the_session_that_made_the_password(laid):
    found = account("focal_point")
    _uid, weak = password(found)
    _uid, strong = password(found, strong=True)
    assert (asked(weak).status_code, asked(weak).json()["code"]) == (403, "people.program_weak")
    assert names(asked(strong)) == {"Example laboratory", "Hidden station"}


def test_its_owner_is_told_on_which_day_it_was_last_used_and_that_is_written_once_a_day(laid):
    found = account()
    _uid, word = password(found)
    assert asked("aaaaaa-aaaaaa-aaaaaa-aaaaaa").status_code == 401
    assert [line.used_on for line in devices_of(found, on=localdate())] == [None]
    for _ in range(2):
        assert asked(word).status_code == 200
    assert [line.used_on for line in devices_of(found, on=localdate())] == [localdate()]
    assert len(journal.acts(owners=None, word_prefix="people.device.used", limit=5)) == 1


def test_a_node_that_only_reads_gives_the_map_all_the_same(laid, monkeypatch, caplog):
    found = account()
    _uid, word = password(found)
    monkeypatch.setattr(standing, "why_closed", lambda: Why.MAINTENANCE)
    with caplog.at_level("INFO", "kerege.security"):
        assert names(asked(word)) == {"Example laboratory", "Hidden station"}
    assert [line.used_on for line in devices_of(found, on=localdate())] == [None]
    assert "use of a device not kept" in caplog.messages


def test_a_program_acts_as_nobody_and_a_session_beside_it_is_not_looked_at(laid):
    found = account(owner="KGZ")
    _uid, word = password(found)
    focal = people.open_account(by=SYSTEM, email="focal@example.org", name="F", password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=focal, role="laboratory_head", owner="KAZ", start=date(2020, 1, 1))
    client = Client()
    client.force_login(focal)
    assert names(client.get(ITEMS)) == {"Example laboratory", "Hidden station"}
    assert names(asked(word, client=client)) == {"Example laboratory"}


def test_what_a_device_may_do_is_one_of_a_list(laid):
    with pytest.raises(Refusal) as refused:
        password(account(), scope="everything")
    assert (refused.value.code, refused.value.field) == ("people.unknown_device_scope", "scope")
    assert Account.objects.count() == 1


def test_the_description_says_that_a_password_is_taken(laid):
    told = Client().get("/api/ogc/openapi.json").json()
    assert told["components"]["securitySchemes"] == {"device": {"type": "http", "scheme": "basic"}}
    assert told["security"] == [{}, {"device": []}]
