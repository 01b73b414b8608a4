"""What may stand in sso.toml, and the code of each fault."""

import re
from datetime import UTC, datetime

import pytest

from kerege.web.account.sso.providers import FIELDS, read
from tests.house.rule import ROOT
from tests.web.account.sso import saml_provider as idp

pytestmark = pytest.mark.nodb
OIDC = (
    "[[provider]]\nkey = 'moh'\nkind = 'oidc'\nname = 'Ministry'\n"
    "issuer = 'https://login.example.org'\nclient_id = 'k'\n"
)
SAML = (
    "[[provider]]\nkey = 'moa'\nkind = 'saml'\nname = 'Ministry'\nissuer = 'https://idp.example.org/metadata'\n"
    f"sign_in_url = 'https://idp.example.org/sign-in'\ncertificates = ['''{idp.pair('idp')[1]}''']\n"
)
SECRETS = "moh=a-secret"


def offer(folder, text: str, **options):
    (folder / "sso.toml").write_text(text)
    return read(folder, **{"secrets": SECRETS, **options})


def codes(folder, text: str, **options) -> list[str]:
    return [fault.code for fault in offer(folder, text, **options).faults]


def test_no_file_offers_nothing(tmp_path):
    assert read(tmp_path) == offer(tmp_path, "provider = []\n")
    assert read(tmp_path).providers == ()


def test_both_kinds_are_offered_in_their_order(tmp_path):
    found = offer(tmp_path, SAML + OIDC)
    assert ([p.key for p in found.providers], found.faults) == (["moa", "moh"], ())
    saml, oidc = found.providers
    assert (oidc.secret, oidc.hosts, oidc.ask_again, oidc.trusts_second_factor) == (
        "a-secret",
        {"login.example.org"},
        True,
        False,
    )
    assert "BEGIN" not in saml.certificates[0]
    assert "a-secret" not in repr(oidc)


def test_a_name_may_have_languages(tmp_path):
    found = offer(tmp_path, OIDC.replace("'Ministry'", "{ en = 'Ministry', ru = 'Министерство' }")).get("moh")
    assert (found.name("ru"), found.name("en"), found.name("fa")) == ("Министерство", "Ministry", "Ministry")


FAULTS = {
    "sso.unreadable": ["provider = ", "[other]\n", "provider = 1\n", "provider = [1]\n", f"x = 1\n{OIDC}"],
    "sso.bad_key": [
        OIDC.replace("'moh'", key) for key in ("'M'", "'a b'", "'../x'", "7", "'confirm'", "'providers'", "''")
    ],
    "sso.bad_kind": [OIDC.replace("'oidc'", "'oauth'"), OIDC.replace("'oidc'", "[]"), OIDC.replace("kind", "kinds")],
    "sso.unknown_field": [f"{OIDC}email_authentication = true\n", f"{SAML}client_id = 'x'\n", f"{OIDC}secret = 'x'\n"],
    "sso.missing_field": [
        OIDC.replace("client_id = 'k'\n", ""),
        SAML.replace("sign_in_url", "#"),
        OIDC.replace("issuer", "#"),
    ],
    "sso.bad_value": [
        f"{OIDC}trusts_second_factor = 'yes'\n",
        f"{OIDC}hosts = 'x'\n",
        f"{OIDC}hosts = ['']\n",
        OIDC.replace("'k'", "7"),
        f"{OIDC}ask_again = 1\n",
    ],
    "sso.no_name": [OIDC.replace("'Ministry'", name) for name in ("''", "{}", "7", "{ en = '' }", f"'{'x' * 81}'")],
    "sso.bad_address": [
        OIDC.replace("https://login", what)
        for what in (
            "http://login",
            "ftp://login",
            "https://user@login",
            "https://user:secret@login",
            "https://a&b.login",
            "//",
        )
    ]
    + [OIDC.replace("example.org", "example.org/#x"), SAML.replace("/sign-in'", "/sign-in?a=1&b=2'")],
    "sso.private_host": [f"{OIDC}private_hosts = ['other.example.org']\n"],
    "sso.twice": [OIDC + OIDC, OIDC + OIDC.replace("'moh'", "'second'")],
    "sso.bad_certificate": [SAML.split("certificates")[0] + "certificates = ['nothing']\n"],
    "sso.weak_key": [SAML.replace(idp.pair("idp")[1], idp.pair("weak", 1024)[1])],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FAULTS.items() for text in texts])
def test_every_fault_has_its_code_and_keeps_the_provider_out(tmp_path, code, text):
    found = offer(tmp_path, text, secrets="moh=a-secret second=another")
    assert [fault.code for fault in found.faults] == [code]
    assert [p.key for p in found.providers] == (["moh"] if code == "sso.twice" else [])
    assert all(fault.remedy for fault in found.faults)


def test_a_fault_of_one_keeps_no_other_out(tmp_path):
    found = offer(tmp_path, OIDC.replace("'oidc'", "'oauth'") + SAML)
    assert ([p.key for p in found.providers], [f.code for f in found.faults]) == (["moa"], ["sso.bad_kind"])


def test_a_certificate_that_ran_out_is_told_and_goes_on(tmp_path):
    found = offer(tmp_path, SAML, now=datetime(2099, 1, 1, tzinfo=UTC))
    assert ([p.key for p in found.providers], [f.code for f in found.faults]) == (["moa"], ["sso.certificate_over"])


def test_secrets_come_from_the_environment_or_from_a_private_file(tmp_path):
    assert codes(tmp_path, OIDC, secrets="") == ["sso.no_secret"]
    file = tmp_path / "sso-moh.secret"
    file.write_text("of the file\n")
    file.chmod(0o640)
    assert codes(tmp_path, OIDC, secrets="") == ["sso.secret_mode"]
    file.chmod(0o600)
    assert offer(tmp_path, OIDC, secrets="").get("moh").secret == "of the file"
    assert offer(tmp_path, OIDC).get("moh").secret == "a-secret"
    assert codes(tmp_path, f"{OIDC}secret_file = '../elsewhere'\n", secrets="") == ["sso.secret_elsewhere"]
    file.write_text(" \n")
    assert codes(tmp_path, OIDC, secrets="") == ["sso.no_secret"]


def test_plain_http_is_for_this_machine_on_an_example_world(tmp_path):
    local = OIDC.replace("https://login.example.org", "http://127.0.0.1:9000")
    assert codes(tmp_path, local) == ["sso.bad_address"]
    assert codes(tmp_path, local, plain_http=True) == []
    assert codes(tmp_path, local.replace("127.0.0.1", "10.0.0.1"), plain_http=True) == ["sso.bad_address"]


def test_hosts_inside_the_own_network_are_named_twice(tmp_path):
    text = f"{OIDC}hosts = ['keys.example.org:8443']\nprivate_hosts = ['login.example.org', 'keys.example.org']\n"
    found = offer(tmp_path, text).get("moh")
    assert found.hosts == {"login.example.org", "keys.example.org:8443"}
    assert found.private_hosts == {"login.example.org", "keys.example.org"}


def test_the_file_of_the_how_to_page_is_taken(tmp_path):
    page = (ROOT / "docs/how-to/sign-in-with-a-ministry.md").read_text()
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    bare = "\n".join(line for line in idp.pair("idp")[1].splitlines() if "CERTIFICATE" not in line)
    found = offer(tmp_path, block.replace("(copied from the ministry's metadata)", bare))
    assert ([p.key for p in found.providers], found.faults) == (["moh", "moa"], ())
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert told == (FIELDS["oidc"] | FIELDS["saml"]) - {"kind"}
