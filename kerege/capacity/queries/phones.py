"""What a phone gets and has sent: the forms of the assessments in which somebody answers, and answers that met."""

from dataclasses import dataclass
from datetime import date, datetime

from kerege.capacity.models import Assessment, OvertakenAnswer, SetVersion, Submission
from kerege.capacity.queries.assessment_lines import AssessmentLine, Choice
from kerege.capacity.queries.assessments import assessments, row_of
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR, own_rows
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.definitions import Definition
from kerege.capacity.words import AssessmentState, Part
from kerege.records.viewers import Viewer

MOST_FORMS = 200


@dataclass(frozen=True)
class PhoneForm:
    """An open assessment in which somebody answers, with the set that it asks and the digest of that."""

    line: AssessmentLine
    definition: Definition
    digest: str


@dataclass(frozen=True)
class Overtaken:
    """An answer that does not stand, because its assessor gave another one later elsewhere."""

    question: str
    given: Given
    comment: str
    answered_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A form of which files are still on the phone, or never came (`read`)."""

    received_at: datetime
    read: bool
    missing: int


def phone_forms(viewer: Viewer, *, me: str, on: date, lang: str, uid: str = "") -> list[PhoneForm]:
    """The open assessments in whose teams somebody answers, or the one with this uid; nobody else's."""
    mine = Choice(mine=True, state=AssessmentState.OPEN)
    lines = assessments(viewer, me=me, on=on, lang=lang, choice=mine)
    own = [line for line in lines if line.part in {Part.LEAD, Part.ASSESSOR} and (not uid or line.uid == uid)]
    own = own[:MOST_FORMS]
    rows = Assessment.objects.seen_by(DOOR).filter(id__in=[line.id for line in own])
    version_of = dict(rows.values_list("id", "version_id"))
    versions = SetVersion.objects.seen_by(DOOR).filter(id__in=set(version_of.values()))
    asked = {version.id: (definition_of(version), version.digest) for version in versions.seen()}
    return [PhoneForm(line, *asked[version_of[line.id]]) for line in own]


def overtaken_answers(viewer: Viewer, uid: object, *, me: str, on: date) -> list[Overtaken]:
    """The own answers that do not stand, by question and the latest first."""
    row = row_of(viewer, uid, me=me, on=on)
    found = own_rows(viewer, me, row, OvertakenAnswer).order_by("question", "-answered_at").seen() if row else []
    return [Overtaken(a.question, Given(a.value, a.not_applicable), a.comment, a.answered_at) for a in found]


def waiting_forms(viewer: Viewer, uid: object, *, me: str, on: date) -> list[Waiting]:
    """The own forms of which something is not there: files follow, or one was lost on the way."""
    row = row_of(viewer, uid, me=me, on=on)
    found = own_rows(viewer, me, row, Submission).order_by("id").seen() if row else []
    return [Waiting(s.received_at, s.read_at is not None, s.missing) for s in found if not s.read_at or s.missing]
