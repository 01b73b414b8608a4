"""What becomes of trainers is counted from where they stood, and an outlook says what has still to be typed."""

from dataclasses import replace
from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.planning.cascade.bands import bands
from kerege.planning.cascade.levers import Lever, changed
from kerege.planning.cascade.observing import Seen, observed
from kerege.planning.cascade.reckoning import made_surer, reckoned
from kerege.planning.queries.gathering.cascade import Question, asked
from kerege.planning.rules.outlooks import Kept, needed, quarter_begins, quarter_of, told_row

pytestmark = pytest.mark.nodb
TODAY = date(2026, 11, 27)
LEVELS = ("part1", "L1", "L2")
WHY = {"why": "The ministry says so"}


def kept(**other):
    said = {"active": (4, 10, 4), "dormant": (0, 3, 0), "counted": {}, "people": None, "read": True, **other}
    return Kept(LEVELS, **said)


def rows(*more):
    """What has to be typed where nothing was seen."""
    told = [
        *(("rates", {"level": "", "what": rate, "value": "4", "low": "2", "high": "8", **WHY})
          for rate in ("attrition", "dormancy", "step_up", "refresh", "lapse")),
        ("needed", {"since": "2026-10-01", "people": "8", **WHY}),
        ("levels", {"covering": "L1", "lead_level": "L2", "local_level": "L1", "ahead": "4", "refresh": "10", **WHY}),
        ("course", {"seats": "12", "least": "6", "leads": "2", "locals": "2", "cost": "100", "each": "1", **WHY}),
        ("money", {"funder": "Budget", "amount": "200", "since": "2026-01-01", "until": "", **WHY}),
        ("abroad", {"amount": "500", "lent": "2", "until": "2028-01-01", **WHY}),
        *more,
    ]  # fmt: skip
    found = {}
    for family, row in told:
        found.setdefault(family, []).append({**told_row(family, row, LEVELS), "no": len(found.get(family, [])) + 1})
    return found


def question(told, seen=None):
    return asked(told, seen or kept(), country="KAZ", language="ru", hold=8, today=TODAY)


def test_what_happened_is_the_difference_between_two_quarters():
    people = [
        Seen("a", ((0, True), (1, True), (1, False), (1, True), None)),
        Seen("b", (None, None, (1, True), (2, True), (2, True))),
        Seen("c", ((1, True), (1, False), (1, False), None, None)),
    ]
    found = observed(people, 3)
    assert [(e.key, e.quarter, e.level, e.rate) for e in found.events] == [
        ("a", 0, 0, "step_up"), ("a", 1, 1, "dormancy"), ("a", 2, 1, "refresh"), ("a", 3, 1, "attrition"),
        ("b", 2, 1, "step_up"), ("c", 0, 1, "dormancy"), ("c", 2, 1, "lapse"),
    ]  # fmt: skip
    assert (found.active, found.dormant) == ((0, 0, 1), (0, 0, 0))
    assert found.counted(1, "attrition") == (1, 4)
    assert found.counted(1, "refresh") == (1, 3)
    assert found.counted(2, "step_up") == (0, 0), "nobody steps up from the last level"
    assert found.counted(None, "attrition") == (1, 6)


def test_quarters_are_those_of_the_calendar():
    assert [quarter_of(date(*day), TODAY) for day in ((2026, 10, 1), (2026, 9, 30), (2028, 1, 1))] == [0, -1, 5]
    assert [quarter_begins(number, TODAY) for number in (0, 5)] == [date(2026, 10, 1), date(2028, 1, 1)]


def test_what_is_typed_makes_a_question_and_what_lacks_is_named():
    empty = {r.data["row"]: r.code for r in question({})}
    assert empty == dict.fromkeys(
        ("attrition", "dormancy", "step_up", "refresh", "lapse", "levels", "course", "needed"), "planning.not_typed"
    )
    assert [r.data["row"] for r in question(rows(), kept(read=False))] == ["stock"]
    found = question(rows())
    assert isinstance(found, Question)
    assert (found.ends, found.hold, found.cascade.active, found.cascade.covering) == (5, 8, (4.0, 10.0, 4.0), 1)
    assert found.cascade.levels[0].dormancy.value == 0, "nobody rests before the certificate"
    assert found.cascade.levels[1].attrition.least == 0.02
    told = reckoned(found.cascade, found.ends, found.hold)
    assert told is reckoned(found.cascade, found.ends, found.hold)
    assert len(told.quarters) == 13


def test_a_rate_is_reckoned_with_when_it_was_seen_often_enough_or_typed():
    seen = {("L1", "attrition"): (3, 60), ("L2", "attrition"): (1, 5), ("part1", "attrition"): (0, 30)}
    told = rows()
    told["rates"] = [row for row in told["rates"] if row["what"] != "attrition"]
    levels = question(told, kept(counted=seen)).cascade.levels
    assert [(level.attrition.events, level.attrition.exposed) for level in levels] == [(0, 30), (3, 60), (4, 95)]
    few = {("L1", "attrition"): (1, 19)}
    assert [r.data["row"] for r in question(told, kept(counted=few))] == ["attrition"], "too few to reckon with"
    typed = rows(("rates", {"level": "L1", "what": "attrition", "value": "50", "low": "", "high": "", **WHY}))
    levels = question(typed, kept(counted=seen)).cascade.levels
    assert [level.attrition.value for level in levels] == [0.04, 0.5, 0.04]


def test_what_is_needed_is_typed_or_follows_from_people_who_need_the_course():
    told, seen = rows(), kept(people=130)
    told["needs"] = [told_row("needs", {"seats": "12", "staff": "4", "each": "1.5", "within": "4", **WHY}, LEVELS)]
    assert needed({**told, "needed": []}, seen, TODAY, 0) == 8, "11 courses with 4 trainers each, 6 courses by one"
    later = rows(("needed", {"since": "2027-04-01", "people": "20", **WHY}))
    assert [needed(later, seen, TODAY, quarter) for quarter in (0, 1, 2, 3)] == [8, 8, 20, 20]


@pytest.mark.parametrize(
    ("family", "row", "code", "field"),
    [
        ("rates", {"what": "attrition", "value": "5", "low": "6"}, "planning.bad_range", "low"),
        ("rates", {"what": "attrition", "value": "5", "high": "4,5"}, "planning.bad_range", "high"),
        ("rates", {"what": "attrition", "value": "101"}, "planning.not_a_decimal", "value"),
        ("rates", {"what": "attrition", "value": "nan"}, "planning.not_a_decimal", "value"),
        ("rates", {"what": "rain", "value": "5"}, "planning.not_a_choice", "what"),
        ("rates", {"what": "attrition", "value": "5", "level": "L9"}, "planning.no_such_level", "level"),
        ("rates", {"what": "attrition", "value": "5", "why": ""}, "planning.value_missing", "why"),
        ("needs", {"seats": "12", "staff": "4", "each": "0", "within": "4"}, "planning.not_a_decimal", "each"),
        ("needed", {"since": "soon", "people": "3"}, "planning.not_a_day", "since"),
        ("stock", {"level": "L1", "active": "-1", "dormant": "0"}, "planning.not_a_number", "active"),
        ("needed", {"since": "2200-01-01", "people": "3"}, "planning.day_too_far", "since"),
        ("course", {"seats": "4", "least": "6", "leads": "2", "locals": "2", "cost": "1", "each": "1"},
         "planning.not_a_number", "least"),
        ("weather", {}, "planning.no_such_family", None),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(family, row, code, field):
    with pytest.raises(Refusal) as found:
        told_row(family, {**WHY, **row}, LEVELS)
    assert (found.value.code, found.value.field) == (code, field)


def test_what_was_typed_of_levels_that_are_gone_or_of_later_years_has_to_be_typed_again():
    def lacking(told, found):
        asked_for = asked(told, found, country="KAZ", language="ru", hold=8, today=TODAY)
        return [] if isinstance(asked_for, Question) else [each.data["row"] for each in asked_for]

    assert lacking(rows(), kept()) == []
    assert lacking(rows(), replace(kept(), levels=("part1", "L1", "L3"))) == ["levels"]
    late = rows() | {"needed": [{"no": 1, "since": "2028-04-01", "people": 8, **WHY}]}
    assert lacking(late, kept()) == ["needed"], "in the quarter after the help nobody would be needed"
    late["needed"][0]["since"] = "2028-03-31"
    assert lacking(late, kept()) == []


def test_where_it_is_not_sure_what_makes_it_sure_is_told_and_holds():
    found = question(rows())
    told = reckoned(found.cascade, found.ends, found.hold)
    assert (told.told.fails, told.bands.alone < 0.8, told.changes) == (None, True, ())
    sure = made_surer(found.cascade, found.ends, found.hold, 0.8)
    assert [change.lever.value for change in sure] == ["attrition", "dormancy", "ahead"]
    for change in sure:
        other = changed(found.cascade, change.lever, change.then)
        assert bands(other, found.ends, found.hold, futures=200, seed=1).alone >= 0.8, change
    typed = changed(found.cascade, Lever.ATTRITION, 0.02).levels[1].attrition
    assert (typed.value, typed.least, typed.most) == (0.02, 0.01, 0.04), "half as much is as little known"


def test_what_cannot_be_reckoned_names_the_row():
    told = rows()
    told["course"][0]["seats"] = 4
    assert [(r.code, r.data["row"]) for r in question(told)] == [("planning.cannot_be_reckoned", "course")]
    much = rows(("rates", {"level": "L2", "what": "attrition", "value": "99", **WHY}))
    assert [(r.code, r.data["row"]) for r in question(much)] == [("planning.rates_beyond", "L2")]
    late = rows()
    late["abroad"] = [told_row("abroad", {"amount": "1", "lent": "0", "until": "2090-01-01", **WHY}, LEVELS)]
    assert [(r.code, r.data["row"]) for r in question(late)] == [("planning.ends_too_late", "abroad")]
