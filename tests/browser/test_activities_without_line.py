"""Two observers in a hall without a line mark one person: both are kept, the page shows it, and one press decides."""

import os
import subprocess
import sys

import pytest

from tests.browser.conftest import FOLDERS, ROOT, Visitor
from tests.browser.test_without_line import line, on_device, says

__all__ = ["line"]
COURSE = "DEMO-TOT-UZB-2027"
LAY = """
from datetime import date
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import Course, CourseSession, Enrolment
with act("tests.practice.laid", by=SYSTEM, about="C"):
    course = Course.objects.inside_action().get(key="{course}")
    session = CourseSession.objects.inside_action().filter(course=course).first()
    there = list(Enrolment.objects.inside_action().filter(course=course).values_list("person_id", flat=True))
    persons = Enrolment._meta.get_field("person").related_model.objects.inside_action()
    person = persons.filter(owner="UZB").exclude(id__in=there).first() or persons.exclude(id__in=there).first()
    kept = {{"owner": course.owner, "course": course, "synthetic": True, "noted_by": "nobody"}}
    Enrolment.objects.create(**kept, person=person, state="enrolled", nominated_on=date(2026, 11, 1))
made = actions.set_up_activity(by=SYSTEM, course=str(course.uid), kind="skill_station", title="Gloves",
    checklist="!Cuffs are covered\\nSize is checked", session=str(session.uid))
print(f"/courses/{{course.uid}}/activities/", made.uid, person.uid)
"""


@pytest.fixture
def station(site):
    """The address of the activities, of one station, and of one person at it."""
    if site not in FOLDERS:
        pytest.skip("records are laid in the folder of a node that was started here")
    told = {**os.environ, "DATA": str(FOLDERS[site]), "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    told.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", LAY.format(course=COURSE)]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=True)
    root, activity, person = done.stdout.split()[-3:]
    return root, f"{root}{activity}/", f"{root}{activity}/people/{person}/"


def chooses(page, point, label):
    page.locator("[data-matter]").nth(point).get_by_label(label, exact=True).check()


def test_two_devices_without_a_line_are_both_kept_and_one_press_decides(browser, line, station):
    root, _, whom = station
    people, faults = [], []
    for who in ("expert2.kaz", "expert.kaz"):
        found = Visitor(browser, line.address, {}, width=360)
        found.page.on("pageerror", lambda fault: faults.append(str(fault)))
        found.signs_in(who)
        found.goes(root)
        found.page.click("[data-do=prepare]")
        found.page.wait_for_selector("[data-say=ready]:not([hidden])")
        people.append(found)
    lead, other = (each.page for each in people)

    line.cut = True
    for page, label in ((lead, "Done"), (other, "Not done")):
        page.goto(line.address + whom)
        page.wait_for_selector("kerege-practice[shell][data-ready] [data-matter]")
        chooses(page, 0, label)
        assert says(page, "kept") == "1"
        assert "with what this device recorded: 1" in page.inner_text("#standing"), "one of two points is left"
    lead.click("#sign")
    assert says(lead, "open") == "1", "a signature wants every point"
    chooses(lead, 1, "Done with help")
    lead.click("#sign")
    lead.wait_for_selector("[data-say=signed]:not([hidden])")
    lead.evaluate("async () => { await document.querySelector('kerege-practice').send(); }")
    assert lead.is_visible("[data-say=signed]"), "what came of the button stays, however often things are sent"
    lead.reload()
    lead.wait_for_selector("kerege-practice[data-ready] [data-matter]")
    assert lead.locator("[data-matter]").nth(0).locator(":checked").input_value() == "done"
    assert people[0].sticks_out() == 0
    assert "helped" not in str(on_device(lead)), "what is kept is sealed"

    line.cut = False
    for page, sent in ((lead, "3"), (other, "1")):
        page.evaluate("dispatchEvent(new Event('online'))")
        assert says(page, "sent") == sent
    lead.goto(line.address + whom)
    lead.wait_for_selector("kerege-practice:not([shell])[data-ready]")
    assert lead.is_hidden("[data-recorded]"), "what the node knows is told by the node"
    disputed = lead.locator("[data-matter]").nth(0)
    assert "Recorded differently. Both are kept; choose what holds." in disputed.inner_text()
    assert "does not hold any more" in lead.inner_text("#standing")
    chooses(lead, 0, "Done")
    lead.wait_for_selector("#standing .notice--good")
    lead.click("#sign")
    lead.wait_for_selector("#standing >> text=Signed by")
    assert faults == []
    for each in people:
        each.context.close()
