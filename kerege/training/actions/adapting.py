"""Making one's own of a published curriculum, and changing a draft. One change is one act."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django.db import transaction

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.versions import VersionState, Wording
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.reading_versions import Found, one_version
from kerege.records.recording import KEY_TAKEN, NOTHING_THERE, named
from kerege.records.viewers import Viewer
from kerege.sharing.rules import viewer_of
from kerege.training.actions.attached import let_go, take_along
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.rules.curricula import editing, read
from kerege.training.rules.curricula.files import digests_named
from kerege.training.rules.curricula.reading import check_key, digest_of
from kerege.training.rules.curricula.shapes import FILE
from kerege.training.words import curricula_refused as refused

Content = dict[str, Any]
FIRST = "1"
DOOR = Viewer(uid="training.curricula", everywhere=Sensitivity.RESTRICTED)
"""Reads every curriculum, for what the node does by itself."""


def fork_curriculum(
    *,
    by: Actor,
    owner: str,
    parent: str,
    parent_version: str,
    key: str,
    version: str = FIRST,
    label: Sensitivity = Sensitivity.PUBLIC,
) -> CurriculumVersion:
    """Make a draft of one's own of a version of another curriculum that was published, also of one that was superseded
    since. It remembers whence it came, and is read by nobody who may not read that version: `label` can only be higher.
    A key that is taken is refused, so that no curriculum descends from itself.

    Refuses people.not_yours, records.nothing_there (also of what the actor may not read), .key_taken,
    training.curriculum_bad_key, .curriculum_a_draft for a parent that is none yet, sharing.unknown_level and text.*.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    source = readable(by=by, key=parent, version=parent_version)
    if source.shown.state == VersionState.DRAFT:
        raise Refusal(refused.CURRICULUM_A_DRAFT, field="parent", version=source.shown.version)
    name, number = check_key(key), clean_line(version, field="version", max_length=20)
    programme = read({**deepcopy(source.shown.content), "key": name, "version": number})
    with checking():
        if Curriculum.objects.inside_action().filter(key=name).exists():
            raise Refusal(KEY_TAKEN, field="key", key=name, differs="forked_from")
    kept: Content = {"owner": owner, "label": max(label, source.whole.label, source.shown.label)}
    with act("training.curriculum.forked", by=by, owner=owner, key=name) as done:
        whole = Curriculum(
            **kept,
            key=name,
            title=programme.title[programme.source][:200],
            wording=Wording.LOADED,
            rights=source.whole.rights,
            forked_from_id=source.shown.id,
        )
        whole.save()
        row = CurriculumVersion(**kept, of=whole, version=number, base_id=source.shown.id)
        _write(row, programme.content)
        done.about = whole.uid
        take_along(by=by, row=row, source=source.whole.key)
    return row


def begin_version(*, by: Actor, key: str, version: str) -> CurriculumVersion:
    """Begin the next version of a curriculum as a draft: it says what the published one says until it is changed.

    Refuses people.not_yours, records.nothing_there, training.curriculum_number_taken,
    .curriculum_one_draft while another draft stands, .curriculum_a_draft where none is published, and text.*
    """
    of = kept_curriculum(by=by, key=key)
    number = clean_line(version, field="version", max_length=20)
    with checking():
        rows: list[Any] = list(CurriculumVersion.objects.inside_action().filter(of=of))
    if any(row.version == number for row in rows):
        raise Refusal(refused.CURRICULUM_NUMBER_TAKEN, field="version", version=number)
    if open_draft := next((row for row in rows if row.state == VersionState.DRAFT), None):
        raise Refusal(refused.CURRICULUM_ONE_DRAFT, field="version", version=open_draft.version)
    before = next((row for row in rows if row.state == VersionState.PUBLISHED), None)
    if before is None:
        raise Refusal(refused.CURRICULUM_A_DRAFT, field="version", version=number)
    content = read({**deepcopy(before.content), "version": number}).content
    with act("training.curriculum.begun", by=by, owner=of.owner, about=of.uid, key=of.key):
        label = max(of.label, before.label)  # an update from a parent that is less open closed it
        row = CurriculumVersion(of=of, owner=of.owner, label=label, synthetic=of.synthetic, version=number)
        row.base_id = before.base_id
        _write(row, content)
    return row


def change_part(
    *, by: Actor, key: str, version: str, seen: str, part: str, told: Mapping[str, Any], states: Mapping[str, str]
) -> CurriculumVersion:
    """Let a part of a draft say this; what is not named stays. `seen` is the digest of what the page showed, `states`
    how far a translation that was written or read now can be relied on, by language. Which file an attachment is says
    attach_file alone: what is told of that is left out.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind where somebody
    changed it since, .curriculum_no_part, .curriculum_undecided, and what rules.curricula.read refuses.
    """
    said = {name: value for name, value in told.items() if name not in FILE}
    return rewrite(
        by=by, key=key, version=version, seen=seen, change=lambda content: editing.say(content, part, said, states)
    )


def add_part(
    *, by: Actor, key: str, version: str, seen: str, parent: str, field: str, told: Mapping[str, Any]
) -> CurriculumVersion:
    """Put a new part at the end of a list of another. Its id is made free where it is taken. Refuses what change_part
    refuses.
    """

    def added(content: Content) -> Content:
        named_free = {**told, "id": editing.free_id(content, str(told.get("id", "")))}
        return editing.add(content, parent, field, named_free)

    return rewrite(by=by, key=key, version=version, seen=seen, change=added)


def remove_part(*, by: Actor, key: str, version: str, seen: str, part: str) -> CurriculumVersion:
    """Take a part out, with all that is in it and the links of others to it. Refuses what change_part refuses."""
    return rewrite(by=by, key=key, version=version, seen=seen, change=lambda content: editing.remove(content, part))


def move_part(
    *, by: Actor, key: str, version: str, seen: str, part: str, parent: str, position: int
) -> CurriculumVersion:
    """Put a part elsewhere: under which part, and as which of its list (from 0). Refuses what change_part refuses."""
    return rewrite(
        by=by, key=key, version=version, seen=seen, change=lambda content: editing.move(content, part, parent, position)
    )


def add_language(*, by: Actor, key: str, version: str, seen: str, lang: str) -> CurriculumVersion:
    """Begin to translate a draft into one more language. Refuses what change_part refuses."""
    return rewrite(
        by=by, key=key, version=version, seen=seen, change=lambda content: editing.with_language(content, lang)
    )


# -- what all of them do -----------------------------------------------------------------------------------------------


def kept_curriculum(*, by: Actor, key: str) -> Curriculum:
    """A curriculum that the actor keeps. Refuses records.nothing_there and people.not_yours."""
    found = named(Curriculum, whose=lambda owner: may(by, Deed.KEEP_CURRICULA, owner), key=key)
    check_may(by, Deed.KEEP_CURRICULA, found.owner)
    return found


def readable(*, by: Actor, key: str, version: str) -> Found:
    """A version that the actor may read. Refuses records.nothing_there."""
    viewer = DOOR if by.is_system else viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    found = one_version(CurriculumVersion, viewer, key, on=date.max, version=version) if version else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="parent", what=Curriculum._meta.verbose_name, key=f"{key} {version}"[:80])
    return found


def draft_of(*, by: Actor, key: str, version: str = "") -> CurriculumVersion:
    """The draft of a curriculum that the actor keeps: the one named, else the only one there is. Refuses
    records.nothing_there and people.not_yours.
    """
    of = kept_curriculum(by=by, key=key)
    which: dict[str, Any] = {"of": of, "state": VersionState.DRAFT} | ({"version": version} if version else {})
    found: CurriculumVersion = named(CurriculumVersion, **which)
    return found


def open_draft(*, by: Actor, key: str, version: str, seen: str) -> tuple[Curriculum, CurriculumVersion]:
    """A draft that the actor keeps and has seen as it is now. Refuses records.nothing_there, people.not_yours,
    training.curriculum_stands and .curriculum_behind.
    """
    of = kept_curriculum(by=by, key=key)
    row = named(CurriculumVersion, of=of, version=version)
    if row.state != VersionState.DRAFT:
        raise Refusal(refused.CURRICULUM_STANDS, field="version", version=row.version)
    if row.digest != seen:
        raise Refusal(refused.CURRICULUM_BEHIND)
    return of, row


def rewrite(
    *,
    by: Actor,
    key: str,
    version: str,
    seen: str,
    change: Callable[[Content], Content],
    word: str = "training.curriculum.changed",
    columns: Mapping[str, Any] | None = None,
    source: str = "",
) -> CurriculumVersion:
    """Write a draft anew, unless somebody else did since the page was shown; the same again writes no act. Files come
    along from `source`, and go when no version of the curriculum names them any more.

    Refuses what open_draft, the change and rules.curricula.read refuse; so training.curriculum_behind.
    """
    of, row = open_draft(by=by, key=key, version=version, seen=seen)
    programme = read(change(row.content))
    if digest_of(programme.content) == row.digest and columns is None:
        return row
    named_before = digests_named(row.content, row.conflicts)
    with transaction.atomic(), act(word, by=by, owner=of.owner, about=of.uid, key=of.key):
        row = _as_seen(row)
        for name, value in (columns or {}).items():
            setattr(row, name, value)
        _write(row, programme.content)
        if row.label <= of.label:  # else the title is read by people who may not read the version
            of.title = programme.title[programme.source][:200]
            of.save()
        if source:
            take_along(by=by, row=row, source=source)
        let_go(by=by, of=of, digests=named_before - digests_named(row.content, row.conflicts))
    written: CurriculumVersion = row
    return written


def _as_seen(before: CurriculumVersion) -> CurriculumVersion:
    """The draft again, held until the transaction ends. Refuses training.curriculum_stands where it was published since
    it was looked at, and .curriculum_behind where somebody changed it or decided a conflict.
    """
    row: CurriculumVersion
    row = CurriculumVersion.objects.inside_action().select_for_update(of=("self",)).get(pk=before.pk)
    if row.state != VersionState.DRAFT:
        raise Refusal(refused.CURRICULUM_STANDS, field="version", version=row.version)
    if (row.digest, row.conflicts) != (before.digest, before.conflicts):
        raise Refusal(refused.CURRICULUM_BEHIND)
    return row


def _write(row: CurriculumVersion, content: Content) -> None:
    row.content, row.digest = content, digest_of(content)
    row.save()
