"""Drafting and publishing versions of what is kept as data; each kind of each room calls this from its own actions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction

from kerege.journal.actions import act
from kerege.journal.rules import Acting, checking
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.lib.versions import VersionState, Wording
from kerege.records.recording import KEY_TAKEN, named, plain_key


@dataclass(frozen=True)
class Kind:
    """What a kind has of its own: its tables, who keeps it, and the rules that read its content and write it back.

    `check` refuses whoever may not keep it for an owner, and `choice` a value that is none of those known.
    `mark` stands before the content in its digest. `stands` is the refusal to change what was published. `apart` are
    columns with their choices that no later version under the same key changes, as none changes the owner.
    """

    whole: type[Any]
    version: type[Any]
    check: Callable[[Any, str], None]
    choice: Callable[[str, Iterable[StrEnum], str], str]
    read: Callable[[Any], Any]
    written: Callable[[Any], dict[str, Any]]
    mark: str
    stands: RefusalWord
    apart: Mapping[str, type[StrEnum]] = field(default_factory=dict)


def record_draft(
    *,
    by: Acting,
    kind: Kind,
    word: str,
    owner: str,
    key: str,
    version: str,
    content: Mapping[str, Any],
    wording: str = Wording.LOADED,
    rights: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    **apart: str,
) -> Any:
    """Record a version as a draft, and its whole where it is new, with one act under this word. A draft may be recorded
    anew; the same content again changes nothing, also when it is published.

    Refuses what the kind's `check`, `choice` and `read` refuse and its `stands`, records.key_taken, records.bad_key,
    sharing.unknown_level and text.*.
    """
    kind.check(by, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    name, number = plain_key(key), clean_line(version, field="version", max_length=20)
    definition = kind.read(content)
    told = kind.written(definition)
    fixed = {"owner": owner} | {name: kind.choice(apart[name], known, name) for name, known in kind.apart.items()}
    columns = {
        "wording": kind.choice(wording, Wording, "wording"),
        "rights": clean_text(rights, field="rights", max_length=500) if rights else "",
        "title": clean_line(definition.title[definition.source], field="title"),
    }
    mark = digest([kind.mark, told])
    with checking():
        of = kind.whole.objects.inside_action().filter(key=name).first()
        if of is not None and any(getattr(of, column) != value for column, value in fixed.items()):
            raise Refusal(KEY_TAKEN, field="key", key=name, differs=", ".join(fixed))
        found = kind.version.objects.inside_action().filter(of=of, version=number).first() if of else None
    if found is not None and found.digest == mark:
        return found
    if found is not None and found.state != VersionState.DRAFT:
        raise Refusal(kind.stands, field="version", version=number)
    with act(word, by=by, owner=owner) as done:
        of = of or kind.whole(key=name, label=label, synthetic=synthetic, **fixed)
        for column, value in columns.items():
            setattr(of, column, value)
        of.save()
        row = found or kind.version(of=of, owner=owner, version=number, label=of.label, synthetic=of.synthetic)
        row.content, row.digest = told, mark
        row.save()
        done.about = of.uid
        done.note(key=name, digest=mark)
    return row


def publish_draft(
    *, by: Acting, kind: Kind, word: str, key: str, version: str, day: date, check: Callable[[Any], object]
) -> Any:
    """Publish a draft, with one act under this word, once `check` has taken what it holds. It never changes from now
    on, and the version before is superseded. Published already, nothing changes and nothing is checked.

    Refuses what the kind's `check` and this `check` refuse, records.nothing_there, and for a superseded one the kind's
    `stands`.
    """
    of = named(kind.whole, key=key, whose=lambda owner: _keeps(kind, by, owner))
    kind.check(by, of.owner)
    row: Any = named(kind.version, of=of, version=version)
    if row.state == VersionState.PUBLISHED:
        return row
    if row.state == VersionState.SUPERSEDED:
        raise Refusal(kind.stands, field="version", version=version[:20])
    check(kind.read(row.content))
    with transaction.atomic(), act(word, by=by, owner=of.owner) as done:
        row = kind.version.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
        check(kind.read(row.content))  # whoever wrote it in this moment is published, and is not written over
        before = kind.version.objects.inside_action().filter(of=of, state=VersionState.PUBLISHED).first()
        if before is not None:
            before.state, before.superseded_on = VersionState.SUPERSEDED, day
            before.save()
        row.state, row.published_on = VersionState.PUBLISHED, day
        row.save()
        done.about = of.uid
        done.note(key=of.key, digest=row.digest)
    return row


def _keeps(kind: Kind, by: Acting, owner: str) -> bool:
    try:
        kind.check(by, owner)
    except Refusal:
        return False
    return True
