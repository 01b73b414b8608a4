"""Files of a draft: added to a module, and put in the place of one that is there."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import CAPTIONS, FORMATS, FileKind, Purpose
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training.actions.adapting import add_part, rewrite
from kerege.training.models import CurriculumVersion
from kerege.training.rules import captions
from kerege.training.rules.curricula import editing
from kerege.training.rules.curricula.files import id_for, part_of_file
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Node


def attach_file(
    *, by: Actor, key: str, version: str, seen: str, module: str, received: Received, told: Mapping[str, str]
) -> CurriculumVersion:
    """Add a file to a module of a draft, with its `purpose`, `language` (empty: for every one) and `licence` (empty:
    that of the curriculum). Whoever reads the version has the file. Captions are kept as WebVTT, whatever they came as.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind,
    .curriculum_no_part, files.full, and what rules.curricula.read and rules.captions.read refuse.
    """
    received = _readable(received)
    part = {"id": id_for(received.name), **_said(received), **told}
    with transaction.atomic():
        row = add_part(by=by, key=key, version=version, seen=seen, parent=module, field="attachments", told=part)
        _keep(by, row, received)
    return row


def replace_file(*, by: Actor, key: str, version: str, seen: str, part: str, received: Received) -> CurriculumVersion:
    """Put another file in the place of one of a draft; purpose, language and licence stay. The file before goes unless
    a version of this curriculum names it still.

    Refuses what attach_file refuses; training.curriculum_no_part also for what is no attachment.
    """

    def replaced(content: dict[str, Any]) -> dict[str, Any]:
        if editing.part_of(content, part).node != Node.ATTACHMENT:
            raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=part[:130])
        return editing.say(content, part, _said(received))

    received = _readable(received)
    with transaction.atomic():
        row = rewrite(by=by, key=key, version=version, seen=seen, change=replaced)
        _keep(by, row, received)
    return row


def _readable(received: Received) -> Received:
    """Captions as WebVTT with nothing in it but times, voices and words; every other file as it came."""
    if received.kind not in CAPTIONS:
        return received
    with received.opened() as stream:
        cues = captions.read(stream.read(), subrip=received.kind == FileKind.SRT)
    return Received(f"{received.name.rpartition('.')[0]}.vtt", FileKind.VTT, captions.written(cues))


def _said(received: Received) -> dict[str, Any]:
    media_type = FORMATS[received.kind].media_type
    return part_of_file(received.name, sha256=received.sha256, size=received.size, media_type=media_type)


def _keep(by: Actor, row: CurriculumVersion, received: Received) -> None:
    told: dict[str, Any] = {"owner": row.owner, "label": row.label, "synthetic": row.synthetic}
    files.keep_file(by=by, about=row.uid, purpose=Purpose.TOOLKIT, received=received, **told)
