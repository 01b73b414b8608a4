"""Writing codes of conduct: publishing versions, adopting them for an organisation, signing for oneself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.versions import VersionState, Wording
from kerege.outreach.models import CodeAdoption, CodeOfConduct, CodeVersion, Pledge
from kerege.outreach.rules import conduct as rules
from kerege.outreach.words import conduct as words
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may, choice, kept_by, may
from kerege.people.words import Deed
from kerege.privacy import queries as privacy
from kerege.records.drafting import Kind, publish_draft, record_draft
from kerege.records.recording import named

CODES = Kind(
    whole=CodeOfConduct,
    version=CodeVersion,
    check=kept_by(Deed.RECORD_ACTIVITY),
    choice=choice,
    read=rules.read,
    written=rules.written,
    mark=rules.MARK,
    stands=words.CODE_STANDS,
)


def publish_code(
    *,
    by: Actor,
    owner: str,
    key: str,
    version: str,
    content: Mapping[str, Any],
    today: date,
    rights: str = "",
    wording: str = Wording.OWN,
    synthetic: bool = False,
) -> CodeVersion:
    """Publish a version of a code: from today it is the one to sign, and it never changes. Everybody may read it.

    The version before is superseded: who signed it is asked to read and sign this one. The same again changes nothing.
    Refuses people.not_yours, outreach.code_stands (another text under a published number), records.key_taken,
    records.bad_key and what rules.conduct.read refuses.
    """
    told: dict[str, Any] = {"wording": wording, "rights": rights, "synthetic": synthetic}
    told |= {"owner": owner, "key": key, "version": version, "content": content}
    with transaction.atomic():
        row = record_draft(by=by, kind=CODES, word="outreach.code.drafted", **told)
        if row.state != VersionState.DRAFT:
            return row  # type: ignore[no-any-return]
        published: CodeVersion = publish_draft(
            by=by,
            kind=CODES,
            word="outreach.code.published",
            key=key,
            version=row.version,
            day=today,
            check=lambda _: None,
        )
    return published


def sign_code(
    *,
    by: Actor,
    account: Any,
    key: str,
    version: str,
    lang: str,
    today: date,
    has_read: bool,
    signed_as: str = "",
    synthetic: bool = False,
) -> Pledge:
    """Sign the version in force for oneself, in the language in which it was read; the same again changes nothing.

    With `signed_as` the pledge is open to everybody under that name; without it only the signer reads it and others
    read numbers. The owner of the signer's person keeps it. Refuses outreach.not_your_pledge, outreach.no_person,
    records.nothing_there, outreach.code_not_published, outreach.code_superseded, outreach.code_not_in_language,
    outreach.code_not_read and text.*.
    """
    _own(by, account)
    if account.person_id is None:
        raise Refusal(words.NO_PERSON)
    of = named(CodeOfConduct, whose=lambda owner: may(by, Deed.RECORD_ACTIVITY, owner), key=key)
    current = _in_force(of, today)
    if version != current.version:
        raise Refusal(words.CODE_SUPERSEDED, field="version", version=version[:20], current=current.version)
    languages = rules.read(current.content).languages
    if lang not in languages:
        raise Refusal(words.CODE_NOT_IN_LANGUAGE, field="lang", lang=lang[:12], languages=", ".join(languages))
    if not has_read:
        raise Refusal(words.CODE_NOT_READ, field="has_read")
    name = clean_line(signed_as, field="signed_as", max_length=120) if signed_as.strip() else ""
    with transaction.atomic():
        with checking():
            own = Pledge.objects.inside_action().filter(version=current, person_id=account.person_id)
            standing: Pledge | None = own.filter(withdrawn_on__isnull=True).first()
            owner = privacy.my_owner(account)
        if standing is not None:
            return standing
        label = Sensitivity.PUBLIC if name else Sensitivity.RESTRICTED
        with act("outreach.code.signed", by=by, owner=owner, key=key, version=current.version, lang=lang) as done:
            row = Pledge(
                owner=owner,
                label=label,
                synthetic=synthetic,
                version=current,
                person_id=account.person_id,
                lang=lang,
                digest=current.digest,
                signed_on=today,
                signed_as=name,
            )
            row.save()
            done.about = row.uid
    return row


def withdraw_pledge(*, by: Actor, account: Any, pledge: str, today: date) -> Pledge:
    """Withdraw an own pledge from today on. That it was given, and until when, stays; the name is taken off it.

    Withdrawn already, nothing changes. Refuses outreach.not_your_pledge and records.nothing_there, also for a pledge
    of somebody else.
    """
    _own(by, account)
    row = named(Pledge, whose=lambda _owner: True, uid=pledge, person_id=account.person_id or 0)
    if row.withdrawn_on is not None:
        return row
    with act("outreach.pledge.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.withdrawn_on, row.signed_as, row.label = today, "", Sensitivity.RESTRICTED
        row.save()
    return row


def adopt_code(
    *, by: Actor, key: str, organisation: str, from_day: date, today: date, synthetic: bool = False
) -> CodeAdoption:
    """Record that an organisation made the code its own on a day; the same again changes nothing.

    Refuses people.not_yours, people.unknown_key, records.nothing_there, outreach.code_not_published,
    outreach.adopted_before_code, outreach.in_future and outreach.adopted_already.
    """
    body = people.organisation(organisation)
    owner = body.territory_id or REGION
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    of = named(CodeOfConduct, whose=lambda whose: may(by, Deed.RECORD_ACTIVITY, whose), key=key)
    if from_day > today:
        raise Refusal(words.IN_FUTURE, field="from_day", day=from_day.isoformat())
    with transaction.atomic():
        with checking():
            rows = CodeVersion.objects.inside_action().filter(of=of, published_on__isnull=False)
            first = rows.order_by("published_on").first()
            adopted = CodeAdoption.objects.inside_action().filter(code=of, organisation=body, ended_on=None)
            standing: CodeAdoption | None = adopted.first()
        if first is None:
            raise Refusal(words.CODE_NOT_PUBLISHED, field="key")
        if from_day < first.published_on:
            raise Refusal(words.ADOPTED_BEFORE_CODE, field="from_day", first=first.published_on.isoformat())
        if standing is not None:
            if standing.from_day == from_day:
                return standing
            raise Refusal(words.ADOPTED_ALREADY, field="organisation", day=standing.from_day.isoformat())
        with act("outreach.code.adopted", by=by, owner=owner, key=key, organisation=organisation) as done:
            row = CodeAdoption(owner=owner, synthetic=synthetic, code=of, organisation=body, from_day=from_day)
            row.save()
            done.about = row.uid
    return row


def end_adoption(*, by: Actor, adoption: str, on: date, today: date) -> CodeAdoption:
    """Record that an organisation no longer goes by the code from a day on. Ended already, nothing changes.

    Refuses people.not_yours, records.nothing_there, outreach.ended_before_adopted and outreach.in_future.
    """
    row = named(CodeAdoption, whose=lambda owner: may(by, Deed.RECORD_ACTIVITY, owner), uid=uid_or_none(adoption))
    check_may(by, Deed.RECORD_ACTIVITY, row.owner)
    if row.ended_on is not None:
        return row
    if on > today:
        raise Refusal(words.IN_FUTURE, field="on", day=on.isoformat())
    if on < row.from_day:
        raise Refusal(words.ENDED_BEFORE_ADOPTED, field="on", day=row.from_day.isoformat())
    with act("outreach.adoption.ended", by=by, owner=row.owner, about=row.uid):
        row.ended_on = on
        row.save()
    return row


def _own(by: Actor, account: Any) -> None:
    if not by.uid or by.uid != str(getattr(account, "uid", "")):
        raise Refusal(words.NOT_YOUR_PLEDGE)


def _in_force(of: CodeOfConduct, on: date) -> CodeVersion:
    """The version that stands on the day."""
    with checking():
        rows = CodeVersion.objects.inside_action().filter(of=of, published_on__lte=on)
        found: list[CodeVersion] = [row for row in rows if row.superseded_on is None or row.superseded_on > on]
    if not found:
        raise Refusal(words.CODE_NOT_PUBLISHED, field="key")
    return found[0]
