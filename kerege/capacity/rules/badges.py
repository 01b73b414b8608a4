"""Certificates as Open Badges 3.0, as plain Python: the credential, the status lists, and the proof under both.

The terms are those of the contexts that are named; nothing is fetched. Only what OB 3.0 and the VC data model 2.0 know
stands in a credential, so that a stranger's wallet shows all of it.
"""

import base64
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.capacity.rules.verifying import ED25519, OB, VC, Issuer, base58, signed_bytes

PLACES = 131_072
"""Bits of a status list: as many as the standard demands, so that one certificate is not told from its neighbours."""
PURPOSES = ("revocation", "suspension")
CERTIFICATION = "Certification"


@dataclass(frozen=True)
class Site:
    """The node as others reach it: `address` without a slash at its end, and what the issuer is called."""

    address: str
    name: str

    @property
    def did(self) -> str:
        """The identifier by the method `web`: a verifier asks this very host for `/.well-known/did.json`."""
        return "did:web:" + urlsplit(self.address).netloc.replace(":", "%3A")

    def method(self, number: int) -> str:
        return f"{self.did}#key-{number}"

    def verify_page(self, number: str) -> str:
        return f"{self.address}/verify/{number}/"

    def status_list(self, purpose: str, part: int) -> str:
        return f"{self.address}/badges/status/{purpose}/{part}/"


@dataclass(frozen=True)
class Award:
    """What a credential says.

    `holder` is the name in the script in which it is asked for; `place` is its bit in the lists, counted through all of
    them; `scheme` names what was awarded by its key and version; on the day `until` it is not valid any more. `kind` is
    the type of achievement in the words of Open Badges.
    """

    number: str
    holder: str
    scheme: str
    title: str
    description: str
    criteria: str
    level: str
    scope: str
    awarded: date
    since: date
    until: date | None
    place: int
    lang: str = "en"
    kind: str = CERTIFICATION


def achievement(
    site: Site, scheme: str, title: str, description: str, criteria: str, lang: str, kind: str = CERTIFICATION
) -> dict[str, Any]:
    """What a badge is given for: a version of a scheme, or what a course gives."""
    return {
        "id": f"{site.address}/badges/achievements/{scheme}/",
        "type": ["Achievement"],
        "achievementType": kind,
        "name": title,
        "description": description,
        "criteria": {"narrative": criteria},
        "humanCode": scheme,
        "inLanguage": lang,
    }


def credential(award: Award, site: Site) -> dict[str, Any]:
    """An OpenBadgeCredential without its proof."""
    what = achievement(site, award.scheme, award.title, award.description, award.criteria, award.lang, award.kind)
    who = {"type": "IdentityObject", "hashed": False, "identityHash": award.holder, "identityType": "ext:name"}
    subject = {
        "type": ["AchievementSubject"],
        "identifier": [who],
        "licenseNumber": award.number,
        "role": award.level,
        "narrative": award.scope,
        "achievement": what,
    }
    told: dict[str, Any] = {
        "@context": [VC, OB],
        "id": site.verify_page(award.number),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.title,
        "issuer": {"id": site.did, "type": ["Profile"], "name": site.name, "url": site.address + "/"},
        "awardedDate": midnight(award.awarded),
        "validFrom": midnight(award.since),
        "credentialSubject": {name: each for name, each in subject.items() if each},
        "credentialStatus": [_entry(site, purpose, award.place) for purpose in PURPOSES],
    }
    return told | ({"validUntil": midnight(award.until)} if award.until else {})


def _entry(site: Site, purpose: str, place: int) -> dict[str, str]:
    part, index = divmod(place, PLACES)
    address = site.status_list(purpose, part)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def status_credential(places: Iterable[int], purpose: str, *, part: int, site: Site, at: datetime) -> dict[str, Any]:
    """A BitstringStatusListCredential without its proof: the bits of those places are set that belong to this part."""
    raw, address = bytearray(PLACES // 8), site.status_list(purpose, part)
    for place in places:
        of, index = divmod(place, PLACES)
        if of == part:
            raw[index // 8] |= 1 << (7 - index % 8)
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(raw), mtime=0)).decode().rstrip("=")
    subject = {"type": "BitstringStatusList", "statusPurpose": purpose, "encodedList": f"u{packed}"}
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": site.did,
        "validFrom": _second(at),
        "credentialSubject": {"id": f"{address}#list"} | subject,
    }


def signed(document: Mapping[str, Any], *, key: Ed25519PrivateKey, method: str, created: datetime) -> dict[str, Any]:
    """The document with a proof of `eddsa-jcs-2022` by this key."""
    options = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": _second(created),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    value = base58(key.sign(signed_bytes(document, options)))
    return {**document, "proof": options | {"proofValue": value}}


def _second(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def public_text(raw: bytes) -> str:
    """The 32 bytes of a public key as a Multikey."""
    return base58(ED25519 + raw)


def did_document(issuer: Issuer) -> dict[str, Any]:
    """The document of the issuer's identifier: every key it ever had, because what an old key signed stays signed."""
    methods = [
        {"id": key.method, "type": "Multikey", "controller": issuer.did, "publicKeyMultibase": key.public}
        for key in issuer.keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer.did,
        "verificationMethod": methods,
        "assertionMethod": [each["id"] for each in methods],
    }


def issuer_told(issuer: Issuer, name: str) -> dict[str, Any]:
    """The issuer with the time of each key, as it is given to whoever checks without a network."""
    keys = [
        {
            "id": key.method,
            "publicKeyMultibase": key.public,
            "since": _second(key.since),
            "until": _second(key.until) if key.until else "",
        }
        for key in issuer.keys
    ]
    return {"id": issuer.did, "name": name, "keys": keys}
