"""The chain as plain Python: how an act is hashed, what breaks the chain, and whether writing is allowed now."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

import orjson

from kerege.journal.words import GENESIS, REFUSED, Fault
from kerege.lib.canonical import digest

_open_acts: ContextVar[int] = ContextVar("open_acts", default=0)
_open_checks: ContextVar[int] = ContextVar("open_checks", default=0)


Veil = Callable[[Iterable[str]], Mapping[str, str]]
"""Of each uid of a human being, the pseudonym under which the journal knows them; other uids are left out."""

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_veils: list[Veil] = []


def veil_with(veil: Veil) -> None:
    """From now on write what `veil` says instead of the uid of a human being; the room that knows people calls this."""
    _veils[:] = [veil]


def pseudonyms_of(uids: Iterable[str]) -> Mapping[str, str]:
    """The pseudonyms of those among the texts that are uids of human beings."""
    asked = {uid for uid in uids if _UID.fullmatch(uid)}
    return _veils[0](asked) if asked and _veils else {}


def known_as(me: str) -> str:
    """What records call an account: its pseudonym. A text that is no uid of a human being stays as it is."""
    return pseudonyms_of([me]).get(me, me)


def uids_in(value: Any) -> Iterator[str]:
    """Every text inside that is a uid."""
    if isinstance(value, str):
        if _UID.fullmatch(value):
            yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from uids_in(inner)


def veiled(value: Any, pseudonyms: Mapping[str, str]) -> Any:
    """The value with each uid replaced by its pseudonym."""
    if isinstance(value, dict):
        return {key: veiled(inner, pseudonyms) for key, inner in value.items()}
    if isinstance(value, list):
        return [veiled(inner, pseudonyms) for inner in value]
    return pseudonyms.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Words:
    """Some of the acts, by how their words begin: those `of` a room or a subject, except those with `but_not`.

    A refused attempt changed nothing and is none of them.
    """

    of: tuple[str, ...]
    but_not: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        """Whether an act with this word is among them."""
        refused = word.endswith(f".{REFUSED}")
        return word.startswith(self.of) and not (self.but_not and word.startswith(self.but_not)) and not refused

    def and_of(self, *rooms: str) -> "Words":
        """These and those of more rooms."""
        return Words((*self.of, *rooms), self.but_not)


class Acting(Protocol):
    """Whoever does something: the journal needs no more than this."""

    @property
    def uid(self) -> str: ...
    @property
    def name(self) -> str: ...


class Entry(NamedTuple):
    """An act as it is hashed. `facts` is JSON; `at` is ISO 8601 in UTC. A tuple, because millions are read at once."""

    seq: int
    at: str
    node: str
    actor: str
    owner: str
    word: str
    about: str
    facts: dict[str, Any]
    prev: str
    hash: str


DOMAIN = "kerege.act.1"


def entry_hash(entry: Entry) -> str:
    """SHA-256 over all of the act but its own hash; the prefix keeps it apart from any other digest in the house."""
    return digest([DOMAIN, *entry[:-1]])


def tried_digest(salt: str, content: dict[str, Any]) -> str:
    """What an act keeps of a refused attempt; the salt keeps short contents from being guessed."""
    return digest(["kerege.tried.1", salt, content])


@dataclass(frozen=True)
class Broken:
    """One fault, at the act with this sequence number."""

    seq: int
    fault: Fault


@dataclass(frozen=True)
class Verdict:
    """What verification found: how many acts were read and every fault, in order."""

    acts: int
    head: str
    faults: tuple[Broken, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def verify_chain(entries: Iterable[Entry], *, head_seq: int, head_hash: str) -> Verdict:
    """Read the acts in sequence and name every one that was changed, is missing or stands in another's place.

    `head_seq` and `head_hash` are what the journal last said of itself; acts cut off the end show as `cut`.
    """
    faults: list[Broken] = []
    expected, prev = 1, GENESIS
    for entry in entries:
        if entry.seq != expected:
            faults.append(Broken(entry.seq, Fault.MISSING))
        elif entry.prev != prev:
            faults.append(Broken(entry.seq, Fault.REORDERED))
        if not _as_written(entry):
            faults.append(Broken(entry.seq, Fault.CHANGED))
        expected, prev = entry.seq + 1, entry.hash
    if expected - 1 != head_seq or prev != head_hash:
        faults.append(Broken(expected, Fault.CUT))
    return Verdict(acts=expected - 1, head=prev, faults=tuple(faults))


def _as_written(entry: Entry) -> bool:
    """Whether the act still has its hash; a value that no act can hold is a change like any other.

    The quick encoder writes all but exotic numbers as the canonical one does, so its yes is enough; its no is not.
    """
    try:
        if sha256(orjson.dumps((DOMAIN, *entry[:-1]), None, orjson.OPT_SORT_KEYS)).hexdigest() == entry.hash:
            return True
    except TypeError:
        pass
    try:
        return entry_hash(entry) == entry.hash
    except (TypeError, ValueError):
        return False


Gate = Callable[[], AbstractContextManager[None]]
_gates: list[Gate] = []


def gate_with(gate: Gate) -> None:
    """From now on every act passes through this gate, which may refuse; whoever looks after the node calls this."""
    _gates[:] = [gate]


@contextmanager
def gated() -> Iterator[None]:
    """Through the gate, where there is one."""
    with _gates[0]() if _gates else nullcontext():
        yield


Deed = Callable[[], None]
_last_deeds: list[tuple[Deed, Deed]] = []


def before_acts_end(deed: Deed, *, instead: Deed) -> None:
    """From now on do this at the end of acts, inside their transaction: what follows a record is never late. Of an act
    that fails nothing stays, and `instead` is called.
    """
    _last_deeds.append((deed, instead))


@contextmanager
def with_last_deeds() -> Iterator[None]:
    """Around an act: at its end what was asked for with `before_acts_end`. Of many acts inside one, once for all."""
    if _open_acts.get() > 1:
        yield
        return
    try:
        yield
        for deed, _ in _last_deeds:
            deed()
    except BaseException:
        for _, instead in _last_deeds:
            instead()
        raise


@contextmanager
def writing() -> Iterator[None]:
    """While open, guarded models may be written; nests."""
    token = _open_acts.set(_open_acts.get() + 1)
    try:
        yield
    finally:
        _open_acts.reset(token)


@contextmanager
def checking() -> Iterator[None]:
    """While open, an action may read all rows to decide whether there is anything to do. Only actions use this."""
    token = _open_checks.set(_open_checks.get() + 1)
    try:
        yield
    finally:
        _open_checks.reset(token)


def may_check() -> bool:
    """Whether all rows may be read: inside an act, or inside an action's checks before it."""
    return may_write() or _open_checks.get() > 0


def may_write() -> bool:
    """Whether an act is open in this thread of work."""
    return _open_acts.get() > 0
