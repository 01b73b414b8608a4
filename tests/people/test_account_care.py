"""Who may change what accounts may do: links to persons, closing, ending roles, and the last administrator."""

from datetime import date

import pytest
from django.test import Client

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.models import Account
from kerege.people.rules import SYSTEM, WORKING, Actor, Grant, grantable, manages
from kerege.people.words import Role

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 5, 1), date(2026, 6, 1)
ROOT = Actor("root", "Root", (Grant(Role.NODE_ADMINISTRATOR, "REG"),))
FOCAL = Actor("focal", "Focal", (Grant(Role.FOCAL_POINT, "KAZ"),))
NOBODY = Actor("nobody", "Nobody", (Grant(Role.AUDITOR, "KAZ"),))


def opened(name, role="", owner="KAZ", end=None):
    account = actions.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="a long password")
    if role:
        actions.grant_role(by=SYSTEM, account=account, role=role, owner=owner, start=date(2026, 1, 1), end=end)
    return account


def person(key, owner="KAZ"):
    return actions.record_person(by=SYSTEM, owner=owner, key=key, name=key.title())


def seat(owner="KAZ"):
    return actions.create_seat(
        by=SYSTEM,
        owner=owner,
        key=f"nfp-{owner.lower()}",
        kind="focal_point",
        title="NFP",
        mandate="Order 1",
        mandate_on=date(2020, 1, 1),
    )


def of(account):
    """The actor that an account is on the day."""
    return queries.actor_for(Account.objects.get(id=account.id), on=DAY, strong=True)


def refusal(call, **given):
    before = journal.verify().acts
    with pytest.raises(Refusal) as refused:
        call(**given)
    assert journal.verify().acts == before, "a refused action leaves no act"
    return refused.value.code


# -- who manages whom --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_who_gives_which_roles(role):
    of_country, of_node = Actor("u", "U", (Grant(role, "KAZ"),)), Actor("u", "U", (Grant(role, "REG"),))
    given = {Role.FOCAL_POINT: WORKING, Role.NODE_ADMINISTRATOR: frozenset(Role)}.get(role, frozenset())
    assert (grantable(of_country, "KAZ"), grantable(of_country, "UZB")) == (given, frozenset())
    everywhere = given if role == Role.NODE_ADMINISTRATOR else frozenset()
    assert (grantable(of_node, "KAZ"), manages(of_node, "KAZ")) == (everywhere, bool(everywhere))


def test_no_focal_point_gives_a_role_as_high_as_their_own():
    assert WORKING & {Role.FOCAL_POINT, Role.SECRETARIAT, Role.AUDITOR, Role.NODE_ADMINISTRATOR} == set()


# -- whose account -----------------------------------------------------------------------------------------------------


def test_an_account_is_a_persons_once_and_the_same_again_changes_nothing():
    person("anna")
    account = opened("anna")
    actions.link_person(by=FOCAL, account=account, person="anna")
    acts = journal.verify().acts
    actions.link_person(by=FOCAL, account=account, person="anna")
    assert (journal.verify().acts, account.person.key) == (acts, "anna")
    actions.unlink_person(by=FOCAL, account=account)
    actions.unlink_person(by=FOCAL, account=account)
    assert (journal.verify().acts, Account.objects.get().person) == (acts + 1, None)


@pytest.mark.parametrize(
    ("by", "key", "code"),
    [
        (FOCAL, "none", "people.unknown_key"),
        (NOBODY, "anna", "people.unknown_key"),
        (FOCAL, "dana", "people.unknown_key"),
        (FOCAL, "bela", "people.person_has_account"),
    ],
)
def test_what_linking_refuses(by, key, code):
    person("anna"), person("bela"), person("dana", "UZB")
    actions.link_person(by=SYSTEM, account=opened("bela"), person="bela")
    assert refusal(actions.link_person, by=by, account=opened("anna"), person=key) == code


def test_an_account_does_not_go_over_to_another_person():
    person("anna"), person("bela")
    account = actions.link_person(by=SYSTEM, account=opened("anna"), person="anna")
    assert refusal(actions.link_person, by=FOCAL, account=account, person="bela") == "people.account_has_person"
    assert refusal(actions.unlink_person, by=NOBODY, account=account) == "people.not_yours"


def test_nobody_makes_themselves_another_person_or_gives_themselves_a_role():
    person("anna")
    account = opened("root", "node_administrator", "REG")
    me = of(account)
    assert refusal(actions.link_person, by=me, account=account, person="anna") == "people.not_to_yourself"
    granted = {"role": "focal_point", "owner": "KAZ", "start": DAY, "account": account}
    assert refusal(actions.grant_role, by=me, **granted) == "people.not_to_yourself"
    assert refusal(actions.deactivate, by=me, account=account, reason="x", today=DAY) == "people.not_to_yourself"
    actions.link_person(by=SYSTEM, account=account, person="anna")
    assert refusal(actions.unlink_person, by=me, account=account) == "people.not_to_yourself"
    account.is_active = False
    account.save()
    assert refusal(actions.reactivate, by=me, account=account, today=DAY) == "people.not_to_yourself"


def test_a_role_on_a_seat_wants_a_seat_of_its_owner_and_an_account_with_a_person():
    seat(), seat("UZB")
    asked = {"by": ROOT, "role": "focal_point", "owner": "KAZ", "start": DAY}
    assert refusal(actions.grant_role, **asked, seat="nfp-uzb") == "people.seat_of_another_owner"
    account = opened("anna")
    assert refusal(actions.grant_role, **asked, seat="nfp-kaz", account=account) == "people.account_without_person"
    grant = actions.grant_role(**asked, seat="nfp-kaz")
    acts = journal.verify().acts
    assert actions.grant_role(**asked, seat="nfp-kaz").pk == grant.pk
    assert journal.verify().acts == acts
    assert actions.grant_role(**asked, seat="nfp-kaz", deputies=True).pk != grant.pk


# -- closing and opening -----------------------------------------------------------------------------------------------


def test_a_closed_account_is_signed_out_at_once_and_comes_back_with_its_roles():
    account = opened("anna", "reviewer")
    client = Client()
    client.force_login(account)
    assert client.get("/account/password/change/").status_code == 200
    actions.deactivate(by=FOCAL, account=account, reason="On leave", today=DAY)
    acts = journal.verify().acts
    actions.deactivate(by=FOCAL, account=account, reason="On leave", today=DAY)
    assert journal.verify().acts == acts
    assert client.get("/account/password/change/").status_code == 302
    assert of(account).grants == ()
    actions.reactivate(by=FOCAL, account=account, today=DAY)
    actions.reactivate(by=FOCAL, account=account, today=DAY)
    assert journal.verify().acts == acts + 1
    assert of(account).roles == {"reviewer"}
    assert client.get("/account/password/change/").status_code == 302, "the old session does not come back"


def test_who_may_not_close_an_account():
    officer, focal, stranger = opened("officer", "reviewer"), opened("nfp", "focal_point"), opened("s", "donor", "REG")
    bare = opened("bare")
    close = {"call": actions.deactivate, "reason": "x", "today": DAY}
    assert refusal(**close, by=NOBODY, account=officer) == "people.not_yours"
    assert refusal(**close, by=FOCAL, account=focal) == "people.role_not_yours"
    assert refusal(**close, by=FOCAL, account=stranger) == "people.not_yours"
    assert refusal(**close, by=FOCAL, account=bare) == "people.not_yours"
    assert refusal(**{**close, "reason": " "}, by=FOCAL, account=officer) == "text.empty"
    assert refusal(actions.reactivate, by=FOCAL, account=focal, today=DAY) == "people.role_not_yours"
    for account in (officer, focal, stranger, bare):
        actions.deactivate(by=ROOT, account=account, reason="Left", today=DAY)
    assert not Account.objects.filter(is_active=True).exists()


def test_a_role_that_begins_only_later_is_asked_too():
    account = opened("anna", "reviewer")
    actions.grant_role(by=SYSTEM, account=account, role="auditor", owner="REG", start=LATER)
    closing = {"by": FOCAL, "account": account, "reason": "x", "today": DAY}
    assert refusal(actions.deactivate, **closing) == "people.not_yours"


def test_everybody_ends_their_own_sessions_and_no_strangers():
    account = opened("anna", "reviewer")
    first, second = Client(), Client()
    first.force_login(account)
    actions.end_sessions(by=of(account), account=account, today=DAY)
    second.force_login(account)
    assert [c.get("/account/password/change/").status_code for c in (first, second)] == [302, 200]
    assert refusal(actions.end_sessions, by=NOBODY, account=account, today=DAY) == "people.not_yours"


def test_everybody_gets_new_addresses_for_their_own_calendars_and_stays_signed_in():
    account = opened("anna", "reviewer")
    here = Client()
    here.force_login(account)
    before = queries.calendar_rounds(str(account.uid))
    actions.renew_calendars(by=of(account), account=account)
    assert (before, queries.calendar_rounds(str(account.uid))) == ((0,), (0, 1))
    assert here.get("/account/password/change/").status_code == 200
    for other in (NOBODY, FOCAL, SYSTEM):
        assert refusal(actions.renew_calendars, by=other, account=account) == "people.not_your_account"
    Account.objects.filter(id=account.id).update(is_active=False)
    assert (queries.calendar_rounds(str(account.uid)), queries.calendar_rounds("nobody")) == (None, None)


@pytest.mark.parametrize(("ends", "status"), [(date(2020, 1, 1), 302), (date(2100, 1, 1), 200)])
def test_sessions_end_on_a_day_when_it_comes(ends, status):
    account = opened("anna", "reviewer")
    client = Client()
    client.force_login(account)
    Account.objects.filter(id=account.id).update(sessions_end_on=ends)
    assert client.get("/account/password/change/").status_code == status
    client.force_login(Account.objects.get(id=account.id))
    assert client.get("/account/password/change/").status_code == 200, "whoever signs in on or after the day stays in"


# -- ending roles ------------------------------------------------------------------------------------------------------


def test_a_role_ends_on_a_day_and_one_that_never_began_is_withdrawn():
    account = opened("anna")
    asked = {"by": FOCAL, "account": account, "owner": "KAZ", "start": DAY}
    review, train = (actions.grant_role(**asked, role=r) for r in ("reviewer", "trainer"))
    actions.end_role(by=FOCAL, grant=str(review.uid), on=LATER)
    actions.end_role(by=FOCAL, grant=str(train.uid), on=DAY)
    acts = journal.verify().acts
    actions.end_role(by=FOCAL, grant=str(review.uid), on=LATER)
    actions.end_role(by=FOCAL, grant=str(train.uid), on=DAY)
    assert journal.verify().acts == acts
    assert [queries.actor_for(account, on=d, strong=True).roles for d in (DAY, LATER)] == [{"reviewer"}, set()]
    again = actions.grant_role(**asked, role="trainer")
    assert again.pk != train.pk, "a role that was withdrawn is given anew"


def test_what_ending_a_role_refuses():
    account = opened("nfp", "focal_point")
    (grant,) = account.grants.all()
    end = {"call": actions.end_role, "grant": str(grant.uid), "on": LATER}
    assert refusal(**{**end, "grant": "0" * 36}, by=ROOT) == "people.unknown_key"
    assert refusal(**end, by=NOBODY) == "people.not_yours"
    assert refusal(**end, by=FOCAL) == "people.role_not_yours"
    actions.end_role(by=of(account), grant=str(grant.uid), on=LATER)
    assert queries.actor_for(account, on=LATER, strong=True).grants == ()


# -- the last administrator --------------------------------------------------------------------------------------------


def administer(name, end=None):
    account = opened(name, "node_administrator", "REG", end=end)
    return account, str(account.grants.get().uid)


def test_the_last_administrator_of_the_node_stays():
    first, role = administer("first")
    assert refusal(actions.end_role, by=of(first), grant=role, on=LATER, today=DAY) == "people.last_administrator"
    assert refusal(actions.end_role, by=SYSTEM, grant=role, on=DAY, today=DAY) == "people.last_administrator"
    closing = {"by": SYSTEM, "account": first, "reason": "x", "today": DAY}
    assert refusal(actions.deactivate, **closing) == "people.last_administrator"
    assert Account.objects.get().is_active
    administer("second")
    actions.end_role(by=of(first), grant=role, on=LATER, today=DAY)


@pytest.mark.parametrize("other", ["ends", "closed", "country"])
def test_another_administrator_who_does_not_last_is_none(other):
    first, role = administer("first")
    second, _ = administer("second", end=date(2027, 1, 1) if other == "ends" else None)
    if other == "closed":
        actions.deactivate(by=of(first), account=second, reason="Left", today=DAY)
    if other == "country":
        second.grants.all()
        actions.end_role(by=of(first), grant=str(second.grants.get().uid), on=DAY, today=DAY)
        actions.grant_role(by=SYSTEM, account=second, role="node_administrator", owner="KAZ", start=DAY)
    assert refusal(actions.end_role, by=of(first), grant=role, on=LATER, today=DAY) == "people.last_administrator"
