"""Nominating somebody for a certificate, enrolling, naming who else has a part, withdrawing."""

import re
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.capacity.actions.casework import CENTRE, _kept, _organisation_of, _reason_of, _scheme_under, case_of
from kerege.capacity.models import CasePart, CertificateCase, CertificateScheme
from kerege.capacity.queries import certificates
from kerege.capacity.queries.casework import TRAINEE, actor_of, around, somebody
from kerege.capacity.queries.schemes import scheme_for, scheme_of
from kerege.capacity.rules.certification import CLOSED, check_case
from kerege.capacity.rules.conflicts import check_observer
from kerege.capacity.rules.schemes import Level, Scheme
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import CaseState, InCase
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor, choice, may
from kerege.people.words import Deed
from kerege.records.personal import subject_model
from kerege.records.recording import NOTHING_THERE

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")


def nominate(
    *,
    by: Actor,
    person: str,
    scheme: str,
    level: str,
    curriculum: str,
    languages: str,
    commitment: str,
    synthetic: bool = False,
    today: date | None = None,
) -> CertificateCase:
    """Nominate a person, by the key of the record, for a level of a scheme; whoever nominates looks after the case.
    It is opened under the version that the person's country has published, and stays with it.

    Refuses records.nothing_there (also for persons of owners for whom the actor does not nominate), atlas.unknown_code,
    capacity.scheme_none, .level_unknown, .level_before, .curriculum_unknown, .language_wrong, .no_commitment,
    .case_open_already and text.*.
    """
    day = today or localdate()
    whom = _person(by, person)
    seen = scheme_for(whom.owner, scheme, on=day)
    if seen is None:
        raise Refusal(refused.SCHEME_NONE, field="scheme", scheme=scheme[:60], owner=whom.owner)
    asked = scheme_of(seen)
    wanted = asked.level(level)
    told = _scope(asked, curriculum, languages, commitment)
    _check_before(whom, asked, wanted, seen.key, day)
    with checking():
        rows = CertificateCase.objects.inside_action().filter(person=whom, scheme__key=seen.key, level=level)
        open_one = rows.exclude(state__in=[each.value for each in CLOSED]).exists()
        version = CertificateScheme.objects.inside_action().get(uid=seen.uid)
    if open_one:
        raise Refusal(refused.CASE_OPEN_ALREADY, field="person")
    territory = atlas.territory(whom.owner).code
    with act("capacity.case.nominated", by=by, owner=whom.owner) as done:
        row = CertificateCase(owner=whom.owner, person=whom, scheme=version, level=level, synthetic=synthetic, **told)
        row.territory_id, row.nominated_on = territory, day
        row.save()
        if not by.is_system:
            _name(row, by, InCase.CENTRE, day)
        done.about = row.uid
    return row


def enrol(*, by: Actor, case: str, today: date | None = None) -> CertificateCase:
    """Enrol whoever was nominated: from now on hours count. Refuses what casework.case_of refuses,
    capacity.case_not_now and .no_account_yet.
    """
    row = case_of(by=by, case=case, parts=(CENTRE,))
    check_case(row.state, CaseState.ENROLLED)
    if people.account_of_person(row.person_id) is None:
        raise Refusal(refused.NO_ACCOUNT_YET)
    with act("capacity.case.enrolled", by=by, owner=row.owner, about=row.uid):
        row.state, row.enrolled_on = CaseState.ENROLLED, today or localdate()
        row.save()
    return row


def name_in_case(*, by: Actor, case: str, email: str, part: str, today: date | None = None) -> CasePart:
    """Name somebody for a part in a case, by the address of the account. An observer needs the level that the scheme
    wants and must not be close to the trainee; the trainee names co-trainers, all else whoever looks after the case.

    Refuses what casework.case_of refuses, people.unknown_choice, capacity.case_not_now, .case_no_account, .own_case,
    .in_case_already, .observer_level and .close_*.
    """
    day = today or localdate()
    chosen = InCase(choice(part, InCase, "part"))
    row = case_of(by=by, case=case, parts=(CENTRE, *((TRAINEE,) if chosen == InCase.CO_TRAINER else ())))
    if row.state in CLOSED:
        raise Refusal(refused.CASE_NOT_NOW, field="part")
    try:
        who = actor_of(email, on=day)
    except Refusal:
        raise Refusal(refused.CASE_NO_ACCOUNT, field="email") from None
    if people.person_number(who.uid) == row.person_id:
        raise Refusal(refused.OWN_CASE, field="email")
    if chosen == InCase.OBSERVER:
        check_observer(somebody(who), around(row, _organisation_of(row)))
        _check_level(row, who, day)
    with checking():
        rows = CasePart.objects.inside_action().filter(case=row, subject=known_as(who.uid), part=chosen.value)
        if rows.exists():
            raise Refusal(refused.IN_CASE_ALREADY, field="email")
    with act("capacity.case.named", by=by, owner=row.owner, about=row.uid):
        return _name(row, who, chosen, day)


def withdraw_case(*, by: Actor, case: str, reason: str, today: date | None = None) -> CertificateCase:
    """Withdraw a case before its review, with a reason: the trainee, or whoever looks after it.

    Refuses what casework.case_of refuses, capacity.case_not_now, .no_reason and text.*.
    """
    row = case_of(by=by, case=case, parts=(CENTRE, TRAINEE))
    check_case(row.state, CaseState.WITHDRAWN)
    told = _reason_of(reason)
    with act("capacity.case.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.state, row.note, row.decided_on = CaseState.WITHDRAWN, told, today or localdate()
        row.save()
    return row


def _observes(row: CertificateCase, who: Actor, day: date) -> bool:
    """Whether somebody has the level that an observer of this case needs."""
    scheme = _scheme_under(row)
    if {grant.role.value for grant in who.grants} & set(scheme.first_observers):
        return True
    held = certificates.held_by(who.uid, on=day)
    return any(line.holds and scheme.reaches(line.level, scheme.observer_level) for line in held)


def _check_level(row: CertificateCase, who: Actor, day: date) -> None:
    if not _observes(row, who, day):
        raise Refusal(refused.OBSERVER_LEVEL, field="email", needed=_scheme_under(row).observer_level)


def _person(by: Actor, key: str) -> Any:
    people_model: Any = subject_model(CertificateCase, "person")
    with checking():
        found = people_model.objects.inside_action().select_related("organisation").filter(key=key).first()
    if found is None or not may(by, Deed.NOMINATE, found.owner):
        raise Refusal(NOTHING_THERE, field="person", what=people_model._meta.verbose_name, key=str(key)[:60])
    return found


def _scope(scheme: Scheme, curriculum: str, languages: str, commitment: str) -> dict[str, Any]:
    if curriculum not in scheme.curricula:
        known = ", ".join(sorted(scheme.curricula))
        raise Refusal(refused.CURRICULUM_UNKNOWN, field="curriculum", curriculum=curriculum[:60], known=known)
    codes = languages.split()
    wrong = next((code for code in codes if not LANGUAGE.fullmatch(code)), None if codes else "–")
    if wrong or len(codes) > 6:
        raise Refusal(refused.LANGUAGE_WRONG, field="languages", language=(wrong or languages)[:20])
    if not commitment.strip():
        raise Refusal(refused.NO_COMMITMENT, field="commitment")
    told = clean_line(commitment, field="commitment", max_length=1000)
    return {"curriculum": curriculum, "languages": " ".join(dict.fromkeys(codes)), "commitment": told}


def _check_before(whom: Any, scheme: Scheme, wanted: Level, key: str, day: date) -> None:
    if not wanted.after:
        return
    held = certificates.of_persons([whom.id], on=day).get(whom.id, [])
    if not any(line.holds and line.scheme_key == key and scheme.reaches(line.level, wanted.after) for line in held):
        raise Refusal(refused.LEVEL_BEFORE, field="level", level=wanted.key, before=wanted.after)


def _name(row: CertificateCase, who: Actor, part: InCase, day: date) -> CasePart:
    number = people.person_number(who.uid)
    named = {"subject": known_as(who.uid), "part": part.value, "named_on": day, "person_id": number}
    return CasePart.objects.create(**_kept(row), **named, case=row)  # type: ignore[no-any-return]
