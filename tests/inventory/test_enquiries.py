"""Enquiries between two sides: step by step, each side its own row, and a task for the seat whose turn it is."""

from datetime import timedelta

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.words.enquiries import EnquiryState, Step
from kerege.journal import queries as journal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM, Actor
from kerege.sharing import actions as sharing
from tests.inventory.facts import DAY, HEAD_OF_ONE, lay_town, recorded
from tests.inventory.helping import (
    FOCAL_KAZ,
    HEAD_KAZ,
    KAZ,
    KGZ,
    NATIONAL,
    NEEDED,
    OFFICER_KGZ,
    OFFICER_OF_ONE,
    OFFICER_UZB,
    TRAINER_KGZ,
    UZB,
    asked,
    enquired,
    laid,
    line,
    offered,
    open_tasks,
    other_row,
    reads,
    refused,
)


@pytest.fixture
def two():
    lay_town()
    return laid()


# -- enquiries ---------------------------------------------------------------------------------------------------------
def test_an_enquiry_goes_from_the_question_to_the_confirmation_of_both(two):
    giver, asker = two
    made, request = offered(giver), asked(asker)
    row = enquired(request.key, giver, offer=made.key, text="Could you come in May?")
    mine, theirs = str(row.uid), other_row(row)
    assert open_tasks() == [("NFP-KAZ", "Answer a request for help: Certify two cabinets")]
    told = []
    for by, uid, step, text in (
        (HEAD_KAZ, theirs, Step.ASK_BACK, "How many?"),
        (OFFICER_OF_ONE, mine, Step.REPLY, "Two\nof class II"),
        (HEAD_KAZ, theirs, Step.ACCEPT, ""),
        (OFFICER_KGZ, mine, Step.CONFIRM, "Both pass"),
        (HEAD_KAZ, theirs, Step.CONFIRM, ""),
    ):
        done = actions.take_step(by=by, enquiry=uid, step=step, text=text, today=DAY)
        tasks = [task for task, _ in open_tasks()]
        told.append((done.state, queries.request(UZB, request.key, on=DAY).state.value, tasks))
    assert told == [
        ("question", "open", ["BSO-OSH"]),
        ("sent", "open", ["NFP-KAZ"]),
        ("accepted", "agreed", ["BSO-OSH"]),
        ("said_by_asker", "agreed", ["NFP-KAZ"]),
        ("fulfilled", "fulfilled", []),
    ]
    for uid, viewer in ((mine, KGZ), (theirs, KAZ)):
        history = [(s.side.value, s.step.value, s.text) for s in line(uid, viewer).steps]
        assert history == [
            ("asker", "send", "Could you come in May?"),
            ("giver", "ask_back", "How many?"),
            ("asker", "reply", "Two of class II"),
            ("giver", "accept", ""),
            ("asker", "confirm", "Both pass"),
            ("giver", "confirm", ""),
        ]


def test_each_side_reads_its_own_row_and_a_third_country_none(two):
    row = enquired(asked(two[1]).key, two[0], text="Come")
    rows = {
        name: [(e.side.value, e.owner) for e in queries.enquiries(viewer, SYSTEM, on=DAY)]
        for name, viewer in {"KAZ": KAZ, "KGZ": KGZ, "UZB": UZB, "partner": reads("KGZ", Sensitivity.REGIONAL)}.items()
    }
    assert rows == {"KAZ": [("giver", "KAZ")], "KGZ": [("asker", "KGZ")], "UZB": [], "partner": []}
    assert line(row.uid, KAZ) is None
    assert line(other_row(row), KGZ) is None
    shown = queries.enquiries(KAZ, HEAD_KAZ, on=DAY)[0]
    assert (shown.mine, shown.turn, shown.facility, shown.title) == (True, True, two[0], "Certify two cabinets")
    assert shown.can == (Step.ACCEPT, Step.ASK_BACK, Step.DECLINE)
    assert queries.enquiries(KAZ, TRAINER_KGZ, on=DAY)[0].can == ()


def test_what_was_sent_stays_when_the_request_is_closed_to_the_other_side(two):
    request = asked(two[1])
    row = enquired(request.key, two[0])
    by = Actor("focal-kgz", "F", (FOCAL_KAZ.grants[0].__class__(FOCAL_KAZ.grants[0].role, "KGZ"),))
    sharing.label_record(by=by, kind="inventory.helprequest", record=str(request.uid), level=Sensitivity.NATIONAL)
    shown = line(other_row(row), KAZ, HEAD_KAZ)
    assert (repr(shown.request), shown.title, shown.mine) == ("WITHHELD", "Certify two cabinets", True)
    done = actions.take_step(by=HEAD_KAZ, enquiry=shown.uid, step="decline", text="Not this year", today=DAY)
    assert done.state == EnquiryState.DECLINED


ENQUIRIES_REFUSED = (
    ({"by": OFFICER_UZB}, "inventory.not_your_request", None),
    ({"by": TRAINER_KGZ}, "inventory.not_your_request", None),
    ({"request": "R-none"}, "records.nothing_there", "request"),
    ({"facility": "KZ-F-1"}, "inventory.bad_key", "facility"),
    ({"facility": "KZ-F-0000002-2"}, "inventory.bad_key", "facility"),
    ({"offer": "O-none"}, "records.nothing_there", "offer"),
    ({"text": "Our freezer 3 holds the strains of Yersinia pestis"}, "inventory.not_for_sharing", "text"),
    ({"text": "a" * 501}, "text.too_long", "text"),
    ({"today": NEEDED + timedelta(days=1)}, "inventory.request_closed", None),
)


def test_what_is_refused_of_an_enquiry(two):
    request = asked(two[1]).key
    for changes, code, field in ENQUIRIES_REFUSED:
        told = {"request": request, "facility": two[0], **changes}
        refused(code, lambda told=told: enquired(**told), field)
    assert queries.enquiries(NATIONAL, SYSTEM, on=DAY) == []


def test_a_facility_that_the_asker_may_not_see_is_not_there(two):
    hidden = recorded(names={"en": "Hidden"}, label=Sensitivity.NATIONAL, sure=True)
    request = asked(two[1])
    refused("records.nothing_there", lambda: enquired(request.key, hidden.key), "facility")
    closed = offered(two[0], audience="country")
    refused("records.nothing_there", lambda: enquired(request.key, two[0], offer=closed.key), "offer")


@pytest.mark.parametrize("changes", [{"kind": "training"}, {"start": DAY - timedelta(days=9)}])
def test_an_offer_that_does_not_stand_is_refused(two, changes):
    made = offered(two[0], **changes)
    if "start" in changes:
        actions.withdraw_offer(by=HEAD_KAZ, offer=made.key, today=DAY)
    refused("inventory.offer_not_open", lambda: enquired(asked(two[1]).key, two[0], offer=made.key), "offer")


def test_nobody_is_asked_twice_before_an_answer(two):
    request = asked(two[1])
    row = enquired(request.key, two[0], text="Come")
    assert enquired(request.key, two[0], text="Come").pk == row.pk
    refused("inventory.asked_already", lambda: enquired(request.key, two[0], text="Come!"), "facility")
    actions.take_step(by=HEAD_KAZ, enquiry=other_row(row), step="decline", text="No", today=DAY)
    assert enquired(request.key, two[0], text="In winter?").pk != row.pk


STEPS_REFUSED = (
    (OFFICER_UZB, "giver", "accept", "", "records.nothing_there", "enquiry"),
    (OFFICER_KGZ, "giver", "accept", "", "records.nothing_there", "enquiry"),
    (HEAD_OF_ONE, "giver", "accept", "", "records.nothing_there", "enquiry"),
    (HEAD_KAZ, "giver", "reply", "x", "inventory.not_this_step", "step"),
    (HEAD_KAZ, "giver", "jump", "x", "inventory.not_this_step", "step"),
    (HEAD_KAZ, "giver", "decline", "", "inventory.step_needs_text", "text"),
    (HEAD_KAZ, "giver", "decline", "We keep 40 ml of anthrax spores", "inventory.not_for_sharing", "text"),
    (OFFICER_KGZ, "asker", "accept", "", "inventory.not_this_step", "step"),
    (OFFICER_KGZ, "asker", "confirm", "", "inventory.not_this_step", "step"),
)


def test_what_is_refused_of_a_step(two):
    row = enquired(asked(two[1]).key, two[0])
    uids = {"asker": str(row.uid), "giver": other_row(row)}
    for by, side, step, text, code, field in STEPS_REFUSED:
        told = {"by": by, "enquiry": uids[side], "step": step, "text": text, "today": DAY}
        refused(code, lambda told=told: actions.take_step(**told), field)
    assert line(row.uid, KGZ).state == EnquiryState.SENT


def test_the_same_step_again_changes_nothing_and_a_step_after_the_day_is_refused(two):
    row = enquired(asked(two[1]).key, two[0])
    uid = other_row(row)

    def back():
        return actions.take_step(by=HEAD_KAZ, enquiry=uid, step="ask_back", text="When?", today=DAY)

    back()
    seen = journal.acts(owners=None, limit=1)[0].seq
    assert back().state == EnquiryState.QUESTION
    assert journal.acts(owners=None, limit=1)[0].seq == seen
    late = NEEDED + timedelta(days=1)
    refused(
        "inventory.not_this_step",
        lambda: actions.take_step(by=OFFICER_KGZ, enquiry=str(row.uid), step="reply", text="May", today=late),
        "step",
    )
    assert queries.enquiry(KGZ, OFFICER_KGZ, row.uid, on=late).state == EnquiryState.EXPIRED


def test_a_task_that_somebody_closed_by_hand_is_no_hindrance(two):
    row = enquired(asked(two[1]).key, two[0])
    (task,) = seats.tasks(NATIONAL, on=DAY, state="open")
    people.drop_task(by=SYSTEM, task=task.uid, note="By telephone", today=DAY)
    done = actions.take_step(by=HEAD_KAZ, enquiry=other_row(row), step="accept", today=DAY)
    assert done.state == EnquiryState.ACCEPTED


def test_an_enquiry_that_is_not_there_is_nowhere(two):
    assert line("nothing", NATIONAL) is None
    assert line("01900000-0000-7000-8000-000000000000", NATIONAL) is None
    refused("records.nothing_there", lambda: actions.take_step(by=SYSTEM, enquiry="nothing", step="accept"), "enquiry")
