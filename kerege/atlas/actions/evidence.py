"""Evidence kept as a file: the page or document that records cite, as somebody had it before them."""

from collections.abc import Iterable
from uuid import UUID

from kerege.atlas.queries import source
from kerege.atlas.rules import Recorder, check_may_keep_evidence
from kerege.files import actions as files
from kerege.files import queries as stored
from kerege.files.rules import Scan, received
from kerege.files.words import Purpose
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer


def attach_document(
    *,
    by: Recorder,
    source_key: str,
    owner: str,
    label: Sensitivity,
    name: object,
    chunks: Iterable[bytes],
    scan: Scan | None = None,
) -> UUID:
    """Keep a file with a source, as `owner`'s and for those whom the label lets read; its uid.

    The same file again changes nothing. Refuses atlas.unknown_code, atlas.not_your_evidence and what
    files.rules.received and files.actions.keep_file refuse.
    """
    page = source(source_key)
    check_may_keep_evidence(by, owner)
    taken = received(name, chunks, field="file", scan=scan)
    kept = files.keep_file(
        by=by, owner=owner, about=page.uid, purpose=Purpose.EVIDENCE, received=taken, label=Sensitivity(label)
    )
    uid: UUID = kept.uid
    return uid


def withdraw_document(*, by: Recorder, viewer: Viewer, source_key: str, uid: UUID | str) -> None:
    """Withdraw a file of a source. `viewer` is who acts, as a reader: what they cannot see is not there for them.

    Refuses atlas.unknown_code, atlas.not_your_evidence and files.nothing_there.
    """
    page = source(source_key)
    line = stored.file(viewer, uid)
    check_may_keep_evidence(by, line.owner)
    files.withdraw_file(by=by, uid=line.uid, about=page.uid, purpose=Purpose.EVIDENCE)
