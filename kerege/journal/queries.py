"""Reading the journal. Who may read whose acts is decided above, in `sharing`; here owners are an argument."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

import orjson
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from kerege.journal.models import Act, Head, Tried
from kerege.journal.rules import Entry, Verdict, Words, pseudonyms_of, tried_digest, verify_chain
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
    actor: str = "",
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
    if actor:
        rows = rows.filter(actor__in=[actor, *pseudonyms_of([actor]).values()])
    if word_prefix:
        rows = rows.filter(word__startswith=word_prefix)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return _lines(list(rows[:limit]))


@dataclass(frozen=True)
class Mark:
    """How far the chain was read, and the hash of the last act among those looked for; empty where there is none."""

    seq: int
    hash: str
    found: str


def last_among(words: Words, *, since: Mark | None = None) -> Mark | None:
    """The last act with one of the words; None while there are no acts at all.

    `since` is the answer before: only newer acts are read then, and the whole chain where it is not the same chain any
    more. One query where nothing was written.
    """
    newest = Act.objects.order_by("-seq").values_list("seq", "hash").first()
    if newest is None:
        return None
    if since is not None and (since.seq, since.hash) == newest:
        return since
    found, rows = "", _among(words)
    if since is not None and Act.objects.filter(seq=since.seq, hash=since.hash).exists():
        found, rows = since.found, rows.filter(seq__gt=since.seq)
    return Mark(*newest, rows.values_list("hash", flat=True).first() or found)


MOST_STEPS = 500


def written_since(words: Words, mark: Mark) -> list[tuple[str, str]] | None:
    """The acts with one of the words that came after a mark: what each says and what it is about, the newest first.
    None where the mark is of another chain, or where they are too many to follow one by one.
    """
    if not Act.objects.filter(seq=mark.seq, hash=mark.hash).exists():
        return None
    rows = _among(words).filter(seq__gt=mark.seq).values_list("word", "about")
    found = list(rows[: MOST_STEPS + 1])
    return found if len(found) <= MOST_STEPS else None


def _among(words: Words) -> Any:
    """The acts that `words.has`, the newest first."""
    apart = _begun(words.but_not) | Q(word__endswith=f".{REFUSED}")
    return Act.objects.filter(_begun(words.of)).exclude(apart).order_by("-seq")


def _begun(words: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(word__startswith=word) for word in words), Q(pk__in=()))


def _lines(rows: list[Act]) -> list[ActLine]:
    """Refused attempts with what they contained, as long as it is kept and as it was: see models.Tried."""
    numbers = [row.seq for row in rows if row.word.endswith(f".{REFUSED}")]
    contents = {t.seq: t for t in Tried.objects.filter(seq__in=numbers)} if numbers else {}
    for row in rows:
        tried, digest = contents.get(row.seq), row.facts.get("digest")
        if tried and tried_digest(tried.salt, tried.content) == digest:
            row.facts = {"code": row.facts["code"], "field": row.facts["field"], **tried.content}
    return [_line(row) for row in rows]


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
    number, fingerprint = head()
    return verify_chain(_entries(), head_seq=number, head_hash=fingerprint)


def head() -> tuple[int, str]:
    """The number and the hash of the last act, as the journal says of itself; 0 and the beginning of the chain."""
    found = Head.objects.filter(id=1).first()
    return (found.seq, found.hash) if found else (0, GENESIS)


def hashes_at(numbers: Collection[int]) -> dict[int, str]:
    """The hash of each of these acts that is there."""
    return dict(Act.objects.filter(seq__in=list(numbers)).values_list("seq", "hash"))


def _entries() -> Iterator[Entry]:
    """All acts without making records of them; their facts are read as text, which is several times as fast."""
    columns = ("seq", "at", "node", "actor", "owner", "word", "about", Cast("facts", TextField()), "prev", "hash")
    rows = Act.objects.order_by("seq").values_list(*columns)
    for seq, at, node, actor, owner, word, about, facts, prev, fingerprint in rows.iterator(chunk_size=5000):
        yield Entry(seq, at, node, actor, owner, word, about, _facts(facts), prev, fingerprint)


def _facts(text: str) -> Any:
    """What the text says, or the text itself where it is no JSON any more: no act was written like that."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
