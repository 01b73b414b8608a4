"""Beginning a scenario, changing what it is about, and making another one of it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas.rules import language_tag
from kerege.inventory import queries as inventory
from kerege.inventory.rules.keepers import keeps
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.money import in_use
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.planning import words
from kerege.planning.models import Scenario, ScenarioTrainer
from kerege.planning.queries.before import last_days
from kerege.planning.rules.rows import row_of, with_row
from kerege.planning.rules.states import check_open, check_season, check_seconds
from kerege.planning.words import Kind
from kerege.sharing.queries import viewer_of_actor

USUAL_GOALS = [["need", 0], ["fairness", 0], ["cost", 0]]


def begin_scenario(
    *,
    by: Actor,
    owner: str,
    title: str,
    first: date,
    last: date,
    curricula: Iterable[str] = (),
    centre: str = "",
    currency: str = "EUR",
    use_needs: bool = True,
    also: str = "",
    seconds: int = 30,
    today: date | None = None,
    label: Sensitivity | None = None,
    synthetic: bool = False,
) -> Scenario:
    """Begin a plan for a season (both days count) of a country, of the region or of one training centre. What is
    gathered for it is kept with it, so it is as closed as what its maker may read, or more (`label`). `also` are
    languages in which everybody can be taught beside their own.

    Refuses people.not_yours, planning.not_your_centre, .season_too_long, .unknown_currency, .bad_seconds,
    atlas.bad_language and text.*.
    """
    day = today or localdate()
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    _check_centre(by, owner, centre, day)
    content = _content(title, first, last, currency, use_needs, also, seconds, day)
    settings: dict[str, Any] = {}
    for key in dict.fromkeys(curricula):
        settings["topics"] = with_row(settings.get("topics", []), "topics", row_of("topics", {"curriculum": key}))
    with act("planning.scenario.begun", by=by, owner=owner) as done:
        made = Scenario(
            owner=owner,
            centre=centre,
            label=max(label or Sensitivity.NATIONAL, viewer_of_actor(by, on=day).clearance_for(owner)),
            settings=settings,
            goals=USUAL_GOALS,
            made_on=day,
            synthetic=synthetic,
            **content,
        )
        made.save()
        done.about = made.uid
    return made


def change_scenario(
    *,
    by: Actor,
    scenario: str,
    title: str,
    first: date,
    last: date,
    currency: str,
    use_needs: bool,
    also: str = "",
    seconds: int = 30,
    goals: Iterable[tuple[str, int]] = (),
    today: date | None = None,
) -> Scenario:
    """Change what a scenario is about. The plan that was found stays, and is told to rest on other things now. The same
    again changes nothing.

    Refuses planning.no_such_scenario, .not_in_this_state, and what begin_scenario refuses.
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    check_open(row.state)
    content = _content(title, first, last, currency, use_needs, also, seconds, day)
    content["goals"] = _goals(goals) or row.goals
    if all(getattr(row, name) == value for name, value in content.items()):
        return row
    with act("planning.scenario.changed", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        check_open(row.state)
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
    return row


def order_goals(*, by: Actor, scenario: str, goals: Iterable[tuple[str, int]], today: date | None = None) -> Scenario:
    """Put the goals of a scenario in order, each with the thousandths that it may give to those after it; the next
    search goes by it. The same again changes nothing.

    Refuses planning.no_such_scenario, .not_in_this_state, .accepted_already, .not_a_choice, .not_a_number, and
    .value_missing where no goal counts.
    """
    row = own_scenario(by=by, scenario=scenario, today=today)
    check_open(row.state)
    wanted = _goals(goals)
    if not wanted:
        raise Refusal(words.VALUE_MISSING, field="goals")
    if wanted == row.goals:
        return row
    with act("planning.goals.ordered", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        check_open(row.state)
        row.goals = wanted
        row.save()
    return row


def copy_scenario(*, by: Actor, scenario: str, title: str, today: date | None = None) -> Scenario:
    """Another scenario with what was told to this one, to try something else beside it. Its plan is the one before the
    next. Of an accepted plan it is what is left: whoever has a seat in a course that stands is not planned for again,
    and the next search keeps to what was cancelled as far as it can.

    Refuses planning.no_such_scenario, people.not_yours, planning.not_your_centre and text.*.
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    told = (
        "owner",
        "label",
        "centre",
        "first",
        "last",
        "currency",
        "use_needs",
        "also",
        "settings",
        "goals",
        "seconds",
    )
    with act("planning.scenario.copied", by=by, owner=row.owner) as done:
        made = Scenario(
            **{name: getattr(row, name) for name in told},
            title=clean_line(title, field="title"),
            synthetic=row.synthetic,
            made_on=day,
            made_from=row.uid,
            result={},
            earlier=_before_next(row, by, day),
        )
        made.save()
        for each in ScenarioTrainer.objects.inside_action().filter(of=row).order_by("number"):
            ScenarioTrainer(
                of=made,
                owner=made.owner,
                label=made.label,
                synthetic=made.synthetic,
                number=each.number,
                person_id=each.person_id,
                country=each.country,
                listing=each.listing,
            ).save()
        done.about = made.uid
    return made


def _before_next(row: Scenario, by: Actor, day: date) -> dict[str, Any]:
    """The plan to which the next search keeps: without courses that were accepted and stand."""
    kept: dict[str, Any] = row.result if "courses" in row.result else row.earlier
    if "courses" not in row.result:
        return kept
    standing = last_days(viewer_of_actor(by, on=day), row)
    left = [each for number, each in enumerate(kept["courses"], start=1) if number not in standing]
    return {**kept, "courses": left} if left else {}


def own_scenario(
    *, by: Actor, scenario: str, today: date | None = None, kinds: Collection[Kind] = (Kind.SEASON,)
) -> Scenario:
    """A scenario that the actor may read and plans for, of one of these kinds. Refuses planning.no_such_scenario."""
    reader = viewer_of_actor(by, on=today or localdate())
    number = uid_or_none(str(scenario))
    with checking():
        rows = Scenario.objects.inside_action().filter(uid=number, kind__in=list(kinds))
        row: Scenario | None = rows.first() if number else None
    if row is None or not (by.is_system or reader.may_see(row.label, row.owner)):
        raise Refusal(words.NO_SUCH_SCENARIO)
    if not keeps(by, row.owner, _organisation(by, row.centre, today or localdate()), deed=Deed.RECORD_ACTIVITY):
        raise Refusal(words.NO_SUCH_SCENARIO)
    return row


def _held(row: Scenario) -> Scenario:
    """The scenario as it stands, locked until the act that is open ends."""
    found: Scenario = Scenario.objects.inside_action().select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    return found


def _check_centre(by: Actor, owner: str, centre: str, day: date) -> None:
    if not keeps(by, owner, _organisation(by, centre, day), deed=Deed.RECORD_ACTIVITY):
        raise Refusal(words.NOT_YOUR_CENTRE, field="centre")


def _organisation(by: Actor, centre: str, day: date) -> str:
    lines = inventory.centres(viewer_of_actor(by, on=day), on=day, lang="en", key=centre) if centre else []
    return lines[0].organisation if lines else ""


def _content(
    title: str, first: date, last: date, currency: str, use_needs: bool, also: str, seconds: int, day: date
) -> dict[str, Any]:
    check_season(first, last)
    code = currency.strip().upper()
    if code and code not in in_use(day):
        raise Refusal(words.UNKNOWN_CURRENCY, field="currency", currency=currency[:10])
    return {
        "title": clean_line(title, field="title"),
        "first": first,
        "last": last,
        "currency": code,
        "use_needs": bool(use_needs),
        "also": " ".join(dict.fromkeys(language_tag(tag, field="also") for tag in also.split())),
        "seconds": check_seconds(int(seconds)),
    }


def _goals(goals: Iterable[tuple[str, int]]) -> list[list[Any]]:
    """The goals in their order, each once, with what each may give. Refuses planning.not_a_choice, .not_a_number."""
    found: dict[str, int] = {}
    for goal, give in goals:
        if goal not in words.GOALS:
            raise Refusal(words.NOT_A_CHOICE, field="goals", value=str(goal)[:40])
        if not 0 <= give <= 1000:
            raise Refusal(words.NOT_A_NUMBER, field="goals", value=give, least=0, most=1000)
        found.setdefault(goal, give)
    return [[goal, give] for goal, give in found.items()]
