"""A seat with a holder, a deputy, a successor in waiting and their accounts; for tests of tasks and handovers."""

from datetime import date

from kerege.people import actions, queries
from kerege.people.models import Account
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role

BEGAN, TODAY, DAY = date(2024, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
SECRETARIAT = Actor("secretariat", "Secretariat", (Grant(Role.SECRETARIAT, "REG"),))
OTHER = Actor("other", "Other", (Grant(Role.FOCAL_POINT, "UZB"),))
OFFICER = Actor("officer", "Officer", (Grant(Role.BIOSAFETY_OFFICER, "KAZ"),))


def lay(kind="focal_point"):
    """anna holds the seat nfp and its role, bela is her deputy, dana may follow; each but bela has an account."""
    for key in ("anna", "bela", "dana"):
        actions.record_person(by=SYSTEM, owner="KAZ", key=key, name=f"{key.title()} Example")
    actions.record_person(by=SYSTEM, owner="UZB", key="ulug", name="Ulug Example")
    actions.create_seat(
        by=SYSTEM, owner="KAZ", key="nfp", kind=kind, title="Focal point", mandate="Order 1", mandate_on=BEGAN
    )
    actions.appoint(by=SYSTEM, seat="nfp", person="anna", capacity="holder", start=BEGAN)
    actions.appoint(by=SYSTEM, seat="nfp", person="bela", capacity="deputy", start=BEGAN)
    actions.grant_role(by=SYSTEM, role="focal_point", owner="KAZ", start=BEGAN, seat="nfp")
    for key in ("anna", "dana"):
        opened = actions.open_account(by=SYSTEM, email=f"{key}@example.org", name=key, password="a long password")
        actions.link_person(by=SYSTEM, account=opened, person=key)


def account(key):
    return Account.objects.get(email=f"{key}@example.org")


def actor(key, on=TODAY):
    return queries.actor_for(account(key), on=on, strong=True)


def hand_over(**given):
    asked = {"by": actor("anna"), "seat": "nfp", "follower": actions.Follower(person="dana"), "on": DAY, "today": TODAY}
    return actions.hand_over(**{**asked, **given})
