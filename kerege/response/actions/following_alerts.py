"""What follows an issued alert: an update, a cancellation, and what neighbours say in return."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import Viewer
from kerege.response.actions.alerts import alert_of
from kerege.response.models import Acknowledgement, Alert
from kerege.response.words import alerts_refused as refused
from kerege.response.words.alerts import AlertState, MsgType, Reply, ResponseType, Urgency

COPIED = (
    *("owner", "synthetic", "thread", "status", "level", "hazard", "urgency", "severity", "certainty", "response_type"),
    *("onset", "expires", "texts", "areas", "recipients", "contact", "label"),
)


def update_alert(*, by: Actor, alert: str, now: datetime | None = None) -> Alert:
    """Begin the message that replaces one in force: a draft with all that it said, and with its status.

    Refuses what `alert_of` refuses, people.not_yours, response.not_in_force and .being_followed.
    """
    return _follow(by=by, alert=alert, msg_type=MsgType.UPDATE, now=now or timezone.now(), changes={})


def cancel_alert(*, by: Actor, alert: str, reason: str, now: datetime | None = None) -> Alert:
    """Begin the message that cancels one in force, with the reason; it is reviewed and issued as every other.

    Refuses what `update_alert` refuses, response.no_reason and text.*.
    """
    if not reason.strip():
        raise Refusal(refused.NO_REASON, field="reason")
    changes = {
        "note": clean_line(reason, field="reason", max_length=500),
        "urgency": Urgency.PAST,
        "response_type": ResponseType.ALL_CLEAR,
    }
    return _follow(by=by, alert=alert, msg_type=MsgType.CANCEL, now=now or timezone.now(), changes=changes)


def _follow(*, by: Actor, alert: str, msg_type: MsgType, now: datetime, changes: dict[str, Any]) -> Alert:
    before = alert_of(by=by, alert=alert)
    check_may(by, Deed.WRITE_ALERT, before.owner)
    if before.state != AlertState.ISSUED or before.expires <= now or before.msg_type == MsgType.CANCEL:
        raise Refusal(refused.NOT_IN_FORCE)
    with checking():
        next_ones = Alert.objects.inside_action().filter(follows=before).exclude(state=AlertState.WITHDRAWN)
        after = next_ones.first()
    if after is not None:
        raise Refusal(refused.NOT_IN_FORCE if after.state == AlertState.ISSUED else refused.BEING_FOLLOWED)
    uid = new_uid()
    copied = {name: getattr(before, name) for name in COPIED}
    row = Alert(uid=uid, identifier=uid.urn, follows=before, msg_type=msg_type, **(copied | changes))
    row.author, row.written_at = known_as(by.uid), now
    try:
        with act("response.alert.followed", by=by, owner=row.owner, about=uid) as done:
            row.save()
            done.note(follows=str(before.uid), msg_type=msg_type)
    except IntegrityError:  # somebody pressed at the same moment
        raise Refusal(refused.BEING_FOLLOWED) from None
    return row


def acknowledge_alert(
    *, by: Actor, viewer: Viewer, alert: str, owner: str, kind: str, note: str = "", now: datetime | None = None
) -> Acknowledgement:
    """Say for a country that is warned that the alert was received, was read, or is acted on. Once each: saying it
    again changes nothing.

    Refuses records.nothing_there for an alert that the viewer may not read, people.not_yours, people.unknown_choice,
    response.not_warned and text.*.
    """
    check_may(by, Deed.ACKNOWLEDGE_ALERT, owner)
    said = choice(kind, Reply, "kind")
    uid = uid_or_none(alert)
    issued = Alert.objects.seen_by(viewer).filter(uid=uid, state=AlertState.ISSUED) if uid else None
    row = issued.one() if issued is not None else None
    if row is None:
        raise Refusal(NOTHING_THERE, field="alert", what="alert", key=str(alert)[:40])
    if owner not in row.recipients:
        raise Refusal(refused.NOT_WARNED)
    with checking():
        known = Acknowledgement.objects.inside_action().filter(alert_id=row.id, owner=owner, kind=said).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    told = clean_line(note, field="note", max_length=300) if note.strip() else ""
    with act("response.alert.acknowledged", by=by, owner=owner, about=row.uid) as done:
        made = Acknowledgement.objects.create(
            alert_id=row.id,
            owner=owner,
            synthetic=row.synthetic,
            kind=said,
            note=told,
            said_by=known_as(by.uid),
            at=now or timezone.now(),
        )
        done.note(kind=said)
    return made  # type: ignore[no-any-return]
