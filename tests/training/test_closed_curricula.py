"""A course that everybody sees, laid from a curriculum that few may read."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

from kerege.inventory import queries as rooms
from kerege.inventory.models import RoomBooking
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.models import Course, CourseSession
from kerege.training.queries.calendars import of_course
from kerege.training.queries.delivery import plan
from tests.ground import OFFICER_KAZ
from tests.training.planned import MANAGER, TODAY, curriculum, lay_centre, planned, session


def test_of_a_curriculum_that_somebody_may_not_read_no_title_of_a_module_is_told():
    """The course is public, and so are its sessions, its room and its calendar."""
    lay_centre()
    course = planned(curriculum=curriculum(owner="KAZ", label=Sensitivity.NATIONAL))
    actions.lay_sessions(by=MANAGER, course="uzb-2027", first_day=date(2027, 2, 1), room="Hall", lang="en")
    session(title="Tea", starts="2027-02-03 09:00", ends="2027-02-03 10:00")
    told = {}
    for who, reader, acting in (
        ("all", PUBLIC, ANONYMOUS),
        ("own", OFFICER_KAZ, ANONYMOUS),
        ("plans", PUBLIC, MANAGER),
    ):
        page = plan(reader, str(course.uid), acting=acting, on=TODAY, lang="en")
        told[who] = [each.title for each in page.sessions]
    assert told["own"] == told["plans"] == ["On risk (1/2)", "On risk (2/2)", "On waste", "Tea"]
    assert told["all"] == [WITHHELD, WITHHELD, WITHHELD, "Tea"]
    assert [
        each.session.title for each in of_course(PUBLIC, Course.objects.seen_by(PUBLIC).filter(key="uzb-2027").one())
    ] == told["all"]
    day = datetime(2027, 2, 1, tzinfo=UTC)
    booked = rooms.bookings(PUBLIC, "almaty", since=day, until=day + timedelta(days=9))
    assert {line.title for line in booked} == {"Training of trainers"}, "the calendar of the centre repeats none"


def test_bookings_of_before_are_renamed_after_their_course():
    """A node that comes along has bookings that say what a module is called; what has no module keeps its title."""
    lay_centre()
    planned(curriculum=curriculum())
    session(module="risk", room="Hall")
    session(title="Tea", starts="2027-02-03 09:00", ends="2027-02-03 10:00", room="Hall")
    migration = import_module("kerege.training.migrations.0020_bookings_without_modules")
    with act("tests.booking.laid", by=SYSTEM, about="uzb-2027"):
        sessions, rows = CourseSession.objects.inside_action(), RoomBooking.objects.inside_action()
        booking = sessions.get(module="risk").booking
        rows.filter(uid=booking).update(title="Training of trainers · Risk assessment")
        known = {"CourseSession": sessions, "RoomBooking": rows}
        migration.rename(SimpleNamespace(get_model=lambda _, name: SimpleNamespace(objects=known[name])), None)
        assert sorted(rows.values_list("title", flat=True)) == ["Training of trainers", "Training of trainers · Tea"]
