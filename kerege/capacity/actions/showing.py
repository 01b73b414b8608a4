"""Recording what shows a person's competence, and withdrawing it."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.actions.external import known_external
from kerege.capacity.actions.posts import known_person, reader_of
from kerege.capacity.models import CompetenceEvidence, Framework, Post, PostHolder
from kerege.capacity.queries.frameworks import standing
from kerege.capacity.rules import people as rules
from kerege.capacity.words import competence_refused as refused
from kerege.capacity.words.competence import Shown
from kerege.capacity.words.credentials import EXTERNAL_NOT_NOW, ExternalState
from kerege.capacity.words.refused import NO_REASON
from kerege.inventory import queries as inventory
from kerege.journal.actions import act
from kerege.journal.rules import checking, pseudonyms_of
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor, choice
from kerege.records.personal import subject_model
from kerege.records.recording import NOTHING_THERE, named


def judge_oneself(
    *, by: Actor, framework: str, competence: str, level: object, today: date | None = None
) -> CompetenceEvidence:
    """The own judgement of one's level. A later one stands beside it, and the newest counts.

    Refuses capacity.no_person, records.nothing_there, capacity.framework_not_published, .no_such_competence and .level.
    """
    day = today or localdate()
    number = people.person_number(by.uid)
    if number is None:
        raise Refusal(refused.NO_PERSON)
    with checking():
        who = subject_model(CompetenceEvidence, "person").objects.inside_action().get(id=number)
    told = {"level": rules.level_shown(level), "shown_on": day}
    return _record(by, who, framework, competence, Shown.SELF, told)


def record_evidence(
    *,
    by: Actor,
    owner: str,
    person: str,
    framework: str,
    competence: str,
    kind: str,
    level: object,
    shown_on: date,
    expires_on: date | None = None,
    reference: str = "",
    taught: bool = False,
    today: date | None = None,
) -> CompetenceEvidence:
    """Record what another person showed: whoever answers for their laboratory or country any kind, a master trainer of
    the country what was observed or examined. The same again changes nothing.

    Refuses people.unknown_key, people.unknown_choice, capacity.only_oneself, .not_about_oneself, .not_your_people,
    .only_observes, .level, .shown_later, .expires_earlier, .no_reference, .teaching_unseen, .no_such_competence,
    .framework_not_published, records.nothing_there and text.*.
    """
    day = today or localdate()
    who = known_person(by=by, person=person, owner=owner)
    how = Shown(choice(kind, Shown, "kind"))
    oneself = not by.is_system and people.person_number(by.uid) == who.id
    works_for = frozenset() if by.is_system else _organisations(by, who, day)
    rules.check_giver(by, owner=who.owner, organisations=works_for, oneself=oneself, kind=how)
    number = clean_line(reference, field="reference", max_length=300) if reference.strip() else ""
    days = {"shown_on": shown_on, "expires_on": expires_on}
    told = {"level": rules.level_shown(level), "reference": number, "taught": taught, **days}
    rules.check_shown(how, shown_on=shown_on, expires_on=expires_on, today=day, reference=number, taught=taught)
    return _record(by, who, framework, competence, how, told)


def count_external(
    *, by: Actor, uid: str, framework: str, competence: str, level: object, today: date | None = None
) -> CompetenceEvidence:
    """Count a verified certificate of another body as evidence of a competence of its holder, at a level, where the
    framework takes certificates for it. It counts for as long as the certificate is valid, and no more once that one is
    withdrawn.

    Refuses records.nothing_there, capacity.external_not_now, .certificate_not_asked, .counted_already, .level,
    .not_about_oneself, .not_your_people, .only_observes, .no_such_competence and .framework_not_published.
    """
    day = today or localdate()
    row = known_external(by=by, uid=uid)
    if row.state != ExternalState.VERIFIED:
        raise Refusal(EXTERNAL_NOT_NOW, field="state", state=row.state)
    with checking():
        who = subject_model(CompetenceEvidence, "person").objects.inside_action().get(id=row.person_id)
        resting = list(CompetenceEvidence.objects.inside_action().filter(rests_on=row.uid, withdrawn_on__isnull=True))
    oneself = not by.is_system and people.person_number(by.uid) == who.id
    works_for = frozenset() if by.is_system else _organisations(by, who, day)
    rules.check_giver(by, owner=who.owner, organisations=works_for, oneself=oneself, kind=Shown.CERTIFICATE)
    of = _framework(by, framework)
    rules.check_certificate(standing(of.id, of.title).competence(competence))
    if any((each.framework_id, each.competence) == (of.id, competence) for each in resting):
        raise Refusal(refused.COUNTED_ALREADY, field="competence")
    told = {"level": rules.level_shown(level), "shown_on": row.valid_from, "expires_on": row.valid_until}
    told |= {"reference": f"{row.body} {row.number}"[:300], "rests_on": row.uid}
    return _record(by, who, framework, competence, Shown.CERTIFICATE, told)


def withdraw_evidence(*, by: Actor, evidence: str, reason: str, today: date | None = None) -> CompetenceEvidence:
    """Take back what was recorded by mistake: whoever recorded it, and whoever answers for the person's country. It
    stays, says why, and counts no longer.

    Refuses records.nothing_there (also of what the actor may not know of), capacity.no_reason, text.* and
    capacity.evidence_withdrawn.
    """
    with checking():
        number = uid_or_none(evidence)
        row = CompetenceEvidence.objects.inside_action().filter(uid=number).first() if number else None
    mine = row is not None and (by.is_system or row.given_by == _known_as(by))
    if row is None or not (mine or reader_of(by=by).may_see(row.label, row.owner)):
        what = CompetenceEvidence._meta.verbose_name
        raise Refusal(NOTHING_THERE, field="evidence", what=what, key=str(evidence)[:40])
    if row.withdrawn_on is not None:
        raise Refusal(refused.EVIDENCE_WITHDRAWN)
    if not reason.strip():
        raise Refusal(NO_REASON, field="reason")
    told = clean_line(reason, field="reason", max_length=300)
    with act("capacity.competence.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.withdrawn_on, row.why_withdrawn = today or localdate(), told
        row.save()
    return row  # type: ignore[no-any-return]


def _record(
    by: Actor, who: Any, framework: str, competence: str, kind: Shown, told: dict[str, Any]
) -> CompetenceEvidence:
    of = _framework(by, framework)
    if standing(of.id, of.title).competence(competence) is None:
        raise Refusal(refused.NO_SUCH_COMPETENCE, field="competence", competence=competence[:60])
    where = {"person": who, "framework": of, "competence": competence, "kind": kind, "given_by": _known_as(by)}
    with checking():
        same = CompetenceEvidence.objects.inside_action().filter(withdrawn_on__isnull=True, **where, **told).first()
    if same is not None:
        return same  # type: ignore[no-any-return]
    with act("capacity.competence.shown", by=by, owner=who.owner) as done:
        row = CompetenceEvidence.objects.create(owner=who.owner, synthetic=who.synthetic, **where, **told)
        done.about = row.uid
        done.note(kind=kind.value)
    return row  # type: ignore[no-any-return]


def _framework(by: Actor, key: str) -> Framework:
    return named(Framework, key=key, whose=lambda owner: reader_of(by=by).clearance_for(owner) > 0)


def _known_as(by: Actor) -> str:
    return pseudonyms_of([by.uid]).get(by.uid, by.uid)


def _organisations(by: Actor, who: Any, day: date) -> frozenset[str]:
    """The organisations for which somebody works: that of the own record, and those of their posts."""
    with checking():
        rows = PostHolder.objects.inside_action().filter(person=who, end__isnull=True)
        facilities = list(Post.objects.inside_action().filter(id__in=rows.values("post_id")).values_list("facility"))
        own = who.organisation.key if who.organisation_id else ""
    choice_of = inventory.Choice(keys=tuple(key for (key,) in facilities) or ("-",))
    lines = inventory.facilities(reader_of(by=by), on=day, choice=choice_of).rows
    return frozenset(key for key in (own, *(line.organisation for line in lines)) if key)
