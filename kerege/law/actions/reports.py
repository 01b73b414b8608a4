"""Preparing a report: opened and filled from what is approved, written on by people, prepared for a second person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.rules.lint import check_text
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.own_rows import LAW_DEEDS, own_row
from kerege.law.models import FormTemplate, Report, ReportField
from kerege.law.queries.filling import Asked, Computed, computed, stopped
from kerege.law.queries.forms import newest_form
from kerege.law.rules import reporting as rules
from kerege.law.rules.forms.filling import Value, check_own, empty_fields, leaves
from kerege.law.rules.forms.template import Form, read_form
from kerege.law.words import coverage_refused
from kerege.law.words import reports_refused as refused
from kerege.law.words.reports import ReportState
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.text import clean_text
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE

LONGEST = 4000


def open_report(
    *,
    by: Actor,
    owner: str,
    form: str,
    period: int,
    as_of: date,
    audience: int = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> Report:
    """Open a country's report with the newest version of a form, for one year, filled as things stand on `as_of`.

    `audience` is the level of those who will read it; nothing restricted goes into a report.

    Refuses people.not_yours, law.round_of_a_country, records.nothing_there, law.no_period, .future_report,
    .report_open, .report_released_already and sharing.unknown_level.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    if owner == REGION:
        raise Refusal(coverage_refused.ROUND_OF_A_COUNTRY, field="owner")
    day = today or localdate()
    _check_days(period, as_of, day)
    if audience not in {s.value for s in Sensitivity if s < Sensitivity.RESTRICTED}:
        raise Refusal(UNKNOWN_LEVEL, field="audience")
    with checking():
        template = newest_form(form)
        if template is None:
            raise Refusal(NOTHING_THERE, field="form", what="form", key=form[:40])
        _check_free(owner, template.key, period)
    return _opened(
        by=by,
        template=template,
        owner=owner,
        period=period,
        as_of=as_of,
        audience=audience,
        synthetic=synthetic,
        day=day,
    )


def _check_days(period: int, as_of: date, day: date) -> None:
    if not 1990 <= period <= day.year + 1:
        raise Refusal(refused.NO_PERIOD, field="period")
    if as_of > day:
        raise Refusal(refused.FUTURE_REPORT, field="as_of", day=as_of.isoformat())


def _check_free(owner: str, form: str, period: int) -> None:
    """Refuse law.report_open and law.report_released_already."""
    there = Report.objects.inside_action().filter(owner=owner, form_key=form, period=period)
    if there.filter(state__in=[s.value for s in rules.OPEN]).exists():
        raise Refusal(refused.REPORT_OPEN, field="period", period=period)
    if there.filter(state=ReportState.RELEASED).exists():
        raise Refusal(refused.RELEASED_ALREADY, field="period", period=period)


def _opened(
    *,
    by: Actor,
    template: FormTemplate,
    owner: str,
    period: int,
    as_of: date,
    audience: int,
    synthetic: bool,
    day: date,
    after: Report | None = None,
) -> Report:
    with act("law.report.opened", by=by, owner=owner, form=template.key, period=period) as done:
        row = Report(
            form=template,
            form_key=template.key,
            owner=owner,
            period=period,
            edition=after.edition + 1 if after else 1,
            as_of=as_of,
            audience=int(audience),
            opened_by=known_as(by.uid),
            opened_on=day,
            filled_on=day,
            supersedes=after,
            synthetic=synthetic,
        )
        row.save()
        _fill(row)
        done.about = row.uid
    return row


def report_of(*, by: Actor, report: str, deeds: tuple[Deed, ...] = LAW_DEEDS) -> Report:
    """The report, for whoever works on its country's law. Refuses records.nothing_there in one word for all others."""
    return own_row(by=by, model=Report, uid=report, field="report", deeds=deeds, related=("form", "supersedes"))


def _form_of(row: Report) -> Form:
    return read_form(row.form.content)


def _asked_of(row: Report, form: Form) -> Asked:
    return Asked(form, row.owner, row.as_of, Sensitivity(row.audience), form.languages)


def _fill(row: Report) -> None:
    """Compute every field anew; what people wrote stays beside it. Inside an act."""
    found = computed(_asked_of(row, _form_of(row)))
    there = _fields(row)
    for key, told in found.items():
        each = there.get(key) or ReportField(report=row, key=key, owner=row.owner, synthetic=row.synthetic)
        each.computed, each.sources = [dict(one) for one in told.rows], [dict(one) for one in told.sources]
        each.save()


def _fields(row: Report) -> dict[str, ReportField]:
    return {each.key: each for each in ReportField.objects.inside_action().filter(report=row).order_by("id")}


def _locked(row: Report, seen: int | None) -> Report:
    """The report as it is now, held until the act ends. Refuses law.report_moved."""
    rows = Report.objects.inside_action().select_for_update(of=("self",)).select_related("form", "supersedes")
    now: Report = rows.get(pk=row.pk)
    rules.check_seen(seen=seen, now=now.number)
    return now


def fill_again(*, by: Actor, report: str, seen: int | None = None, today: date | None = None) -> Report:
    """Fill a draft anew with what is approved now. What people wrote stays.

    Refuses what `report_of` refuses, law.report_stands, .report_not_now and .report_moved.
    """
    row = report_of(by=by, report=report, deeds=(Deed.RECORD_LAW,))
    rules.check_writable(row.state)
    with act("law.report.filled", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        rules.check_writable(row.state)
        _fill(row)
        row.filled_on = today or localdate()
        row.number += 1
        row.save()
    return row


def write_field(
    *,
    by: Actor,
    report: str,
    key: str,
    own: Mapping[str, str],
    instead: bool = False,
    seen: int | None = None,
    today: date | None = None,
) -> Report:
    """Write in a field, by its columns, beside what was filled in; `instead` of it where nothing of that shall leave.
    Empty texts take back what was written.

    Refuses what `report_of` refuses, law.report_stands, .report_not_now, .report_moved, .no_such_field,
    .no_such_column, .bad_mark, .nothing_instead, inventory.not_for_sharing and text.*.
    """
    row = report_of(by=by, report=report, deeds=(Deed.RECORD_LAW,))
    rules.check_writable(row.state)
    form = _form_of(row)
    about = form.field(key)
    if about is None:
        raise Refusal(refused.NO_SUCH_FIELD, field="key", key=key[:40])
    told = {
        name: clean_text(text, field=name, max_length=LONGEST) if text.strip() else "" for name, text in own.items()
    }
    told = {name: text for name, text in told.items() if text}
    check_own(form, about, told, instead=instead)
    for name, text in told.items():
        check_text(text, field=name)
    with act("law.report.written", by=by, owner=row.owner, about=row.uid, key=key):
        row = _locked(row, seen)
        rules.check_writable(row.state)
        each = _fields(row)[key]
        each.own, each.instead = told, instead
        each.written_by, each.written_on = (known_as(by.uid), today or localdate()) if told else ("", None)
        each.save()
        row.number += 1
        row.save()
    return row


def _values_of(form: Form, there: Mapping[str, Any]) -> dict[str, Value]:
    """What of each field leaves."""
    return {
        each.key: leaves(
            form, each, Value(tuple(there[each.key].computed)), there[each.key].own, instead=there[each.key].instead
        )
        for each in form.fields
        if each.key in there
    }


def _check_ready(row: Report) -> None:
    """Refuse law.report_outdated, .fields_empty and .report_stopped: what leaves is whole, of now, and for its readers.
    Inside an act or a check.
    """
    form, there = _form_of(row), _fields(row)
    asked = _asked_of(row, form)
    now = computed(asked)
    moved = [key for key, told in now.items() if _differs(there[key], told)]
    if moved:
        raise Refusal(refused.REPORT_OUTDATED, fields=", ".join(moved))
    empty = empty_fields(form, _values_of(form, there))
    held = [key for key in stopped(asked) if not there[key].instead]
    if held:
        raise Refusal(refused.REPORT_STOPPED, fields=", ".join(held))
    if empty:
        raise Refusal(refused.FIELDS_EMPTY, fields=", ".join(empty))


def _differs(each: ReportField, told: Computed) -> bool:
    now = [dict(one) for one in told.rows], [dict(one) for one in told.sources]
    return bool((each.computed, each.sources) != now)


def prepare_report(*, by: Actor, report: str, seen: int | None = None, today: date | None = None) -> Report:
    """Put a draft before a second person.

    Refuses what `report_of` refuses, law.report_stands, .report_not_now, .report_moved and what `_check_ready` refuses.
    """
    row = report_of(by=by, report=report, deeds=(Deed.RECORD_LAW,))
    rules.check_move(row.state, ReportState.PREPARED)
    with act("law.report.prepared", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        rules.check_move(row.state, ReportState.PREPARED)
        _check_ready(row)
        row.state, row.prepared_by, row.prepared_on = ReportState.PREPARED, known_as(by.uid), today or localdate()
        row.reason = ""
        row.number += 1
        row.save()
    return row


def return_report(*, by: Actor, report: str, reason: str, seen: int | None = None) -> Report:
    """Take a prepared report back into work, with the reason; whoever may release it may, and whoever may write in it.

    Refuses what `report_of` refuses, law.no_reason, .report_stands, .report_not_now, .report_moved and text.*.
    """
    return _back(by, report, reason, seen, ReportState.DRAFT, "law.report.returned")


def withdraw_report(*, by: Actor, report: str, reason: str, seen: int | None = None) -> Report:
    """Take a report back for good before it is released, with the reason. It stays to be read.

    Refuses what `report_of` refuses, law.no_reason, .report_stands, .report_not_now, .report_moved and text.*.
    """
    return _back(by, report, reason, seen, ReportState.WITHDRAWN, "law.report.withdrawn")


def _back(by: Actor, report: str, reason: str, seen: int | None, wanted: ReportState, word: str) -> Report:
    row = report_of(by=by, report=report)
    rules.check_move(row.state, wanted)
    if not reason.strip():
        raise Refusal(coverage_refused.NO_REASON, field="reason")
    told = clean_text(reason, field="reason", max_length=1000)
    with act(word, by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        rules.check_move(row.state, wanted)
        row.state, row.reason = wanted, told
        row.prepared_by, row.prepared_on = "", None
        row.number += 1
        row.save()
    return row
