"""Plans over years: beginning one, telling it what no record says, making another of it, and a season of its quarters.

How it is searched, stopped and given up is what actions.searching does with every scenario.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.inventory.rules.keepers import keeps
from kerege.journal.actions import act
from kerege.lib.money import in_use
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.planning import words
from kerege.planning.actions.rows import add_row
from kerege.planning.actions.scenarios import _held, begin_scenario, own_scenario
from kerege.planning.cascade.kept import programme_of, years_of
from kerege.planning.cascade.programme import Programme
from kerege.planning.cascade.telling import told as told_of
from kerege.planning.models import Scenario
from kerege.planning.queries.gathering.trainers import levels_of
from kerege.planning.rules.outlooks import quarter_begins
from kerege.planning.rules.rows import MOST_ROWS, Row, with_row
from kerege.planning.rules.states import LONGEST_SEASON, check_open, check_seconds
from kerege.planning.rules.years import FAMILIES, ONCE, planned_with, span, years_row
from kerege.planning.words import Kind
from kerege.planning.words import outlooks as outlook_words
from kerege.planning.words import years as told_words
from kerege.sharing.queries import viewer_of_actor

YEARS: Collection[Kind] = (Kind.YEARS,)


def begin_years(
    *,
    by: Actor,
    owner: str,
    title: str,
    begins: date,
    quarters: int,
    currency: str,
    use_needs: bool = True,
    seconds: int = 60,
    today: date | None = None,
    label: Sensitivity | None = None,
    synthetic: bool = False,
) -> Scenario:
    """Begin a plan over years, from the quarter in which `begins` lies, of a country or of the region. What is gathered
    for it is kept with it, so it is as closed as what its maker may read, or more (`label`).

    Refuses people.not_yours, planning.years_not_for_a_centre, .no_such_quarters, .unknown_currency, .bad_seconds and
    text.*.
    """
    day = today or localdate()
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    if not keeps(by, owner, "", deed=Deed.RECORD_ACTIVITY):
        raise Refusal(told_words.YEARS_NOT_FOR_A_CENTRE, field="owner")
    content = _content(title, begins, quarters, currency, use_needs, seconds, day)
    with act("planning.years.begun", by=by, owner=owner) as done:
        closed = max(label or Sensitivity.NATIONAL, viewer_of_actor(by, on=day).clearance_for(owner))
        made = Scenario(owner=owner, kind=Kind.YEARS, label=closed, made_on=day, synthetic=synthetic, **content)
        made.save()
        done.about = made.uid
    return made


def change_years(
    *,
    by: Actor,
    years: str,
    title: str,
    begins: date,
    quarters: int,
    currency: str,
    use_needs: bool,
    seconds: int,
    today: date | None = None,
) -> Scenario:
    """Change what a plan over years is about. The plan that was found stays, and is told to rest on other things now.
    The same again changes nothing.

    Refuses planning.no_such_years, .not_in_this_state, and what begin_years refuses.
    """
    day = today or localdate()
    row = own_years(by=by, years=years, today=day)
    content = _content(title, begins, quarters, currency, use_needs, seconds, day)
    check_open(row.state)
    if all(getattr(row, name) == value for name, value in content.items()):
        return row
    with act("planning.years.changed", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        check_open(row.state)
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
    return row


def tell_years(*, by: Actor, years: str, family: str, told: Mapping[str, Any], today: date | None = None) -> Scenario:
    """Tell a plan over years a row of one family (rules.years), with its reason; it takes the place of one that stands
    for the same. The same again changes nothing. Refuses what tell_together refuses.
    """
    return tell_together(by=by, years=years, rows=[(family, told)], today=today)


def tell_together(
    *, by: Actor, years: str, rows: Sequence[tuple[str, Mapping[str, Any]]], today: date | None = None
) -> Scenario:
    """Tell a plan over years several rows at once, pairs of a family and what is told; all of them or none.

    Refuses planning.no_such_years, .not_in_this_state, what rules.rows.row_of refuses, atlas.unknown_code,
    atlas.bad_language, planning.no_such_scheme, .not_a_choice, and .out_of_range for too many rows.
    """
    day = today or localdate()
    row = own_years(by=by, years=years, today=day)
    check_open(row.state)
    typed = [(family, years_row(family, told)) for family, told in rows]
    courses = [*row.settings.get("courses", []), *(told for family, told in typed if family == "courses")]
    known = {each["curriculum"] for each in courses}
    wanted = [(family, _checked(row.owner, family, told, known, day)) for family, told in typed]
    if _with(row.settings, wanted) == row.settings:
        return row
    families = list(dict.fromkeys(family for family, _told in wanted))
    with act("planning.years.told", by=by, owner=row.owner, about=row.uid, family=", ".join(families)):
        row = _held(row)
        check_open(row.state)
        row.settings = _with(row.settings, wanted)
        row.save()
    return row


def _with(settings: Mapping[str, list[Row]], wanted: Sequence[tuple[str, Row]]) -> dict[str, list[Row]]:
    """What was told, with these rows. Refuses planning.out_of_range."""
    found = dict(settings)
    for family, row in wanted:
        found[family] = with_row(found.get(family, []), family, row, ONCE)
        if len(found[family]) > MOST_ROWS:
            raise Refusal(words.OUT_OF_RANGE, row=family, value=len(found[family]), least=0, most=MOST_ROWS)
    return found


def drop_years_row(*, by: Actor, years: str, family: str, number: int, today: date | None = None) -> Scenario:
    """Take a row out. Refuses planning.no_such_years, .not_in_this_state and .no_such_row."""
    row = own_years(by=by, years=years, today=today)
    check_open(row.state)
    if all(each["no"] != number for each in row.settings.get(family, [])):
        raise Refusal(words.NO_SUCH_ROW)
    with act("planning.years.dropped", by=by, owner=row.owner, about=row.uid, family=family):
        row = _held(row)
        check_open(row.state)
        row.settings = {**row.settings, family: [each for each in row.settings[family] if each["no"] != number]}
        row.save()
    return row


def copy_years(*, by: Actor, years: str, title: str, today: date | None = None) -> Scenario:
    """Another plan over years with what was told to this one, to assume something else beside it. Its search begins
    with the plan of this one. Refuses planning.no_such_years and text.*.
    """
    day = today or localdate()
    row = own_years(by=by, years=years, today=day)
    same = ("owner", "kind", "label", "first", "last", "currency", "use_needs", "settings", "seconds", "synthetic")
    with act("planning.years.copied", by=by, owner=row.owner) as done:
        made = Scenario(
            **{name: getattr(row, name) for name in same},
            title=clean_line(title, field="title", max_length=200),
            made_on=day,
            made_from=row.uid,
            earlier=row.result if "courses" in row.result else row.earlier,
        )
        made.save()
        done.about = made.uid
    return made


def plan_season(*, by: Actor, years: str, title: str, since: int, quarters: int, today: date | None = None) -> Scenario:
    """Begin the plan of a season with what a plan over years wants in some of its quarters: its courses, as many seats
    as it gives to each country, and its currency. Rooms, trainers and days follow there.

    Refuses planning.no_such_years, .no_plan_yet, .season_of_quarters, .no_quarter_to_plan, and what
    begin_scenario refuses.
    """
    day = today or localdate()
    row = own_years(by=by, years=years, today=day)
    if "courses" not in row.result or not row.inputs:
        raise Refusal(words.NO_PLAN_YET)
    programme, (begun, currency) = programme_of(row.inputs), planned_with(row.inputs, row.first, row.currency)
    if not (0 <= since < programme.quarters and 1 <= quarters <= MOST_OF_A_SEASON):
        raise Refusal(told_words.SEASON_OF_QUARTERS, field="quarters", least=1, most=MOST_OF_A_SEASON)
    found = told_of(programme, years_of(row.result))
    people: dict[tuple[str, str], int] = {}
    for each in found.taught:
        if since <= each.quarter < since + quarters and each.people:
            people[each.country, each.topic] = people.get((each.country, each.topic), 0) + each.people
    if not people:
        raise Refusal(told_words.NO_QUARTER_TO_PLAN)
    first = max(quarter_begins(since, begun), day)
    last = min(quarter_begins(since + quarters, begun) - timedelta(days=1), first + timedelta(days=LONGEST_SEASON))
    with act("planning.years.season", by=by, owner=row.owner, about=row.uid):
        made = begin_scenario(
            by=by, owner=row.owner, title=title, first=first, last=max(first, last), currency=currency,
            use_needs=False, seconds=row.seconds, today=day, label=Sensitivity(row.label), synthetic=row.synthetic,
        )  # fmt: skip
        for family, told in _season_rows(row, programme, people):
            add_row(by=by, scenario=str(made.uid), family=family, told=told, today=day)
    return made


MOST_OF_A_SEASON = 4
"""Quarters that a season takes at most."""


def _season_rows(row: Scenario, programme: Programme, people: Mapping[tuple[str, str], int]) -> list[tuple[str, Row]]:
    """The courses as the plan was made with them, and the people whom it teaches. A course that was as long as its
    curriculum is so in the season; of many trainers those beyond the leads come from the country.
    """
    wanted = {topic for _country, topic in people}
    told = {each["curriculum"]: each["days"] or "" for each in row.settings.get("courses", [])}
    topics: list[tuple[str, Row]] = [
        (
            "topics",
            {"curriculum": c.key, "days": told.get(c.key, c.days), "least": min(10, c.seats), "most": c.seats,
             "leads": min(c.staff, MOST_LEADS), "locals": min(max(0, c.staff - MOST_LEADS), MOST_LEADS)},
        )
        for c in programme.topics
        if c.key in wanted
    ]  # fmt: skip
    return topics + [
        (
            "wanted",
            {"country": country, "topic": topic, "people": n, "languages": programme.speaks[country], "why": row.title},
        )
        for (country, topic), n in sorted(people.items())
    ]


MOST_LEADS = 8
"""Leads, and as many trainers of the country, that a season's course has at most."""


def own_years(*, by: Actor, years: str, today: date | None = None) -> Scenario:
    """A plan over years that the actor may read and plans for. Refuses planning.no_such_years."""
    try:
        return own_scenario(by=by, scenario=years, today=today, kinds=YEARS)
    except Refusal as refusal:
        if refusal.word == words.NO_SUCH_SCENARIO:
            raise Refusal(told_words.NO_SUCH_YEARS) from None
        raise


def _content(
    title: str, begins: date, quarters: int, currency: str, use_needs: bool, seconds: int, day: date
) -> dict[str, Any]:
    first, last = span(begins, quarters)
    code = currency.strip().upper()
    if code not in in_use(day):
        raise Refusal(words.UNKNOWN_CURRENCY, field="currency", currency=currency[:10])
    return {
        "title": clean_line(title, field="title", max_length=200),
        "first": first,
        "last": last,
        "currency": code,
        "use_needs": bool(use_needs),
        "seconds": check_seconds(int(seconds)),
    }


def _checked(owner: str, family: str, wanted: Row, topics: Collection[str], day: date) -> Row:
    """The row with the codes as they are written. What it names has to be there."""
    for field in FAMILIES[family]:
        value = wanted[field.name]
        if not value:
            continue
        if field.kind == "country":
            wanted[field.name] = atlas.territory(value).code
        elif field.kind == "language":
            wanted[field.name] = language_tag(value, field=field.name)
        elif field.kind == "scheme" and not levels_of(owner, value, on=day):
            raise Refusal(outlook_words.NO_SUCH_SCHEME, field=field.name, scheme=value[:40])
        elif field.kind == "topic" and value not in topics:
            raise Refusal(words.NOT_A_CHOICE, field=field.name, value=value[:40])
    return wanted
