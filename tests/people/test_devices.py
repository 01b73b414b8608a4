"""Passwords for one device: made and removed by the owner of the account, and over when they should be."""

from datetime import date, timedelta

import pytest

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.models import DevicePassword
from kerege.people.rules import SYSTEM, Actor

DAY = date(2026, 11, 1)


@pytest.fixture
def owner(db):
    return actions.open_account(by=SYSTEM, email="a@example.org", name="A", password="a-long-phrase-82")


def actor(account):
    return Actor(uid=str(account.uid), name=account.name)


def made(account, name="My phone", **more):
    return actions.add_device(by=actor(account), account=account, name=name, **({"strong": False, "today": DAY} | more))


def found(password, email="a@example.org", on=DAY, scope="forms"):
    return queries.device_of(email=email, password=password, scope=scope, on=on)


def code(deed, **told):
    with pytest.raises(Refusal) as caught:
        deed(**told)
    return caught.value.code


def test_the_password_is_long_kept_nowhere_and_opens_for_its_owner_alone(owner):
    uid, password = made(owner, strong=True)
    assert len(password.replace("-", "")) == 24
    row = DevicePassword.objects.get()
    assert password.replace("-", "") not in str(vars(row))
    assert (found(password).uid, found(password).account, found(password).strong) == (uid, owner, True)
    assert found(f" {password.upper().replace('-', ' ')} ", email=" A@Example.org").uid == uid
    assert [found(""), found(password[:-1]), found(password, email="b@example.org"), found(password, scope="x")] == (
        [None] * 4
    )
    told = journal.acts(owners=None, word_prefix="people.device", limit=5)
    assert [(each.word, each.facts) for each in told] == [("people.device.added", {"scope": "forms"})]


def test_it_is_over_with_its_year_its_sessions_and_its_account(owner):
    _, password = made(owner)
    assert found(password, on=DAY + actions.devices.LIVES - timedelta(days=1)) is not None
    assert found(password, on=DAY + actions.devices.LIVES) is None
    owner.sessions_end_on = DAY + timedelta(days=2)
    owner.save()
    assert [found(password, on=DAY + timedelta(days=n)) is None for n in (1, 2)] == [False, True]
    owner.sessions_end_on, owner.session_round = None, 1
    owner.save()
    assert found(password) is None
    assert [line.over for line in queries.devices_of(owner, on=DAY)] == [True]
    _, other = made(owner)
    assert found(other) is not None
    owner.is_active = False
    owner.save()
    assert found(other) is None


def test_a_device_that_was_removed_opens_nothing(owner):
    uid, password = made(owner)
    actions.remove_device(by=actor(owner), account=owner, device=uid)
    assert (found(password), queries.devices_of(owner, on=DAY)) == (None, [])
    for gone in (uid, "nonsense"):
        assert code(actions.remove_device, by=actor(owner), account=owner, device=gone) == "people.unknown_key"


def test_nobody_else_makes_removes_or_uses_one(owner):
    uid, password = made(owner)
    other = Actor(uid="0190b6a0-0000-7000-8000-000000000001", name="Other")
    for by in (other, SYSTEM, Actor(uid="", name="")):
        told = {"by": by, "account": owner}
        assert code(actions.add_device, **told, name="X", strong=False) == "people.not_your_account"
        assert code(actions.remove_device, **told, device=uid) == "people.not_your_account"
        assert code(actions.note_device_used, by=by, device=found(password)) == "people.not_your_account"


def test_ten_devices_and_a_name_are_enough(owner):
    for n in range(10):
        made(owner, name=f"Phone {n}")
    told = {"by": actor(owner), "account": owner, "strong": False}
    assert code(actions.add_device, **told, name="One more") == "people.too_many_devices"
    assert code(actions.add_device, **told, name=" ") == "text.empty"


def test_on_which_day_it_was_last_used_is_noted_once(owner):
    _, password = made(owner)
    for _ in range(2):
        actions.note_device_used(by=actor(owner), device=found(password), today=DAY)
    assert [line.used_on for line in queries.devices_of(owner, on=DAY)] == [DAY]
    assert len(journal.acts(owners=None, word_prefix="people.device.used", limit=5)) == 1
