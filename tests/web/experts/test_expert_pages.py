"""The directory of experts: a biosafety officer in Osh finds the nearest trainer for cabinets in her language."""

import pytest
from django.test import Client

from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.people.words import Role
from tests.house import texts

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
PAGE, API = "/inventory/experts/", "/api/v1/experts"
OSH = "expertise=cabinets&teaching=ky&near=Osh&role=trainer"


def client(name):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def test_the_nearest_trainer_for_cabinets_who_teaches_in_kyrgyz():
    page = client("biosafety.officer").get(f"{PAGE}?{OSH}")
    told = [(row.expert.name, row.place, row.far) for row in page.context["lines"]]
    assert told == [("Bermet Asanakunova", "Osh", "Here"), ("", "Andijan", "50 km")]
    assert client("biosafety.officer").get(f"{PAGE}?{OSH.replace('Osh', 'Ош')}").context["total"] == 2
    assert client("").get(f"{PAGE}?{OSH}").context["total"] == 0


def test_a_name_for_the_own_country_is_read_there_and_nowhere_else():
    own, other = (
        texts.of_answer(client(n).get(f"{PAGE}?role=cabinet_tester")) for n in ("centre.manager", "biosafety.officer")
    )
    assert ("Viktor Gordiyenko" in own, "Viktor Gordiyenko" in other) == (True, False)
    assert "name not shown" in other


def test_page_file_and_interface_share_one_question():
    officer = client("biosafety.officer")
    page = officer.get(f"{PAGE}?expertise=cabinets&country=KAZ")
    asked = page.context["for_programs"]
    names = [row.expert.name for row in page.context["lines"]]
    assert [e["name"] or "" for e in officer.get(f"{API}?{asked}").json()["items"]] == names
    assert len(names) == 2
    file = officer.get(f"{PAGE}?expertise=cabinets&country=KAZ&format=csv").content.decode("utf-8-sig")
    assert [name in file for name in ("Raushan Beisenova", "Bermet Asanakunova")] == [True, False]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("near=Nowhere at all", "near"),
        ("near=95,10", "near"),
        ("expertise=anthrax", "expertise"),
        ("role=king", "role"),
        ("reserve=never", "reserve"),
        ("teaching=russian language", "teaching"),
        ("text=a%00b", "text"),
    ],
)
def test_what_cannot_be_asked_stays_typed_beside_its_refusal(asked, field):
    answer = client("biosafety.officer").get(f"{PAGE}?{asked}&country=KAZ")
    assert (answer.status_code, [wrong.field for wrong in answer.context["refused"]]) == (422, [field])
    assert answer.context["said"]["country"] == "KAZ"
    assert f'id="{field}-error"' in answer.content.decode()


def test_an_old_address_leads_to_the_new_one_with_its_question():
    answer = client("").get("/privacy/experts/?text=chain&format=csv")
    assert (answer.status_code, answer["Location"]) == (301, "/inventory/experts/?text=chain&format=csv")


def test_who_can_help_counts_trainers_and_centres_and_opens_their_lists():
    officer = client("biosafety.officer")
    counted = {str(each.country): each for each in officer.get("/inventory/who-can/?near=Osh").context["others"]}
    assert (counted["Kyrgyzstan"].trainers, counted["Kyrgyzstan"].centres) == (1, 1)
    for each in counted.values():
        if each.trainers_href:
            assert officer.get(each.trainers_href).context["total"] == each.trainers
        if each.centres_href:
            assert len(officer.get(each.centres_href).context["lines"]) == each.centres
    assert {each.trainers for each in client("").get("/inventory/who-can/").context["others"]} == {0}


def test_an_expert_chooses_for_whom_and_until_when_and_withdraws():
    expert, officer = client("expert.kgz"), client("biosafety.officer")
    form = expert.get("/privacy/mine/listing/").context["form"]
    assert (form["expertise"].value(), form["place"].value()) == (["cabinets", "waste", "transport"], "KG-1527534")
    wrong = expert.post("/privacy/mine/listing/", {"name": "on", "name_until": "2020-01-01", "until": "2027-11-01"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["name_until"])
    said = {"name": "on", "expertise": ["law"], "contact": "not me", "until": "2027-11-01"}
    assert list(expert.post("/privacy/mine/listing/", said).context["form"].errors) == ["contact"]
    good = said | {"contact": "b@example.org", "contact_level": "2"}
    assert expert.post("/privacy/mine/listing/", good).status_code == 302
    assert officer.get(f"{PAGE}?expertise=law&country=KGZ").context["total"] == 2
    expert.post("/privacy/mine/listing/", {"do": "withdraw"})
    assert officer.get(f"{PAGE}?expertise=law&country=KGZ").context["total"] == 1


def test_the_demo_agrees_for_nobody_but_its_own_people():
    from kerege.lib.refusal import Refusal
    from kerege.people.rules import Actor, Grant
    from kerege.worlds.rows import list_expert

    someone = Actor("x", "x", (Grant(Role.SECRETARIAT, "REG"),))
    for by, email in ((someone, "expert.kgz@example.org"), (SYSTEM, "expert.kgz@example.org")):
        found = account(email)
        found.demo = by is not SYSTEM
        type(found).objects.filter(id=found.id).update(demo=found.demo)
        with pytest.raises(Refusal) as refused:
            list_expert(by=by, account=email, listed_on=None, until=None)
        assert refused.value.code == "privacy.not_your_consent"
