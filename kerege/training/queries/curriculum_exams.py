"""Exams of curricula: what readers of a version are told, what its keepers see, and what a course may take."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.refusal import Refusal
from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Curriculum, CurriculumExam, CurriculumVersion, Exam, ExamOfVersion
from kerege.training.queries.curricula import CurriculumPage
from kerege.training.queries.exam_bank import Offer, items_of, offer_of
from kerege.training.queries.exam_doors import BankItem, authors_of, may_take_from
from kerege.training.queries.staff import DOOR
from kerege.training.rules.curricula import Assessment
from kerege.training.rules.curriculum_exams import as_assessment, carried
from kerege.training.rules.exam_blueprint import Row, rows_of
from kerege.training.words.exams import ExamState
from kerege.training.words.exams_refused import NO_SUCH_EXAM


@dataclass(frozen=True)
class VersionExam:
    """What a version says of an exam that it has; `key` is the same for those that follow each other. `coming` says
    that the version is a draft that takes it on once it is published.
    """

    uid: str
    key: str
    title: Mapping[str, str]
    outcomes: tuple[str, ...]
    bloom: str
    questions: int
    minutes: int
    pass_mark: int
    coming: bool = False

    @property
    def assessment(self) -> Assessment:
        return as_assessment(self.uid, self.title, self.outcomes, self.bloom, self.pass_mark)


@dataclass(frozen=True)
class KeptExam:
    """An exam for whoever keeps its curriculum. `mine` says that the reader wrote it, and so does not release it;
    `courses` how many courses took it. `waits`: its place is that of a draft.
    """

    uid: str
    title: str
    state: str
    version: str
    outcomes: tuple[str, ...]
    rows: tuple[Row, ...]
    minutes: int
    pass_mark: int
    reason: str
    mine: bool
    waits: bool
    courses: int
    row: Any


@dataclass(frozen=True)
class OfferedExam:
    """An exam of its curriculum that a course can take. `newer` says that it has an earlier one of it."""

    uid: str
    title: str
    questions: int
    minutes: int
    pass_mark: int
    newer: bool


def exams_of_version(viewer: Viewer, page: CurriculumPage) -> list[VersionExam]:
    """The exams of the version shown, the oldest first; of a draft also those that it will take on."""
    of = Curriculum.objects.seen_by(viewer).filter(key=page.line.key).one()
    versions = CurriculumVersion.objects.seen_by(viewer).filter(of_id=of.id if of is not None else None)
    here = _of_version(viewer, versions.filter(version=page.shown.version))
    if page.shown.state != VersionState.DRAFT:
        return here
    there = _of_version(viewer, versions.filter(state=VersionState.PUBLISHED))
    known = {each.key for each in here}
    return here + [
        replace(each, outcomes=proves, coming=True)
        for each in there
        if each.key not in known and (proves := tuple(carried(each.outcomes, page.programme)))
    ]


def _of_version(viewer: Viewer, versions: Any) -> list[VersionExam]:
    rows = ExamOfVersion.objects.seen_by(viewer).filter(version_id__in=[row.id for row in versions.seen()])
    found = list(rows.order_by("id").seen())
    exams = CurriculumExam.objects.seen_by(DOOR).filter(id__in=[row.exam_id for row in found])
    called = {number: (str(uid), str(key)) for number, uid, key in exams.values_list("id", "uid", "key")}
    names = ("title", "bloom", "questions", "minutes", "pass_mark")
    return [
        VersionExam(*called[row.exam_id], outcomes=tuple(row.outcomes), **{name: getattr(row, name) for name in names})
        for row in found
    ]


def kept_exams(*, by: Actor, page: CurriculumPage, lang: str) -> list[KeptExam]:
    """All exams of a curriculum, the newest first. Refuses training.no_such_exam (404) to who does not keep it."""
    _check_keeps(by, page)
    of = Curriculum.objects.seen_by(DOOR).filter(key=page.line.key).values("id")
    rows = list(CurriculumExam.objects.seen_by(DOOR).filter(of_id__in=of).order_by("-id").seen())
    versions = CurriculumVersion.objects.seen_by(DOOR).filter(of_id__in=of).values_list("id", "version", "state")
    taken = Exam.objects.seen_by(DOOR).filter(taken_from_id__in=[row.id for row in rows])
    courses = Counter(of for of, _ in set(taken.values_list("taken_from_id", "course_id")))
    known, me = {number: (version, state) for number, version, state in versions}, known_as(by.uid)
    return [_kept(row, *known[row.version_id], courses[row.id], me, lang) for row in rows]


def kept_exam(*, by: Actor, page: CurriculumPage, uid: str, lang: str) -> KeptExam:
    """One of them. Refuses training.no_such_exam (404)."""
    found = next((each for each in kept_exams(by=by, page=page, lang=lang) if each.uid == uid), None)
    if found is None:
        raise Refusal(NO_SUCH_EXAM)
    return found


def _kept(row: Any, version: str, state: str, courses: int, me: str, lang: str) -> KeptExam:
    return KeptExam(
        uid=str(row.uid),
        title=text_in(row.title, lang, next(iter(row.title))),
        version=version,
        outcomes=tuple(row.outcomes),
        rows=tuple(rows_of(row.blueprint)),
        mine=me in authors_of(row),
        waits=row.state == ExamState.RELEASED and state == VersionState.DRAFT,
        courses=courses,
        row=row,
        **{name: getattr(row, name) for name in ("state", "minutes", "pass_mark", "reason")},
    )


def offer(viewer: Viewer, *, by: Actor, page: CurriculumPage) -> Offer:
    """What the bank offers to an exam of a curriculum. Refuses training.no_such_exam (404) to who does not keep it."""
    _check_keeps(by, page)
    return offer_of(viewer, page.line.owner)


def items_for(viewer: Viewer, *, by: Actor, page: CurriculumPage, collections: Any) -> list[BankItem]:
    """The released questions of these collections. Refuses training.no_such_exam (404) to who does not keep it."""
    _check_keeps(by, page)
    return items_of(viewer, page.line.owner, collections)


def _check_keeps(by: Actor, page: CurriculumPage) -> None:
    if not may(by, Deed.KEEP_CURRICULA, page.line.owner):
        raise Refusal(NO_SUCH_EXAM)


def offered_to(course: Any, *, lang: str) -> list[OfferedExam]:
    """The exams of the curriculum by which a course is held, but for what it has taken and still lets be sat. For
    whoever was found to keep the exams of the course.
    """
    if course.teaches_id is None:
        return []
    uses = list(ExamOfVersion.objects.seen_by(DOOR).filter(version_id=course.teaches_id).order_by("id").seen())
    exams = CurriculumExam.objects.seen_by(DOOR).filter(id__in=[each.exam_id for each in uses])
    source = {row.id: row for row in exams.seen()}
    taken = Exam.objects.seen_by(DOOR).filter(course_id=course.id, taken_from__isnull=False)
    had = {row.taken_from_id: row.state for row in taken.order_by("version").seen()}
    keys = set(CurriculumExam.objects.seen_by(DOOR).filter(id__in=list(had)).values_list("key", flat=True))
    return [
        OfferedExam(
            uid=str(source[each.exam_id].uid),
            title=text_in(each.title, lang, next(iter(each.title))),
            newer=source[each.exam_id].key in keys,
            **{name: getattr(each, name) for name in ("questions", "minutes", "pass_mark")},
        )
        for each in uses
        if may_take_from(course, each.owner) and had.get(each.exam_id) != ExamState.RELEASED
    ]
