"""Keeping a card: changing it, confirming that it holds, renaming and closing the facility."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

from django.utils.timezone import localdate

from kerege.atlas.rules import language_tag
from kerege.inventory.actions.changing import change_of, count_change, make_change, names_now
from kerege.inventory.actions.making import keep_change, name_of
from kerege.inventory.models import Facility, FacilityName
from kerege.inventory.queries.filling import Told
from kerege.inventory.rules.cards import day_before, free_line, main_name
from kerege.inventory.rules.keepers import check_keeper
from kerege.inventory.rules.keys import key_of, read_key
from kerege.inventory.words import NameKind, Standing, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.rules import viewer_of

CHANGED, CONFIRMED, CLOSED, RENAMED = "changed", "confirmed", "closed", "renamed"


def own_facility(*, by: Actor, facility: str) -> Facility:
    """The facility with this key, for somebody who keeps its card.

    Refuses what `known_facility` refuses, people.not_yours and inventory.not_your_facility.
    """
    found = known_facility(by=by, facility=facility)
    check_keeper(by, found.owner, found.organisation.key if found.organisation else "")
    return found


def known_facility(*, by: Actor, facility: str) -> Facility:
    """The facility with this key, for somebody who may know of it and names it in another record.

    Refuses inventory.bad_key and records.nothing_there. Of a record that is above the clearance that the actor's roles
    give, nobody learns more than that nothing is there.
    """
    key = key_of(*read_key(facility, field="facility"))
    with checking():
        found: Facility | None = Facility.objects.inside_action().filter(key=key).first()
    if found is None or not _may_know(by, found):
        raise Refusal(NOTHING_THERE, field="facility", what=Facility._meta.verbose_name, key=key)
    return found


def _may_know(by: Actor, facility: Facility) -> bool:
    """Whether the actor may know that there is such a record."""
    if by.is_system or facility.label == Sensitivity.PUBLIC:
        return True
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    return facility.label <= reader.clearance_for(facility.owner)


def change_facility(
    *,
    by: Actor,
    facility: str,
    expected_version: int,
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, Sensitivity] | None = None,
    sure: bool = False,
    today: date | None = None,
    **told: Unpack[Told],
) -> Facility:
    """Change what is told; all else stays. `expected_version` is the one that the person looked at: a card that was
    changed since is not overwritten. A change counts as a confirmation. Nothing new changes nothing.

    `names` corrects how a present name is written, and adds names in further languages; a real change of name is
    `rename_facility`. Refuses inventory.changed_meanwhile, what `own_facility` refuses, and what `record_facility`
    refuses of the fields.
    """
    found = own_facility(by=by, facility=facility)
    day = today or localdate()
    with checking():
        given: dict[str, Any] = {"told": told, "day": day, "names": names, "labels": labels, "sure": sure}
        change = change_of(by=by, facility=found, present=names_now(by=by, ids=[found.pk])[found.pk], **given)
    if change is None:
        return found
    with act("inventory.facility.changed", by=by, owner=found.owner, about=found.uid) as done:
        locked = _locked(found, expected_version)
        present = names_now(by=by, ids=[locked.pk])[locked.pk]
        made = make_change(by=by, facility=locked, present=present, change=change, what=CHANGED, day=day)
        for record in (*made.added, *made.written, locked, made.history):
            record.save()
        done.note(fields=made.fields, version=locked.version)
    return locked


def confirm_unchanged(*, by: Actor, facility: str, today: date | None = None) -> Facility:
    """Say that the card still holds. On the day on which it was said already it changes nothing.

    Refuses what `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    day = today or localdate()
    if found.confirmed_on >= day:
        return found
    with act("inventory.facility.confirmed", by=by, owner=found.owner, about=found.uid):
        locked = _locked(found, None)
        locked.confirmed_on = day
        locked.save()
        keep_change(by=by, facility=locked, what=CONFIRMED, on=day)
    return locked


def close_facility(*, by: Actor, facility: str, on: date, today: date | None = None) -> Facility:
    """Record that a facility is closed from a day on. Its card stays. The same day again changes nothing.

    Refuses inventory.closed_already, inventory.in_future and what `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    day = today or localdate()
    day_before(on, field="on", today=day)
    if found.closed_on == on:
        return found
    if found.closed_on is not None:
        raise Refusal(refused.CLOSED_ALREADY, field="on", day=found.closed_on.isoformat())
    Period(found.opened_on, on)
    with act("inventory.facility.closed", by=by, owner=found.owner, about=found.uid, on=on):
        locked = _locked(found, None)
        old, locked.standing, locked.closed_on = locked.standing, Standing.CLOSED.value, on
        count_change(by=by, facility=locked, day=day)
        locked.save()
        keep_change(
            by=by,
            facility=locked,
            what=CLOSED,
            on=day,
            changes=[("standing", old, locked.standing), ("on", "", str(on))],
        )
    return locked


def rename_facility(
    *, by: Actor, facility: str, lang: str, text: str, on: date, today: date | None = None
) -> FacilityName:
    """End the present name in a language and begin another on the day. The old one stays, and is found.

    Refuses inventory.nothing_to_rename, inventory.in_future, periods.end_before_start, atlas.bad_language,
    inventory.not_for_sharing, text.* and what `own_facility` refuses.
    """
    found = own_facility(by=by, facility=facility)
    day = today or localdate()
    day_before(on, field="on", today=day)
    tag, called = language_tag(lang), free_line(text, field="text")
    with checking():
        old = _present(found).filter(lang=tag).first()
    if old is None or not called:
        raise Refusal(refused.NOTHING_TO_RENAME, field="lang", lang=tag, day=on.isoformat())
    if old.text == called:
        return old  # type: ignore[no-any-return]
    Period(old.start, on)
    with act("inventory.facility.renamed", by=by, owner=found.owner, about=found.uid, lang=tag, on=on):
        locked = _locked(found, None)
        old.end = on
        old.save()
        new = name_of(by=by, facility=locked, lang=tag, text=called, start=on)
        new.save()
        _retitle(locked)
        count_change(by=by, facility=locked, day=day)
        locked.save()
        keep_change(by=by, facility=locked, what=RENAMED, on=day, changes=[("names", old.text, called)])
    return new


def _locked(found: Facility, expected: int | None) -> Facility:
    """The row as it is now, held until the act is done. Refuses inventory.changed_meanwhile."""
    rows: Any = Facility.objects.inside_action().select_for_update(of=("self",))
    locked: Facility = rows.get(pk=found.pk)
    if expected is not None and locked.version != expected:
        raise Refusal(refused.CHANGED_MEANWHILE, field="expected_version")
    return locked


def _present(facility: Facility) -> Any:
    return FacilityName.objects.inside_action().filter(facility=facility, kind=NameKind.PREFERRED, end__isnull=True)


def _retitle(facility: Facility) -> None:
    facility.title = main_name(dict(_present(facility).order_by("id").values_list("lang", "text")))
