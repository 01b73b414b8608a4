"""What a provider said of somebody, after everything about its answer was checked."""

import json
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

LONGEST_LABEL = 200


@dataclass(frozen=True)
class Identity:
    """`subject` is a digest: it belongs to the provider's issuer and says nothing by itself.

    `label` is what its owner recognises it by. `strong`: the provider is trusted for second factors and says that one
    was used. `proved_at` is when the provider asked who it is, 0 where it does not say.
    """

    subject: str
    label: str
    strong: bool
    proved_at: float


def digest(issuer: str, subject: str) -> str:
    """Under which name an identity is kept. Another issuer under the same key opens nobody's account."""
    return sha256(json.dumps(["kerege.identity.1", issuer, subject]).encode()).hexdigest()


def label_of(*said: Any) -> str:
    """The first text among these, in one line."""
    for each in said:
        if isinstance(each, str) and (line := " ".join(each.split())) and line.isprintable():
            return line[:LONGEST_LABEL]
    return ""


def moment(said: float, *, leeway: float = 60) -> float | None:
    """A moment in the past as a provider's clock has it, now at the latest; None for one that lies ahead."""
    now = time.time()
    return min(float(said), now) if said <= now + leeway else None
