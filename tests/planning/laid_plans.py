"""A scenario of Kazakhstan on the example world, for tests of rooms and of pages."""

from datetime import date

from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from kerege.planning import actions, queries
from kerege.sharing.queries import viewer_of_actor

TODAY = date(2026, 11, 23)
COURSE = "p53-train-the-trainers"
HALL, LABORATORY = (f"shymkent{queries.PARTS}{room}" for room in ("Large hall", "Practice laboratory"))
PEOPLE = {"DEMO-KAZ-E2": "ru kk", "DEMO-KAZ-E1": "ru kk", "DEMO-KAZ-01": "ru kk", "DEMO-KAZ-02": "ru"}
ROWS = (
    ("topics", {"curriculum": COURSE, "least": "10", "most": "14", "leads": "1", "locals": "2"}),
    ("wanted", {"country": "KAZ", "topic": COURSE, "people": "22", "languages": "ru"}),
    ("funds", {"funder": "Ministry", "countries": "KAZ", "amount": "90000", "currency": "EUR"}),
    ("rooms", {"room": HALL, "price": "200"}),
    ("rooms", {"room": LABORATORY, "price": "100"}),
)


FOCAL = Actor("00000000-0000-7000-8000-00000000f0ca", "Focal point", (Grant(Role.FOCAL_POINT, "KAZ"),))
SECRETARIAT = Actor("00000000-0000-7000-8000-0000000005ec", "Secretariat", (Grant(Role.SECRETARIAT, "REG"),))
MANAGER = Actor(
    "00000000-0000-7000-8000-00000000ce27",
    "Manager",
    (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ", "DEMO-CENTRE-KAZ"),),
)


def laid(by: Actor = FOCAL, owner: str = "KAZ", **other: object) -> str:
    """A scenario of spring 2027 with people, trainers, rooms and money; its uid."""
    said = {"title": "Spring", "curricula": [COURSE], "use_needs": False, "seconds": 10, **other}
    made = actions.begin_scenario(
        by=by, owner=owner, first=date(2027, 3, 1), last=date(2027, 4, 30), today=TODAY, **said
    )
    for person, languages in PEOPLE.items():
        actions.name_trainer(by=by, scenario=made.uid, person=person, languages=languages, today=TODAY)
    for family, told in ROWS:
        actions.add_row(by=by, scenario=made.uid, family=family, told=told, today=TODAY)
    return str(made.uid)


def seen(uid: str, by: Actor = FOCAL) -> queries.ScenarioPage:
    return queries.scenario(viewer_of_actor(by, on=TODAY), uid, by)
