"""A plan over years of Kazakhstan on the example world, for tests of rooms and of pages."""

from datetime import date
from types import SimpleNamespace

from django.utils import timezone

from kerege.people.rules import SYSTEM, Actor
from kerege.planning import actions
from kerege.planning.actions import hunting
from kerege.planning.actions.searching import search
from kerege.planning.cascade.checking import unmet
from kerege.planning.cascade.programme import Years
from tests.planning.laid_outlooks import SCHEME
from tests.planning.laid_plans import COURSE, FOCAL, TODAY

WHY = {"why": "The ministry says so"}
TAUGHT = {"curriculum": COURSE, "scheme": SCHEME, "days": "3", "seats": "12", "staff": "2", "cost": "4000"}
ROWS = (
    ("courses", {**TAUGHT, **WHY}),
    ("people", {"country": "KAZ", "topic": COURSE, "people": "90", "points": "20", **WHY}),
    ("stock", {"country": "KAZ", "track": SCHEME, "active": "3", **WHY}),
    ("speaks", {"country": "KAZ", "language": "ru", **WHY}),
    ("lost", {"value": "5", **WHY}),
    ("halls", {"country": "", "hall_days": "20", **WHY}),
    ("terms", {"teaches": "3", "lend": "6", "trained": "4", **WHY}),
    ("event", {"places": "8", "event_cost": "9000", "often": "1", **WHY}),
    ("money", {"funder": "Budget", "amount": "12000", "since": "2027-01-01", "until": "2028-10-01", **WHY}),
)  # fmt: skip


def begun_years(by: Actor = FOCAL, owner: str = "KAZ", **other: object) -> str:
    said = {"title": "Two years", "begins": date(2027, 1, 1), "quarters": 8, "currency": "EUR", "seconds": 3, **other}
    return str(actions.begin_years(by=by, owner=owner, today=TODAY, use_needs=False, **said).uid)


def told_years(by: Actor = FOCAL, **other: object) -> str:
    """A plan over years with all that has to be typed; its uid."""
    uid = begun_years(by, **other)
    actions.tell_together(by=by, years=uid, rows=ROWS, today=TODAY)
    return uid


def searched_as(
    monkeypatch, uid: str, quarters: tuple[int, ...] = (0, 1), unproved: int = 0, by: Actor = FOCAL
) -> None:
    """A plan as a search would bring it, without the seconds and the solver of one: a course in each of these quarters,
    of which so many points are not proved to be unavoidable.
    """
    plan = Years(courses={("KAZ", COURSE, quarter): 1 for quarter in quarters})

    def solve(programme, **_asked):
        left = unmet(programme, plan)
        return SimpleNamespace(plan=plan, unmet=left, bound=left - unproved, nothing=programme.nothing, seconds=1.0)

    with monkeypatch.context() as patched:
        solver = SimpleNamespace(solve=solve, Effort=lambda seconds: seconds)
        patched.setattr(hunting, "import_module", lambda _name: solver)
        actions.ask_search(by=by, scenario=uid, today=TODAY)
        search(by=SYSTEM, scenario=uid, at=timezone.now())
