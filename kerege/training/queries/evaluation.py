"""The evaluation of one course: who may do what in it, and what its participants said, as sums.

What is read here with COUNTING leaves only as sums of a closed asking of at least the least cell (rules).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.models import Course, Enrolment, EvaluationForm, Participation, Reaction, ReactionLink
from kerege.training.queries.scope import COUNTING
from kerege.training.queries.staff import DOOR, courses_of, parts_in
from kerege.training.rules.evaluation_forms import EvaluationForm as Form
from kerege.training.rules.evaluation_forms import read_form
from kerege.training.rules.evaluation_reaction import QuestionSum, by_theme, next_sheet, stage, sums
from kerege.training.words import Part
from kerege.training.words.delivery import IN_COHORT, TEACHING, StaffPart
from kerege.training.words.evaluation import FormKind, Stage, Theme


@dataclass(frozen=True)
class Allowed:
    """What somebody may do in the evaluation of a course.

    `collects`: ask participants, hand out links, enter paper, close; never somebody who taught. `reads`: the sums.
    `reads_words`: what was written. `grades`: enter tests. `observes`: record what is seen of practice later.
    """

    taught: bool
    collects: bool
    reads: bool
    reads_words: bool
    grades: bool
    observes: bool


def allowed(viewer: Viewer, by: Actor, course: Any) -> Allowed:
    """What the reader may read, and the actor may do. `course` is a row."""
    parts = parts_in(by, course)
    taught = bool(parts & TEACHING) or has_taught(by, course)
    organises = by.is_system or may(by, Deed.RECORD_ACTIVITY, course.owner)
    helps = bool(parts & {StaffPart.SUPPORT, StaffPart.OBSERVER})
    cleared = viewer.may_see(Sensitivity.NATIONAL, course.owner)
    focal = viewer.may_see(Sensitivity.RESTRICTED, course.owner)
    return Allowed(
        taught=taught,
        collects=(organises or helps) and not taught,
        reads=cleared or organises or bool(parts),
        reads_words=(organises or focal) and not taught,
        grades=organises or bool(parts & (TEACHING | {StaffPart.SUPPORT, StaffPart.OBSERVER})),
        observes=(organises or helps or may(by, Deed.NOMINATE, course.owner)) and not taught,
    )


def has_taught(by: Actor, course: Any) -> bool:
    """Whether somebody stands in the register of the course as its trainer."""
    person = people.person_number(by.uid) if by.uid and not by.is_system else None
    if person is None:
        return False
    rows = Participation.objects.seen_by(COUNTING).filter(course_id=course.id, person_id=person, role=Part.TRAINER)
    return rows.exists()


def row_of(viewer: Viewer, uid: object, *, by: Actor, on: date) -> Any:
    """The row of a course that the reader may see, by clearance or as its staff; None where there is none."""
    number = uid_or_none(uid)
    if number is None:
        return None
    found = Course.objects.seen_by(viewer).filter(uid=number).one()
    if found is None and (mine := courses_of(by)):
        found = Course.objects.seen_by(DOOR).filter(uid=number, id__in=list(mine)).one()
    return found


def row_with_key(viewer: Viewer, key: str) -> Any:
    """The row of a course by its key. Refuses records.nothing_there."""
    found = Course.objects.seen_by(viewer).filter(key=key).one()
    if found is None:
        raise Refusal(NOTHING_THERE, field="course", what=Course._meta.verbose_name, key=key[:40])
    return found


def cohort(course_id: int) -> list[int]:
    """The row numbers of the persons who took part, by enrolments and the register: for matching, never shown."""
    enrolled = Enrolment.objects.seen_by(COUNTING).filter(course_id=course_id, state__in=[str(s) for s in IN_COHORT])
    register = Participation.objects.seen_by(COUNTING).filter(
        course_id=course_id, role=Part.TRAINEE, person__isnull=False
    )
    return sorted({*enrolled.values_list("person_id", flat=True), *register.values_list("person_id", flat=True)})


def expected(course_id: int) -> int:
    """How many people took part as far as enrolments and the register tell; 0 where they do not."""
    register = Participation.objects.seen_by(COUNTING).filter(course_id=course_id, role=Part.TRAINEE).count()
    return max(register, len(cohort(course_id)))


def newest_form(kind: FormKind, *, on: date) -> Any:
    """The row of the form of a kind that was published last by the day; None where there is none."""
    rows = EvaluationForm.objects.seen_by(PUBLIC).filter(kind=kind, published_on__lte=on)
    return rows.order_by("-published_on", "-id").one()


@dataclass(frozen=True)
class Paper:
    """What an officer enters from paper: the questions with which this course was asked, and the next free number."""

    form: Form
    sheet: int


def paper_of(course_id: int, *, on: date) -> Paper | None:
    """The paper form of a course, which stays with the version with which it was asked; the newest one where it was not
    asked yet, and None where none is published.
    """
    row = Reaction.objects.seen_by(COUNTING).filter(course_id=course_id).one()
    if row is not None:
        return Paper(_form(row.form_id), next_sheet(row.sheets))
    newest = newest_form(FormKind.REACTION, on=on)
    return Paper(form_of(newest), 1) if newest is not None else None


def form_of(row: Any) -> Form:
    """What a form asks. `row` is a row of the table."""
    return read_form(row.kind, row.content)


@dataclass(frozen=True)
class ReactionView:
    """What participants of a course said, as far as it may be told on the day. `questions`, `themes` and `words` are
    empty while the asking is open, with too few answers, and for whoever may not read them.
    """

    stage: Stage
    participants: int
    answers: int
    on_paper: int
    links_open: int
    opened_on: date | None
    until: date | None
    closed_on: date | None
    least: int
    questions: tuple[QuestionSum, ...] = ()
    themes: dict[Theme, float] | None = None
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def rate(self) -> int:
        """How many of the participants answered, in percent; never rounded up."""
        return 100 * self.answers // self.participants if self.participants else 0


def reaction(course: Any, rights: Allowed, *, on: date, lang: str) -> ReactionView:
    """What is told of the asking of one course. The number of answers is told while it goes on, and nothing of them."""
    least = int(settings.KEREGE_MIN_CELL)
    row = Reaction.objects.seen_by(COUNTING).filter(course_id=course.id).one()
    if row is None or row.opened_on > on:
        return ReactionView(Stage.NOT_ASKED, expected(course.id), 0, 0, 0, None, None, None, least)
    links = ReactionLink.objects.seen_by(COUNTING).filter(reaction_id=row.id, spent=False).count()
    now = stage(until=row.until, closed_on=row.closed_on, answers=row.answers, on=on, k=least)
    told: dict[str, Any] = {}
    if now == Stage.OVER and rights.reads:
        asked = _form(row.form_id)
        lines = sums(asked, row.counts, lang)
        told = {"questions": lines, "themes": by_theme(lines)}
        if rights.reads_words:
            told["words"] = tuple(
                (each.told(lang), tuple(row.texts[each.key])) for each in asked.texts if row.texts.get(each.key)
            )
    return ReactionView(
        now,
        row.participants,
        row.answers,
        row.on_paper,
        links if now == Stage.OPEN else 0,
        row.opened_on,
        row.until,
        row.closed_on,
        least,
        **told,
    )


def _form(number: int) -> Form:
    return form_of(EvaluationForm.objects.seen_by(COUNTING).filter(id=number).one())


@dataclass(frozen=True)
class AskedOf:
    """What a participant sees behind a link or a code: which course it is, and what is asked."""

    course: str
    form: Form


def asked_by(digest: str, *, on: date) -> AskedOf | None:
    """What is asked behind a link that can be answered on the day; None for one that cannot, whatever the reason."""
    link = ReactionLink.objects.seen_by(COUNTING).filter(digest=digest, spent=False).one()
    return asked_of(reaction_id=link.reaction_id, on=on) if link is not None else None


def asked_of(*, on: date, reaction_id: int = 0, uid: object = None) -> AskedOf | None:
    """What is asked in an asking that is open on the day, by its number or uid; else None."""
    rows = Reaction.objects.seen_by(COUNTING)
    row = (rows.filter(id=reaction_id) if reaction_id else rows.filter(uid=uid_or_none(uid))).one()
    if row is None or stage(until=row.until, closed_on=row.closed_on, answers=0, on=on, k=1) != Stage.OPEN:
        return None
    course = Course.objects.seen_by(COUNTING).filter(id=row.course_id).one()
    return AskedOf(course.title, _form(row.form_id)) if course is not None else None
