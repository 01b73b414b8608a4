"""Reading people: who acts, who sits where, which organisation came after which."""

from kerege.people.queries.accounts import DemoAccount, account, actor_for, demo_accounts, holders
from kerege.people.queries.entrance import InvitationLine, LostFactorLine, lost_factors, open_invitations
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
    "InvitationLine",
    "LostFactorLine",
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
    "erasures",
    "held",
    "holders",
    "known_role",
    "lost_factors",
    "open_invitations",
    "organisation",
    "organisations",
    "person_names",
    "persons",
    "pseudonyms",
    "sat",
    "seats",
    "succession_links",
]
