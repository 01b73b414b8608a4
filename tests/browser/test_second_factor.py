"""Second factors in a real browser: an authenticator that Chromium simulates, and pages that people see on the way."""

import hmac
import time
from base64 import b32decode
from hashlib import sha1

import pytest

from tests.browser.conftest import PASSWORD


def shown_by_app(secret):
    """The code that an app computes of the key, written anew from RFC 6238."""
    mac = hmac.new(b32decode(secret), int(time.time() // 30).to_bytes(8, "big"), sha1).digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


@pytest.fixture
def by_name(visitor):
    """A visitor who opened the node by a name: browsers bind passkeys to names, not to numbers."""

    def come(**options):
        somebody = visitor(**options)
        somebody.site = somebody.site.replace("127.0.0.1", "kerege.localhost")
        somebody.page.set_default_timeout(90_000)
        return somebody

    return come


def with_authenticator(visitor):
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor


def gives_password(visitor, who):
    visitor.goes("/account/sign-in/")
    visitor.page.fill("input[name=login]", f"{who}@example.org")
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.page.press("input[name=password]", "Enter")


def signs_out(visitor):
    visitor.page.context.clear_cookies(name="sessionid")


def test_a_passkey_is_added_signs_in_alone_and_is_a_second_factor(by_name):
    somebody = with_authenticator(by_name())
    gives_password(somebody, "learner")
    somebody.page.wait_for_url(somebody.site + "/")
    somebody.goes("/account/second-factor/passkeys/add/")
    somebody.page.fill("input[name=name]", "my phone")
    somebody.page.click("kerege-passkey button[type=submit]")
    somebody.page.wait_for_url("**/recovery-codes/")
    assert somebody.page.locator(".codes li").count() == 10
    somebody.goes("/account/second-factor/")
    assert "my phone" in somebody.text

    signs_out(somebody)
    somebody.goes("/account/sign-in/")
    somebody.page.click("kerege-passkey button[type=submit]")
    somebody.page.wait_for_url(somebody.site + "/")
    assert somebody.page.locator("header .menu--end summary").inner_text().strip().endswith("Demo learner")

    signs_out(somebody)
    gives_password(somebody, "learner")
    somebody.page.wait_for_url("**/second-factor/sign-in/**")
    somebody.page.click("kerege-passkey button[type=submit]")
    somebody.page.wait_for_url(somebody.site + "/")


def test_a_browser_without_the_passkey_is_told_and_nothing_is_sent(by_name):
    somebody = with_authenticator(by_name())
    somebody.goes("/account/sign-in/")
    somebody.page.click("kerege-passkey button[type=submit]")
    somebody.page.wait_for_selector("[data-when=refused]:not([hidden])", timeout=70_000)
    assert somebody.page.url.endswith("/account/sign-in/")


def test_an_app_is_set_up_by_its_key(visitor):
    somebody = visitor()
    gives_password(somebody, "trainer")
    somebody.page.wait_for_url(somebody.site + "/")
    somebody.goes("/account/second-factor/app/")
    picture = somebody.page.locator("img.qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = somebody.page.inner_text("ol code.long").replace(" ", "")
    somebody.page.fill("input[name=code]", shown_by_app(secret))
    somebody.page.click("main form.form button[type=submit]")
    somebody.page.wait_for_url("**/recovery-codes/")


def test_the_walk_of_the_readme_shows_the_code(visitor):
    somebody = visitor().signs_in("secretariat")
    assert somebody.goes("/journal/") == 200
