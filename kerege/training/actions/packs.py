"""Toolkit packages out and in. What comes in was read to its end before anything of it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kerege.files import actions as files
from kerege.files import queries as stored
from kerege.files.rules import Received, Scan, received_from
from kerege.files.words import TOOLKIT, Purpose
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import VersionState
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.training.actions.curricula import publish_curriculum_version, record_curriculum_version
from kerege.training.actions.packs_origin import _parent_of, link_to_origin, link_to_parent
from kerege.training.models import Curriculum, CurriculumVersion, ToolkitPack
from kerege.training.queries.packs import contents, incoming_file
from kerege.training.rules import curricula
from kerege.training.rules.packs import delta as deltas
from kerege.training.rules.packs import editing, making, signing
from kerege.training.rules.packs.layout import attachments
from kerege.training.rules.packs.manifest import Manifest, is_earlier
from kerege.training.rules.packs.opening import Pack, check_size, opened
from kerege.training.rules.packs.signing import Standing
from kerege.training.words import packs as words
from kerege.training.words.packs import Lies, Signed

Signer = Callable[[Manifest], bytes]


@dataclass(frozen=True)
class Checked:
    """A package that may come in: what it holds, who signed it, and the curriculum that it is."""

    pack: Pack
    standing: Standing
    tree: dict[str, Any]
    here: CurriculumVersion | None


def make_pack(
    *,
    by: Actor,
    key: str,
    version: str,
    node: str,
    program: str,
    signer: Signer | None = None,
    today: date | None = None,
) -> ToolkitPack:
    """Make the package of a version of a curriculum, or of the published one where none is named, once: asked again it
    is the one that is there.

    Refuses records.nothing_there, people.not_yours, training.pack_of_draft, and training.pack_incomplete where an
    attachment is not here.
    """
    row = _version(by, key, version)
    if row.state == VersionState.DRAFT:
        raise Refusal(words.PACK_OF_DRAFT, field="version")
    with checking():
        known = _packed(key, row.version)
    if known is not None:
        return known
    day, tree = today or localdate(), row.content
    made = making.contents(tree, said_in=_said_in)
    told = making.manifest_of(tree, made, made_on=day, node=node, program=program, parent=_parent_of(row))
    _check_here(row.owner, told)
    with TemporaryDirectory(prefix="kerege-pack-") as folder:
        own = [_taken(Path(folder) / str(n), path, [raw], None) for n, (path, raw) in enumerate(made.items())]
        signature = signer(told) if signer else b""
        signed = Signed.KNOWN if signature else Signed.NOT
        with act("training.pack.made", by=by, owner=row.owner) as done:
            pack = _row(row, told, signature, day, signed=signed, made_here=True)
            files.keep_files(by=by, about=pack.uid, received=own, **_kept(row))
            done.about = pack.uid
            done.note(digest=told.digest)
    return pack


def check_pack(*, by: Actor, owner: str, file: IO[bytes], program: str, known: Mapping[str, str]) -> Checked:
    """Read a package to its end without writing anything. `known` are public keys with the nodes whose they are.

    Refuses people.not_yours, what rules.packs.opening and rules.curricula refuse, training.pack_signature_wrong, and
    training.pack_base_missing.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    pack = opened(file, program=program)
    standing = signing.standing(pack.manifest, pack.signature, known=known)
    if standing.signed == Signed.WRONG:
        raise Refusal(words.PACK_SIGNATURE_WRONG, field="file")
    tree = pack.tree(_left_out(owner, pack))
    if not pack.changed:
        _check_tree(pack.manifest, tree)
    with checking():
        rows = CurriculumVersion.objects.inside_action().filter(of__key=pack.manifest.key)
        here = rows.filter(version=pack.manifest.version).first()
    return Checked(pack, standing, tree, here)


def import_pack(
    *,
    by: Actor,
    owner: str,
    file: IO[bytes],
    program: str,
    known: Mapping[str, str],
    unknown_signer: bool = False,
    publish: bool = True,
    scan: Scan | None = None,
    today: date | None = None,
) -> ToolkitPack:
    """Bring in a package as the version that was published, whole or not at all. The same again changes nothing. One
    of a fork is a fork here too, where the version from which it was made is here as it was and the actor reads it.

    One that is earlier by its number than what is taught here comes in as superseded, whatever came first.

    Refuses what check_pack refuses, training.pack_signer_unknown unless `unknown_signer`, training.pack_edited,
    training.pack_other_content, training.pack_of_another, files.* for attachments, and what recording a version
    refuses.
    """
    found = check_pack(by=by, owner=owner, file=file, program=program, known=known)
    told = found.pack.manifest
    _check_signer(found, unknown_signer)
    if found.pack.changed:
        raise Refusal(words.PACK_EDITED, field="file", count=len(found.pack.changed), path=min(found.pack.changed)[:80])
    with checking():
        there = _packed(told.key, told.version)
    if there is not None and there.digest == told.digest:
        there.was_here = True
        return there
    _check_owner(owner, told.key)
    if there is not None or (found.here is not None and found.here.content != found.tree):
        raise Refusal(words.PACK_OTHER_CONTENT, field="file", key=told.key, version=told.version)
    day = today or localdate()
    with TemporaryDirectory(prefix="kerege-pack-") as folder:
        taken = _unpacked(Path(folder), found.pack, scan)
        with transaction.atomic():
            row = record_curriculum_version(by=by, owner=owner, content=found.tree, rights=told.licence)
            with act("training.pack.imported", by=by, owner=owner) as done:
                signature = found.pack.signature or b""
                pack = _row(row, told, signature, day, signed=found.standing.signed, made_here=False)
                _keep_all(by, pack, row, found.pack, taken)
                link_to_parent(by=by, row=row, told=told)
                if publish and row.state == VersionState.DRAFT and is_earlier(told.version, _taught(told.key)):
                    row.state, row.published_on, row.superseded_on = VersionState.SUPERSEDED, day, day
                    row.save()
                done.about = pack.uid
                done.note(digest=told.digest, node=told.node)
            if publish and row.state == VersionState.DRAFT:
                named: dict[str, Any] = {"key": told.key, "version": told.version}
                pack.of = publish_curriculum_version(by=by, today=day, came_published=True, **named)
    return pack


def import_edited(
    *,
    by: Actor,
    owner: str,
    file: IO[bytes],
    key: str,
    program: str,
    known: Mapping[str, str],
    unknown_signer: bool = False,
    scan: Scan | None = None,
) -> CurriculumVersion:
    """Bring in a package that somebody changed on its stick as a draft under a key of one's own, never as the version
    that was published. Where that version is here and the actor reads it, the draft is a fork of it, and no more open.

    Refuses what check_pack refuses, training.pack_signer_unknown unless `unknown_signer`, training.pack_not_edited,
    files.* for attachments, and what recording a version refuses.
    """
    found = check_pack(by=by, owner=owner, file=file, program=program, known=known)
    _check_signer(found, unknown_signer)
    if not found.pack.changed:
        raise Refusal(words.PACK_NOT_EDITED, field="file")
    tree = editing.draft(found.tree, found.pack.changed) | {"key": key}
    with TemporaryDirectory(prefix="kerege-pack-") as folder:
        taken = _unpacked(Path(folder), found.pack, scan)
        wanted = {each["sha256"] for _, each in attachments(tree)}
        with transaction.atomic():
            row = record_curriculum_version(by=by, owner=owner, content=tree, rights=found.pack.manifest.licence)
            with act("training.pack.edited", by=by, owner=owner, about=row.uid) as done:
                link_to_origin(by=by, row=row, told=found.pack.manifest)
                kept = [each for each in taken.values() if each.sha256 in wanted]
                files.keep_files(by=by, about=row.uid, received=kept, **_kept(row))
                done.note(changed=len(found.pack.changed))
    return row


def hand_in_pack(*, by: Actor, owner: str, received: Received, program: str) -> Any:
    """Keep a package as it was handed in, to be looked at before it comes in. One that the same owner left there with
    the same bytes is the same.

    Refuses people.not_yours, files.full, and what rules.packs.opening refuses: what is no package is not kept.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    try:
        with received.opened() as file:
            opened(file, program=program)
    except Refusal as refusal:
        refusal.field = "file"
        raise
    about = uuid5(NAMESPACE_URL, f"kerege:toolkit-in:{owner}")
    told: dict[str, Any] = {"owner": owner, "about": about, "label": Sensitivity.RESTRICTED}
    told["purpose"] = Purpose.TOOLKIT_IN
    return files.keep_file(by=by, received=received, **told)


def discard_pack(*, by: Actor, uid: str) -> None:
    """Forget a package that was handed in, after it came in or because it shall not. Refuses training.no_such_pack."""
    line = incoming_file(by, uid)
    files.withdraw_file(by=by, uid=uid, about=line.about, purpose=Purpose.TOOLKIT_IN)


# -- the pieces --------------------------------------------------------------------------------------------------------


def _version(by: Actor, key: str, version: str) -> CurriculumVersion:
    of = named(Curriculum, whose=partial(may, by, Deed.KEEP_CURRICULA), key=key)
    check_may(by, Deed.KEEP_CURRICULA, of.owner)
    which = {"version": version} if version else {"state": VersionState.PUBLISHED}
    return named(CurriculumVersion, of=of, **which)


def _packed(key: str, version: str) -> ToolkitPack | None:
    """The package of a version; inside `checking`."""
    rows = ToolkitPack.objects.inside_action()
    found: ToolkitPack | None = rows.filter(of__of__key=key, of__version=version).first()
    return found


def _taught(key: str) -> str:
    """The version of a curriculum that is taught here; empty for none. Inside an act."""
    rows = CurriculumVersion.objects.inside_action().filter(of__key=key, state=VersionState.PUBLISHED)
    return rows.values_list("version", flat=True).first() or ""


def _check_owner(owner: str, key: str) -> None:
    """A curriculum that everybody may read and another owner keeps here is not theirs to bring in."""
    with checking():
        row = Curriculum.objects.inside_action().filter(key=key, label=Sensitivity.PUBLIC).exclude(owner=owner).first()
    if row is not None:
        raise Refusal(words.PACK_OF_ANOTHER, field="file", key=key, owner=row.owner)


def _said_in(lang: str) -> Callable[[str], str]:
    def said(sentence: str) -> str:
        with translation.override(lang):
            return gettext(sentence)

    return said


def _check_here(owner: str, told: Manifest) -> None:
    wanted = {each.sha256: each.path for each in told.files if each.lies == Lies.ATTACHMENT}
    for digest in set(wanted) - set(contents(owner, wanted)):
        raise Refusal(words.PACK_INCOMPLETE, path=wanted[digest][:80])


def _left_out(owner: str, pack: Pack) -> dict[str, bytes]:
    """Tree and texts that a delta leaves out, from what is here. Refuses training.pack_base_missing."""
    if pack.delta is None:
        return {}
    told = pack.manifest.by_path()
    kept = contents(owner, {told[path].sha256 for path in pack.delta.left_out})
    deltas.check_base(pack.delta, pack.manifest, have=kept)
    found = {}
    for path in pack.delta.left_out:
        if told[path].lies in {Lies.TREE, Lies.TEXT}:
            line = kept[told[path].sha256]
            check_size(path, line.size)
            with stored.opened(line) as stream:
                found[path] = stream.read()
    return found


def _check_tree(told: Manifest, tree: Any) -> None:
    """The tree is one that this program keeps as it is, and the manifest speaks of this very tree."""
    content = curricula.checked(tree)
    named_there = {(path, each["sha256"], each["size"]) for path, each in attachments(content)}
    here = {(each.path, each.sha256, each.size) for each in told.files if each.lies == Lies.ATTACHMENT}
    same = (content["key"], content["version"]) == (told.key, told.version)
    if content != tree or not same or named_there != here:
        raise Refusal(words.NOT_A_PACK, field="file", why="the tree is not the one that the manifest speaks of")


def _check_signer(found: Checked, unknown_signer: bool) -> None:
    if found.standing.signed != Signed.KNOWN and not unknown_signer:
        raise Refusal(words.PACK_SIGNER_UNKNOWN, field="unknown_signer")


def _unpacked(folder: Path, pack: Pack, scan: Scan | None) -> dict[str, Received]:
    """Every file of the package, checked, by path; each lies in the folder while it is needed."""
    return {
        path: _taken(folder / str(number), path, pack.archive.chunks(member), scan)
        for number, (path, member) in enumerate(sorted(pack.members.items()))
    }


def _taken(folder: Path, path: str, chunks: Any, scan: Scan | None) -> Received:
    folder.mkdir(exist_ok=True)
    place = folder / "file"
    with place.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return received_from(place, path.rpartition("/")[2], kinds=TOOLKIT, scan=scan)


def _kept(row: CurriculumVersion) -> dict[str, Any]:
    return {"owner": row.owner, "label": row.label, "synthetic": row.synthetic, "purpose": Purpose.TOOLKIT}


def _keep_all(by: Actor, pack: ToolkitPack, row: CurriculumVersion, came: Pack, taken: dict[str, Received]) -> None:
    """Attachments with the version, so that they stay with it, and what was made of the tree with the package."""
    lies = {each.path: each.lies for each in came.manifest.files}
    for about, wanted in ((row.uid, True), (pack.uid, False)):
        kept = [each for path, each in taken.items() if (lies[path] == Lies.ATTACHMENT) == wanted]
        files.keep_files(by=by, about=about, received=kept, **_kept(row))


def _row(
    row: CurriculumVersion, told: Manifest, signature: bytes, day: date, *, signed: str, made_here: bool
) -> ToolkitPack:
    pack = ToolkitPack(of=row, owner=row.owner, label=row.label, synthetic=row.synthetic, came_on=day, signed=signed)
    pack.manifest, pack.signature, pack.digest = told.raw.decode(), signature.decode(), told.digest
    pack.node, pack.made_on, pack.made_here = told.node, told.made_on, made_here
    pack.size, pack.count = told.size, len(told.files)
    pack.save()
    return pack
