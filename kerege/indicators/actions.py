"""Writing claims. There is no action that writes a computed value, and one that says so."""

from datetime import date
from typing import NoReturn

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.atlas.rules import check_known
from kerege.indicators import words
from kerege.indicators.models import Claim
from kerege.indicators.rules import definition
from kerege.indicators.rules.definitions import UNITS
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import read_stated
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_about, check_may, choice
from kerege.people.words import Deed
from kerege.records.counts import Qualifier
from kerege.records.recording import plain_key, record_once


def record_claim(
    *,
    by: Actor,
    owner: str,
    key: str,
    indicator: str,
    value: int | str,
    qualifier: str,
    unit: str,
    meaning: str,
    source: str = "",
    project_key: str = "",
    territory: str = "",
    stated_by: str = "",
    stated_on: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> Claim:
    """Record a figure that a source published, with what it means in our own words.

    Refuses indicators.claim_without_source, indicators.unknown_indicator, indicators.no_meaning, indicators.wrong_unit,
    indicators.stated_in_future, figures.not_a_figure, people.not_yours, people.not_about_others, people.unknown_choice,
    atlas.unknown_code, dates.not_a_date, records.bad_key, records.key_taken.
    """
    check_may(by, Deed.RECORD_CLAIM, owner)
    about = definition(indicator)
    check_about(owner, territory)
    if not source.strip():
        raise Refusal(words.CLAIM_WITHOUT_SOURCE, field="source")
    if not meaning.strip():
        raise Refusal(words.NO_MEANING, field="meaning")
    if unit != about.unit:
        raise Refusal(words.WRONG_UNIT, field="unit", unit=unit[:30], indicator=about.key, expected=UNITS[about.unit])
    if project_key:
        check_known(project_key, atlas.project_keys(), scheme="project", field="project_key")
    return record_once(
        Claim,
        word="indicators.claim.recorded",
        by=by,
        owner=owner,
        where={"key": plain_key(key)},
        content={
            "owner": owner,
            "label": label,
            "synthetic": synthetic,
            "indicator": about.key,
            "project_key": project_key,
            "territory_id": atlas.territory(territory).code if territory else None,
            "value": whole(value, field="value"),
            "qualifier": choice(qualifier, Qualifier, "qualifier"),
            "unit": unit,
            "meaning": clean_line(meaning, field="meaning", max_length=300),
            "stated_by": clean_line(stated_by, field="stated_by", max_length=120) if stated_by else "",
            "stated_on": _day_of_statement(stated_on, today),
            "source": atlas.source(source),
        },
    )


def _day_of_statement(stated_on: str, today: date | None) -> str:
    """The date that the page gives, as it gives it: a day, a month, a year, or nothing; never one to come."""
    stated = read_stated(stated_on, field="stated_on")
    if stated.first and stated.first > (today or timezone.now().date()):
        raise Refusal(words.STATED_IN_FUTURE, field="stated_on", value=stated_on[:40])
    return stated_on.strip()


def type_value(*, by: Actor, indicator: str, value: object) -> NoReturn:
    """What page and API call when somebody types a computed value. Always refuses: indicators.computed_not_typed."""
    raise Refusal(words.COMPUTED_NOT_TYPED, field="value", indicator=definition(indicator).key)
