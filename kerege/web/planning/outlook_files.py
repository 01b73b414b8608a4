"""An outlook as a file: quarter after quarter, with the verdict above."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION
from kerege.planning import queries
from kerege.planning.words.outlooks import NOT_TYPED
from kerege.web.activities import lists
from kerege.web.planning import outlook_wording as wording
from kerege.web.planning.files import notes_on
from kerege.web.planning.wording import named
from kerege.web.shell.exports import respond

HEADINGS = (
    _("Quarter from"),
    _("Trainers needed"),
    _("Trainers expected"),
    _("At least, of 100 futures 95"),
    _("At most, of 100 futures 95"),
    _("Covered in so many of 100 futures"),
    _("Courses for new trainers"),
    _("New trainers"),
    _("Money"),
    _("Short of"),
)


@require_GET
def table(request: HttpRequest, uid: object, format: str) -> HttpResponse:
    """The quarters of an outlook, one in each row. Refuses planning.not_typed where something is not typed yet."""
    page, choice = queries.outlook(request.viewer, uid, request.actor), lists.chosen(request)
    names = named(request)
    said = wording.verdict(page, names.country(page.line.territory))
    if said is None:
        first = page.lacking[0]
        raise Refusal(NOT_TYPED, row=wording.refused_row(str(first.data.get("row", "")), {}))
    rows = [
        [
            row["begins"].isoformat(), row["needed"], row["there"], row["low"], row["high"], row["chance"],
            row["courses"], row["trained"], row["spent"], row["short"],
        ]
        for row in wording.quarter_rows(page)
    ]  # fmt: skip
    told = said.head, *said.sentences, *notes_on({page.line.territory} - {REGION}, choice)
    made = lists.table(request.viewer, page.line.title, HEADINGS, rows, choice, *told)
    return respond(request, made, filename=f"kerege-outlook-{page.line.taken_on.isoformat()}", format=format)
