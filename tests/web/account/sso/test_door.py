"""What the sign-in library asks goes through the door outwards, to the hosts of one provider and to no others."""

from contextlib import nullcontext

import pytest
import requests
from allauth.socialaccount.adapter import get_adapter

from kerege.lib import outgoing
from kerege.lib.refusal import Refusal
from kerege.web.account.sso.door import asking
from kerege.web.account.sso.providers import Provider

pytestmark = pytest.mark.nodb
HOSTS = frozenset({"login.example.org", "keys.example.org:8443"})


def provider(**more) -> Provider:
    return Provider(key="moh", kind="oidc", names={"": "M"}, issuer="https://login.example.org", hosts=HOSTS, **more)


def code(address: str, told: Provider | None) -> str:
    with asking(told) if told else nullcontext(), pytest.raises(Refusal) as refused:
        get_adapter().get_requests_session().get(address)
    return refused.value.code


@pytest.fixture
def resolved(monkeypatch):
    """Every name leads to the address that the test says."""
    found = ["93.184.216.34"]
    monkeypatch.setattr(outgoing, "_resolved", lambda host, port: list(found))
    return found


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "https://login.example.org:8443/", "https://keys.example.org/"]
)
def test_only_hosts_of_the_provider_are_asked(resolved, address):
    assert code(address, provider()) == "outgoing.not_allowed"


def test_without_a_provider_nobody_is_asked(resolved):
    assert code("https://login.example.org/", None) == "outgoing.not_allowed"


@pytest.mark.parametrize("ip", ["10.0.0.1", "192.168.3.4", "fd12::1"])
def test_the_own_network_is_asked_only_where_the_operator_says_so(resolved, ip, monkeypatch):
    resolved[:] = [ip]
    assert code("https://login.example.org/", provider()) == "outgoing.private"
    asked = []
    monkeypatch.setattr(outgoing, "_asked", lambda *a: asked.append(a[0]._ip) or outgoing.Answer(200, {}, b"{}"))
    with asking(provider(private_hosts=frozenset({"login.example.org"}))):
        assert get_adapter().get_requests_session().get("https://login.example.org/").json() == {}
        with pytest.raises(Refusal):
            get_adapter().get_requests_session().get("https://keys.example.org:8443/")
    assert asked == [ip]


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "169.254.169.254", "::1", "fe80::1", "fd00:ec2::254", "0.0.0.1", "224.0.0.1"]
)
def test_this_machine_and_the_secrets_of_a_cloud_are_never_asked(resolved, ip):
    resolved[:] = [ip]
    assert (
        code("https://login.example.org/", provider(private_hosts=frozenset({"login.example.org"})))
        == "outgoing.private"
    )


def test_plain_http_is_for_an_example_world(resolved, settings):
    settings.KEREGE_DEMO = False
    assert code("http://login.example.org/", provider()) == "outgoing.bad_address"


def test_a_faulty_answer_is_an_error_of_the_library(resolved, monkeypatch):
    monkeypatch.setattr(outgoing, "_asked", lambda *a: outgoing.Answer(500, {"Content-Type": "text/html"}, b"<html>"))
    with asking(provider()), pytest.raises(requests.HTTPError):
        get_adapter().get_requests_session().get("https://login.example.org/").raise_for_status()
