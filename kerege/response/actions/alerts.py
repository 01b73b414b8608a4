"""An alert on its way: written, handed in, returned or approved, issued; and dropped before that."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.response.models import Alert
from kerege.response.rules.alerts import composing, states, texts
from kerege.response.rules.alerts.hazards import Hazard, hazard
from kerege.response.rules.alerts.placing import Place, check_reach, check_shapes
from kerege.response.rules.cap import reading, signing, writing
from kerege.response.rules.cap.signing import Seal
from kerege.response.words import alerts_refused as refused
from kerege.response.words.alerts import (
    ALERT_STATES,
    AlertState,
    Certainty,
    Level,
    MsgType,
    ResponseType,
    Severity,
    Status,
    Urgency,
)

BOTH = (Deed.WRITE_ALERT, Deed.ISSUE_ALERT)
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Told:
    """An alert as a person tells it. Moments bring their zone."""

    hazard: str
    expires: datetime | None
    texts: Sequence[texts.Said]
    places: Sequence[Place]
    recipients: Sequence[str] = ()
    urgency: str = Urgency.EXPECTED
    severity: str = Severity.MODERATE
    certainty: str = Certainty.OBSERVED
    response_type: str = ResponseType.MONITOR
    onset: datetime | None = None
    contact: str = ""
    note: str = ""
    label: int = Sensitivity.REGIONAL
    status: str = field(default=Status.ACTUAL)


def alert_of(*, by: Actor, alert: str) -> Alert:
    """The alert, for those who write or issue alerts of its owner. Refuses records.nothing_there."""
    uid = uid_or_none(alert)
    with checking():
        row: Alert | None = Alert.objects.inside_action().filter(uid=uid).first() if uid else None
    if row is None or not any(may(by, deed, row.owner) for deed in BOTH):
        raise Refusal(NOTHING_THERE, field="alert", what="alert", key=str(alert)[:40])
    return row


def write_alert(*, by: Actor, owner: str, told: Told, synthetic: bool = False, now: datetime | None = None) -> Alert:
    """Begin an alert as a draft. Whether it is actual, an exercise or a test is said here, once.

    Refuses people.not_yours, people.unknown_choice, atlas.unknown_code, text.* and response.* of `rules.alerts`.
    """
    check_may(by, Deed.WRITE_ALERT, owner)
    moment = now or timezone.now()
    status = choice(told.status, Status, "status")
    content = _content(owner, told, moment)
    with act("response.alert.written", by=by, owner=owner) as done:
        uid = new_uid()
        row = Alert(uid=uid, owner=owner, synthetic=synthetic, identifier=uid.urn, status=status, **content)
        row.msg_type, row.author, row.written_at = MsgType.ALERT, known_as(by.uid), moment
        row.save()
        done.about = row.uid
        done.note(hazard=row.hazard, status=status)
    return row


def change_alert(*, by: Actor, alert: str, told: Told, seen: int, now: datetime | None = None) -> Alert:
    """Write one's draft on; `seen` is the number of the draft that was open. The status stays as it was begun, and what
    follows a message has its label: whoever read that one has to learn of this one.

    Refuses what `alert_of` and `write_alert` refuse, response.not_the_author, .alert_not_now, .alert_moved and
    .status_fixed.
    """
    row = _own(by, alert)
    if row.state != AlertState.DRAFT:
        raise _not_now(row)
    if told.status != row.status:
        raise Refusal(refused.STATUS_FIXED, field="status")
    content = _content(row.owner, told, now or timezone.now())
    if row.follows_id is not None:
        content |= {"level": row.level, "label": row.label}
    with act("response.alert.changed", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        for name, value in content.items():
            setattr(row, name, value)
        _step(row)
    return row


def submit_alert(*, by: Actor, alert: str, seen: int | None = None, now: datetime | None = None) -> Alert:
    """Hand one's draft in for review. Refuses what `alert_of` refuses, response.not_the_author, .alert_not_now,
    .alert_moved and .expires_early.
    """
    row, moment = _own(by, alert), now or timezone.now()
    states.check_moments(sent=moment, onset=row.onset, expires=row.expires)
    with act("response.alert.submitted", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        states.check_move(row.state, AlertState.IN_REVIEW)
        row.state, row.submitted_at, row.returned = AlertState.IN_REVIEW, moment, ""
        _step(row)
    return row


def return_alert(*, by: Actor, alert: str, reason: str, seen: int | None = None) -> Alert:
    """Give an alert back to its author, with the reason. Refuses what `approve_alert` refuses; response.no_reason."""
    row = alert_of(by=by, alert=alert)
    check_may(by, Deed.ISSUE_ALERT, row.owner)
    if not reason.strip():
        raise Refusal(refused.NO_REASON, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act("response.alert.returned", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        if row.state != AlertState.IN_REVIEW:
            raise _not_now(row)
        row.state, row.returned = AlertState.DRAFT, told
        _step(row)
    return row


def approve_alert(*, by: Actor, alert: str, seen: int | None = None, now: datetime | None = None) -> Alert:
    """Approve an alert that was handed in; nothing of it changes from now on. A regional one by another person.

    Refuses what `alert_of` refuses, people.not_yours, response.own_alert, .alert_not_now, .alert_moved, .expires_early.
    """
    row, moment = alert_of(by=by, alert=alert), now or timezone.now()
    check_may(by, Deed.ISSUE_ALERT, row.owner)
    who = known_as(by.uid)
    states.check_second(level=row.level, author=row.author, reviewer=who)
    states.check_moments(sent=moment, onset=row.onset, expires=row.expires)
    with act("response.alert.approved", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        states.check_move(row.state, AlertState.APPROVED)
        row.state, row.reviewer, row.reviewed_at = AlertState.APPROVED, who, moment
        _step(row)
    return row


def withdraw_alert(*, by: Actor, alert: str) -> Alert:
    """Drop an alert that was not issued yet. What was issued is cancelled by another message.

    Refuses what `alert_of` refuses, response.not_the_author and .alert_not_now.
    """
    row = alert_of(by=by, alert=alert)
    if row.author != known_as(by.uid) and not may(by, Deed.ISSUE_ALERT, row.owner):
        raise Refusal(refused.NOT_THE_AUTHOR)
    with act("response.alert.withdrawn", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, None)
        states.check_move(row.state, AlertState.WITHDRAWN)
        row.state = AlertState.WITHDRAWN
        _step(row)
    return row


def issue_alert(*, by: Actor, alert: str, seal: Seal, web: str = "", now: datetime | None = None) -> Alert:
    """Issue an approved alert: its document is written, judged by the schema, signed and kept, byte for byte.

    `web` is the address at which it will be read. Refuses what `alert_of` refuses,
    people.not_yours, response.alert_not_now, .not_in_force, .expires_early and .not_valid.
    """
    row, moment = alert_of(by=by, alert=alert), (now or timezone.now()).replace(microsecond=0)
    check_may(by, Deed.ISSUE_ALERT, row.owner)
    states.check_moments(sent=moment, onset=row.onset, expires=row.expires)
    with act("response.alert.issued", by=by, owner=row.owner, about=row.uid) as done:
        row = _locked(row, None)
        states.check_move(row.state, AlertState.ISSUED)
        row.references = states.references(_predecessors(row, moment))
        row.sent, row.sender, row.issued_by = moment, seal.sender(row.owner), known_as(by.uid)
        document = signing.signed(writing.write(composing.message(_composed(row, moment, web))), seal)
        reading.document(document)
        row.xml, row.digest = document, sha256(document).hexdigest()
        row.sealed_by, row.state = signing.fingerprint(seal.certificate), AlertState.ISSUED
        _step(row)
        done.note(digest=row.digest, status=row.status, msg_type=row.msg_type)
    return row


# -- for the actions of this room --------------------------------------------------------------------------------------
def _predecessors(row: Alert, moment: datetime) -> list[str]:
    """References to all messages of the thread that have not ended, the oldest first. Refuses response.not_in_force."""
    if row.follows_id is None:
        return []
    before = Alert.objects.inside_action().filter(thread=row.thread, state=AlertState.ISSUED, expires__gt=moment)
    found = [composing.reference(each.sender, each.identifier, each.sent) for each in before.order_by("sent", "id")]
    if not found:
        raise Refusal(refused.NOT_IN_FORCE)
    return found


def _composed(row: Alert, sent: datetime, web: str) -> composing.Composed:
    country = atlas.display_names([row.owner], lang="en", on=sent.date())[row.owner]
    note = "\n".join(part for part in (row.note, country.footnote if country.note else "") if part)
    return composing.Composed(
        identifier=row.identifier,
        sender=row.sender,
        sender_name=str(country),
        sent=sent,
        status=row.status,
        msg_type=row.msg_type,
        label=Sensitivity(row.label),
        recipients=tuple(row.recipients),
        hazard=hazard(row.hazard),
        urgency=row.urgency,
        severity=row.severity,
        certainty=row.certainty,
        response_type=row.response_type,
        onset=row.onset,
        expires=row.expires,
        texts=tuple(texts.Said(**each) for each in row.texts),
        places=tuple(Place(**each) for each in row.areas),
        contact=row.contact,
        note=note,
        references=row.references,
        thread=row.thread.urn,
        web=web,
    )


def _content(owner: str, told: Told, now: datetime) -> dict[str, Any]:
    """The columns that a person's telling becomes, judged as a whole."""
    states.check_moments(sent=now, onset=told.onset, expires=told.expires)
    about = hazard(told.hazard)
    said = [_clean(each, number, about) for number, each in enumerate(told.texts, start=1)]
    texts.check(said)
    recipients = sorted({atlas.territory(code).code for code in told.recipients})
    if owner in recipients:
        raise Refusal(refused.OWN_COUNTRY, field="recipients", country=owner)
    if recipients and told.label > Sensitivity.REGIONAL:
        raise Refusal(refused.RECIPIENTS_CANNOT_READ, field="label")
    check_shapes(told.places)
    near, of_unit = atlas.towns_near, lambda code: str(atlas.unit(code).territory_id)
    check_reach(told.places, allowed={owner, *recipients}, of_unit=of_unit, near=near)
    return {
        "hazard": about.key,
        "urgency": choice(told.urgency, Urgency, "urgency"),
        "severity": choice(told.severity, Severity, "severity"),
        "certainty": choice(told.certainty, Certainty, "certainty"),
        "response_type": choice(told.response_type, ResponseType, "response_type"),
        "onset": told.onset,
        "expires": told.expires,
        "texts": [vars(each) for each in said],
        "areas": [each.told() for each in told.places],
        "recipients": recipients,
        "level": Level.REGIONAL if recipients or owner == "REG" else Level.NATIONAL,
        "contact": clean_line(told.contact, field="contact", max_length=200) if told.contact else "",
        "note": clean_line(told.note, field="note", max_length=500) if told.note else "",
        "label": Sensitivity(told.label),
    }


def _clean(said: texts.Said, number: int, about: Hazard) -> texts.Said:
    """The texts as they are kept; what is not told of the event is the name of the hazard, where the list has one."""

    def line(text: str, name: str, most: int) -> str:
        return clean_line(text, field=f"{name}_{number}", max_length=most) if text.strip() else ""

    def block(text: str, name: str) -> str:
        return clean_text(text, field=f"{name}_{number}", max_length=LONGEST_TEXT) if text.strip() else ""

    return texts.Said(
        language=said.language,
        event=line(said.event, "event", 120) or about.name(said.language),
        headline=line(said.headline, "headline", 300),
        description=block(said.description, "description"),
        instruction=block(said.instruction, "instruction"),
    )


def _own(by: Actor, alert: str) -> Alert:
    row = alert_of(by=by, alert=alert)
    check_may(by, Deed.WRITE_ALERT, row.owner)
    if row.author != known_as(by.uid):
        raise Refusal(refused.NOT_THE_AUTHOR)
    return row


def _locked(row: Alert, seen: int | None) -> Alert:
    """The row as it is now, held until the act ends. Refuses response.alert_moved."""
    now: Alert = Alert.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
    if now.number != (row.number if seen is None else seen):
        raise Refusal(refused.ALERT_MOVED)
    return now


def _step(row: Alert) -> None:
    row.number += 1
    row.save()


def _not_now(row: Alert) -> Refusal:
    return Refusal(refused.ALERT_NOT_NOW, state=ALERT_STATES[AlertState(row.state)])
