"""What nobody holds any more is named: roles, accounts and tasks, each with the reason; and nothing else is."""

from datetime import date

import pytest

from kerege.journal.actions import act
from kerege.people import actions, queries
from kerege.people.rules import SYSTEM
from kerege.people.words import ORPHANED, Orphaned
from kerege.records.viewers import PUBLIC
from tests.people import seated
from tests.people.seated import BEGAN, DAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _laid(db):
    seated.lay()


def found(on=TODAY, **asked):
    return [(o.kind, o.owner, o.seat, o.role, o.account) for o in queries.orphans(on=on, **asked)]


VACANT = (Orphaned.ROLE_ON_VACANT_SEAT, "KAZ", "nfp", "focal_point", "")


def test_a_filled_seat_with_its_role_leaves_nothing_to_nobody():
    assert found() == []


def test_a_role_on_a_vacant_seat_is_named_and_its_former_holder_without_a_role():
    actions.end_term(by=SYSTEM, seat="nfp", capacity="holder", on=TODAY)
    assert found() == [VACANT, (Orphaned.ACCOUNT_WITHOUT_ROLE, "KAZ", "", "", "anna@example.org")]
    assert found(on=date(2026, 1, 31)) == []
    assert found(owner="UZB") == []


def test_a_deputy_keeps_a_role_from_being_orphaned_only_where_the_grant_says_so():
    actions.end_term(by=SYSTEM, seat="nfp", capacity="holder", on=TODAY)
    account = actions.open_account(by=SYSTEM, email="bela@example.org", name="B", password="a long password")
    actions.link_person(by=SYSTEM, account=account, person="bela")
    assert VACANT in found()
    actions.grant_role(by=SYSTEM, role="reviewer", owner="KAZ", start=BEGAN, seat="nfp", deputies=True)
    assert [o[3] for o in found() if o[0] == Orphaned.ROLE_ON_VACANT_SEAT] == ["focal_point"]


def test_a_holder_without_an_account_cannot_use_the_role():
    seated.hand_over(follower=actions.Follower(person="bela"))
    told = (Orphaned.HOLDER_WITHOUT_ACCOUNT, "KAZ", "nfp", "focal_point", "")
    assert told in found(on=DAY)
    assert told not in found()


def test_an_account_on_a_seat_that_lost_its_person_is_named():
    on_seat = {"role": "reviewer", "owner": "KAZ", "start": BEGAN, "seat": "nfp"}
    actions.grant_role(by=SYSTEM, account=seated.account("anna"), **on_seat)
    actions.unlink_person(by=SYSTEM, account=seated.account("anna"))
    told = (Orphaned.ACCOUNT_WITHOUT_PERSON, "KAZ", "nfp", "reviewer", "anna@example.org")
    assert told in found()


def test_an_account_whose_roles_have_all_ended_is_named_until_it_is_closed():
    account = seated.account("dana")
    actions.grant_role(by=SYSTEM, role="trainer", owner="KAZ", start=BEGAN, end=TODAY, account=account)
    assert found() == [(Orphaned.ACCOUNT_WITHOUT_ROLE, "KAZ", "", "", "dana@example.org")]
    assert found(on=date(2026, 1, 31)) == []
    actions.deactivate(by=SYSTEM, account=account, reason="Left", today=TODAY)
    assert found() == []


def test_tasks_that_are_late_or_wait_at_a_vacant_seat():
    task = actions.set_task(by=SYSTEM, seat="nfp", title="Secret", due=date(2026, 2, 10), today=TODAY)
    late = (Orphaned.LATE_TASK, "KAZ", "nfp", "", "")
    assert (found(), found(on=date(2026, 2, 11))) == ([], [late])
    actions.end_term(by=SYSTEM, seat="nfp", capacity="holder", on=date(2026, 2, 11))
    waiting = (Orphaned.TASK_ON_VACANT_SEAT, "KAZ", "nfp", "", "")
    assert [o for o in found(on=date(2026, 2, 11)) if o[0] in {waiting[0], late[0]}] == [waiting, late]
    assert [o for o in found(on=date(2026, 2, 11), viewer=PUBLIC) if o[0] in {waiting[0], late[0]}] == []
    actions.drop_task(by=SYSTEM, task=str(task.uid), note="Over", today=date(2026, 2, 11))
    assert late not in found(on=date(2026, 2, 11))


def test_every_kind_has_a_sentence_that_its_orphan_fills():
    from dataclasses import asdict

    assert set(ORPHANED) == set(Orphaned)
    for kind, sentence in ORPHANED.items():
        assert "%(" not in sentence % asdict(queries.Orphan(kind, "KAZ"))


def test_a_withdrawn_role_is_nobodys_orphan():
    with act("tests.role.withdrawn", by=SYSTEM, about="role"):
        from kerege.people.models import RoleGrant

        RoleGrant.objects.update(withdrawn=True)
    actions.end_term(by=SYSTEM, seat="nfp", capacity="holder", on=TODAY)
    assert [o for o in found() if o[0] == Orphaned.ROLE_ON_VACANT_SEAT] == []
