"""Accounts on the pages: who sees which, every change, what is refused, and that a change wants a fresh proof."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.people import actions, queries
from kerege.people.models import Account
from kerege.people.rules import Actor
from tests.house import texts
from tests.web.signing import signed_in

LIST = "/people/accounts/"


def account(who):
    return Account.objects.get(email=f"{who}@example.org")


def page_of(who):
    return f"{LIST}{account(who).uid}/"


def shown(answer):
    return texts.in_one_line(texts.of_answer(answer))


def roles(who, on=None):
    return queries.actor_for(account(who), on=on or localdate(), strong=True).roles


def test_the_administrator_sees_all_accounts_and_a_focal_point_those_of_the_country(demo_world):
    everybody = shown(signed_in("administrator").get(LIST))
    for who in ("trainer", "focal.point.kgz", "donor", "successor.kaz"):
        assert f"{who}@example.org" in everybody
    own = shown(signed_in("focal.point.kaz").get(LIST))
    assert "trainer@example.org" in own
    assert "successor.kaz@example.org" in own
    for who in ("focal.point.kgz", "donor", "administrator", "learner"):
        assert f"{who}@example.org" not in own


def test_the_administrator_sees_with_which_provider_an_account_signs_in_and_not_as_whom(demo_world):
    page = page_of("trainer")
    assert "Also signs in with" not in shown(signed_in("administrator").get(page))
    trainer = account("trainer")
    facts = {"provider": "moh", "subject": "digest-of-a-subject", "label": "somebody@ministry.example"}
    actions.link_identity(by=Actor(uid=str(trainer.uid), name=trainer.name), account=trainer, **facts)
    told = shown(signed_in("administrator").get(page))
    assert "Also signs in with moh (linked " in told
    assert facts["subject"] not in told
    assert facts["label"] not in told


@pytest.mark.parametrize("who", ["", "donor", "secretariat", "auditor", "trainer"])
def test_nobody_else_sees_accounts(demo_world, who):
    client = signed_in(who) if who else Client()
    assert client.get(LIST).status_code == 403
    assert client.get(page_of("trainer")).status_code == 403
    assert client.post(page_of("trainer"), {"do": "sessions"}).status_code == 403


def test_a_list_filters_sorts_and_leaves_as_a_file(demo_world):
    admin = signed_in("administrator")
    reviewers = shown(admin.get(LIST, {"role": "reviewer"}))
    assert "reviewer@example.org" in reviewers
    assert "donor@example.org" not in reviewers
    kgz = shown(admin.get(LIST, {"owner": "KGZ"}))
    assert "focal.point.kgz@example.org" in kgz
    assert "focal.point.kaz@example.org" not in kgz
    ordered = [shown(admin.get(LIST, {"sort": key})) for key in ("email", "-email")]
    assert [t.index("administrator@") < t.index("trainer@example") for t in ordered] == [True, False]
    for format in ("csv", "xlsx", "pdf", "json"):
        assert "focal.point.kgz@example.org" in shown(admin.get(LIST, {"format": format, "owner": "KGZ"}))


def test_a_role_is_given_for_a_time_and_ended(demo_world):
    today, focal = localdate(), signed_in("focal.point.kaz")
    address = page_of("trainer")
    given = {"grant-role": "reviewer", "grant-owner": "KAZ", "grant-start": today, "grant-end": today + timedelta(9)}
    assert focal.post(address, {"do": "grant", **given}).status_code == 302
    assert (roles("trainer"), roles("trainer", today + timedelta(9))) == ({"trainer", "reviewer"}, {"trainer"})
    grant = account("trainer").grants.get(role="reviewer")
    focal.post(address, {"do": "end", "end-grant": str(grant.uid), "end-on": today + timedelta(2)})
    assert roles("trainer", today + timedelta(2)) == {"trainer"}
    assert "Reviewer, KAZ" in shown(focal.get(address)), "what was held stays in the history"


def test_a_role_on_a_seat_waits_for_its_person(demo_world):
    admin, address = signed_in("administrator"), page_of("successor.kaz")
    given = {"grant-role": "focal_point", "grant-owner": "KAZ", "grant-seat": "DEMO-NFP-KAZ"}
    admin.post(address, {"do": "grant", "grant-start": localdate(), **given})
    assert roles("successor.kaz") == {"biosafety_officer"}
    assert "not held" in shown(admin.get(address))


REVIEWER = {"do": "grant", "grant-role": "reviewer", "grant-owner": "KAZ"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({**REVIEWER, "grant-role": "auditor"}, "Your own role may not give"),
        ({**REVIEWER, "grant-owner": "UZB"}, "Your roles do not allow this for UZB"),
        ({**REVIEWER, "grant-start": ""}, "required"),
        (
            {"do": "grant", "grant-role": "reviewer", "grant-owner": "KAZ", "grant-seat": "DEMO-NFP-KAZ"},
            "Link the account",
        ),
        ({"do": "link", "link-person": "DEMO-KAZ-S1"}, "has an account already"),
        ({"do": "link", "link-person": "NONE"}, "There is no person"),
        ({"do": "close", "close-reason": ""}, "Something has to stand here"),
        ({"do": "end", "end-grant": "nothing", "end-on": "2026-12-01"}, "There is no role"),
        ({"do": "nonsense"}, "Demo trainer"),
    ],
)
def test_what_is_refused_stands_at_its_form(demo_world, typed, sentence):
    typed = {"grant-start": str(localdate())} | typed if typed["do"] == "grant" else typed
    answer = signed_in("focal.point.kaz").post(page_of("trainer"), typed)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert roles("trainer") == {"trainer"}


def test_an_account_is_linked_closed_and_opened_again(demo_world):
    admin, trainer = signed_in("administrator"), signed_in("trainer")
    address = page_of("trainer")
    signed_in("focal.point.kaz").post(address, {"do": "link", "link-person": "DEMO-KAZ-T1"})
    assert account("trainer").person_id is not None
    assert "Yerlan Baidaulet" in shown(signed_in("focal.point.kaz").get(address))
    admin.post(address, {"do": "unlink"})
    assert account("trainer").person_id is None
    admin.post(address, {"do": "close", "close-reason": "On leave"})
    assert trainer.get("/account/password/change/").status_code == 302
    assert "closed" in shown(admin.get(LIST, {"state": "closed"}))
    admin.post(address, {"do": "reactivate"})
    assert roles("trainer") == {"trainer"}
    again = signed_in("trainer")
    admin.post(address, {"do": "sessions"})
    assert again.get("/account/password/change/").status_code == 302


def test_nobody_gives_themselves_a_role_and_the_last_administrator_stays(demo_world):
    admin, address = signed_in("administrator"), page_of("administrator")
    own = shown(admin.get(address))
    assert "This is your own account" in own
    assert "Give the role" not in own
    given = {"grant-role": "focal_point", "grant-owner": "KAZ", "grant-start": localdate()}
    assert "Nobody changes what their own account may do" in shown(admin.post(address, {"do": "grant", **given}))
    grant = account("administrator").grants.get()
    answer = admin.post(address, {"do": "end", "end-grant": str(grant.uid), "end-on": localdate()})
    assert "Afterwards nobody would administer this node" in shown(answer)
    assert roles("administrator") == {"node_administrator"}


def test_a_change_wants_a_proof_that_is_not_old(demo_world):
    old = signed_in("administrator", minutes_ago=11)
    assert old.get(page_of("trainer")).status_code == 200
    assert old.post(page_of("trainer"), {"do": "close", "close-reason": "x"}).status_code == 403
    assert account("trainer").is_active
