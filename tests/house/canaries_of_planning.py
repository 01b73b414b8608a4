"""Canaries in plans of courses. See canaries.py."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.planning import actions
from kerege.planning.cascade.kept import plain_programme, plain_years
from kerege.planning.queries import PARTS
from kerege.planning.solver.courses import Course
from kerege.planning.solver.kept import plain
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Fund, Group, Problem, Room, Topic, Trainer
from tests.planning.laid_outlooks import ROWS, SCHEME
from tests.planning.laid_years import ROWS as YEARS_ROWS
from tests.planning.test_years_told import PLAN as YEARS
from tests.planning.test_years_told import PROGRAMME

TOPIC, DAY = "p53-train-the-trainers", date(2027, 3, 1)
ROOM = f"shymkent{PARTS}Large hall"
PROBLEM = Problem(
    today=date(2026, 11, 23),
    starts=(DAY,),
    groups=(Group("wanted-1", "KAZ", TOPIC, ("ru",), 22),),
    topics=(Topic(TOPIC, 1, leads=1, locals=0),),
    trainers=(Trainer("t1", "KAZ", frozenset({"ru"}), frozenset({TOPIC}), part_two=True),),
    rooms=(Room(ROOM, "KAZ", 60),),
    funds=(Fund("funds-1", frozenset({"KAZ"}), 10),),
)
BOTH = frozenset({"KAZ", "XKX"})
PLAN = Plan(
    (
        Held(
            Course(TOPIC, "ru", ROOM, frozenset({"KAZ"}), (DAY,)),
            frozenset({"t1"}),
            frozenset(),
            interpreter=False,
            seats={"wanted-1": 14},
            paid={},
        ),
    )
)


def lay_plan(level: Sensitivity, laid: Any) -> None:
    """A plan for some that was found, with who pays and why somebody needs a course."""
    words = {name: laid.word(name, level) for name in ("scenario", "planfund", "planwhy")}
    laid.keep("scenario", planned(words, level))
    laid.keep("stated", stated(laid.word("stated", level), level))
    words = {name: laid.word(name, level) for name in ("outlook", "outlookfund", "outlookwhy")}
    laid.keep("outlook", outlook(words, level))
    words = {name: laid.word(name, level) for name in ("years", "yearsfund", "yearswhy")}
    laid.keep("years", years(words, level))


def years(words: Mapping[str, str], level: Sensitivity, country: str = "KAZ") -> Any:
    """A plan over years of Kazakhstan that was found, with words in its title and its rows."""
    said = {"by": SYSTEM, "owner": "KAZ", "title": words["years"], "begins": date(2027, 1, 1), "quarters": 3}
    row = actions.begin_years(**said, currency="EUR", use_needs=False, label=level)
    for family, told in YEARS_ROWS:
        told = {**told, "why": words["yearswhy"]}
        if "funder" in told:
            told["funder"] = words["yearsfund"]
        if family == "people":
            told["country"] = country
        row = actions.tell_years(by=SYSTEM, years=str(row.uid), family=family, told=told)
    found = json.dumps(plain_programme(PROGRAMME)), json.dumps(plain_years(YEARS))
    inputs, result = (json.loads(each.replace("AAA", country).replace("BBB", "KGZ")) for each in found)
    with act("planning.search.ended", by=SYSTEM, owner="KAZ", about=row.uid):
        row.inputs, row.state = inputs, "found"
        row.result = {**result, "unmet": 9, "bound": 9, "nothing": 99}
        row.save()
    return row


def stated(source: str, level: Sensitivity, owner: str = "KAZ") -> Any:
    """What a country states of its needs, with a word in its source."""
    told = {"competence": "regional-biorisk:2.1", "language": "ru", "people": "7"}
    row = actions.state_needs(by=SYSTEM, owner=owner, rows=[told], source=source)
    with act("planning.needs.stated", by=SYSTEM, owner=owner, about=row.uid):
        row.label = level
        row.save()
    return row


def outlook(words: Mapping[str, str], level: Sensitivity, territory: str = "KAZ") -> Any:
    """An outlook on the trainers of Kazakhstan that says something, with words in its title and its rows."""
    said = {"by": SYSTEM, "title": words["outlook"], "scheme": SCHEME, "currency": "EUR", "hold": 8, "label": level}
    row = actions.begin_outlook(owner="KAZ" if territory == "KAZ" else "REG", territory=territory, **said)
    for family, told in ROWS:
        told = {**told, "why": words["outlookwhy"]}
        if "funder" in told:
            told["funder"] = words["outlookfund"]
        row = actions.tell_outlook(by=SYSTEM, outlook=row.uid, family=family, told=told)
    return row


def planned(words: Mapping[str, str], level: Sensitivity) -> Any:
    """A plan of Kazakhstan that was found, with words in its title and its rows."""
    said = {"by": SYSTEM, "owner": "KAZ", "title": words["scenario"], "curricula": [TOPIC]}
    row = actions.begin_scenario(**said, first=DAY, last=date(2027, 4, 1), use_needs=False, label=level)
    fund = {"funder": words["planfund"], "countries": "KAZ", "amount": "10", "currency": "EUR"}
    actions.add_row(by=SYSTEM, scenario=row.uid, family="funds", told=fund)
    wanted = {"country": "KAZ", "topic": TOPIC, "people": "22", "languages": "ru", "why": words["planwhy"]}
    row = actions.add_row(by=SYSTEM, scenario=row.uid, family="wanted", told=wanted)
    with act("planning.search.ended", by=SYSTEM, owner="KAZ", about=row.uid):
        row.inputs, row.result, row.state = plain(PROBLEM), plain(PLAN), "found"
        row.save()
    return row


def designated() -> dict[str, str]:
    """A plan for people of a country whose name is designated; its uid."""
    row = planned(dict.fromkeys(("scenario", "planfund", "planwhy"), "Out"), Sensitivity.NATIONAL)
    actions.add_row(
        by=SYSTEM,
        scenario=row.uid,
        family="wanted",
        told={"country": "XKX", "topic": TOPIC, "people": "3", "languages": "ru"},
    )
    with act("planning.search.ended", by=SYSTEM, owner="KAZ", about=row.uid):
        row.inputs = plain(replace(PROBLEM, groups=(*PROBLEM.groups, Group("wanted-2", "XKX", TOPIC, ("ru",), 3))))
        row.result = plain(Plan((replace(PLAN.courses[0], course=replace(PLAN.courses[0].course, cohort=BOTH)),)))
        row.save()
    over = years(dict.fromkeys(("years", "yearsfund", "yearswhy"), "Out"), Sensitivity.NATIONAL, "XKX")
    of = outlook(dict.fromkeys(("outlook", "outlookfund", "outlookwhy"), "Out"), Sensitivity.REGIONAL, "XKX")
    own = stated("Out", Sensitivity.PUBLIC, "XKX")
    return {"scenario": str(row.uid), "stated": str(own.uid), "outlook": str(of.uid), "years": str(over.uid)}
