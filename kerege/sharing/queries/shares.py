"""What is shared with whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, ExpressionWrapper, Q

from kerege.journal.rules import pseudonyms_of
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import ANY_ROLE, Sensitivity, ShareState
from kerege.people import queries as people
from kerege.people.words import Role
from kerege.records.labels import labelled_fields
from kerege.records.owned import OwnedModel
from kerege.records.recording import NOTHING_THERE
from kerege.records.shares import kind_of, standing
from kerege.records.viewers import Shared, Viewer
from kerege.sharing import words
from kerege.sharing.models import Share
from kerege.sharing.rules import WORKING_ROLES, reads_shares_of


@dataclass(frozen=True)
class ShareLine:
    """One share. `record` is empty for a list; `title` is empty where the reader may not see the record (any more)."""

    uid: str
    owner: str
    kind: str
    record: str
    title: str
    project: str
    field: str
    level: Sensitivity
    readers: tuple[tuple[str, str], ...]
    start: date
    end: date
    purpose: str
    state: ShareState
    made_by: str
    made_on: date
    confirmed_by: str
    withdrawn_on: date | None

    def open_on(self, day: date) -> bool:
        """Whether it opens something on that day."""
        return self.state == ShareState.STANDING and self.start <= day < self.end


def shared_with(readers: tuple[tuple[str, str], ...], *, on: date) -> Shared | None:
    """What a viewer has to know of the shares with these readers on the day; None where there are none.

    One query, and none for somebody without a working role.
    """
    if not readers:
        return None
    asked = Shared(readers, on)
    of_lists = ExpressionWrapper(Q(record__isnull=True), output_field=BooleanField())
    kinds = Share.objects.filter(standing(asked)).annotate(of_lists=of_lists).values_list("kind", "of_lists")
    found = list(kinds.order_by().distinct())
    if not found:
        return None
    records = frozenset(kind for kind, is_list in found if not is_list)
    return Shared(readers, on, records, frozenset(kind for kind, is_list in found if is_list))


def shareable_kinds() -> list[str]:
    """The kinds of records that are shared by themselves; what is a part of another is shared with that one."""
    return sorted(kind_of(model) for model in _shareable())


def shareable(kind: str) -> Any:
    """The model of a kind that is shared by itself. Refuses sharing.unknown_kind."""
    for model in _shareable():
        if kind_of(model) == kind:
            return model
    raise Refusal(words.UNKNOWN_KIND, field="kind", kind=kind[:60], kinds=", ".join(shareable_kinds()))


def _shareable() -> Iterator[Any]:
    for model in apps.get_models():
        if issubclass(model, OwnedModel) and not model.part_of and model.shareable:
            yield model


@dataclass(frozen=True)
class Shareable:
    """A record that somebody may share or label: what it is called, and how sensitive it and its fields are."""

    owner: str
    kind: str
    uid: str
    title: str
    label: Sensitivity
    fields: tuple[tuple[str, Sensitivity], ...]

    @property
    def highest(self) -> Sensitivity:
        return max([self.label, *(level for _, level in self.fields)])


def record_to_share(viewer: Viewer, *, kind: str, record: str) -> Shareable:
    """One record with its labels, as far as the viewer may see them. Refuses sharing.unknown_kind and
    records.nothing_there, also where there is a record that the viewer may not see.
    """
    model = shareable(kind)
    seen = model.objects.seen_by(viewer).filter(uid=uid_or_none(record)).reveal_labels().one()
    if seen is None:
        raise Refusal(NOTHING_THERE, field="record", what=model._meta.verbose_name, key=record)
    levels = [(name, getattr(seen, f"{name}_level")) for name in sorted(labelled_fields(model))]
    fields = tuple((name, Sensitivity(level)) for name, level in levels if level is not None)
    return Shareable(seen.owner, kind, str(seen.uid), title_of(model, seen), Sensitivity(seen.label), fields)


def readers_today(readers: tuple[tuple[str, str], ...], *, on: date) -> dict[tuple[str, str], int]:
    """How many active accounts would read by a share with these readers on the day, by owner and role."""
    found: dict[tuple[str, str], set[int]] = {reader: set() for reader in readers}
    for account, grant in people.held(on=on):
        for owner, role in readers:
            named = grant.role == role or (role == ANY_ROLE and Role(grant.role) in WORKING_ROLES)
            if named and grant.owner == owner:
                found[owner, role].add(account)
    return {reader: len(accounts) for reader, accounts in found.items()}


def pseudonym_of(uid: str) -> str:
    """What shares call the account that made, confirmed or withdrew them; the uid itself of what is no account."""
    return pseudonyms_of([uid]).get(uid, uid)


def given(viewer: Viewer, *, owner: str, record: str = "") -> list[ShareLine]:
    """The shares that an owner made, newest first; only those whose content the viewer reads by clearance.

    Who is not of the owner gets an empty list, whatever there is: with whom somebody shares is theirs to know.
    """
    levels = [level for level in Sensitivity if reads_shares_of(viewer, owner, level)]
    rows = Share.objects.filter(owner=owner, level__in=levels)
    return _lines(viewer, rows.filter(record=uid_or_none(record), record__isnull=False) if record else rows)


def received(viewer: Viewer) -> list[ShareLine]:
    """The shares by which the viewer reads on the viewer's day, newest first."""
    if viewer.shared is None:
        return []
    found = Share.objects.filter(standing(viewer.shared)).values("id")
    return _lines(viewer, Share.objects.filter(Q(id__in=found)))


def _lines(viewer: Viewer, rows: Any) -> list[ShareLine]:
    shares = list(rows.order_by("-made_on", "-id").prefetch_related("readers"))
    titles = _titles(viewer, shares)
    return [_line(share, titles) for share in shares]


def _line(s: Share, titles: dict[str, str]) -> ShareLine:
    return ShareLine(
        uid=str(s.uid),
        owner=s.owner,
        kind=s.kind,
        record=str(s.record or ""),
        title=titles.get(str(s.record), ""),
        project=s.project,
        field=s.field,
        level=Sensitivity(s.level),
        readers=tuple(sorted((r.owner, r.role) for r in s.readers.all())),  # type: ignore[attr-defined]
        start=s.start,
        end=s.end,
        purpose=s.purpose,
        state=ShareState(s.state),
        made_by=s.made_by,
        made_on=s.made_on,
        confirmed_by=s.confirmed_by,
        withdrawn_on=s.withdrawn_on,
    )


def _titles(viewer: Viewer, shares: list[Share]) -> dict[str, str]:
    """What the shared records are called, as far as the viewer may see them; one query for each kind."""
    found: dict[str, str] = {}
    for model in _shareable():
        uids = {s.record for s in shares if s.record and s.kind == kind_of(model)}
        if uids:
            for seen in model.objects.seen_by(viewer).filter(uid__in=uids).seen():
                found[str(seen.uid)] = title_of(model, seen)
    return found


def title_of(model: Any, seen: Any) -> str:
    """What a record is called for a reader: its title, or whatever stands for one; else its key."""
    names = {f.name for f in model._meta.fields} | labelled_fields(model)
    for name in ("title", "name", "programme", "meaning", "key"):
        if name in names and getattr(seen, name):
            return str(getattr(seen, name))
    return ""
