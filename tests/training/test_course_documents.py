"""A course says which controlled documents it uses, and is flagged while one of them does not hold."""

from datetime import timedelta

import pytest

from kerege.capacity.queries import documents
from kerege.journal import queries as journal
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from tests import ground
from tests.capacity.given import DAY, code_of, reader
from tests.capacity.placed import placed
from tests.capacity.test_documents import LATER, NEXT, in_force, made

COURSE = {"by": SYSTEM, "owner": "KAZ", "kind": "seminar", "sources": ["S1"], "today": DAY, "title": "A seminar"}


@pytest.fixture
def at():
    """Everybody around a laboratory with a document, and a seminar that was held."""
    found = placed()
    actions.record_course(**COURSE, key="C", status="held", dates="2026-05-01", venue="KAZ")
    uid = made(found)
    in_force(found, uid)
    return found, uid


def used(at, **changes):
    return actions.use_document(**({"by": at[0]["focal"], "course": "C", "document": at[1], "today": DAY} | changes))


def line(key="C", on=DAY, viewer=PUBLIC):
    return next(each for each in queries.courses(viewer, on=on).rows if each.key == key)


def of(at, name="focal", on=DAY):
    me = at[0][name] if name else ANONYMOUS
    return queries.documents_of(reader(me), line(on=on).uid, me=me, on=on, lang="en")


def test_a_course_is_flagged_from_the_day_on_which_its_document_does_not_hold(at):
    row, acts = used(at), journal.acts(owners=None, limit=1)[0].seq
    assert (used(at).uid, journal.acts(owners=None, limit=1)[0].seq) == (row.uid, acts)
    assert [line(on=on).unfit_documents for on in (DAY, NEXT, NEXT + timedelta(days=1))] == [0, 0, 1]
    assert [(each.code, each.unfit) for each in of(at, on=LATER)] == [("SOP-01", "overdue")]
    assert line(on=DAY - timedelta(days=1)).unfit_documents == 0, "it was not recorded yet"
    assert [each.uid for each in queries.citing(PUBLIC, at[1], on=DAY)] == [line().uid]


def test_a_course_that_lies_ahead_is_judged_by_its_first_day(at):
    actions.record_course(**COURSE, key="P", status="planned", dates=LATER.isoformat(), venue="KAZ")
    used(at, course="P")
    assert line("P").unfit_documents == 1
    actions.correct_course(by=SYSTEM, key="P", status="planned", dates=NEXT.isoformat(), today=DAY)
    assert line("P").unfit_documents == 0


def test_what_the_document_is_called_is_read_by_who_may_read_it(at):
    used(at)
    told = {name: [(d.document, d.code, d.title) for d in of(at, name, on=LATER)] for name in ("focal", "other", "")}
    hidden = [("", "", "")]
    assert told == {"focal": [(at[1], "SOP-01", "Spills")], "other": hidden, "": hidden}
    assert [each.unfit for each in of(at, "", on=LATER)] == ["overdue"], "the flag is for everybody"


def test_what_is_taken_off_flags_no_more_and_may_come_back(at):
    used(at)
    actions.drop_document(by=at[0]["focal"], course="C", document=at[1], today=NEXT)
    assert [len(of(at, on=on)) for on in (DAY, NEXT, LATER)] == [1, 0, 0]
    assert queries.citing(PUBLIC, at[1], on=NEXT) == []
    used(at, today=LATER)
    assert line(on=LATER).unfit_documents == 1


def test_what_cannot_be_is_refused(at):
    refused = [
        ({"document": "no uid"}, "records.nothing_there"),
        ({"document": "00000000-0000-0000-0000-000000000000"}, "records.nothing_there"),
        ({"course": "NO-SUCH"}, "records.nothing_there"),
        ({"by": at[0]["officer"]}, "people.not_yours"),
        ({"by": at[0]["mentor"]}, "people.not_yours"),
    ]
    assert [(changes, code_of(used, at=at, **changes)) for changes, _ in refused] == refused
    dropped = {"by": at[0]["focal"], "course": "C", "document": at[1]}
    assert code_of(actions.drop_document, **dropped) == "records.nothing_there", "it is not used"
    used(at)
    assert code_of(actions.drop_document, **(dropped | {"by": at[0]["other"]})) == "people.not_yours"
    assert documents.document(reader(at[0]["focal"]), at[1], me=at[0]["focal"], on=DAY, lang="en") is not None


def test_who_may_not_read_a_document_cannot_say_that_a_course_uses_it(at):
    actions.record_course(**(COURSE | {"owner": "KGZ"}), key="K", status="held", dates="2026-05-01", venue="KGZ")
    assert code_of(used, at=at, by=ground.FOCAL_KGZ, course="K") == "records.nothing_there"
