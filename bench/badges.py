"""How many badges are issued and verified in a minute, against the bare Ed25519 signature.

    nice python -m bench.badges --badges 10000

On one core, in one run: the four take turns in rounds, and told are medians. Issuing makes the credential and signs it,
with everything in it new; verifying reads the text, checks the signature over its canonical form, its days, and looks
into both status lists, which were opened once. The floors sign and verify 64 bytes, which is what stands under every
badge. No database is asked.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.capacity.rules import badges
from kerege.capacity.rules.verifying import Issuer, Key, Verdict, check, open_lists

ROUNDS = 5
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
SITE = badges.Site("https://node.example.org", "Example node")
AWARD = badges.Award(
    number="7Q4M-9X2T-R5K0",
    holder="Әйгүл Сейітқызы",
    scheme="biosafety-trainer/1",
    title="Trainer in biosafety and biosecurity",
    description="Trainer in biosafety and biosecurity, version 1 of the scheme",
    criteria="Part 1: at least 37 hours, a knowledge test, a practical checklist and a teach-back. Part 2: taught.",
    level="Trainer",
    scope="p53-train-the-trainers 2017; kk, ru; Kazakhstan",
    awarded=date(2026, 3, 1),
    since=date(2026, 3, 1),
    until=date(2029, 3, 1),
    place=0,
)


def signed(key: Ed25519PrivateKey, document: dict[str, Any]) -> dict[str, Any]:
    return badges.signed(document, key=key, method=SITE.method(1), created=AT)


def issued(key: Ed25519PrivateKey, number: int) -> str:
    award = replace(AWARD, number=f"7Q4M-9X2T-{number:04}", place=number)
    return json.dumps(signed(key, badges.credential(award, SITE)), ensure_ascii=False)


def ways(count: int) -> dict[str, Callable[[], None]]:
    """What takes turns, each `count` times."""
    key, message = Ed25519PrivateKey.generate(), bytes(64)
    public, signature = key.public_key(), key.sign(message)
    raw = badges.public_text(public.public_bytes_raw())
    issuer = Issuer(SITE.did, (Key(SITE.method(1), raw, datetime(2026, 1, 1, tzinfo=UTC)),))
    revoked = [count + n for n in range(1_000)]
    bare = [badges.status_credential(revoked, each, part=0, site=SITE, at=AT) for each in badges.PURPOSES]
    lists = open_lists([signed(key, document) for document in bare], issuer=issuer)
    texts = [issued(key, number) for number in range(count)]

    def verify_all() -> None:
        found = {check(text, issuer=issuer, lists=lists, at=AT).verdict for text in texts}
        if found != {Verdict.VALID}:
            raise SystemExit(f"what was issued is not valid: {found}")

    return {
        "bare signature": lambda: [key.sign(message) for _ in range(count)] and None,
        "badge issued": lambda: [issued(key, number) for number in range(count)] and None,
        "bare verification": lambda: [public.verify(signature, message) for _ in range(count)] and None,
        "badge verified": verify_all,
    }


def measured(count: int, rounds: int = ROUNDS) -> dict[str, float]:
    """Times a second for each way, the median over the rounds."""
    found: dict[str, list[float]] = {}
    each = max(1, count // rounds)
    todo = ways(each)
    for _ in range(rounds):
        for name, way in todo.items():
            before = time.perf_counter()
            way()
            found.setdefault(name, []).append(each / (time.perf_counter() - before))
    return {name: statistics.median(rates) for name, rates in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--badges", type=int, default=10_000)
    rates = measured(parser.parse_args().badges)
    print("| | a second | a minute | against the bare one |\n|---|---|---|---|")
    for name, rate in rates.items():
        floor = rates["bare signature" if "sign" in name or "issued" in name else "bare verification"]
        print(f"| {name} | {rate:,.0f} | {rate * 60:,.0f} | {floor / rate:.1f}× |")


if __name__ == "__main__":
    main()
