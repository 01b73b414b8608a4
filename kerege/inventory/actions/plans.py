"""Distribution plans: who is to get which pieces, agreed by the National Team of Experts."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from kerege.inventory.actions.ledger import Holder, movements_of
from kerege.inventory.actions.lots import holder, own_lot
from kerege.inventory.models import Lot, Plan, PlanAgreement, PlanShare
from kerege.inventory.rules.cards import day_before, free_line, needed_line
from kerege.inventory.rules.ledger import agreed, check_shares, ordered
from kerege.inventory.words.equipment import NO_PIECES, NOT_ON_TEAM, PLAN_AGREED
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed, SeatKind
from kerege.records.recording import named, plain_key

Line = tuple[str, str, str, int | str]
"""Lot, facility, organisation (one of the two empty) and how many pieces."""


def make_plan(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    shares: Iterable[Line],
    letter: str = "",
    made_on: date | None = None,
    label: Sensitivity = Sensitivity.REGIONAL,
    synthetic: bool = False,
    today: date | None = None,
) -> Plan:
    """Propose who gets which pieces. A plan under the same key takes its place as long as it is not agreed; agreements
    to what it was before go with it. The same again changes nothing.

    Refuses people.not_yours, records.bad_key, inventory.in_future, inventory.plan_agreed, inventory.no_pieces,
    inventory.plan_too_large, figures.not_a_figure, text.*, and what actions.lots.own_lot and holder refuse.
    """
    check_may(by, Deed.RECORD_RESOURCE, owner)
    day = today or localdate()
    made = made_on or day
    day_before(made, field="made_on", today=day)
    lines = _lines(by, shares)
    content = {"title": needed_line(title, field="title"), "letter": free_line(letter, field="letter"), "label": label}
    with checking():
        found = Plan.objects.inside_action().filter(key=plain_key(key)).first()
        if found is not None and _is(found, content, lines):
            return found  # type: ignore[no-any-return]
    if found is not None:
        check_may(by, Deed.RECORD_RESOURCE, found.owner)
        if found.agreed_on is not None:
            raise Refusal(PLAN_AGREED, field="key")
    _check_lots(by, lines, day)
    with act("inventory.plan.made", by=by, owner=owner) as done:
        plan = found or Plan(key=plain_key(key), owner=owner, synthetic=synthetic)
        plan.made_on = made
        for name, value in content.items():
            setattr(plan, name, value)
        plan.save()
        PlanAgreement.objects.inside_action().filter(plan=plan).delete()
        PlanShare.objects.inside_action().filter(plan=plan).delete()
        kept = {"owner": plan.owner, "label": plan.label, "synthetic": plan.synthetic}
        for (lot, taker), pieces in lines.items():
            PlanShare(plan=plan, lot=lot, pieces=pieces, **taker.columns(), **kept).save()
        done.about = plan.uid
        done.note(key=plan.key, lines=len(lines))
    return plan


def agree_to_plan(*, by: Actor, plan: str, today: date | None = None) -> Plan:
    """Agree for the seats of the National Team of Experts on which the actor sits, as its holder or deputy.

    The plan is agreed once more than half of the seats that somebody sits on agree. Again, it changes nothing.
    Refuses records.nothing_there, inventory.not_on_team.
    """
    day = today or localdate()
    found = named(Plan, key=plan, whose=lambda owner: bool(_seats(by, owner, day)))
    own = _seats(by, found.owner, day)
    if not own:
        raise Refusal(NOT_ON_TEAM)
    team = people.seats_sat_on(owner=found.owner, kind=SeatKind.EXPERT_TEAM, on=day)
    with checking():
        agreeing = set(PlanAgreement.objects.inside_action().filter(plan=found).values_list("seat_id", flat=True))
    if own <= agreeing:
        return found
    with act("inventory.plan.agreed_to", by=by, owner=found.owner) as done:
        for seat in sorted(own - agreeing):
            kept = {"owner": found.owner, "label": found.label, "synthetic": found.synthetic}
            PlanAgreement(plan=found, seat_id=seat, on=day, **kept).save()
        if found.agreed_on is None and agreed(members=len(team), agreeing=len(team & (agreeing | own))):
            found.agreed_on, found.members = day, len(team)
            found.save()
        done.about = found.uid
        done.note(key=found.key, seats=len(own), agreed=found.agreed_on is not None)
    return found


def _seats(by: Actor, owner: str, day: date) -> frozenset[int]:
    return people.own_seats(by.uid, owner=owner, kind=SeatKind.EXPERT_TEAM, on=day)


def _lines(by: Actor, shares: Iterable[Line]) -> dict[tuple[Lot, Holder], int]:
    lines: dict[tuple[Lot, Holder], int] = {}
    for lot, facility, organisation, pieces in shares:
        taker = holder(by=by, facility=facility, organisation=organisation)
        if not taker.key:
            raise Refusal(NO_PIECES, field="shares")
        place = (own_lot(by=by, lot=lot), taker)
        lines[place] = lines.get(place, 0) + whole(pieces, field="shares")
    if not lines:
        raise Refusal(NO_PIECES, field="shares")
    return lines


def _check_lots(by: Actor, lines: dict[tuple[Lot, Holder], int], day: date) -> None:
    for lot in {lot for lot, _ in lines}:
        with checking():
            there = ordered([each.plain() for each in movements_of(by=by, lot=lot)], on=day)
        check_shares({who.key: n for (of, who), n in lines.items() if of == lot}, lot=lot.key, there=there)


def _is(plan: Plan, content: dict[str, object], lines: dict[tuple[Lot, Holder], int]) -> bool:
    rows = PlanShare.objects.inside_action().filter(plan=plan)
    there = {(r.lot_id, r.facility_id, r.organisation_id): r.pieces for r in rows}
    wanted = {
        (lot.pk, getattr(who.facility, "pk", None), getattr(who.organisation, "pk", None)): pieces
        for (lot, who), pieces in lines.items()
    }
    return there == wanted and all(getattr(plan, name) == value for name, value in content.items())
