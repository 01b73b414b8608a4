"""JSON Web Tokens between machines, as the 1EdTech Security Framework wants them: signed with RS256, and nothing else.

Time is an argument. What a token says is taken only when its signature fits a key of the sender; then its issuer, its
audience and its times are judged. That a nonce or a `jti` comes once only is known by whoever keeps them.
"""

import base64
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, RSAPublicNumbers

from kerege.lib.refusal import N_, Refusal, RefusalWord

ALGORITHM = "RS256"
LEEWAY = 60
"""Seconds by which the clocks of two machines may differ."""
LONGEST_TOKEN, MOST_KEYS, LONGEST_LIFE = 60_000, 50, 3_600
LEAST_BITS, MOST_BITS = 2048, 8192
_JUDGED_HERE = ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")
_SIGNATURE_ALONE: Any = {"verify_signature": True} | {f"verify_{name}": False for name in _JUDGED_HERE}

BAD_TOKEN = RefusalWord(
    "tokens.bad_token",
    N_("What the other side sent is no token signed with RS256 by a key that it shows: %(why)s. Begin again there."),
    status=400,
)
OTHER_ISSUER = RefusalWord(
    "tokens.other_issuer", N_("The token is not from who it has to be from. Begin again there."), status=400
)
OTHER_AUDIENCE = RefusalWord(
    "tokens.other_audience",
    N_("The token is meant for somebody else. Compare the client number and the addresses on both sides."),
    status=400,
)
EXPIRED = RefusalWord(
    "tokens.expired", N_("The token is too old. Begin again, and compare the clocks of both machines."), status=400
)
TOO_EARLY = RefusalWord(
    "tokens.too_early",
    N_("The token says a time that is still to come. Compare the clocks of both machines."),
    status=400,
)
CLAIMS_MISSING = RefusalWord(
    "tokens.claims_missing",
    N_("The token leaves out or garbles “%(claim)s”. Tell whoever runs the other side."),
    status=400,
)
BAD_KEYS = RefusalWord(
    "tokens.bad_keys",
    N_("This is no public key set (JWKS) with RSA keys of 2048 bits or more, and no such key: %(why)s."),
)


def signed(claims: Mapping[str, Any], *, key: RSAPrivateKey, kid: str) -> str:
    """A token that says these claims."""
    return jwt.encode(dict(claims), key, algorithm=ALGORITHM, headers={"kid": kid})


def public_jwk(key: RSAPublicKey) -> dict[str, str]:
    """A public key as a key set lists it, named by its thumbprint (RFC 7638)."""
    numbers = key.public_numbers()
    told = {"e": _text(numbers.e), "kty": "RSA", "n": _text(numbers.n)}
    told_bytes = json.dumps(told, separators=(",", ":"), sort_keys=True).encode()
    kid = base64.urlsafe_b64encode(hashlib.sha256(told_bytes).digest()).rstrip(b"=").decode()
    return {**told, "alg": ALGORITHM, "use": "sig", "kid": kid}


def key_set(raw: bytes | str) -> list[dict[str, str]]:
    """The RSA keys for signatures of a JWKS, of one JWK or of a PEM, each with `n`, `e` and `kid`. Others are left out.

    Refuses tokens.bad_keys, also for a private key, which nobody must send, and for a set without a usable key.
    """
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    if "PRIVATE KEY" in text:
        raise Refusal(BAD_KEYS, why="it is a private key; make a new pair and send the public one")
    if "-----BEGIN" in text:
        return [_from_pem(text)]
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(BAD_KEYS, why="it cannot be read") from None
    listed = told.get("keys", [told]) if isinstance(told, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise Refusal(BAD_KEYS, why="it lists no keys, or too many")
    if any(isinstance(each, dict) and "d" in each for each in listed):
        raise Refusal(BAD_KEYS, why="it holds a private key; make a new pair and send the public one")
    found = [key for each in listed if (key := _usable(each)) is not None]
    if not found:
        raise Refusal(BAD_KEYS, why="no key in it can be used")
    return found


def kid_of(token: Any) -> str:
    """Which key a token says that it is signed with; empty where it does not say. Refuses tokens.bad_token."""
    return str(_head(token).get("kid") or "")


def unverified(token: Any) -> dict[str, Any]:
    """What a token says, believed by nobody yet: only to find out whose keys to ask for. Refuses tokens.bad_token."""
    _head(token)
    try:
        told = jwt.decode(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise Refusal(BAD_TOKEN, why="it cannot be read") from None
    return dict(told)


def claims_of(
    token: Any,
    *,
    keys: Iterable[Mapping[str, str]],
    issuer: str,
    audience: Collection[str],
    now: float,
    require: Collection[str] = (),
    longest: int = LONGEST_LIFE,
) -> dict[str, Any]:
    """What a token says that `issuer` signed with one of these keys for one of `audience`, and that holds now.

    `iss`, `aud`, `exp`, `iat` and what `require` names as text have to be there. A token for several audiences has to
    say with `azp` that it is for this one. `longest` is how long ago it may have been made, and how long it may hold.
    Refuses tokens.bad_token, .other_issuer, .other_audience, .expired, .too_early and .claims_missing.
    """
    head = _head(token)
    said = None
    for key in _fitting(keys, head):
        said = _opened(token, key)
        if said is not None:
            break
    if said is None:
        raise Refusal(BAD_TOKEN, why="no key fits its signature")
    if said.get("iss") != issuer:
        raise Refusal(OTHER_ISSUER)
    _check_audience(said, set(audience))
    _check_times(said, now, longest)
    for name in require:
        if not isinstance(said.get(name), str) or not 0 < len(said[name]) <= 1_000:
            raise Refusal(CLAIMS_MISSING, claim=name)
    return said


def _check_audience(said: Mapping[str, Any], ours: set[str]) -> None:
    told = said.get("aud")
    named = [told] if isinstance(told, str) else told
    if not isinstance(named, list) or not named or not all(isinstance(each, str) for each in named):
        raise Refusal(CLAIMS_MISSING, claim="aud")
    party = said.get("azp")
    if not ours & set(named) or (party is not None and party not in ours) or (len(named) > 1 and party is None):
        raise Refusal(OTHER_AUDIENCE)


def _check_times(said: Mapping[str, Any], now: float, longest: int) -> None:
    made, ends = _moment(said, "iat"), _moment(said, "exp")
    if ends + LEEWAY <= now or made + longest + LEEWAY < now:
        raise Refusal(EXPIRED)
    starts = _moment(said, "nbf") if "nbf" in said else made
    if made > now + LEEWAY or starts > now + LEEWAY:
        raise Refusal(TOO_EARLY)
    if ends - made > longest + LEEWAY:
        raise Refusal(CLAIMS_MISSING, claim="exp")


def _moment(said: Mapping[str, Any], name: str) -> float:
    told = said.get(name)
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told < 1e11:
        raise Refusal(CLAIMS_MISSING, claim=name)
    return float(told)


def _head(token: Any) -> dict[str, Any]:
    if not isinstance(token, str) or not 0 < len(token) <= LONGEST_TOKEN:
        raise Refusal(BAD_TOKEN, why="it is none, or too long")
    try:
        head = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise Refusal(BAD_TOKEN, why="it cannot be read") from None
    if head.get("alg") != ALGORITHM or "crit" in head or not isinstance(head.get("kid") or "", str):
        raise Refusal(BAD_TOKEN, why="its algorithm is not taken here")
    return dict(head)


def _fitting(keys: Iterable[Mapping[str, str]], head: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The keys of that name; a token or a key without a name fits every other."""
    kid = head.get("kid") or ""
    return [each for each in keys if not kid or each.get("kid", "") in {kid, ""}]


def _opened(token: str, key: Mapping[str, str]) -> dict[str, Any] | None:
    numbers = RSAPublicNumbers(e=_number(key["e"]), n=_number(key["n"]))
    try:
        told: Any = jwt.decode(token, numbers.public_key(), algorithms=[ALGORITHM], options=_SIGNATURE_ALONE)
    except (jwt.PyJWTError, ValueError, RecursionError):
        return None
    return dict(told)


def _usable(told: Any) -> dict[str, str] | None:
    if not isinstance(told, dict) or told.get("kty") != "RSA" or told.get("use", "sig") != "sig":
        return None
    if told.get("alg", ALGORITHM) != ALGORITHM:
        return None
    kid = told.get("kid", "")
    try:
        n, e = _number(told["n"]), _number(told["e"])
        RSAPublicNumbers(e=e, n=n).public_key()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if not LEAST_BITS <= n.bit_length() <= MOST_BITS or not isinstance(kid, str) or len(kid) > 200:
        return None
    return {"kty": "RSA", "n": _text(n), "e": _text(e), "kid": kid}


def _from_pem(text: str) -> dict[str, str]:
    try:
        key = serialization.load_pem_public_key(text.strip().encode())
    except (ValueError, TypeError, UnicodeError):
        raise Refusal(BAD_KEYS, why="it cannot be read") from None
    if not isinstance(key, RSAPublicKey) or not LEAST_BITS <= key.key_size <= MOST_BITS:
        raise Refusal(BAD_KEYS, why="it is no RSA key of that length")
    return {name: public_jwk(key)[name] for name in ("kty", "n", "e")} | {"kid": ""}


def _number(text: str) -> int:
    if len(text) > 2_000:
        raise ValueError("too long")
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def _text(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).rstrip(b"=").decode()
