"""What people have shown of what a course asks for: certificates held, competences reached.

None of it is told here to anybody: whoever nominates, or organises, is told by name what is missing, and no more.
"""

from datetime import date

from kerege.capacity.queries import certificates
from kerege.capacity.queries.frameworks import definitions_on
from kerege.capacity.queries.posts import estimates_of
from kerege.training.models import CourseNeed
from kerege.training.queries.staff import DOOR
from kerege.training.rules.enrolling import Need, lacking
from kerege.training.words.enrolling import Needs

Has = frozenset[tuple[str, str]]


def needs_of(course: int) -> list[Need]:
    """What a course asks of whoever comes. It is no secret: it says nothing of anybody."""
    rows = CourseNeed.objects.seen_by(DOOR).filter(course_id=course).order_by("id").seen()
    return [Need(row.kind, row.key, row.level) for row in rows]


def lacking_for(course: int, person: int, *, on: date) -> list[Need]:
    """What a person, by row number, has not shown by the day of what a course asks for."""
    needs = needs_of(course)
    kinds = {each.kind for each in needs}
    has = {kind: _SHOWN[Needs(kind)](person, on) for kind in kinds}
    return lacking(needs, has)


def _certificates(person: int, on: date) -> Has:
    held = certificates.of_persons([person], on=on).get(person, [])
    return frozenset(
        (line.scheme_key, level.key)
        for line in held
        if line.holds
        for level in line.scheme.levels
        if line.scheme.reaches(line.level, level.key)
    )


def _competences(person: int, on: date) -> Has:
    shown = estimates_of([person], on)
    keys = {number: key for number, (key, _) in definitions_on({f for _, f in shown}, on).items()}
    return frozenset(
        (keys[framework], f"{code} {level}")
        for (_, framework), of in shown.items()
        if framework in keys
        for code, estimate in of.items()
        for level in range(1, int(estimate.level) + 1)
    )


_SHOWN = {Needs.CERTIFICATE: _certificates, Needs.COMPETENCE: _competences}
