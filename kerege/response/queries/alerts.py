"""Reading alerts, shaped for pages and feeds. Drafts are read by those who work on alerts of their owner alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from kerege.lib.ids import uid_or_none
from kerege.people.rules import Actor, owners_for
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.response.models import Acknowledgement, Alert
from kerege.response.rules.alerts.placing import Place
from kerege.response.rules.alerts.states import OPEN, Sent, standing
from kerege.response.rules.alerts.texts import Said
from kerege.response.words.alerts import AlertState

LARGEST_LIST = 200


@dataclass(frozen=True)
class AlertLine:
    """An alert. `standing` is empty until it is issued; `after` is the uid of the message that followed it."""

    uid: str
    owner: str
    thread: str
    follows: str
    after: str
    identifier: str
    status: str
    msg_type: str
    level: str
    state: str
    standing: str
    hazard: str
    urgency: str
    severity: str
    certainty: str
    response_type: str
    onset: datetime | None
    expires: datetime
    texts: tuple[Said, ...]
    places: tuple[Place, ...]
    recipients: tuple[str, ...]
    contact: str
    note: str
    author: str
    reviewer: str
    written_at: datetime
    submitted_at: datetime | None
    reviewed_at: datetime | None
    returned: str
    sender: str
    sent: datetime | None
    references: str
    digest: str
    sealed_by: str
    number: int
    label: int
    synthetic: bool

    def said(self, lang: str) -> Said:
        """The text in a language, else in English, else the first."""
        by = {each.language: each for each in self.texts}
        return by.get(lang) or by.get("en") or self.texts[0]

    def concerns(self, code: str) -> bool:
        """Whether a country sent it or is warned by it."""
        return bool(code) and (self.owner == code or code in self.recipients)


@dataclass(frozen=True)
class ReplyLine:
    """What a country said in return, and when."""

    owner: str
    kind: str
    at: datetime
    note: str


def issued(viewer: Viewer, *, at: datetime, statuses: Collection[str] = (), running: bool = False) -> list[AlertLine]:
    """Issued alerts that the viewer may read, the newest first, with how each stands at the moment.

    `running` leaves only those that have not ended, all of them; of those that have, the newest 200 are enough.
    """
    rows = Alert.objects.seen_by(viewer).filter(state=AlertState.ISSUED, sent__lte=at).order_by("-sent", "-id")
    if statuses:
        rows = rows.filter(status__in=list(statuses))
    going = _lines(viewer, rows.filter(expires__gt=at).seen(), at)
    over = [] if running else _lines(viewer, rows.filter(expires__lte=at)[:LARGEST_LIST].seen(), at)
    return sorted((*going, *over), key=lambda line: line.sent or at, reverse=True)


def in_feed(viewer: Viewer, *, at: datetime, status: str) -> list[AlertLine]:
    """What a feed of a status holds: messages that have not ended, and cancellations with what they cancelled."""
    return issued(viewer, at=at, statuses=(status,), running=True)


def in_hand(viewer: Viewer, actor: Actor) -> list[AlertLine]:
    """Alerts that are not issued yet, for those who write or issue alerts of their owners; the oldest first."""
    owners = {*owners_for(actor, Deed.WRITE_ALERT), *owners_for(actor, Deed.ISSUE_ALERT)}
    rows = Alert.objects.seen_by(viewer).filter(owner__in=owners, state__in=[s.value for s in OPEN])
    return _lines(viewer, rows.order_by("written_at", "id")[:LARGEST_LIST].seen(), None)


def alert(viewer: Viewer, actor: Actor, uid: object, *, at: datetime) -> AlertLine | None:
    """One alert; None where there is none that the reader may know of. What is not issued, its authors' side reads."""
    number = uid_or_none(uid)
    owners = {*owners_for(actor, Deed.WRITE_ALERT), *owners_for(actor, Deed.ISSUE_ALERT)}
    if number is None:
        return None
    rows = Alert.objects.seen_by(viewer).filter(Q(state=AlertState.ISSUED) | Q(owner__in=owners), uid=number)
    found = _lines(viewer, rows.seen(), at)
    return found[0] if found else None


def document(viewer: Viewer, uid: object) -> bytes | None:
    """The signed document of an issued alert, byte for byte; None where the reader may not know of it."""
    number = uid_or_none(uid)
    rows = Alert.objects.seen_by(viewer).filter(uid=number, state=AlertState.ISSUED) if number else None
    row = rows.one() if rows is not None else None
    return bytes(row.xml) if row is not None else None


def thread(viewer: Viewer, line: AlertLine, *, at: datetime) -> list[AlertLine]:
    """The issued messages of one thread, the first one first."""
    rows = Alert.objects.seen_by(viewer).filter(thread=line.thread, state=AlertState.ISSUED)
    return _lines(viewer, rows.order_by("sent", "id").seen(), at)


def replies(viewer: Viewer, uid: object) -> list[ReplyLine]:
    """What countries said in return that the viewer may read, in order."""
    number = uid_or_none(uid)
    rows = Acknowledgement.objects.seen_by(viewer).filter(alert__in=Alert.objects.seen_by(viewer).filter(uid=number))
    return [ReplyLine(row.owner, row.kind, row.at, row.note) for row in rows.order_by("at", "id").seen()]


def _lines(viewer: Viewer, found: Iterable[Any], at: datetime | None) -> list[AlertLine]:
    """The lines, with what each follows and what followed it; a message has the label of that which it follows."""
    rows = list(found)
    known = Alert.objects.seen_by(viewer)
    before = {r.id: str(r.uid) for r in known.filter(id__in=[r.follows_id for r in rows if r.follows_id]).seen()}
    later = known.filter(follows_id__in=[r.id for r in rows], state=AlertState.ISSUED).seen()
    after = {r.follows_id: (str(r.uid), r.msg_type) for r in later}
    return [_line(row, before.get(row.follows_id, ""), after.get(row.id), at) for row in rows]


def _line(row: Any, before: str, after: tuple[str, str] | None, at: datetime | None) -> AlertLine:
    stands = ""
    if row.state == AlertState.ISSUED and at is not None:
        sent = Sent(row.msg_type, row.expires, after[1] if after else "")
        stands = standing(sent, at=at).value
    plain = (
        "owner",
        "identifier",
        "status",
        "msg_type",
        "level",
        "state",
        "hazard",
        "urgency",
        "severity",
        "certainty",
    )
    more = ("response_type", "onset", "expires", "contact", "note", "author", "reviewer", "written_at", "submitted_at")
    last = (
        "reviewed_at",
        "returned",
        "sender",
        "sent",
        "references",
        "digest",
        "sealed_by",
        "number",
        "label",
        "synthetic",
    )
    return AlertLine(
        uid=str(row.uid),
        thread=str(row.thread),
        follows=before,
        after=after[0] if after else "",
        standing=stands,
        texts=tuple(Said(**each) for each in row.texts),
        places=tuple(Place(**each) for each in row.areas),
        recipients=tuple(row.recipients),
        **{name: getattr(row, name) for name in (*plain, *more, *last)},
    )
