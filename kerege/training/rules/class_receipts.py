"""What a node says to a class that brought its records back: those are here, so the laptop can forget them."""

import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from kerege.lib.canonical import dumps
from kerege.lib.refusal import Refusal
from kerege.training.rules.classes import Roster, as_line, as_moment, as_uid, text_of
from kerege.training.rules.packs.manifest import as_bytes, strict
from kerege.training.words import classes as words

RECEIPT = "kerege/class-receipt/1"


@dataclass(frozen=True)
class Receipt:
    """`numbers` are those of the records of the class `held` that are at the node, whatever became of them there."""

    node: str
    held: str
    course: str
    given: datetime
    numbers: frozenset[str]


def receipt_bytes(receipt: Receipt, *, secrets: Iterable[str]) -> bytes:
    """The file, with the proof that it comes from the node that made the list: one for the pass of each list of the
    course, because a record does not say which list its class had.
    """
    told = {"format": RECEIPT, "node": receipt.node, "class": receipt.held, "course": receipt.course}
    told |= {"given": text_of(receipt.given)}
    content: dict[str, Any] = {**told, "records": sorted(receipt.numbers)}
    return as_bytes(content | {"proofs": [_proof(each, content) for each in secrets]})


def read_receipt(raw: bytes, *, roster: Roster, held: str) -> Receipt:
    """The receipt for this class. Refuses training.class_bad_receipt, also for that of another class."""
    told = strict(raw, words.BAD_RECEIPT)
    try:
        proofs = [as_line(each).encode() for each in told.pop("proofs")]
        right = _proof(roster.secret, told).encode()
        if told["format"] != RECEIPT or not any(hmac.compare_digest(each, right) for each in proofs):
            raise ValueError("proof")
        found = Receipt(
            node=as_line(told["node"]),
            held=as_line(told["class"]),
            course=as_uid(told["course"]),
            given=as_moment(told["given"]),
            numbers=frozenset(as_uid(each) for each in told["records"]),
        )
        if (found.held, found.course) != (held, roster.course):
            raise ValueError("class")
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(words.BAD_RECEIPT, field="receipt") from None
    return found


def check_all_brought(happened: Collection[str], receipt: Receipt) -> None:
    """Refuse training.class_not_brought while something that happened is not at the node."""
    left = set(happened) - receipt.numbers
    if left:
        raise Refusal(words.NOT_BROUGHT, field="receipt", left=len(left))


def _proof(secret: str, content: Mapping[str, Any]) -> str:
    return hmac.new(secret.encode(), dumps([RECEIPT, dict(content)]), sha256).hexdigest()
