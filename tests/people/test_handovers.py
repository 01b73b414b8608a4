"""A handover: everything moves in one act, every refusal, a day that has not come, and taking it back."""

from datetime import date, timedelta

import pytest
from django.test import Client

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions, queries
from kerege.people.actions import Choices, Follower
from kerege.people.models import Person, RoleGrant, Seat, SeatHandover, SeatTerm
from kerege.people.rules import SYSTEM
from kerege.people.words import Role
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import queries as sharing
from tests.people import seated
from tests.people.seated import BEGAN, DAY, TODAY, hand_over

pytestmark = pytest.mark.django_db
EVE = DAY - timedelta(days=1)
READER = Viewer(uid="r", by_owner=(("KAZ", Sensitivity.NATIONAL),))


@pytest.fixture(autouse=True)
def _laid(db):
    seated.lay()


def refusal(call=hand_over, **given):
    before = journal.verify().acts
    with pytest.raises(Refusal) as refused:
        call(**given)
    assert journal.verify().acts == before, "a refused action leaves no act"
    assert refused.value.word.sentence % refused.value.data
    return refused.value.code


def sitting(on):
    (line,) = queries.seats(READER, on=on)
    return [(s.person, s.capacity) for s in line.sittings]


def focal_points(on):
    return [a.email for a in queries.holders(Role.FOCAL_POINT, on=on)]


def terms():
    with checking():
        rows = SeatTerm.objects.inside_action().order_by("start", "id")
        people = {p.id: p.key for p in Person.objects.inside_action()}
        return [(people[t.person_id], t.capacity, t.start, t.end) for t in rows]


def items(record, viewer=READER, on=TODAY):
    return [(i.kind, i.title, i.fate, i.note) for i in queries.protocol(viewer, str(record.uid), on=on).items]


# -- what moves --------------------------------------------------------------------------------------------------------


def test_on_the_day_the_seat_its_role_and_its_tasks_are_the_other_persons():
    actions.set_task(by=SYSTEM, seat="nfp", title="Send the report", due=DAY, today=TODAY)
    hand_over()
    assert sitting(EVE) == [("Anna Example", "holder"), ("Bela Example", "deputy")]
    assert sitting(DAY) == [("Dana Example", "holder"), ("Bela Example", "deputy")]
    assert (focal_points(EVE), focal_points(DAY)) == (["anna@example.org"], ["dana@example.org"])
    assert [t.seat for t in queries.tasks(READER, on=DAY, state="open")] == ["nfp"]
    assert [a.word for a in journal.acts(owners=None, limit=1)] == ["people.seat.handed_over"]


def test_the_protocol_keeps_what_was_in_hand_as_it_was_then():
    task = actions.set_task(by=SYSTEM, seat="nfp", title="Send the report", due=DAY, today=TODAY)
    share = queries.Thing("share", "s-1", "Course on packing", "UZB", "stays")
    notes = {str(task.uid): "The draft is with the ministry"}
    record = hand_over(choices=Choices(notes=notes, also=[share]), note="She begins on Monday")
    actions.drop_task(by=seated.actor("anna"), task=str(task.uid), note="Not needed", today=TODAY)
    assert items(record) == [
        ("task", "Send the report", "moves", "The draft is with the ministry"),
        ("role", "focal_point", "moves", ""),
        ("deputy", "Bela Example", "stays", ""),
        ("share", "Course on packing", "stays", ""),
    ]
    (line,) = queries.handovers(READER, on=TODAY, seat="nfp")
    assert (line.leaving, line.following, line.on, line.agreed_on) == ("Anna Example", "Dana Example", DAY, TODAY)
    assert (line.agreed_by, line.note) == ("anna", "She begins on Monday")


def test_a_deputy_goes_where_it_is_chosen_and_stays_otherwise():
    with checking():
        deputy = str(SeatTerm.objects.inside_action().get(capacity="deputy").uid)
    record = hand_over(choices=Choices(ending=[deputy]))
    assert ("bela", "deputy", BEGAN, DAY) in terms()
    assert ("deputy", "Bela Example", "ends", "") in items(record)


def test_nobody_is_the_deputy_of_themselves():
    record = hand_over(follower=Follower(person="bela"))
    assert sitting(DAY) == [("Bela Example", "holder")]
    assert ("deputy", "Bela Example", "ends", "") in items(record)


def test_the_leaving_accounts_own_roles_end_only_where_it_is_chosen():
    for role in ("reviewer", "trainer"):
        actions.grant_role(by=SYSTEM, role=role, owner="KAZ", start=BEGAN, account=seated.account("anna"))
    on_seat = {"role": "legal_drafter", "owner": "KAZ", "start": BEGAN, "seat": "nfp"}
    actions.grant_role(by=SYSTEM, account=seated.account("anna"), **on_seat)
    actions.grant_role(by=SYSTEM, role="donor", owner="REG", start=BEGAN, account=seated.account("anna"))
    ending = str(RoleGrant.objects.get(role="reviewer").uid)
    record = hand_over(choices=Choices(ending=[ending]))
    assert seated.actor("anna", EVE).roles == {"focal_point", "reviewer", "trainer", "legal_drafter", "donor"}
    assert seated.actor("anna", DAY).roles == {"trainer", "donor"}
    assert [i[1:3] for i in items(record) if i[0] == "role"] == [
        ("focal_point", "moves"),
        ("reviewer", "ends"),
        ("trainer", "stays"),
        ("legal_drafter", "ends"),
    ]


def test_a_follower_whom_nobody_recorded_is_recorded_with_a_name_that_is_national():
    hand_over(follower=Follower(newcomer="Erlan Example"))
    assert sitting(DAY)[0] == ("Erlan Example", "holder")
    assert queries.seats(PUBLIC, on=DAY)[0].sittings[0].person is WITHHELD
    assert [p.name for p in queries.persons(READER, text="erlan")] == ["Erlan Example"]


def test_an_account_that_is_named_becomes_the_followers():
    actions.open_account(by=SYSTEM, email="erlan@example.org", name="Erlan", password="a long password")
    hand_over(follower=Follower(newcomer="Erlan Example", email=" Erlan@example.org "))
    assert focal_points(DAY) == ["erlan@example.org"]


def test_the_same_handover_again_changes_nothing():
    first = hand_over()
    acts = journal.verify().acts
    assert hand_over().pk == first.pk
    assert journal.verify().acts == acts


def test_a_term_that_ends_on_the_day_anyway_is_handed_over_too():
    with act("tests.term.limited", by=SYSTEM, about="term"):
        SeatTerm.objects.inside_action().filter(capacity="holder").update(end=DAY)
    hand_over()
    assert [t for t in terms() if t[1] == "holder"] == [("anna", "holder", BEGAN, DAY), ("dana", "holder", DAY, None)]


# -- sessions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "status"), [(TODAY, 302), (date(2020, 1, 1), 302), (date(2100, 1, 1), 200)])
def test_the_leaving_account_is_signed_out_on_the_day(on, status):
    with act("tests.ground.moved", by=SYSTEM, about="seat"):
        Seat.objects.update(mandate_on=date(2000, 1, 1))
        SeatTerm.objects.inside_action().update(start=date(2000, 1, 1))
    client = Client()
    client.force_login(seated.account("anna"))
    hand_over(by=SYSTEM, on=on)
    assert client.get("/account/password/change/").status_code == status
    client.force_login(seated.account("anna"))
    assert client.get("/account/password/change/").status_code == 200, "what is left of the roles can be used"


# -- who may -----------------------------------------------------------------------------------------------------------


def test_the_holder_hands_over_also_without_any_role():
    with act("tests.role.gone", by=SYSTEM, about="role"):
        RoleGrant.objects.update(withdrawn=True)
    assert seated.actor("anna").grants == ()
    hand_over()


@pytest.mark.parametrize(("kind", "code"), [("focal_point", ""), ("expert_team", "people.not_your_seat")])
def test_the_secretariat_hands_over_the_seats_of_focal_points_only(kind, code):
    with act("tests.seat.changed", by=SYSTEM, about="seat"):
        Seat.objects.update(kind=kind)
    if code:
        assert refusal(by=seated.SECRETARIAT) == code
    else:
        hand_over(by=seated.SECRETARIAT, follower=Follower(newcomer="Erlan Example"))
        assert sitting(DAY)[0][0] == "Erlan Example"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"by": seated.OTHER}, "people.not_your_seat"),
        ({"by": seated.OFFICER}, "people.not_your_seat"),
        ({"seat": "none"}, "people.unknown_key"),
        ({"follower": Follower()}, "people.nobody_follows"),
        ({"follower": Follower(newcomer="  ")}, "people.nobody_follows"),
        ({"follower": Follower(newcomer="x" * 201)}, "text.too_long"),
        ({"follower": Follower(person="none")}, "people.unknown_key"),
        ({"follower": Follower(person="anna")}, "people.same_person"),
        ({"follower": Follower(person="ulug")}, "people.person_of_another_owner"),
        ({"follower": Follower(person="dana", email="nobody@example.org")}, "people.no_such_account"),
        ({"follower": Follower(person="bela", email="dana@example.org")}, "people.account_has_person"),
        ({"on": BEGAN}, "people.handover_before_term"),
        ({"on": BEGAN - timedelta(days=1)}, "people.handover_before_term"),
        ({"note": "x" * 1001}, "text.too_long"),
    ],
)
def test_what_a_handover_refuses(given, code):
    before = terms()
    assert refusal(**given) == code
    assert terms() == before
    with checking():
        assert SeatHandover.objects.inside_action().count() == 0


def test_a_deputy_does_not_hand_over():
    account = actions.open_account(by=SYSTEM, email="bela@example.org", name="B", password="a long password")
    actions.link_person(by=SYSTEM, account=account, person="bela")
    assert refusal(by=seated.actor("bela")) == "people.not_your_seat"


def test_an_account_of_the_follower_is_not_replaced_and_nobody_links_their_own():
    spare = actions.open_account(by=SYSTEM, email="spare@example.org", name="S", password="a long password")
    follower = Follower(person="dana", email="spare@example.org")
    assert refusal(follower=follower) == "people.person_has_account"
    actions.grant_role(by=SYSTEM, account=spare, role="focal_point", owner="KAZ", start=BEGAN)
    mine = seated.actor("spare")
    assert refusal(by=mine, follower=Follower(person="bela", email="spare@example.org")) == "people.not_to_yourself"


def test_a_vacant_seat_is_not_handed_over_but_filled():
    actions.end_term(by=SYSTEM, seat="nfp", capacity="holder", on=date(2026, 1, 1))
    assert refusal(by=SYSTEM) == "people.no_holder"


def test_a_seat_that_has_ended_is_handed_over_to_nobody():
    with act("tests.seat.ended", by=SYSTEM, about="seat"):
        Seat.objects.update(end=DAY)
    assert refusal() == "people.seat_ended"


def test_two_people_are_not_appointed_for_the_same_days():
    hand_over()
    assert refusal(follower=Follower(person="bela")) == "people.overlapping_terms"
    assert refusal(follower=Follower(person="bela"), on=date(2026, 2, 10)) == "people.overlapping_terms"


def test_the_last_administrator_of_the_node_is_not_lost_with_a_seat():
    actions.create_seat(by=SYSTEM, owner="REG", key="adm", kind="other", title="Adm", mandate="Order", mandate_on=BEGAN)
    for key in ("rana", "sara"):
        actions.record_person(by=SYSTEM, owner="REG", key=key, name=key)
    actions.appoint(by=SYSTEM, seat="adm", person="rana", capacity="holder", start=BEGAN)
    account = actions.open_account(by=SYSTEM, email="rana@example.org", name="R", password="a long password")
    actions.link_person(by=SYSTEM, account=account, person="rana")
    grant = actions.grant_role(by=SYSTEM, account=account, role="node_administrator", owner="REG", start=BEGAN)
    choices = Choices(ending=[str(grant.uid)])
    asked = {"by": SYSTEM, "seat": "adm", "follower": Follower(person="sara"), "choices": choices}
    assert refusal(**asked) == "people.last_administrator"


# -- reading the protocol ----------------------------------------------------------------------------------------------


def test_both_read_the_protocol_whatever_their_roles_are_then_and_nobody_else():
    record = hand_over()
    after = DAY + timedelta(days=30)
    for key in ("anna", "dana"):
        viewer = sharing.viewer_for(seated.account(key), on=after, strong=True)
        found = queries.protocol(viewer, str(record.uid), on=after)
        assert (found.line.leaving, found.line.following) == ("Anna Example", "Dana Example")
        assert [i.title for i in found.items] == ["focal_point", "Bela Example"]
    assert queries.protocol(PUBLIC, str(record.uid), on=after) is None
    partner = Viewer(uid="p", everywhere=Sensitivity.REGIONAL)
    (line,) = queries.handovers(partner, on=after)
    assert (line.leaving, line.following, line.note, line.agreed_by) == (WITHHELD,) * 4
    assert queries.protocol(partner, line.uid, on=after).items == ()
    assert queries.handovers(PUBLIC, on=after) == []
    assert queries.protocol(READER, str(record.uid), on=TODAY - timedelta(days=1)) is None


@pytest.mark.parametrize(("on", "state"), [(TODAY, "planned"), (DAY, "done")])
def test_a_handover_is_planned_until_its_day(on, state):
    hand_over()
    assert [h.state for h in queries.handovers(READER, on=on)] == [state]


def test_the_journal_names_no_person():
    hand_over(follower=Follower(newcomer="Erlan Example"), note="A secret reason")
    told = str([line.facts for line in journal.acts(owners=None, limit=3)])
    assert "Erlan" not in told
    assert "secret" not in told


# -- taking it back ----------------------------------------------------------------------------------------------------


def take_back(record, **given):
    asked = {"by": seated.actor("anna"), "handover": str(record.uid), "today": TODAY}
    return actions.withdraw_handover(**{**asked, **given})


def test_a_handover_whose_day_has_not_come_is_taken_back_whole():
    reviewer = actions.grant_role(by=SYSTEM, role="reviewer", owner="KAZ", start=BEGAN, account=seated.account("anna"))
    before = terms()
    with checking():
        deputy = str(SeatTerm.objects.inside_action().get(capacity="deputy").uid)
    record = hand_over(choices=Choices(ending=[deputy, str(reviewer.uid)]))
    assert terms() != before
    take_back(record)
    assert terms() == before
    assert RoleGrant.objects.get(role="reviewer").end is None
    assert seated.account("anna").sessions_end_on is None
    assert focal_points(DAY) == ["anna@example.org"]
    assert [h.state for h in queries.handovers(READER, on=TODAY)] == ["withdrawn"]
    acts = journal.verify().acts
    take_back(record)
    assert journal.verify().acts == acts
    hand_over(follower=Follower(person="bela"))
    assert sitting(DAY) == [("Bela Example", "holder")]


def test_a_former_end_comes_back_with_it():
    limited = date(2026, 6, 1)
    with act("tests.term.limited", by=SYSTEM, about="term"):
        SeatTerm.objects.inside_action().filter(capacity="holder").update(end=limited)
    take_back(hand_over())
    assert ("anna", "holder", BEGAN, limited) in terms()


def test_what_taking_back_refuses():
    record = hand_over()
    asked = {"call": take_back, "record": record}
    assert refusal(**asked, by=seated.OTHER) == "people.not_your_seat"
    assert refusal(**asked, handover="none") == "people.unknown_key"
    assert refusal(**asked, today=DAY, by=SYSTEM) == "people.handover_has_come"
    with act("tests.term.other", by=SYSTEM, about="term"):
        SeatTerm.objects.inside_action().filter(start=DAY).update(end=date(2026, 4, 1))
    actions.appoint(by=SYSTEM, seat="nfp", person="bela", capacity="holder", start=date(2026, 4, 1))
    assert refusal(**asked) == "people.overlapping_terms"
