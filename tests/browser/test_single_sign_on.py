"""Single sign-on in a real browser, which keeps cookies from other sites' forms and obeys the policy of our pages."""

import pytest

from tests.browser.conftest import FOLDERS
from tests.web.account.sso import saml_provider as idp
from tests.web.account.sso.oidc_provider import CLIENT, SECRET, OidcProvider

PAGE = "/account/single-sign-on/"


@pytest.fixture(scope="module")
def ministry(site):
    """A provider of both protocols on this machine, offered by the node as long as this file runs."""
    if site not in FOLDERS:
        pytest.skip("this node was not started here, so it cannot be given a file")
    provider = OidcProvider()
    provider.pages["/saml"] = idp.page
    folder = FOLDERS[site]
    secret = folder / "sso-moh.secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    names = "name = { '' = 'Ministry of Health', ru = 'Минздрав', fa = 'وزارت صحت' }"
    (folder / "sso.toml").write_text(
        f"[[provider]]\nkey = 'moh'\nkind = 'oidc'\n{names}\nissuer = '{provider.issuer}'\nclient_id = '{CLIENT}'\n"
        f"[[provider]]\nkey = 'moa'\nkind = 'saml'\nname = 'Ministry of Agriculture'\nissuer = '{idp.ISSUER}'\n"
        f"sign_in_url = '{provider.issuer}/saml'\ncertificates = ['''{idp.pair('idp')[1]}''']\n"
    )
    yield provider
    (folder / "sso.toml").unlink()
    provider.close()


def by_name(somebody):
    """Under a name, so that the ministry's pages, under a number, are another site."""
    somebody.site = somebody.site.replace("127.0.0.1", "kerege.localhost")
    return somebody


def says_yes(somebody):
    somebody.page.wait_for_selector("#yes")
    somebody.page.click("#yes")


@pytest.mark.parametrize("key", ["moh", "moa"])
def test_an_identity_is_linked_and_signs_in(visitor, ministry, key):
    somebody = by_name(visitor()).signs_in("legal.drafter")
    somebody.goes(PAGE)
    somebody.page.click(f"form[action='{PAGE}{key}/link/'] button")
    says_yes(somebody)
    somebody.page.wait_for_url(f"**{PAGE}confirm/")
    assert "somebody@ministry.example" in somebody.text
    somebody.page.click("main form button")
    somebody.page.wait_for_url(f"**{PAGE}")
    assert "From now on you can sign in with this identity." in somebody.text

    other = by_name(visitor())
    other.goes("/account/sign-in/?next=/courses/")
    other.page.click(f"form[action='{PAGE}{key}/sign-in/'] button")
    says_yes(other)
    other.page.wait_for_url(f"{other.site}/courses/")
    assert other.page.locator("header .menu--end summary").inner_text().strip().endswith("Demo legal drafter")


def test_pages_read_well_in_three_languages_and_on_a_phone(visitor, ministry):
    found = {}
    for language, width in (("en", 1280), ("ru", 360), ("fa", 360)):
        somebody = visitor(language=language, width=width)
        for path in ("/account/sign-in/", f"{PAGE}moh/not-linked/"):
            somebody.goes(path)
            found[language, width, path] = (somebody.violations(), somebody.sticks_out())
    assert {where: told for where, told in found.items() if told != ({}, 0)} == {}
