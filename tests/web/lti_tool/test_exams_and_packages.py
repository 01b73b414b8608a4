"""Courses, exams and packages of an owner for a platform: chosen there, sat and played, and told by the node's job."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.module_loading import import_string

from kerege.jobs.rules import JOBS
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training.actions import elearning, elearning_playing, lti_platforms
from kerege.training.actions.lti_launching import Came, let_in_joined
from kerege.training.models import Course, ExamAttempt, LtiPlatform
from kerege.training.rules import lti_platforms as rules
from kerege.training.words.lti_platforms import Opens, Tells
from tests.training import elearning_made as made
from tests.training.examined import OPENS, Examined
from tests.web.lti_tool import elsewhere as lms
from tests.web.lti_tool.elsewhere import HERE, ISSUER, browser, launched
from tests.web.lti_tool.test_telling import pick, text

MINUTE = timedelta(minutes=1)


@pytest.fixture
def sat(elsewhere):
    """A public course with an exam, whose owner registered the platform and lets it open exams."""
    of = Examined()
    with act("tests.shown", by=SYSTEM, about="course"):
        LtiPlatform.objects.update(owner="UZB")
        Course.objects.inside_action().update(label=Sensitivity.PUBLIC)
    of.platform = str(elsewhere.row.uid)
    allowed(of)
    return of


def allowed(of, packages=(), **more):
    told = {"packages": packages, "exams": True, "tells": Tells.BEST} | more
    lti_platforms.allow_platform(by=SYSTEM, uid=of.platform, **told)


def came(of, kind, what, learner=0):
    """The learner comes from the platform a minute before the exam opens, with an account of their own."""
    told = {"line": f"{ISSUER}/line/{kind.value}", "deployment": "1", "resource": kind.value}
    told = Came(platform=of.platform, subject=f"u-{learner}", kind=kind, what=what, **told)
    let_in_joined(by=of.learners[learner], came=told, now=OPENS - MINUTE)


def told(at):
    """What the job of the node has taken to platforms, as it is started by itself."""
    return import_string(JOBS["platforms"].run)(by=SYSTEM, at=at)


def shares(elsewhere):
    return [each["scoreGiven"] / each["scoreMaximum"] for each in elsewhere.scores]


def test_the_results_of_an_exam_and_of_a_package_are_told_by_the_job(sat, elsewhere, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    package = str(elearning.hand_in_package(by=SYSTEM, owner="UZB", file=made.scorm12()).uid)
    elearning.publish_package(by=SYSTEM, uid=package)
    allowed(sat, [package])
    came(sat, Opens.EXAM, sat.uid)
    came(sat, Opens.PACKAGE, package)
    assert (told(OPENS), elsewhere.scores) == (0, []), "nothing came yet"
    attempt = sat.begin()
    assert told(OPENS + MINUTE) == 0, "an exam that is not handed in has no result"
    sat.hand_in(attempt)
    sat.sit(0, 3, OPENS + 10 * MINUTE)
    assert told(OPENS + 30 * MINUTE) == 1
    assert shares(elsewhere) == [0.75], "the best of both attempts, once"
    (score,) = elsewhere.scores
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == ("u-0", 3, 4)
    learner = sat.learners[0]
    row = elearning_playing.begin_package(by=learner, reader=PUBLIC, uid=package, now=OPENS)
    session = {"by": learner, "registration": str(row.uid), "session": "00000000-0000-4000-8000-000000000001"}
    elearning_playing.open_window(**session, part="one")
    for number, (status, raw) in enumerate((("incomplete", "20"), ("completed", "80"), ("completed", "40")), start=1):
        said = {"cmi.core.lesson_status": status, "cmi.core.score.raw": raw, "cmi.core.score.max": "100"}
        elearning_playing.commit(**session, part="one", number=number, data=said, now=OPENS + number * MINUTE)
        told(OPENS + (40 + number) * MINUTE)
    assert shares(elsewhere) == [0.75, 0.8], "while it is not completed nothing is told, and no worse claim afterwards"
    with act("tests.marked", by=SYSTEM, about="attempt"):
        ExamAttempt.objects.inside_action().filter(uid=attempt.uid).update(graded_at=OPENS + 50 * MINUTE)
    allowed(sat, [package], tells=Tells.LAST)
    told(OPENS + 60 * MINUTE)
    assert shares(elsewhere)[2:] == [0.4], "the last paper is the one that was handed in last, whenever it was marked"
    assert [each[1] for each in elsewhere.asked if "/line/" in each[1]] == [
        f"{ISSUER}/line/exam/scores",
        *[f"{ISSUER}/line/package/scores"] * 2,
    ]


def test_a_course_and_an_exam_are_chosen_there(sat):
    page = pick(browser(), accept_multiple=True)
    assert "Courses without a result" in text(page)
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.content.decode()).group(1)
    offered = re.findall(r'value="((?:course|exam):[^"]+)"', page.content.decode())
    course = str(sat.of.course.uid)
    assert offered == [f"course:{course}", f"exam:{sat.uid}"]
    answer = browser().post("/lti/tool/pick/", {"ticket": ticket, "chosen": offered})
    said = lms.read(unescape(re.search(r'name="JWT" value="([^"]+)"', answer.content.decode()).group(1)))
    title = sat.of.course.title
    assert [(each["url"], each["title"], each.get("lineItem")) for each in said[f"{rules.PICKING}content_items"]] == [
        (f"{HERE}/courses/{course}/", title, None),
        (f"{HERE}/my/exams/{sat.uid}/", f"Exam: {title}", {"scoreMaximum": 100, "label": f"Exam: {title}"}),
    ]
    allowed(sat, tells=Tells.LAST)
    client = browser()
    assert "Your last result is told to" in text(client.get(launched(client, f"{HERE}/my/exams/{sat.uid}/")))
    allowed(sat, exams=False)
    assert "exam:" not in pick(browser()).content.decode()
    refused = browser().post("/lti/tool/pick/", {"ticket": ticket, "chosen": [f"exam:{sat.uid}"]})
    assert "training.launch_not_allowed" in refused.content.decode()
