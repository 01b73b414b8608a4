"""The rows of a register, for those who may read them."""

from dataclasses import dataclass
from datetime import date

from kerege.records.viewers import Viewer
from kerege.training.models import Course, Participation
from kerege.training.queries.courses import Page, page_of
from kerege.training.queries.scope import COUNTING


@dataclass(frozen=True)
class RegisterLine:
    """One person in one course. The name is asked from people, which decides who may read it."""

    uid: str
    person_id: int | None
    role: str
    sex: str
    institution_type: str
    unit: str
    registered_on: date
    synthetic: bool


@dataclass(frozen=True)
class Register(Page[RegisterLine]):
    """A page of a register. `withheld` rows exist that this viewer may not list; of a register that is open, none is
    told: it would grow by one person from one day to the next.
    """

    withheld: int = 0


def register(viewer: Viewer, course_uid: str, *, on: date, page: int = 1, size: int = 50) -> Register:
    """The register of one course as on the day, in the order of its keeping. Empty for those below its clearance."""
    seen = Course.objects.seen_by(viewer).filter(uid=course_uid)
    ids = list(seen.values_list("id", flat=True))
    rows = Participation.objects.seen_by(viewer).filter(course__in=ids, registered_on__lte=on)
    found = page_of(rows.select_related("unit").order_by("course_id", "id"), page=page, size=size)
    lines = tuple(
        RegisterLine(
            str(r.uid),
            r.person_id,
            r.role,
            r.sex,
            r.institution_type,
            r.unit.code if r.unit else "",
            r.registered_on,
            r.synthetic,
        )
        for r in found.rows
    )
    closed = list(seen.filter(register_closed_on__isnull=False).values_list("id", flat=True))
    whole = Participation.objects.seen_by(COUNTING).filter(course__in=closed).count()
    listed = Participation.objects.seen_by(viewer).filter(course__in=closed).count()
    return Register(lines, found.total, found.page, found.size, whole - listed)
