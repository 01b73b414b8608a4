"""Mutual aid from the request to the day on which everything is back home; whom a case concerns, and whom not."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.inventory import actions as inventory
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from kerege.response.actions import aid
from kerege.response.models import AidCase, AidEntry
from kerege.response.queries import aid as reading
from tests.capacity.given import code_of
from tests.inventory import helping
from tests.inventory.facts import DAY, lay_town


def focal(owner):
    return Actor(f"focal-{owner.lower()}", "Focal point", (Grant(Role.FOCAL_POINT, owner),))


KAZ, KGZ, UZB = focal("KAZ"), focal("KGZ"), focal("UZB")
READS = {owner: helping.reads(owner) for owner in ("KAZ", "KGZ", "UZB")}
AGREED = {"bearer": "shared", "cost": "4200", "currency": "USD", "cost_note": "Each its own", "customs": "A list"}


def terms(**changes):
    told = {"what": "Two testers with instruments", "start": DAY, "until": DAY + timedelta(days=30)}
    return aid.Terms(**(told | changes))


@pytest.fixture
def here(db):
    lay_town()
    giver, asker = helping.laid()
    return {"giver": giver, "request": helping.asked(asker).key}


def asked(here, **changes):
    told = {"by": KGZ, "request": here["request"], "giver": "KAZ", "terms": terms(), "today": DAY}
    return aid.ask_aid(**(told | changes))


def step(case, by, word, after=0, **more):
    day = DAY + timedelta(days=after)
    return aid.take_aid_step(by=by, case=str(case.uid), step=word, day=day, today=day, **more)


def promised(here):
    case = asked(here, facility=here["giver"])
    step(case, KAZ, "offer", 1)
    step(case, KGZ, "requisition", 2)
    return aid.commit_aid(by=KAZ, case=str(case.uid), terms=terms(**AGREED), today=DAY + timedelta(days=3))


def test_from_the_request_until_everything_is_back_home(here):
    case = promised(here)
    step(case, KAZ, "deploy", 4)
    step(case, KGZ, "arrive", 5)
    line = reading.aid_case(READS["KGZ"], KGZ, case.uid, on=DAY + timedelta(days=40))
    assert (line.state, line.overdue, line.next) == ("arrived", True, ("release",))
    step(case, KGZ, "release", 6)
    assert code_of(step, case=case, by=KAZ, word="return", after=7, note=" ") == "response.aid_back"
    assert code_of(step, case=case, by=KAZ, word="return", after=7, note="All", spent="-1") == "response.aid_cost"
    step(case, KAZ, "return", 7, note="All instruments, unbroken", spent="4100.50")
    line = reading.aid_case(READS["KAZ"], KAZ, case.uid, on=DAY + timedelta(days=40))
    assert (line.state, str(line.spent), line.currency) == ("returned", "4100.50", "USD")
    assert (line.overdue, line.next, line.turn) == (False, (), False)
    assert line.returned_on == DAY + timedelta(days=7)
    said = [(each.side, each.step) for each in reading.entries(line)]
    wanted = "ask offer requisition commit deploy arrive release return".split()
    assert [word for _side, word in said] == wanted
    assert [side for side, _word in said] == ["asker", "giver", "asker", "giver", "giver", "asker", "asker", "giver"]


def test_nobody_but_the_two_countries_learns_of_a_case(here):
    case = asked(here)
    region = Viewer("reg", "Region", everywhere=Sensitivity.RESTRICTED)
    for viewer, who in ((READS["UZB"], UZB), (region, UZB), (Viewer("", ""), Actor("", ""))):
        assert reading.aid_case(viewer, who, case.uid, on=DAY) is None
        assert reading.aid_cases(viewer, who, on=DAY) == []
    for owner, who in (("KAZ", KAZ), ("KGZ", KGZ)):
        assert [line.uid for line in reading.aid_cases(READS[owner], who, on=DAY)] == [str(case.uid)]
    officer = helping.OFFICER_KGZ
    assert reading.aid_case(READS["KGZ"], officer, case.uid, on=DAY).next == (), "reads, and speaks not"
    for who in (UZB, officer):
        assert code_of(step, case=case, by=who, word="offer") == "records.nothing_there"
    assert code_of(step, case=case, by=KGZ, word="offer") == "response.aid_other_side"
    assert code_of(step, case=case, by=KAZ, word="deploy") == "response.aid_not_now"


def test_what_cannot_be_asked_is_refused(here):
    told = {
        "itself": asked_code(here, giver="KGZ"),
        "elsewhere": asked_code(here, facility="XX-F-0000000-0"),
        "empty": asked_code(here, terms=terms(what=" ")),
        "period": asked_code(here, terms=terms(until=DAY)),
        "officer": asked_code(here, by=helping.OFFICER_KGZ),
        "status": asked_code(here, status="perhaps"),
        "agents": asked_code(here, terms=terms(what="12 vials of strain H37Rv from freezer 3")),
    }
    assert told == {
        "itself": "response.aid_itself",
        "elsewhere": "records.nothing_there",
        "empty": "response.aid_empty",
        "period": "response.aid_period",
        "officer": "people.not_yours",
        "status": "people.unknown_choice",
        "agents": "inventory.not_for_sharing",
    }
    own = helping.asked(title="For our own country", audience="country", by=KGZ).key
    assert asked_code(here, request=own) == "response.aid_not_read_there"
    assert code_of(aid.offer_aid, by=KAZ, request=own, giver="KAZ", terms=terms(), today=DAY) == "records.nothing_there"
    asked(here)
    assert asked_code(here) == "response.aid_stands_already"
    inventory.withdraw_request(by=KGZ, request=here["request"], today=DAY)
    assert asked_code(here, giver="UZB") == "response.aid_request_over"


def asked_code(here, **changes):
    return code_of(asked, here=here, **changes)


def test_nothing_is_promised_without_costs_and_customs(here):
    case = aid.offer_aid(by=KAZ, request=here["request"], giver="KAZ", terms=terms(), status="exercise", today=DAY)
    assert case.state == "offered"
    step(case, KGZ, "requisition")
    told = {"by": KAZ, "case": str(case.uid), "today": DAY}
    assert code_of(aid.commit_aid, **told, terms=terms()) == "response.aid_cost_open"
    assert code_of(aid.commit_aid, **told, terms=terms(**(AGREED | {"customs": ""}))) == "response.aid_customs"
    assert code_of(aid.commit_aid, **told, terms=terms(**(AGREED | {"currency": ""}))) == "response.aid_cost"
    assert code_of(step, case=case, by=KAZ, word="commit") == "response.aid_cost_open", "no promise without terms"
    assert code_of(step, case=case, by=KAZ, word="decline") == "response.aid_why"
    assert step(case, KAZ, "decline", note="No testers are free").state == "declined"
    assert asked(here).state == "asked", "the country may be asked again"


def test_the_database_keeps_the_order_and_what_was_said(here):
    case = promised(here)
    ahead = DAY + timedelta(days=9)
    told = {"by": KAZ, "case": str(case.uid), "step": "deploy", "day": ahead}
    assert code_of(aid.take_aid_step, **told, today=DAY) == "response.aid_day"
    for statement in (
        "UPDATE response_aidcase SET state = 'arrived'",
        "UPDATE response_aidcase SET status = 'exercise'",
        "UPDATE response_aidcase SET cost = 1",
        "UPDATE response_aidcase SET giver = 'UZB'",
        "UPDATE response_aidcase SET bearer = 'open'",
        "UPDATE response_aidentry SET step = 'decline'",
        "DELETE FROM response_aidcase",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with checking():
        assert AidCase.objects.inside_action().get().state == "committed"
        assert AidEntry.objects.inside_action().count() == 4
