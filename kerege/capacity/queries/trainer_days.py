"""Who was a trainer on which days: certificates and people who passed part 1, for counting what becomes of trainers.

A list of certificates is a list of people: only those are read that the viewer's clearance reaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Certificate, CertificateCase, CertificateScheme
from kerege.capacity.queries.certificates import DOOR, _happened
from kerege.capacity.queries.schemes import scheme_of
from kerege.capacity.rules.certification import state_on
from kerege.capacity.words.certification import CertificateState
from kerege.people import queries as people
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class TrainerDays:
    """One certificate, or one way to it after part 1 (`level` is empty then), on each of the days asked for: None
    before it began. Of a way to a certificate the state is valid while it is open, and lapsed after it ended.
    """

    uid: str
    number: str
    person_uid: str
    owner: str
    scheme_key: str
    level: str
    curriculum: str
    languages: tuple[str, ...]
    since: date
    states: tuple[CertificateState | None, ...]


def trainer_days(viewer: Viewer, days: Sequence[date]) -> list[TrainerDays]:
    """Certificates and ways to one that began by the last of these days, in the order in which they began."""
    return sorted([*_certificates(viewer, days), *_ways(viewer, days)], key=lambda each: (each.since, each.uid))


def _certificates(viewer: Viewer, days: Sequence[date]) -> list[TrainerDays]:
    rows = Certificate.objects.seen_by(viewer).filter(decided_on__lte=days[-1]).order_by("id").seen()
    steps, schemes = _happened([row.id for row in rows]), _schemes(rows)
    uids = people.person_uids(DOOR, [row.person_id for row in rows])
    return [
        TrainerDays(
            str(row.uid), row.number, uids.get(row.person_id, ""), row.owner, schemes[row.scheme_id][0],
            row.level if schemes[row.scheme_id][1].get(row.level) else "", row.curriculum,
            tuple(row.languages.split()), row.valid_from,
            tuple(
                state_on(row.valid_until, steps.get(row.id, []), on=day) if row.valid_from <= day else None
                for day in days
            ),
        )
        for row in rows
    ]  # fmt: skip


def _ways(viewer: Viewer, days: Sequence[date]) -> list[TrainerDays]:
    found = CertificateCase.objects.seen_by(viewer).filter(passed_on__lte=days[-1])
    rows = found.order_by("id").seen()
    schemes, uids = _schemes(rows), people.person_uids(DOOR, [row.person_id for row in rows])
    return [
        TrainerDays(
            str(row.uid), "", uids.get(row.person_id, ""), row.owner, schemes[row.scheme_id][0], "", row.curriculum,
            tuple(row.languages.split()), row.passed_on,
            tuple(
                None if row.passed_on > day
                else CertificateState.LAPSED if row.decided_on and row.decided_on <= day
                else CertificateState.VALID
                for day in days
            ),
        )
        for row in rows
    ]  # fmt: skip


def _schemes(rows: Sequence[Any]) -> dict[int, tuple[str, dict[str, int]]]:
    """Of each version its key, and how many deliveries each level needs: one that needs none is reached by part 1."""
    wanted = {row.scheme_id for row in rows}
    versions = CertificateScheme.objects.seen_by(DOOR).filter(id__in=wanted).seen()
    return {v.id: (v.key, {level.key: level.deliveries for level in scheme_of(v).levels}) for v in versions}
