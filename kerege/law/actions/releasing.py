"""Releasing a report by a second person, correcting what was released, and recording that somebody sent it."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.report_files import _files_of
from kerege.law.actions.reports import (
    _check_ready,
    _fields,
    _form_of,
    _locked,
    _opened,
    _values_of,
    report_of,
)
from kerege.law.models import Report, ReportField, ReportFile, ReportSubmission
from kerege.law.queries.forms import newest_form
from kerege.law.rules import reporting as rules
from kerege.law.words import reports_refused as refused
from kerege.law.words.reports import ReportState
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def release_report(*, by: Actor, report: str, seen: int | None = None, today: date | None = None) -> Report:
    """Release a prepared report: its files are written and kept as they are, nothing in it changes any more, and its
    readers may read it. Who prepared it or wrote in it does not release it. All that `_check_ready` asks is asked once
    more in the same transaction. Sends nothing.

    Refuses what reports.report_of refuses, people.not_yours, law.own_report, .report_stands, .report_not_now,
    .report_moved and what reports._check_ready refuses.
    """
    row = report_of(by=by, report=report)
    check_may(by, Deed.REVIEW_LAW, row.owner)
    who, day = known_as(by.uid), today or localdate()
    rules.check_move(row.state, ReportState.RELEASED)
    with act("law.report.released", by=by, owner=row.owner, about=row.uid) as done:
        row = _locked(row, seen)
        rules.check_move(row.state, ReportState.RELEASED)
        there = _fields(row)
        rules.check_second(who, prepared_by=row.prepared_by, writers=_writers(there))
        _check_ready(row)
        digests = _write(row, there)
        if row.supersedes is not None:
            _supersede(row.supersedes)
        row.state, row.released_by, row.released_on = ReportState.RELEASED, who, day
        row.label = Sensitivity(row.audience)
        row.seal = _seal_of(row, there, digests)
        row.number += 1
        row.save()
        done.note(audience=row.audience, seal=row.seal)
    return row


def _writers(there: dict[str, ReportField]) -> set[str]:
    return {each.written_by for each in there.values() if each.written_by}


def _write(row: Report, there: dict[str, ReportField]) -> dict[str, str]:
    """Keep every file; the digest of each, by language and format."""
    form = _form_of(row)
    found = {}
    kept: dict[str, Any] = {"report": row, "owner": row.owner, "synthetic": row.synthetic}
    for lang, format, data in _files_of(row, form, _values_of(form, there)):
        digest = found[f"{lang}.{format}"] = sha256(data).hexdigest()
        ReportFile.objects.create(
            **kept, language=lang, format=format, content=data, sha256=digest, label=Sensitivity(row.audience)
        )
    return found


def _supersede(before: Report) -> None:
    held: Report = Report.objects.inside_action().select_for_update(of=("self",)).get(pk=before.pk)
    held.state = ReportState.SUPERSEDED
    held.number += 1
    held.save()


def _seal_of(row: Report, there: dict[str, ReportField], digests: dict[str, str]) -> str:
    """The digest of a report as it is released."""
    told = {"uid": row.uid, "form": row.form.sha256, "period": row.period, "as_of": row.as_of, "edition": row.edition}
    people = {"prepared_by": row.prepared_by, "released_by": row.released_by, "audience": row.audience}
    fields = {
        each.key: [each.computed, each.sources, each.own, each.instead, each.written_by] for each in there.values()
    }
    return rules.seal(report=told | people, fields=fields, files=digests)


def correct_report(*, by: Actor, report: str, today: date | None = None) -> Report:
    """Open the next version of a released report, filled as things stand today, with what people wrote in the one
    before. That stays as it is, and stands until the correction is released.

    Refuses what reports.report_of refuses, law.report_not_released and law.report_open.
    """
    row = report_of(by=by, report=report, deeds=(Deed.RECORD_LAW,))
    if row.state != ReportState.RELEASED:
        raise Refusal(refused.REPORT_NOT_RELEASED)
    day = today or localdate()
    with checking():
        if Report.objects.inside_action().filter(supersedes=row, state__in=[s.value for s in rules.OPEN]).exists():
            raise Refusal(refused.REPORT_OPEN, field="period", period=row.period)
        template = newest_form(row.form_key) or row.form
    given: dict[str, Any] = {
        "owner": row.owner,
        "period": row.period,
        "audience": row.audience,
        "synthetic": row.synthetic,
    }
    made = _opened(by=by, template=template, as_of=day, day=day, after=row, **given)
    with act("law.report.carried", by=by, owner=row.owner, about=made.uid):
        before, now = _fields(row), _fields(made)
        for key, each in now.items():
            if key in before and before[key].own:
                each.own, each.instead = before[key].own, before[key].instead
                each.written_by, each.written_on = before[key].written_by, before[key].written_on
                each.save()
    return made


def record_sent(
    *, by: Actor, report: str, sent_on: date, channel: str, reference: str = "", today: date | None = None
) -> ReportSubmission:
    """Record that somebody sent a released report: when, how, under which reference. Kerege itself sends nothing.

    Refuses what reports.report_of refuses, law.report_not_released, .sent_before_release, .sent_in_future, .no_channel
    and text.*.
    """
    row, day = report_of(by=by, report=report), today or localdate()
    if ReportState(row.state) not in rules.SETTLED or row.released_on is None:
        raise Refusal(refused.REPORT_NOT_RELEASED)
    if sent_on < row.released_on:
        raise Refusal(refused.SENT_BEFORE, field="sent_on", released=row.released_on.isoformat())
    if sent_on > day:
        raise Refusal(refused.SENT_IN_FUTURE, field="sent_on")
    if not channel.strip():
        raise Refusal(refused.NO_CHANNEL, field="channel")
    told = {"channel": clean_line(channel, field="channel")}
    told["reference"] = clean_line(reference, field="reference") if reference.strip() else ""
    with act("law.report.sent", by=by, owner=row.owner, about=row.uid):
        sent: ReportSubmission = ReportSubmission.objects.create(
            report=row,
            owner=row.owner,
            synthetic=row.synthetic,
            sent_on=sent_on,
            recorded_by=known_as(by.uid),
            recorded_on=day,
            label=Sensitivity(row.label),
            **told,
        )
    return sent
