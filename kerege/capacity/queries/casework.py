"""Who has which part in a case, and what surrounds it. A trainee, a trainer or an observer reads a case whatever their
clearance: this is that door, for the one case in which somebody has a part, as `teams` is for assessments.

Whoever may review reads a case from its submission on. While somebody looks with other eyes nobody acts: it is shut.
"""

from datetime import date
from typing import Any

from kerege.capacity.models import CaseDecision, CasePart, CaseRecord, CertificateCase, CertificateScheme
from kerege.capacity.queries.certificates import DOOR
from kerege.capacity.rules.certification import REVIEWED
from kerege.capacity.rules.conflicts import Around, Somebody, line_of
from kerege.capacity.words.certification import InCase, RecordKind
from kerege.journal.rules import known_as
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, may
from kerege.people.words import Deed, Role

TRAINEE, REVIEWER = "trainee", "reviewer"


def may_review(by: Actor, owner: str) -> bool:
    """Whether somebody reviews cases of an owner: reviewers of the country, and those of the region everywhere."""
    return may(by, Deed.REVIEW_CASE, owner) or may(by, Deed.REVIEW_CASE, REGION)


def parts_in(by: Actor, row: Any) -> frozenset[str]:
    """What somebody is in a case: trainee, reviewer, and the parts for which they were named. Whoever answers for the
    owner's records may do what the centre may.
    """
    if not by.uid or by.owes_factor:
        return frozenset()
    if by.is_system:
        return frozenset({TRAINEE, REVIEWER, *(each.value for each in InCase)})
    rows = CasePart.objects.seen_by(DOOR).filter(case_id=row.id, subject=known_as(by.uid))
    found = set(rows.values_list("part", flat=True))
    if people.person_number(by.uid) == row.person_id:
        found.add(TRAINEE)
    if may(by, Deed.LABEL, row.owner):
        found.add(InCase.CENTRE.value)
    if row.state in REVIEWED and may_review(by, row.owner):
        found.add(REVIEWER)
    return frozenset(found)


def own_cases(by: Actor) -> set[int]:
    """The numbers of the cases in which somebody is the trainee or has a part."""
    if not by.uid or by.owes_factor or by.is_system:
        return set()
    rows = CasePart.objects.seen_by(DOOR).filter(subject=known_as(by.uid))
    found = set(rows.values_list("case_id", flat=True))
    person = people.person_number(by.uid)
    if person is not None:
        mine = CertificateCase.objects.seen_by(DOOR).filter(person_id=person)
        found |= set(mine.values_list("id", flat=True))
    return found


def observed_by(person: int, scheme: str) -> int:
    """In how many deliveries of others somebody filled in the rubric, in cases under a scheme with this key."""
    account = people.account_of_person(person)
    if account is None:
        return 0
    mine = {"kind": RecordKind.OBSERVATION.value, "noted_by": known_as(str(account.uid))}
    rubrics = list(CaseRecord.objects.seen_by(DOOR).filter(**mine).values_list("case_id", flat=True))
    versions = set(CertificateScheme.objects.seen_by(DOOR).filter(key=scheme).values_list("id", flat=True))
    cases = CertificateCase.objects.seen_by(DOOR).filter(id__in=set(rubrics), scheme_id__in=versions)
    under = set(cases.values_list("id", flat=True))
    return sum(case in under for case in rubrics)


def somebody(by: Actor) -> Somebody:
    """An account as the rules about conflicts see it."""
    heads = frozenset(g.organisation for g in by.grants if g.role == Role.LABORATORY_HEAD and g.organisation)
    return Somebody(known_as(by.uid), people.person_number(by.uid), heads)


def around(row: Any, organisation: str) -> Around:
    """What surrounds the trainee of a case. `organisation` is the key of the one for which the trainee works."""
    parts = CasePart.objects.seen_by(DOOR).filter(case_id=row.id).values_list("part", "subject")
    taught = CasePart.objects.seen_by(DOOR).filter(part=InCase.TRAINER.value, person_id__isnull=False)
    pairs = list(taught.values_list("person_id", "case_id"))
    cases = CertificateCase.objects.seen_by(DOOR).filter(id__in={case for _, case in pairs})
    of_case = dict(cases.values_list("id", "person_id"))
    decided = CaseDecision.objects.seen_by(DOOR).filter(case_id=row.id).values_list("decided_by", flat=True)
    account = people.account_of_person(row.person_id)
    return Around(
        person=row.person_id,
        subject=known_as(str(account.uid)) if account is not None else "",
        organisation=organisation,
        parts=frozenset(parts),
        line=line_of(row.person_id, [(trainer, of_case[case]) for trainer, case in pairs]),
        decided=frozenset(decided),
    )


def actor_of(email: str, *, on: date) -> Actor:
    """The actor that the account with an address is. Refuses people.unknown_key."""
    return people.actor_for(people.account(email), on=on, strong=True)
