"""Exams for whoever sits them: what is open, an attempt that goes on, never with what is right, and own results."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.versions import text_in
from kerege.people.rules import Actor
from kerege.training.models import (
    Course,
    Enrolment,
    Exam,
    ExamAllowance,
    ExamAnswer,
    ExamAppeal,
    ExamAttempt,
    ExamItem,
    ExamMark,
)
from kerege.training.queries.exam_doors import granted_of, person_of, terms_of
from kerege.training.queries.exam_keys import items_that_hold
from kerege.training.queries.exam_knowing import known_to
from kerege.training.queries.exam_waiting import grades_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules import items as engine
from kerege.training.rules.exam_attempts import (
    Grade,
    Granted,
    PlaceResult,
    Saved,
    Terms,
    check_begin,
    in_time,
    shows_answers,
    shows_score,
    standing,
    with_granted,
)
from kerege.training.words.delivery import IN_COHORT
from kerege.training.words.exams import AllowanceState, ExamState, Outcome, Standing
from kerege.training.words.exams_refused import EXAM_NOT_RELEASED, NO_SUCH_EXAM


@dataclass(frozen=True)
class OwnAttempt:
    """One attempt of the reader. `percent` and `passed` are None while it waits, and where nothing is shown."""

    uid: str
    number: int
    standing: Standing
    began_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    ended: str
    percent: Decimal | None
    passed: bool | None
    trial: bool = False


@dataclass(frozen=True)
class Wish(Granted):
    """An accommodation of the reader, also one that waits for an answer or was not granted."""

    reason: str = ""
    state: str = ""


@dataclass(frozen=True)
class OwnExam:
    """An exam that the reader may sit. `refusal` says why no attempt can begin now; None where one can. `going` is the
    attempt that is open; `left` how many attempts are left over all versions; `wishes` the accommodations that they
    asked for or were granted. `trial` says that the reader knows its questions: what they sit counts for nothing.
    `withdrawn` is why it takes no more attempts; empty where it does, or where a newer version took its place.
    """

    uid: str
    key: str
    course: str
    course_title: str
    zone: str
    title: str
    pass_mark: int
    shown: str
    questions: int
    terms: Terms
    attempts: tuple[OwnAttempt, ...]
    going: OwnAttempt | None
    refusal: Refusal | None
    left: int
    wishes: tuple[Wish, ...]
    synthetic: bool
    trial: bool = False
    withdrawn: str = ""


@dataclass(frozen=True)
class Question:
    """A question of an attempt in the language of the attempt, with what was answered."""

    place: int
    shown: Any
    points: str
    given: Mapping[str, Any]
    saved_at: datetime | None


@dataclass(frozen=True)
class Sitting:
    """An attempt that goes on. `left` are the seconds until its end by the clock of the node."""

    attempt: OwnAttempt
    exam: OwnExam
    language: str
    left: int
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class AppealLine:
    """What the reader disputed, and what came of it."""

    uid: str
    place: int
    reason: str
    made_at: datetime
    outcome: Outcome
    answer: str


@dataclass(frozen=True)
class OwnResult:
    """What came of an attempt. `places` is empty while answers are not shown. `until` is the last moment for an appeal;
    None while nothing is graded or nothing is shown. `late` counts questions whose answers came after the end.
    """

    attempt: OwnAttempt
    exam: OwnExam
    language: str
    places: tuple[tuple[Question, PlaceResult, Mapping[str, Any]], ...]
    notes: Mapping[int, tuple[str, ...]]
    appeals: tuple[AppealLine, ...]
    until: datetime | None
    placed: int
    late: int = 0


def own_exams(*, by: Actor, now: datetime, lang: str, course: object = None) -> list[OwnExam]:
    """The exams of the courses in which the reader has a place, released and not withdrawn, or sat by them."""
    person = person_of(by)
    if person is None:
        return []
    places = Enrolment.objects.seen_by(DOOR).filter(person_id=person, state__in=list(IN_COHORT))
    if course is not None:
        places = places.filter(course__uid=uid_or_none(course))
    courses = set(places.values_list("course_id", flat=True))
    rows = Exam.objects.seen_by(DOOR).filter(course_id__in=courses, released_at__isnull=False).order_by("opens", "id")
    mine = _attempts(person)
    shown = [row for row in rows.seen() if row.state == ExamState.RELEASED or row.id in mine]
    around = _around(shown, person, mine, now)
    return [_exam(row, around, now, lang) for row in shown]


def own_exam(*, by: Actor, uid: object, now: datetime, lang: str) -> OwnExam:
    """One of them. Refuses training.no_such_exam (404)."""
    found = next((each for each in own_exams(by=by, now=now, lang=lang) if each.uid == str(uid)), None)
    if found is None:
        raise Refusal(NO_SUCH_EXAM)
    return found


def sitting(*, by: Actor, uid: object, now: datetime, lang: str) -> Sitting:
    """An attempt of the reader that goes on, with the answers that stand. Nothing in it says what is right.

    Refuses training.no_such_exam (404).
    """
    row, exam = _own(by, uid)
    line = _exam(exam, _around([exam], row.person_id, _attempts(row.person_id), now), now, lang)
    questions = tuple(_questions(row, _data(row, exam)))
    left = max(0, int((row.ends_at - now).total_seconds()))
    return Sitting(_attempt(row, exam), line, row.language, left, questions)


def one_asked(*, by: Actor, uid: object, place: int) -> tuple[Question | None, str]:
    """One question of an attempt of the reader, as it is asked, and the zone of the course: what is needed to save an
    answer, with a third of the questions to the database that `sitting` asks. None where nothing is asked there.

    Refuses training.no_such_exam (404).
    """
    row, exam = _own(by, uid)
    zones = list(Course.objects.seen_by(DOOR).filter(id=exam.course_id).values_list("zone", flat=True))
    if not 0 < place <= len(row.form):
        return None, zones[0] or "UTC"
    each = row.form[place - 1]
    (item,) = ExamItem.objects.seen_by(DOOR).filter(exam_id=row.exam_id, ref=each["ref"]).seen()
    return Question(place, _shown(row, place, item.data), each["points"], {}, None), zones[0] or "UTC"


def own_result(*, by: Actor, uid: object, now: datetime, lang: str) -> OwnResult:
    """What came of an attempt of the reader, as far as the exam shows it. Refuses training.no_such_exam (404)."""
    row, exam = _own(by, uid)
    line = _exam(exam, _around([exam], row.person_id, _attempts(row.person_id), now), now, lang)
    tells = row.graded_at is not None and shows_answers(exam.shown, closes=last_moment(exam), now=now)
    places: tuple[tuple[Question, PlaceResult, Mapping[str, Any]], ...] = ()
    if tells:
        data, graded = _data(row, exam), grade_of(row, exam)
        asked = _questions(row, data)
        refs = [each["ref"] for each in row.form]
        places = tuple((q, each, data[ref]) for q, each, ref in zip(asked, graded.places, refs, strict=True))
    notes: dict[int, tuple[str, ...]] = {}
    for mark in ExamMark.objects.seen_by(DOOR).filter(attempt_id=row.id).order_by("id").seen() if tells else ():
        notes[mark.place] = (*notes.get(mark.place, ()), *([mark.note] if mark.note else []))
    until = appeals_until(row, exam) if shows_score(exam.shown) else None
    said = (_attempt(row, exam), line, row.language, places, notes, _appeals(row), until, len(row.form))
    late = ExamAnswer.objects.seen_by(DOOR).filter(attempt_id=row.id, late=True)
    return OwnResult(*said, late=len(set(late.values_list("place", flat=True))))


def last_moment(exam: Any) -> datetime:
    """After which nobody sits any version of an exam: also nobody to whom another time was granted."""
    versions = {each.id: each for each in Exam.objects.seen_by(DOOR).filter(key=exam.key).seen()}
    granted = ExamAllowance.objects.seen_by(DOOR).filter(exam=exam.key, state=AllowanceState.GRANTED)
    going = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=list(versions), ended_at__isnull=True)
    found: datetime = max(
        exam.closes,
        *(each.closes for each in versions.values() if each.state == ExamState.RELEASED),
        *(each.closes for each in granted.seen() if each.closes),
        *(each.ends_at for each in going.seen()),
    )
    return found


def appeals_until(attempt: Any, exam: Any) -> datetime | None:
    """Until when a result may be disputed; None while nothing is graded, and of a trial."""
    if attempt.graded_at is None or attempt.trial:
        return None
    found: datetime = attempt.graded_at + timedelta(days=exam.appeal_days)
    return found


def grade_of(attempt: Any, exam: Any, *, voids: bool = True) -> Grade:
    """What an attempt brought, with all marks; without `voids` as if nothing had been graded anew for everybody."""
    return grades_of(exam, [attempt], voids=voids)[attempt.id]


def answers_of(attempt: Any) -> dict[int, Saved]:
    """The answers that stand in an attempt, by place."""
    return answers_of_many([attempt])[attempt.id]


def answers_of_many(attempts: Iterable[Any]) -> dict[int, dict[int, Saved]]:
    """The same of many attempts, by their row numbers. One query."""
    found: dict[int, list[Saved]] = {each.id: [] for each in attempts}
    for row in ExamAnswer.objects.seen_by(DOOR).filter(attempt_id__in=list(found)).order_by("id").seen():
        found[row.attempt_id].append(Saved(row.place, row.device, row.number, row.given, row.at, row.late))
    return {number: standing(saved) for number, saved in found.items()}


def _own(by: Actor, uid: object) -> tuple[Any, Any]:
    number, person = uid_or_none(uid), person_of(by)
    rows = ExamAttempt.objects.seen_by(DOOR).filter(uid=number, person_id=person) if number and person else None
    row = rows.one() if rows is not None else None
    if row is None:
        raise Refusal(NO_SUCH_EXAM)
    return row, Exam.objects.seen_by(DOOR).filter(id=row.exam_id).one()


def _attempts(person: int) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in ExamAttempt.objects.seen_by(DOOR).filter(person_id=person).order_by("id").seen():
        found.setdefault(row.exam_id, []).append(row)
    return found


@dataclass(frozen=True)
class _Around:
    """What is read once for all exams of a person: their attempts by exam, courses, accommodations, what they know."""

    attempts: Mapping[int, list[Any]]
    keys: Mapping[int, Any]
    courses: Mapping[int, Any]
    granted: Mapping[Any, list[Granted]]
    wishes: Mapping[Any, list[Wish]]
    known: Collection[int]


def _around(exams: list[Any], person: int, mine: Mapping[int, list[Any]], now: datetime) -> _Around:
    granted: dict[Any, list[Granted]] = {}
    wishes: dict[Any, list[Wish]] = {}
    for row in ExamAllowance.objects.seen_by(DOOR).filter(person_id=person).order_by("id").seen():
        if row.state == AllowanceState.GRANTED:
            granted.setdefault(row.exam, []).append(granted_of(row))
        wishes.setdefault(row.exam, []).append(Wish(**asdict(granted_of(row)), reason=row.reason, state=row.state))
    courses = Course.objects.seen_by(DOOR).filter(id__in={each.course_id for each in exams}).seen()
    return _Around(
        mine,
        dict(Exam.objects.seen_by(DOOR).filter(id__in=list(mine)).values_list("id", "key")),
        {row.id: row for row in courses},
        granted,
        wishes,
        known_to(exams, person, on=now.date()),
    )


def _exam(exam: Any, around: _Around, now: datetime, lang: str) -> OwnExam:
    course, mine = around.courses[exam.course_id], around.attempts
    terms = with_granted(terms_of(exam, None), around.granted.get(exam.key, ()))
    rows = mine.get(exam.id, [])
    of_all = [row for number, each in mine.items() for row in each if around.keys.get(number) == exam.key]
    trial = exam.id in around.known or any(row.trial for row in of_all)
    alike = [row for row in of_all if row.trial == trial]
    attempts = tuple(_attempt(row, exam) for row in rows)
    going = next((row for row in rows if row.ended_at is None and in_time(row.ends_at, now)), None)
    return OwnExam(
        uid=str(exam.uid),
        key=str(exam.key),
        course=str(course.uid),
        course_title=course.title,
        zone=course.zone or "UTC",
        title=text_in(exam.title, lang, next(iter(exam.title))),
        pass_mark=exam.pass_mark,
        shown=exam.shown,
        questions=sum(row["count"] for row in exam.blueprint),
        terms=terms,
        attempts=attempts,
        going=_attempt(going, exam) if going is not None else None,
        refusal=None if going is not None else _refusal(exam, terms, alike, now),
        left=max(0, terms.tries - sum(row is not going for row in alike)),
        wishes=tuple(around.wishes.get(exam.key, ())),
        synthetic=exam.synthetic,
        trial=trial,
        withdrawn=exam.reason,
    )


def _refusal(exam: Any, terms: Terms, rows: list[Any], now: datetime) -> Refusal | None:
    """Why no attempt can begin now. One that was left open has ended by time."""
    if exam.state != ExamState.RELEASED:
        return Refusal(EXAM_NOT_RELEASED)
    try:
        check_begin(terms, [row.ended_at or row.ends_at for row in rows], now)
    except Refusal as refusal:
        return refusal
    return None


def _attempt(row: Any, exam: Any) -> OwnAttempt:
    told = row.graded_at is not None and shows_score(exam.shown)
    state = Standing.OPEN if row.ended_at is None else Standing.GRADED if row.graded_at else Standing.MARKING
    percent = Grade(row.points, row.most, ()).percent if told else None
    names = ("number", "began_at", "ends_at", "ended_at", "ended", "trial")
    return OwnAttempt(
        uid=str(row.uid),
        standing=state,
        percent=percent,
        passed=row.passed if told else None,
        **{name: getattr(row, name) for name in names},
    )


def _data(row: Any, exam: Any) -> dict[str, Mapping[str, Any]]:
    return items_that_hold(exam, [each["ref"] for each in row.form])


def _questions(row: Any, data: Mapping[str, Mapping[str, Any]]) -> list[Question]:
    given = answers_of(row)
    found = []
    for place, each in enumerate(row.form, start=1):
        saved = given.get(place)
        shown = _shown(row, place, data[each["ref"]])
        at = saved.at if saved else None
        found.append(Question(place, shown, each["points"], saved.given if saved else {}, at))
    return found


def _shown(row: Any, place: int, data: Mapping[str, Any]) -> Any:
    return engine.shown(engine.kept(dict(data)), row.language, f"{row.seed}{place}")


def _appeals(row: Any) -> tuple[AppealLine, ...]:
    rows = ExamAppeal.objects.seen_by(DOOR).filter(attempt_id=row.id).order_by("id").seen()
    return tuple(
        AppealLine(str(each.uid), each.place, each.reason, each.made_at, Outcome(each.outcome), each.answer)
        for each in rows
    )
