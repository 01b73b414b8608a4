"""Who reads whose acts: an auditor of a country, one of the region, a focal point, everybody else."""

from datetime import date

import pytest
from django.test import Client

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as accounts
from kerege.people.rules import SYSTEM, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.sharing import actions, queries
from kerege.sharing.rules import imagined, viewer_of
from tests.web.signing import has_proved

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
OWNERS = ("KAZ", "UZB", "REG", "")
READING = {Role.AUDITOR, Role.FOCAL_POINT, Role.SECRETARIAT}
ELSE = sorted(set(Role) - READING)


@pytest.fixture
def written(db):
    """One act of each owner, and one of nobody: the reference data's. Their subjects by owner."""
    for key in ("KAZ", "UZB", "REG"):
        actions.record_node(by=SYSTEM, key=key)
    subjects = {owner: str(new_uid()) for owner in OWNERS}
    for owner, about in subjects.items():
        with act("tests.trial.written", by=SYSTEM, owner=owner, about=about) as done:
            done.note(told=f"by {owner or 'nobody'}")
    return subjects


def reader(*grants: tuple[Role, str]):
    return viewer_of(uid="u", name="u", grants=tuple(Grant(role, owner) for role, owner in grants))


def owners_read(viewer) -> list[str]:
    return sorted({line.owner for line in queries.acts(viewer, word_prefix="tests.trial.")})


def refusal(viewer) -> str:
    with pytest.raises(Refusal) as refused:
        queries.acts(viewer)
    return refused.value.code


@pytest.mark.parametrize("role", sorted(READING))
def test_of_a_country_the_own_acts_alone_are_read(written, role):
    assert owners_read(reader((role, "KAZ"))) == ["KAZ"]
    assert owners_read(reader((role, "UZB"))) == ["UZB"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECRETARIAT])
def test_of_the_region_its_acts_and_the_reference_data_are_read_and_no_countrys(written, role):
    assert owners_read(reader((role, "REG"))) == ["", "REG"]


@pytest.mark.parametrize("owner", ["KAZ", "REG"])
@pytest.mark.parametrize("role", ELSE)
def test_every_other_role_is_refused(written, role, owner):
    assert refusal(reader((role, owner))) == "sharing.journal_forbidden"


def test_nobody_is_refused(written):
    assert refusal(PUBLIC) == "sharing.journal_forbidden"
    assert refusal(reader()) == "sharing.journal_forbidden"


def test_who_audits_two_reads_both_and_no_third(written):
    assert owners_read(reader((Role.AUDITOR, "KAZ"), (Role.AUDITOR, "UZB"))) == ["KAZ", "UZB"]


def test_clearance_of_another_role_opens_no_journal(written):
    """A laboratory head of Uzbekistan reads its national records; the journal that they audit is of Kazakhstan."""
    both = reader((Role.AUDITOR, "KAZ"), (Role.LABORATORY_HEAD, "UZB"))
    assert both.clearance_for("UZB") >= both.clearance_for("KAZ")
    assert owners_read(both) == ["KAZ"]


def test_asking_for_a_subject_finds_none_of_anothers_acts(written):
    auditor = reader((Role.AUDITOR, "KAZ"))
    found = {owner: len(queries.acts(auditor, about=subject)) for owner, subject in written.items()}
    assert found == {"KAZ": 1, "UZB": 0, "REG": 0, "": 0}


def test_going_back_page_by_page_stays_within(written):
    last = queries.acts(reader((Role.AUDITOR, "REG")))[0].seq
    earlier = queries.acts(reader((Role.AUDITOR, "KAZ")), before=last + 1)
    assert {line.owner for line in earlier} == {"KAZ"}


@pytest.mark.parametrize(
    ("role", "owner", "read"),
    [(Role.AUDITOR, "KAZ", ["KAZ"]), (Role.AUDITOR, "UZB", []), (Role.SECRETARIAT, "REG", [])],
)
def test_who_looks_as_an_auditor_reads_no_journal_but_the_own(written, role, owner, read):
    focal_point = reader((Role.FOCAL_POINT, "KAZ"))
    assert owners_read(queries.viewer_as(focal_point, role=role, owner=owner, on=TODAY)) == read
    assert owners_read(imagined(role, owner)) != [], "nobody could have read more"


@pytest.mark.parametrize("role", [Role.LEARNER, Role.TRAINER])
def test_who_looks_as_somebody_without_journals_reads_none(written, role):
    looking = queries.viewer_as(reader((Role.FOCAL_POINT, "KAZ")), role=role, owner="KAZ", on=TODAY)
    assert refusal(looking) == "sharing.journal_forbidden"


# -- accounts: days, second factors, the page --------------------------------------------------------------------------


@pytest.fixture
def auditor(written):
    account = people.open_account(by=SYSTEM, email="auditor@example.org", name="Auditor", password="kerege-demo-2026")
    people.grant_role(
        by=SYSTEM,
        account=account,
        role=Role.AUDITOR,
        owner="KAZ",
        start=date(2026, 1, 1),
        end=date(2026, 12, 1),
    )
    return accounts.account("auditor@example.org")


@pytest.mark.parametrize(
    ("on", "reads"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_a_journal_is_read_from_the_first_day_of_the_role_to_the_day_before_its_end(auditor, on, reads):
    viewer = queries.viewer_for(auditor, on=on, strong=True)
    assert (owners_read(viewer) if reads else refusal(viewer)) == (["KAZ"] if reads else "sharing.journal_forbidden")


def page(client: Client):
    return client.get("/journal/?word=tests.trial")


def test_the_page_shows_the_own_acts_with_what_they_tell_and_no_others(auditor):
    client = Client()
    people.grant_role(by=SYSTEM, account=auditor, role=Role.AUDITOR, owner="KAZ", start=date(2020, 1, 1))
    client.force_login(auditor)
    has_proved(client, auditor)
    told = page(client)
    assert told.status_code == 200
    text = told.content.decode()
    assert [owner for owner in OWNERS if f"by {owner or 'nobody'}" in text] == ["KAZ"]


def test_the_page_refuses_everybody_else_and_tells_of_no_act(auditor):
    learner = people.open_account(by=SYSTEM, email="l@example.org", name="Learner", password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=learner, role=Role.LEARNER, owner="KAZ", start=date(2020, 1, 1))
    for account in (None, learner):
        client = Client()
        if account:
            client.force_login(account)
            has_proved(client, account)
        told = page(client)
        assert told.status_code == 403
        assert [owner for owner in OWNERS if f"by {owner or 'nobody'}" in told.content.decode()] == []
