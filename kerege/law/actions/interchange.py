"""Taking in judgements from another node: one person brings the file, a second one decides."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.catalogue import publish_release
from kerege.law.actions.interchange_rows import _check_rounds, _write_rounds
from kerege.law.actions.judging import _reason_of
from kerege.law.actions.own_rows import own_row
from kerege.law.models import BroughtCoverage, CatalogueRelease
from kerege.law.rules.interchange.layout import Carried, opened
from kerege.law.words import interchange as words
from kerege.law.words.interchange import BroughtState
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

WHAT = "file of judgements"


def bring_coverage(*, by: Actor, file: bytes, node: str, today: date | None = None) -> BroughtCoverage:
    """Bring a file of judgements from another node. Nothing of it counts before a second person takes it in. The same
    file again, while it waits or once it was taken in, changes nothing.

    Refuses what rules.interchange.layout.opened refuses, law.country_not_held_here, people.not_yours,
    law.other_release and what interchange_rows._check_rounds refuses.
    """
    carried = opened(file)
    _check_held(carried.owner, node=node)
    check_may(by, Deed.RECORD_LAW, carried.owner)
    digest, content = sha256(file).hexdigest(), bytes(file)
    with checking():
        same = BroughtCoverage.objects.inside_action().filter(owner=carried.owner, sha256=digest)
        found: BroughtCoverage | None = same.exclude(state=BroughtState.TURNED).first()
        if found is not None:
            return found
        _check_rounds(carried, node=node)
    with act("law.coverage.brought", by=by, owner=carried.owner, sha256=digest) as done:
        made = BroughtCoverage(owner=carried.owner, sha256=digest, content=content)
        made.brought_by, made.brought_on = known_as(by.uid), today or localdate()
        made.save()
        done.about = made.uid
    return made


def _check_held(owner: str, *, node: str) -> None:
    """Refuse law.country_not_held_here: a node of a country keeps the law of that country, the region's of all."""
    if (node != REGION and owner != node) or owner == REGION or owner not in atlas.territory_codes().values():
        raise Refusal(words.NOT_HELD_HERE, field="file", country=owner)


def take_in_coverage(*, by: Actor, file: str, node: str, today: date | None = None) -> BroughtCoverage:
    """Take in what somebody else brought: its rounds and judgements stand here as they stand where they were approved,
    under the same names, with who approved them there. All of it or nothing. Nobody judges on in such a round.

    Refuses what `brought_of` refuses, people.not_yours, law.own_file, .file_decided and what `bring_coverage` refuses.
    """
    row = brought_of(by=by, file=file)
    check_may(by, Deed.REVIEW_LAW, row.owner)
    carried = opened(bytes(row.content))
    with act("law.coverage.taken_in", by=by, owner=row.owner, about=row.uid) as done:
        row = _locked(row)
        if known_as(by.uid) == row.brought_by:
            raise Refusal(words.OWN_FILE)
        done.note(**_write_rounds(carried, node=node))
        _decide(row, BroughtState.TAKEN, by=by, today=today)
    return row


def take_in_bytes(*, by: Actor, file: bytes, node: str, today: date | None = None) -> BroughtCoverage:
    """Take in the file with these bytes, as `take_in_coverage` does. Refuses records.nothing_there where nobody brought
    it, and what that refuses.
    """
    with checking():
        rows = BroughtCoverage.objects.inside_action().filter(sha256=sha256(file).hexdigest())
        found = rows.exclude(state=BroughtState.TURNED).first()
    return take_in_coverage(by=by, file=str(found.uid) if found else "", node=node, today=today)


def turn_away_coverage(*, by: Actor, file: str, reason: str, today: date | None = None) -> BroughtCoverage:
    """Leave out what somebody brought, with the reason; whoever brought it may do so too. The file stays to be read.

    Refuses what `brought_of` refuses, law.file_decided, law.no_reason and text.*.
    """
    row, told = brought_of(by=by, file=file), _reason_of(reason)
    with act("law.coverage.turned_away", by=by, owner=row.owner, about=row.uid):
        row = _locked(row)
        row.reason = told
        _decide(row, BroughtState.TURNED, by=by, today=today)
    return row


def brought_of(*, by: Actor, file: str) -> BroughtCoverage:
    """The file, for whoever works on its country's law. Refuses records.nothing_there."""
    return own_row(by=by, model=BroughtCoverage, uid=file, field="file", what=WHAT)


def _locked(row: BroughtCoverage) -> BroughtCoverage:
    """The row as it is now, held until the act ends. Refuses law.file_decided."""
    now: BroughtCoverage = BroughtCoverage.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
    if now.state != BroughtState.WAITING:
        raise Refusal(words.DECIDED_ALREADY)
    return now


def _decide(row: BroughtCoverage, state: BroughtState, *, by: Actor, today: date | None) -> None:
    row.state, row.decided_by, row.decided_on = state, known_as(by.uid), today or localdate()
    row.save()


def publish_carried_release(*, by: Actor, file: bytes) -> CatalogueRelease:
    """Publish on this node the release of the catalogue that a file carries, so that its judgements have something to
    rest on. One that is here already stays as it is.

    Refuses what rules.interchange.layout.opened refuses, law.file_without_catalogue and what publish_release refuses.
    """
    carried: Carried = opened(file)
    if carried.release is None or not carried.tables:
        raise Refusal(words.FILE_WITHOUT_CATALOGUE, field="file")
    told: Mapping[str, Any] = carried.release
    return publish_release(
        by=by,
        version=str(told["version"]),
        published_on=date.fromisoformat(told["published_on"]),
        changelog=dict(told["changelog"]),
        tables=carried.tables,
    )
