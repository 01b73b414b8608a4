"""Mutual aid step by step: a country asks another, or offers help unasked, and both go on until all is back home."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory import queries as inventory
from kerege.inventory.actions.asked import own_request
from kerege.inventory.queries import RequestLine
from kerege.inventory.rules.cards import free_text
from kerege.inventory.rules.helping import read_there
from kerege.inventory.words.helping import RequestState
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.response.models import AidCase, AidEntry
from kerege.response.queries.aid_doors import sides_of
from kerege.response.rules import aid as rules
from kerege.response.words import aid_refused as refused
from kerege.response.words.aid import AidSide, AidState, AidStatus, AidStep, Bearer
from kerege.sharing.queries import viewer_of_actor

STANDING = (RequestState.OPEN, RequestState.AGREED)


@dataclass(frozen=True)
class Terms:
    """What is sent, when, and on which terms, as it was typed. `until` is the first day on which it is not needed."""

    what: str
    start: date
    until: date
    bearer: str = Bearer.OPEN
    cost: str = ""
    currency: str = ""
    cost_note: str = ""
    customs: str = ""


def ask_aid(
    *,
    by: Actor,
    request: str,
    giver: str,
    terms: Terms,
    facility: str = "",
    status: str = AidStatus.ACTUAL,
    synthetic: bool = False,
    today: date | None = None,
) -> AidCase:
    """Put one's request to another country, perhaps to a facility of it that one may see. Whether it is an exercise is
    said here, once.

    Refuses people.not_yours, what inventory.actions.asked.own_request refuses, records.nothing_there,
    people.unknown_choice, text.*, inventory.not_for_sharing, response.aid_itself, .aid_not_read_there,
    .aid_request_over, .aid_stands_already, .aid_empty, .aid_period, .aid_cost.
    """
    day = today or localdate()
    asked = own_request(by=by, request=request, today=day)
    check_may(by, Deed.ARRANGE_AID, asked.owner)
    if giver == asked.owner:
        raise Refusal(refused.AID_ITSELF, field="giver")
    if not read_there(asked.label, owner=asked.owner, there=giver):
        raise Refusal(refused.AID_NOT_READ_THERE, field="giver", country=giver)
    return _begun(by, _line(by, request, day), giver, terms, facility, status, synthetic, day, AidStep.ASK)


def offer_aid(
    *,
    by: Actor,
    request: str,
    giver: str,
    terms: Terms,
    facility: str = "",
    status: str = AidStatus.ACTUAL,
    synthetic: bool = False,
    today: date | None = None,
) -> AidCase:
    """Offer another country help that it did not ask this one for, on a request of it that one may read.

    Refuses people.not_yours, records.nothing_there, people.unknown_choice, text.*, inventory.not_for_sharing,
    response.aid_itself, .aid_request_over, .aid_stands_already, .aid_empty, .aid_period, .aid_cost.
    """
    day = today or localdate()
    check_may(by, Deed.ARRANGE_AID, giver)
    asked = _line(by, request, day)
    if giver == asked.owner:
        raise Refusal(refused.AID_ITSELF, field="giver")
    return _begun(by, asked, giver, terms, facility, status, synthetic, day, AidStep.OFFER_UNASKED)


def _line(by: Actor, request: str, day: date) -> RequestLine:
    found = inventory.request(viewer_of_actor(by, on=day), request, on=day)
    if found is None:
        raise Refusal(NOTHING_THERE, field="request", what="request for help", key=request[:60])
    return found


def _begun(
    by: Actor,
    asked: RequestLine,
    giver: str,
    terms: Terms,
    facility: str,
    status: str,
    synthetic: bool,
    day: date,
    step: AidStep,
) -> AidCase:
    if asked.state not in STANDING:
        raise Refusal(refused.AID_REQUEST_OVER, field="request")
    content = _content(terms)
    how = choice(status, AidStatus, "status")
    viewer = viewer_of_actor(by, on=day)
    number = inventory.request_number(viewer, asked.key)
    with checking():
        rows = AidCase.objects.inside_action().filter(request_id=number, giver=giver, state__in=list(rules.OPEN))
        if rows.exists():
            raise Refusal(refused.AID_STANDS_ALREADY, field="giver")
    place = _facility(by, facility, giver, day) if facility else ""
    asks = step == AidStep.ASK
    with act(WORDS[step], by=by, owner=asked.owner if asks else giver) as done:
        began = {"request_id": number, "begun_on": day, "changed_on": day, "synthetic": synthetic}
        row = AidCase(**content, **began, owner=asked.owner, giver=giver, status=how, facility=place)
        row.state = AidState.ASKED if asks else AidState.OFFERED
        row.save()
        _entry(row, AidSide.ASKER if asks else AidSide.GIVER, step, day, "", by)
        done.about = row.uid
    return row


def _facility(by: Actor, facility: str, giver: str, day: date) -> str:
    card = inventory.facility(viewer_of_actor(by, on=day), facility, on=day)
    if card is None or card.line.owner != giver:
        raise Refusal(NOTHING_THERE, field="facility", what="facility", key=facility[:40])
    return str(card.line.key)


def _content(terms: Terms) -> dict[str, Any]:
    what = free_text(terms.what, field="what", most=300)
    if not what:
        raise Refusal(refused.AID_EMPTY, field="what")
    rules.check_period(terms.start, terms.until)
    return {"what": what, "start": terms.start, "until": terms.until, **_money(terms)}


def _money(terms: Terms) -> dict[str, Any]:
    cost, currency = rules.cost_of(terms.cost, terms.currency, fields=("cost", "currency"))
    return {
        "bearer": Bearer(choice(terms.bearer, Bearer, "bearer")),
        "cost": cost,
        "currency": currency,
        "cost_note": free_text(terms.cost_note, field="cost_note", most=500),
        "customs": free_text(terms.customs, field="customs", most=1000),
    }


def commit_aid(*, by: Actor, case: str, terms: Terms, note: str = "", today: date | None = None) -> AidCase:
    """Promise what the other country took up, with who pays and what the border needs. Refuses what `take_aid_step`
    refuses, people.unknown_choice, response.aid_empty, .aid_period, .aid_cost, .aid_cost_open, .aid_customs.
    """
    row, side = _case(by, case, AidStep.COMMIT)
    content, said = _content(terms), free_text(note, field="note", most=1000)
    rules.check_bearer(content["bearer"], content["cost_note"])
    if not content["customs"]:
        raise Refusal(refused.AID_CUSTOMS, field="customs")
    return _stepped(by, row, side, AidStep.COMMIT, said, today or localdate(), content)


def take_aid_step(
    *,
    by: Actor,
    case: str,
    step: str,
    note: str = "",
    day: date | None = None,
    spent: str = "",
    today: date | None = None,
) -> AidCase:
    """Go on with a case: offer, decline, requisition, deploy, arrive, release, recall, return, withdraw; a promise has
    terms (`commit_aid`). `day` is when it happened, `spent` what it came to in the end, in the currency of the
    estimate: without one it is said in the note.

    Refuses records.nothing_there (to whoever speaks for neither side), people.unknown_choice, response.aid_not_now,
    .aid_other_side, .aid_cost_open, .aid_why, .aid_back, .aid_day, .aid_cost, text.* and inventory.not_for_sharing.
    """
    wanted = AidStep(choice(step, AidStep, "step"))
    row, side = _case(by, case, wanted)
    if wanted == AidStep.COMMIT:
        raise Refusal(refused.AID_COST_OPEN)
    now = today or localdate()
    happened = day or now
    said = free_text(note, field="note", most=1000)
    rules.check_reason(wanted, said)
    with checking():
        last = AidEntry.objects.inside_action().filter(case=row).order_by("-number").first()
    rules.check_day(happened, before=last.day if last else None, today=now)
    content: dict[str, Any] = {}
    if wanted == AidStep.RETURN:
        content["spent"], _currency = rules.cost_of(spent, row.currency, fields=("spent", "spent"))
        content["returned_on"] = happened
    return _stepped(by, row, side, wanted, said, happened, content)


def _case(by: Actor, case: str, step: AidStep) -> tuple[AidCase, AidSide]:
    """The case and the side that takes this step, for whoever speaks for a side."""
    with checking():
        uid = uid_or_none(case)
        row: AidCase | None = AidCase.objects.inside_action().filter(uid=uid).first() if uid else None
    sides = sides_of(by, asker=row.owner, giver=row.giver) if row is not None else frozenset()
    if row is None or not sides:
        raise Refusal(NOTHING_THERE, field="case", what="case of mutual aid", key=str(case)[:40])
    possible = [side for side in AidSide if (side, step) in rules.NEXT[AidState(row.state)] and side in sides]
    side = possible[0] if possible else sorted(sides)[0]
    rules.after(row.state, side, step)
    return row, side


def _stepped(
    by: Actor, row: AidCase, side: AidSide, step: AidStep, note: str, day: date, content: dict[str, Any]
) -> AidCase:
    owner = row.owner if side == AidSide.ASKER else row.giver
    with act(WORDS[step], by=by, owner=owner, about=row.uid):
        now: AidCase = AidCase.objects.inside_action().select_for_update().get(pk=row.pk)
        now.state = rules.after(now.state, side, step)
        now.changed_on = day
        for name, value in content.items():
            setattr(now, name, value)
        now.save()
        _entry(now, side, step, day, note, by)
    return now


def _entry(row: AidCase, side: AidSide, step: AidStep, day: date, note: str, by: Actor) -> None:
    number = AidEntry.objects.inside_action().filter(case=row).count() + 1
    kept = {"case": row, "owner": row.owner, "synthetic": row.synthetic, "number": number, "side": side}
    AidEntry.objects.create(**kept, step=step, day=day, note=note, said_by=known_as(by.uid))


WORDS = {
    AidStep.ASK: "response.aid.asked",
    AidStep.OFFER_UNASKED: "response.aid.offered",
    AidStep.OFFER: "response.aid.accepted",
    AidStep.DECLINE: "response.aid.declined",
    AidStep.REQUISITION: "response.aid.requisitioned",
    AidStep.COMMIT: "response.aid.committed",
    AidStep.DEPLOY: "response.aid.deployed",
    AidStep.ARRIVE: "response.aid.arrived",
    AidStep.RELEASE: "response.aid.released",
    AidStep.RECALL: "response.aid.recalled",
    AidStep.RETURN: "response.aid.returned",
    AidStep.WITHDRAW: "response.aid.withdrawn",
}
