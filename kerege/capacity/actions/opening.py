"""Opening assessments, naming their teams, withdrawing them; and how other actions find the one they are about."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.capacity.models import Assessment, Assessor, QuestionSet, SetVersion, Submission
from kerege.capacity.rules.states import check_open
from kerege.capacity.rules.teams import check_independent, check_opener
from kerege.capacity.words import About, AssessmentKind, AssessmentState, Part, SetState, refused
from kerege.inventory import queries as inventory
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import MAY, Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE, named
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.sharing.rules import viewer_of


def open_assessment(
    *,
    by: Actor,
    set_key: str,
    kind: str,
    facility: str = "",
    organisation: str = "",
    territory: str = "",
    label: Sensitivity = Sensitivity.NATIONAL,
    synthetic: bool = False,
    today: date | None = None,
) -> Assessment:
    """Open a round of a published set about a facility, an organisation or a country, by its key; whoever opens it
    leads it. What it is called is kept as it is called today. The same round that is open already is that round.

    Refuses people.not_yours, people.unknown_choice, people.unknown_key, records.nothing_there, atlas.unknown_code,
    capacity.not_published, .other_subject, .own_review, .not_your_place, .not_for_countries and .still_open.
    """
    day = today or localdate()
    of = named(QuestionSet, key=set_key, whose=lambda owner: _reader(by).clearance_for(owner) > 0)
    with checking():
        version = SetVersion.objects.inside_action().filter(of=of, state=SetState.PUBLISHED).first()
    if version is None:
        raise Refusal(refused.NOT_PUBLISHED, field="set_key", set=of.title)
    how = choice(kind, AssessmentKind, "kind")
    about = _subject(by, of, facility=facility, organisation=organisation, territory=territory, day=day)
    check_opener(by, about["owner"], about=of.about, organisation=about.pop("works_for"), kind=how)
    label = max(label, about.pop("least"))
    subject = {name: about[name] for name in ("facility", "organisation", "territory_id")}
    with checking():
        rounds = list(Assessment.objects.inside_action().filter(version__of=of, **subject).order_by("round"))
        open_one = next((each for each in rounds if each.state == AssessmentState.OPEN), None)
        if open_one is not None and (open_one.kind, open_one.opened_on) == (how, day) and _leads(by, open_one):
            return open_one  # type: ignore[no-any-return]
    if open_one is not None:
        raise Refusal(refused.STILL_OPEN, field="set_key")
    with act("capacity.assessment.opened", by=by, owner=about["owner"]) as done:
        number = max((each.round for each in rounds), default=0) + 1
        row = Assessment(version=version, kind=how, round=number, label=label, synthetic=synthetic, opened_on=day)
        for column, value in (about | {"about": of.about}).items():
            setattr(row, column, value)
        row.save()
        if not by.is_system:
            _name(by, row, known_as(by.uid), Part.LEAD)
        done.about = row.uid
        done.note(set=of.key, kind=how, round=number)
    return row


def name_assessor(*, by: Actor, assessment: str, email: str, part: str, today: date | None = None) -> Assessor:
    """Name somebody for the team of an open assessment, by the address of their account.

    Refuses what `led` refuses, people.unknown_choice, capacity.closed, .no_working_account, .in_team_already and
    .own_review.
    """
    row = led(by=by, assessment=assessment)
    check_open(row.state)
    chosen = choice(part, Part, "part")
    try:
        account: Any = people.account(email)
    except Refusal:
        raise Refusal(refused.NO_WORKING_ACCOUNT, field="email") from None
    who = people.actor_for(account, on=today or localdate(), strong=True)
    if not any(grant.role in MAY[Deed.ASSESS] for grant in who.grants):
        raise Refusal(refused.NO_WORKING_ACCOUNT, field="email")
    if chosen != Part.HOST:
        check_independent(who, organisation=_works_for(by, row), kind=row.kind)
    subject = known_as(who.uid)
    with checking():
        if Assessor.objects.inside_action().filter(assessment=row, subject=subject).exists():
            raise Refusal(refused.IN_TEAM_ALREADY, field="email")
    with act("capacity.assessor.named", by=by, owner=row.owner, about=row.uid, part=chosen):
        return _name(by, row, subject, Part(chosen))


def withdraw_assessment(*, by: Actor, assessment: str, reason: str, today: date | None = None) -> Assessment:
    """Withdraw an open assessment, with a reason: it was opened by mistake, or nobody goes on with it.

    Refuses what `led` refuses, capacity.closed, capacity.no_reason and text.*.
    """
    row = led(by=by, assessment=assessment)
    check_open(row.state)
    if not reason.strip():
        raise Refusal(refused.NO_REASON, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act("capacity.assessment.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.state, row.closed_on, row.note = AssessmentState.WITHDRAWN, today or localdate(), told
        row.save()
        unread = Submission.objects.inside_action().filter(assessment=row, read_at__isnull=True)
        unread.update(raw="", arrived=[], read_at=timezone.now())
    return row


# -- for the other actions of this room --------------------------------------------------------------------------------


def led(*, by: Actor, assessment: str) -> Assessment:
    """The assessment, for whoever leads it or answers for its owner's records.

    Refuses records.nothing_there, also where the actor may not know of it, and capacity.not_in_team.
    """
    row = known(by=by, assessment=assessment)
    if not (_leads(by, row) or may(by, Deed.LABEL, row.owner)):
        raise Refusal(refused.NOT_IN_TEAM)
    return row


def joined(*, by: Actor, assessment: str) -> tuple[Assessment, Assessor]:
    """The assessment and the actor's own place in its team, for whoever answers in it.

    Refuses records.nothing_there, people.not_yours and capacity.not_in_team.
    """
    row = known(by=by, assessment=assessment)
    with checking():
        found = Assessor.objects.inside_action().filter(assessment=row, subject=known_as(by.uid)).first()
    if found is None or found.part == Part.HOST:
        raise Refusal(refused.NOT_IN_TEAM)
    if not any(grant.role in MAY[Deed.ASSESS] for grant in by.grants):
        check_may(by, Deed.ASSESS, row.owner)
    return row, found


def known(*, by: Actor, assessment: str) -> Assessment:
    """The assessment, for an actor who may know of it. Refuses records.nothing_there."""
    with checking():
        number = uid_or_none(assessment)
        row: Assessment | None = Assessment.objects.inside_action().filter(uid=number).first() if number else None
        team = (
            {}
            if row is None
            else dict(Assessor.objects.inside_action().filter(assessment=row).values_list("subject", "part"))
        )
    if row is None or not (_reader(by).may_see(row.label, row.owner) or known_as(by.uid) in team):
        raise Refusal(NOTHING_THERE, field="assessment", what=Assessment._meta.verbose_name, key=str(assessment)[:40])
    return row


def _leads(by: Actor, row: Assessment) -> bool:
    if by.is_system:
        return True
    with checking():
        mine = Assessor.objects.inside_action().filter(assessment=row, subject=known_as(by.uid), part=Part.LEAD)
        return bool(mine.exists())


def _reader(by: Actor) -> Viewer:
    if by.is_system:
        return Viewer(uid=by.uid, name=by.name, everywhere=Sensitivity.RESTRICTED)
    return viewer_of(uid=by.uid, name=by.name, grants=by.grants)


def _name(by: Actor, row: Assessment, subject: str, part: Part) -> Assessor:
    return Assessor.objects.create(  # type: ignore[no-any-return]
        assessment=row,
        owner=row.owner,
        label=row.label,
        synthetic=row.synthetic,
        subject=subject,
        part=part,
        named_by=known_as(by.uid),
    )


def _subject(
    by: Actor, of: QuestionSet, *, facility: str, organisation: str, territory: str, day: date
) -> dict[str, Any]:
    """What is assessed: its owner, country, key and present name, and whose it is. Refuses capacity.other_subject."""
    given = {About.FACILITY: facility, About.ORGANISATION: organisation, About.COUNTRY: territory}
    chosen = [about for about, key in given.items() if key]
    if chosen != [of.about]:
        raise Refusal(refused.OTHER_SUBJECT, field="set_key", set=of.title)
    if of.about == About.FACILITY:
        return _facility(by, facility, day)
    empty = {"facility": "", "organisation": "", "works_for": "", "least": Sensitivity.PUBLIC}
    if of.about == About.ORGANISATION:
        body = people.organisation(organisation)
        code = body.territory_id or ""
        if not code:
            raise Refusal(refused.OTHER_SUBJECT, field="organisation", set=of.title)
        names = {line.key: line.name for line in people.organisations(on=day, lang="en", territory=code)}
        title = names.get(body.key, body.key)
        told = {"owner": code, "territory_id": code, "title": title, "organisation": body.key, "works_for": body.key}
        return empty | told
    code = atlas.territory(territory).code
    title = str(atlas.display_names([code], lang="en", on=day)[code])
    return empty | {"owner": code, "territory_id": code, "title": title}


def _facility(by: Actor, key: str, day: date) -> dict[str, Any]:
    reader = _reader(by)
    card = inventory.facility(reader, key, on=day)
    if card is None:
        raise Refusal(NOTHING_THERE, field="facility", what="facility", key=key[:40])
    line = card.line
    found = sharing.record_to_share(reader, kind="inventory.facility", record=line.uid)
    return {
        "owner": line.owner,
        "territory_id": line.territory,
        "title": line.title,
        "facility": line.key,
        "organisation": "",
        "works_for": line.organisation,
        "least": found.label,
    }


def _works_for(by: Actor, row: Assessment) -> str:
    """The organisation whose people are no outsiders of what is assessed."""
    if not row.facility:
        return row.organisation
    card = inventory.facility(_reader(by), row.facility, on=row.opened_on)
    return card.line.organisation if card is not None else ""
