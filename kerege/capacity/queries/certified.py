"""How many trainers hold a certificate, and whose part 2 is overdue, for figures. A list of certificates is a list of
people: who may read it gets each of them, everybody else steps of the least cell, country by country.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from kerege.capacity.models import Certificate, CertificateCase, CertificateScheme
from kerege.capacity.queries.certificates import DOOR
from kerege.capacity.queries.schemes import in_words, scheme_of
from kerege.capacity.rules.told import Steps, steps
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class CaseTold:
    """One case behind a figure, for whoever reads it by clearance: it names nobody."""

    uid: str
    owner: str
    title: str
    on: date
    synthetic: bool


@dataclass(frozen=True)
class Counted:
    """People by owner, as far as they may be told; `lines` are the cases that the reader may open. `everything`: the
    reader may read the list of every owner that was asked for, so that nothing is told in steps.
    """

    steps: Steps
    lines: tuple[CaseTold, ...]
    everything: bool


def certified(
    viewer: Viewer, *, on: date, owners: Collection[str] = (), persons: Collection[int] | None = None, lang: str = "en"
) -> Counted:
    """People who were certified by the day, each once for an owner, whatever became of the certificate; of these
    owners and persons alone where they are given.
    """
    rows = _wanted(Certificate.objects.seen_by(DOOR).filter(decided_on__lte=on), owners, persons)
    return _counted(viewer, list(rows.order_by("-decided_on", "-id").seen()), owners, "decided_on", lang)


def overdue(
    viewer: Viewer, *, on: date, owners: Collection[str] = (), persons: Collection[int] | None = None, lang: str = "en"
) -> Counted:
    """People with part 1 behind them whose last day for part 2 was over on the day and who had not handed it in."""
    open_then = Q(submitted_on__isnull=True) | Q(submitted_on__gt=on)
    undecided = Q(decided_on__isnull=True) | Q(decided_on__gt=on)
    rows = CertificateCase.objects.seen_by(DOOR).filter(open_then, undecided, deadline__lt=on)
    found = _wanted(rows, owners, persons).order_by("-deadline", "-id").seen()
    return _counted(viewer, list(found), owners, "deadline", lang)


def _wanted(rows: Any, owners: Collection[str], persons: Collection[int] | None) -> Any:
    rows = rows.filter(owner__in=list(owners)) if owners else rows
    return rows if persons is None else rows.filter(person_id__in=list(persons))


def _counted(viewer: Viewer, rows: list[Any], owners: Collection[str], day: str, lang: str) -> Counted:
    people: dict[str, set[int]] = {}
    for row in rows:
        people.setdefault(row.owner, set()).add(row.person_id)
    open_owners = {owner for owner in people if _lists(viewer, owner)}
    sizes: Mapping[str, int] = {owner: len(found) for owner, found in people.items()}
    told = steps(sizes, open_owners, k=int(settings.KEREGE_MIN_CELL))
    mine = [row for row in rows if row.owner in open_owners]
    versions = CertificateScheme.objects.seen_by(DOOR).filter(id__in={row.scheme_id for row in mine})
    schemes = {row.id: scheme_of(row) for row in versions.seen()} if mine else {}
    cases = _case_uids(mine)
    lines = tuple(
        CaseTold(
            cases[_case(row)],
            row.owner,
            _title(schemes[row.scheme_id], row.level, lang),
            getattr(row, day),
            row.synthetic,
        )
        for row in mine
    )
    everything = all(_lists(viewer, owner) for owner in owners or ("",))
    return Counted(told, lines, everything)


def _lists(viewer: Viewer, owner: str) -> bool:
    """Whether somebody may read the list, and whoever looks with their eyes may too."""
    return viewer.may_see(Sensitivity.RESTRICTED, owner) and (viewer.within is None or _lists(viewer.within, owner))


def _case(row: Any) -> int:
    return int(getattr(row, "case_id", 0) or row.id)


def _case_uids(rows: list[Any]) -> dict[int, str]:
    found = CertificateCase.objects.seen_by(DOOR).filter(id__in={_case(row) for row in rows}) if rows else None
    return {number: str(uid) for number, uid in found.values_list("id", "uid")} if found is not None else {}


def _title(scheme: Any, level: str, lang: str) -> str:
    return f"{in_words(scheme.title, lang)}: {in_words(scheme.level(level).name, lang)}"
