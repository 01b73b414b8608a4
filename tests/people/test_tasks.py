"""Tasks belong to seats: set with a seat and a day, closed with a note by whoever sits there."""

from datetime import date

import pytest

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions, queries
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import queries as sharing
from tests.people import seated

pytestmark = pytest.mark.django_db
TODAY, DUE = seated.TODAY, date(2026, 2, 20)
READER = Viewer(uid="r", by_owner=(("KAZ", Sensitivity.NATIONAL),))


@pytest.fixture(autouse=True)
def _laid(db):
    seated.lay()


def set_task(**given):
    asked = {"by": seated.actor("anna"), "seat": "nfp", "title": "Send the report", "due": DUE, "today": TODAY}
    return actions.set_task(**{**asked, **given})


def refusal(call, **given):
    before = journal.verify().acts
    with pytest.raises(Refusal) as refused:
        call(**given)
    assert journal.verify().acts == before, "a refused action leaves no act"
    assert refused.value.word.sentence % refused.value.data
    return refused.value.code


def lines(viewer=READER, on=TODAY, **asked):
    return [(t.title, t.state, t.late) for t in queries.tasks(viewer, on=on, **asked)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"seat": ""}, "people.task_without_seat"),
        ({"due": None}, "people.task_without_due_day"),
        ({"seat": "none"}, "people.unknown_key"),
        ({"by": seated.OTHER}, "people.not_your_seat"),
        ({"by": seated.OFFICER}, "people.not_your_seat"),
        ({"title": "  "}, "text.empty"),
        ({"title": "x" * 201}, "text.too_long"),
        ({"about": "x" * 65}, "text.too_long"),
    ],
)
def test_what_setting_a_task_refuses(given, code):
    assert refusal(set_task, **given) == code
    assert lines() == []


def test_an_ended_seat_gets_no_task():
    from kerege.journal.actions import act
    from kerege.people.models import Seat

    with act("tests.seat.ended", by=SYSTEM, about="seat"):
        Seat.objects.update(end=date(2026, 2, 10))
    assert refusal(set_task) == "people.seat_ended"


def test_the_same_task_again_changes_nothing():
    first = set_task()
    acts = journal.verify().acts
    assert set_task().pk == first.pk
    assert journal.verify().acts == acts


def test_a_task_is_late_after_its_day_and_closed_from_the_day_of_its_note():
    task = set_task()
    assert lines(on=date(2026, 1, 31)) == []
    assert lines(on=DUE) == [("Send the report", "open", False)]
    assert lines(on=date(2026, 2, 21)) == [("Send the report", "open", True)]
    actions.finish_task(by=seated.actor("anna"), task=str(task.uid), note="Sent", today=date(2026, 2, 25))
    assert lines(on=date(2026, 2, 24)) == [("Send the report", "open", True)]
    (line,) = queries.tasks(READER, on=date(2026, 2, 25))
    assert (line.state, line.note, line.closed_on, line.late) == ("done", "Sent", date(2026, 2, 25), False)


def test_a_dropped_task_says_why():
    task = set_task()
    actions.drop_task(by=seated.actor("anna"), task=str(task.uid), note="The project ended", today=TODAY)
    assert queries.task(READER, str(task.uid), on=TODAY).note == "The project ended"
    assert [line.word for line in journal.acts(owners=None, limit=1)] == ["people.task.dropped"]


@pytest.mark.parametrize("close", [actions.finish_task, actions.drop_task])
def test_what_closing_refuses(close):
    task = str(set_task().uid)
    asked = {"by": seated.actor("anna"), "task": task, "note": "Sent", "today": TODAY}
    for given, code in (
        ({"note": "  "}, "people.task_without_note"),
        ({"note": "x" * 1001}, "text.too_long"),
        ({"task": "none"}, "people.unknown_key"),
        ({"by": seated.OTHER}, "people.not_your_seat"),
    ):
        assert refusal(close, **{**asked, **given}) == code
    close(**asked)
    assert refusal(close, **asked) == "people.task_closed"


def test_who_sits_there_closes_it_without_any_role_and_who_sat_there_no_more():
    task = str(set_task().uid)
    seated.hand_over()
    later = {"task": task, "note": "Sent", "today": seated.DAY}
    assert refusal(actions.finish_task, by=seated.actor("anna", seated.DAY), **later) == "people.not_your_seat"
    actions.finish_task(by=seated.actor("dana", seated.DAY), **later)


def test_tasks_are_national_unless_somebody_decides_otherwise():
    set_task()
    set_task(title="Announce the course", label=Sensitivity.PUBLIC)
    assert [t for t, *_ in lines(PUBLIC)] == ["Announce the course"]
    assert [t for t, *_ in lines()] == ["Send the report", "Announce the course"]


def test_a_list_is_ordered_and_narrowed():
    set_task(), set_task(title="Answer the letter", due=date(2026, 2, 10))
    assert [t for t, *_ in lines()] == ["Answer the letter", "Send the report"]
    for order, first in (
        ("-due", "Send the report"),
        ("title", "Answer the letter"),
        ("nonsense", "Answer the letter"),
    ):
        assert lines(order=order)[0][0] == first
    assert lines(seat="none") == lines(owner="UZB") == lines(state="done") == []
    assert len(lines(seat="nfp", owner="KAZ", state="open")) == 2


def test_my_tasks_are_those_of_the_seats_on_which_i_sit_that_day():
    set_task()
    seated.hand_over()

    def mine(key, on):
        viewer = sharing.viewer_for(seated.account(key), on=on, strong=True)
        return [t.title for t in queries.tasks_of(viewer, on=on)]

    assert (mine("anna", TODAY), mine("dana", TODAY)) == (["Send the report"], [])
    assert (mine("anna", seated.DAY), mine("dana", seated.DAY)) == ([], ["Send the report"])
    assert queries.tasks_of(PUBLIC, on=TODAY) == []
