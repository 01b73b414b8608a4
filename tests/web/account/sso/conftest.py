"""A node that offers two providers, somebody with an account, and the ways that a browser goes."""

import html
import re

import pytest
from django.test import Client

from kerege.people import actions as people
from kerege.people.rules import Actor
from kerege.web.account.sso.identity import digest
from tests.web.account.conftest import person
from tests.web.account.sso import saml_provider as idp
from tests.web.account.sso.oidc_provider import CLIENT, SECRET, OidcProvider
from tests.web.signing import has_proved

HERE = "http://testserver"
LEADS_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')


@pytest.fixture(scope="session")
def _one_provider():
    provider = OidcProvider()
    yield provider
    provider.close()


@pytest.fixture
def ministry(_one_provider):
    """The provider of OpenID Connect, which tells the truth until a test lets it lie."""
    _one_provider.tell_the_truth()
    return _one_provider


@pytest.fixture
def offers(tmp_path, settings, ministry):
    """Write sso.toml with both providers; further lines of each can be given."""
    settings.DATA, settings.KEREGE_DEMO = tmp_path, True

    def write(oidc: str = "", saml: str = "", which: str = "both") -> None:
        secret = tmp_path / "sso-moh.secret"
        secret.write_text(SECRET)
        secret.chmod(0o600)
        certificate = idp.pair("idp")[1]
        parts = {
            "oidc": "[[provider]]\nkey = 'moh'\nkind = 'oidc'\n"
            "name = { '' = 'Ministry of Health', ru = 'Минздрав' }\n"
            f"issuer = '{ministry.issuer}'\nclient_id = '{CLIENT}'\n{oidc}\n",
            "saml": "[[provider]]\nkey = 'moa'\nkind = 'saml'\nname = 'Ministry of Agriculture'\n"
            f"issuer = '{idp.ISSUER}'\nsign_in_url = '{idp.SIGN_IN}'\n"
            f"certificates = ['''{certificate}''']\n{saml}\n",
        }
        chosen = parts.values() if which == "both" else [parts[which]] if which else []
        (tmp_path / "sso.toml").write_text("\n".join(chosen))

    write()
    return write


@pytest.fixture
def somebody(db):
    return person("trainer", "KAZ")


def linked(account, issuer: str, *, provider: str = "moh", subject: str = "subject-1"):
    """What the owner has said before."""
    by = Actor(uid=str(account.uid), name=account.name)
    people.link_identity(by=by, account=account, provider=provider, subject=digest(issuer, subject), label="me")
    return account


def signed_in(account, *, minutes_ago: int = 0) -> Client:
    client = Client()
    client.force_login(account)
    has_proved(client, account, minutes_ago=minutes_ago)
    return client


def goes(client: Client, key: str = "moh", what: str = "sign-in", **typed: str) -> str:
    """Press the button; where the page leads on to."""
    answer = client.post(f"/account/single-sign-on/{key}/{what}/", typed)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return html.unescape(LEADS_ON.search(answer.content.decode())[1])


def comes_back(client: Client, ministry: OidcProvider, what: str = "sign-in", **typed: str):
    """To the ministry and back again; the answer that the browser gets here."""
    return _led(client, client.get(ministry.goes_back(goes(client, "moh", what, **typed)).replace(HERE, "")))


def _led(client: Client, answer):
    """The page for identities that nobody linked, to which the browser is led; any other answer as it is."""
    where = answer.get("Location", "")
    return client.get(where) if where.endswith("/not-linked/") else answer


def posts(client: Client, text: str, **typed: str):
    """The browser brings a SAML response from the ministry's page, without a session, and is led on with one."""
    fields = {"SAMLResponse": idp.packed(text), **typed}
    answer = Client(enforce_csrf_checks=True).post("/account/single-sign-on/moa/consume/", fields)
    return _led(client, client.get(answer["Location"])) if answer.status_code == 303 else answer


def code_of(answer) -> str:
    """The code of the refusal that a page shows."""
    found = re.search(r'<code dir="ltr">([a-z_.]+)</code></p>', answer.content.decode())
    return found[1] if found else ""


def why(caplog) -> str:
    """For what the last answer of a provider was refused, as the security log says."""
    return [r.security["why"] for r in caplog.records if r.getMessage() == "single sign-on failed"][-1]


def is_in(client: Client) -> str:
    """Whose browser this is."""
    return client.session.get("_auth_user_id", "")
