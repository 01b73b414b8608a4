"""Equipment as tests record it: a lot of cabinets that goes to a facility."""

from datetime import date, timedelta

import pytest

from kerege.inventory import actions, queries
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from tests.ground import FOCAL_KAZ, OFFICER_KAZ, centre
from tests.inventory.facts import recorded

DAY = date(2026, 11, 1)
NEIGHBOUR = Viewer("neighbour", "Neighbour", everywhere=Sensitivity.REGIONAL, by_owner=(("KGZ", Sensitivity.NATIONAL),))


def day(n):
    """So many days before today."""
    return DAY - timedelta(days=100 - n)


def lot(**changes):
    given = {
        "by": FOCAL_KAZ,
        "owner": "KAZ",
        "key": "cabinets",
        "title": "Cabinets of the second package",
        "kind": "cabinet_2",
        "territory": "KAZ",
        "maker": "Maker",
        "model": "M-120",
    }
    return actions.record_lot(**(given | changes))


def move(source, target, pieces, n, **changes):
    given = {"by": FOCAL_KAZ, "lot": "cabinets", "on": day(n), "today": DAY}
    return actions.move_pieces(**(given | {"source": source, "target": target, "pieces": pieces} | changes))


def inspected(pieces=6):
    """A lot of which so many pieces have arrived and are good."""
    lot()
    for n, (source, target) in enumerate(
        [("outside", "ordered"), ("ordered", "received"), ("received", "inspected")], start=1
    ):
        move(source, target, pieces, n)


def handed_over(place, pieces=2, n=10, **changes):
    given = {"facility": place.key, "document": "Letter 17", "without_plan": "Before the team was formed"}
    return move("inspected", "held", pieces, n, **(given | changes))


def accepted(place, *serials, n=11, **changes):
    given = {
        "by": FOCAL_KAZ,
        "lot": "cabinets",
        "facility": place.key,
        "on": day(n),
        "condition": "new",
        "today": DAY,
    }
    return actions.accept_items(**(given | {"serials": serials} | changes))


def in_use(serial="SN-1", **changes):
    """One cabinet, installed, at a new facility."""
    inspected()
    place = recorded(**changes)
    handed_over(place)
    (item,) = accepted(place, serial)
    happens(item, "installed", 12)
    return place, item


def happens(thing, what, n, **changes):
    given = {"by": FOCAL_KAZ, "item": str(thing.uid), "what": what, "on": day(n), "today": DAY}
    return actions.record_happening(**(given | changes))


def qualified(**changes):
    given = {
        "by": FOCAL_KAZ,
        "owner": "KAZ",
        "organisation": centre("TESTER-1", "other"),
        "kinds": ["cabinet_2"],
        "proof": "Certificate 7 of the maker",
        "start": day(0),
    }
    return actions.record_tester(**(given | changes))


def certified(item, n, **changes):
    given = {
        "by": FOCAL_KAZ,
        "item": str(item.uid),
        "tester": "TESTER-1",
        "on": day(n),
        "outcome": "passed",
        "today": DAY,
    }
    return actions.certify_item(**(given | changes))


def code_of(deed, *args, **kwargs):
    before = Act.objects.count()
    with pytest.raises(Refusal) as caught:
        deed(*args, **kwargs)
    assert Act.objects.count() == before, "what is refused leaves no trace here"
    return caught.value.code


def page(viewer=OFFICER_KAZ, on=DAY):
    return queries.lot(viewer, "cabinets", on=on)


def team(*names):
    """Members of the National Team of Experts, each on a seat, with an account; as actors."""
    found = []
    for name in names:
        key, seat = f"PERSON-{name}", f"team-{name}"
        people.record_person(by=SYSTEM, owner="KAZ", key=key, name=f"Person {name}", synthetic=True)
        people.create_seat(
            by=SYSTEM, owner="KAZ", key=seat, kind="expert_team", title=name, mandate="Order 1", mandate_on=day(-400)
        )
        people.appoint(by=SYSTEM, seat=seat, person=key, capacity="holder", start=day(-300))
        account = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="a-long-phrase-82")
        people.link_person(by=SYSTEM, account=account, person=key)
        found.append(Actor(str(account.uid), name, (Grant(Role.FOCAL_POINT, "KAZ"),)))
    return found


def plan(*shares, **changes):
    given = {"by": FOCAL_KAZ, "owner": "KAZ", "key": "plan-1", "title": "Second package", "letter": "17", "today": DAY}
    return actions.make_plan(**(given | {"made_on": day(5), "shares": shares} | changes))
