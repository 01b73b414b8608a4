"""What sessions, certificates, registers, the cascade and follow-ups show about trainers and laboratories reached."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kerege.capacity.queries.certified import CaseTold
from kerege.indicators.queries.asking import WITHHELD, Answer, Question, last_days, per_country, recorded
from kerege.indicators.queries.from_courses import _record
from kerege.indicators.rules import RecordRef
from kerege.inventory.queries import FacilityLine
from kerege.lib.refusal import N_
from kerege.people.rules import REGION
from kerege.training.queries import facilities_over, trainers_over
from kerege.training.queries.trainers_over import Share

STEPS = N_(
    "Who holds a certificate is known to those who answer for it. You are told multiples of the least number of people "
    "that may be shown, country by country; of a country with fewer nothing is told, and no case is listed."
)
TAUGHT = N_(
    "Who sat in these courses is known to those who keep their registers. You are told multiples of the least number "
    "of people that may be shown, and nothing where fewer teach or fewer do not."
)
SAID = N_(
    "What single people said is known to those who answer for the course. You are told a time once it is over for a "
    "course, and small groups only as part of what may be at most."
)
CAME = N_(
    "Who came is known to those who keep the registers. From where fewer people came than may be shown counts only in "
    "what it may be at most."
)


def contact_hours(question: Question) -> Answer:
    """The hours of the shortest and of the longest course for trainers whose sessions are recorded."""
    found = trainers_over.contact_hours(question.viewer, **question.courses)
    if not found.told:
        return Answer(unknown_records=found.without)
    country = "venue" if question.by_venue else "trainees_from"
    by_country: dict[str, list[float]] = {}
    for each in found.told:
        by_country.setdefault(getattr(each.course, country), []).append(each.hours)
    hours = [each.hours for each in found.told]
    return Answer(
        evidence=recorded(min(hours), max(hours)),
        unknown_records=found.without,
        records=tuple(_record("course", each.course, each.hours, each.hours, None, "sessions") for each in found.told),
        records_total=len(found.told),
        by_territory={code: (min(each), max(each)) for code, each in by_country.items()},
        last_days=last_days([each.course for each in found.told], country),
    )


def part_two(question: Question, *, overdue: bool = False) -> Answer:
    """People with part 2 complete, or with part 2 overdue."""
    ask = trainers_over.overdue if overdue else trainers_over.certified
    found = ask(question.viewer, **question.plain)
    if found is None:
        return Answer()
    told, protected = found.steps, "" if found.everything else STEPS
    if not told.by_owner:
        return Answer(evidence=WITHHELD, protected=STEPS) if protected else Answer()
    records = tuple(_case(line) for line in found.lines)
    return Answer(
        evidence=recorded(told.low, told.high),
        records=records,
        records_total=len(records),
        by_territory={_country(owner): bounds for owner, bounds in told.by_owner.items()},
        last_days=last_days([each for each in records if each.territory], "territory"),
        protected=protected,
    )


def _country(owner: str) -> str:
    return "" if owner == REGION else owner


def _case(line: CaseTold) -> RecordRef:
    return RecordRef(
        kind="case",
        uid=line.uid,
        key="",
        title=line.title,
        first_day=line.on,
        last_day=line.on,
        precision="day",
        date_text="",
        territory=_country(line.owner),
        venue="",
        low=1,
        high=1,
        planned=None,
        basis="course",
        sources=(),
        synthetic=line.synthetic,
    )


def active(question: Question) -> Answer:
    """Trained trainers who taught lately, out of all whom closed registers name."""
    found = trainers_over.active(question.viewer, **question.courses)
    return _share(question, found, TAUGHT, "register")


def in_post(question: Question, *, months: int) -> Answer:
    """Trained trainers who still work where they worked, so many months later."""
    found = trainers_over.in_post(question.viewer, months, **question.courses)
    return _share(question, found, SAID, "followed")


def _share(question: Question, found: Share, how: str, basis: str) -> Answer:
    protected = "" if found.exact else how
    country = "venue" if question.by_venue else "trainees_from"
    listed = Answer(
        records=tuple(_record("course", line, None, None, None, basis) for line in found.courses),
        records_total=len(found.courses),
        last_days=last_days(found.courses, country),
        protected=protected,
    )
    if not found.of and not found.left_out:
        return Answer()
    if found.low is None or found.high is None or not found.of:
        return replace(listed, evidence=WITHHELD)
    return replace(listed, evidence=recorded(found.low, found.high, of_low=found.of, of_high=found.of))


def facilities(question: Question) -> Answer:
    """Laboratories from which people of closed registers came."""
    found = facilities_over.reached(question.viewer, **question.courses)
    protected = "" if found.exact else CAME
    if not found.bodies:
        nothing = Answer(unknown_records=found.unknown, protected=protected)
        return replace(nothing, evidence=WITHHELD) if protected and found.more else nothing
    records = tuple(_facility(line, alone) for line, alone in found.facilities)
    return Answer(
        evidence=recorded(found.bodies, len(records) + found.more),
        unknown_records=found.unknown,
        records=records,
        records_total=len(records),
        by_territory=per_country(records, "territory", lambda record: (record.low, record.high)),
        protected=protected,
    )


def _facility(line: FacilityLine, alone: bool) -> RecordRef:
    """One facility; of an organisation with several nobody says in which of them somebody works."""
    return RecordRef(
        kind="facility",
        uid=line.uid,
        key=line.key,
        title=line.title,
        first_day=None,
        last_day=None,
        precision="none",
        date_text="",
        territory=line.territory,
        venue="",
        low=int(alone),
        high=1,
        planned=None,
        basis="register",
        sources=(),
        synthetic=line.synthetic,
    )


ANSWERS: dict[str, Callable[[Question], Answer]] = {
    "trainers.contact_hours": contact_hours,
    "trainers.part2": part_two,
    "trainers.part2_overdue": partial(part_two, overdue=True),
    "trainers.active": active,
    "reach.facilities": facilities,
    "sustainability.in_post_12": partial(in_post, months=12),
    "sustainability.in_post_24": partial(in_post, months=24),
    "sustainability.in_post_36": partial(in_post, months=36),
}
