"""Opening a toolkit package: judged whole before anything of it is used, and no member is ever held in memory."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import IO, Any

from kerege.lib.archives import Archive, Limits, Member, folders_of
from kerege.lib.names import is_left_by_system
from kerege.lib.refusal import Refusal
from kerege.training.rules.packs import delta as deltas
from kerege.training.rules.packs import manifest as manifests
from kerege.training.rules.packs.delta import Delta
from kerege.training.rules.packs.layout import DELTA, MANIFEST, SIGNATURE, put_together, read_text
from kerege.training.rules.packs.manifest import Manifest, PackedFile
from kerege.training.words import packs as words
from kerege.training.words.packs import Lies

LIMITS = Limits(packed=2_000_000_000, unpacked=2_000_000_000, members=5_000)
"""A video of 4 GB is refused by what the archive says of it. Archives inside archives are attachments like others."""
_MOST_TEXT, _MOST_TREE, _MOST_SIGNATURE = 2_000_000, 20_000_000, 10_000


@dataclass(frozen=True)
class Pack:
    """A package that was read to its end. `changed` are the files that are not what the manifest says, as they are."""

    manifest: Manifest
    signature: bytes | None
    delta: Delta | None
    changed: dict[str, PackedFile]
    archive: Archive
    members: dict[str, Member]

    def tree(self, more: dict[str, bytes] | None = None) -> Any:
        """The curriculum, with the texts as they are in the package; `more` has those that a delta leaves out.

        Refuses training.not_a_pack where tree or texts cannot be read.
        """
        raws = {each.path: self._raw(each.path, more or {}) for each in self.manifest.files if each.lies in _READ}
        roots = [each.path for each in self.manifest.files if each.lies == Lies.TREE]
        if len(roots) != 1:
            raise Refusal(words.NOT_A_PACK, field="file", why="no tree, or more than one")
        bare = manifests.strict(raws.pop(roots[0]), words.NOT_A_PACK)
        try:
            texts = {path: read_text(raw) if path in self.changed else raw.decode() for path, raw in raws.items()}
            return put_together(bare, texts)
        except (KeyError, TypeError, ValueError, RecursionError):
            raise Refusal(words.NOT_A_PACK, field="file", why="a text is missing or is no UTF-8") from None

    def _raw(self, path: str, more: dict[str, bytes]) -> bytes:
        return self.archive.read(self.members[path], most=_most(path)) if path in self.members else more[path]


_READ = {Lies.TREE, Lies.TEXT}


def _most(path: str) -> int:
    """The most bytes of a tree or a text, which are read into memory."""
    return _MOST_TREE if path.endswith(".json") else _MOST_TEXT


def check_size(path: str, size: int) -> None:
    """Refuse training.not_a_pack for a tree or a text that is too large to be one, before it is read."""
    if size > _most(path):
        raise Refusal(words.NOT_A_PACK, field="file", why="a text is too large")


def opened(file: IO[bytes], *, program: str) -> Pack:
    """Open a package. A folder around everything, as programs for ZIP files make one, does not matter, nor
    does a name that a program could not write: such a file is known by its content.

    Refuses archives.*, training.not_a_pack, training.pack_newer, training.pack_two_manifests, training.pack_missing,
    training.pack_extra, and training.pack_damaged where the tree itself is not what the manifest says.
    """
    archive = Archive(file, LIMITS)
    members = _unwrapped(archive)
    told = manifests.read(_small(archive, members.pop(MANIFEST), manifests.MOST_MANIFEST), program=program)
    beside = {name: members.pop(name) for name in (SIGNATURE, DELTA) if name in members}
    signature = _small(archive, beside[SIGNATURE], _MOST_SIGNATURE) if SIGNATURE in beside else None
    left_out = _small(archive, beside[DELTA], manifests.MOST_MANIFEST) if DELTA in beside else None
    delta = deltas.read(left_out, told) if left_out is not None else None
    members = _as_named(told, archive, members, delta)
    return Pack(told, signature, delta, _changed(told, archive, members), archive, members)


def base_manifest(file: IO[bytes]) -> Manifest:
    """The manifest since which something changed: from a package, or as the file that lies in one.

    Refuses archives.*, training.not_a_pack and training.pack_two_manifests.
    """
    if file.read(2) == b"PK":
        archive = Archive(file, LIMITS)
        return manifests.read(_small(archive, _unwrapped(archive)[MANIFEST], manifests.MOST_MANIFEST))
    file.seek(0)
    return manifests.read(file.read(manifests.MOST_MANIFEST))


def _unwrapped(archive: Archive) -> dict[str, Member]:
    """Members by their path below the folder in which the manifest lies. What an operating system or an open program
    left there or beside it does not matter.
    """
    roots = folders_of(archive.members, MANIFEST)
    if not roots:
        raise Refusal(words.NOT_A_PACK, field="file", why="no manifest")
    if len(roots) > 1:
        raise Refusal(words.PACK_TWO_MANIFESTS, field="file")
    around = roots[0]
    for each in archive.members:
        if not each.name.startswith(around) and not is_left_by_system(each.name):
            raise Refusal(words.PACK_EXTRA, field="file", path=each.name[:80])
    return {each.name.removeprefix(around): each for each in archive.members}


def _small(archive: Archive, member: Member, most: int) -> bytes:
    return archive.read(member, most=most)


def _as_named(told: Manifest, archive: Archive, members: dict[str, Member], delta: Delta | None) -> dict[str, Member]:
    """The members under the paths that the manifest has: everything that it names is there, or was left out on purpose,
    and nothing else.
    """
    left_out = delta.left_out if delta else frozenset()
    expected = set(told.by_path()) - left_out
    found = {path: each for path, each in members.items() if path in expected}
    others = {path: each for path, each in members.items() if path not in expected and not is_left_by_system(path)}
    lost: dict[tuple[int, str], list[str]] = {}
    for each in told.files:
        if each.path in expected - set(found):
            lost.setdefault((each.size, each.sha256), []).append(each.path)
    sizes = {size for size, _ in lost}
    for path in sorted(others):
        if others[path].size in sizes:
            seen = sha256()
            for chunk in archive.chunks(others[path]):
                seen.update(chunk)
            if meant := lost.get((others[path].size, seen.hexdigest())):  # of equal ones each takes one
                found[meant.pop(0)] = others.pop(path)
    if missing := sorted(expected - set(found)):
        raise Refusal(words.PACK_MISSING, field="file", path=missing[0][:80], number=len(missing))
    if others:
        raise Refusal(words.PACK_EXTRA, field="file", path=min(others)[:80])
    return found


def _changed(told: Manifest, archive: Archive, members: dict[str, Member]) -> dict[str, PackedFile]:
    changed = {}
    for each in sorted(told.files, key=lambda each: each.path):
        if each.path not in members:
            continue
        seen, size = sha256(), 0
        for chunk in archive.chunks(members[each.path]):
            seen.update(chunk)
            size += len(chunk)
        if seen.hexdigest() != each.sha256:
            if each.lies == Lies.TREE:
                raise Refusal(words.PACK_DAMAGED, field="file", path=each.path)
            changed[each.path] = replace(each, sha256=seen.hexdigest(), size=size)
    return changed
