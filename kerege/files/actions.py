"""Keeping a file and withdrawing it. The room whose record it belongs to says first who may."""

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from kerege.files import words
from kerege.files.models import Content, StoredFile
from kerege.files.queries import answering, copied, digest_in, path_of
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.journal.rules import Acting, checking
from kerege.lib.files import make_private, sync_folder
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.records.recording import telling


def keep_file(
    *,
    by: Acting,
    owner: str,
    about: UUID | str,
    purpose: Purpose,
    received: Received,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> StoredFile:
    """Keep a file that `rules.received` took in. The same file for the same record again changes nothing.

    Asks nobody whether `by` may: the calling action has. Refuses files.full.
    """
    with checking():
        rows = StoredFile.objects.inside_action().filter(owner=owner, withdrawn_on__isnull=True)
        same = rows.filter(about=about, purpose=purpose, name=received.name, label=label)
        known: StoredFile | None = same.filter(content__sha256=received.sha256).first()
        used = rows.aggregate(whole=Sum("size"))["whole"] or 0
    if known is not None:
        return known
    if used + len(received.content) > settings.KEREGE_FILES_MB * 1_000_000:
        raise Refusal(words.FULL, field="file", owner=owner, most=settings.KEREGE_FILES_MB)
    _write(received)
    with act("files.file.kept", by=by, owner=owner) as done:
        content = _locked(received)
        _write(received)  # whoever withdrew the last file with this content meanwhile has dropped the bytes
        kept = StoredFile(
            owner=owner,
            label=label,
            synthetic=synthetic,
            content=content,
            about=about,
            kept_on=timezone.localdate(),
            **_columns(received, purpose),
        )
        kept.save()
        done.about = kept.uid
        done.note(record=str(about), **telling(kept, {**_columns(received, purpose), "sha256": received.sha256}))
    return kept


def withdraw_file(*, by: Acting, uid: UUID | str, about: UUID | str, purpose: Purpose) -> StoredFile:
    """Withdraw a file of the record `about`: nobody reads it any more, and content without a file goes.

    Asks nobody whether `by` may: the calling action has. Refuses files.nothing_there, also for another record's file.
    """
    with checking():
        rows = StoredFile.objects.inside_action().filter(uid=uid, about=about, purpose=purpose)
        found: StoredFile | None = rows.filter(withdrawn_on__isnull=True).select_related("content").first()
    if found is None:
        raise Refusal(words.NOTHING_THERE)
    with act("files.file.withdrawn", by=by, owner=found.owner, about=found.uid, record=str(about)):
        found.withdrawn_on = timezone.localdate()
        found.save(update_fields=["withdrawn_on"])
    sha256 = found.content.sha256
    transaction.on_commit(lambda: _drop_unused(sha256))
    return found


def forget_files(*, by: Acting, about: Iterable[UUID | str]) -> int:
    """Delete the files of these records with their names, when somebody is erased; how many. Content that no other file
    has goes too. Asks nobody whether `by` may: the calling action has. Refuses nothing.
    """
    with checking():
        rows = StoredFile.objects.inside_action().filter(about__in=[str(uid) for uid in about])
        digests = set(rows.values_list("content__sha256", flat=True))
    if not digests:
        return 0
    with act("files.files.forgotten", by=by, about=new_uid()) as done:
        count, _ = StoredFile.objects.inside_action().filter(id__in=list(rows.values_list("id", flat=True))).delete()
        done.note(count=count)
        for sha256 in sorted(digests):
            transaction.on_commit(partial(_drop_unused, sha256))
    return int(count)


def _columns(received: Received, purpose: Purpose) -> dict[str, Any]:
    return {
        "name": received.name,
        "kind": received.kind.value,
        "size": len(received.content),
        "width": received.width,
        "height": received.height,
        "purpose": purpose.value,
    }


def _locked(received: Received) -> Content:
    """The row of this content, locked until the act ends."""
    Content.objects.get_or_create(sha256=received.sha256, defaults={"size": len(received.content)})
    content: Content = Content.objects.select_for_update().get(sha256=received.sha256)
    return content


def _write(received: Received) -> None:
    """Write the bytes unless they are there; half a file, left by a machine that went down, is not there."""
    path = path_of(received.sha256)
    if not default_storage.exists(path) or default_storage.size(path) != len(received.content):
        default_storage.save(path, ContentFile(received.content))


def _drop_unused(sha256: str) -> None:
    """Delete content that no file has any more. A file that is being kept in this moment waits, and writes it anew."""
    with transaction.atomic(), checking():
        content = Content.objects.select_for_update().get(sha256=sha256)
        if not StoredFile.objects.inside_action().filter(content=content, withdrawn_on__isnull=True).exists():
            default_storage.delete(path_of(sha256))


def bring_content(*, by: Acting, path: str, source: Path) -> None:
    """Put back the bytes that a copy of the node has under this path, into a folder or a store; `source` may be moved.

    Bytes that are there and right stay; others under a name that says what they have to be are written anew. Refuses
    files.store_away.
    """
    wanted = digest_in(path)
    with answering():
        there = copied(path) == wanted if wanted else default_storage.exists(path)
        if there:
            return
        try:
            place = Path(default_storage.path(path))
        except NotImplementedError:  # a store has no paths
            with source.open("rb") as file:
                default_storage.save(path, File(file))
            return
    make_private(place.parent)
    source.chmod(0o600)
    os.replace(source, place)
    sync_folder(place.parent)
