"""Lots of equipment: what is bought, and every step of the pieces from the order to whoever uses them."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.atlas.rules import check_known
from kerege.inventory.actions.changes import known_facility
from kerege.inventory.actions.ledger import NOBODY, Holder, movements_of, planned_for
from kerege.inventory.models import Lot, LotMovement, LotSource
from kerege.inventory.rules.cards import code, day_before, free_line, free_text, needed_line
from kerege.inventory.rules.ledger import Account, Movement, check_movement, check_planned
from kerege.inventory.words.equipment import NO_LETTER, EquipmentKind, Stage
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, check_about, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named, plain_key, record_once
from kerege.sharing.words import UNKNOWN_LEVEL


def holder(*, by: Actor, facility: str = "", organisation: str = "") -> Holder:
    """The facility or the organisation with this key, of which the actor may know. A facility goes before.

    Refuses inventory.bad_key, records.nothing_there, people.unknown_key.
    """
    if facility:
        return Holder(facility=known_facility(by=by, facility=facility))
    return Holder(organisation=people.organisation(organisation)) if organisation else NOBODY


def own_lot(*, by: Actor, lot: str) -> Lot:
    """The lot with this key, for somebody who records resources of its owner.

    Refuses records.nothing_there, people.not_yours.
    """
    found = named(Lot, key=lot, whose=lambda owner: may(by, Deed.RECORD_RESOURCE, owner))
    check_may(by, Deed.RECORD_RESOURCE, found.owner)
    return found


def record_lot(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    kind: str,
    territory: str,
    maker: str = "",
    model: str = "",
    project_key: str = "",
    note: str = "",
    sources: Iterable[str] = (),
    label: Sensitivity = Sensitivity.REGIONAL,
    synthetic: bool = False,
) -> Lot:
    """Record a lot: pieces of one kind that are bought together for a country. The same again changes nothing.

    Refuses people.not_yours, people.not_about_others, inventory.unknown_code, inventory.not_for_sharing,
    atlas.unknown_code, sharing.unknown_level, records.bad_key, records.key_taken, text.*.
    """
    check_may(by, Deed.RECORD_RESOURCE, owner)
    check_about(owner, territory)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    if project_key:
        check_known(project_key, atlas.project_keys(), scheme="project", field="project_key")
    cited = [atlas.source(source) for source in sources]
    return record_once(
        Lot,
        word="inventory.lot.recorded",
        by=by,
        owner=owner,
        where={"key": plain_key(key)},
        content={
            "owner": owner,
            "label": label,
            "synthetic": synthetic,
            "title": needed_line(title, field="title"),
            "kind": code(kind, EquipmentKind, field="kind"),
            "territory_id": atlas.territory(territory).code,
            "maker": free_line(maker, field="maker", most=120),
            "model": free_line(model, field="model", most=120),
            "project_key": project_key,
            "note": free_text(note, field="note"),
        },
        citations=LotSource if cited else None,
        sources=cited,
    )


def move_pieces(
    *,
    by: Actor,
    lot: str,
    source: str,
    target: str,
    pieces: int | str,
    on: date,
    from_facility: str = "",
    from_organisation: str = "",
    facility: str = "",
    organisation: str = "",
    document: str = "",
    note: str = "",
    without_plan: str = "",
    today: date | None = None,
) -> LotMovement:
    """Record one step of pieces of a lot, from stage to stage (words.Stage) and from holder to holder.

    Pieces that are handed over for the first time need a letter (`document`) and an agreed distribution plan that gives
    them to this holder, or `without_plan`, which says why there is none. The same step with the same document again
    changes nothing.

    Refuses inventory.in_future, inventory.unknown_code, inventory.no_letter, figures.not_a_figure, what `own_lot`,
    `holder`, rules.ledger.check_movement and check_planned refuse.
    """
    found, day = own_lot(by=by, lot=lot), today or localdate()
    day_before(on, field="on", today=day)
    giver = holder(by=by, facility=from_facility, organisation=from_organisation)
    taker = holder(by=by, facility=facility, organisation=organisation)
    step = Movement(
        on,
        Account(Stage(code(source, Stage, field="from")), giver.key),
        Account(Stage(code(target, Stage, field="to")), taker.key),
        whole(pieces, field="pieces"),
    )
    told = free_line(document, field="document")
    reason = free_line(without_plan, field="without_plan")
    with checking():
        known = movements_of(by=by, lot=found)
        if (same := _same(known, step, told)) is not None:
            return same
        _check(by, found, step, [each.plain() for each in known], taker, document=told, without_plan=reason)
    with act("inventory.pieces.moved", by=by, owner=found.owner) as done:
        said = reason or free_line(note, field="note")
        row = write_movement(by=by, lot=found, step=step, giver=giver, taker=taker, document=told, note=said)
        done.about = found.uid
        done.note(source=step.source.stage.value, target=step.target.stage.value)
    return row


def write_movement(
    *, by: Actor, lot: Lot, step: Movement, giver: Holder, taker: Holder, document: str = "", note: str = ""
) -> LotMovement:
    """Write a step that was checked, inside the act that does it. Refuses nothing."""
    row = LotMovement(
        lot=lot,
        owner=lot.owner,
        label=lot.label,
        synthetic=lot.synthetic,
        on=step.on,
        pieces=step.pieces,
        source_stage=step.source.stage.value,
        target_stage=step.target.stage.value,
        document=document,
        note=note,
        **giver.columns("source_"),
        **taker.columns("target_"),
    )
    row.save()
    return row


def _check(
    by: Actor, lot: Lot, step: Movement, known: list[Movement], taker: Holder, *, document: str, without_plan: str
) -> None:
    check_movement(known, step)
    if (step.source.stage, step.target.stage) == (Stage.INSPECTED, Stage.HELD):
        if not document:
            raise Refusal(NO_LETTER, field="document")
        if not without_plan:
            check_planned(known, step, planned=planned_for(by=by, lot=lot, taker=taker))


def _same(known: list[LotMovement], step: Movement, document: str) -> LotMovement | None:
    return next((each for each in known if (each.plain(), each.document) == (step, document)), None)
