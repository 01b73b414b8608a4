"""A plan over years from its beginning to the season that comes of it, on the example world."""

from datetime import date

import pytest
from django.utils import timezone

from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.planning import actions, queries
from kerege.planning.actions.searching import search
from kerege.planning.actions.years import _season_rows
from kerege.planning.cascade.programme import Country, Event, Programme, Topic
from kerege.planning.models import Scenario
from kerege.planning.rules.rows import row_of
from kerege.planning.rules.years import budget, span, surviving, years_row
from kerege.sharing.queries import viewer_of_actor
from tests.planning.laid_plans import COURSE, FOCAL, MANAGER, SECRETARIAT, TODAY
from tests.planning.laid_years import ROWS, SCHEME, WHY, begun_years, searched_as, told_years

KGZ = Actor("00000000-0000-7000-8000-00000000f0c9", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))


def refused(what, **told):
    with pytest.raises(Refusal) as found:
        what(**told)
    return found.value.code


def seen(uid, by=FOCAL):
    return queries.years_plan(viewer_of_actor(by, on=TODAY), uid, by)


def rests_on(uid, by=FOCAL):
    return queries.years_now(viewer_of_actor(by, on=TODAY), uid, by, on=TODAY)


def searched(uid, by=FOCAL, **told):
    actions.ask_search(by=by, scenario=uid, today=TODAY, **told)
    search(by=SYSTEM, scenario=uid, at=timezone.now())
    return seen(uid, by)


def test_what_is_not_known_is_asked_and_a_plan_becomes_a_season(demo_world):
    asked = rests_on(begun_years())
    assert (asked.programme, asked.kept) == (None, {})
    assert {each.data.get("row", each.code) for each in asked.refused} == {
        "planning.no_topic", "lost", "terms", "event", "money"
    }  # fmt: skip

    uid = told_years()
    page = searched(uid)
    assert (page.line.gap, page.plan is not None) == (0.0, True)
    assert page.told.covered == sum(each.people for each in page.told.taught) <= page.told.people == 90
    assert all(q.spent <= q.budget for q in page.told.quarters)
    assert page.told.quarters[-1].courses == 0, "money ends on 1 October 2028"
    assert [row[:4] for row in page.origins["stock"]] == [["KAZ", SCHEME, 3, "typed"]]
    assert page.origins["halls"][0][3] == "recorded", "a room that is known counts before what is typed of others"

    made = actions.plan_season(by=FOCAL, years=uid, title="Spring", since=0, quarters=2, today=TODAY)
    season = queries.scenario(viewer_of_actor(FOCAL, on=TODAY), made.uid, FOCAL)
    held = [each for each in page.told.taught if each.quarter < 2]
    assert [row["people"] for row in season.rows["wanted"]] == [sum(each.people for each in held)]
    assert (season.line.first, season.line.last, season.use_needs) == (date(2027, 1, 1), date(2027, 6, 30), False)
    assert refused(actions.plan_season, by=FOCAL, years=uid, title="S", since=7, quarters=1) == (
        "planning.no_quarter_to_plan"
    )
    assert refused(actions.plan_season, by=FOCAL, years=uid, title="S", since=9, quarters=1) == (
        "planning.season_of_quarters"
    )

    more = {"funder": "Budget", "amount": "9000", "since": "2028-10-01", "until": "", **WHY}
    actions.tell_years(by=FOCAL, years=uid, family="money", told=more, today=TODAY)
    now = rests_on(uid)
    assert now.digest != page.digest, "the plan rests on other things now"
    again = searched(uid)
    assert again.line.unmet <= page.line.unmet, "with more money no less is met"
    other = str(actions.copy_years(by=FOCAL, years=uid, title="Otherwise", today=TODAY).uid)
    later = {"title": "Two years", "begins": date(2028, 1, 1), "quarters": 8, "currency": "KZT", "seconds": 3}
    actions.change_years(by=FOCAL, years=uid, use_needs=False, today=TODAY, **later)
    moved = seen(uid)
    assert (moved.begins(0), moved.currency, moved.wanted_currency) == (date(2027, 1, 1), "EUR", "KZT")
    assert rests_on(uid).digest != moved.digest, "a plan that begins otherwise is another"
    season = actions.plan_season(by=FOCAL, years=uid, title="Spring", since=0, quarters=2, today=TODAY)
    assert (season.first, season.currency) == (date(2027, 1, 1), "EUR")
    assert (seen(other).rows, seen(other).earlier, seen(other).plan) == (again.rows, True, None)


def test_others_neither_see_it_nor_take_it_for_a_plan_of_a_season(demo_world):
    uid = told_years()
    for by in (SECRETARIAT, KGZ, MANAGER):
        viewer = viewer_of_actor(by, on=TODAY)
        assert uid not in {line.uid for line in queries.years_plans(viewer, by)}
        assert refused(queries.years_plan, viewer=viewer, uid=uid, acting=by) == "planning.no_such_years"
        assert refused(actions.copy_years, by=by, years=uid, title="Mine") == "planning.no_such_years"
    assert refused(begun_years, by=MANAGER) == "planning.years_not_for_a_centre"
    assert refused(begun_years, by=KGZ) == "people.not_yours"
    viewer = viewer_of_actor(FOCAL, on=TODAY)
    assert uid not in {line.uid for line in queries.scenarios(viewer, FOCAL)}
    assert refused(queries.scenario, viewer=viewer, uid=uid, acting=FOCAL) == "planning.no_such_scenario"
    assert refused(actions.accept_plan, by=FOCAL, scenario=uid, lang="en") == "planning.no_such_scenario"
    closed = Scenario.objects.seen_by(viewer).filter(uid=uid).one().label
    assert closed == viewer.clearance_for("KAZ"), "as closed as what its maker reads"


def test_a_search_is_stopped_given_up_and_gone_on_with(demo_world, monkeypatch):
    uid = told_years()
    searched_as(monkeypatch, uid)
    page = seen(uid)
    actions.ask_search(by=FOCAL, scenario=uid, afresh=True, today=TODAY)
    assert refused(actions.tell_years, by=FOCAL, years=uid, family="lost", told={"value": "9", **WHY}) == (
        "planning.not_in_this_state"
    )
    actions.cancel_search(by=FOCAL, scenario=uid)
    assert (seen(uid).plan, seen(uid).line.state) == (page.plan, "found"), "the plan before it stands again"
    actions.ask_search(by=FOCAL, scenario=uid, afresh=True, today=TODAY)
    actions.stop_search(by=FOCAL, scenario=uid)
    search(by=SYSTEM, scenario=uid, at=timezone.now())
    assert seen(uid).line.state == "found", "who stops gets the best so far"


def test_rows_name_what_is_there(demo_world):
    uid = begun_years()
    for family, told, code in (
        ("courses", {"scheme": "rain"}, "planning.no_such_scheme"),
        ("people", {}, "planning.not_a_choice"),
        ("stock", {"country": "XX"}, "atlas.unknown_code"),
        ("speaks", {"language": "nowhere-at-all"}, "atlas.bad_language"),
        ("rain", {}, "planning.no_such_family"),
    ):
        row = dict(ROWS).get(family, {}) | told
        assert refused(actions.tell_years, by=FOCAL, years=uid, family=family, told=row, today=TODAY) == code


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("family", "told", "code"),
    [
        ("people", {"people": "0"}, "planning.not_a_number"),
        ("lost", {"value": "101"}, "planning.not_a_decimal"),
        ("halls", {"hall_days": "-1"}, "planning.not_a_number"),
        ("money", {"since": "2027-02-30"}, "planning.not_a_day"),
        ("money", {"until": "2026-01-01"}, "planning.days_turned"),
        ("event", {"why": ""}, "planning.value_missing"),
    ],
)
def test_figures_that_cannot_be_are_refused(family, told, code):
    assert refused(years_row, family=family, told=dict(ROWS)[family] | told) == code


@pytest.mark.nodb
def test_money_counts_from_the_quarter_of_its_first_day_to_before_that_of_its_last():
    rows = [
        {"since": "2026-01-01", "until": "", "amount": 5},
        {"since": "2027-05-20", "until": "2027-10-01", "amount": 7},
    ]
    assert budget(rows, date(2027, 1, 1), 5) == (5, 12, 12, 5, 5)
    assert surviving(0.1, 4) == (1000, 900, 810, 729)
    assert span(date(2027, 2, 14), 4) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.nodb
def test_a_course_without_days_of_its_own_is_as_long_as_its_curriculum_in_a_season_too():
    row = years_row("courses", dict(ROWS)["courses"] | {"days": ""})
    of = Scenario(title="Two years", settings={"courses": [row]})
    rows = _season_rows(of, _planned(staff=2), {("KAZ", COURSE): 9})
    assert [(family, row_of(family, told).get("days")) for family, told in rows] == [("topics", None), ("wanted", None)]


@pytest.mark.nodb
def test_a_season_is_of_the_courses_with_which_the_plan_was_made():
    taken_out = Scenario(title="Two years", settings={})
    [(family, told), _wanted] = _season_rows(taken_out, _planned(staff=10), {("KAZ", COURSE): 9})
    kept = row_of(family, told)
    assert (kept["days"], kept["most"], kept["leads"], kept["locals"]) == (3, 12, 8, 2)


def _planned(staff):
    countries, topics = (Country("KAZ", "ru", 4, {"bio": 2}),), (Topic(COURSE, "bio", 3, 12, staff),)
    return Programme(countries, topics, (), Event(1, 1, 1), (1,), (1000,), 3, 6, 4)
