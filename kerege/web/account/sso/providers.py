"""The providers of this node, as DATA/sso.toml says; docs/how-to/sign-in-with-a-ministry.md explains every line of it.

A provider with a fault is not offered; `kerege check` tells the fault by its code. Plain data: nothing is asked here.
"""

import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

FILE = "sso.toml"
OIDC, SAML = "oidc", "saml"
SAYS_SO = {OIDC: ("mfa",), SAML: ("https://refeds.org/profile/mfa",)}
"""What a provider says of a sign-in with a second factor, where the file names nothing else."""
KEY = re.compile(r"[a-z][a-z0-9-]{1,30}")
TAKEN = frozenset({"confirm", "providers"})
COMMON = {"key", "kind", "name", "trusts_second_factor", "second_factor_values", "ask_again"}
FIELDS = {
    OIDC: COMMON | {"issuer", "client_id", "hosts", "private_hosts", "secret_file"},
    SAML: COMMON | {"issuer", "sign_in_url", "certificates", "subject_attribute", "label_attribute"},
}
NEEDED = {OIDC: ("issuer", "client_id"), SAML: ("issuer", "sign_in_url", "certificates")}
LISTS = {"second_factor_values", "hosts", "private_hosts", "certificates"}
FLAGS = {"trusts_second_factor", "ask_again"}
SMALLEST_RSA = 2048


@dataclass(frozen=True)
class Provider:
    """One provider that is offered. `names` are what the button says, by language; the empty one is for all others."""

    key: str
    kind: str
    names: Mapping[str, str]
    issuer: str
    client_id: str = ""
    secret: str = field(default="", repr=False)
    hosts: frozenset[str] = frozenset()
    private_hosts: frozenset[str] = frozenset()
    sign_in_url: str = ""
    certificates: tuple[str, ...] = ()
    subject_attribute: str = ""
    label_attribute: str = ""
    trusts_second_factor: bool = False
    second_factor_values: frozenset[str] = frozenset()
    ask_again: bool = True
    """Whether the provider is to ask who it is although somebody is signed in there."""

    def name(self, language: str) -> str:
        """The name in this language, or else the one for all."""
        return self.names.get(language) or self.names.get("") or next(iter(self.names.values()))

    def says_second_factor(self, said: set[str]) -> bool:
        """Whether what the provider said of this sign-in counts as a second factor here."""
        return self.trusts_second_factor and bool(self.second_factor_values & said)


@dataclass(frozen=True)
class Fault:
    """Something in the file that keeps a provider from being offered, or soon will."""

    code: str
    told: str
    remedy: str


@dataclass(frozen=True)
class Offer:
    """What the file says: the providers that are offered, in its order, and what is wrong with others."""

    providers: tuple[Provider, ...] = ()
    faults: tuple[Fault, ...] = ()

    def get(self, key: str) -> Provider | None:
        return next((each for each in self.providers if each.key == key), None)


class _Wrong(Exception):
    """A fault that ends the reading of one provider."""

    def __init__(self, code: str, told: str, remedy: str) -> None:
        super().__init__(code)
        self.fault = Fault(code, told, remedy)


def read(data: Path, *, secrets: str = "", plain_http: bool = False, now: datetime | None = None) -> Offer:
    """What DATA/sso.toml offers; nothing where there is no such file.

    `secrets` are `key=secret` pairs with spaces between; they go before files. `plain_http` lets a provider be on this
    machine itself without TLS, which only an example world does. `now` is for certificates that have run out.
    """
    path = data / FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Offer()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return Offer((), (Fault("sso.unreadable", f"{FILE} cannot be read: {str(fault)[:120]}", "Mend that line"),))
    entries = told.get("provider")
    if set(told) != {"provider"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        wrong = Fault("sso.unreadable", f"{FILE} holds something else than providers", "Write [[provider]] above each")
        return Offer((), (wrong,))
    return _offered(entries, data, _pairs(secrets), plain_http, now or datetime.now(UTC))


def _offered(entries: list[Any], data: Path, secrets: dict[str, str], plain_http: bool, now: datetime) -> Offer:
    found: dict[str, Provider] = {}
    faults: list[Fault] = []
    issuers: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        try:
            provider = _provider(entry, number, data, secrets, plain_http)
            if provider.key in found or provider.issuer in issuers:
                raise _Wrong("sso.twice", f"{provider.key} or its issuer stands there twice", "Delete one of the two")
        except _Wrong as wrong:
            faults.append(wrong.fault)
            continue
        found[provider.key] = provider
        issuers.add(provider.issuer)
        faults += _ageing(provider, now)
    return Offer(tuple(found.values()), tuple(faults))


def _provider(entry: dict[str, Any], number: int, data: Path, secrets: dict[str, str], plain_http: bool) -> Provider:
    key, kind = entry.get("key"), entry.get("kind")
    if not isinstance(key, str) or not KEY.fullmatch(key) or key in TAKEN:
        raise _Wrong(
            "sso.bad_key",
            f"Provider {number} has no usable key",
            "Take small letters, digits and hyphens, as in key = 'moh'",
        )
    if not isinstance(kind, str) or kind not in FIELDS:
        raise _Wrong("sso.bad_kind", f"{key}: kind is neither oidc nor saml", "Write kind = 'oidc' or kind = 'saml'")
    _check_fields(key, kind, entry)
    for name in ("issuer", "sign_in_url"):
        if name in entry and (kind == OIDC or name != "issuer"):
            _check_address(key, name, entry[name], plain_http)
    common = {
        "key": key,
        "kind": kind,
        "names": _names(key, entry.get("name")),
        "issuer": entry["issuer"],
        "trusts_second_factor": entry.get("trusts_second_factor", False),
        "second_factor_values": frozenset(entry.get("second_factor_values", SAYS_SO[kind])),
        "ask_again": entry.get("ask_again", True),
    }
    return Provider(**common, **(_of_oidc if kind == OIDC else _of_saml)(key, entry, data, secrets))


def _check_fields(key: str, kind: str, entry: dict[str, Any]) -> None:
    if unknown := sorted(set(entry) - FIELDS[kind]):
        raise _Wrong("sso.unknown_field", f"{key}: a provider of kind {kind} has no {unknown[0]}", "See the how-to")
    if missing := [name for name in NEEDED[kind] if not entry.get(name)]:
        raise _Wrong("sso.missing_field", f"{key}: {missing[0]} is missing", f"Add {missing[0]}")
    for name, value in entry.items():
        if name != "name" and (told := _shape(name, value)):
            raise _Wrong("sso.bad_value", f"{key}: {name} is not {told}", f"Correct {name}")


def _shape(name: str, value: Any) -> str:
    """What the value should be and is not; an empty text where it is."""
    if name in FLAGS:
        return "" if isinstance(value, bool) else "true or false"
    if name in LISTS:
        fine = isinstance(value, list) and all(isinstance(each, str) and each for each in value)
        return "" if fine else "a list of texts"
    return "" if isinstance(value, str) else "a text"


def _names(key: str, said: Any) -> dict[str, str]:
    """One name for every language, or a table of names by language."""
    names = {"": said} if isinstance(said, str) else said
    if (
        not isinstance(names, dict)
        or not names
        or not all(isinstance(n, str) and 0 < len(n.strip()) <= 80 for n in names.values())
    ):
        raise _Wrong("sso.no_name", f"{key}: there is no name for the button", "Add name = 'Ministry of Health'")
    return {language: name.strip() for language, name in names.items()}


def _check_address(key: str, name: str, address: str, plain_http: bool) -> None:
    """HTTPS and nothing that is written two ways; SAML's requests are no place for & and quotes either."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        local = plain_http and parts.scheme == "http" and host in {"127.0.0.1", "localhost"}
        fine = (parts.scheme == "https" or local) and host and not (parts.username or parts.password or parts.fragment)
    except ValueError:
        fine = False
    if not fine or not re.fullmatch(r"[\x21-\x7e]{8,500}", address) or set(address) & set("&<>\"'\\"):
        raise _Wrong("sso.bad_address", f"{key}: {name} is not an https address that can be used", f"Correct {name}")


def _of_oidc(key: str, entry: dict[str, Any], data: Path, secrets: dict[str, str]) -> dict[str, Any]:
    parts = urlsplit(entry["issuer"])
    own = parts.netloc.lower()
    hosts, private = {h.lower() for h in entry.get("hosts", [])}, {h.lower() for h in entry.get("private_hosts", [])}
    if beyond := sorted(private - {urlsplit(f"//{each}").hostname for each in hosts | {own}}):
        raise _Wrong(
            "sso.private_host", f"{key}: {beyond[0]} is private and no host of this provider", "Add it to hosts"
        )
    return {
        "client_id": entry["client_id"],
        "secret": secrets.get(key) or _secret_in(key, data / entry.get("secret_file", f"sso-{key}.secret"), data),
        "hosts": frozenset(hosts | {own}),
        "private_hosts": frozenset(private),
    }


def _secret_in(key: str, path: Path, data: Path) -> str:
    try:
        if path.resolve().parent != data.resolve():
            raise _Wrong("sso.secret_elsewhere", f"{key}: secret_file is not in DATA", "Name a file beside secret_key")
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _Wrong("sso.secret_mode", f"{key}: others can read {path.name}", f"chmod 600 {path.name}")
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        secret = ""
    if not secret:
        raise _Wrong(
            "sso.no_secret", f"{key}: there is no secret in {path.name}", "Write it there, or into KEREGE_SSO_SECRETS"
        )
    return secret


def _of_saml(key: str, entry: dict[str, Any], data: Path, secrets: dict[str, str]) -> dict[str, Any]:
    for each in entry["certificates"]:
        public = _certificate(key, each).public_key()
        large = isinstance(public, RSAPublicKey) and public.key_size >= SMALLEST_RSA
        if not large and not isinstance(public, EllipticCurvePublicKey):
            raise _Wrong("sso.weak_key", f"{key}: a certificate has a weak key", "Ask for RSA from 2048 bits, or EC")
    return {
        "sign_in_url": entry["sign_in_url"],
        "certificates": tuple(_plain(_certificate(key, each)) for each in entry["certificates"]),
        "subject_attribute": entry.get("subject_attribute", ""),
        "label_attribute": entry.get("label_attribute", ""),
    }


def _certificate(key: str, text: str) -> x509.Certificate:
    """With or without its BEGIN and END lines, as metadata has it."""
    bare = "".join(line.strip() for line in text.strip().splitlines() if "CERTIFICATE" not in line)
    whole = f"-----BEGIN CERTIFICATE-----\n{bare}\n-----END CERTIFICATE-----\n"
    try:
        return x509.load_pem_x509_certificate(whole.encode())
    except ValueError:
        raise _Wrong("sso.bad_certificate", f"{key}: a certificate cannot be read", "Copy it anew") from None


def _plain(certificate: x509.Certificate) -> str:
    lines = certificate.public_bytes(serialization.Encoding.PEM).decode().splitlines()
    return "".join(lines[1:-1])


def _ageing(provider: Provider, now: datetime) -> Iterator[Fault]:
    """Told, and no reason to keep anybody out: the key is trusted because the operator wrote it down."""
    for each in provider.certificates:
        end = _certificate(provider.key, each).not_valid_after_utc
        if end <= now:
            yield Fault(
                "sso.certificate_over",
                f"{provider.key}: a certificate was good until {end:%Y-%m-%d}",
                "Ask the ministry for its new one and add it",
            )


def _pairs(secrets: str) -> dict[str, str]:
    found = (pair.partition("=") for pair in secrets.split())
    return {key: secret for key, _, secret in found if secret}
