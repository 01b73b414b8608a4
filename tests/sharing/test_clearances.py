"""From roles to clearance: every role, in a table that is written down here once more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import MAY, Grant
from kerege.people.words import Deed, Role
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import narrowed
from kerege.sharing.rules import OTHERS, OWN, imagined, journal_owners, viewer_of
from kerege.sharing.words import MEANINGS, SENSITIVITIES

pytestmark = pytest.mark.nodb
P, R, N, X = Sensitivity

TABLE = {
    # role: (records of its own owner, records of all others, acts of its own owner in full)
    Role.PUBLIC: (P, P, False),
    Role.LEARNER: (P, P, False),
    Role.DONOR: (P, P, False),
    Role.TRAINER: (R, R, False),
    Role.MASTER_TRAINER: (N, R, False),
    Role.BIOSAFETY_OFFICER: (N, R, False),
    Role.LABORATORY_HEAD: (N, R, False),
    Role.LEGAL_DRAFTER: (N, R, False),
    Role.REVIEWER: (N, R, False),
    Role.TRAINING_CENTRE_MANAGER: (N, R, False),
    Role.EXERCISE_DIRECTOR: (N, R, False),
    Role.FOCAL_POINT: (X, R, True),
    Role.SECRETARIAT: (X, R, True),
    Role.AUDITOR: (N, R, True),
    Role.NODE_ADMINISTRATOR: (R, P, False),
}
grants = st.lists(st.builds(Grant, st.sampled_from(Role), st.sampled_from(["REG", "KAZ", "UZB"])), max_size=4)


def of(*held):
    return viewer_of(uid="u", name="U", grants=held)


def test_the_table_has_every_role():
    assert set(TABLE) == set(Role) == set(OWN) == set(OTHERS)
    assert set(SENSITIVITIES) == set(MEANINGS) == set(Sensitivity)


@pytest.mark.parametrize("role", Role)
def test_a_role_reads_what_the_table_says(role):
    own, others, journal = TABLE[role]
    viewer = of(Grant(role, "KAZ"))
    assert (viewer.clearance_for("KAZ"), viewer.clearance_for("UZB")) == (own, others)
    assert journal_owners(viewer) == (frozenset({"KAZ"}) if journal else None)


def test_without_a_role_one_reads_what_the_public_reads():
    viewer = of()
    assert [viewer.clearance_for(o) for o in ("REG", "KAZ")] == [PUBLIC.clearance_for("KAZ")] * 2 == [P, P]
    assert journal_owners(viewer) is None
    assert not viewer.is_anonymous


@given(grants)
def test_several_roles_read_what_the_highest_reads_owner_by_owner(held):
    viewer = of(*held)
    for owner in ("REG", "KAZ", "UZB", "KGZ"):
        expected = max((TABLE[g.role][0 if g.owner == owner else 1] for g in held), default=P)
        assert viewer.clearance_for(owner) == expected


def test_clearance_in_one_country_reads_no_journal_there():
    """An auditor of one country who heads a laboratory in another is no auditor of the other."""
    viewer = of(Grant(Role.AUDITOR, "KAZ"), Grant(Role.LABORATORY_HEAD, "UZB"))
    assert viewer.clearance_for("UZB") == N
    assert journal_owners(viewer) == frozenset({"KAZ"})


def test_the_regions_journal_includes_reference_data():
    assert journal_owners(of(Grant(Role.AUDITOR, "REG"))) == frozenset({"REG", ""})


@given(grants, st.sampled_from(Role), st.sampled_from(["REG", "KAZ", "UZB", "KGZ"]))
def test_imagining_a_role_never_widens_what_one_reads(held, role, owner):
    real, as_role = of(*held), imagined(role, owner)
    seen_as = narrowed(as_role, real)
    for someone in ("REG", "KAZ", "UZB", "KGZ", "TJK"):
        assert seen_as.clearance_for(someone) == min(real.clearance_for(someone), as_role.clearance_for(someone))
    assert seen_as.roles == as_role.roles
    assert (journal_owners(seen_as) or frozenset()) <= (journal_owners(as_role) or frozenset())


def test_those_who_read_journals_are_those_who_may():
    assert {role for role, row in TABLE.items() if row[2]} == MAY[Deed.READ_JOURNAL]
