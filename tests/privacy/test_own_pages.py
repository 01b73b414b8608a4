"""My data: what one can do there, by pressing and typing."""

import pytest
from django.test import Client

from kerege.people.models import Account
from kerege.privacy import actions, queries
from tests.privacy import somebody
from tests.privacy.somebody import agree, client, publish
from tests.web.signing import has_proved

MINE = "/privacy/mine/"


@pytest.fixture
def expert(db):
    somebody.laid()
    return somebody.account()


@pytest.fixture
def signed(expert):
    found = client(expert)
    has_proved(found, expert)
    return found


def text_of(client, address=MINE, lang="en"):
    return client.get(address, headers={"accept-language": lang}).content.decode()


def receipts(account):
    return [(r.version, r.lang, r.withdrawn_at is not None) for r in queries.receipts(account)]


@pytest.mark.parametrize("address", [MINE, MINE + "consents/", MINE + "listing/", MINE + "erase/", MINE + "data.zip"])
def test_a_visitor_is_asked_to_sign_in(db, address):
    answer = Client().get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/sign-in/?next={address}")


def test_a_learner_agrees_in_russian_and_withdraws_with_one_press(expert, signed):
    page = text_of(signed, lang="ru")
    assert "Text 1 ru" in page
    assert "Text 1 en" not in page
    signed.post(MINE + "consents/regional_listing/", {"version": "1", "lang": "ru"})
    assert receipts(expert) == [(1, "ru", False)]
    assert "Title 1 ru" in text_of(signed, MINE + "consents/")
    signed.post(MINE + "consents/regional_listing/", {"do": "withdraw"})
    assert receipts(expert) == [(1, "ru", True)]


def test_whoever_presses_on_an_old_page_is_asked_again(expert, signed):
    publish(version=2)
    answer = signed.post(MINE + "consents/regional_listing/", {"version": "1", "lang": "en"})
    assert answer.status_code == 409
    assert "There is a newer version of this text." in answer.content.decode()
    assert receipts(expert) == []


def test_a_new_version_says_that_the_text_changed(expert, signed):
    agree(expert)
    publish(version=2)
    assert "The text has changed since you agreed." in text_of(signed)


@pytest.mark.parametrize(("version", "status"), [("", 409), ("x", 409), ("99999999999", 409), ("-1", 409), ("7", 404)])
def test_a_version_that_is_no_version_is_refused(expert, signed, version, status):
    answer = signed.post(MINE + "consents/regional_listing/", {"version": version, "lang": "en"})
    assert answer.status_code == status
    assert receipts(expert) == []


def test_an_expert_lists_herself_and_withdraws(expert, signed):
    agree(expert)
    typed = {"name": "on", "languages": "ru, kk", "topics": "", "until": "2027-05-01"}
    assert signed.post(MINE + "listing/", typed)["Location"] == MINE
    found = queries.my_listing(expert)
    assert (found.name, found.languages, found.topics) == ("Zhanar Quxley", "ru, kk", "")
    assert "ru, kk" in text_of(signed)
    assert "ru, kk" in text_of(signed, "/inventory/experts/")
    signed.post(MINE + "listing/", {"do": "withdraw"})
    assert queries.my_listing(expert) is None


def test_what_was_typed_wrong_stays_and_says_why(expert, signed):
    agree(expert)
    page = signed.post(MINE + "listing/", {"topics": "Cold chain", "until": "2020-01-01"}).content.decode()
    assert "Choose the last day between tomorrow and" in page
    assert "Cold chain" in page
    assert queries.my_listing(expert) is None


def test_another_word_erases_nobody(expert, signed):
    page = signed.post(MINE + "erase/", {"typed": "yes"}).content.decode()
    assert "This is another word. Nothing was erased." in page
    assert Account.objects.filter(email=expert.email).exists()


@pytest.mark.parametrize(("lang", "word"), [("en", "erase"), ("ru", "Стереть"), ("ru", "erase")])
def test_the_word_erases_and_signs_out(expert, signed, lang, word):
    answer = signed.post(MINE + "erase/", {"typed": word}, headers={"accept-language": lang})
    assert answer.status_code == 200
    assert not Account.objects.filter(email=expert.email).exists()
    assert signed.get(MINE).status_code == 302


def test_an_old_session_is_not_enough_to_erase(expert):
    signed = client(expert)
    has_proved(signed, expert, minutes_ago=60)
    answer = signed.post(MINE + "erase/", {"typed": "erase"})
    assert answer.status_code == 403
    assert Account.objects.filter(email=expert.email).exists()


def test_looks_leave_as_a_file(expert, signed):
    officer = somebody.account("officer@example.org", key="", name="Officer", role="biosafety_officer")
    actions.keep_looks(
        by=somebody.by(officer),
        account=officer,
        persons={expert.person_id},
        outlet="search",
        at=somebody.AT,
        alarm_above=9,
    )
    page = text_of(signed)
    assert "Officer" in page
    assert "Biosafety officer (KAZ)" in page
    taken = signed.get(MINE + "looks/?format=csv").content.decode("utf-8-sig")
    assert "Officer,Biosafety officer (KAZ),By a search" in taken
