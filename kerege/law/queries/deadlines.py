"""Which reports are due from a country, and how far each is, as far as the reader may know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.law.queries.forms import FormLine, forms
from kerege.law.queries.parties import applying
from kerege.law.queries.reported import ReportLine, reports
from kerege.law.rules.forms.due import Deadline, days_left, deadlines
from kerege.law.words.reports import Duty, ReportState
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer

APART = frozenset({"not_party", "not_in_force"})
"""Where the instrument does not bind, its report is no duty."""


@dataclass(frozen=True)
class DutyLine:
    """A report that is due. `report` is the one for its period, None where the reader knows of none; `told` says
    whether the reader reads all of the country's, so that none means none.
    """

    owner: str
    form: str
    title: Mapping[str, str]
    deadline: Deadline
    days: int
    note: Mapping[str, str]
    source: str
    provisional: bool
    ahead: int
    state: Duty
    report: ReportLine | None
    told: bool


def duties(viewer: Viewer, *, owners: Iterable[str], since: date, until: date, on: date) -> list[DutyLine]:
    """What is due from `since` until before `until`, the next first."""
    owners = list(owners)
    dated = [line for line in forms() if line.form.due]
    keys = sorted({key for line in dated if (key := line.form.due.get("obligation"))})
    bound = applying(owners, on=on, obligations=keys) if keys else {owner: {} for owner in owners}
    known: dict[tuple[str, str, int], ReportLine] = {}
    for report in reports(viewer):
        if report.state != ReportState.WITHDRAWN:
            known.setdefault((report.owner, report.form, report.period), report)
    found = []
    for owner in owners:
        for line in dated:
            asked = bound[owner].get(line.form.due.get("obligation", ""))
            if asked is not None and asked.value.value in APART:
                continue
            for each in deadlines(line.key, line.form.due, since=since, until=until):
                found.append(_duty(viewer, owner, line, each, known.get((owner, line.key, each.period)), on))
    return sorted(found, key=lambda duty: (duty.deadline.on, duty.form, duty.owner))


def _duty(
    viewer: Viewer, owner: str, line: FormLine, deadline: Deadline, report: ReportLine | None, on: date
) -> DutyLine:
    due: Mapping[str, Any] = line.form.due
    return DutyLine(
        owner=owner,
        form=line.key,
        title=line.form.title,
        deadline=deadline,
        days=days_left(deadline, on=on),
        note=due.get("note", {}),
        source=due["source"],
        provisional=bool(due.get("provisional")),
        ahead=int(due.get("ahead", 60)),
        state=_state(report),
        report=report,
        told=viewer.may_see(Sensitivity.NATIONAL, owner),
    )


def _state(report: ReportLine | None) -> Duty:
    if report is None:
        return Duty.OPEN
    if report.sent:
        return Duty.DONE
    return Duty.READY if report.state == ReportState.RELEASED else Duty.BEGUN
