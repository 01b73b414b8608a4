"""From which version a package came: what was edited in it is a fork of that one, and a fork stays one elsewhere."""

from hashlib import sha256

from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.versions import VersionState
from kerege.people.rules import Actor
from kerege.records.reading_versions import Found
from kerege.training.actions.adapting import readable
from kerege.training.models import CurriculumVersion
from kerege.training.rules.packs import manifest as manifests
from kerege.training.rules.packs.layout import TREE, taken_apart
from kerege.training.rules.packs.manifest import Manifest, Parent
from kerege.training.words.packs import Lies


def link_to_origin(*, by: Actor, row: CurriculumVersion, told: Manifest) -> bool:
    """Let a draft that came in an edited package be a fork of the version that the package was made of, inside an act.
    It is linked where that version is here with the very texts of the manifest, is no draft and is read by the actor,
    and where the draft's curriculum is new or a fork of the same one. Whether it is linked. Refuses nothing.
    """
    return _linked(row, _origin(by, told))


def link_to_parent(*, by: Actor, row: CurriculumVersion, told: Manifest) -> bool:
    """Let a version that came in a package be a fork of what its manifest names as its parent, inside an act, under the
    conditions of link_to_origin. Whether it is linked. Refuses nothing.
    """
    return row.base_id is None and _linked(row, _parent(by, told.parent))


def _parent_of(row: CurriculumVersion) -> Parent | None:
    """What the manifest of a version says of its parent; None for one that has none."""
    with checking():
        base = CurriculumVersion.objects.inside_action().select_related("of").filter(pk=row.base_id).first()
    return Parent(base.of.key, base.version, base.digest) if base is not None else None


def _linked(row: CurriculumVersion, origin: Found | None) -> bool:
    if origin is None or origin.whole.id == row.of_id:
        return False
    with checking():
        rows = CurriculumVersion.objects.inside_action()
        before = rows.filter(pk=row.of.forked_from_id).values_list("of_id", flat=True).first()
        alone = not rows.filter(of=row.of).exclude(pk=row.pk).exists()
    if before is None and not alone or before not in (None, origin.whole.id):
        return False
    row.base_id = origin.shown.id
    row.of.forked_from_id = row.of.forked_from_id or origin.shown.id
    for each in (row, row.of):
        each.label = max(each.label, origin.whole.label, origin.shown.label)
        each.save()
    return True


def _parent(by: Actor, told: Parent | None) -> Found | None:
    try:
        found = readable(by=by, key=told.key, version=told.version) if told is not None else None
    except Refusal:
        return None
    if found is None or told is None or found.shown.digest != told.digest or found.shown.state == VersionState.DRAFT:
        return None
    return found


def _origin(by: Actor, told: Manifest) -> Found | None:
    try:
        found = readable(by=by, key=told.key, version=told.version)
    except Refusal:
        return None
    made, texts = taken_apart(found.shown.content)
    here = {TREE: manifests.as_bytes(made)} | {path: text.encode() for path, text in texts.items()}
    named = {each.path: each.sha256 for each in told.files if each.lies in {Lies.TREE, Lies.TEXT}}
    same = named == {path: sha256(raw).hexdigest() for path, raw in here.items()}
    return found if same and found.shown.state != VersionState.DRAFT else None
