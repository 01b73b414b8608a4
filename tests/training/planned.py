"""A centre with two rooms in Almaty and a course planned there for trainees of Uzbekistan, for tests of delivery."""

from datetime import UTC, date, datetime

from kerege.inventory import actions as inventory
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.training import actions
from tests.ground import FOCAL_KAZ, centre
from tests.training.rules.lessons import activity, content, module

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
MANAGER = Actor("manager", "Manager", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ", "CENTRE-ALA"),))
OUTSIDER = Actor("outsider", "Trainer", (Grant(Role.TRAINER, "KAZ"),))


def lay_centre(key="almaty", organisation="CENTRE-ALA"):
    """The centre with a hall of 20 seats and a laboratory of 12."""
    centre(organisation)
    inventory.record_centre(by=FOCAL_KAZ, owner="KAZ", key=key, zone="Asia/Almaty", organisation=organisation)
    for title, seats in (("Hall", 20), ("Laboratory", 12)):
        inventory.record_room(by=FOCAL_KAZ, centre=key, title=title, seats=seats)


def planned(key="uzb-2027", **changes):
    given = {
        "by": MANAGER,
        "owner": "KAZ",
        "key": key,
        "title": "Training of trainers",
        "kind": "other",
        "first_day": date(2027, 2, 1),
        "trainees_from": "UZB",
        "centre": "almaty",
        "language": "ru",
    }
    return actions.plan_course(**(given | changes))


def curriculum(owner="REG", label=0, code="", **changes):
    """A published curriculum of two days with what its activities need, of which the kit may bear a code; its key."""
    gloves = {"id": "gloves", "what": {"en": "Gloves", "ru": "Перчатки"}, "number": 2, "per": "person"}
    kit = {"id": "kit", "what": {"en": "Spill kit", "ru": "Набор для разливов"}, "number": 1, "per": "group"}
    kit |= {"equipment": code}
    risk = activity("risk-a1", "risk-o1", minutes=180, group=5, materials=[gloves])
    waste = activity("waste-a1", "waste-o1", minutes=60, group=5, materials=[kit])
    told = content(
        module("risk", day=1, minutes=180, activities=[risk]),
        module("waste", day=2, minutes=60, activities=[waste]),
        **({"key": "tot", "hours": 4.0} | changes),
    )
    actions.record_curriculum_version(by=SYSTEM, owner=owner, content=told, label=label)
    actions.publish_curriculum_version(by=SYSTEM, key=told["key"], version="1", today=date(2026, 1, 1))
    return told["key"]


def session(course="uzb-2027", starts="2027-02-01 09:00", ends="2027-02-01 12:00", **changes):
    given = {
        "by": MANAGER,
        "course": course,
        "title": "Risk assessment",
        "starts": starts,
        "ends": ends,
    }
    return actions.add_session(**(given | changes))


def invited(person, course="uzb-2027", part="co_trainer", **changes):
    given = {"by": MANAGER, "course": course, "person": person, "part": part, "languages": "ru", "today": TODAY}
    return actions.invite_staff(**(given | changes))


def with_account(key):
    """The actor whose account belongs to the person with this key."""
    account = people.open_account(
        by=SYSTEM, email=f"{key.lower()}@example.org", name=key, password="a long pass phrase"
    )
    people.link_person(by=SYSTEM, account=account, person=key)
    return Actor(str(account.uid), key)
