"""Writing to the journal. `act` is the only way in, and the only time at which guarded records may be written."""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kerege.journal.models import Act, Head, Tried
from kerege.journal.rules import (
    Acting,
    Entry,
    entry_hash,
    gated,
    may_write,
    pseudonyms_of,
    tried_digest,
    uids_in,
    veiled,
    with_last_deeds,
    writing,
)
from kerege.journal.words import GENESIS, REFUSED
from kerege.lib.canonical import dumps
from kerege.lib.refusal import Refusal

AT_ONCE = 2_000
"""Acts that are hashed and written together."""


@dataclass
class OpenAct:
    """An act that is being done: set `about` to the record's uid and `note` what the record was and is."""

    word: str
    about: UUID | str | None = None
    owner: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def note(self, **facts: Any) -> None:
        """Add facts; they must have a canonical form (text, numbers, dates, uids, lists and maps of them)."""
        self.facts.update(facts)


@contextmanager
def act(word: str, *, by: Acting, about: UUID | str | None = None, owner: str = "", **facts: Any) -> Iterator[OpenAct]:
    """Do one thing in one transaction and write exactly one act of it; what fails inside leaves no trace.

    `owner` is the owner of the record it is about. Facts are read by the owner's auditors: name a restricted field that
    changed, do not repeat its value.

    Uids of accounts and persons, wherever they stand, are written as pseudonyms.

    An act that was not told what it is about raises ValueError, and nothing is written.
    """
    open_act = OpenAct(word=word, about=about, owner=owner, facts=dict(facts))
    with gated(), transaction.atomic(), writing():
        with with_last_deeds():
            yield open_act
        if open_act.about is None:
            raise ValueError(f"the act {word} does not say what it is about")
        _append(word=word, actor=by.uid, about=str(open_act.about), owner=open_act.owner, facts=open_act.facts)


def refused(word: str, *, by: Acting, refusal: Refusal, facts: dict[str, Any], owner: str = "") -> None:
    """Keep an attempt that was refused: the word with `.refused`, the refusal's code and data, and what was tried.

    The chain holds the code and a digest; data and what was tried stand beside it and go after their time.
    """
    salt, content = secrets.token_hex(16), json.loads(dumps({"data": refusal.data, "tried": facts}))
    told = {"code": refusal.code, "field": refusal.field, "digest": tried_digest(salt, content)}
    with gated(), transaction.atomic(), writing():
        entry = _append(word=f"{word}.{REFUSED}", actor=by.uid, about="", owner=owner, facts=told)
        Tried.objects.create(seq=entry.seq, at=entry.at, salt=salt, content=content)


def forget_tried(*, by: Acting, before: datetime, dry_run: bool = False) -> int:
    """Delete what attempts contained that were refused before the moment; how many. Their acts stay in the chain."""
    rows = Tried.objects.filter(at__lt=before.astimezone(UTC).isoformat(timespec="microseconds"))
    count = rows.count()
    if count and not dry_run:
        with act("journal.tried.forgotten", by=by, about="journal", rows=count, before=before):
            rows.delete()
    return count


def forget_words(*, by: Acting, texts: Iterable[str]) -> int:
    """Delete what refused attempts contained where one of the texts stands in it; how many. For an erasure."""
    asked = [text.casefold() for text in texts if text.strip()]
    found = [
        t.id
        for t in Tried.objects.all()
        if any(a in json.dumps(t.content, ensure_ascii=False).casefold() for a in asked)
    ]
    if found:
        with act("journal.tried.forgotten", by=by, about="journal", rows=len(found)):
            Tried.objects.filter(id__in=found).delete()
    return len(found)


def write_along(*, by: Acting, acts: Iterable[OpenAct]) -> None:
    """Write several acts inside the one that is open, in their order: what `act` would write of each, with the head
    locked once. For a deed on thousands of records at once.

    Outside of an open act it raises RuntimeError, of an act that does not say what it is about ValueError.
    """
    if not may_write():
        raise RuntimeError("write_along: several acts are written inside one that is open")
    told = list(acts)
    for each in told:
        if each.about is None:
            raise ValueError(f"the act {each.word} does not say what it is about")
    for start in range(0, len(told), AT_ONCE):
        _append_all(by.uid, told[start : start + AT_ONCE])


def _append(*, word: str, actor: str, about: str, owner: str, facts: dict[str, Any]) -> Entry:
    return _append_all(actor, [OpenAct(word, about, owner, facts)])[0]


def _append_all(actor: str, told: Sequence[OpenAct]) -> list[Entry]:
    plain = [json.loads(dumps(each.facts)) for each in told]
    pseudonyms = pseudonyms_of({actor, *(str(each.about) for each in told), *uids_in(plain)})
    head, _ = Head.objects.select_for_update().get_or_create(id=1, defaults={"seq": 0, "hash": GENESIS})
    seq, prev, made = head.seq, head.hash, []
    for each, facts in zip(told, veiled(plain, pseudonyms), strict=True):
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        who, about = (veiled(value, pseudonyms) for value in (actor, str(each.about)))
        entry = Entry(seq + 1, at, settings.KEREGE_NODE, who, each.owner, each.word, about, facts, prev, "")
        made.append(Entry(*entry[:-1], entry_hash(entry)))
        seq, prev = made[-1].seq, made[-1].hash
    Act.objects.bulk_create([Act.of(entry) for entry in made])
    Head.objects.filter(id=1).update(seq=seq, hash=prev)
    return made
