"""What ends by itself: each once, with its tasks, and both sides are told."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail

from kerege.api import help_mail
from kerege.inventory import actions
from kerege.inventory.actions.ending import ASK_ANEW, NOBODY, OFFER_AGAIN
from kerege.inventory.words.enquiries import EnquiryState
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.models import Seat
from kerege.people.rules import SYSTEM
from tests import ground
from tests.inventory.facts import DAY, lay_town
from tests.inventory.helping import (
    FOCAL_KAZ,
    KAZ,
    KGZ,
    NATIONAL,
    NEEDED,
    OFFICER_KGZ,
    asked,
    enquired,
    laid,
    line,
    offered,
    other_row,
)  # fmt: skip

MORNING = NEEDED + timedelta(days=1)


@pytest.fixture
def two(db):
    ground.lay()
    lay_town()
    return laid()


def at(day):
    return datetime.combine(day, time(2, 50), UTC)


def end(day=MORNING, by=SYSTEM):
    return [(each.kind, len(each.seats)) for each in actions.end_expired(by=by, at=at(day))]


def tasks(on=None):
    """The open tasks as on the last day on which something was done here."""
    day = on or max(t.set_on for t in seats.tasks(NATIONAL, on=MORNING + timedelta(days=999)))
    day = max([day, *(t.closed_on for t in seats.tasks(NATIONAL, on=MORNING + timedelta(days=999)) if t.closed_on)])
    return [(t.seat, t.title) for t in seats.tasks(NATIONAL, on=day, state="open", order="title")]


def sent(two):
    giver, asker = two
    return enquired(asked(asker).key, giver)


def test_an_enquiry_without_an_answer_ends_the_day_after_and_once(two):
    row = sent(two)
    assert tasks() == [("NFP-KAZ", "Answer a request for help: Certify two cabinets")]
    assert end(NEEDED) == []
    assert end() == [("enquiry", 2)]
    assert tasks() == [("BSO-OSH", ASK_ANEW % {"title": "Certify two cabinets"})]
    closed = [(t.seat, t.note) for t in seats.tasks(NATIONAL, on=MORNING, state="done")]
    assert closed == [("NFP-KAZ", NOBODY)]
    for uid, viewer in ((row.uid, KGZ), (other_row(row), KAZ)):
        found = line(uid, viewer)
        assert (found.state, found.turn, found.can) == (EnquiryState.EXPIRED, False, ())
    told = journal.acts(owners=None, word_prefix="inventory.enquiry.expired")[0]
    assert (told.owner, told.facts) == ("KGZ", {"giver": "KAZ"})
    before = journal.head()
    assert end(MORNING + timedelta(days=40)) == []
    assert journal.head() == before


def test_a_question_that_stands_ends_too(two):
    row = sent(two)
    actions.take_step(by=FOCAL_KAZ, enquiry=other_row(row), step="ask_back", text="How many?", today=DAY)
    assert tasks() == [("BSO-OSH", "Answer a question about your request for help: Certify two cabinets")]
    assert end() == [("enquiry", 2)]
    assert tasks() == [("BSO-OSH", ASK_ANEW % {"title": "Certify two cabinets"})]


@pytest.mark.parametrize("step", ["accept", "decline", "withdraw"])
def test_what_was_answered_or_withdrawn_stays_as_it_is(two, step):
    row = sent(two)
    by, uid = (OFFICER_KGZ, str(row.uid)) if step == "withdraw" else (FOCAL_KAZ, other_row(row))
    actions.take_step(by=by, enquiry=uid, step=step, text="Because.", today=DAY)
    before = (tasks(), line(row.uid, KGZ).state)
    assert end() == []
    assert (tasks(), line(row.uid, KGZ).state) == before


def test_a_task_that_somebody_closed_by_hand_is_no_hindrance(two):
    sent(two)
    (task,) = seats.tasks(NATIONAL, on=DAY, state="open")
    people.drop_task(by=SYSTEM, task=task.uid, note="By hand", today=DAY)
    assert end() == [("enquiry", 2)]
    assert [t.note for t in seats.tasks(NATIONAL, on=MORNING, state="dropped")] == ["By hand"]


def test_after_the_end_nothing_can_be_done_with_it(two):
    row = sent(two)
    end()
    for step in ("accept", "withdraw"):
        by, uid = (OFFICER_KGZ, str(row.uid)) if step == "withdraw" else (FOCAL_KAZ, other_row(row))
        with pytest.raises(Refusal) as refused:
            actions.take_step(by=by, enquiry=uid, step=step, today=MORNING)
        assert refused.value.code == "inventory.not_this_step"


def test_a_seat_that_is_gone_gets_no_task_and_its_side_still_ends(two):
    row = sent(two)
    with act("tests.seat.ended", by=SYSTEM, about="seat"):
        Seat.objects.filter(key="BSO-OSH").update(end=MORNING)
    assert end() == [("enquiry", 2)]
    assert (tasks(), line(row.uid, KGZ).state) == ([], EnquiryState.EXPIRED)


def test_whoever_made_an_offer_is_asked_once_whether_it_goes_on(two):
    giver, _asker = two
    made = offered(giver)
    over = DAY + timedelta(days=365)
    assert end(over - timedelta(days=1)) == []
    assert end(over) == [("offer", 1)]
    assert tasks() == [("NFP-KAZ", OFFER_AGAIN % {"title": "Certification of cabinets"})]
    assert end(over + timedelta(days=1)) == []
    assert journal.acts(owners=None, about=str(made.uid), word_prefix="inventory.offer.over")[0].owner == "KAZ"


def test_an_offer_that_was_taken_back_or_is_over_for_long_asks_nothing(two):
    giver, _asker = two
    made, over = offered(giver), DAY + timedelta(days=365)
    assert end(over + timedelta(days=31)) == []
    actions.withdraw_offer(by=SYSTEM, offer=made.key, why="Broken", today=DAY)
    assert end(over) == []


def test_the_job_writes_to_both_seats_without_saying_what_it_was(two):
    for email, person, lang in (("kaz@example.org", "P-NFP-KAZ", "ru"), ("osh@example.org", "P-BSO-OSH", "en")):
        account = people.open_account(by=SYSTEM, email=email, name=email, password="kerege-demo-2026")
        type(account).objects.filter(pk=account.pk).update(language=lang)
        people.link_person(by=SYSTEM, account=account, person=person)
    sent(two)
    help_mail.end_expired(by=SYSTEM, at=at(MORNING))
    told = {m.to[0]: (m.subject, m.body) for m in mail.outbox}
    assert set(told) == {"kaz@example.org", "osh@example.org"}
    assert told["osh@example.org"][0] == "An enquiry about help has ended: Seat BSO-OSH"
    assert told["kaz@example.org"][0].startswith("Обращение о помощи завершено")
    assert [word for _subject, body in told.values() for word in ("cabinets", "Osh laboratory") if word in body] == []
    help_mail.end_expired(by=SYSTEM, at=at(MORNING))
    assert len(mail.outbox) == 2


def test_who_is_not_the_node_may_not(two):
    sent(two)
    with pytest.raises(Refusal) as refused:
        end(by=FOCAL_KAZ)
    assert refused.value.code == "people.not_yours"
