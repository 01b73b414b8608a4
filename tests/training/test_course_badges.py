"""Badges of courses: decided and given by whoever organises, fetched, verified and taken back like certificates."""

import io
import json
import zipfile
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.test import Client

from kerege.capacity.models import CourseBadge, GivenBadge
from kerege.capacity.queries.course_badges import given_by_owner
from kerege.capacity.words.course_badges import BadgeKind
from kerege.journal.actions import act
from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions as training
from kerege.training.actions import badges as actions
from kerege.training.queries.badges import BadgeOfCourse, Earner, badges_of_course
from kerege.training.queries.scope import COUNTING
from tests.privacy import somebody
from tests.training.cohort import code_of
from tests.training.examined import Examined
from tests.web.credentials.given import bring, fetched, issuing

DAY, GIVEN = date(2027, 3, 20), date(2026, 1, 5)
CRITERIA = {"en": "Two days of practice with waste", "ru": "Два дня практики с отходами"}


@pytest.fixture
def of(db, settings, tmp_path):
    """A course with an exam, two learners in its closed register, on a node that issues; `by` organises it."""
    caches["default"].clear()
    issuing(settings, tmp_path)
    return Examined()


def closed(of):
    course = of.of.course
    with act("tests.course.held", by=SYSTEM, about=course.uid):
        course.status = "held"
        course.save()
    entries = [training.Entry(person=key) for key in of.of.persons]
    training.register_participants(by=of.manager, course=course.key, entries=entries, registered_on=DAY)
    training.close_register(by=of.manager, course=course.key, on=DAY)


def decide(of, kind="took_part", **more):
    told = {"by": of.lead, "course": str(of.of.course.uid), "kind": kind, "criteria": CRITERIA, "today": GIVEN}
    return actions.decide_course_badge(**(told | more))


def give(of, kind="took_part", **more):
    told = {"by": of.lead, "course": str(of.of.course.uid), "kind": kind, "today": GIVEN}
    return actions.give_course_badges(**(told | more))


def back(of, number, reason="The register named the wrong person.", **more):
    told = {"by": of.lead, "course": str(of.of.course.uid), "number": number, "reason": reason, "today": GIVEN}
    return actions.take_back_course_badge(**(told | more))


def given(of):
    """Both learners of the closed register have the badge; the account of the first, and what is theirs."""
    closed(of)
    decide(of)
    give(of)
    holder = people_account(of.learners[0])
    return holder, next(each for each in held() if each.person_id == holder.person_id)


def held():
    return list(GivenBadge.objects.seen_by(COUNTING).order_by("id").seen())


def people_account(actor):
    return Account.objects.get(uid=actor.uid)


def page(of, by):
    return badges_of_course(PUBLIC, of.of.course.uid, by=by, on=GIVEN, lang="en")


def test_it_rests_on_the_register_or_an_exam_and_never_on_a_claim(of):
    assert code_of(decide, of, "passed") == "training.badge_needs_exam"
    assert code_of(decide, of, "passed", exam=str(of.of.course.uid)) == "training.badge_needs_exam"
    assert code_of(decide, of, "played") == "people.unknown_choice"
    assert code_of(decide, of, criteria={"en": "Only English"}) == "capacity.badge_untold"
    for name, code in (("stranger", "records.nothing_there"), ("interpreter", "training.badge_not_yours")):
        assert code_of(decide, of, by=of.of.by(name)) == code
    assert code_of(give, of) == "capacity.badge_not_there"
    assert decide(of).uid == decide(of, by=of.manager).uid
    assert code_of(give, of) == "training.badge_register_open"
    decide(of, "passed", exam=str(of.exam.key))
    of.sit(0, 4)
    of.sit(1, 1)
    assert (give(of, "passed"), give(of, "passed")) == (1, 0)
    assert code_of(give, of, "passed", person=str(of.learners[1].uid)) == "training.badge_not_earned"
    closed(of)
    assert (give(of, by=of.manager), give(of)) == (len(of.of.persons), 0)
    assert len(held()) == 3
    shown = [(each.kind, each.waiting, len(each.people)) for each in page(of, of.lead).kinds]
    assert shown == [("took_part", 0, 2), ("passed", 0, 1)]
    assert page(of, of.of.by("interpreter")) is page(of, of.learners[0]) is None


def test_a_text_changes_for_those_who_come_later_alone(of):
    closed(of)
    first = decide(of)
    assert decide(of, criteria=CRITERIA | {"en": "Another text"}).uid == first.uid
    give(of)
    second = decide(of)
    assert second.uid != first.uid
    mine = given_by_owner(of.of.reader("focal"), on=GIVEN)
    assert {each.badge.criteria["en"] for each in mine} == {"Another text"}
    actions.end_course_badge(by=of.lead, course=str(of.of.course.uid), kind="took_part", today=GIVEN)
    assert code_of(give, of) == "capacity.badge_not_there"
    assert [row.ended_on for row in CourseBadge.objects.seen_by(COUNTING).order_by("id").seen()] == [GIVEN, GIVEN]


def test_it_is_taken_back_and_given_again(of):
    _, one = given(of)
    assert code_of(back, of, one.number, " ") == "capacity.badge_no_reason"
    assert code_of(back, of, "0000-0000-0000") == "capacity.badge_not_there"
    assert code_of(back, of, one.number, by=of.of.by("interpreter")) == "training.badge_not_yours"
    back(of, one.number)
    assert code_of(back, of, one.number) == "capacity.badge_not_now"
    assert give(of) == 0
    uid = next(each.uid for each in page(of, of.lead).kinds[0].people if each.given and not each.given.holds)
    assert give(of, person=uid) == 1
    assert sorted(each.taken_back_on is None for each in held() if each.person_id == one.person_id) == [False, True]
    assert len(held()) == 3


def test_its_holder_takes_it_along_and_anybody_verifies_it(of):
    holder, mine = given(of)
    client = somebody.client(holder)
    shown = client.get("/certified/me/").content.decode()
    assert mine.number in shown
    assert "None of them is a trainer's certificate." in shown
    answer = fetched(client, mine.number)
    document = json.loads(answer.content)
    what = document["credentialSubject"]["achievement"]
    assert (what["achievementType"], what["criteria"]) == ("CertificateOfCompletion", {"narrative": CRITERIA["en"]})
    assert "validUntil" not in document
    public = Client().get(what["id"].removeprefix("https://node.example.org"))
    assert {name: public.json()[name] for name in what} == what
    assert b"%PDF" in client.get(f"/certified/me/{mine.number}/paper/").content[:8]
    with zipfile.ZipFile(io.BytesIO(fetched(client, mine.number, "bundle").content)) as archive:
        assert json.loads(archive.read("certificate.json"))["credentialSubject"] == document["credentialSubject"]
    number = Client().get(f"/verify/{mine.number}/").content.decode()
    assert "This is no trainer's certificate." in number
    assert "<h1>Badge stands</h1>" in number
    assert "Person" not in number.split("<main")[1]
    told = bring(document, address="/verify/").content.decode()
    assert "<b>Valid.</b>" in told
    back(of, mine.number)
    for text in (
        Client().get(f"/verify/{mine.number}/"),
        bring(document, address="/verify/"),
    ):
        assert "Do not rely on it" in text.content.decode()
    assert "The register named the wrong person." in client.get("/certified/me/").content.decode()
    assert "The register named the wrong person." not in Client().get(f"/verify/{mine.number}/").content.decode()


def test_who_is_erased_leaves_a_number_without_a_name(of):
    holder, mine = given(of)
    client = somebody.client(holder)
    client.post("/certified/me/", {"do": "show", "number": mine.number})
    assert "Given to" in Client().get(f"/verify/{mine.number}/").content.decode()
    document = json.loads(fetched(client, mine.number).content)
    people.erase_person(by=SYSTEM, person=of.of.persons[0], asked_on=GIVEN, reference="R-1", on=GIVEN)
    left = Client().get(f"/verify/{mine.number}/").content.decode()
    assert "<h1>Badge stands</h1>" in left
    assert "Given to" not in left
    assert "whose it is cannot be confirmed" in bring(document, address="/verify/").content.decode()


def test_lists_of_them_are_restricted(of):
    given(of)
    focal = of.of.reader("focal")
    assert [len(given_by_owner(each, on=GIVEN)) for each in (PUBLIC, of.of.reader("neighbour"), focal)] == [0, 0, 2]
    assert all(line.name for line in given_by_owner(focal, on=GIVEN))


def test_the_page_of_the_organiser(of):
    closed(of)
    client, address = somebody.client(people_account(of.lead)), f"/courses/{of.of.course.uid}/badges/"
    others = (Client(), somebody.client(people_account(of.learners[0])))
    assert [each.get(address).status_code for each in others] == [302, 404]
    texts = {"took_part-criteria_en": CRITERIA["en"], "took_part-criteria_ru": ""}
    wrong = client.post(address, {"do": "decide", "kind": "took_part"} | texts)
    assert (wrong.status_code, "in English and in Russian" in wrong.content.decode()) == (422, True)
    right = texts | {"took_part-criteria_ru": CRITERIA["ru"]}
    assert client.post(address, {"do": "decide", "kind": "took_part"} | right).status_code == 302
    unsaid = {f"passed-criteria_{lang}": text for lang, text in CRITERIA.items()}
    wrong = client.post(address, {"do": "decide", "kind": "passed"} | unsaid)
    assert (wrong.status_code, list(wrong.context["wrong"].errors)) == (422, ["exam"])
    assert "(optional)" not in wrong.content.decode().split("<main")[1], "the exam is wanted"
    assert client.post(address, {"do": "give", "kind": "took_part"}).status_code == 302
    number = held()[0].number
    wrong = client.post(address, {"do": "take_back", "number": number, "reason": ""})
    assert (wrong.status_code, "Its holder reads it." in wrong.content.decode()) == (422, True)
    assert client.post(address, {"do": "take_back", "number": number, "reason": "A mistake"}).status_code == 302
    shown = client.get(f"{address}?on=2099-01-01").content.decode()
    assert (number in shown, "A mistake" in shown, "Give again" in shown) == (True, True, True)
    assert client.post(address, {"do": "end", "kind": "took_part"}).status_code == 302


@pytest.mark.nodb
def test_a_badge_whose_ground_is_gone_is_counted_while_it_is_held():
    held, back = SimpleNamespace(holds=True), SimpleNamespace(holds=False)
    people = (Earner("a", "", True, held), Earner("b", "", False, held), Earner("c", "", False, back))
    of = BadgeOfCourse(BadgeKind.PASSED, None, "", (*people, Earner("d", "", True, None)))
    assert (of.lost, of.waiting) == (1, 1)
