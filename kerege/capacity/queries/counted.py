"""Which results of knowledge tests cases have counted, for a room above that knows what became of the exams."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import CaseRecord, CertificateCase
from kerege.capacity.queries import certificates
from kerege.capacity.queries.cases import CaseLine, _lines
from kerege.capacity.queries.casework import may_review, own_cases
from kerege.capacity.queries.certificates import DOOR, CertificateLine
from kerege.capacity.rules.certification import REVIEWED
from kerege.capacity.words.certification import RecordKind
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Counted:
    """The results that a case counted, by day and whole percent, and those (day, what it is now) with which somebody
    has let it stand since.
    """

    case: int
    person: int
    known: frozenset[tuple[date, int]]
    settled: frozenset[tuple[str, str]]


def knowledge_counted(viewer: Viewer, *, by: Actor, on: date) -> list[Counted]:
    """For whoever looks after cases, reviews them or reads them by clearance: never for the trainee of a case."""
    kinds = [RecordKind.KNOWLEDGE.value, RecordKind.LOOKED_AGAIN.value]
    readable = _readable(viewer, by, on)
    rows = CaseRecord.objects.seen_by(DOOR).filter(case_id__in=list(readable), kind__in=kinds, on__lte=on)
    known: dict[int, set[tuple[date, int]]] = {}
    settled: dict[int, set[tuple[str, str]]] = {}
    for case, kind, day, given in rows.values_list("case_id", "kind", "on", "given"):
        if kind == RecordKind.KNOWLEDGE:
            known.setdefault(case, set()).add((day, int(given["mark"])))
        else:
            settled.setdefault(case, set()).update((each["on"], each["now"]) for each in given["results"])
    return [
        Counted(case, readable[case], frozenset(found), frozenset(settled.get(case, ())))
        for case, found in sorted(known.items())
    ]


def cases_with_certificates(
    viewer: Viewer, ids: set[int], *, by: Actor, on: date, lang: str
) -> list[tuple[CaseLine, CertificateLine | None]]:
    """These cases, which the caller found in `knowledge_counted`, the newest first, and what came of each."""
    rows = CertificateCase.objects.seen_by(DOOR).filter(id__in=ids).order_by("-nominated_on", "-id").seen()
    return [(line, certificates.of_case(line.id, on=on, lang=lang)) for line in _lines(rows, by, lang, viewer)]


def _readable(viewer: Viewer, by: Actor, on: date) -> dict[int, int]:
    """The persons of the cases that somebody reads, by case."""
    every = CertificateCase.objects.seen_by(DOOR).filter(nominated_on__lte=on)
    rows = [
        *CertificateCase.objects.seen_by(viewer).filter(nominated_on__lte=on).values_list("id", "person_id"),
        *every.filter(id__in=own_cases(by)).values_list("id", "person_id"),
        *_answered_for(every, by),
    ]
    me = people.person_number(by.uid) if by.uid and not by.is_system else None
    return {case: person for case, person in rows if person != me}


def _answered_for(every: Any, by: Actor) -> list[tuple[int, int]]:
    if not by.uid or by.owes_factor:
        return []
    owners = set(every.values_list("owner", flat=True))
    reviews = {owner for owner in owners if may_review(by, owner)}
    keeps = {owner for owner in owners if may(by, Deed.LABEL, owner)}
    told = every.values_list("id", "person_id")
    return [*told.filter(owner__in=keeps), *told.filter(owner__in=reviews, state__in=[s.value for s in REVIEWED])]
