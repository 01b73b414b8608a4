"""An identity opens an account only because the account's owner said so: every way around that is tried here."""

import re
import sys

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from kerege.journal import queries as journal
from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.rules import SYSTEM, Actor
from kerege.privacy import queries as privacy
from kerege.records.viewers import PUBLIC
from kerege.web.account.sso.identity import digest
from kerege.web.account.sso.offer import offered
from tests.conftest import TODAY
from tests.web.account.conftest import PASSWORD, person
from tests.web.account.sso.conftest import code_of, comes_back, goes, is_in, linked, signed_in

pytestmark = pytest.mark.django_db
PAGE, CONFIRM = "/account/single-sign-on/", "/account/single-sign-on/confirm/"


def confirmed(client: Client, number: str = ""):
    """Look at the page, then press the button on it."""
    page = client.get(CONFIRM).content.decode()
    found = re.search(r'name="number" value="([^"]+)"', page)
    return page, client.post(CONFIRM, {"number": number or (found[1] if found else "")})


def acts(account) -> list[tuple[str, dict]]:
    found = journal.acts(owners=None, about=str(account.uid))
    return [(a.word, dict(a.facts)) for a in found if ".identity." in a.word]


# -- linking -----------------------------------------------------------------------------------------------------------


def test_the_page_of_a_form_lets_no_form_go_anywhere_else(somebody, ministry, offers):
    """A page leads on to the ministry, so that no host has to stand in the policy."""
    client = signed_in(somebody)
    for answer in (Client().get("/account/sign-in/"), client.get(PAGE), client.post(f"{PAGE}moh/link/")):
        assert answer.status_code == 200
        assert "form-action 'self'" in answer["Content-Security-Policy"].split("; ")
        assert ministry.issuer not in answer["Content-Security-Policy"]


def test_the_owner_takes_it_along_with_their_own_data(somebody, offers):
    linked(somebody, "elsewhere")
    (part,) = [p for p in privacy.about_myself(somebody, PUBLIC) if p.table == "socialaccount.SocialAccount"]
    row = dict(zip(part.columns, part.rows[0], strict=True))
    assert (part.category, row["provider"], row["extra_data"]) == ("sign_in", "moh", {"label": "me"})


def test_the_owner_links_looks_and_confirms_and_hears_of_it(somebody, ministry, offers):
    client = signed_in(somebody)
    answer = comes_back(client, ministry, "link")
    assert (answer["Location"], SocialAccount.objects.count()) == (CONFIRM, 0)
    page, answer = confirmed(client)
    assert "somebody@ministry.example" in page
    assert "Ministry of Health" in page
    assert answer["Location"] == PAGE
    row = SocialAccount.objects.get()
    assert (row.user_id, row.provider, row.uid) == (somebody.pk, "moh", digest(ministry.issuer, "subject-1"))
    assert row.extra_data == {"label": "somebody@ministry.example"}
    assert acts(somebody) == [("people.identity.linked", {"provider": "moh"})]
    assert [m.to for m in mail.outbox] == [[somebody.email]]
    assert "Ministry of Health" in mail.outbox[0].body
    assert "If it was not you" in mail.outbox[0].body
    assert "somebody@ministry.example" in client.get(PAGE).content.decode()
    browser = Client()
    comes_back(browser, ministry)
    assert is_in(browser) == str(somebody.pk)


@pytest.mark.parametrize("way", ["link", "confirm", "unlink"])
def test_each_step_wants_a_fresh_proof(somebody, ministry, offers, way):
    linked(somebody, "elsewhere", provider="moa")
    client = signed_in(somebody)
    comes_back(client, ministry, "link")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    session.save()
    address = {"link": f"{PAGE}moh/link/", "confirm": CONFIRM, "unlink": f"{PAGE}moa/unlink/"}[way]
    answer = client.post(address, {"number": client.session["kerege_identity"]["number"]})
    assert (answer.status_code, "Confirm that it is you" in answer.content.decode()) == (403, True)
    assert [r.provider for r in SocialAccount.objects.all()] == ["moa"]


def test_each_step_wants_somebody_who_is_signed_in(somebody, offers):
    linked(somebody, "elsewhere", provider="moa")
    for address in (f"{PAGE}moh/link/", CONFIRM, f"{PAGE}moa/unlink/"):
        answer = Client().post(address)
        assert answer["Location"].startswith("/account/sign-in/"), address
    assert SocialAccount.objects.count() == 1


def test_nothing_is_done_by_an_address_or_from_another_site(somebody, ministry, offers):
    linked(somebody, "elsewhere", provider="moa")
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody)
    session = client.session
    session["kerege_identity"] = {}
    session.save()
    for address in (f"{PAGE}moh/link/", f"{PAGE}moh/sign-in/", CONFIRM, f"{PAGE}moa/unlink/"):
        assert client.post(address).status_code == 403, address
    assert client.get(f"{PAGE}moh/link/")["Location"] == PAGE
    assert Client().get(f"{PAGE}moh/sign-in/")["Location"] == "/account/sign-in/"
    assert client.get(f"{PAGE}moa/unlink/").status_code == 200
    assert (SocialAccount.objects.count(), ministry.asked) == (1, [])


def test_an_attackers_identity_is_not_linked_by_pushing_their_answer_into_a_session(somebody, ministry, offers):
    """Linking CSRF: the attacker begins, stops before coming back, and lets the victim's browser come back instead."""
    attacker = person("trainer", "KAZ", email="attacker@example.org")
    back = ministry.goes_back(goes(signed_in(attacker), what="link")).replace("http://testserver", "")
    victim = signed_in(somebody)
    assert code_of(victim.get(back)) == "sso.no_state"
    assert (victim.get(CONFIRM).status_code, SocialAccount.objects.count()) == (409, 0)


def test_what_one_account_began_is_not_finished_by_another_in_the_same_browser(somebody, ministry, offers):
    other = person("trainer", "KAZ", email="other@example.org")
    client = signed_in(somebody)
    back = ministry.goes_back(goes(client, what="link")).replace("http://testserver", "")
    states = client.session["socialaccount_states"]
    client.force_login(other)
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    assert code_of(client.get(back)) == "sso.not_the_same"
    assert SocialAccount.objects.count() == 0


def test_a_sign_in_that_was_begun_links_nothing(somebody, ministry, offers):
    client = Client()
    back = ministry.goes_back(goes(client)).replace("http://testserver", "")
    states = client.session["socialaccount_states"]
    client.force_login(somebody)
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    assert client.get(back)["Location"] == f"{PAGE}moh/not-linked/"
    assert (SocialAccount.objects.count(), client.get(f"{PAGE}moh/not-linked/")["Location"]) == (0, PAGE)


def test_what_was_looked_at_is_what_is_linked(somebody, ministry, offers):
    client = signed_in(somebody)
    comes_back(client, ministry, "link")
    first = client.session["kerege_identity"]["number"]
    ministry.subject = "subject-2"
    comes_back(client, ministry, "link")
    page, answer = confirmed(client, number=first)
    assert (answer.status_code, SocialAccount.objects.count()) == (422, 0)
    assert "Another identity came meanwhile" in answer.content.decode()


def test_an_identity_that_waited_too_long_is_not_linked(somebody, ministry, offers):
    client = signed_in(somebody)
    comes_back(client, ministry, "link")
    session = client.session
    kept = session["kerege_identity"]
    session["kerege_identity"] = {**kept, "since": kept["since"] - 601}
    session.save()
    answer = client.post(CONFIRM, {"number": kept["number"]})
    assert (answer.status_code, code_of(answer), SocialAccount.objects.count()) == (409, "sso.nothing_offered", 0)


def test_somebody_elses_identity_is_not_taken_over(somebody, ministry, offers):
    owner = linked(person("focal_point", "KAZ", email="owner@example.org"), ministry.issuer)
    client = signed_in(somebody)
    comes_back(client, ministry, "link")
    _, answer = confirmed(client)
    assert answer.status_code == 422
    assert "opens another account" in answer.content.decode()
    assert "owner@example.org" not in answer.content.decode()
    assert SocialAccount.objects.get().user_id == owner.pk


def test_a_second_identity_of_a_provider_waits_until_the_first_is_unlinked(somebody, ministry, offers):
    linked(somebody, ministry.issuer, subject="subject-0")
    client = signed_in(somebody)
    comes_back(client, ministry, "link")
    _, answer = confirmed(client)
    assert (answer.status_code, SocialAccount.objects.count()) == (422, 1)
    assert "Unlink that one first" in answer.content.decode()


# -- identities that nobody linked -------------------------------------------------------------------------------------


def test_the_address_of_an_administrator_opens_nothing(ministry, offers):
    """Whatever the provider says of it: addresses are given to the next officer, and providers are wrong about them."""
    admin = person("node_administrator", email="admin@example.org")
    ministry.claims = {"email": "admin@example.org", "email_verified": True, "preferred_username": "admin"}
    client = Client()
    answer = comes_back(client, ministry)
    assert (answer.status_code, is_in(client)) == (403, "")
    page = answer.content.decode()
    assert "This identity opens no account yet" in page
    assert "admin@example.org" not in page
    assert (Account.objects.count(), SocialAccount.objects.count()) == (1, 0)
    admin.refresh_from_db()
    assert admin.check_password(PASSWORD)


def test_whom_an_unlinked_identity_belongs_to_is_not_told(ministry, offers):
    """The same page for the address of an account and for one of nobody."""
    person("node_administrator", email="admin@example.org")
    pages = []
    for email in ("admin@example.org", "nobody@example.org"):
        ministry.claims = {"email": email, "email_verified": True}
        client = Client()
        answer = client.get(ministry.goes_back(goes(client)).replace("http://testserver", ""))
        token = re.compile(r'csrfmiddlewaretoken" value="[^"]+')
        pages.append((answer["Location"], token.sub("", client.get(answer["Location"]).content.decode())))
    assert pages[0] == pages[1]


def test_the_same_subject_at_another_issuer_is_somebody_else(somebody, ministry, offers):
    linked(somebody, "https://the-issuer-before.example")
    client = Client()
    assert (comes_back(client, ministry).status_code, is_in(client)) == (403, "")


def test_an_account_that_is_closed_or_erased_is_not_opened(somebody, ministry, offers):
    person("node_administrator", email="admin@example.org")
    linked(somebody, ministry.issuer)
    people.deactivate(by=SYSTEM, account=somebody, reason="left the ministry")
    client = Client()
    assert (comes_back(client, ministry)["Location"], is_in(client)) == ("/account/inactive/", "")
    people.reactivate(by=SYSTEM, account=somebody)
    people.erase_myself(by=Actor(uid=str(somebody.uid), name=""), account=somebody, on=TODAY)
    assert SocialAccount.objects.count() == 0
    assert (comes_back(client, ministry).status_code, is_in(client)) == (403, "")


def test_a_provider_that_is_not_offered_any_more_opens_nothing(somebody, ministry, offers):
    linked(somebody, ministry.issuer)
    client = Client()
    back = ministry.goes_back(goes(client)).replace("http://testserver", "")
    offers(which="saml")
    assert code_of(client.get(back)) == "sso.unknown_provider"
    assert client.post(f"{PAGE}moh/sign-in/").status_code == 404
    assert is_in(client) == ""


def test_without_the_file_there_is_no_button_and_no_address(somebody, settings, tmp_path):
    settings.DATA = tmp_path
    client = signed_in(somebody)
    assert "single-sign-on" not in Client().get("/account/sign-in/").content.decode()
    assert "single-sign-on" not in client.get("/account/second-factor/").content.decode()
    for path in ("", "providers/", "moh/callback/", "moa/finish/", "moa/metadata/", "moh/unlink/"):
        assert client.get(f"{PAGE}{path}").status_code == 404, path
    for path in ("moh/link/", "moh/sign-in/", "moa/consume/"):
        assert client.post(f"{PAGE}{path}").status_code in {302, 404}, path
    assert Client().post(f"{PAGE}moh/sign-in/").status_code == 404


def test_where_the_library_of_saml_does_not_load_the_rest_goes_on(offers, ministry, monkeypatch):
    monkeypatch.setitem(sys.modules, "onelogin.saml2.auth", None)
    offers(saml="ask_again = false")
    offer = offered()
    assert ([p.key for p in offer.providers], [f.code for f in offer.faults]) == (["moh"], ["sso.no_saml"])
    page = Client().get("/account/sign-in/").content.decode()
    assert ("Ministry of Health" in page, "Ministry of Agriculture" in page) == (True, False)
    assert Client().get(f"{PAGE}moa/metadata/").status_code == 404


# -- unlinking ---------------------------------------------------------------------------------------------------------


def test_the_owner_unlinks_and_hears_of_it(somebody, ministry, offers):
    linked(somebody, ministry.issuer)
    client = signed_in(somebody)
    assert "Ministry of Health" in client.get(f"{PAGE}moh/unlink/").content.decode()
    assert client.post(f"{PAGE}moh/unlink/")["Location"] == PAGE
    assert SocialAccount.objects.count() == 0
    assert [word for word, _ in acts(somebody)][-1:] == ["people.identity.unlinked"] or acts(somebody)[0][0] == (
        "people.identity.unlinked"
    )
    assert "opens your account no more" in mail.outbox[0].body
    assert (comes_back(Client(), ministry).status_code, client.post(f"{PAGE}moh/unlink/").status_code) == (403, 404)


def test_the_last_way_in_stays(somebody, ministry, offers):
    linked(somebody, ministry.issuer)
    somebody.set_unusable_password()
    somebody.save()
    client = signed_in(somebody)
    answer = client.post(f"{PAGE}moh/unlink/")
    assert (answer.status_code, SocialAccount.objects.count()) == (422, 1)
    assert "Nothing else opens your account" in answer.content.decode()
    Authenticator.objects.create(user=somebody, type="webauthn", data={})
    assert client.post(f"{PAGE}moh/unlink/").status_code == 302


def test_a_link_with_a_provider_that_is_gone_can_be_taken_back(somebody, offers):
    linked(somebody, "elsewhere", provider="gone")
    client = signed_in(somebody)
    assert "offers this provider no more" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}gone/unlink/")["Location"] == PAGE
    assert SocialAccount.objects.count() == 0
