"""Recording standards and their editions, and what cites them."""

from datetime import date
from uuid import UUID

from kerege.atlas.actions.recording import once
from kerege.atlas.models import Standard, StandardCitation, StandardEdition
from kerege.atlas.queries.records import edition_named, source_or_none, standard_named
from kerege.atlas.rules import (
    Recorder,
    check_citation,
    check_deletion,
    check_may_record,
    check_replacement,
    check_shape,
    span,
    uid_of,
    unknown,
)
from kerege.journal.actions import act
from kerege.lib.periods import Period
from kerege.lib.stated import Precision
from kerege.lib.text import clean_line


def record_standard(*, by: Recorder, key: str, issuer: str, title: str) -> Standard:
    """Record a standard. Refuses atlas.not_yours, atlas.bad_code, records.key_taken and the text refusals."""
    check_may_record(by)
    return once(
        by=by,
        model=Standard,
        word="atlas.standard.recorded",
        where={"key": check_shape(key, "[A-Z0-9][A-Z0-9.-]{1,39}", "ISO-35001", field="key")},
        content={
            "uid": uid_of("standard", key),
            "issuer": clean_line(issuer, field="issuer", max_length=60),
            "title": clean_line(title, field="title", max_length=300),
        },
    )


def record_edition(
    *,
    by: Recorder,
    standard: str,
    edition: str,
    start: str | date | None = None,
    end: str | date | None = None,
    source: str | None = None,
) -> StandardEdition:
    """Record an edition, valid from its publication.

    Refuses atlas.not_yours, atlas.unknown_code, dates.not_a_date, periods.end_before_start and records.key_taken.
    """
    check_may_record(by)
    return once(
        by=by,
        model=StandardEdition,
        word="atlas.edition.recorded",
        where={
            "standard": standard_named(standard),
            "edition": clean_line(edition, field="edition", max_length=40),
        },
        content={"uid": uid_of("edition", standard, edition), "source": source_or_none(source)}
        | span(start, end).columns(),
    )


def replace_edition(
    *, by: Recorder, standard: str, edition: str, newer_standard: str, newer_edition: str, on: str | date
) -> StandardEdition:
    """Record that another edition, maybe of another standard, replaced this one. No citation changes by that.

    Refuses atlas.not_yours, atlas.unknown_code, atlas.cyclic_editions and periods.end_before_start.
    """
    check_may_record(by)
    old, new = edition_named(standard, edition), edition_named(newer_standard, newer_edition)
    links = StandardEdition.objects.exclude(replaced_by=None).values_list("uid", "replaced_by__uid")
    check_replacement(str(old.uid), str(new.uid), {str(a): str(b) for a, b in links})
    day = span(on)
    if old.replaced_by == new and old.end == day.start:
        return old
    Period(old.start, day.start)
    with act("atlas.edition.replaced", by=by, about=old.uid, end=day.start) as done:
        done.note(standard=standard, edition=edition, newer=f"{newer_standard} {newer_edition}")
        old.replaced_by, old.end, old.end_precision = new, day.start, day.start_precision
        old.save()
    return old


def withdraw_edition(*, by: Recorder, standard: str, edition: str, on: date) -> StandardEdition:
    """Say that an edition is no longer valid, with nothing in its place. Refuses as `replace_edition` does."""
    check_may_record(by)
    old = edition_named(standard, edition)
    if old.end == on:
        return old
    Period(old.start, on)
    with act("atlas.edition.withdrawn", by=by, about=old.uid, standard=standard, edition=edition, end=on):
        old.end, old.end_precision = on, Precision.DAY
        old.save()
    return old


def delete_edition(*, by: Recorder, standard: str, edition: str) -> None:
    """Delete an edition that was recorded by mistake.

    Refuses atlas.not_yours, atlas.unknown_code and atlas.edition_in_use for one that anything cites, cited or that
    replaced another.
    """
    check_may_record(by)
    old = edition_named(standard, edition)
    with act("atlas.edition.deleted", by=by, about=old.uid, standard=standard, edition=edition):
        uses = old.citations.count() + old.replaces.count()
        check_deletion(standard=standard, edition=edition, citations=uses)
        old.delete()


def cite_edition(
    *,
    by: Recorder,
    standard: str,
    edition: str,
    cited_by_uid: UUID,
    cited_by_kind: str,
    on: date,
    cited_by_key: str = "",
    owner: str = "",
) -> StandardCitation:
    """Record that something cites an edition since a day. The room that calls has checked who may.

    Refuses atlas.unknown_code and atlas.cited_before_edition.
    """
    cited = edition_named(standard, edition)
    check_citation(standard=standard, edition=edition, start=cited.start, on=on)
    known: StandardCitation | None = cited.citations.filter(cited_by_uid=cited_by_uid, end=None).first()
    if known:
        return known
    with act("atlas.edition.cited", by=by, about=cited_by_uid, owner=owner) as done:
        done.note(standard=standard, edition=edition, on=on)
        citation: StandardCitation = StandardCitation.objects.create(
            edition=cited,
            cited_by_uid=cited_by_uid,
            cited_by_kind=clean_line(cited_by_kind, field="cited_by_kind", max_length=30),
            cited_by_key=clean_line(cited_by_key, field="cited_by_key", max_length=60) if cited_by_key else "",
            cited_on=on,
        )
    return citation


def end_citation(*, by: Recorder, standard: str, edition: str, cited_by_uid: UUID, on: date, owner: str = "") -> None:
    """Record that something no longer cites an edition, because it cites a newer one or none.

    Refuses atlas.unknown_code when it does not cite it, and periods.end_before_start.
    """
    cited = edition_named(standard, edition)
    open_one: StandardCitation | None = cited.citations.filter(cited_by_uid=cited_by_uid, end=None).first()
    if open_one is None:
        raise unknown(str(cited_by_uid), scheme=f"citations of {standard} {edition}")
    Period(open_one.cited_on, on)
    with act("atlas.citation.ended", by=by, about=cited_by_uid, owner=owner) as done:
        done.note(standard=standard, edition=edition, on=on)
        open_one.end = on
        open_one.save()
