"""What a statement speaks of: the agents and activities under which it is found, directly or as related."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from kerege.lrs.rules.agents import identifier
from kerege.lrs.words import VOIDED

LONG = 500
"""Longer names are not kept by the process: a statement may have names of megabytes."""


def named(name: str) -> UUID:
    """The key of a thing in the store by its whole name, kind and all, as `Mentions` has it."""
    return _kept(name) if len(name) <= LONG else _made(name)


def _made(name: str) -> UUID:
    return UUID(bytes=hashlib.sha256(name.encode()).digest()[:16])


_kept = lru_cache(20_000)(_made)


def thing(kind: str, name: str) -> UUID:
    """The key of an agent, an activity or a verb in the store: the same for the same name, and of one length."""
    return named(f"{kind} {name}")


@lru_cache(20_000)
def number(owner: str, key: UUID) -> int:
    """The number under which the statements of one owner are found by a thing.

    63 bits of a digest: among ten million things of a store two share a number once in 200,000 stores.
    """
    return int.from_bytes(hashlib.blake2b(key.bytes, digest_size=8, key=owner.encode()).digest(), "big") >> 1


def number_named(owner: str, name: str) -> int:
    """`number` of a thing by its whole name."""
    return _number_kept(owner, name) if len(name) <= LONG else number(owner, named(name))


@lru_cache(20_000)
def _number_kept(owner: str, name: str) -> int:
    return number(owner, named(name))


def agent_key(value: dict[str, Any]) -> UUID | None:
    """The key of an agent or an identified group; None for one that only its members make."""
    name = identifier(value)
    return thing("agent", name) if name else None


def activity_key(iri: str) -> UUID:
    """The key of an activity."""
    return thing("activity", iri)


@dataclass(slots=True)
class Mentions:
    """`direct` is found when somebody asks for the agent or activity, `related` only when asked for related ones; both
    are whole names (`named`).
    """

    direct: set[str] = field(default_factory=set)
    related: set[str] = field(default_factory=set)
    activities: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    """Every activity by its IRI, with what is told of it."""


def mentions(value: dict[str, Any]) -> Mentions:
    """Everything under which a checked statement is found."""
    found = Mentions()
    found.direct.update(_agents(value["actor"]))
    _object(value["object"], found, found.direct)
    _context(value.get("context"), found)
    if (within := value["object"]).get("objectType") == "SubStatement":
        found.related.update(_agents(within["actor"]))
        _object(within["object"], found, found.related)
        _context(within.get("context"), found)
    found.related.difference_update(found.direct)
    return found


def _agents(value: dict[str, Any]) -> list[str]:
    """The agent or group itself and the members of a group."""
    if "member" in value:
        return [f"agent {name}" for each in (value, *value["member"]) if (name := identifier(each))]
    return [f"agent {name}"] if (name := identifier(value)) else []


def _object(value: dict[str, Any], found: Mentions, where: set[str]) -> None:
    kind = value.get("objectType", "Activity")
    if kind == "Activity":
        _activity(value, found, where)
    elif kind in {"Agent", "Group"}:
        where.update(_agents(value))


def _activity(value: dict[str, Any], found: Mentions, where: set[str]) -> None:
    iri = value["id"]
    where.add(f"activity {iri}")
    if found.activities.get(iri) is None:
        found.activities[iri] = value.get("definition")


def _context(value: dict[str, Any] | None, found: Mentions) -> None:
    if not value:
        return
    for name in ("instructor", "team"):
        if name in value:
            found.related.update(_agents(value[name]))
    for name, whom in (("contextAgents", "agent"), ("contextGroups", "group")):
        for each in value.get(name, ()):
            found.related.update(_agents(each[whom]))
    related = value.get("contextActivities", {})
    for listed in related.values():
        for each in listed if isinstance(listed, list) else (listed,):
            _activity(each, found, found.related)


def refers_to(value: dict[str, Any]) -> UUID | None:
    """The statement that is the object of this one: whoever finds that one finds this one too."""
    return UUID(value["object"]["id"]) if value["object"].get("objectType") == "StatementRef" else None


def voids(value: dict[str, Any]) -> UUID | None:
    """The statement that this one declares void."""
    return refers_to(value) if value["verb"]["id"] == VOIDED else None


def registration_of(value: dict[str, Any]) -> UUID | None:
    """The registration that the statement belongs to."""
    told = value.get("context", {}).get("registration")
    return _registration(told) if told else None


_registration = lru_cache(5_000)(UUID)
