"""What came of what a platform opened: the results since it was launched there. For the node's own work alone."""

from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.training.models import ElearningPackage, ElearningRegistration, Exam, ExamAttempt, LessonAttempt
from kerege.training.queries.elearning import DOOR as PACKAGES
from kerege.training.queries.staff import DOOR
from kerege.training.rules.elearning.cmi5_progress import progress_of_units
from kerege.training.rules.elearning.results import progress
from kerege.training.rules.elearning.shapes import recognised
from kerege.training.rules.exam_attempts import shows_score
from kerege.training.rules.lti_platforms import Result, share_claimed
from kerege.training.words.elearning import Standard
from kerege.training.words.lti_platforms import Opens


def results_of(launch: Any) -> list[Result]:
    """The results of a launch since it was first opened. What somebody did before they came from the platform is not
    told to it.
    """
    found = {Opens.LESSON: _lesson, Opens.PACKAGE: _package, Opens.EXAM: _exam}.get(Opens(launch.kind))
    return found(launch) if found else []


def _lesson(launch: Any) -> list[Result]:
    key, _, module = launch.what.partition("/")
    rows = LessonAttempt.objects.filter(
        account_id=launch.learner.account_id, curriculum=key, module=module, finished_at__gte=launch.began_at
    )
    return [
        Result(each.uid, each.right, each.asked, each.finished_at) for each in rows if each.asked and each.finished_at
    ]


def _package(launch: Any) -> list[Result]:
    package = ElearningPackage.objects.seen_by(PACKAGES).filter(uid=uid_or_none(launch.what)).one()
    if package is None:
        return []
    what = recognised(package.told)
    of = progress_of_units if what.standard == Standard.CMI5 else progress
    rows = ElearningRegistration.objects.filter(
        account_id=launch.learner.account_id, package_id=package.id, started_at__gte=launch.began_at
    )
    told = [(each, share_claimed(of(what.parts, each.data).outcome)) for each in rows]
    return [Result(each.uid, share, 1.0, each.kept_at or each.started_at) for each, share in told if share is not None]


def _exam(launch: Any) -> list[Result]:
    exam = Exam.objects.seen_by(DOOR).filter(uid=uid_or_none(launch.what)).one()
    person = launch.learner.account.person_id
    if exam is None or person is None or not shows_score(exam.shown):
        return []
    versions = Exam.objects.seen_by(DOOR).filter(key=exam.key).values("id")
    rows = ExamAttempt.objects.seen_by(DOOR).filter(
        exam_id__in=versions, person_id=person, trial=False, began_at__gte=launch.began_at, graded_at__isnull=False
    )
    return [
        Result(each.uid, float(each.points), float(each.most), each.ended_at or each.graded_at, graded=True)
        for each in rows.seen()
        if each.most and each.points is not None
    ]
