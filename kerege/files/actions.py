"""Keeping a file and withdrawing it. The room whose record it belongs to says first who may."""

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from kerege.files import words
from kerege.files.models import Content, StoredFile
from kerege.files.queries import FileLine, answering, copied, digest_in, path_of
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
    _check_room(owner, used + received.size)
    _write(received)
    with act("files.file.kept", by=by, owner=owner) as done:
        kept = _saved(received, owner=owner, about=about, purpose=purpose, label=label, synthetic=synthetic)
        done.about = kept.uid
        done.note(record=str(about), **telling(kept, {**_columns(received, purpose), "sha256": received.sha256}))
    return kept


def keep_files(
    *,
    by: Acting,
    owner: str,
    about: UUID | str,
    purpose: Purpose,
    received: Iterable[Received],
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> int:
    """Keep many files of one record in one act, each content once under its first name; how many were not there before.

    Asks nobody whether `by` may: the calling action has. Refuses files.full, and then keeps none.
    """
    with checking():
        rows = StoredFile.objects.inside_action().filter(owner=owner, withdrawn_on__isnull=True)
        there = set(rows.filter(about=about, purpose=purpose, label=label).values_list("content__sha256", flat=True))
        used = rows.aggregate(whole=Sum("size"))["whole"] or 0
    new: dict[str, Received] = {}
    for each in received:
        if (digest := each.sha256) not in there:
            new.setdefault(digest, each)
    if not new:
        return 0
    _check_room(owner, used + sum(each.size for each in new.values()))
    for each in new.values():
        _write(each)
    with act("files.files.kept", by=by, owner=owner, about=about, count=len(new)):
        for each in new.values():
            _saved(each, owner=owner, about=about, purpose=purpose, label=label, synthetic=synthetic)
    return len(new)


def keep_again(
    *,
    by: Acting,
    owner: str,
    about: UUID | str,
    purpose: Purpose,
    lines: Iterable[FileLine],
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> int:
    """Keep for another record what is kept for one already, each content once and none of it copied; how many were not
    there before. Asks nobody whether `by` may: the calling action has.

    Refuses files.full, and files.nothing_there for what was withdrawn meanwhile; then it keeps none.
    """
    with checking():
        rows = StoredFile.objects.inside_action().filter(owner=owner, withdrawn_on__isnull=True)
        there = set(rows.filter(about=about, purpose=purpose).values_list("content__sha256", flat=True))
        used = rows.aggregate(whole=Sum("size"))["whole"] or 0
    new = {line.sha256: line for line in lines if line.sha256 not in there}
    if not new:
        return 0
    _check_room(owner, used + sum(line.size for line in new.values()))
    with act("files.files.kept", by=by, owner=owner, about=about, count=len(new)):
        for line in new.values():
            content: Content = Content.objects.select_for_update().get(sha256=line.sha256)
            if not StoredFile.objects.inside_action().filter(content=content, withdrawn_on__isnull=True).exists():
                raise Refusal(words.NOTHING_THERE)
            told = {name: getattr(line, name) for name in ("name", "size", "width", "height")}
            told |= {"kind": line.kind.value, "purpose": purpose.value, "owner": owner, "about": about}
            kept = StoredFile(content=content, kept_on=timezone.localdate(), label=label, synthetic=synthetic, **told)
            kept.save()
    return len(new)


def _check_room(owner: str, size: int) -> None:
    if size > settings.KEREGE_FILES_MB * 1_000_000:
        raise Refusal(words.FULL, field="file", owner=owner, most=settings.KEREGE_FILES_MB)


def _saved(received: Received, *, purpose: Purpose, **told: Any) -> StoredFile:
    """The row of a file, inside an act."""
    content = _locked(received)
    _write(received)  # whoever withdrew the last file with this content meanwhile has dropped the bytes
    kept = StoredFile(content=content, kept_on=timezone.localdate(), **told, **_columns(received, purpose))
    kept.save()
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
        "size": received.size,
        "width": received.width,
        "height": received.height,
        "purpose": purpose.value,
    }


def _locked(received: Received) -> Content:
    """The row of this content, locked until the act ends."""
    Content.objects.get_or_create(sha256=received.sha256, defaults={"size": received.size})
    content: Content = Content.objects.select_for_update().get(sha256=received.sha256)
    return content


def _write(received: Received) -> None:
    """Write the bytes unless they are there; half a file, left by a machine that went down, is not there."""
    path = path_of(received.sha256)
    if not default_storage.exists(path) or default_storage.size(path) != received.size:
        with received.opened() as content:
            default_storage.save(path, File(content))


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
