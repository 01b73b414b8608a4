"""Scores that were published of countries: beside our own set, and out of the file in which they were published."""

from fractions import Fraction
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.atlas import queries as atlas
from kerege.capacity import actions, queries
from kerege.capacity.queries import Compared, DeclaredLine
from kerege.capacity.rules.frames import FRAMES
from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.refusal import N_
from kerege.lib.sheets.workbook import grids_of_xlsx
from kerege.lib.tables import Table
from kerege.people.rules import Actor, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice
from kerege.web.capacity import wording
from kerege.web.capacity.drafts import offered_owners
from kerege.web.content.taking import scan
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import Offered, Typed, attempt
from kerege.web.shell.middleware import told

HEADINGS = (
    *(N_("Country"), N_("Frame"), N_("On"), N_("Indicator"), N_("Score"), N_("Least"), N_("Most"), N_("Source")),
    N_("About biosafety and biosecurity"),
)


@require_GET
def declared(request: HttpRequest) -> HttpResponse:
    """Each country with what was published of it and what our own set says. `?format=` has every indicator."""
    choice = lists.chosen(request)
    me = request.actor.uid
    if choice.format:
        lines = queries.declared_scores(request.viewer, on=choice.on, territory=choice.country)
        table = _table(request, [line for line in lines if line.territory], choice)
        return respond(request, table, filename="kerege-declared-scores", format=choice.format)
    found = queries.compared(request.viewer, me=me, on=choice.on, lang=choice.lang, territory=choice.country)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    context = {
        "lines": [_compared(line) for line in found],
        "countries": countries,
        "choice": choice,
        "frames": FRAMES.values(),
        "may_import": bool(owners_for(request.actor, Deed.RECORD_CLAIM)),
    }
    return render(request, "capacity/declared.html", context)


def _compared(line: Compared) -> dict[str, Any]:
    share = line.own.share if line.own else None
    return {
        "country": line.country,
        "declared": [_line(each) for each in line.declared],
        "own": line.own,
        "share": share,
        "percent": wording.percent_text(share) if isinstance(share, Fraction) else "",
    }


def _line(each: DeclaredLine) -> dict[str, Any]:
    about = [(code, each.scores[code]) for code in each.frame.biosafety if code in each.scores]
    return {"line": each, "about": about, "percent": wording.percent_text(each.share), "of": len(each.scores)}


def _table(request: HttpRequest, lines: list[DeclaredLine], choice: Choice) -> Table:
    names = lists.names_of({line.territory for line in lines}, choice)
    rows = [
        [
            *(names.get(line.territory), line.frame.title, line.on, code, score, line.frame.low, line.frame.high),
            *(line.source, gettext("yes") if code in line.frame.biosafety else gettext("no")),
        ]
        for line in lines
        for code, score in line.scores.items()
    ]
    return lists.table(request.viewer, gettext("Published scores"), HEADINGS, rows, choice)


class ScoresForm(forms.Form):
    """A file of scores, as it was published."""

    owner = Offered(label=_("Whose record it is"))
    source = Typed(label=_("Source"), help_text=_("The key of the source from which the file comes; record it first."))
    year = forms.IntegerField(
        required=False,
        min_value=2000,
        max_value=2100,
        label=_("Year"),
        help_text=_("Only where the file does not say of which year or day the scores are."),
    )
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        """Refuses what files.rules.received, lib.sheets and actions.import_scores refuse, at the file or the source."""
        told = self.cleaned_data
        taken = received(told["file"].name, told["file"].chunks(), kinds={FileKind.XLSX}, scan=scan())
        grids, _notices = grids_of_xlsx(taken.content)
        given = {"source": told["source"].strip(), "year": told["year"], "owner": told["owner"]}
        return actions.import_scores(by=by, grids=grids, **given)


@require_http_methods(["GET", "POST"])
def import_declared(request: HttpRequest) -> HttpResponse:
    """Bring in a file of scores; the page then tells what became of each row that is not simply new."""
    owners, sent = offered_owners(request, Deed.RECORD_CLAIM), request.method == "POST"
    form = ScoresForm(request.POST if sent else None, request.FILES if sent else None, owners=owners)
    done = attempt(form, lambda: form.run(by=request.actor), otherwise="file") if form.is_valid() else None
    context = {
        "form": form,
        "done": done,
        "refused": [(number, told(refusal)) for number, refusal in done.refused] if done else [],
        "sources": atlas.source_lines(),
        "frames": FRAMES.values(),
    }
    return render(request, "capacity/import_declared.html", context, status=422 if form.errors else 200)
