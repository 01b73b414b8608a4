"""An outlook of Kazakhstan on the example world, for tests of rooms and of pages."""

from kerege.people.rules import Actor
from kerege.planning import actions
from tests.planning.laid_plans import FOCAL, TODAY

SCHEME = "biosafety-trainer"
WHY = {"why": "The ministry says so"}
ROWS = (
    *(("stock", {"level": level, "active": active, "dormant": "0", **WHY})
      for level, active in (("part1", "4"), ("L1", "10"), ("L2", "4"), ("L3", "0"))),
    *(("rates", {"level": "", "what": rate, "value": value, "low": "2", "high": "40", **WHY})
      for rate, value in (("attrition", "3"), ("dormancy", "4"), ("step_up", "5"), ("refresh", "30"), ("lapse", "5"))),
    ("needed", {"since": "2026-10-01", "people": "10", **WHY}),
    ("levels", {"covering": "L1", "lead_level": "L2", "local_level": "L1", "ahead": "4", "refresh": "10", **WHY}),
    ("course", {"seats": "12", "least": "6", "leads": "2", "locals": "2", "cost": "9000", "each": "1", **WHY}),
    ("money", {"funder": "Budget", "amount": "2000", "since": "2026-01-01", "until": "", **WHY}),
    ("abroad", {"amount": "20000", "lent": "2", "until": "2028-01-01", **WHY}),
)  # fmt: skip


def begun(by: Actor = FOCAL, owner: str = "KAZ", territory: str = "KAZ", **other: object) -> str:
    said = {"title": "Trainers", "scheme": SCHEME, "currency": "EUR", "hold": 8, "language": "ru", **other}
    return str(actions.begin_outlook(by=by, owner=owner, territory=territory, today=TODAY, **said).uid)


def told(by: Actor = FOCAL, **other: object) -> str:
    """An outlook with all that has to be typed; its uid."""
    uid = begun(by, **other)
    for family, row in ROWS:
        actions.tell_outlook(by=by, outlook=uid, family=family, told=row, today=TODAY)
    return uid
