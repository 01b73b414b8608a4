"""What people tell a scenario, row by row; and whom they name to teach in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.money import in_use
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.planning import words
from kerege.planning.actions.scenarios import _held, own_scenario
from kerege.planning.models import Scenario, ScenarioTrainer
from kerege.planning.rules.rows import FAMILIES, MOST_ROWS, Row, row_of, with_row
from kerege.planning.rules.states import check_open
from kerege.privacy.queries import person_of_listing
from kerege.records.personal import subject_model
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.staffing import LISTED


def add_row(*, by: Actor, scenario: str, family: str, told: Mapping[str, Any], today: date | None = None) -> Scenario:
    """Tell a scenario a row of one family (rules.rows); it takes the place of one that stands for the same thing. The
    same again changes nothing.

    Refuses planning.no_such_scenario, .not_in_this_state, .accepted_already, what rules.rows.row_of refuses,
    atlas.unknown_code, atlas.bad_language, planning.unknown_currency, .unknown_key and .out_of_range for too many rows.
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    check_open(row.state)
    wanted = _checked(row, family, row_of(family, told), day)
    rows = with_row(row.settings.get(family, []), family, wanted)
    if rows == row.settings.get(family, []):
        return row
    if len(rows) > MOST_ROWS:
        raise Refusal(words.OUT_OF_RANGE, row=family, value=len(rows), least=0, most=MOST_ROWS)
    with act("planning.row.added", by=by, owner=row.owner, about=row.uid, family=family):
        row = _held(row)
        check_open(row.state)
        row.settings = {**row.settings, family: with_row(row.settings.get(family, []), family, wanted)}
        row.save()
    return row


def drop_row(*, by: Actor, scenario: str, family: str, number: int, today: date | None = None) -> Scenario:
    """Take a row out. Refuses planning.no_such_scenario, .not_in_this_state, .accepted_already and .no_such_row."""
    row = own_scenario(by=by, scenario=scenario, today=today)
    check_open(row.state)
    if all(each["no"] != number for each in row.settings.get(family, [])):
        raise Refusal(words.NO_SUCH_ROW)
    with act("planning.row.dropped", by=by, owner=row.owner, about=row.uid, family=family):
        row = _held(row)
        check_open(row.state)
        kept = [each for each in row.settings.get(family, []) if each["no"] != number]
        row.settings = {**row.settings, family: kept}
        row.save()
    return row


def name_trainer(
    *,
    by: Actor,
    scenario: str,
    person: str,
    languages: str,
    courses: str = "",
    fee: str = "",
    today: date | None = None,
) -> Scenario:
    """Name somebody who could teach: a person whose name the actor reads (by key), or somebody who chose to be found
    (`listed:` and the uid of the entry). Whether they hold part 2 follows from their certificates.

    Refuses records.nothing_there and what add_row refuses.
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    check_open(row.state)
    whom, listing = _whom(by, person, day)
    told = {"person": "t0", "languages": languages, "courses": courses, "fee": fee}
    row_of("staff", told)
    with act("planning.trainer.named", by=by, owner=row.owner, about=row.uid):
        known = _trainer_of(_held(row), whom, listing)
        told["person"] = str(known)
        return add_row(by=by, scenario=scenario, family="staff", told=told, today=day)


def _trainer_of(row: Scenario, whom: Any, listing: str = "", country: str = "") -> ScenarioTrainer:
    """The place of a person in a scenario, made where there is none yet; inside an act."""
    rows = ScenarioTrainer.objects.inside_action().filter(of=row)
    found: ScenarioTrainer | None = rows.filter(person=whom).first()
    if found is None:
        last = rows.order_by("-number").values_list("number", flat=True).first()
        found = ScenarioTrainer(
            of=row,
            owner=row.owner,
            label=row.label,
            synthetic=row.synthetic,
            number=(last or 0) + 1,
            person=whom,
            country=country or whom.owner,
            listing=listing or None,
        )
        found.save()
    return found


def _whom(by: Actor, key: str, day: date) -> tuple[Any, str]:
    """A person to name, and the entry by which they were found. Refuses records.nothing_there."""
    model: Any = subject_model(ScenarioTrainer, "person")
    reader = viewer_of_actor(by, on=day)
    listing = key.removeprefix(LISTED) if key.startswith(LISTED) else ""
    with checking():
        rows = model.objects.inside_action()
        if listing:
            found = rows.filter(pk=person_of_listing(reader, listing, on=day)).first()
        else:
            found = rows.filter(key=key[:60]).first()
            readable = found is not None and isinstance(people.person_names(reader, [found.pk]).get(found.pk), str)
            found = found if readable or by.is_system else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="person", what=model._meta.verbose_name, key=key[:60])
    return found, listing


def _checked(row: Scenario, family: str, wanted: Row, day: date) -> Row:
    """The row with the codes as they are written. What it names has to be there."""
    for field in FAMILIES[family]:
        value = wanted[field.name]
        if not value:
            continue
        if field.kind == "country":
            wanted[field.name] = atlas.territory(value).code
        elif field.kind == "countries":
            codes = [c if c == "*" else atlas.territory(c).code for c in value.split()]
            wanted[field.name] = " ".join(sorted(set(codes)))
        elif field.kind in {"language", "languages"}:
            wanted[field.name] = " ".join(language_tag(tag, field=field.name) for tag in value.split())
        elif field.kind == "currency" and value not in in_use(day):
            raise Refusal(words.UNKNOWN_CURRENCY, field=field.name, currency=value[:10])
        elif field.kind == "topic":
            _check_among(value, {each["curriculum"] for each in row.settings.get("topics", [])}, field.name)
        elif field.kind in {"person", "people"}:
            with checking():
                known = ScenarioTrainer.objects.inside_action().filter(of=row).values_list("number", flat=True)
                keys = {f"t{number}" for number in known}
            for key in value.split():
                _check_among(key, keys, field.name)
    return wanted


def _check_among(key: str, known: set[str], field: str) -> None:
    if key not in known:
        raise Refusal(words.NOT_A_CHOICE, field=field, value=key[:40])
