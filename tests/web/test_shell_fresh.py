"""Confirm that it is you: what an old session is refused, how the proof is given, and that nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_GET

from kerege.config import urls
from kerege.people.models import Account
from kerege.upkeep.words import Why
from kerege.web.shell.fresh import demand_fresh
from tests.web.signing import has_proved, signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
PASSWORD = "a password for this test"
KAZ = "focal.point.kaz"


@demand_fresh
def guarded(request):
    return HttpResponse(f"{request.method} {sorted(request.POST.lists())}")


class Addresses:
    urlpatterns = [
        path("guarded/", guarded),
        path("guarded-read/", require_GET(guarded)),
        path("api/guarded/", guarded),
        *urls.urlpatterns,
    ]
    handler400 = urls.handler400


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = Addresses


@pytest.fixture
def old():
    """A focal point who signed in eleven minutes ago and knows the password."""
    account = Account.objects.get(email=f"{KAZ}@example.org")
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    client.force_login(account)
    has_proved(client, account, minutes_ago=11)
    return client


def asks(answer) -> bool:
    return (answer.status_code, [t.name for t in answer.templates][:1]) == (403, ["shell/confirm.html"])


@pytest.mark.parametrize(("minutes", "asked"), [(0, False), (9, False), (10, True), (11, True), (-5, True)])
def test_a_proof_is_good_for_ten_minutes(minutes, asked):
    assert asks(signed_in(KAZ, minutes_ago=minutes).get("/guarded/")) is asked


def test_a_visitor_has_no_session_to_take_over():
    assert Client().get("/guarded/").content == b"GET []"


def test_whoever_opens_the_form_is_asked_before_typing_and_comes_back_to_it(old):
    assert asks(old.get("/guarded/?a=1"))
    answer = old.post("/guarded/?a=1", {"proof-of": "GET", "proof-password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/guarded/?a=1")
    assert old.get("/guarded/?a=1").content == b"GET []"


def test_what_was_typed_is_carried_through_the_page_and_reaches_the_view(old):
    typed = {"title": "A “title” <b>", "country": ["KAZ", "KGZ"]}
    page = old.post("/guarded/", typed)
    assert asks(page)
    assert page["Cache-Control"] == "private, no-store"
    hidden = re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.content.decode().split("<main")[1]
    )
    assert hidden[1:5] == [
        ("proof-of", "POST"),
        ("title", "A “title” &lt;b&gt;"),
        ("country", "KAZ"),
        ("country", "KGZ"),
    ]
    answer = old.post("/guarded/", typed | {"proof-of": "POST", "proof-password": PASSWORD})
    assert answer.content.decode() == "POST [('country', ['KAZ', 'KGZ']), ('title', ['A “title” <b>'])]"


def test_nothing_typed_is_kept_on_the_node_meanwhile(old):
    old.get("/guarded/")  # the first page writes down when the session began
    before = {key: value for key, value in old.session.items() if key != "kerege_seen"}
    old.post("/guarded/", {"title": "a restricted word"})
    assert {key: value for key, value in old.session.items() if key != "kerege_seen"} == before


def test_a_proof_gives_the_session_another_key_and_the_old_one_is_worth_nothing(old):
    old.get("/guarded/")
    stolen, before = Client(), old.session.session_key
    stolen.cookies = old.cookies.copy()
    assert asks(old.post("/guarded/", {"proof-of": "POST", "proof-password": "wrong"}))
    assert old.session.session_key == before
    old.post("/guarded/", {"proof-of": "GET", "proof-password": PASSWORD})
    assert old.session.session_key != before
    assert old.get("/guarded/").content == b"GET []"
    assert stolen.get("/guarded/").content == b"GET []", "a visitor, who is asked for no proof"
    assert not stolen.get("/help/").context["user"].is_authenticated
    assert old.get("/account/sessions/").content.decode().count('name="session"') == 1


def test_where_nothing_can_be_written_a_proof_leaves_the_key(old, monkeypatch):
    before = old.session.session_key
    monkeypatch.setattr("kerege.upkeep.queries.standing.why_closed", lambda: Why.MAINTENANCE)
    old.post("/guarded/", {"proof-of": "GET", "proof-password": PASSWORD})
    assert old.session.session_key == before


def test_a_wrong_password_is_told_at_the_field_and_keeps_what_was_typed(old):
    answer = old.post("/guarded/", {"title": "kept", "proof-of": "POST", "proof-password": "wrong"})
    text = answer.content.decode()
    assert asks(answer)
    assert ("The password is not right. Try again." in text, 'name="title" value="kept"' in text) == (True, True)
    assert asks(old.get("/guarded/"))


def test_a_form_that_only_says_to_be_a_proof_proves_nothing(old):
    assert asks(old.post("/guarded/", {"proof-of": "POST"}))
    assert asks(old.post("/guarded/", {"proof-of": "POST", "proof-password": ""}))
    assert asks(old.get("/guarded/"))


def test_tries_to_prove_count_as_tries_to_sign_in(old):
    for _ in range(5):
        old.post("/guarded/", {"proof-of": "GET", "proof-password": "wrong"})
    assert old.post("/guarded/", {"proof-of": "GET", "proof-password": PASSWORD}).status_code == 429
    signing_in = Client().post("/account/sign-in/", {"login": f"{KAZ}@example.org", "password": PASSWORD})
    assert signing_in.status_code != 302


def test_another_accounts_password_is_no_proof(old):
    donor = Account.objects.get(email="donor@example.org")
    donor.set_password("the password of somebody else")
    donor.save()
    assert asks(old.post("/guarded/", {"proof-of": "GET", "proof-password": "the password of somebody else"}))


def test_a_page_that_is_only_read_asks_too(old):
    assert asks(old.get("/guarded-read/"))
    assert old.post("/guarded-read/", {"proof-of": "GET", "proof-password": PASSWORD}).status_code == 302
    assert old.get("/guarded-read/").content == b"GET []"


def test_a_file_cannot_be_carried_and_the_page_says_so(old):
    answer = old.post("/guarded/", {"title": "x", "file": SimpleUploadedFile("a.csv", b"a")})
    text = answer.content.decode()
    assert ("Choose the file once more" in text, 'name="title"' in text) == (True, False)


def test_an_interface_answers_with_a_problem(old):
    answer = old.get("/api/guarded/")
    assert (answer.status_code, answer.json()["code"]) == (403, "shell.not_fresh")


def test_a_part_of_a_page_asks_the_whole_page_to_confirm(old):
    assert old.get("/guarded/", headers={"HX-Request": "true"})["HX-Redirect"] == "/guarded/"


def test_a_proof_does_not_pass_without_the_token(old):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = old.cookies
    assert strict.post("/guarded/", {"proof-of": "GET", "proof-password": PASSWORD}).status_code == 403
    assert asks(old.get("/guarded/"))


@pytest.mark.parametrize("address", ["/claims/?format=csv", "/indicators/trainers.part1.csv", "/courses/?format=csv"])
@pytest.mark.parametrize(("who", "asked"), [(KAZ, True), ("trainer", True), ("learner", False), ("donor", False)])
def test_a_file_of_more_than_public_records_wants_a_fresh_proof(address, who, asked):
    assert asks(signed_in(who, minutes_ago=11).get(address)) is asked
    assert signed_in(who).get(address).status_code == 200
