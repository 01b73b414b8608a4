"""The language in which the node writes to somebody: a deed of that person alone."""

import pytest
from django.test import Client

from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.people import actions
from kerege.people.models import Account
from kerege.people.rules import SYSTEM, Actor
from tests.web.account.conftest import person

pytestmark = pytest.mark.django_db


def test_everybody_keeps_a_language_for_letters_and_nobody_that_of_others():
    account, other = person(), person(email="other@example.org")
    me = Actor(str(account.uid), "Me", ())
    for by in (SYSTEM, Actor("", "", ()), Actor(str(other.uid), "Other", ())):
        with pytest.raises(Refusal, match=r"people\.not_your_account"):
            actions.keep_language(by=by, account=account, language="ru")
    for wrong in ("xx", "RU", "ru; drop"):
        with pytest.raises(Refusal, match=r"people\.unknown_choice"):
            actions.keep_language(by=me, account=account, language=wrong)
    for language in ("ru", "ru", "fa", ""):
        actions.keep_language(by=me, account=account, language=language)
        assert Account.objects.get(id=account.id).language == language
    assert Act.objects.filter(word="people.account.language_kept").count() == 3


def test_the_menu_of_languages_offers_it_where_the_page_has_another_and_goes_back():
    account = person()
    here = Client()
    here.force_login(account)
    here.post("/language/", {"language": "ru"})
    assert b'formaction="/account/letters/"' in here.get("/people/seats/").content
    answer = here.post("/account/letters/", {"language": "ru", "next": "/courses/"})
    assert (answer["Location"], Account.objects.get(id=account.id).language) == ("/courses/", "ru")
    assert b'formaction="/account/letters/"' not in here.get("/courses/").content
    assert here.post("/account/letters/", {"language": "ru", "next": "https://else.example/"})["Location"] == "/"
    assert here.post("/account/letters/", {"language": "klingon"}).status_code == 422
    assert b'formaction="/account/letters/"' not in Client().get("/courses/").content
