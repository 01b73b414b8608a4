"""The participant's own page: in which activities of a course they took part, and what came of their own checklists."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.training.queries.own_practice import OwnActivity, OwnResult, own_practice
from kerege.training.rules.practice_plan import said
from kerege.training.words.curricula import ACTIVITY_KINDS
from kerege.training.words.practice import MARKS, Mark
from kerege.web.activities import lists
from kerege.web.practice import wording
from kerege.web.shell.figures import moment_at
from kerege.web.shell.wording import word_of

RESULTS: dict[OwnResult, tuple[str, str]] = {
    OwnResult.UNSIGNED: ("", N_("Nobody has signed your checklist yet. Its result stands here once an observer has.")),
    OwnResult.DISPUTED: (
        "bad",
        N_("Two devices recorded different things of you. Both are kept until a trainer chooses."),
    ),
    OwnResult.LAPSED: (
        "warn",
        N_("A mark was changed after your checklist was signed. It counts again once an observer has signed anew."),
    ),
    OwnResult.PASSED: ("good", N_("Passed: every critical point was done.")),
    OwnResult.MISSED: ("warn", N_("Not passed: a critical point was not done alone. Ask your trainer to practise it.")),
}


@require_GET
def my_activities(request: HttpRequest, uid: object) -> HttpResponse:
    """The reader's own activities in a course, and nobody else's."""
    found = own_practice(uid, by=request.actor)
    if found is None:
        raise lists.not_there(gettext("course"), uid)
    rows = [_row(each, found.zone) for each in found.activities]
    return render(request, "practice/own.html", {"mine": found, "rows": rows})


def _row(each: OwnActivity, zone: str) -> dict[str, Any]:
    lang = wording.lang()
    tone, sentence = RESULTS.get(each.result, ("", ""))
    marks = each.skill.marks if each.skill is not None else {}
    return {
        "activity": each,
        "title": said(each.plan.title, lang),
        "kind": word_of(ACTIVITY_KINDS, each.plan.kind),
        "starts": moment_at(each.starts, zone) if each.starts is not None else "",
        "tone": tone,
        "sentence": gettext(sentence) if sentence else "",
        "points": [
            (said(point.text, lang), point.critical, gettext(MARKS[Mark(marks[point.id].value)]))
            for point in each.plan.checklist
            if point.id in marks
        ],
        "signed": [(name or gettext("somebody who was erased"), moment_at(at, zone)) for name, at in each.signed_by],
    }
