"""A role is held exactly while its period, its seat and the term of the account's person hold."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.journal.actions import act
from kerege.people import actions, queries
from kerege.people.models import Account, Person, RoleGrant, Seat, SeatTerm
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.people.words import Role

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
ends = st.none() | st.integers(1, 7)


@st.composite
def periods(draw):
    start = draw(st.integers(0, 6))
    end = draw(st.none() | st.integers(start + 1, 7))
    return DAYS[start], None if end is None else DAYS[end]


grants = st.tuples(
    st.sampled_from([None, 0, 1]), st.sampled_from([None, 0, 1]), st.booleans(), st.booleans(), periods()
).filter(lambda g: g[0] is not None or g[1] is not None)
terms = st.tuples(st.integers(0, 1), st.integers(0, 1), st.sampled_from(["holder", "deputy"]), periods())


def holds(period, day):
    return period[0] <= day and (period[1] is None or day < period[1])


def sits(terms, seat, person, capacity, day):
    return any(t[0] == seat and t[1] == person and t[2] == capacity and holds(t[3], day) for t in terms)


def expected(world, account, day):
    """The oracle: which grants (by number) an account holds, straight from the sentence at the top of this file."""
    linked, seat_ends, granted, terms = world
    found = set()
    for number, (who, seat, deputies, withdrawn, period) in enumerate(granted):
        if withdrawn or not holds(period, day) or (who is not None and who != account):
            continue
        if seat is None:
            found.add(number)
            continue
        exists = seat_ends[seat] is None or day < DAYS[seat_ends[seat]]
        capacities = ["holder", "deputy"] if deputies else ["holder"]
        if exists and linked[account] and any(sits(terms, seat, account, c, day) for c in capacities):
            found.add(number)
    return found


def lay(world):
    """Two accounts, two persons, two seats; person n signs in with account n where the two are linked."""
    linked, seat_ends, granted, terms = world
    roles = list(Role)
    with act("tests.holding.laid", by=SYSTEM, about="holding"):
        people = [Person.objects.create(owner="KAZ", key=f"p{n}", name=f"P{n}") for n in range(2)]
        seats = [
            Seat.objects.create(
                key=f"s{n}",
                kind="other",
                title=f"S{n}",
                owner="KAZ",
                mandate="Order",
                mandate_on=FIRST,
                end=None if end is None else DAYS[end],
            )
            for n, end in enumerate(seat_ends)
        ]
        accounts = []
        for n, is_linked in enumerate(linked):
            accounts.append(
                Account.objects.create(email=f"{n}@example.org", name=str(n), person=people[n] if is_linked else None)
            )
        for number, (who, seat, deputies, withdrawn, (start, end)) in enumerate(granted):
            RoleGrant.objects.create(
                account=None if who is None else accounts[who],
                seat=None if seat is None else seats[seat],
                deputies=deputies,
                withdrawn=withdrawn,
                role=roles[number],
                owner="KAZ",
                start=start,
                end=end,
            )
        for seat, person, capacity, (start, end) in terms:
            SeatTerm.objects.create(
                seat=seats[seat], person=people[person], capacity=capacity, start=start, end=end, owner="KAZ"
            )
    return accounts, roles


def one_open_term(terms):
    """What the table itself keeps: at most one term without an end for a seat and capacity."""
    open_ones = [(t[0], t[2]) for t in terms if t[3][1] is None]
    return len(open_ones) == len(set(open_ones))


worlds = st.tuples(
    st.tuples(st.booleans(), st.booleans()),
    st.tuples(ends, ends),
    st.lists(grants, min_size=1, max_size=4),
    st.lists(terms, max_size=4).filter(one_open_term),
)


@pytest.mark.sqlite_alone
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_a_role_is_held_on_the_days_of_the_oracle_and_no_other(world):
    with transaction.atomic():
        accounts, roles = lay(world)
        number_of = {role: n for n, role in enumerate(roles)}
        for (n, account), day in product(enumerate(accounts), DAYS):
            actor = queries.actor_for(account, on=day, strong=True)
            assert {number_of[g.role] for g in actor.grants} == expected(world, n, day)
        for number, day in product(range(len(world[2])), DAYS):
            holding = {a.email for a in queries.holders(roles[number], on=day)}
            assert holding == {f"{n}@example.org" for n in range(2) if number in expected(world, n, day)}
        transaction.set_rollback(True)


# -- one story ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def seat(db):
    for key in ("anna", "bela"):
        actions.record_person(by=SYSTEM, owner="KAZ", key=key, name=key.title())
    actions.create_seat(
        by=SYSTEM, owner="KAZ", key="nfp", kind="focal_point", title="NFP", mandate="Order 1", mandate_on=FIRST
    )
    actions.appoint(by=SYSTEM, seat="nfp", person="anna", capacity="holder", start=FIRST, end=DAYS[4])
    actions.appoint(by=SYSTEM, seat="nfp", person="bela", capacity="holder", start=DAYS[4])


def opened(key):
    account = actions.open_account(by=SYSTEM, email=f"{key}@example.org", name=key, password="a long password")
    return actions.link_person(by=SYSTEM, account=account, person=key)


def roles(account, day):
    return [(g.role, g.owner) for g in queries.actor_for(account, on=day, strong=True).grants]


def test_a_seats_role_passes_from_the_holder_to_the_next_without_anybody_doing_anything(seat):
    anna, bela = opened("anna"), opened("bela")
    actions.grant_role(by=SYSTEM, role="focal_point", owner="KAZ", start=FIRST, seat="nfp")
    focal = (Role.FOCAL_POINT, "KAZ")
    assert [roles(anna, d) for d in (DAYS[3], DAYS[4])] == [[focal], []]
    assert [roles(bela, d) for d in (DAYS[3], DAYS[4])] == [[], [focal]]
    assert [[a.email for a in queries.holders(Role.FOCAL_POINT, on=d)] for d in (DAYS[3], DAYS[4])] == [
        ["anna@example.org"],
        ["bela@example.org"],
    ]


def test_a_role_of_an_account_on_a_seat_ends_with_the_term_and_passes_to_nobody(seat):
    anna, bela = opened("anna"), opened("bela")
    actions.grant_role(by=SYSTEM, role="reviewer", owner="KAZ", start=FIRST, account=anna, seat="nfp")
    assert [roles(anna, d) for d in (DAYS[3], DAYS[4])] == [[(Role.REVIEWER, "KAZ")], []]
    assert roles(bela, DAYS[5]) == []


def test_a_closed_account_holds_nothing_whatever_its_seat(seat):
    anna = opened("anna")
    actions.grant_role(by=SYSTEM, role="focal_point", owner="KAZ", start=FIRST, seat="nfp")
    actions.deactivate(by=SYSTEM, account=anna, reason="Left", today=DAYS[1])
    assert queries.actor_for(anna, on=DAYS[1], strong=True) == ANONYMOUS
    assert queries.holders(Role.FOCAL_POINT, on=DAYS[1]) == []


def test_the_same_role_by_two_ways_is_one_role(seat):
    anna = opened("anna")
    actions.grant_role(by=SYSTEM, role="focal_point", owner="KAZ", start=FIRST, seat="nfp")
    actions.grant_role(by=SYSTEM, role="focal_point", owner="KAZ", start=FIRST, account=anna)
    assert roles(anna, DAYS[1]) == [(Role.FOCAL_POINT, "KAZ")]
    assert roles(anna, DAYS[5]) == [(Role.FOCAL_POINT, "KAZ")]


def test_asking_for_one_account_costs_two_queries(seat, django_assert_num_queries):
    anna = opened("anna")
    actions.grant_role(by=SYSTEM, role="focal_point", owner="KAZ", start=FIRST, seat="nfp")
    with django_assert_num_queries(2):
        assert queries.actor_for(anna, on=DAYS[1], strong=True).grants
