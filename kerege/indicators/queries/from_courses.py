"""What courses, registers, placements and adoptions show."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from kerege.atlas import queries as atlas
from kerege.indicators.queries.asking import Answer, Question, last_days, per_country, recorded
from kerege.indicators.rules import Conflict, Evidence, RecordRef
from kerege.indicators.words import State
from kerege.lib.sensitivity import Sensitivity
from kerege.training import queries as training
from kerege.training.queries import evaluation_over as evaluation
from kerege.training.queries import evaluation_practice as practice
from kerege.training.queries.evaluation_over import CourseGain
from kerege.training.queries.evaluation_practice import CoursePractice
from kerege.training.words import CASCADE_KINDS, CourseKind, Dimension, Status

TRAINERS = (CourseKind.TOT_PART1,)
REGISTER_LABEL = Sensitivity.RESTRICTED


def people(question: Question, *, kinds: tuple[str, ...]) -> Answer:
    """Trainees of courses of these kinds."""
    counted = training.headcount(question.viewer, kinds=kinds, **question.courses)
    held = training.courses_held(question.viewer, kinds=kinds, **question.courses)
    records, total, withheld = _course_records(question, kinds, people_of=set(counted.groups))
    return Answer(
        evidence=recorded(counted.low, counted.high) if held else Answer().evidence,
        planned=counted.planned,
        unknown_records=counted.unknown,
        conflicts=tuple(Conflict("record", d.title, d.uid, d.values) for d in counted.disagreements),
        records=records,
        records_total=total,
        withheld_records=withheld,
        by_territory=counted.by_territory,
        last_days={code: last for code, (_, last) in held.items()},
    )


def workshops(question: Question, *, kinds: tuple[str, ...]) -> Answer:
    """Courses of these kinds that were held."""
    held = training.courses_held(question.viewer, kinds=kinds, **question.courses)
    records, total, _ = _course_records(question, kinds, people_of=None)
    return Answer(
        evidence=recorded(sum(n for n, _ in held.values())) if held else Answer().evidence,
        records=records,
        records_total=total,
        by_territory={code: (n, n) for code, (n, _) in held.items()},
        last_days={code: last for code, (_, last) in held.items()},
    )


def people_per_trainer(question: Question) -> Answer:
    """People of the cascade divided by trainers, at least and at most."""
    reached = people(question, kinds=CASCADE_KINDS)
    trained = training.headcount(question.viewer, kinds=TRAINERS, **question.courses)
    low, high = reached.evidence.low, reached.evidence.high
    if low is None or high is None or not trained.low:
        return Answer(evidence=Evidence(State.NOT_COMPUTABLE))
    ratio = recorded(round(low / trained.high, 2), round(high / trained.low, 2))
    return Answer(ratio, records=reached.records, records_total=reached.records_total, last_days=reached.last_days)


def generations(question: Question) -> Answer:
    deepest = training.generations(question.viewer, **question.courses)
    answer = workshops(question, kinds=())
    return Answer(
        evidence=recorded(deepest) if deepest else Answer().evidence,
        records=answer.records,
        records_total=answer.records_total,
        last_days=answer.last_days,
    )


def reach(question: Question, *, dimension: Dimension) -> Answer:
    """Attendances of closed registers by one dimension, protected for this viewer."""
    found = training.breakdown(question.viewer, dimension=dimension, **question.courses)
    if not found.courses:
        return Answer()
    held = training.courses_held(question.viewer, **question.courses)
    return Answer(
        evidence=recorded(found.total),
        breakdown=found,
        last_days={code: last for code, (_, last) in held.items()},
    )


def trainers_in_centres(question: Question) -> Answer:
    """Trainers whom sources place in centres, out of those that their courses trained."""
    lines = training.placements(question.viewer, **question.plain)
    if not lines:
        return Answer()
    courses = {line.course_uid: line.trained for line in lines}
    placed = sum(line.trainers for line in lines)
    return Answer(
        evidence=recorded(
            placed,
            of_low=sum(c.low or 0 for c in courses.values()),
            of_high=sum(c.high or 0 for c in courses.values()),
        ),
        conflicts=tuple(
            Conflict("record", line.course_title, line.course_uid, line.trained.by_value)
            for line in {line.course_uid: line for line in lines}.values()
            if line.trained.in_conflict
        ),
        records=tuple(_placement_record(line) for line in lines),
        records_total=len(lines),
        by_territory=per_country(lines, "territory", lambda line: (line.trainers, line.trainers)),
        last_days=last_days(lines, "territory"),
    )


def centres(question: Question) -> Answer:
    """Centres in which sources place at least one trainer."""
    lines = [p for p in training.placements(question.viewer, **question.plain) if p.trainers]
    if not lines:
        return Answer()
    first = {line.centre: line for line in lines}.values()
    return Answer(
        evidence=recorded(len(first)),
        records=tuple(_placement_record(line) for line in lines),
        records_total=len(lines),
        by_territory=per_country(first, "territory"),
        last_days=last_days(lines, "territory"),
    )


def curricula(question: Question) -> Answer:
    lines = training.adoptions(question.viewer, **question.plain)
    if not lines:
        return Answer()
    return Answer(
        evidence=recorded(len(lines)),
        records=tuple(_adoption_record(line) for line in lines),
        records_total=len(lines),
        by_territory=per_country(lines, "territory"),
        last_days=last_days(lines, "territory"),
    )


def gain(question: Question) -> Answer:
    """The mean gain over all who wrote the tests before and after a course, in points of a hundred."""
    lines = evaluation.gains(question.viewer, **question.courses)
    if not lines:
        return Answer()
    whole = sum(line.gain.n for line in lines)
    return Answer(
        evidence=recorded(_over_people(lines), of_low=whole, of_high=whole),
        records=tuple(_gain_record(line) for line in lines) if question.size else (),
        records_total=len(lines),
        by_territory={
            code: (value, value)
            for code in sorted({_country(question, line) for line in lines})
            for value in [_over_people([line for line in lines if _country(question, line) == code])]
        },
        last_days=last_days(lines, "venue" if question.by_venue else "trainees_from"),
    )


def behaviour(question: Question) -> Answer:
    """The share of practices done fully at the workplace, in per cent, over all who were looked at."""
    lines = practice.practised(question.viewer, **question.courses)
    if not lines:
        return Answer()
    whole = sum(line.people for line in lines)
    return Answer(
        evidence=recorded(_share_done(lines), of_low=whole, of_high=whole),
        records=tuple(_practice_record(line) for line in lines) if question.size else (),
        records_total=len(lines),
        last_days=last_days(lines, "venue" if question.by_venue else "trainees_from"),
    )


def _share_done(lines: list[CoursePractice]) -> float:
    return round(100 * sum(line.done for line in lines) / sum(line.of for line in lines), 1)


def _practice_record(line: CoursePractice) -> RecordRef:
    percent = round(100 * line.done / line.of)
    return _record("course", line, percent, percent, None, "observed")


def _country(question: Question, line: CourseGain) -> str:
    return line.venue if question.by_venue else line.trainees_from


def _over_people(lines: list[CourseGain]) -> float:
    """Means of courses weighed by how many people each stands for."""
    return round(sum(line.mean * line.gain.n for line in lines) / sum(line.gain.n for line in lines), 1)


def _gain_record(line: CourseGain) -> RecordRef:
    return _record("course", line, round(line.mean), round(line.mean), None, "tests")


def own_funds(question: Question) -> Answer:
    """The share of courses without external money among those whose funding is known, in per cent."""
    sums = training.funding(question.viewer, **question.courses)
    known = sums.get(True, 0) + sums.get(False, 0)
    if not known:
        return Answer(unknown_records=sums.get(None, 0))
    held = training.courses_held(question.viewer, **question.courses)
    records, total, _ = _course_records(question, (), people_of=None, adds=_without_outside)
    return Answer(
        evidence=recorded(round(100 * sums.get(False, 0) / known, 1), of_low=known, of_high=known),
        unknown_records=sums.get(None, 0),
        records=records,
        records_total=total,
        last_days={code: last for code, (_, last) in held.items()},
    )


def _without_outside(line: training.CourseLine) -> int | None:
    """1 for a course without money from outside, 0 for one with it; None where nobody says."""
    return None if line.external_funding is None else int(not line.external_funding)


def after_project(question: Question) -> Answer:
    """Courses held after the project's last day; not computable without a project that has one."""
    end = _project_end(question)
    if end is None:
        return Answer(evidence=Evidence(State.NOT_COMPUTABLE))
    return Answer(evidence=recorded(sum(training.funding(question.viewer, after=end, **question.courses).values())))


def _project_end(question: Question) -> date | None:
    """The last day of the project asked about, where the atlas knows one."""
    if question.scope.project not in atlas.project_keys():
        return None
    end = atlas.project_page(question.scope.project, on=question.on, lang="en").end
    return end - timedelta(days=1) if end else None


def _one(_line: training.CourseLine) -> int | None:
    return 1


def _course_records(
    question: Question,
    kinds: tuple[str, ...],
    *,
    people_of: set[int] | None,
    adds: Callable[[training.CourseLine], int | None] = _one,
) -> tuple[tuple[RecordRef, ...], int, int]:
    """The records of one page, how many there are, and how many rows of their registers the viewer may not list.

    With `people_of`, records tell people and the groups counted as one come first; without, each course tells what it
    `adds`, which is one.
    """
    if not question.size:
        return (), 0, 0
    countries = question.scope.territories
    page = training.courses(
        question.viewer,
        on=question.on,
        project=question.scope.project,
        kinds=kinds,
        status="" if people_of is not None else Status.HELD,
        page=question.page,
        size=question.size,
        venue=countries if question.by_venue else (),
        trainees_from=() if question.by_venue else countries,
    )
    groups = training.groups(question.viewer, people_of) if people_of else []
    shown = groups if question.page == 1 else []
    covered = {group.key for group in groups}
    records = [_group_record(group) for group in shown]
    if people_of is None:
        records += [_record("course", line, adds(line), adds(line), None, "course") for line in page.rows]
    else:
        records += [_course_record(line, line.group in covered) for line in page.rows]
    withheld = sum(_unlisted(question, line) for line in page.rows) if people_of is not None else 0
    return tuple(records), page.total + len(groups), withheld


def _unlisted(question: Question, line: training.CourseLine) -> int:
    may = question.viewer.clearance_for(line.owner)
    return line.counted.low or 0 if line.counted.basis == "register" and may < REGISTER_LABEL else 0


def _course_record(line: training.CourseLine, covered: bool) -> RecordRef:
    counted = line.counted
    if covered:
        return _record("course", line, None, None, None, "group")
    if line.status != Status.HELD:
        return _record("course", line, None, None, counted.planned, counted.basis)
    return _record("course", line, counted.low, counted.high, counted.planned, counted.basis)


def _group_record(line: training.GroupLine) -> RecordRef:
    return _record("course_group", line, line.counted.low, line.counted.high, None, line.counted.basis)


def _record(kind: str, line: Any, low: float | None, high: float | None, planned: int | None, basis: str) -> RecordRef:
    return RecordRef(
        kind=kind,
        uid=line.uid,
        key=line.key,
        title=line.title,
        first_day=line.first_day,
        last_day=line.last_day,
        precision=line.precision,
        date_text=line.date_text,
        territory=line.trainees_from,
        venue=line.venue,
        low=low,
        high=high,
        planned=planned,
        basis=basis,
        sources=line.sources,
        synthetic=line.synthetic,
    )


def _placement_record(line: training.PlacementLine) -> RecordRef:
    return RecordRef(
        kind="placement",
        uid=line.course_uid,
        key=line.centre,
        title=line.course_title,
        first_day=line.first_day,
        last_day=line.last_day,
        precision=line.precision,
        date_text=line.date_text,
        territory=line.territory,
        venue="",
        low=line.trainers,
        high=line.trainers,
        planned=None,
        basis="stated",
        sources=line.sources,
        synthetic=line.synthetic,
    )


def _adoption_record(line: training.AdoptionLine) -> RecordRef:
    return RecordRef(
        kind="adoption",
        uid=line.uid,
        key=line.key,
        title=line.programme,
        first_day=line.first_day,
        last_day=line.last_day,
        precision=line.precision,
        date_text=line.date_text,
        territory=line.territory,
        venue="",
        low=1,
        high=1,
        planned=None,
        basis="stated",
        sources=line.sources,
        synthetic=line.synthetic,
    )


ANSWERS: dict[str, Callable[[Question], Answer]] = {
    "trainers.part1": partial(people, kinds=TRAINERS),
    "trainers.workshops": partial(workshops, kinds=TRAINERS),
    "cascade.workshops": partial(workshops, kinds=CASCADE_KINDS),
    "cascade.people": partial(people, kinds=CASCADE_KINDS),
    "cascade.people_per_trainer": people_per_trainer,
    "cascade.generations": generations,
    "reach.institution_type": partial(reach, dimension=Dimension.INSTITUTION_TYPE),
    "reach.unit": partial(reach, dimension=Dimension.UNIT),
    "reach.sex": partial(reach, dimension=Dimension.SEX),
    "institution.centres": centres,
    "institution.trainers_in_centres": trainers_in_centres,
    "institution.curricula": curricula,
    "learning.gain": gain,
    "learning.behaviour": behaviour,
    "sustainability.own_funds": own_funds,
    "sustainability.after_project": after_project,
}
