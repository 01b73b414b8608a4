"""Offers, requests, enquiries and kept searches on pages: each for whom they are, and what is wrong at its field."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.inventory import actions, queries
from kerege.inventory.words.enquiries import Side
from kerege.people.queries import account
from kerege.people.rules import SYSTEM

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
OSH, FERGANA, TASHKENT = "KG-F-6647120-L", "UZ-F-1861430-H", "UZ-F-3958216-7"
TODAY = localdate()
NEXT_MONTH = (TODAY + timedelta(days=30)).isoformat()
NEXT_YEAR = (TODAY + timedelta(days=365)).isoformat()
OFFER = {
    "facility": OSH,
    "kind": "diagnostic",
    "title": "Twenty tests a month",
    "start": TODAY.isoformat(),
    "until": NEXT_YEAR,
    "audience": "region",
}
REQUEST = {
    "owner": "KGZ",
    "kind": "training",
    "title": "A course for two",
    "needed_by": NEXT_MONTH,
    "urgency": "soon",
    "audience": "region",
    "facility": OSH,
}


def client(name: str) -> Client:
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def uid_of(request: str, facility: str, side: Side) -> str:
    return queries.uid_between(request, facility, side)


def test_whoever_asks_for_a_course_sees_which_experts_fit_and_why():
    page = client("biosafety.officer").get("/inventory/requests/demo-training-osh/")
    told = [(each["row"].expert.name, each["fits"][:2], each["misfits"]) for each in page.context["experts"]]
    assert told[0][0] == "Raushan Beisenova"
    assert told[0][1] == ["Comes as: Trainer of others.", "Knows this field: Risk assessment."]
    hidden = next(each for each in told if not each[0])
    assert "Shows no contact: ask through the focal point of the country." in hidden[2]
    assert "Raushan Beisenova" in text(page)
    assert "Experts who could help" not in text(client("trainer").get("/inventory/requests/demo-training-osh/"))


# -- offers ------------------------------------------------------------------------------------------------------------
def test_a_laboratory_head_offers_from_her_card_and_takes_it_back():
    head = client("laboratory.head")
    card = text(head.get(f"/facilities/{OSH}/"))
    assert f"/inventory/offers/new/?facility={OSH}" in card
    assert "Serological tests for partner laboratories (example)" in card
    form = text(head.get(f"/inventory/offers/new/?facility={OSH}"))
    assert f'<option value="{OSH}" selected>' in form
    assert "Bishkek" not in form, "cards of other organisations are not hers to offer"
    made = head.post("/inventory/offers/new/", OFFER)
    page = text(head.get(made.url))
    assert ("Twenty tests a month" in page, "Head of the laboratory in Osh" in page) == (True, True)
    assert "Twenty tests a month" in text(client("trainer").get("/inventory/offers/"))
    assert "Twenty tests a month" not in text(client("").get("/inventory/offers/"))
    assert head.post(made.url, {"why": "The reagents are late"}).url == made.url
    assert "The reagents are late" in text(client("trainer").get(made.url))


WRONG_OFFERS = (
    ({"title": ""}, "title", "Something has to stand here"),
    ({"title": "40 ml of anthrax spores"}, "title", "is not for this platform"),
    ({"facility": "KZ-F-7715042-O"}, "", "Your roles do not allow this"),
    ({"until": TODAY.isoformat()}, "until", "is not after the start"),
    ({"until": "2099-01-01"}, "until", "two years at most"),
    ({"audience": "countries"}, "countries", "Name at least one country"),
    ({"amount": "some"}, "amount", "Give a number from 1"),
    ({"languages": "Russian"}, "languages", "is not a language tag"),
)


def test_what_is_wrong_with_an_offer_stands_at_its_field_and_stays_typed():
    head = client("laboratory.head")
    for changes, field, sentence in WRONG_OFFERS:
        answer = head.post("/inventory/offers/new/", {**OFFER, **changes})
        assert answer.status_code == 422, changes
        assert sentence in " ".join(map(str, answer.context["form"].errors.get(field or "__all__", []))), changes
        assert "Twenty tests a month" in text(answer) or "title" in changes


def test_whoever_keeps_no_card_offers_nothing():
    assert client("trainer").get("/inventory/offers/new/").status_code == 403
    assert client("").get("/inventory/offers/new/").status_code in {302, 403}
    assert client("focal.point.kaz").post("/inventory/offers/demo-diagnostic-osh/", {"why": "x"}).status_code == 403


# -- requests ----------------------------------------------------------------------------------------------------------
def test_an_officer_in_osh_asks_and_sees_who_could_help_and_why():
    officer = client("biosafety.officer")
    card = text(officer.get(f"/facilities/{TASHKENT}/"))
    assert f"/inventory/requests/new/?ask={TASHKENT}" in card
    made = officer.post(f"/inventory/requests/new/?ask={TASHKENT}", REQUEST)
    assert made.url.endswith(f"?ask={TASHKENT}#ask")
    page = text(officer.get(made.url.partition("#")[0]))
    offers, others = page.split("They could, and have not offered it")
    assert "Places in the course on biosafety cabinets (example)" in offers
    assert "Places in the course on risk assessment (example)" in offers
    assert "It has not offered this: ask whether it would." in others
    assert f'value="{TASHKENT}"' in page
    cabinets = text(officer.get("/inventory/requests/demo-cabinets-osh/"))
    assert "Repair and certification of cabinets on site (example)" in cabinets
    assert "Yearly certification of class II cabinets (example)" not in cabinets, "it is for its own country"
    assert "Almaty reference laboratory" in cabinets.split("They could, and have not offered it")[1]


def test_an_officer_asks_the_seat_there_gets_a_mail_and_both_read_the_history(mailoutbox):
    officer, head = client("biosafety.officer"), client("laboratory.head")
    sent = officer.post(
        "/inventory/requests/demo-cabinets-osh/",
        {"do": "ask", "ask-facility": "KG-F-3301965-8", "ask-text": "Do you know somebody?"},
    )
    assert sent.status_code == 302
    uid = uid_of("demo-cabinets-osh", "KG-F-3301965-8", Side.GIVER)
    assert [m.to for m in mailoutbox] == [["focal.point.kgz@example.org"]]
    assert f"/inventory/enquiries/{uid}/" in mailoutbox[0].body
    assert ("Certify" in mailoutbox[0].body, "somebody?" in mailoutbox[0].body) == (False, False)
    focal = client("focal.point.kgz")
    waiting = text(focal.get("/inventory/enquiries/"))
    assert ("your turn" in waiting, "Certify two cabinets before the season (example)" in waiting) == (True, True)
    assert "2 enquiries wait for you" in text(focal.get("/inventory/requests/"))
    address = f"/inventory/enquiries/{uid}/"
    assert focal.post(address, {"step": "ask_back", "text": "In which month?"}).url == address
    assert mailoutbox[1].to == ["biosafety.officer@example.org"]
    mine = f"/inventory/enquiries/{uid_of('demo-cabinets-osh', 'KG-F-3301965-8', Side.ASKER)}/"
    page = text(head.get(mine))
    assert page.index("Do you know somebody?") < page.index("In which month?")
    assert "Answer the question" in page
    assert client("focal.point.kaz").get(address).status_code == 404
    assert client("").get(address).status_code == 404


WRONG_REQUESTS = (
    ({"kind": ""}, "kind", "is not a code"),
    ({"title": ""}, "title", "Something has to stand here"),
    ({"needed_by": ""}, "needed_by", "required"),
    ({"needed_by": "2020-01-01"}, "needed_by", "is over already"),
    ({"note": "The strains of Brucella are stored in freezer 3"}, "note", "is not for this platform"),
    ({"place": "KZ-1526384"}, "place", "is not in"),
    ({"amount": "-1"}, "amount", "Give a number from 1"),
    ({"facility": "KG-F-3301965-8"}, "owner", "belongs to another organisation"),
)


def test_what_is_wrong_with_a_request_stands_at_its_field():
    officer = client("biosafety.officer")
    for changes, field, sentence in WRONG_REQUESTS:
        answer = officer.post("/inventory/requests/new/", {**REQUEST, **changes})
        assert answer.status_code == 422, changes
        assert sentence in " ".join(map(str, answer.context["form"].errors.get(field, []))), changes


def test_what_is_wrong_with_asking_and_with_a_step():
    officer = client("biosafety.officer")
    page = officer.post("/inventory/requests/demo-cabinets-osh/", {"do": "ask", "ask-facility": "nobody"})
    assert (page.status_code, "is not the key of a facility" in text(page)) == (422, True)
    again = officer.post("/inventory/requests/demo-cabinets-osh/", {"do": "ask", "ask-facility": FERGANA})
    assert (again.status_code, "They were asked already" in text(again)) == (422, True)
    uid = uid_of("demo-cabinets-osh", FERGANA, Side.ASKER)
    wrong = officer.post(f"/inventory/enquiries/{uid}/", {"step": "accept", "text": "Yes"})
    assert (wrong.status_code, "This cannot be done any more" in text(wrong), "Yes" in text(wrong)) == (422, True, True)


def test_a_national_request_shows_nowhere_to_a_neighbour():
    """Not in the list, its counts, its files, its words or its address; its own country reads it in all of them."""
    own, neighbour = client("biosafety.officer"), client("focal.point.kaz")
    title = "Bring samples from Karakol to Bishkek every week (example)"
    for address in (
        "/inventory/requests/",
        "/inventory/requests/?kind=transport",
        "/inventory/requests/?text=karakol",
        "/inventory/requests/?format=csv",
        "/api/v1/requests?size=200",
    ):
        read = {who: _all_of(who.get(address)) for who in (own, neighbour)}
        assert (title in read[own], title in read[neighbour]) == (True, False), address
    assert own.get("/inventory/requests/?kind=transport").context["total"] == 1
    assert neighbour.get("/inventory/requests/?kind=transport").context["total"] == 0
    assert "No request for this choice" in text(neighbour.get("/inventory/requests/?kind=transport"))
    assert neighbour.get("/inventory/requests/demo-transport-kgz/").status_code == 404
    assert neighbour.get("/api/v1/requests/demo-transport-kgz").status_code == 404
    assert own.get("/api/v1/requests/demo-transport-kgz").status_code == 200


def _all_of(answer) -> str:
    assert answer.status_code == 200
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_whoever_may_not_ask_reads_and_is_shown_no_form():
    page = text(client("trainer").get("/inventory/requests/demo-cabinets-osh/"))
    assert ("Who could help" in page, "Ask a facility" in page, "Withdraw the request" in page) == (False, False, False)
    assert client("trainer").get("/inventory/requests/new/").status_code == 403
    answer = client("focal.point.kaz").post("/inventory/requests/demo-cabinets-osh/", {"do": "withdraw"})
    assert (answer.status_code, "belongs to another organisation or seat" in text(answer)) == (422, True)
    assert (
        client("biosafety.officer")
        .post("/inventory/requests/demo-transport-kgz/", {"do": "withdraw", "withdraw-why": "Solved"})
        .status_code
        == 422
    )


@pytest.mark.parametrize("page", ["offers", "requests"])
def test_lists_filter_sort_and_leave_as_files(page):
    officer = client("biosafety.officer")
    for form in ("csv", "xlsx", "json", "pdf"):
        assert officer.get(f"/inventory/{page}/?format={form}").status_code == 200
    whole = officer.get(f"/inventory/{page}/").context["total"]
    some = officer.get(f"/inventory/{page}/?country=TJK&sort=-title").context["total"]
    assert 0 < some < whole


# -- searches ----------------------------------------------------------------------------------------------------------
def test_a_filter_is_kept_opened_renamed_and_removed():
    officer = client("biosafety.officer")
    listed = text(officer.get("/facilities/?kind=border_post&country=KAZ"))
    assert "/inventory/searches/?page=facilities&amp;query=kind%3Dborder_post%26country%3DKAZ" in listed
    asked = text(officer.get("/inventory/searches/?page=facilities&query=kind%3Dborder_post%26country%3DKAZ"))
    assert 'value="kind=border_post&amp;country=KAZ"' in asked
    told = {"page": "facilities", "query": "kind=border_post&country=KAZ", "name": "Posts", "weekly": "on"}
    assert officer.post("/inventory/searches/", told).url == "/inventory/searches/"
    shown = text(officer.get("/inventory/searches/"))
    assert 'href="/facilities/?country=KAZ&amp;kind=border_post"' in shown
    (line,) = queries.searches(_viewer("biosafety.officer"))
    address = f"/inventory/searches/{line.uid}/"
    assert client("trainer").get(address).status_code == 404
    assert officer.post(address, {"do": "rename", "name": "Border posts"}).status_code == 302
    assert "Border posts" in text(officer.get("/inventory/searches/"))
    assert officer.post(address, {"do": "remove"}).status_code == 302
    assert "You keep no search yet" in text(officer.get("/inventory/searches/"))


def test_what_is_wrong_with_a_search_is_told():
    officer = client("biosafety.officer")
    for changes, field in (({"name": ""}, "name"), ({"query": "owner=KAZ"}, "query"), ({"page": "journal"}, "query")):
        told = {"page": "facilities", "query": "", "name": "All", **changes}
        answer = officer.post("/inventory/searches/", told)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_who_has_not_signed_in_is_told_to():
    assert "Sign in first" in text(client("").get("/inventory/searches/"))
    answer = client("").post("/inventory/searches/", {"page": "map", "query": "", "name": "All"})
    assert (answer.status_code, "Sign in first" in text(answer)) == (422, True)


def _viewer(name: str):
    from kerege.sharing.queries import viewer_for

    return viewer_for(account(f"{name}@example.org"), on=TODAY, strong=True)


def test_the_world_has_offers_and_requests_in_several_states():
    """Loaded twice it is the same, and every state that a reader can filter by has an example."""
    everything = _viewer("focal.point.kgz")
    offers = {o.state.value for o in queries.offers(everything, on=TODAY)}
    requests = {r.state.value for r in queries.requests(everything, on=TODAY)}
    assert {"open", "over"} <= offers
    assert {"open", "agreed", "expired"} <= requests
    row = uid_of("demo-training-osh", "TJ-F-4416683-4", Side.GIVER)
    assert actions.take_step(by=SYSTEM, enquiry=row, step="confirm").state == "said_by_giver"
