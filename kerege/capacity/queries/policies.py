"""By which policy needs are computed on a day. Everybody may read policies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import NeedPolicy
from kerege.capacity.rules.policy import Policy, changed, read
from kerege.people.rules import REGION
from kerege.records.citing import SourceRef, source_ref


@dataclass(frozen=True)
class PolicyLine:
    """One version of an owner's policy. It holds from `start` up to, and not including, `end`."""

    uid: str
    owner: str
    version: int
    start: date
    end: date | None
    reason: str
    source: SourceRef
    policy: Policy
    content: Mapping[str, Any]
    changes: tuple[tuple[str, str, str], ...]

    @property
    def called(self) -> str:
        """How figures name it: KAZ 2."""
        return f"{self.owner} {self.version}"


def policies(*, owner: str = "", on: date | None = None) -> list[PolicyLine]:
    """Versions of policies, the newest of each owner first: all that began by the day, also those that are over."""
    rows = NeedPolicy.objects.select_related("source").order_by("owner", "version")
    found: list[PolicyLine] = []
    by_owner: dict[str, list[Any]] = {}
    for row in rows.filter(**({"owner": owner} if owner else {})):
        by_owner.setdefault(row.owner, []).append(row)
    for versions in by_owner.values():
        lines = [_line(row, *_beside(versions, n)) for n, row in enumerate(versions)]
        found += [line for line in reversed(lines) if on is None or line.start <= on]
    return found


def in_force(owners: Iterable[str], *, on: date) -> dict[str, PolicyLine]:
    """The policy of each owner on a day: its own, else the region's. An owner without either is left out."""
    holding = {line.owner: line for line in policies(on=on) if line.end is None or line.end > on}
    found = {owner: holding.get(owner) or holding.get(REGION) for owner in owners}
    return {owner: line for owner, line in found.items() if line is not None}


def _beside(versions: list[Any], n: int) -> tuple[Any, Any]:
    return (versions[n - 1] if n else None, versions[n + 1] if n + 1 < len(versions) else None)


def _line(row: Any, before: Any, after: Any) -> PolicyLine:
    return PolicyLine(
        uid=str(row.uid),
        owner=row.owner,
        version=row.version,
        start=row.start,
        end=after.start if after is not None else None,
        reason=row.reason,
        source=source_ref(row.source),
        policy=read(row.content),
        content=row.content,
        changes=tuple(changed(before.content, row.content)) if before is not None else (),
    )
