"""Who travels where, and what a plan covers of a need: told from the problem and the plan alone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from kerege.lib.periods import Period
from kerege.planning.queries import Inputs, changes, left_told, overtaken, shared_longest, shares
from kerege.planning.queries.covering import of_competences, seats_of, told_of
from kerege.planning.queries.travel import travel
from kerege.planning.solver.courses import Course
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Floor, Fund, Group, Problem, Room, Topic, Trainer
from kerege.planning.solver.problem import Way as Road
from kerege.web.planning.views.compare import _counts
from kerege.web.shell.map_views import WHOLE
from kerege.web.shell.map_ways import Way, drawn, view_around

pytestmark = pytest.mark.nodb

DAY, RU = date(2027, 3, 1), frozenset({"ru"})
PROBLEM = Problem(
    today=date(2026, 11, 23),
    starts=(DAY,),
    groups=(Group("need:A:tot:ru", "A", "tot", ("ru",), 20), Group("wanted-1", "B", "tot", ("ru",), 5)),
    topics=(Topic("tot", 1, leads=1, locals=1),),
    trainers=(
        Trainer("t1", "A", RU, frozenset({"tot"}), part_two=True),
        Trainer("t2", "C", RU, frozenset({"tot"}), part_two=False),
    ),
    rooms=(Room("hall", "C", 60),),
    funds=(Fund("funds-1", frozenset({"A", "B"}), 10),),
)
HELD = Held(
    Course("tot", "ru", "hall", frozenset({"A", "B"}), (DAY,)),
    frozenset({"t1"}),
    frozenset({"t2"}),
    interpreter=True,
    seats={"need:A:tot:ru": 9, "wanted-1": 3},
    paid={},
)
PLAN = Plan((HELD, replace(HELD, interpreter=False, seats={"need:A:tot:ru": 4})))


def test_people_and_trainers_travel_by_country_and_nobody_by_name():
    found = travel(PROBLEM, PLAN)
    assert [(j.kind, j.origin, j.there, j.count, j.courses) for j in found.journeys] == [
        ("people", "A", "C", 13, (1, 2)),
        ("people", "B", "C", 3, (1,)),
        ("trainers", "A", "C", 2, (1, 2)),
        ("trainers", "C", "C", 2, (1, 2)),
    ]
    assert [j.abroad for j in found.journeys] == [True, True, True, False]
    assert (found.interpreted, found.held) == ((("C", (1,)),), (("C", 2),))


def test_what_changed_since_a_plan_was_made_is_named():
    t1, t2 = PROBLEM.trainers
    booked = tuple(Period(DAY + timedelta(days=n), DAY + timedelta(days=n + 1)) for n in (1, 0, 5))
    now = replace(
        PROBLEM,
        trainers=(replace(t1, languages=frozenset({"en"}), away=(Period(DAY, None),)),),
        rooms=(replace(PROBLEM.rooms[0], closed=booked, price=3),),
        floors=(Floor("A", 400, women=True),),
    )
    told = [(c.what, c.key, c.how, c.parts, c.days) for c in changes(PROBLEM, now)]
    spans = ((DAY, DAY + timedelta(days=1)), (DAY + timedelta(days=5), DAY + timedelta(days=5)))
    assert told == [
        ("trainers", "t1", "other", ("languages", "away"), ((DAY, None),)),
        ("trainers", "t2", "gone", (), ()),
        ("rooms", "hall", "other", ("price", "closed"), spans),
        ("floors", "women:A", "new", (), ()),
    ]
    assert [c.free for c in changes(now, PROBLEM) if c.what == "rooms"] == [spans]
    assert changes(PROBLEM, replace(PROBLEM, today=DAY)) == (), "another day alone is no change"


def test_a_share_of_women_is_of_the_seats_and_a_share_of_people_of_the_need():
    first, second = PROBLEM.groups
    floors = (Floor("A", 400, women=True), Floor("A", 500), Floor("B", 300, women=True))
    found = shares(replace(PROBLEM, groups=(replace(first, sex="f"), second), floors=floors), PLAN)
    assert [(each.have, each.of, each.reached) for each in found] == [(13, 13, True), (13, 20, True), (0, 3, False)]


def test_whoever_is_left_out_is_told_how_late_a_visa_comes_and_what_money_lacks():
    ways = {(a, "C"): Road(price=2, days=1, visa_days=200) for a in "AB"}
    late = left_told(replace(PROBLEM, ways=ways), Plan(), "A", "tot")
    assert len(overtaken(replace(PROBLEM, ways=ways), PLAN)) == 2, "what was in time when it was planned"
    assert overtaken(PROBLEM, PLAN) == []
    assert (late.possible, [(v.there, v.days, v.first) for v in late.visas]) == (0, [("C", 200, date(2027, 6, 12))])
    topic = replace(PROBLEM.topics[0], certified=False)
    near = replace(PROBLEM, topics=(topic,), ways={key: replace(way, visa_days=9) for key, way in ways.items()})
    dear = left_told(near, Plan(), "A", "tot")
    assert (dear.possible, dear.least_cost, dear.rest, dear.visas) == (1, 20, 10, ())
    rich = left_told(replace(near, funds=(Fund("funds-1", frozenset({"A"}), 20),)), Plan(), "A", "tot")
    assert (rich.possible, rich.least_cost) == (1, 0)


@dataclass(frozen=True)
class Line:
    need: object
    competence: str = "Packing samples"


def line(code, *, people, in_need, unknown=0, country="A"):
    staff, place = SimpleNamespace(people=people), SimpleNamespace(territory=country)
    return Line(SimpleNamespace(competence=f"fw:{code}", staff=staff, place=place, in_need=in_need, unknown=unknown))


def test_a_need_is_covered_by_no_more_seats_than_lack_it():
    lines = [line("c1", people=10, in_need=6, unknown=1), line("c1", people=4, in_need=2),
             line("c2", people=30, in_need=25), line("c3", people=5, in_need=5),
             line("c1", people=3, in_need=3, country="B")]  # fmt: skip
    found = of_competences(lines, {"tot": frozenset({"c1", "c2"})}, seats_of(PROBLEM, PLAN))
    assert [(e.country, e.competence, e.needed, e.before, e.unknown, e.planned, e.left) for e in found] == [
        ("A", "fw:c2", 30, 5, 0, 13, 12),
        ("A", "fw:c1", 14, 5, 1, 8, 0),
        ("A", "fw:c3", 5, 0, 0, 0, 5),
        ("B", "fw:c1", 3, 0, 0, 0, 3),
    ], "thirteen have a seat; a course that nobody offers covers nobody; B's seats are no computed need"
    assert [(e.country, e.needed, e.planned, e.left) for e in told_of(PROBLEM, PLAN)] == [("B", 5, 3, 2)]


def test_arrows_join_what_the_picture_has_and_say_themselves_in_words():
    shapes = {"A": {"at": (10, 10)}, "B": {"at": (200, 50)}}
    ways = [Way("A", "B", 12, "12 from A to B"), Way("A", "B", 1, "a <trainer>", "dashed"), Way("A", "A", 3, "stay"),
            Way("A", "ZZZ", 5, "not on this map")]  # fmt: skip
    found = drawn(ways, shapes)
    assert ["12 from A" in found[0], "stay" in found[1], "a &lt;trainer&gt;" in found[2], len(found)] == [True] * 3 + [
        3
    ]
    thick, ring, thin = found
    assert "<circle" in ring
    assert 'stroke-width="7.0"' in thick
    assert thick.split(' d="')[1].split('"')[0] != thin.split(' d="')[1].split('"')[0], "they do not lie on each other"
    near = {"A": {"at": (100, 100), "area": 400}, "B": {"at": (160, 110), "area": 900}}
    built = {"countries": near, "width": 960, "height": 472}
    view = view_around({"A", "B", "ZZZ"}, built)
    assert all(0 < x < 960 and 0 < y < 472 for x, y in (view.at(100, 100), view.at(160, 110)))
    assert view.scale > 5, "what is far away takes no room"
    assert view_around({"ZZZ"}, built) == WHOLE


def test_a_statement_is_shared_as_long_as_the_last_share_of_it(monkeypatch):
    def share(record, end, kind="planning.statedneeds", owner="A"):
        return SimpleNamespace(kind=kind, owner=owner, record=record, end=end)

    shares = [
        share("one", date(2027, 1, 1)), share("", date(2028, 1, 1)), share("two", date(2029, 1, 1)),
        share("", date(2030, 1, 1), kind="people.person"), share("", date(2030, 1, 1), owner="B"),
    ]  # fmt: skip
    monkeypatch.setattr("kerege.sharing.queries.received", lambda _viewer: shares)
    lines = [SimpleNamespace(uid=uid, owner="A") for uid in ("one", "two")]
    found = shared_longest(None, lines)
    assert {uid: each.end.year for uid, each in found.items()} == {"one": 2028, "two": 2029}
    assert shared_longest(None, [SimpleNamespace(uid="mine", owner="C")]) == {}


def test_money_is_compared_with_the_currency_of_its_plan():
    plans = [SimpleNamespace(page=SimpleNamespace(currency=code)) for code in ("EUR", "KZT")]
    told = [_counts(Inputs(what, (1200, 7)), SimpleNamespace(plans=plans)) for what in ("money", "rooms")]
    assert told == [["1,200 EUR", "7 KZT"], ["1,200", "7"]]
