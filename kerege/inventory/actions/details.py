"""What belongs to a facility: units, levels of containment, accreditations, rounds of proficiency testing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.actions.changes import own_facility
from kerege.inventory.actions.making import keep_change
from kerege.inventory.models import Accreditation, Containment, Facility, FacilityUnit, Proficiency
from kerege.inventory.rules.cards import code, day_before, free_line, free_text, listed, needed_line
from kerege.inventory.rules.standing import HEIGHTENED, level_of, rank
from kerege.inventory.words import (
    ROUND_RESULTS,
    AccreditationScheme,
    ContainmentScheme,
    Function,
    Proof,
    RoundResult,
    refused,
)
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.ids import uid_or_none
from kerege.lib.periods import Period
from kerege.lib.refusal import Called, Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor


def record_unit(
    *,
    by: Actor,
    facility: str,
    name: str,
    functions: Iterable[str] | str = (),
    note: str = "",
    label: Sensitivity = Sensitivity.REGIONAL,
    today: date | None = None,
) -> FacilityUnit:
    """Record a department of a facility by its name. The same name again changes nothing.

    Refuses inventory.unknown_code, inventory.not_for_sharing, text.* and what `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    called = needed_line(name, field="name")
    content = {
        "functions": listed(functions, Function, field="functions"),
        "note": free_text(note, field="note"),
    }
    detail = _Detail(found, FacilityUnit, {"title": called}, content, label)
    if (known := detail.known()) is not None:
        return known  # type: ignore[no-any-return]
    with act("inventory.unit.recorded", by=by, owner=found.owner) as done:
        row = detail.write(by=by, on=today or localdate())
        done.about = row.uid
    return row  # type: ignore[no-any-return]


def claim_containment(
    *,
    by: Actor,
    facility: str,
    scheme: str,
    level: int | str,
    unit: str = "",
    claimed_on: date | None = None,
    label: Sensitivity = Sensitivity.NATIONAL,
    today: date | None = None,
) -> Containment:
    """Record that a facility, or one of its units (by name), says to have a level of containment. That is a claim until
    `prove_containment`. The same claim again changes nothing.

    From a heightened level on the facility's exact position is open to regional partners at most. Refuses
    inventory.unknown_code, inventory.no_such_level, inventory.no_such_unit, inventory.in_future and what
    `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    day = today or localdate()
    where: dict[str, Any] = {
        "unit": _unit(found, unit) if unit else None,
        "scheme": code(scheme, ContainmentScheme, field="scheme"),
        "level": int(level_of(level)),
    }
    with checking():
        known = Containment.objects.inside_action().filter(facility=found, **where).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    content = {"claimed_on": day_before(claimed_on, field="claimed_on", today=day) or day}
    with act("inventory.containment.claimed", by=by, owner=found.owner) as done:
        claim = _Detail(found, Containment, where, content, label).write(by=by, on=day)
        done.about = claim.uid
        if rank(where["scheme"], where["level"]) >= HEIGHTENED and found.position_label < Sensitivity.REGIONAL:
            found.position_label = Sensitivity.REGIONAL
            found.save()
            done.note(narrowed="position")
    return claim  # type: ignore[no-any-return]


def prove_containment(
    *,
    by: Actor,
    claim: str,
    rooms: int | str | None,
    body: str,
    verified_on: date | None,
    proof: str = Proof.DOCUMENTED,
    area: int | str | None = None,
    airflow_checked: bool | None = None,
    certificate: str = "",
    until: date | None = None,
    today: date | None = None,
) -> Containment:
    """Record what proves a claim (by its uid): how many rooms, which body verified them and when, until when it holds.
    The same proof again changes nothing; another one takes its place.

    Refuses inventory.no_room_data without rooms, body or day, or with less than a document; inventory.no_such_claim,
    inventory.in_future, inventory.unknown_code, figures.not_a_figure, periods.end_before_start,
    inventory.not_for_sharing and what `own_facility` refuses.
    """
    day = today or localdate()
    with checking():
        number = uid_or_none(claim)
        found = Containment.objects.inside_action().filter(uid=number).first() if number else None
        owning = Facility.objects.inside_action().filter(pk=found.facility_id).first() if found else None
    if found is None or owning is None or not any(g.owner == owning.owner for g in by.grants) and not by.is_system:
        raise Refusal(refused.NO_SUCH_CLAIM, field="claim")
    facility = own_facility(by=by, facility=owning.key)
    kept = code(proof, Proof, field="proof")
    if rooms in (None, "", 0, "0") or not body.strip() or verified_on is None or kept not in _PROVED:
        raise Refusal(refused.NO_ROOM_DATA, field="rooms")
    content = {
        "proof": kept,
        "rooms": whole(rooms, field="rooms", highest=500),  # type: ignore[arg-type]  # None was refused
        "area": whole(area, field="area", highest=100_000) if area not in (None, "") else None,  # type: ignore[arg-type]
        "airflow_checked": airflow_checked,
        "body": free_line(body, field="body"),
        "certificate": free_line(certificate, field="certificate", most=80),
        "verified_on": day_before(verified_on, field="verified_on", today=day),
        "until": until,
    }
    Period(verified_on, until)
    if all(getattr(found, name) == value for name, value in content.items()):
        return found  # type: ignore[no-any-return]
    with act("inventory.containment.proved", by=by, owner=facility.owner, about=found.uid):
        for name, value in content.items():
            setattr(found, name, value)
        found.save()
        keep_change(by=by, facility=facility, what="proved", on=day)
    return found  # type: ignore[no-any-return]


_PROVED = (Proof.DOCUMENTED, Proof.VERIFIED_ON_SITE)


def record_accreditation(
    *,
    by: Actor,
    facility: str,
    scheme: str,
    number: str,
    body: str,
    start: date,
    until: date | None = None,
    scope: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    today: date | None = None,
) -> Accreditation:
    """Record an accreditation by its scheme and number, valid from `start` up to and not including `until`.

    The same again changes nothing. Refuses inventory.unknown_code, inventory.in_future, periods.end_before_start,
    inventory.not_for_sharing, text.* and what `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    Period(start, until)
    where = {
        "scheme": code(scheme, AccreditationScheme, field="scheme"),
        "number": needed_line(number, field="number", most=80),
    }
    content = {
        "body": needed_line(body, field="body"),
        "scope": free_line(scope, field="scope", most=300),
        "start": day_before(start, field="start", today=today or localdate()),
        "until": until,
    }
    detail = _Detail(found, Accreditation, where, content, label)
    if (known := detail.known()) is not None:
        return known  # type: ignore[no-any-return]
    with act("inventory.accreditation.recorded", by=by, owner=found.owner) as done:
        row = detail.write(by=by, on=today or localdate())
        done.about = row.uid
    return row  # type: ignore[no-any-return]


def record_proficiency(
    *,
    by: Actor,
    facility: str,
    provider: str,
    subject: str,
    on: date,
    result: str = RoundResult.PENDING,
    until: date | None = None,
    label: Sensitivity = Sensitivity.NATIONAL,
    today: date | None = None,
) -> Proficiency:
    """Record a round of proficiency testing: who provided it, of what, when, and with which result. What was pending
    may get its result; the same again changes nothing, and of a round with a result only the label may change.

    Refuses inventory.result_stands, inventory.unknown_code, inventory.in_future, periods.end_before_start,
    inventory.not_for_sharing, text.* and what `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    Period(on, until)
    where = {
        "provider": needed_line(provider, field="provider"),
        "subject": needed_line(subject, field="subject"),
        "on": day_before(on, field="on", today=today or localdate()),
    }
    content = {"result": code(result, RoundResult, field="result"), "until": until}
    detail = _Detail(found, Proficiency, where, content, label)
    if (known := detail.known()) is not None:
        return known  # type: ignore[no-any-return]
    _check_pending(detail)
    with act("inventory.proficiency.recorded", by=by, owner=found.owner) as done:
        row = detail.write(by=by, on=today or localdate())
        done.about = row.uid
    return row  # type: ignore[no-any-return]


def _check_pending(detail: "_Detail") -> None:
    with checking():
        row = detail.row()
    if row is None or row.result == RoundResult.PENDING:
        return
    if any(getattr(row, name) != value for name, value in detail.content.items()):
        raise Refusal(
            refused.RESULT_STANDS, field="result", result=Called(row.result, ROUND_RESULTS[RoundResult(row.result)])
        )


def _unit(facility: Facility, name: str) -> FacilityUnit:
    with checking():
        found: FacilityUnit | None = FacilityUnit.objects.inside_action().filter(facility=facility, title=name).first()
    if found is None:
        raise Refusal(refused.NO_SUCH_UNIT, field="unit")
    return found


@dataclass(frozen=True)
class _Detail:
    """One detail of a facility: `where` says which, `content` what stands there. None is more open than its record."""

    facility: Facility
    model: Any
    where: dict[str, Any]
    content: dict[str, Any]
    label: Sensitivity

    @property
    def told(self) -> dict[str, Any]:
        return self.content | {"label": max(self.label, Sensitivity(self.facility.label))}

    def known(self) -> Any:
        """The row that is there with this very content; None where something is to be written."""
        with checking():
            row = self.row()
        return row if row is not None and all(getattr(row, n) == v for n, v in self.told.items()) else None

    def write(self, *, by: Actor, on: date) -> Any:
        """The row, new or brought up to date; inside an act."""
        of = self.facility
        row = self.row() or self.model(facility=of, owner=of.owner, synthetic=of.synthetic, **self.where)
        for name, value in self.told.items():
            setattr(row, name, value)
        row.save()
        keep_change(by=by, facility=of, what=self.model._meta.model_name, on=on)
        return row

    def row(self) -> Any:
        """The row as it stands, or None; inside an act or a check."""
        return self.model.objects.inside_action().filter(facility=self.facility, **self.where).first()
