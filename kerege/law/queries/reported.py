"""Reading reports as far as their reader may. Who reads all of a country's records reads its reports with where every
field comes from; others read what was released to them, as it was released.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.law.models import FormTemplate, Report, ReportField, ReportFile, ReportSubmission
from kerege.law.queries.filling import Asked, Computed, computed
from kerege.law.rules.forms.filling import Value, empty_fields, leaves
from kerege.law.rules.forms.template import Field, Form, read_form
from kerege.law.rules.reporting import OPEN, SETTLED
from kerege.law.words.reports import ReportState
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class SentLine:
    sent_on: date
    channel: str
    reference: str


@dataclass(frozen=True)
class ReportLine:
    """A report. People have names for the country's own readers only; `whole` says that the reader is one."""

    id: int
    uid: str
    owner: str
    form: str
    version: str
    title: Mapping[str, str]
    provisional: bool
    period: int
    edition: int
    as_of: date
    audience: Sensitivity
    state: ReportState
    opened_on: date
    filled_on: date
    prepared_on: date | None
    prepared_by: str
    released_on: date | None
    released_by: str
    reason: str
    supersedes: str
    seal: str
    number: int
    synthetic: bool
    whole: bool
    sent: tuple[SentLine, ...] = ()


@dataclass(frozen=True)
class FieldLine:
    """A field as the country's own readers see it: what was computed, from what, what a person wrote, what leaves.

    `changed`: what would fill it now is not what filled it. `stale`: a judgement that fills it cites law that changed.
    """

    field: Field
    computed: Value
    sources: tuple[Mapping[str, Any], ...]
    own: Mapping[str, str]
    instead: bool
    written_by: str
    written_on: date | None
    leaves: Value
    changed: bool
    stale: bool


@dataclass(frozen=True)
class FileLine:
    language: str
    format: str
    sha256: str
    size: int


@dataclass(frozen=True)
class ReportPage:
    """A report. `fields` is empty for a reader from outside, who reads `told`: what was released, by language."""

    line: ReportLine
    form: Form
    fields: tuple[FieldLine, ...]
    files: tuple[FileLine, ...]
    told: Mapping[str, Mapping[str, Any]]

    @property
    def filled(self) -> int:
        return sum(not each.leaves.empty for each in self.fields)

    @property
    def empty(self) -> list[str]:
        return empty_fields(self.form, {each.field.key: each.leaves for each in self.fields})


def reports(viewer: Viewer, *, owner: str = "", form: str = "", state: str = "") -> list[ReportLine]:
    """The reports that the reader may know of, the latest period first. Open ones are for the country's own readers."""
    rows = Report.objects.seen_by(viewer)
    for column, value in (("owner", owner), ("form_key", form), ("state", state)):
        if value:
            rows = rows.filter(**{column: value})
    return _lines(viewer, rows.order_by("-period", "form_key", "owner", "-edition", "-id").seen())


def _lines(viewer: Viewer, found: list[Any]) -> list[ReportLine]:
    found = [row for row in found if ReportState(row.state) in SETTLED or _reads_all(viewer, row.owner)]
    forms = {row.id: row for row in FormTemplate.objects.filter(id__in={row.form_id for row in found})}
    own = [row for row in found if _reads_all(viewer, row.owner)]
    names = people.actor_names({who for row in own for who in (row.prepared_by, row.released_by)} - {""})
    before = Report.objects.seen_by(viewer).filter(id__in=[row.supersedes_id for row in found if row.supersedes_id])
    uids = {row.id: str(row.uid) for row in before.seen()}
    sent: dict[int, tuple[SentLine, ...]] = {}
    rows = ReportSubmission.objects.seen_by(viewer).filter(report_id__in=[row.id for row in found])
    for row in rows.order_by("sent_on", "id").seen():
        line = SentLine(row.sent_on, row.channel, row.reference)
        sent[row.report_id] = (*sent.get(row.report_id, ()), line)
    return [_line(viewer, row, forms[row.form_id], names, uids, sent.get(row.id, ())) for row in found]


def _line(
    viewer: Viewer,
    row: Any,
    form: FormTemplate,
    names: Mapping[str, str],
    uids: Mapping[int, str],
    sent: tuple[SentLine, ...],
) -> ReportLine:
    whole = _reads_all(viewer, row.owner)
    return ReportLine(
        id=row.id,
        uid=str(row.uid),
        owner=row.owner,
        form=row.form_key,
        version=form.version,
        title=form.content["title"],
        provisional=bool(form.content["provisional"]),
        period=row.period,
        edition=row.edition,
        as_of=row.as_of,
        audience=Sensitivity(row.audience),
        state=ReportState(row.state),
        opened_on=row.opened_on,
        filled_on=row.filled_on,
        prepared_on=row.prepared_on,
        prepared_by=names.get(row.prepared_by, ""),
        released_on=row.released_on,
        released_by=names.get(row.released_by, ""),
        reason=row.reason if whole else "",
        supersedes=uids.get(row.supersedes_id or 0, ""),
        seal=row.seal,
        number=row.number,
        synthetic=row.synthetic,
        whole=whole,
        sent=sent,
    )


def _reads_all(viewer: Viewer, owner: str) -> bool:
    return viewer.may_see(Sensitivity.NATIONAL, owner)


def report_page(viewer: Viewer, uid: object, *, on: date) -> ReportPage | None:
    """One report; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    rows = Report.objects.seen_by(viewer).filter(uid=number).seen() if number else []
    lines = _lines(viewer, rows)
    if not lines:
        return None
    line = lines[0]
    form = read_form(FormTemplate.objects.get(id=rows[0].form_id).content)
    fields = _fields(viewer, line, form, on) if line.whole else ()
    kept = list(ReportFile.objects.seen_by(viewer).filter(report_id=line.id).order_by("language", "format").seen())
    files = tuple(FileLine(row.language, row.format, row.sha256, len(row.content)) for row in kept)
    told = {row.language: json.loads(bytes(row.content)) for row in kept if row.format == "json"}
    return ReportPage(line, form, fields, files, told)


def _fields(viewer: Viewer, line: ReportLine, form: Form, on: date) -> tuple[FieldLine, ...]:
    rows = {row.key: row for row in ReportField.objects.seen_by(viewer).filter(report_id=line.id).seen()}
    day = line.as_of if line.state in OPEN else max(line.as_of, on)
    asked = Asked(form, line.owner, day, line.audience, form.languages)
    now = computed(asked) if line.state not in {ReportState.SUPERSEDED, ReportState.WITHDRAWN} else {}
    names = people.actor_names({row.written_by for row in rows.values()} - {""})
    return tuple(
        _field(form, each, rows[each.key], now.get(each.key), names) for each in form.fields if each.key in rows
    )


def _field(form: Form, field: Field, row: Any, now: Computed | None, names: Mapping[str, str]) -> FieldLine:
    value = Value(tuple(row.computed))
    told = ([dict(one) for one in now.rows], [dict(one) for one in now.sources]) if now is not None else None
    stale = [one.get("uid") for one in (now.sources if now is not None else ()) if one.get("stale")]
    return FieldLine(
        field=field,
        computed=value,
        sources=tuple(row.sources),
        own=row.own,
        instead=row.instead,
        written_by=names.get(row.written_by, ""),
        written_on=row.written_on,
        leaves=leaves(form, field, value, row.own, instead=row.instead),
        changed=told is not None and told != (row.computed, row.sources),
        stale=bool(stale),
    )


def report_file(viewer: Viewer, uid: object, *, language: str, format: str) -> bytes | None:
    """The bytes as they were released; None where there are none that the reader may have."""
    number = uid_or_none(uid)
    of = Report.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if of is None or ReportState(of.state) not in SETTLED:
        return None
    row = ReportFile.objects.seen_by(viewer).filter(report_id=of.id, language=language, format=format).one()
    return bytes(row.content) if row is not None else None


def took_part(viewer: Viewer, me: str, line: ReportLine) -> bool:
    """Whether somebody prepared a report or wrote in it: for the buttons on its page."""
    who = known_as(me)
    prepared = Report.objects.seen_by(viewer).filter(id=line.id, prepared_by=who).exists()
    return prepared or ReportField.objects.seen_by(viewer).filter(report_id=line.id, written_by=who).exists()
