"""Reading the journal. Who may read whose acts is decided above, in `sharing`; here owners are an argument."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.journal.models import Act, Head
from kerege.journal.rules import Entry, Verdict, pseudonyms_of, verify_chain
from kerege.journal.words import GENESIS, REFUSED


@dataclass(frozen=True)
class ActLine:
    """One act for a page. `facts` are for the owner's auditors only."""

    seq: int
    at: datetime
    node: str
    actor: str
    owner: str
    word: str
    about: str
    facts: dict[str, Any]
    hash: str

    @property
    def refused(self) -> bool:
        return self.word.endswith(f".{REFUSED}")


def acts(
    *,
    owners: Collection[str] | None,
    about: str = "",
    word_prefix: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[ActLine]:
    """The newest acts first, at most `limit`; `before` is a sequence number to go on from; None owners means all."""
    rows = Act.objects.order_by("-seq")
    if owners is not None:
        rows = rows.filter(owner__in=list(owners))
    if about:
        rows = rows.filter(about__in=[about, *pseudonyms_of([about]).values()])
    if word_prefix:
        rows = rows.filter(word__startswith=word_prefix)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return [_line(row) for row in rows[:limit]]


def _line(row: Act) -> ActLine:
    return ActLine(
        row.seq,
        datetime.fromisoformat(row.at),
        row.node,
        row.actor,
        row.owner,
        row.word,
        row.about,
        row.facts,
        row.hash,
    )


def verify() -> Verdict:
    """Read the whole journal in sequence and name every fault. Memory does not grow with the journal."""
    head = Head.objects.filter(id=1).first()
    return verify_chain(_entries(), head_seq=head.seq if head else 0, head_hash=head.hash if head else GENESIS)


def _entries() -> Iterator[Entry]:
    for row in Act.objects.order_by("seq").iterator(chunk_size=5000):
        yield row.entry()
