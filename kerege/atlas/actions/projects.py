"""Recording projects, their page texts, participations, regions and terms."""

from datetime import date

from kerege.atlas.actions.recording import end_open, once
from kerege.atlas.models import (
    Project,
    ProjectParticipation,
    ProjectRegion,
    ProjectTerm,
    ProjectText,
    Term,
)
from kerege.atlas.queries.records import project_named, region_named, source_or_none, term_named, territory_named
from kerege.atlas.queries.sources import source as source_record
from kerege.atlas.rules import (
    Recorder,
    check_may_record,
    check_no_overlap,
    check_shape,
    choice,
    language_tag,
    span,
    uid_of,
)
from kerege.atlas.words import TAG_WITHOUT_SOURCE, Scheme, TextPart, TextState
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text


def record_project(
    *,
    by: Recorder,
    key: str,
    source: str,
    start: str | date | None = None,
    end: str | date | None = None,
    date_text: str = "",
) -> Project:
    """Record a project by its key. Refuses atlas.not_yours, atlas.bad_code, atlas.unknown_code, records.key_taken."""
    check_may_record(by)
    return once(
        by=by,
        model=Project,
        word="atlas.project.recorded",
        where={"key": check_shape(key, "[A-Z][A-Z0-9-]{0,19}", "P53", field="key")},
        content={"uid": uid_of("project", key), "source": source_record(source)} | span(start, end).columns(date_text),
    )


def add_participation(
    *,
    by: Recorder,
    territory: str,
    project: str,
    source: str,
    start: str | date | None = None,
    end: str | date | None = None,
    date_text: str = "",
    note: str = "",
) -> ProjectParticipation:
    """Record that a territory takes part in a project. It becomes a partner of nothing by that.

    Refuses atlas.not_yours, atlas.unknown_code, atlas.overlapping, dates.not_a_date, periods.end_before_start.
    """
    check_may_record(by)
    code, about, period = territory_named(territory).code, project_named(project), span(start, end)
    where = {"territory_id": code, "project": about, "start": period.start}
    if not ProjectParticipation.objects.filter(**where).exists():
        others = ProjectParticipation.objects.filter(territory_id=code, project=about)
        check_no_overlap(f"{code} {project}", Period(period.start, period.end), [o.period for o in others])
    content = {k: v for k, v in period.columns(date_text).items() if k != "start"}
    content |= {"source": source_record(source), "note": clean_text(note, field="note") if note else ""}
    return once(by=by, model=ProjectParticipation, word="atlas.participation.began", where=where, content=content)


def end_participation(*, by: Recorder, territory: str, project: str, on: date) -> ProjectParticipation:
    """End a participation; `on` is the first day without it. Refuses as `end_membership` does."""
    check_may_record(by)
    return end_open(
        by=by,
        model=ProjectParticipation,
        word="atlas.participation.ended",
        where={"territory_id": territory_named(territory).code, "project": project_named(project)},
        subject=f"{territory} {project}",
        on=on,
    )


def record_project_text(
    *,
    by: Recorder,
    project: str,
    part: str,
    lang: str,
    text: str,
    source: str,
    position: int = 1,
    state: str = "source",
    start: str | date | None = None,
    date_text: str = "",
) -> ProjectText:
    """Keep a passage of a project's page, or its translation with the state of that translation.

    Refuses atlas.not_yours, atlas.unknown_code, atlas.unknown_choice, atlas.bad_language, records.key_taken and the
    text refusals.
    """
    check_may_record(by)
    where = {
        "project": project_named(project),
        "part": choice(part, TextPart, "part").value,
        "position": position,
        "lang": language_tag(lang),
    }
    content = {
        "text": clean_text(text, field="text"),
        "state": choice(state, TextState, "state").value,
        "source": source_record(source),
    }
    return once(
        by=by,
        model=ProjectText,
        word="atlas.project.text_recorded",
        where=where,
        content=content | span(start).columns(date_text),
    )


def record_project_region(
    *, by: Recorder, project: str, region: str, source: str, start: str | date | None = None, date_text: str = ""
) -> ProjectRegion:
    """Record that a project's page names a region. Refuses atlas.not_yours and atlas.unknown_code."""
    check_may_record(by)
    return once(
        by=by,
        model=ProjectRegion,
        word="atlas.project.region_recorded",
        where={"project": project_named(project), "region": region_named(region)},
        content={"source": source_record(source)} | span(start).columns(date_text),
    )


def record_term(*, by: Recorder, scheme: str, code: str, position: int = 0, source: str | None = None) -> Term:
    """Add a value to a controlled list; names and synonyms follow by `record_name`.

    Refuses atlas.not_yours, atlas.unknown_choice, atlas.bad_code, atlas.unknown_code and records.key_taken.
    """
    check_may_record(by)
    where = {
        "scheme": choice(scheme, Scheme, "scheme").value,
        "code": check_shape(code, "[a-z0-9][a-z0-9-]{0,59}", "legal-framework"),
    }
    content = {
        "uid": uid_of("term", scheme, code),
        "position": position,
        "source": source_or_none(source),
    }
    return once(by=by, model=Term, word="atlas.term.recorded", where=where, content=content)


def tag_project(
    *,
    by: Recorder,
    project: str,
    scheme: str,
    code: str,
    source: str | None = None,
    suggested: bool = False,
    position: int = 0,
) -> ProjectTerm:
    """Tag a project with a term that its page states, or, `suggested`, that an editor proposes.

    Refuses atlas.not_yours, atlas.unknown_code for a code that is not on the list, and
    atlas.tag_without_source.
    """
    check_may_record(by)
    if not source and not suggested:
        raise Refusal(TAG_WITHOUT_SOURCE, field="source")
    return once(
        by=by,
        model=ProjectTerm,
        word="atlas.project.tagged",
        where={"project": project_named(project), "term": term_named(scheme, code)},
        content={"suggested": suggested, "source": source_or_none(source), "position": position},
    )
