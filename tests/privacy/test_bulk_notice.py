"""Somebody reads very many people's data: whoever answers for them has a task and a mail, once a day for a reader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kerege.jobs.models import Mail
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.models import Person, Seat, Task
from kerege.people.rules import SYSTEM
from kerege.privacy import actions
from kerege.privacy.models import BulkRead, Look
from tests import ground
from tests.privacy import somebody
from tests.privacy.somebody import AT, by, client

READ = ("Zhanar Quxley", "Aslan Vexley", "KAZ-P1", "EXPERT")


@pytest.fixture
def world(db, settings):
    """Two persons on one page, an officer who reads it, the focal point with a seat, the secretariat."""
    settings.KEREGE_BULK_READ = 1
    somebody.laid()
    for key, name in (("EXPERT", "Zhanar Quxley"), ("KAZ-P1", "Aslan Vexley")):
        people.record_person(by=SYSTEM, owner="KAZ", key=key, name=name)
        _seat(f"S-{key}", "expert_team", key)
    focal = somebody.account("focal@example.org", "FOCAL", "Focal Person", role="focal_point")
    focal.language = "ru"
    focal.save()
    _seat("NFP", "focal_point", "FOCAL")
    somebody.account("secretariat@example.org", key="", name="Secretariat", owner="REG", role="secretariat")
    return focal


@pytest.fixture
def officer(world):
    return somebody.account("officer@example.org", key="", name="Curious Officer", role="biosafety_officer")


def _seat(key, kind, person):
    mandate = {"mandate": "Order", "mandate_on": AT.date().replace(year=2019)}
    people.create_seat(by=SYSTEM, owner="KAZ", key=key, kind=kind, title=key.lower(), **mandate)
    people.appoint(by=SYSTEM, seat=key, person=person, capacity="holder", start=AT.date().replace(year=2020))


def tasks():
    with checking():
        return list(Task.objects.inside_action().order_by("id"))


def person_ids(*keys):
    with checking():
        return list(Person.objects.inside_action().filter(key__in=keys).values_list("id", flat=True))


def test_a_page_of_many_names_is_told_to_whoever_answers_for_them(world, officer, mailoutbox):
    page = client(officer).get("/people/seats/").content.decode()
    assert "Zhanar Quxley" in page
    assert "Aslan Vexley" in page
    (task,) = tasks()
    (letter,) = mailoutbox
    notice = BulkRead.objects.get()
    assert (task.about, task.set_by, task.due) == (str(notice.uid), "system", timezone.localdate() + timedelta(days=7))
    assert letter.to == ["focal@example.org"]
    assert "Curious Officer" in letter.body
    assert "http://testserver/privacy/looks/" in letter.body
    assert "учётн" in letter.body.lower(), "the letter is in the language of whoever it goes to"
    for name in READ:
        assert name not in task.title + letter.subject + letter.body
    assert "Curious Officer" not in task.title, "a title would outlive the erasure of the reader"


def test_once_for_a_reader_and_a_day(world, officer, mailoutbox):
    reader = client(officer)
    for _ in range(3):
        reader.get("/people/seats/")
    assert (len(tasks()), len(mailoutbox)) == (1, 1)


def test_later_the_same_day_it_is_noticed_and_not_told_again_and_the_next_day_it_is(world, officer):
    told = []
    ids = person_ids("EXPERT", "KAZ-P1")
    for outlet, hours in (("page", 0), ("api", 2), ("page", 24)):
        seen = {"persons": ids, "outlet": outlet, "at": AT + timedelta(hours=hours), "alarm_above": 1}
        actions.keep_looks(by=by(officer), account=officer, tell=told.append, **seen)
    assert [(n.owner, n.who, n.persons, n.at) for n in told] == [
        ("KAZ", "Curious Officer", 2, AT),
        ("KAZ", "Curious Officer", 2, AT + timedelta(hours=24)),
    ]
    assert BulkRead.objects.count() == 3


def test_each_owner_is_told_of_its_own_people_only(world, officer):
    told, ids = [], person_ids("EXPERT", "KAZ-P1") + person_ids(*ground.persons(1, owner="UZB"))
    seen = {"persons": ids, "outlet": "page", "at": AT, "alarm_above": 2}
    actions.keep_looks(by=by(officer), account=officer, tell=told.append, **seen)
    assert [(n.owner, n.persons) for n in told] == [("KAZ", 2), ("UZB", 1)]


def test_another_owner_is_told_also_within_the_hour(world, officer):
    told = []
    for ids in (person_ids("EXPERT", "KAZ-P1"), person_ids(*ground.persons(1, owner="UZB"))):
        seen = {"persons": ids, "outlet": "page", "at": AT + timedelta(minutes=len(told)), "alarm_above": 1}
        actions.keep_looks(by=by(officer), account=officer, tell=told.append, **seen)
    assert [n.owner for n in told] == ["KAZ", "UZB"]


def test_who_answers_for_the_data_and_reads_them_is_told_of_to_the_secretariat(world, mailoutbox):
    client(world).get("/people/seats/")
    assert [letter.to for letter in mailoutbox] == [["secretariat@example.org"]]
    assert len(tasks()) == 1


def test_without_a_seat_there_is_a_mail_and_no_task(world, officer, mailoutbox):
    with act("tests.seat.changed", by=SYSTEM, about="x"):
        Seat.objects.filter(key="NFP").update(kind="other")
    client(officer).get("/people/seats/")
    assert ([letter.to for letter in mailoutbox], tasks()) == ([["focal@example.org"]], [])


def test_the_mail_goes_through_the_outgoing_mail_of_the_node(world, officer, settings):
    settings.EMAIL_BACKEND = "kerege.config.mail.QueuedMail"
    client(officer).get("/people/seats/")
    (mail,) = Mail.objects.all()
    assert (mail.account_id, mail.message["to"]) == (world.pk, ["focal@example.org"])


def test_a_notice_that_cannot_be_told_is_not_kept_and_the_looks_are(world, officer):
    def fails(_):
        raise RuntimeError("no")

    seen = {"persons": person_ids("EXPERT", "KAZ-P1"), "outlet": "page", "at": AT, "alarm_above": 1}
    with pytest.raises(RuntimeError):
        actions.keep_looks(by=by(officer), account=officer, tell=fails, **seen)
    assert (BulkRead.objects.count(), Look.objects.count()) == (0, 2)
    assert journal.verify().whole
