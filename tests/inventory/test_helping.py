"""Offers, requests and enquiries: who may, who reads, and what goes to which seat."""

from datetime import timedelta

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.queries import Wanted
from kerege.inventory.words.enquiries import EnquiryState
from kerege.inventory.words.helping import OfferState, RequestState
from kerege.inventory.words.matches import Fit, Misfit
from kerege.journal import queries as journal
from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import actions as sharing
from kerege.sharing.actions.shares import Terms
from kerege.sharing.queries import viewer_of_actor
from tests import ground
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
    refused,
)


@pytest.fixture
def two():
    lay_town()
    return laid()


# -- offers ------------------------------------------------------------------------------------------------------------
def test_an_offer_is_read_by_those_to_whom_it_is_made(two):
    giver, _ = two
    readers = {"KAZ": KAZ, "KGZ": KGZ, "public": PUBLIC}
    told = {}
    for audience in ("country", "region", "everybody"):
        offered(giver, title=f"For {audience}", audience=audience)
    for name, viewer in readers.items():
        told[name] = [o.title for o in queries.offers(viewer, on=DAY, order="title")]
    assert told == {
        "KAZ": ["For country", "For everybody", "For region"],
        "KGZ": ["For everybody", "For region"],
        "public": ["For everybody"],
    }


def test_of_a_facility_that_is_hidden_there_is_no_offer(two):
    giver, _ = two
    offered(giver)
    assert len(queries.offers(KGZ, on=DAY)) == 1
    uid = str(queries.facility(KAZ, giver, on=DAY).line.uid)
    sharing.label_record(by=FOCAL_KAZ, kind="inventory.facility", record=uid, level=Sensitivity.NATIONAL)
    assert queries.offers(KGZ, on=DAY) == []
    assert len(queries.offers(KAZ, on=DAY)) == 1


def test_named_countries_read_it_once_the_focal_point_has_shared_it(two):
    giver, _ = two
    made = offered(giver, audience="countries", countries="KGZ TJK")
    assert (made.label, made.countries) == (Sensitivity.NATIONAL, " KGZ TJK ")
    assert open_tasks() == [("NFP-KAZ", "Share an offer of help with the countries that its owner named: KGZ TJK")]
    assert queries.offers(KGZ, on=DAY) == []
    until = DAY + timedelta(days=30)
    for key in ("KAZ", "KGZ"):
        sharing.record_node(by=SYSTEM, key=key, territory=key)
    terms = Terms([("KGZ", ANY_ROLE)], Sensitivity.NATIONAL, DAY, until, "Help")
    sharing.share_record(by=FOCAL_KAZ, kind="inventory.offer", record=str(made.uid), terms=terms, on=DAY)
    assert [o.key for o in queries.offers(viewer_of_actor(OFFICER_KGZ, on=DAY), on=DAY)] == [made.key]
    assert queries.offers(viewer_of_actor(OFFICER_UZB, on=DAY), on=DAY) == []
    request = asked()
    sent = enquired(request.key, giver, offer=made.key)
    assert sent.state == EnquiryState.SENT


OFFERS_REFUSED = (
    ({"by": OFFICER_KGZ}, "people.not_yours", None),
    ({"by": HEAD_OF_ONE}, "inventory.not_your_facility", None),
    ({"facility": "KZ-F-0000001-0"}, "inventory.bad_key", "facility"),
    ({"kind": "weapons"}, "inventory.unknown_code", "kind"),
    ({"title": " "}, "text.empty", "title"),
    ({"title": "We keep 40 ml of anthrax spores"}, "inventory.not_for_sharing", "title"),
    ({"note": "The strains of Brucella are stored in freezer 3"}, "inventory.not_for_sharing", "note"),
    ({"until": DAY}, "periods.end_before_start", "end"),
    ({"start": DAY - timedelta(days=9), "until": DAY}, "inventory.offer_over", "until"),
    ({"until": DAY + timedelta(days=732)}, "inventory.offer_too_long", "until"),
    ({"audience": "friends"}, "inventory.unknown_code", "audience"),
    ({"audience": "countries"}, "inventory.no_countries_named", "countries"),
    ({"audience": "countries", "countries": "KAZ"}, "inventory.no_countries_named", "countries"),
    ({"audience": "countries", "countries": "ZZZ"}, "atlas.unknown_code", "territory"),
    ({"languages": "russian"}, "atlas.bad_language", "languages"),
    ({"equipment": "tank"}, "inventory.unknown_code", "equipment"),
    ({"amount": "0"}, "inventory.no_help_amount", "amount"),
    ({"key": "no key"}, "records.bad_key", "key"),
)


def test_what_is_refused_of_an_offer(two):
    for changes, code, field in OFFERS_REFUSED:
        told = {"facility": two[0], **changes}
        refused(code, lambda told=told: offered(**told), field)
    assert queries.offers(NATIONAL, on=DAY) == []


def test_an_offer_is_not_more_open_than_the_card(two):
    hidden = recorded(names={"en": "Hidden"}, label=Sensitivity.NATIONAL, sure=True)
    refused("inventory.more_open_than_card", lambda: offered(hidden.key), "audience")
    assert offered(hidden.key, audience="country").label == Sensitivity.NATIONAL


def test_the_same_offer_again_changes_nothing_and_another_under_its_key_is_refused(two):
    first = offered(two[0])
    seen = journal.acts(owners=None, limit=1)[0].seq
    assert offered(two[0]).pk == first.pk
    assert journal.acts(owners=None, limit=1)[0].seq == seen
    keyed = offered(two[0], key="help-1", title="Other")
    assert offered(two[0], key="help-1", title="Other").pk == keyed.pk
    refused("records.key_taken", lambda: offered(two[0], key="help-1", title="Another"), "key")


def test_an_offer_is_taken_back_once(two):
    made = offered(two[0])
    refused("records.nothing_there", lambda: actions.withdraw_offer(by=OFFICER_UZB, offer=made.key), "key")
    refused("records.nothing_there", lambda: actions.withdraw_offer(by=HEAD_KAZ, offer="O-none"), "key")
    done = actions.withdraw_offer(by=HEAD_KAZ, offer=made.key, why="The meter is broken", today=DAY)
    again = actions.withdraw_offer(by=HEAD_KAZ, offer=made.key, why="Other", today=DAY)
    assert (done.withdrawn_on, again.withdrawn_why) == (DAY, "The meter is broken")
    assert queries.offer(KGZ, made.key, on=DAY).state == OfferState.WITHDRAWN


# -- requests ----------------------------------------------------------------------------------------------------------
REQUESTS_REFUSED = (
    ({"by": TRAINER_KGZ}, "people.not_yours", None),
    ({"by": OFFICER_UZB}, "people.not_yours", None),
    ({"by": OFFICER_OF_ONE, "organisation": "CENTRE-ALA"}, "inventory.not_your_request", "organisation"),
    ({"organisation": "NOBODY"}, "people.unknown_key", "organisation"),
    ({"territory": "KAZ"}, "people.not_about_others", "territory"),
    ({"territory": "ZZZ"}, "atlas.unknown_code", "territory"),
    ({"place": "KZ-2"}, "people.not_about_others", "territory"),
    ({"territory": "KGZ", "place": "KZ-2"}, "inventory.place_elsewhere", "place"),
    ({"facility": "KG-F-0000001-1"}, "inventory.bad_key", "facility"),
    ({"kind": ""}, "inventory.unknown_code", "kind"),
    ({"title": ""}, "text.empty", "title"),
    ({"note": "Two vials of anthrax spores"}, "inventory.not_for_sharing", "note"),
    ({"needed_by": DAY - timedelta(days=1)}, "inventory.needed_in_past", "needed_by"),
    ({"needed_by": DAY + timedelta(days=732)}, "inventory.needed_too_far", "needed_by"),
    ({"urgency": "now"}, "inventory.unknown_code", "urgency"),
    ({"audience": "all"}, "inventory.unknown_code", "audience"),
    ({"equipment": "tank"}, "inventory.unknown_code", "equipment"),
    ({"languages": "x"}, "atlas.bad_language", "languages"),
    ({"amount": "two"}, "inventory.no_help_amount", "amount"),
    ({"key": "?"}, "records.bad_key", "key"),
)


def test_what_is_refused_of_a_request(two):
    ground.centre()
    for changes, code, field in REQUESTS_REFUSED:
        refused(code, lambda changes=changes: asked(**changes), field)
    assert queries.requests(NATIONAL, on=DAY) == []


def test_a_request_goes_to_the_seat_of_the_organisation_and_moves_with_it(two):
    """The officer leaves, somebody else sits down: the request, its task and the right to go on are theirs."""
    request = asked(two[1])
    found = queries.request(KGZ, request.key, on=DAY)
    assert (found.seat.key, found.organisation, found.territory) == ("BSO-OSH", "LAB-OSH", "KGZ")
    row = enquired(request.key, two[0])
    actions.take_step(by=HEAD_KAZ, enquiry=other_row(row), step="ask_back", text="When?", today=DAY)
    assert ("BSO-OSH", "Answer a question about your request for help: Certify two cabinets") in open_tasks()

    people.record_person(by=SYSTEM, owner="KGZ", key="NEW", name="New officer", synthetic=True)
    account = people.open_account(by=SYSTEM, email="new@example.org", name="New", password="kerege-demo-2026")
    people.link_person(by=SYSTEM, account=account, person="NEW")
    newcomer = Actor(str(account.uid), "New")
    refused("records.nothing_there", lambda: _reply(newcomer, row), "enquiry")
    people.hand_over(by=SYSTEM, seat="BSO-OSH", follower=people.Follower(person="NEW"), on=DAY, today=DAY)
    assert seats.reached_at(found.seat.number, on=DAY) == [("new@example.org", account.language)]
    assert _reply(newcomer, row).state == EnquiryState.SENT


def _reply(by: Actor, row):
    return actions.take_step(by=by, enquiry=str(row.uid), step="reply", text="In May", today=DAY)


def test_without_a_seat_of_the_organisation_the_focal_point_answers(two):
    assert queries.request(KGZ, asked().key, on=DAY).seat.key == "NFP-KGZ"
    uzbek = asked(by=OFFICER_UZB, owner="UZB")
    assert queries.request(UZB, uzbek.key, on=DAY).seat is None


def test_a_request_is_withdrawn_by_those_who_asked_and_with_it_its_enquiries(two):
    request = asked(two[1])
    row = enquired(request.key, two[0])
    assert ("NFP-KAZ", "Answer a request for help: Certify two cabinets") in open_tasks()

    def gone(by: Actor):
        return actions.withdraw_request(by=by, request=request.key, why="Solved", today=DAY)

    refused("inventory.not_your_request", lambda: gone(OFFICER_UZB))
    refused("records.nothing_there", lambda: actions.withdraw_request(by=OFFICER_KGZ, request="R-none"), "request")
    assert gone(OFFICER_OF_ONE).state == RequestState.WITHDRAWN
    assert gone(OFFICER_KGZ).closed_why == "Solved"
    assert {line(uid, NATIONAL).state for uid in (row.uid, other_row(row))} == {EnquiryState.WITHDRAWN}
    assert open_tasks() == []
    refused("inventory.request_closed", lambda: enquired(request.key, two[0], text="Again"))


def test_a_hidden_request_is_refused_like_one_that_is_not_there(two):
    request = asked(two[1], audience="country")
    refused("records.nothing_there", lambda: actions.withdraw_request(by=OFFICER_UZB, request=request.key), "request")


def test_a_national_request_shows_nowhere_abroad(two):
    """In lists, counts, words, matches, enquiries and news: the neighbour reads what a node without it would tell."""
    giver, asker = two
    offered(giver)
    hidden = asked(asker, audience="country", title="Quietly wanted")
    open_one = asked(asker, title="Openly wanted")
    assert {r.key for r in queries.requests(KGZ, on=DAY)} == {hidden.key, open_one.key}
    for viewer in (KAZ, UZB, PUBLIC):
        shown = [r.title for r in queries.requests(viewer, on=DAY)]
        assert shown == ([] if viewer is PUBLIC else ["Openly wanted"])
        assert queries.requests(viewer, on=DAY, wanted=Wanted(text="quietly")) == []
        assert queries.request(viewer, hidden.key, on=DAY) is None
    assert len(queries.requests(KGZ, on=DAY, wanted=Wanted(text="quietly"))) == 1
    refused("inventory.not_read_there", lambda: enquired(hidden.key, giver), "facility")
    assert queries.enquiries(NATIONAL, SYSTEM, on=DAY) == []


# -- matches -----------------------------------------------------------------------------------------------------------
def matched(viewer: Viewer, request) -> list:
    found = queries.request(viewer, request.key, on=DAY)
    return queries.matches(viewer, found, on=DAY, lang="en")


def said(found, kind: str) -> set:
    return {each.code for each in getattr(found.match, kind)}


def test_offers_and_those_who_could_are_proposed_with_reasons(two):
    giver, asker = two
    made = offered(giver)
    could = recorded(names={"en": "Could as well"}, capabilities="repair", sure=True)
    recorded(names={"en": "Cannot"}, capabilities="training", sure=True)
    first, second = matched(KGZ, asked(asker))
    assert (first.facility.key, first.offer.key, second.facility.key, second.offer) == (
        giver,
        made.key,
        could.key,
        None,
    )
    assert said(first, "fits") == {Fit.OFFERED, Fit.CAN, Fit.LANGUAGE}
    assert said(first, "misfits") == {Misfit.UNQUALIFIED, Misfit.DISTANCE_UNKNOWN}
    assert Misfit.NOT_OFFERED in said(second, "misfits")


def test_an_offer_that_is_hidden_is_nobodys_match_abroad(two):
    giver, asker = two
    offered(giver, audience="country")
    (found,) = matched(KGZ, asked(asker))
    assert (found.offer, Misfit.NOT_OFFERED in said(found, "misfits")) == (None, True)
    request = asked(by=FOCAL_KAZ, owner="KAZ", territory="KAZ", title="At home")
    (own,) = matched(KAZ, request)
    assert Fit.OFFERED in said(own, "fits")


def test_a_hidden_facility_is_nobodys_match_abroad(two):
    giver, asker = two
    uid = str(queries.facility(KAZ, giver, on=DAY).line.uid)
    request = asked(asker)
    assert len(matched(KGZ, request)) == 1
    sharing.label_record(by=FOCAL_KAZ, kind="inventory.facility", record=uid, level=Sensitivity.NATIONAL)
    assert matched(KGZ, request) == []


def test_the_facility_that_needs_help_is_not_proposed_to_itself(two):
    _, asker = two
    own = recorded(owner="KGZ", territory="KGZ", names={"en": "Own"}, capabilities="repair")
    assert [m.facility.key for m in matched(KGZ, asked(own.key))] == [two[0]]
    refused("inventory.asking_itself", lambda: enquired(asked(own.key).key, own.key), "facility")


def test_a_tester_is_proposed_while_the_qualification_holds(two):
    told = {"by": SYSTEM, "owner": "KAZ", "organisation": ground.centre(), "kinds": "cabinet_2", "proof": "Paper"}
    actions.record_tester(**told, start=DAY - timedelta(days=9), until=NEEDED)
    tester = recorded(names={"en": "Tester"}, organisation="CENTRE-ALA", sure=True)
    by_key = {m.facility.key: m for m in matched(KGZ, asked(two[1]))}
    assert Misfit.QUALIFICATION_ENDS in said(by_key[tester.key], "misfits")
    early = asked(two[1], needed_by=NEEDED - timedelta(days=1), title="Earlier")
    assert Fit.QUALIFIED in said({m.facility.key: m for m in matched(KGZ, early)}[tester.key], "fits")
    other = asked(two[1], equipment="autoclave", title="An autoclave")
    assert tester.key not in {m.facility.key for m in matched(KGZ, other)}


def test_distances_go_to_what_the_reader_may_know(two):
    giver, _ = two
    request = asked(by=FOCAL_KAZ, owner="KAZ", place="KZ-2", title="At home")
    (found,) = matched(KAZ, request)
    assert found.km == 30.0
    assert Fit.NEAR in said(found, "fits")
