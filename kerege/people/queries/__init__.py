"""Reading people: who acts, who sits where, which organisation came after which."""

from kerege.people.queries.account_care import AccountLine, RoleLine, managed_account, managed_accounts
from kerege.people.queries.accounts import (
    DemoAccount,
    account,
    account_of_address,
    actor_for,
    actor_with,
    answering_for,
    demo_accounts,
    grants_held,
    holders,
    without_factor,
)
from kerege.people.queries.entrance import InvitationLine, LostFactorLine, lost_factors, open_invitations
from kerege.people.queries.handovers import (
    HandoverLine,
    Protocol,
    Thing,
    addresses_of,
    everything_in_hand,
    handovers,
    in_hand,
    leaving_account,
    protocol,
)
from kerege.people.queries.holding import Sat, capacities_of, held, own_seats, places_of, sat, seat_keys, seats_sat_on
from kerege.people.queries.identities import IdentityLine, account_of_identity, identities_of, linked_counts
from kerege.people.queries.logos import logo
from kerege.people.queries.organisations import (
    OrganisationLine,
    organisation,
    organisation_keys,
    organisations,
    organisations_by_name,
    succession_links,
)
from kerege.people.queries.orphans import Orphan, orphans
from kerege.people.queries.persons import PersonLine, person_names, persons
from kerege.people.queries.pseudonyms import Erasure, actor_names, erasures, pseudonyms
from kerege.people.queries.roles import current, known_role
from kerege.people.queries.seats import SeatLine, Sitting, seats
from kerege.people.queries.tasks import TaskLine, task, tasks, tasks_of

__all__ = [
    "AccountLine",
    "DemoAccount",
    "Erasure",
    "HandoverLine",
    "IdentityLine",
    "InvitationLine",
    "LostFactorLine",
    "OrganisationLine",
    "Orphan",
    "PersonLine",
    "Protocol",
    "RoleLine",
    "Sat",
    "SeatLine",
    "Sitting",
    "TaskLine",
    "Thing",
    "account",
    "account_of_address",
    "account_of_identity",
    "actor_for",
    "actor_names",
    "actor_with",
    "answering_for",
    "addresses_of",
    "capacities_of",
    "organisation_keys",
    "own_seats",
    "seat_keys",
    "seats_sat_on",
    "current",
    "demo_accounts",
    "without_factor",
    "held",
    "erasures",
    "everything_in_hand",
    "grants_held",
    "handovers",
    "held",
    "holders",
    "identities_of",
    "in_hand",
    "known_role",
    "leaving_account",
    "linked_counts",
    "logo",
    "lost_factors",
    "managed_account",
    "managed_accounts",
    "open_invitations",
    "organisation",
    "organisations",
    "organisations_by_name",
    "orphans",
    "person_names",
    "persons",
    "places_of",
    "protocol",
    "pseudonyms",
    "sat",
    "seats",
    "succession_links",
    "task",
    "tasks",
    "tasks_of",
]
