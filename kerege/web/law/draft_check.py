"""A version of a draft against the obligations whose gaps it shall close: flags of words, judged by people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.law.queries import drafting as queries
from kerege.law.queries import gaps
from kerege.law.rules.checking import ASKED, flags, rank_too_low
from kerege.web.activities import lists
from kerege.web.law import coverage_wording as wording
from kerege.web.law.drafting_task import inside, task_line
from kerege.web.shell.wording import word_of


@require_GET
def check(request: HttpRequest, uid: object) -> HttpResponse:
    """The newest version that the reader may read."""
    line = task_line(request, uid)
    number = line.versions[-1].number if line.versions else 0
    found = queries.version_text(request.viewer, line.id, number) if number else None
    if found is None:
        raise lists.not_there(gettext("version"), number)
    keys = {each.obligation for each in gaps.gaps(request.viewer, ids=line.gaps)}
    level, lang = queries.level_of(line.owner, line.kind), get_language() or "en"
    told = []
    for each in queries.demands(sorted(keys)):
        seen = [
            {"name": word_of(ASKED, flag.asked), "eids": flag.eids, "missing": flag.missing}
            for flag in flags(found[1], each.demand)
        ]
        asks = wording.said(each.statement, lang)
        rank = rank_too_low(level, each.demand)
        told.append(
            {"key": each.key, "statement": asks, "flags": seen, "rank": rank, "needed": each.demand.needed_rank}
        )
    context = {"line": line, "number": number, "obligations": told, "trail": inside(line)}
    return render(request, "law/check.html", context)
