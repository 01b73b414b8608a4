"""A batch of statements, checked whole before anything is kept of it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import rsa

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.mentions import Mentions, agent_key, mentions, refers_to, registration_of, voids
from kerege.lrs.rules.parts import Attached, check_attachments
from kerege.lrs.rules.reading import MOST, Sent, check_length
from kerege.lrs.rules.sameness import digest
from kerege.lrs.rules.signatures import check_signature
from kerege.lrs.rules.statements import check
from kerege.lrs.words import Edition, Signed
from kerege.lrs.words.statements import EMPTY, MANY, OTHER_ID, TWICE_IN_BATCH

LONGEST_BODY = 10_000_000
"""Bytes of a whole body, with what is attached to its statements."""


class Ready(NamedTuple):
    """A statement that may be kept, with all that is kept beside its characters."""

    uid: UUID
    raw: str
    verb: str
    value: dict[str, Any]
    mentions: Mentions
    registration: UUID | None
    refers: UUID | None
    voids: UUID | None
    signed: Signed

    @property
    def actor(self) -> UUID | None:
        """The key of who did it; None for a group that only its members make."""
        return agent_key(self.value["actor"])

    @property
    def digest(self) -> bytes:
        """Of what it says (rules.sameness); made when it is asked for, which is when the id is known already."""
        return digest(self.value)


def ready(
    sent: Sequence[Sent],
    *,
    edition: Edition,
    contents: Mapping[str, Attached] | None = None,
    only: UUID | None = None,
    known: rsa.RSAPublicKey | None = None,
) -> list[Ready]:
    """The statements of a batch. `only` is the id in the address, where one is there.

    Refuses the whole batch with lrs.* and the path of the first fault; in a list with the number of the statement.
    """
    if not sent:
        raise Refusal(EMPTY)
    if len(sent) > MOST:
        raise Refusal(MANY, most=MOST)
    for n, each in enumerate(sent):
        check_length(each.raw)
        try:
            check(each.value, edition)
        except Refusal as refusal:
            raise _placed(refusal, n) if len(sent) > 1 or not refusal.field else refusal from None
    parts = dict(contents or {})
    values = [each.value for each in sent]
    if parts or any("attachments" in each.raw for each in sent):
        check_attachments(values, parts)
    found = [_ready(each, edition, parts, only, known) for each in sent]
    _check_once(found)
    return found


def _placed(refusal: Refusal, n: int) -> Refusal:
    where = f"[{n}].{refusal.field}" if refusal.field else f"[{n}]"
    return Refusal(refusal.word, **{**refusal.data, "field": where, "where": where})


def _ready(
    sent: Sent, edition: Edition, parts: dict[str, Attached], only: UUID | None, known: rsa.RSAPublicKey | None
) -> Ready:
    value: dict[str, Any] = sent.value
    uid = UUID(value["id"]) if "id" in value else only or uuid4()  # a form that clients of RFC 4122 know
    if only is not None and uid != only:
        raise Refusal(OTHER_ID, field="id")
    return Ready(
        uid=uid,
        raw=sent.raw,
        verb=value["verb"]["id"],
        value=value,
        mentions=mentions(value),
        registration=registration_of(value),
        refers=refers_to(value),
        voids=voids(value),
        signed=check_signature(value, parts, edition, known) if "attachments" in value else Signed.NOT,
    )


def _check_once(found: Sequence[Ready]) -> None:
    seen: set[UUID] = set()
    for each in found:
        if each.uid in seen:
            raise Refusal(TWICE_IN_BATCH, field="id", id=str(each.uid))
        seen.add(each.uid)
