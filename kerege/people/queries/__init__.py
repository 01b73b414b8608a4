"""Reading people: who acts, who sits where, which organisation came after which."""

from kerege.people.queries.accounts import DemoAccount, account, actor_for, demo_accounts, holders
from kerege.people.queries.holding import Sat, held, sat
from kerege.people.queries.logos import logo
from kerege.people.queries.organisations import OrganisationLine, organisation, organisations, succession_links
from kerege.people.queries.persons import PersonLine, person_names, persons
from kerege.people.queries.pseudonyms import Erasure, actor_names, erasures, pseudonyms
from kerege.people.queries.roles import current, known_role
from kerege.people.queries.seats import SeatLine, Sitting, seats

__all__ = [
    "logo",
    "DemoAccount",
    "Erasure",
    "OrganisationLine",
    "PersonLine",
    "Sat",
    "SeatLine",
    "Sitting",
    "account",
    "actor_for",
    "actor_names",
    "current",
    "demo_accounts",
    "held",
    "erasures",
    "holders",
    "known_role",
    "organisation",
    "organisations",
    "person_names",
    "persons",
    "sat",
    "pseudonyms",
    "seats",
    "succession_links",
]
