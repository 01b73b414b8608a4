"""Letting others read what they could not: for a time, for a purpose, and until it is withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.atlas.queries import project_keys
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity, ShareState
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.labels import LABEL_SUFFIX, labelled_fields
from kerege.records.recording import NOTHING_THERE, rows
from kerege.records.shares import WHOLE, kind_of
from kerege.sharing import words
from kerege.sharing.models import Share, ShareReader
from kerege.sharing.queries import check_owner, pseudonym_of, shareable
from kerege.sharing.rules import check_level, check_second_person, check_share_days, readers_named


@dataclass(frozen=True)
class Terms:
    """What every share says, whatever it shares: for whom, how far, on which days and what for.

    `readers` are pairs of an owner and a role; the role ANY_ROLE stands for every working role of that owner.
    """

    readers: Iterable[tuple[str, str]]
    level: Sensitivity
    start: date
    end: date
    purpose: str


def share_record(*, by: Actor, kind: str, record: str, terms: Terms, on: date, field: str = WHOLE) -> Share:
    """Share one record, or one labelled field of it, from `terms.start` up to and not including `terms.end`.

    The readers see it as far as `terms.level`, never further, and cannot share it themselves. Up to restricted it waits
    for a second person (`confirm_share`). The same share again, while it stands or waits, changes nothing.

    Refuses sharing.unknown_kind, records.nothing_there (also where the record is not the actor's to share),
    sharing.unknown_field, sharing.no_readers, sharing.unknown_owner, sharing.not_a_working_role, people.unknown_choice,
    sharing.shared_already, sharing.below_label,
    sharing.share_is_over, sharing.share_too_long, periods.end_before_start and the text refusals.
    """
    model = shareable(kind)
    with checking():
        found = rows(model).filter(uid=uid_or_none(record)).first()
    if found is None or not may(by, Deed.LABEL, found.owner):
        raise Refusal(NOTHING_THERE, field="record", what=model._meta.verbose_name, key=record)
    if field != WHOLE and field not in labelled_fields(model):
        raise Refusal(words.UNKNOWN_FIELD, field="field", name=field[:60])
    check_level(terms.level)
    with checking():
        labels = [found.label] if field == WHOLE else [found.label, getattr(found, field + LABEL_SUFFIX)]
    if max(labels) > terms.level:
        raise Refusal(words.BELOW_LABEL, field="level")
    what = {"owner": found.owner, "kind": kind_of(model), "record": found.uid, "project": "", "field": field}
    return _share(by, what, terms, on)


def share_list(*, by: Actor, owner: str, kind: str, terms: Terms, on: date, project: str = WHOLE) -> Share:
    """Share all records of a kind that an owner has in a project, those recorded later too; WHOLE: in any and in none.

    A list reaches national records at most: nobody can say today what a restricted record of next month will hold.

    Refuses sharing.unknown_kind, people.not_yours, sharing.unknown_owner, sharing.no_project,
    sharing.list_of_restricted and what `share_record` refuses of the terms.
    """
    model = shareable(kind)
    check_may(by, Deed.LABEL, check_owner(owner))
    if terms.level > Sensitivity.NATIONAL:
        raise Refusal(words.LIST_OF_RESTRICTED, field="level")
    if project != WHOLE:
        if all(f.name != "project_key" for f in model._meta.fields):
            raise Refusal(words.NO_PROJECT, field="project")
        if project not in project_keys():
            raise Refusal(words.NO_PROJECT, field="project")
    return _share(
        by, {"owner": owner, "kind": kind_of(model), "record": None, "project": project, "field": WHOLE}, terms, on
    )


def confirm_share(*, by: Actor, share: str) -> Share:
    """Let a share of restricted content stand. The same again changes nothing.

    Refuses records.nothing_there (also where the share is not of the actor's owner), sharing.same_person and
    sharing.share_withdrawn.
    """
    found = _of(by, share)
    if found.state == ShareState.STANDING:
        return found
    if found.state == ShareState.WITHDRAWN:
        raise Refusal(words.SHARE_WITHDRAWN, field="share")
    check_second_person(found.made_by, pseudonym_of(by.uid))
    with act("sharing.share.confirmed", by=by, about=found.uid, owner=found.owner, **_told(found)):
        found.state, found.confirmed_by = ShareState.STANDING, pseudonym_of(by.uid)
        found.save(update_fields=["state", "confirmed_by"])
    return found


def withdraw_share(*, by: Actor, share: str, on: date) -> Share:
    """End a share at once, standing or waiting; what was shared is closed with the next read. Again changes nothing.

    Refuses records.nothing_there (also where the share is not of the actor's owner).
    """
    found = _of(by, share)
    if found.state == ShareState.WITHDRAWN:
        return found
    with act("sharing.share.withdrawn", by=by, about=found.uid, owner=found.owner, **_told(found)):
        found.state, found.withdrawn_by, found.withdrawn_on = ShareState.WITHDRAWN, pseudonym_of(by.uid), on
        found.save(update_fields=["state", "withdrawn_by", "withdrawn_on"])
    return found


def _share(by: Actor, what: Mapping[str, Any], terms: Terms, on: date) -> Share:
    check_level(terms.level)
    check_share_days(terms.start, terms.end, on)
    readers = readers_named(terms.readers)
    for owner, _ in readers:
        check_owner(owner)
    says: dict[str, Any] = {
        **what,
        "level": Sensitivity(terms.level),
        "start": terms.start,
        "end": terms.end,
        "purpose": clean_line(terms.purpose, field="purpose", max_length=300),
    }
    for known in Share.objects.filter(**says).exclude(state=ShareState.WITHDRAWN).prefetch_related("readers"):
        if {(r.owner, r.role) for r in known.readers.all()} == set(readers):
            return known
    waits = says["level"] >= Sensitivity.RESTRICTED
    with act("sharing.share.made", by=by, owner=what["owner"]) as done:
        share = Share.objects.create(
            **says,
            made_by=pseudonym_of(by.uid),
            made_on=on,
            state=ShareState.WAITING if waits else ShareState.STANDING,
        )
        ShareReader.objects.bulk_create([ShareReader(share=share, owner=o, role=r) for o, r in readers])
        done.about = share.uid
        done.note(**_told(share), readers=[f"{owner} {role}" for owner, role in readers])
    return share


def _told(share: Share) -> dict[str, Any]:
    """What the journal says of a share: everything but its purpose, which people write freely."""
    return {
        "kind": share.kind,
        "record": str(share.record or ""),
        "project": share.project,
        "field": share.field,
        "level": int(share.level),
        "start": share.start,
        "end": share.end,
    }


def _of(by: Actor, share: str) -> Share:
    """The share, for somebody who decides about it; nobody else learns whether there is one."""
    uid = uid_or_none(share)
    found: Share | None = Share.objects.filter(uid=uid).first() if uid else None
    if found is None or not may(by, Deed.LABEL, found.owner):
        raise Refusal(NOTHING_THERE, field="share", what="share", key=share)
    return found
