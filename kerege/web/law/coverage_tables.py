"""Judgements as files."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from kerege.law.queries import judged
from kerege.law.queries.covered import RoundPage, Row
from kerege.law.rules.grounds import Grounds
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.law import coverage_wording as wording
from kerege.web.shell.figures import withheld

JUDGEMENTS = (
    *(N_("Obligation"), N_("What it asks"), N_("Instrument"), N_("Provision"), N_("Topic"), N_("Whether it binds")),
    *(N_("Status"), N_("Reviewed on"), N_("To be confirmed by"), N_("Stale"), N_("Why"), N_("What is missing")),
    *(N_("What was searched"), N_("Evidence")),
)


def judgements_table(viewer: Viewer, page: RoundPage, rows: Iterable[Row], choice: lists.Choice) -> Table:
    """Each obligation of the round with its approved judgement and what that cites, down to article and hash."""
    told = [_row(viewer, each, choice.lang) for each in rows]
    title = gettext("Coverage: %(round)s") % {"round": page.line.title}
    return lists.table(
        viewer,
        title,
        JUDGEMENTS,
        told,
        choice,
        gettext("Law as on %(day)s") % {"day": page.line.as_of.isoformat()},
        gettext("“Partly met” counts %(weight)s.") % {"weight": page.line.partly},
        f"{wording.interval(page.whole)}; {wording.judged(page.whole)}",
        wording.no_finding(),
    )


def _row(viewer: Viewer, each: Row, lang: str) -> list[Any]:
    line = each.approved
    told = [each.key, wording.said(each.statement, lang), each.instrument, each.place]
    told += [wording.said(each.topic_label, lang), wording.row(each, lang)["applies"], wording.status(each)["text"]]
    if line is None:
        return [*told, None, None, "", "", "", "", ""]
    stale = wording.judgement(line)["stale"]
    if not isinstance(line.grounds, Grounds):
        why = [withheld()] * 3
    else:
        why = [line.grounds.rationale, line.grounds.missing, line.grounds.search_log]
    cited = [
        " ".join(part for part in (e.title, e.place, e.work, e.expression, e.eid, e.content_hash[:16]) if part)
        for e in judged.evidence_of(viewer, line.id)
    ]
    return [*told, line.reviewed_on, line.confirm_due, stale, *why, "\n".join(cited)]
