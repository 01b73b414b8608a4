"""What actions ask of the ledger before they write; only inside an act or a check, and shown to nobody."""

from dataclasses import dataclass
from typing import Any

from kerege.inventory.models import Facility, Lot, LotMovement, PlanShare
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


@dataclass(frozen=True)
class Holder:
    """Who has pieces: a facility, an organisation, or nobody yet."""

    facility: Facility | None = None
    organisation: Any = None

    @property
    def key(self) -> str:
        """By which the rules know the holder; empty for nobody."""
        return str(getattr(self.facility or self.organisation, "key", ""))

    def columns(self, prefix: str = "") -> dict[str, Any]:
        """The holder as the columns of a row."""
        return {f"{prefix}facility": self.facility, f"{prefix}organisation": self.organisation}


NOBODY = Holder()


def movements_of(*, by: Actor, lot: Lot) -> list[LotMovement]:
    """The movements of a lot in their order, with their holders. Refuses people.not_yours."""
    check_may(by, Deed.RECORD_RESOURCE, lot.owner)
    beside = [f"{side}_{who}" for side in ("source", "target") for who in ("facility", "organisation")]
    rows: Any = LotMovement.objects.inside_action().filter(lot=lot)
    return list(rows.select_related(*beside).order_by("on", "id"))


def planned_for(*, by: Actor, lot: Lot, taker: Holder) -> int | None:
    """How many pieces the agreed plan gives the holder; None where no agreed plan names the lot, or names the holder.

    Of several agreed plans that name the lot the last one binds. Refuses people.not_yours.
    """
    check_may(by, Deed.RECORD_RESOURCE, lot.owner)
    shares = PlanShare.objects.inside_action().filter(lot=lot, plan__agreed_on__isnull=False)
    last = shares.order_by("-plan__agreed_on", "-plan_id").values_list("plan_id", flat=True).first()
    if last is None:
        return None
    share = shares.filter(plan_id=last, **taker.columns()).first()
    return None if share is None else share.pieces
