"""Naming: the one table of dated names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kerege.atlas.models import AdminUnit, Name, Place, Region, Source, Standard, Term, Territory
from kerege.atlas.queries.records import source_or_none
from kerege.atlas.queries.sources import source as source_record
from kerege.atlas.rules import Called, Recorder, check_may_record, check_preferred, choice, language_tag, span, uid_of
from kerege.atlas.words import (
    NO_CURRENT_NAME,
    NO_SUCH_NAME,
    OWN_SUBJECTS,
    UNKNOWN_SUBJECT,
    NameKind,
    SubjectKind,
)
from kerege.journal.actions import act
from kerege.lib.canonical import digest
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.stated import Precision
from kerege.lib.text import clean_line, fold, skeleton

_MODELS: dict[SubjectKind, Any] = {
    SubjectKind.TERRITORY: Territory,
    SubjectKind.REGION: Region,
    SubjectKind.UNIT: AdminUnit,
    SubjectKind.PLACE: Place,
    SubjectKind.TERM: Term,
    SubjectKind.STANDARD: Standard,
}


FEW = 500
"""So many subjects are asked for one by one; for more, all names are read."""


@dataclass(frozen=True)
class NameRow:
    """One name to bring in; `start` and `end` as days, months or years, None where unknown."""

    subject_uid: UUID
    subject_kind: str
    lang: str
    text: str
    kind: str = NameKind.PREFERRED
    start: str | None = None
    end: str | None = None
    source: str | None = None
    note: str = ""


def record_name(
    *,
    by: Recorder,
    subject_uid: UUID,
    subject_kind: str,
    lang: str,
    text: str,
    start: str | date | None = None,
    end: str | date | None = None,
    kind: str = "preferred",
    source: str | None = None,
    note: str = "",
) -> Name:
    """Record a name. The same name again changes nothing.

    For organisations, instruments and others the calling room has checked who may. Refuses atlas.not_yours,
    atlas.two_current_names, atlas.unknown_subject, atlas.bad_language, atlas.unknown_choice, atlas.unknown_code,
    periods.end_before_start and the text refusals.
    """
    subject = _check_subject(by, subject_kind, subject_uid)
    row = _row(
        NameRow(subject_uid, subject, lang, text, kind, _iso(start), _iso(end), None, note),
        source_or_none(source),
    )
    same = Name.objects.filter(subject_uid=subject_uid, lang=row["lang"], text=row["text"], kind=row["kind"])
    found: Name | None = same.filter(start=row["start"]).first()
    if found:
        return found
    with act("atlas.name.recorded", by=by, about=subject_uid, lang=row["lang"], text=row["text"]) as done:
        check_preferred(_called(row), [_of(name) for name in Name.objects.filter(subject_uid=subject_uid)])
        done.note(kind=row["kind"], start=row["start"], end=row["end"])
        name: Name = Name.objects.create(**row)
    return name


def rename(
    *,
    by: Recorder,
    subject_uid: UUID,
    subject_kind: str,
    lang: str,
    text: str,
    on: date,
    source: str | None = None,
) -> Name:
    """End the preferred name in a language and start another on the same day. The old one stays findable.

    Refuses atlas.no_current_name and what `record_name` refuses.
    """
    subject = _check_subject(by, subject_kind, subject_uid)
    row = _row(NameRow(subject_uid, subject, lang, text, NameKind.PREFERRED, _iso(on)), source_or_none(source))
    current = Name.objects.filter(subject_uid=subject_uid, lang=row["lang"], kind=NameKind.PREFERRED)
    old: Name | None = current.filter(end__isnull=True).first()
    if old is None:
        raise Refusal(NO_CURRENT_NAME, field="lang", lang=row["lang"], on=on.isoformat())
    Period(old.start, on)
    with act("atlas.name.replaced", by=by, about=subject_uid, lang=row["lang"], on=on) as done:
        done.note(old=old.text, new=row["text"])
        old.end, old.end_precision = on, Precision.DAY
        old.save()
        name: Name = Name.objects.create(**row)
    return name


def withdraw_name(*, by: Recorder, name_uid: UUID) -> None:
    """Take away a name that was never one (a typing mistake); the journal keeps it. For a real change use `rename`.

    Refuses atlas.no_such_name and atlas.not_yours.
    """
    found: Name | None = Name.objects.filter(uid=name_uid).first()
    if found is None:
        raise Refusal(NO_SUCH_NAME)
    _check_subject(by, found.subject_kind, found.subject_uid)
    with act("atlas.name.withdrawn", by=by, about=found.subject_uid, lang=found.lang, text=found.text):
        found.delete()


def record_names(*, by: Recorder, rows: Iterable[NameRow]) -> int:
    """Bring in many names of the atlas's own subjects with one act; those that are there already stay as they are.

    Refuses atlas.not_yours, atlas.two_current_names, atlas.unknown_code and what `record_name` refuses, for all rows.
    """
    check_may_record(by)
    rows = list(rows)
    there: dict[UUID, list[Called]] = defaultdict(list)
    for name in _names_of({given.subject_uid for given in rows}):
        there[name.subject_uid].append(_of(name))
    sources: dict[str, Source] = {}
    new = []
    for given in rows:
        row = _row(given, _source(given.source, sources))
        called, known = _called(row), there[row["subject_uid"]]
        if any(
            (k.lang, k.text, k.kind) == (called.lang, called.text, called.kind)
            for k in known
            if k.start == called.start
        ):
            continue
        check_preferred(called, known)
        known.append(called)
        new.append(row)
    if new:
        about = uid_of("bulk", "atlas.names.recorded")
        with act("atlas.names.recorded", by=by, about=about, created=len(new)) as done:
            done.note(digest=digest([[str(r["subject_uid"]), r["lang"], r["text"], r["start"]] for r in new]))
            Name.objects.bulk_create([Name(**row) for row in new], batch_size=500)
    return len(new)


def _names_of(subjects: set[UUID]) -> Iterable[Name]:
    """The names of these subjects and, where they are many, of others too."""
    found = Name.objects.all()
    return found.filter(subject_uid__in=subjects) if len(subjects) <= FEW else found


def _source(key: str | None, known: dict[str, Source]) -> Source | None:
    if key and key not in known:
        known[key] = source_record(key)
    return known[key] if key else None


def _check_subject(by: Recorder, kind: str, uid: UUID) -> SubjectKind:
    subject = choice(kind, SubjectKind, "subject_kind")
    if subject in OWN_SUBJECTS:
        check_may_record(by)
        if not _MODELS[subject].objects.filter(uid=uid).exists():
            raise Refusal(UNKNOWN_SUBJECT, field="subject_uid", kind=subject.value)
    return subject


def _row(name: NameRow, source: Source | None) -> dict[str, Any]:
    text = clean_line(name.text, field="text")
    folded = fold(text)
    return {
        "subject_uid": name.subject_uid,
        "subject_kind": choice(name.subject_kind, SubjectKind, "subject_kind").value,
        "lang": language_tag(name.lang),
        "text": text,
        "folded": folded[:400],
        "bones": skeleton(folded).replace(" ", "")[:400],
        "kind": choice(name.kind, NameKind, "kind").value,
        "source": source,
        "note": clean_line(name.note, field="note") if name.note else "",
        **span(name.start, name.end).columns(),
    }


def _iso(day: str | date | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day


def _called(row: dict[str, Any]) -> Called:
    return Called(row["lang"], row["text"], row["kind"], row["start"], row["end"])


def _of(name: Name) -> Called:
    return Called(name.lang, name.text, name.kind, name.start, name.end)
