"""Shares: whom they let read what, on which days, and how they end."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.outreach import actions as outreach
from kerege.outreach.models import Event, EventCount
from kerege.people import actions as people
from kerege.people.models import Person, PersonName
from kerege.people.queries.pseudonyms import actor_names, pseudonyms
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.keeping import clearance
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC, Shared
from kerege.sharing import actions, queries
from kerege.sharing.actions.shares import Terms
from kerege.sharing.models import Share, ShareReader
from kerege.sharing.rules import readers_of, viewer_of
from tests import ground

DAY = date(2026, 11, 1)
LATER = date(2027, 11, 1)
EVENT, PERSON = "outreach.event", "people.person"
P, R, N, X = Sensitivity
SECOND_KAZ = Actor("second-kaz", "Deputy", (Grant(Role.FOCAL_POINT, "KAZ"),))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(db):
    ground.lay()
    for key in ("KAZ", "UZB", "KGZ", "REG"):
        actions.record_node(by=SYSTEM, key=key)


def event(key, label=N, note_label=P, project="P53", owner="KAZ"):
    return outreach.record_event(
        by=SYSTEM, owner=owner, key=key, title=f"{key} meeting", kind="awareness", level="national", status="held",
        dates="2018-04-04", venue="KAZ", sources=["S1"], label=label, note=f"note of {key}", note_label=note_label,
        project_key=project,
    )  # fmt: skip


def reads(*grants, on=DAY):
    """A viewer as `viewer_for` makes one from grants."""
    held = [Grant(role, owner) for role, owner in grants]
    viewer = viewer_of(uid="reader", name="Reader", grants=held)
    return viewer.__class__(**{**vars(viewer), "shared": queries.shared_with(readers_of(held), on=on)})


def officer(owner="UZB", on=DAY, role=Role.BIOSAFETY_OFFICER):
    return reads((role, owner), on=on)


def terms(*readers, level=N, start=DAY, end=LATER, purpose="A joint exercise"):
    return Terms(readers or (("UZB", ANY_ROLE),), level, start, end, purpose)


def share(record, *readers, by=ground.FOCAL_KAZ, kind=EVENT, field="*", **told):
    return actions.share_record(
        by=by, kind=kind, record=str(record.uid), terms=terms(*readers, **told), on=DAY, field=field
    )


def keys(viewer, model=Event):
    rows = model.objects.seen_by(viewer)
    found = {seen.key for seen in rows.seen()}
    assert rows.count() == len(found)
    assert set(rows.values_list("key", flat=True)) == found
    return found


def code(call, *args, **arguments):
    before = journal.verify().acts
    with pytest.raises(Refusal) as refused:
        call(*args, **arguments)
    assert journal.verify().acts == before
    return refused.value.code


# -- who reads what ----------------------------------------------------------------------------------------------------
def test_a_share_opens_this_record_to_this_audience_and_to_nobody_else():
    one, two = event("ONE"), event("TWO")
    assert keys(officer()) == set()
    share(one)
    assert keys(officer()) == {"ONE"}
    assert keys(officer("KGZ")) == set()
    assert keys(PUBLIC) == set()
    for role in (Role.LEARNER, Role.DONOR, Role.NODE_ADMINISTRATOR):
        assert keys(officer(role=role)) == set()
    assert keys(officer("KAZ")) == {"ONE", "TWO"}
    assert two.label == N


def test_a_share_with_a_role_is_not_for_other_roles_nor_for_a_role_and_an_owner_held_apart():
    share(event("ONE"), ("UZB", "legal_drafter"))
    assert keys(officer()) == set()
    assert keys(officer(role=Role.LEGAL_DRAFTER)) == {"ONE"}
    assert keys(reads((Role.LEGAL_DRAFTER, "KGZ"), (Role.BIOSAFETY_OFFICER, "UZB"))) == set()


@pytest.mark.parametrize(
    ("day", "opens"),
    [(DAY - timedelta(1), False), (DAY, True), (LATER - timedelta(1), True), (LATER, False)],
)
def test_a_share_holds_on_its_days_only(day, opens):
    share(event("ONE"))
    assert keys(officer(on=day)) == ({"ONE"} if opens else set())


def test_a_share_reaches_no_further_than_it_says():
    one = event("ONE", label=N, note_label=X)
    share(one, level=N)
    seen = Event.objects.seen_by(officer()).one()
    assert (seen.key, seen.note, seen.withheld) == ("ONE", WITHHELD, frozenset({"note"}))
    assert list(Event.objects.seen_by(officer()).reveal("note").values_list("note_seen", flat=True)) == [None]
    assert keys(officer()) == {"ONE"}


def test_a_field_is_shared_with_its_row_and_without_the_other_fields():
    one = event("ONE", label=N, note_label=N)
    share(one, field="note")
    seen = Event.objects.seen_by(officer()).one()
    assert (seen.title, seen.note) == ("ONE meeting", "note of ONE")
    open_one = event("OPEN", label=P, note_label=X)
    assert Event.objects.seen_by(officer()).filter(key="OPEN").one().note is WITHHELD
    assert open_one.note_label == X


def test_restricted_content_waits_for_a_second_person():
    one = event("ONE", label=X, note_label=X)
    made = share(one, level=X)
    assert keys(officer()) == set()
    assert code(actions.confirm_share, by=ground.FOCAL_KAZ, share=str(made.uid)) == "sharing.same_person"
    assert code(actions.confirm_share, by=ground.FOCAL_KGZ, share=str(made.uid)) == "records.nothing_there"
    actions.confirm_share(by=SECOND_KAZ, share=str(made.uid))
    assert Event.objects.seen_by(officer()).one().note == "note of ONE"
    acts = journal.verify().acts
    actions.confirm_share(by=SECOND_KAZ, share=str(made.uid))
    assert journal.verify().acts == acts


def test_withdrawing_closes_at_once_and_for_good():
    one = event("ONE")
    made = share(one)
    before = officer()
    assert keys(before) == {"ONE"}
    actions.withdraw_share(by=SECOND_KAZ, share=str(made.uid), on=DAY)
    assert keys(before) == set()
    assert keys(officer()) == set()
    assert code(actions.confirm_share, by=SECOND_KAZ, share=str(made.uid)) == "sharing.share_withdrawn"
    acts = journal.verify().acts
    actions.withdraw_share(by=ground.FOCAL_KAZ, share=str(made.uid), on=DAY)
    assert journal.verify().acts == acts
    assert share(one).uid != made.uid


def test_parts_come_with_the_whole_record_and_not_with_a_field():
    one = event("ONE")
    for who in ("ONE",):
        outreach.record_event_count(
            by=SYSTEM, event=who, measure="participants", value=20, qualifier="exact", source="S1"
        )
    part = EventCount.objects.seen_by(officer("KAZ"))
    assert part.count() == 1
    share(one, ("UZB", ANY_ROLE))
    share(one, ("KGZ", ANY_ROLE), field="note")
    assert EventCount.objects.seen_by(officer("UZB")).count() == 1
    assert EventCount.objects.seen_by(officer("KGZ")).count() == 0
    assert keys(officer("KGZ")) == {"ONE"}


def test_a_person_is_shared_with_every_spelling():
    who = people.record_person(by=SYSTEM, owner="KAZ", key="anna", name="Anna", spellings=[("ru", "Анна")])
    assert Person.objects.seen_by(officer()).one().name is WITHHELD
    share(who, kind=PERSON)
    assert Person.objects.seen_by(officer()).one().name == "Anna"
    assert PersonName.objects.seen_by(officer()).count() == 2
    assert PersonName.objects.seen_by(officer("KGZ")).count() == 0


def test_a_list_holds_what_is_recorded_later_too_but_nothing_of_others():
    event("ONE")
    actions.share_list(by=ground.FOCAL_KAZ, owner="KAZ", kind=EVENT, terms=terms(), on=DAY, project="P53")
    event("TWO"), event("RESTRICTED", label=X), event("ELSEWHERE", project=""), event("THEIRS", owner="KGZ")
    assert keys(officer()) == {"ONE", "TWO"}
    actions.share_list(by=ground.FOCAL_KAZ, owner="KAZ", kind=EVENT, terms=terms(), on=DAY)
    assert keys(officer()) == {"ONE", "TWO", "ELSEWHERE"}


def test_an_empty_audience_that_stands_in_the_table_is_nobody():
    """Not made by an action: what a broken import or a hand could leave behind."""
    made = share(event("ONE"))
    with act("tests.share.broken", by=SYSTEM, about=made.uid):
        ShareReader.objects.all().delete()
    assert [keys(reads((role, owner))) for role in Role for owner in ("UZB", "KGZ")] == [set()] * (2 * len(Role))
    nobody = PUBLIC.__class__(uid="x", shared=Shared((), DAY, frozenset({EVENT}), frozenset({EVENT})))
    assert keys(nobody) == set()


def test_a_share_of_a_record_that_went_to_another_owner_opens_nothing():
    one = event("ONE")
    share(one)
    with act("tests.record.moved", by=SYSTEM, about=one.uid):
        one.owner = "KGZ"
        one.save()
    assert keys(officer()) == set()


# -- what is kept, and who imagines ------------------------------------------------------------------------------------
def test_what_is_kept_for_a_clearance_is_not_given_to_another_with_a_share():
    before = clearance(officer())
    share(event("ONE"))
    assert clearance(officer()) != before
    assert clearance(officer()) != clearance(officer(on=LATER - timedelta(1)))
    assert clearance(officer()) == clearance(officer())


def test_imagining_shows_what_the_share_opens_and_never_more_than_one_reads():
    share(event("ONE"))
    focal_kaz, focal_kgz = reads((Role.FOCAL_POINT, "KAZ")), reads((Role.FOCAL_POINT, "KGZ"))
    asked = {"role": "biosafety_officer", "owner": "UZB", "on": DAY}
    assert keys(queries.viewer_as(focal_kaz, **asked)) == {"ONE"}
    assert keys(queries.viewer_as(focal_kgz, **asked)) == set()
    assert clearance(queries.viewer_as(focal_kaz, **asked)) != clearance(queries.viewer_as(focal_kgz, **asked))
    share(Event.objects.model(uid=Share.objects.get().record), ("KGZ", ANY_ROLE))
    assert keys(queries.viewer_as(reads((Role.FOCAL_POINT, "KGZ")), **asked)) == {"ONE"}


# -- what is refused ---------------------------------------------------------------------------------------------------
def test_only_who_labels_an_owners_records_shares_them_and_reading_is_not_resharing():
    one = event("ONE")
    share(one)
    for by in (
        Actor("officer", "Officer", (Grant(Role.BIOSAFETY_OFFICER, "KAZ"),)),
        Actor("reader", "Reader", (Grant(Role.BIOSAFETY_OFFICER, "UZB"),)),
        Actor("focal-uzb", "Focal point", (Grant(Role.FOCAL_POINT, "UZB"),)),
    ):
        assert code(share, one, ("KGZ", ANY_ROLE), by=by) == "records.nothing_there"
        assert code(
            actions.share_list, by=by, owner="KAZ", kind=EVENT, terms=terms(), on=DAY
        ) == "people.not_yours"  # fmt: skip
        made = Share.objects.get()
        assert code(actions.withdraw_share, by=by, share=str(made.uid), on=DAY) == "records.nothing_there"


def test_what_cannot_be_shared():
    one, hidden = event("ONE"), event("HIDDEN", label=X)
    assert code(share, one, kind="outreach.eventcount") == "sharing.unknown_kind"
    assert code(share, one, kind="journal.act") == "sharing.unknown_kind"
    assert code(share, one, kind=PERSON) == "records.nothing_there"
    assert code(share, one, field="title") == "sharing.unknown_field"
    assert code(share, one, ("", ANY_ROLE)) == "sharing.no_readers"
    assert code(share, one, ("XXX", ANY_ROLE)) == "sharing.unknown_owner"
    assert code(share, one, ("UZB", "donor")) == "sharing.not_a_working_role"
    assert code(share, one, ("UZB", "")) == "people.unknown_choice"
    assert code(share, one, level=R) == "sharing.shared_already"
    assert code(share, hidden, level=N) == "sharing.below_label"
    assert code(share, event("NOTED", note_label=X), level=N, field="note") == "sharing.below_label"
    assert code(share, one, end=DAY) == "periods.end_before_start"
    assert code(share, one, start=date(2020, 1, 1), end=DAY) == "sharing.share_is_over"
    assert code(share, one, end=date(2029, 1, 1)) == "sharing.share_too_long"
    assert code(share, one, purpose=" ") == "text.empty"
    nobody = Terms((), N, DAY, LATER, "A joint exercise")
    assert code(
        actions.share_record, by=ground.FOCAL_KAZ, kind=EVENT, record=str(one.uid), terms=nobody, on=DAY
    ) == "sharing.no_readers"  # fmt: skip
    assert code(
        actions.share_record, by=ground.FOCAL_KAZ, kind=EVENT, record="nonsense", terms=terms(), on=DAY
    ) == "records.nothing_there"  # fmt: skip


def test_what_cannot_be_shared_as_a_list():
    asked = {"by": ground.FOCAL_KAZ, "owner": "KAZ", "kind": EVENT, "on": DAY}
    assert code(actions.share_list, **asked, terms=terms(level=X)) == "sharing.list_of_restricted"
    assert code(actions.share_list, **asked, terms=terms(), project="NONE") == "sharing.no_project"
    assert code(actions.share_list, **{**asked, "kind": PERSON}, terms=terms(), project="P53") == "sharing.no_project"
    assert code(actions.share_list, **{**asked, "kind": "x"}, terms=terms()) == "sharing.unknown_kind"
    assert code(actions.share_list, **{**asked, "owner": "XXX"}, terms=terms()) == "sharing.unknown_owner"


def test_sharing_the_same_again_writes_no_act():
    one = event("ONE")
    first = share(one, ("UZB", ANY_ROLE), ("KGZ", "auditor"))
    acts = journal.verify().acts
    assert share(one, ("KGZ", "auditor"), ("UZB", ANY_ROLE), ("UZB", ANY_ROLE)).uid == first.uid
    assert journal.verify().acts == acts
    assert share(one, ("UZB", ANY_ROLE)).uid != first.uid


# -- who knows of a share ----------------------------------------------------------------------------------------------
def test_the_owner_and_the_audience_know_with_whom_something_is_shared_and_nobody_else():
    share(event("ONE"), ("UZB", ANY_ROLE), ("KGZ", "auditor"))
    ours = queries.given(officer("KAZ"), owner="KAZ")
    theirs = queries.received(officer("UZB"))
    assert [(s.title, s.readers) for s in ours] == [("ONE meeting", (("KGZ", "auditor"), ("UZB", ANY_ROLE)))]
    assert [s.uid for s in theirs] == [s.uid for s in ours]
    assert queries.received(officer("KGZ")) == []
    for stranger in (officer("UZB"), officer("KGZ"), PUBLIC, reads((Role.NODE_ADMINISTRATOR, "KAZ"))):
        assert queries.given(stranger, owner="KAZ") == []


def test_a_share_of_restricted_content_is_known_to_those_who_read_it():
    made = share(event("ONE", label=X), level=X)
    focal = reads((Role.FOCAL_POINT, "KAZ"))
    assert [(s.state, s.open_on(DAY)) for s in queries.given(focal, owner="KAZ")] == [("waiting", False)]
    assert queries.given(officer("KAZ"), owner="KAZ") == []
    assert queries.received(officer("UZB")) == []
    actions.confirm_share(by=SECOND_KAZ, share=str(made.uid))
    assert [s.open_on(DAY) for s in queries.received(officer("UZB"))] == [True]
    assert [s.record for s in queries.given(focal, owner="KAZ", record=str(made.record))] == [str(made.record)]
    assert queries.given(focal, owner="KAZ", record="nonsense") == []


def test_the_journal_tells_of_a_share_without_its_purpose():
    made = share(event("ONE"), purpose="zqpurposeqz")
    act = journal.acts(owners=["KAZ"], about=str(made.uid))[0]
    assert (act.word, act.facts["readers"]) == ("sharing.share.made", ["UZB any"])
    assert "zqpurposeqz" not in str(act.facts)


def test_a_share_names_its_people_as_the_journal_does_and_nobody_once_they_are_erased():
    made = people.open_account(by=SYSTEM, email="first@example.org", name="First", password="quiet lanterns drift")
    first = Actor(str(made.uid), "First", (Grant(Role.FOCAL_POINT, "KAZ"),))
    record = event("E1", X)
    waiting = share(record, by=first, level=X)
    assert code(actions.confirm_share, by=first, share=str(waiting.uid)) == "sharing.same_person"
    actions.confirm_share(by=SECOND_KAZ, share=str(waiting.uid))
    actions.withdraw_share(by=first, share=str(waiting.uid), on=DAY)
    waiting.refresh_from_db()
    called = pseudonyms([first.uid])[first.uid]
    assert (waiting.made_by, waiting.confirmed_by, waiting.withdrawn_by) == (called, "second-kaz", called)
    assert actor_names([waiting.made_by]) == {called: "First"}
    people.erase_myself(by=first, account=made, on=DAY)
    waiting.refresh_from_db()
    assert actor_names([waiting.made_by, waiting.withdrawn_by]) == {}


def test_shares_from_before_are_given_pseudonyms_and_can_go_back():
    made = people.open_account(by=SYSTEM, email="first@example.org", name="First", password="quiet lanterns drift")
    old = share(event("E1"))
    with act("tests.share.aged", by=SYSTEM, about="share"):
        Share.objects.filter(id=old.id).update(made_by=str(made.uid), withdrawn_by="system")
        migration = import_module("kerege.sharing.migrations.0005_pseudonyms")
        migration.veil(apps, None)
        assert told_by(old) == (pseudonyms([str(made.uid)])[str(made.uid)], "", "system")
        migration.unveil(apps, None)
    assert told_by(old) == (str(made.uid), "", "system")


def told_by(row):
    return Share.objects.values_list("made_by", "confirmed_by", "withdrawn_by").get(id=row.id)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is told in SQLite's words")
def test_a_share_is_looked_up_by_the_record_and_its_readers_by_the_share():
    share(event("E1"))
    steps = Event.objects.seen_by(officer()).explain().splitlines()
    assert sum("record=?" in step for step in steps) == 1
    assert sum("share_id=? AND owner=? AND role=?" in step for step in steps) == 1
    assert [step for step in steps if "SCAN" in step and "outreach_event" not in step] == []
