"""The list of national measures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.law.queries import measures as queries
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.measures import MEASURE_KINDS, MEASURE_STATES, MeasureKind, MeasureState
from kerege.lib.tables import Table
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.web.measures import wording
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.exports import respond


@require_GET
@asks(kind=one_of(MeasureKind), state=one_of(MeasureState), language=one_of(LANGUAGES), text=a_line(100))
def measures(request: HttpRequest) -> HttpResponse:
    """The laws, decrees and orders that the reader may see, with how they stand on the day and in which languages."""
    on, lang, chosen = on_date(request), get_language() or "en", country_code(request)
    asked = {name: request.GET.get(name, "") for name in ("kind", "state", "language", "text")}
    lines = queries.measures(request.viewer, on=on, territories=(chosen,) if chosen else (), **asked)
    names = atlas.display_names({line.territory for line in lines} | ({chosen} if chosen else set()), lang=lang, on=on)
    rows = [wording.shown(line, lang) | {"country": names[line.territory]} for line in lines]
    if wanted := request.GET.get("format"):
        return respond(request, _table(rows), filename=f"measures-{on}", format=wanted)
    there = {code for line in queries.measures(request.viewer, on=on) for code in line.languages}
    context = {
        "rows": rows if not request.refused else [],
        "total": len(rows),
        "asked": asked,
        "chosen": names.get(chosen),
        "kinds": [(each.value, gettext(MEASURE_KINDS[each])) for each in MeasureKind],
        "states": [(each.value, gettext(MEASURE_STATES[each])) for each in MeasureState],
        "languages": wording.languages(there),
        "records": bool(owners_for(request.actor, Deed.RECORD_LAW)),
    }
    return render(request, "measures/measures.html", context)


def _table(rows: list[dict[str, Any]]) -> Table:
    return Table(
        title=gettext("National measures"),
        headings=(
            gettext("Country"), gettext("Kind"), gettext("Title"), gettext("Number"), gettext("Date"),
            gettext("State"), gettext("Languages of the text"), gettext("Address"), gettext("Sources"),
        ),
        rows=[
            (
                row["country"], row["kind"], row["title"], row["line"].number, row["line"].first_day, row["state"],
                ", ".join(row["languages"]), row["line"].uri, ", ".join(each.key for each in row["line"].sources),
            )
            for row in rows
        ],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )  # fmt: skip
