"""Which way a report may go, and who may release it. Plain Python."""

from collections.abc import Collection, Mapping
from typing import Any

from kerege.law.words import reports_refused as refused
from kerege.law.words.reports import ReportState
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal

MOVES: Mapping[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.PREPARED, ReportState.WITHDRAWN}),
    ReportState.PREPARED: frozenset({ReportState.DRAFT, ReportState.RELEASED, ReportState.WITHDRAWN}),
    ReportState.RELEASED: frozenset({ReportState.SUPERSEDED}),
    ReportState.SUPERSEDED: frozenset(),
    ReportState.WITHDRAWN: frozenset(),
}
OPEN = frozenset({ReportState.DRAFT, ReportState.PREPARED})
SETTLED = frozenset({ReportState.RELEASED, ReportState.SUPERSEDED})
"""Nothing in these is ever changed; triggers in the database refuse it too."""


def check_move(state: str, wanted: ReportState) -> None:
    """Refuse law.report_stands and law.report_not_now unless a report may go from one state to the other."""
    now = ReportState(state)
    if wanted not in MOVES[now]:
        if now in SETTLED and wanted in {ReportState.DRAFT, ReportState.WITHDRAWN}:
            raise Refusal(refused.REPORT_STANDS)
        raise Refusal(refused.REPORT_NOT_NOW, state=now.value, wanted=wanted.value)


def check_writable(state: str) -> None:
    """Refuse law.report_stands to whoever writes in what was released, and law.report_not_now in what waits."""
    if ReportState(state) in SETTLED:
        raise Refusal(refused.REPORT_STANDS)
    if ReportState(state) != ReportState.DRAFT:
        raise Refusal(refused.REPORT_NOT_NOW, state=state, wanted=ReportState.DRAFT.value)


def check_seen(*, seen: int | None, now: int) -> None:
    """Refuse law.report_moved when the report was changed after somebody opened it."""
    if seen is not None and seen != now:
        raise Refusal(refused.REPORT_MOVED)


def check_second(who: str, *, prepared_by: str, writers: Collection[str]) -> None:
    """Refuse law.own_report to whoever prepared a report or wrote in it."""
    if who == prepared_by or who in writers:
        raise Refusal(refused.OWN_REPORT)


def seal(*, report: Mapping[str, Any], fields: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """The digest of all that is released: what the report is, what stands in each field, and the files' own digests."""
    return digest({"report": report, "fields": fields, "files": files})
