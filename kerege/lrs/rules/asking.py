"""What a request asks for: the parameters of each resource, strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import forms, reading
from kerege.lrs.rules.agents import actor
from kerege.lrs.rules.mentions import activity_key, agent_key, thing
from kerege.lrs.rules.telling import FORMATS
from kerege.lrs.words import Kept
from kerege.lrs.words.asking import NEEDS_PARAMETER, NOT_TOGETHER, PARAMETER, UNKNOWN_PARAMETER

FILTERS = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "ascending"),
)
_SHARED = ("format", "attachments")
_ONE = ("statementId", "voidedStatementId")
MOST = 500
USUAL = 100
MOST_WITH_CONTENTS = 20
"""Of statements with their attachments, each of which may be as large as a body: an answer is held in memory."""


@dataclass(frozen=True)
class Asked:
    """Which statements somebody asks for. Moments are in microseconds since 1970."""

    one: UUID | None = None
    voided: bool = False
    agent: UUID | None = None
    verb: UUID | None = None
    activity: UUID | None = None
    registration: UUID | None = None
    related_agents: bool = False
    related_activities: bool = False
    since: int | None = None
    until: int | None = None
    limit: int = USUAL
    ascending: bool = False
    format: str = "exact"
    attachments: bool = False
    after: int | None = None
    """Where the page before ended; only a link of the store itself has it."""


def asked(sent: Mapping[str, str]) -> Asked:
    """Refuses lrs.unknown_parameter, lrs.not_together, lrs.parameter."""
    known(sent, (*FILTERS, *_SHARED, *_ONE, "cursor"))
    one = next((name for name in _ONE if name in sent), "")
    for other in (*FILTERS, *_ONE):
        if one and other != one and other in sent:
            raise Refusal(NOT_TOGETHER, field=other, name=one, other=other)
    return Asked(
        one=_uuid(sent, one) if one else None,
        voided=one == "voidedStatementId",
        agent=_agent(sent, "agent"),
        verb=thing("verb", _iri(sent, "verb")) if "verb" in sent else None,
        activity=activity_key(_iri(sent, "activity")) if "activity" in sent else None,
        registration=_uuid(sent, "registration") if "registration" in sent else None,
        related_agents=_truth(sent, "related_agents"),
        related_activities=_truth(sent, "related_activities"),
        since=moment(sent, "since"),
        until=moment(sent, "until"),
        limit=_limit(sent),
        ascending=_truth(sent, "ascending"),
        format=_format(sent),
        attachments=_truth(sent, "attachments"),
        after=_whole(sent, "cursor"),
    )


def known(sent: Mapping[str, str], names: tuple[str, ...]) -> None:
    """Refuses lrs.unknown_parameter."""
    for name in sent:
        if name not in names:
            raise Refusal(UNKNOWN_PARAMETER, field=name[:60], name=name[:60])


def _formed(check: Any, sent: Mapping[str, str], name: str, form: str) -> str:
    try:
        check(sent[name], name)
    except Refusal:
        raise Refusal(PARAMETER, field=name, name=name, form=form) from None
    return sent[name]


def _uuid(sent: Mapping[str, str], name: str) -> UUID:
    return UUID(_formed(forms.uuid, sent, name, "UUID (RFC 4122)"))


def _iri(sent: Mapping[str, str], name: str) -> str:
    return _formed(forms.iri, sent, name, "IRI")


def moment(sent: Mapping[str, str], name: str) -> int | None:
    """Microseconds since 1970, None where the parameter is not there. Refuses lrs.parameter."""
    if name not in sent:
        return None
    found = forms.instant(_formed(forms.timestamp, sent, name, "RFC 3339, 2026-03-01T09:30:00Z"))
    assert found is not None  # noqa: S101 - the form was checked a line above
    return micros(found)


def micros(at: Any) -> int:
    """A moment as microseconds since 1970, without a rounding."""
    return int(at.timestamp()) * 1_000_000 + int(at.microsecond)


def iso(micros: int) -> str:
    """A moment as RFC 3339 writes it, to the microsecond."""
    return (
        datetime.fromtimestamp(micros // 1_000_000, UTC)
        .replace(microsecond=micros % 1_000_000)
        .strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    )


def _truth(sent: Mapping[str, str], name: str) -> bool:
    told = sent.get(name, "false").lower()
    if told not in {"true", "false"}:
        raise Refusal(PARAMETER, field=name, name=name, form="true, false")
    return told == "true"


def _whole(sent: Mapping[str, str], name: str) -> int | None:
    if name not in sent:
        return None
    told = sent[name]
    if not (told.isascii() and told.isdigit() and len(told) < 18):
        raise Refusal(PARAMETER, field=name, name=name, form="0, 1, 2 …")
    return int(told)


def _limit(sent: Mapping[str, str]) -> int:
    """How many on a page: 0 and more than there may be mean as many as there may be."""
    found, most = _whole(sent, "limit"), MOST_WITH_CONTENTS if _truth(sent, "attachments") else MOST
    return min(USUAL if found is None else found or most, most)


def _format(sent: Mapping[str, str]) -> str:
    told = sent.get("format", "exact")
    if told not in FORMATS:
        raise Refusal(PARAMETER, field="format", name="format", form=", ".join(FORMATS))
    return told


def _agent(sent: Mapping[str, str], name: str) -> UUID | None:
    return agent_key(agent_value(sent, name)) if name in sent else None


def agent_value(sent: Mapping[str, str], name: str = "agent") -> dict[str, Any]:
    """The agent that a parameter is. Refuses lrs.needs_parameter and lrs.parameter."""
    if name not in sent:
        raise Refusal(NEEDS_PARAMETER, field=name, name=name)
    try:
        value = reading.parse(sent[name])
        actor(value, name)
    except Refusal:
        raise Refusal(PARAMETER, field=name, name=name, form="Agent (JSON)") from None
    if agent_key(value) is None:
        raise Refusal(PARAMETER, field=name, name=name, form="Agent (JSON)")
    return dict(value)


# -- documents ---------------------------------------------------------------------------------------------------------

NEEDED = {Kept.STATE: ("activityId", "agent"), Kept.ACTIVITY: ("activityId",), Kept.AGENT: ("agent",)}
NAMED = {Kept.STATE: "stateId", Kept.ACTIVITY: "profileId", Kept.AGENT: "profileId"}


@dataclass(frozen=True)
class Place:
    """Where a document is kept; without a `key` all documents of that place are meant."""

    kind: Kept
    activity: UUID | None
    agent: UUID | None
    registration: UUID | None
    key: str | None
    since: int | None = None

    @property
    def uid(self) -> UUID:
        """One name for the place and the key in it."""
        parts = (self.kind, self.activity, self.agent, self.registration, self.key)
        return thing("document", " ".join("-" if part is None else str(part) for part in parts))


def place(kind: Kept, sent: Mapping[str, str], *, keyed: bool) -> Place:
    """Refuses lrs.unknown_parameter, lrs.needs_parameter and lrs.parameter. `keyed`: one document has to be meant."""
    named = NAMED[kind]
    extra = ("registration",) if kind == Kept.STATE else ()
    known(sent, (*NEEDED[kind], named, *extra, *(() if keyed else ("since",))))
    for name in (*NEEDED[kind], *((named,) if keyed else ())):
        if name not in sent:
            raise Refusal(NEEDS_PARAMETER, field=name, name=name)
    key = sent.get(named)
    if key is not None and (not key or "\0" in key or len(key) > 2000):
        raise Refusal(PARAMETER, field=named, name=named, form="1–2000")
    return Place(
        kind=kind,
        activity=activity_key(_iri(sent, "activityId")) if "activityId" in sent else None,
        agent=_agent(sent, "agent"),
        registration=_uuid(sent, "registration") if "registration" in sent else None,
        key=key,
        since=moment(sent, "since"),
    )


def activity_asked(sent: Mapping[str, str]) -> str:
    """The IRI of the activity. Refuses lrs.unknown_parameter, lrs.needs_parameter and lrs.parameter."""
    known(sent, ("activityId",))
    if "activityId" not in sent:
        raise Refusal(NEEDS_PARAMETER, field="activityId", name="activityId")
    return _iri(sent, "activityId")
