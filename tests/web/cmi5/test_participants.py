"""Staff sees who of its course is where, and nobody else does."""

import pytest
from django.test import Client

from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.actions import elearning
from kerege.training.actions.cmi5 import begin_units
from kerege.training.queries import cmi5 as queries
from tests.capacity.given import code_of
from tests.training import elearning_made as made
from tests.training.cohort import Cohort
from tests.web.packages.test_package_pages import text


@pytest.fixture
def cohort(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    from tests import ground

    ground.lay()
    return Cohort()


def begun(cohort, course):
    file = made.cmi5(made.cmi5_of(("one", 'moveOn="Passed"')))
    row = elearning.hand_in_package(by=SYSTEM, owner="UZB", file=file)
    row = elearning.publish_package(by=SYSTEM, uid=str(row.uid))
    cohort.accept(cohort.nominate("P-learner"))
    learner, reader = cohort.by("learner"), cohort.reader("learner")
    return begin_units(by=learner, reader=reader, uid=str(row.uid), course=course)


def test_staff_reads_how_far_participants_are_and_waives_with_a_reason(cohort):
    course = str(cohort.course.uid)
    mine = begun(cohort, course)
    lead, stranger = cohort.by("lead"), cohort.by("stranger")
    assert queries.course_of(lead, str(mine.uid)).next == "au-0"
    refused = "training.no_such_registration"
    assert code_of(lambda: queries.course_of(stranger, str(mine.uid))) == refused
    page = f"/training/elearning/courses/{course}/"
    her = Client(headers={"host": "127.0.0.1"})
    her.force_login(account("lead@example.org"))
    shown = text(her.get(page))
    assert "0 of 1 units" in shown
    assert "one Not begun" in shown
    sent = {"registration": str(mine.uid), "part": "au-0"}
    assert "aria-invalid" in her.post(page, sent | {"reason": ""}).content.decode()
    assert her.post(page, sent | {"reason": "Taught in class"}).status_code == 302
    assert "one Waived · Taught in class" in text(her.get(page))
    for name in ("stranger", "neighbour", "learner"):
        cohort.by(name)
        other = Client(headers={"host": "127.0.0.1"})
        other.force_login(account(f"{name}@example.org"))
        assert other.get(page).status_code == 404
        assert other.post(page, sent | {"reason": "x"}).status_code == 404
