"""Cases whose counted results are others now, for whoever looks after them, reviews them or answers for a country."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.capacity.words.certification import CASE_STATES, CERTIFICATE_STATES
from kerege.lib.refusal import N_
from kerege.training.queries.exam_after import ChangedCase, changed_cases
from kerege.web.activities import lists
from kerege.web.capacity.certificates import wording
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.wording import word_of

HEADINGS = [
    *(N_("Person"), N_("Certificate"), N_("Number"), N_("State"), N_("Course"), N_("Test on")),
    *(N_("Counted, %"), N_("Now, %"), N_("Passes"), N_("Looked at")),
]


@require_GET
@login_required
def changed(request: HttpRequest) -> HttpResponse:
    """Those first with which nobody has dealt; `?status=open` without the others, `?country=`, `?format=` a file."""
    choice = lists.chosen(request)
    found = _found(request, choice)
    lines = [each for each in found if choice.country in {"", each.case.owner}]
    lines = [each for each in lines if choice.status != "open" or not each.settled]
    if choice.format:
        return respond(request, _table(request, lines, choice), filename="kerege-changed", format=choice.format)
    names = lists.names_of({each.case.territory for each in lines} | {each.case.owner for each in found}, choice)
    owners = sorted({each.case.owner for each in found} & set(names))
    note_offered(request, [names[owner] for owner in owners])
    context = {
        "lines": [_line(each, names) for each in lines[: lists.SHOWN]],
        "open": sum(not each.settled for each in lines),
        "owners": [(owner, str(names[owner]), owner == choice.country) for owner in owners],
        "choice": choice,
        "any": bool(found),
    }
    return render(request, "certificates/changed.html", context)


def open_now(request: HttpRequest, choice: lists.Choice) -> int:
    """How many of those whom the reader reads wait to be looked at."""
    return sum(not each.settled for each in _found(request, choice)) if request.actor.uid else 0


def _found(request: HttpRequest, choice: lists.Choice) -> list[ChangedCase]:
    return changed_cases(request.viewer, by=request.actor, on=choice.on, lang=choice.lang)


def _line(each: ChangedCase, names: Any) -> dict[str, Any]:
    held = wording.certificate_line(each.certificate, names) if each.certificate else None
    return wording.case_line(each.case, names) | {"held": held, "changed": each.changed, "settled": each.settled}


def _table(request: HttpRequest, lines: list[ChangedCase], choice: lists.Choice) -> Any:
    rows = [
        [
            each.case.name,
            f"{each.case.level} · {each.case.scheme_title}",
            each.certificate.number if each.certificate else "",
            _state(each),
            one.course,
            one.on.isoformat(),
            one.counted,
            one.now,
            gettext("yes") if one.passes else gettext("no"),
            gettext("yes") if each.settled else gettext("no"),
        ]
        for each in lines
        for one in each.changed
    ]
    return lists.table(request.viewer, gettext("Certificates on changed results"), HEADINGS, rows, choice)


def _state(each: ChangedCase) -> str:
    held = each.certificate
    return word_of(CERTIFICATE_STATES, held.state) if held else word_of(CASE_STATES, each.case.state)
