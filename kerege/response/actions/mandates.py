"""The directory of mandates: an entry with its days, the check of its contact, and the letter that asks for one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.law import queries as law
from kerege.law.words.duties_refused import UNKNOWN_BODY
from kerege.lib.contacts import is_contact
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may, choice
from kerege.people.words import Deed
from kerege.response.actions.asked import own_row
from kerege.response.models import ContactCheck, Mandate
from kerege.response.queries.mandates import DOOR, asked_by, letter_hash, mandates
from kerege.response.rules.mandates import letter_due, waits
from kerege.response.words import health_events_refused as refused
from kerege.response.words import mandates as words
from kerege.response.words.mandates import CheckHow, MandateKind
from kerege.sharing.queries import viewer_of_actor

YEAR = 366


@dataclass(frozen=True)
class Told:
    """An entry as a person tells it: the seat whose holder and deputy have the mandate, and how the post is reached."""

    kind: str
    seat: str
    start: date | None
    until: date | None = None
    head: str = ""
    body: str = ""
    telephone: str = ""
    email: str = ""
    hours: str = ""
    check_every: int = 90
    label: int = Sensitivity.REGIONAL


@dataclass(frozen=True)
class Letter:
    """One letter to write: to the post of a mandate, with the code by which it answers."""

    to: str
    kind: str
    owner: str
    code: str


def record_mandate(*, by: Actor, owner: str, told: Told, synthetic: bool = False) -> Mandate:
    """Enter a mandate into the directory. Refuses people.not_yours, people.unknown_choice, response.unknown_seat,
    .head_is_seat, .mandate_twice, .mandate_ends, .no_contact, .not_a_line, .check_days, law.unknown_body and text.*.
    """
    check_may(by, Deed.KEEP_MANDATES, owner)
    content = _content(by, owner, told)
    with act("response.mandate.recorded", by=by, owner=owner) as done:
        _check_alone(owner, content, None)
        row = Mandate(owner=owner, synthetic=synthetic, **content)
        row.save()
        done.about = row.uid
    return row


def change_mandate(*, by: Actor, mandate: str, told: Told) -> Mandate:
    """Correct an entry, or say until when it holds. A letter that asks at an address which changed is answered by
    nobody any more. Refuses records.nothing_there and what `record_mandate` refuses.
    """
    row = _mandate_of(by=by, mandate=mandate)
    content = _content(by, row.owner, told)
    with act("response.mandate.changed", by=by, owner=row.owner, about=row.uid):
        locked: Mandate = Mandate.objects.inside_action().select_for_update(of=("self",)).get(pk=row.id)
        _check_alone(row.owner, content, locked.id)
        if content["email"] != locked.email:
            locked.asked_on, locked.asked_hash = None, ""
        relabelled = content["label"] != locked.label
        for name, value in content.items():
            setattr(locked, name, value)
        locked.save()
        if relabelled:
            for check in ContactCheck.objects.inside_action().filter(mandate=locked):
                check.label = locked.label
                check.save()
    return locked


def check_contact(
    *, by: Actor, mandate: str, reached: bool, note: str = "", on: date | None = None, now: datetime | None = None
) -> ContactCheck:
    """Say that the line was tried on a day, and whether somebody answered.

    Refuses records.nothing_there, people.not_yours, response.in_future and text.*.
    """
    row, today = _mandate_of(by=by, mandate=mandate), timezone.localdate(now or timezone.now())
    day = on or today
    if day > today:
        raise Refusal(refused.IN_FUTURE, field="on")
    told = _line(note, "note", 200)
    with act("response.mandate.checked", by=by, owner=row.owner, about=row.uid) as done:
        made = ContactCheck(owner=row.owner, label=row.label, synthetic=row.synthetic, mandate_id=row.id)
        made.on, made.reached, made.note, made.checked_by = day, reached, told, known_as(by.uid)
        made.save()
        done.note(reached=reached)
    return made


def ask_contact(*, by: Actor, mandate: str, new_code: Callable[[], str], now: datetime | None = None) -> Letter:
    """Ask the post by letter whether the line works; `new_code` makes the code by which it answers. The caller sends.

    Refuses records.nothing_there, people.not_yours, response.no_address and .asked_lately.
    """
    row, today = _mandate_of(by=by, mandate=mandate), timezone.localdate(now or timezone.now())
    if not row.email:
        raise Refusal(words.NO_ADDRESS)
    if waits(row.asked_on, on=today):
        raise Refusal(words.ASKED_LATELY, day=row.asked_on.isoformat())
    return _ask(row, by, today, new_code())


def ask_stale(*, by: Actor, at: datetime, new_code: Callable[[], str]) -> list[Letter]:
    """Ask every post with a mail address whose contact is out of date, at most once in two weeks each.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today = at.date()
    due = [line for line in mandates(DOOR, on=today) if line.email and letter_due(line.freshness)]
    return [_ask(line, by, today, new_code()) for line in due if not waits(line.asked_on, on=today)]


def _ask(row: Any, by: Actor, today: date, code: str) -> Letter:
    with act("response.mandate.asked", by=by, owner=row.owner, about=row.uid):
        locked: Mandate = Mandate.objects.inside_action().select_for_update(of=("self",)).get(pk=row.id)
        locked.asked_on, locked.asked_hash = today, letter_hash(code)
        locked.save()
    return Letter(locked.email, locked.kind, locked.owner, code)


def answer_letter(*, by: Actor, code: str, now: datetime | None = None) -> ContactCheck:
    """The post says by the code of a letter that the line works. Refuses response.letter_over."""
    today = timezone.localdate(now or timezone.now())
    line = asked_by(code, on=today)
    if line is None:
        raise Refusal(words.LETTER_OVER)
    with act("response.mandate.answered", by=by, owner=line.owner, about=line.uid):
        locked: Mandate = Mandate.objects.inside_action().select_for_update(of=("self",)).get(pk=line.id)
        if locked.asked_hash != letter_hash(code):
            raise Refusal(words.LETTER_OVER)
        locked.asked_on, locked.asked_hash = None, ""
        locked.save()
        made = ContactCheck(owner=line.owner, label=locked.label, synthetic=line.synthetic, mandate_id=line.id)
        made.on, made.how, made.reached = today, CheckHow.LETTER, True
        made.save()
    return made


def _mandate_of(*, by: Actor, mandate: str) -> Any:
    """Refuses records.nothing_there and people.not_yours."""
    return own_row(by=by, model=Mandate, uid=mandate, what="mandate", deed=Deed.KEEP_MANDATES)


def _content(by: Actor, owner: str, told: Told) -> dict[str, Any]:
    start = told.start or timezone.localdate()
    if told.until is not None and told.until <= start:
        raise Refusal(words.MANDATE_ENDS, field="until")
    if not told.telephone.strip() and not told.email.strip():
        raise Refusal(words.NO_CONTACT, field="telephone")
    for name, at in (("telephone", False), ("email", True)):
        typed = getattr(told, name).strip()
        if typed and (not is_contact(typed) or ("@" in typed) != at):
            raise Refusal(words.NOT_A_LINE, field=name, text=typed[:60])
    if not 1 <= told.check_every <= YEAR:
        raise Refusal(words.CHECK_DAYS, field="check_every")
    viewer, on = viewer_of_actor(by, on=timezone.localdate()), max(start, timezone.localdate())
    seats = {seat.key for seat in people.seats(viewer, on=on, owner=owner)}
    for name in ("seat", "head"):
        if (key := getattr(told, name)) not in seats and (key or name == "seat"):
            raise Refusal(words.UNKNOWN_SEAT, field=name, key=key[:60])
    if told.head == told.seat:
        raise Refusal(words.HEAD_IS_SEAT, field="head")
    if told.body and told.body not in law.bodies(viewer, on=start, territories=(owner,)):
        raise Refusal(UNKNOWN_BODY, field="body", key=told.body[:60])
    return {
        "kind": choice(told.kind, MandateKind, "kind"),
        **{name: getattr(told, name) for name in ("seat", "head", "body", "until", "check_every")},
        "telephone": _line(told.telephone, "telephone", 60),
        "email": _line(told.email, "email", 120),
        "hours": _line(told.hours, "hours", 60),
        "start": start,
        "label": Sensitivity(told.label),
    }


def _line(text: str, name: str, most: int) -> str:
    return clean_line(text, field=name, max_length=most) if text.strip() else ""


def _check_alone(owner: str, content: dict[str, Any], own: int | None) -> None:
    """Refuses response.mandate_twice for one of the same kind that shares a day."""
    rows = Mandate.objects.inside_action().filter(owner=owner, kind=content["kind"]).exclude(id=own or 0)
    for row in rows:
        begins = content["until"] is None or row.start < content["until"]
        if begins and (row.until is None or content["start"] < row.until):
            raise Refusal(words.MANDATE_TWICE, field="kind")
