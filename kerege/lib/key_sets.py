"""Key sets (JWKS) of other machines, asked through the one door outwards and kept for an hour in this process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from kerege.lib.outgoing import Answer, ask
from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.lib.signed_tokens import claims_of, key_set, kid_of

MOST, SECONDS = 200_000, 5
HOLDS, AGAIN = 3_600, 60
"""Seconds for which a set is kept, and after which it is asked anew when a token names a key that is not in it."""
MOST_SETS = 200

NO_KEYS = RefusalWord(
    "tokens.no_keys",
    N_("%(address)s did not show the keys of the other side (it answered %(status)s). Tell whoever runs it."),
    status=502,
)


@dataclass(frozen=True)
class _Kept:
    keys: tuple[dict[str, str], ...]
    at: float


@dataclass
class KeySets:
    """The sets that a process has asked for, the newest at the end. `asks` is the door; tests put another there."""

    asks: Any = ask
    kept: dict[str, _Kept] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def keys(
        self, address: str, *, kid: str, now: float, allowed: Collection[str], loopback: bool = False
    ) -> tuple[dict[str, str], ...]:
        """The keys at an address; asked anew once an hour, and where `kid` is not among those that are kept.

        Refuses outgoing.* (an address that is not https, not public, not among `allowed`, too large), tokens.no_keys
        and tokens.bad_keys.
        """
        with self.lock:
            held = self.kept.get(address)
        if held is not None and now - held.at < (HOLDS if _names(held.keys, kid) else AGAIN):
            return held.keys
        answer: Answer = self.asks(
            address,
            allowed=allowed,
            headers={"Accept": "application/json"},
            seconds=SECONDS,
            most=MOST,
            loopback=loopback,
        )
        if answer.status != 200:
            raise Refusal(NO_KEYS, address=address[:200], status=answer.status)
        made = _Kept(tuple(key_set(answer.body)), now)
        with self.lock:
            self.kept.pop(address, None)
            self.kept[address] = made
            while len(self.kept) > MOST_SETS:
                self.kept.pop(next(iter(self.kept)))
        return made.keys

    def claims(
        self, token: Any, *, address: str, now: float, allowed: Collection[str], loopback: bool = False, **wanted: Any
    ) -> Mapping[str, Any]:
        """What a token says, by the keys at `address`; `wanted` is what `signed_tokens.claims_of` asks.

        Refuses what that refuses, and what `keys` does.
        """
        found = self.keys(address, kid=kid_of(token), now=now, allowed=allowed, loopback=loopback)
        return claims_of(token, keys=found, now=now, **wanted)


def _names(keys: Collection[Mapping[str, str]], kid: str) -> bool:
    return not kid or any(each.get("kid") in {kid, ""} for each in keys)
