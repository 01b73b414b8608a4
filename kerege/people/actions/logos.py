"""The logo of an organisation: everybody sees it, whoever manages the organisation's record sets it."""

from collections.abc import Iterable

from kerege.files import actions as files
from kerege.files import queries as stored
from kerege.files.rules import Scan, received
from kerege.files.words import PICTURES, Purpose
from kerege.journal.actions import act
from kerege.people.models import Organisation
from kerege.people.queries import organisation
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.viewers import PUBLIC

SIDE = 600


def set_logo(
    *, by: Actor, organisation_key: str, name: object, chunks: Iterable[bytes], scan: Scan | None = None
) -> Organisation:
    """Set or replace the logo; the picture is drawn anew, at most SIDE pixels wide and high.

    The same picture again changes nothing. Refuses people.unknown_key, people.not_yours and what files.rules.received
    and files.actions.keep_file refuse.
    """
    body = organisation(organisation_key)
    owner = body.territory_id or REGION
    check_may(by, Deed.MANAGE_PEOPLE, owner)
    taken = received(name, chunks, kinds=PICTURES, side=SIDE, field="logo", scan=scan)
    before = stored.files_of(PUBLIC, [body.uid], purpose=Purpose.LOGO)
    if [(line.sha256, line.name) for line in before] == [(taken.sha256, taken.name)]:
        return body
    with act("people.logo.set", by=by, owner=owner, about=body.uid, key=body.key):
        files.keep_file(by=by, owner=owner, about=body.uid, purpose=Purpose.LOGO, received=taken)
        for line in before:
            files.withdraw_file(by=by, uid=line.uid, about=body.uid, purpose=Purpose.LOGO)
    return body


def remove_logo(*, by: Actor, organisation_key: str) -> Organisation:
    """Remove the logo; without one nothing changes. Refuses people.unknown_key and people.not_yours."""
    body = organisation(organisation_key)
    owner = body.territory_id or REGION
    check_may(by, Deed.MANAGE_PEOPLE, owner)
    before = stored.files_of(PUBLIC, [body.uid], purpose=Purpose.LOGO)
    if not before:
        return body
    with act("people.logo.removed", by=by, owner=owner, about=body.uid, key=body.key):
        for line in before:
            files.withdraw_file(by=by, uid=line.uid, about=body.uid, purpose=Purpose.LOGO)
    return body
