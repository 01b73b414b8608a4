"""No page, sentence or letter of the sign-in library can be reached: only its checks are used."""

from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from kerege.web.account.letters import LETTERS, written
from tests.web.account.conftest import person, signs_in

LIBRARY = Path(allauth.__file__).parent / "templates"


@pytest.mark.nodb
def test_no_template_of_the_library_is_found():
    reached = []
    for path in LIBRARY.rglob("*.*"):
        name = str(path.relative_to(LIBRARY))
        try:
            origin = get_template(name).origin.name
        except TemplateDoesNotExist:
            continue
        if "allauth" in origin:
            reached.append(name)
    assert list(LIBRARY.rglob("*.html"))
    assert reached == []


@pytest.mark.django_db
@pytest.mark.parametrize("app", [True, False])
def test_every_page_of_an_account_is_drawn_with_ours(app):
    from tests.house.outlets import ROUTES

    account = person("focal_point", "KAZ", app=app)
    client = signs_in(account)
    drawn = 0
    for route in (r for r in ROUTES if r.startswith("account/") and "<" not in r and r != "account/sign-out/"):
        answer = client.get(f"/{route}", follow=True)
        assert answer.status_code in {200, 404, 405}, route
        names = [t.origin.name for t in answer.templates if t.origin and t.name]
        assert [n for n in names if "/allauth/" in n] == [], route
        drawn += bool(names)
    assert drawn > 8


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", sorted(LETTERS))
def test_every_letter_can_be_written(prefix):
    facts = {"when": "1 May", "ip": "192.0.2.1", "password_reset_url": "https://example.org/x"}
    facts |= {
        "name": "Somebody",
        "address": "https://example.org/y",
        "until": "8 May",
        "device": "Firefox",
        "provider": "M",
    }
    subject, body = written(prefix, facts)
    assert (bool(subject), "%(" in body) == (True, False)


@pytest.mark.nodb
def test_a_letter_that_the_library_might_send_is_ours_or_belongs_to_a_way_that_is_closed():
    """Signing up, verifying addresses and signing in by a mailed code do not exist here, so their letters never go."""
    closed = {
        "account_already_exists",
        "email_changed",
        "email_confirm",
        "email_confirmation",
        "email_confirmation_signup",
        "email_deleted",
        "login_code",
        "password_reset_code",
    }
    library = {str(p.relative_to(LIBRARY)).removesuffix("_subject.txt") for p in LIBRARY.rglob("*_subject.txt")}
    wanted = {p for p in library if p.rpartition("/")[2] not in closed and p.split("/")[0] in {"account", "mfa"}}
    assert wanted - set(LETTERS) == set()
    assert get_adapter().is_open_for_signup(None) is False
