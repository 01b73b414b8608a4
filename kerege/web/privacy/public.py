"""The privacy notice and the register of processing, for everybody."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.lib.tables import Table
from kerege.people.rules import REGION
from kerege.privacy import queries
from kerege.privacy.queries import ProcessingLine
from kerege.privacy.words import BASES, CATEGORIES, Basis, Category
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.exports import respond


@require_GET
def notice(request: HttpRequest) -> HttpResponse:
    """What a visitor should know, in a page's length; the register has the rest."""
    return render(request, "privacy/notice.html")


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """What is processed and why, as on the day; `country` adds what that country does beside the region."""
    lang, on = get_language() or "en", on_date(request)
    lines = queries.processings(on=on, lang=lang, owner=country_code(request))
    names = atlas.display_names({line.owner for line in lines} - {REGION}, lang=lang, on=on)
    rows = [_Row(line, names.get(line.owner, gettext("The region"))) for line in lines]
    if wanted := request.GET.get("format"):
        return respond(request, _table(rows, lang), filename="register-of-processing", format=wanted)
    return render(request, "privacy/register.html", {"rows": rows})


@dataclass(frozen=True)
class _Row:
    """An entry with the name of who answers for it."""

    line: ProcessingLine
    owner: Designated | str

    @property
    def basis(self) -> str:
        return gettext(BASES[Basis(self.line.basis)])

    @property
    def categories(self) -> list[str]:
        return [gettext(CATEGORIES[Category(each)]) for each in self.line.categories]


def _table(rows: list[_Row], lang: str) -> Table:
    return Table(
        title=gettext("Register of processing"),
        headings=(
            gettext("Who answers for it"),
            gettext("Purpose"),
            gettext("Legal basis"),
            gettext("Data"),
            gettext("Whose"),
            gettext("Who receives them"),
            gettext("How long"),
            gettext("Where"),
        ),
        rows=[
            (
                row.owner,
                row.line.purpose,
                row.basis,
                "; ".join(row.categories),
                row.line.whose,
                row.line.recipients,
                row.line.retention,
                row.line.place,
            )
            for row in rows
        ],
        lang=lang,
        rtl=get_language_bidi(),
    )
