"""A credential for one learner alone, or for one registration alone: content that is played needs no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import forms, reading
from kerege.lrs.rules.agents import agent as check_agent
from kerege.lrs.rules.asking import Place
from kerege.lrs.rules.batches import Ready
from kerege.lrs.rules.mentions import agent_key
from kerege.lrs.words import Kept
from kerege.lrs.words.access import BAD_LEARNER, BAD_REGISTRATION, BEYOND_LIMIT


@dataclass(frozen=True)
class Limits:
    """`agent` is the key of the learner (rules.mentions.agent_key). None: of any."""

    agent: UUID | None = None
    registration: UUID | None = None


NO_LIMITS = Limits()


def limits_of(*, agent: str, registration: str) -> Limits:
    """What somebody typed: an agent as JSON, and a UUID; empty for no limit. Refuses lrs.bad_learner and
    lrs.bad_registration.
    """
    return Limits(_agent(agent.strip()), _registration(registration.strip()))


def _agent(text: str) -> UUID | None:
    if not text:
        return None
    try:
        value: Any = reading.parse(text)
        check_agent(value, "agent")
    except Refusal:
        raise Refusal(BAD_LEARNER, field="agent") from None
    return agent_key(value)


def _registration(text: str) -> UUID | None:
    if not text:
        return None
    try:
        forms.uuid(text, "registration")
    except Refusal:
        raise Refusal(BAD_REGISTRATION, field="registration") from None
    return UUID(text)


def check_place(limits: Limits, place: Place) -> None:
    """A state is one of the learner and of the registration; a profile of an agent is the learner's own. Profiles of
    activities tell of nobody. Refuses lrs.beyond_limit.
    """
    whose = limits.agent is not None and place.kind != Kept.ACTIVITY and place.agent != limits.agent
    which = limits.registration is not None and place.kind == Kept.STATE and place.registration != limits.registration
    if whose or which:
        raise Refusal(BEYOND_LIMIT, field="agent" if whose else "registration")


def check_batch(limits: Limits, batch: Iterable[Ready]) -> None:
    """The learner is the actor, the registration that of the context. Refuses lrs.beyond_limit."""
    for each in batch:
        if limits.agent is not None and each.actor != limits.agent:
            raise Refusal(BEYOND_LIMIT, field="actor")
        if limits.registration is not None and each.registration != limits.registration:
            raise Refusal(BEYOND_LIMIT, field="context.registration")
