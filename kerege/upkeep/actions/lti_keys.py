"""The node's keys for LTI are made and replaced."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from kerege.lib.files import make_private, put
from kerege.lib.signed_tokens import public_jwk
from kerege.people.rules import Actor
from kerege.upkeep.queries.keys import folder
from kerege.upkeep.queries.lti_keys import LISTED, LtiKey, lti_keys, place

BITS = 2048


def have_lti_key(*, by: Actor, data: Path) -> LtiKey:
    """The key that signs; made once, readable by the node alone. Refuses upkeep.bad_key_file."""
    known = lti_keys(data)
    return known[-1] if known else _new_key(data, known)


def rotate_lti_key(*, by: Actor, data: Path, forget: bool = False) -> LtiKey:
    """Make a new key, which signs from now on. The old one is shown for some days more, so that what it signed is still
    believed; with `forget` no old one is shown any more, for one that was stolen. Refuses upkeep.bad_key_file.
    """
    known = lti_keys(data)
    return _new_key(data, [replace(key, forgotten=key.forgotten or forget) for key in known])


def _new_key(data: Path, known: list[LtiKey]) -> LtiKey:
    key, at = (
        generate_private_key(public_exponent=65537, key_size=BITS),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    made = LtiKey(len(known) + 1, at, public_jwk(key.public_key()))
    make_private(folder(data))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    put(place(data, made.number), pem)
    listed = {"keys": [asdict(each) for each in (*known, made)]}
    put(folder(data) / LISTED, json.dumps(listed, indent=1).encode())
    return made
