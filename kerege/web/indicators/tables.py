"""What leaves these pages as a file: the log-frame, one indicator, one breakdown."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import get_language_bidi, gettext

from kerege.indicators import queries
from kerege.indicators.queries import GroupOfReadings, Tongue
from kerege.indicators.rules import OBJECTIVES, Reading
from kerege.indicators.words import State
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.indicators import wording
from kerege.web.indicators.asking import Asked
from kerege.web.indicators.breakdowns import labelled, protection
from kerege.web.shell.figures import stated

HEADINGS = (
    N_("Objective"),
    N_("Group"),
    N_("Indicator"),
    N_("Key"),
    N_("Unit"),
    N_("Claimed"),
    N_("Proved by records"),
    N_("Difference"),
    N_("Note"),
)


def tongue(question: Asked) -> Tongue:
    return Tongue(question.lang, get_language_bidi())


def logframe_table(viewer: Viewer, groups: Iterable[GroupOfReadings], question: Asked) -> Table:
    """Every indicator with claim, evidence and difference, in words as on the page."""
    return Table(
        title=gettext("Indicators"),
        headings=[gettext(h) for h in HEADINGS],
        rows=[_line(group, reading) for group in groups for reading in group.readings],
        about=about(viewer, question),
        lang=question.lang,
        rtl=get_language_bidi(),
    )


def about(viewer: Viewer, question: Asked) -> list[str]:
    """As on which day, of which project and countries, for whom."""
    told = [gettext("As on %(day)s") % {"day": question.on.isoformat()}]
    if question.scope.project:
        told.append(gettext("Project: %(project)s") % {"project": question.scope.project})
    told += [gettext("Country: %(country)s") % {"country": code} for code in question.scope.territories]
    told.append(gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")})
    return told


def _line(group: GroupOfReadings, reading: Reading) -> list[object]:
    about, objective = reading.indicator, group.group.objective
    notes = [gettext("Sources disagree.")] if reading.conflicts else []
    if reading.evidence.state == State.NOT_RECORDED_HERE_YET:
        notes.append(gettext("Missing here: %(what)s") % {"what": gettext(reading.missing)})
    if reading.protected:
        notes.append(gettext(reading.protected))
    return [
        f"{objective}. {gettext(OBJECTIVES[objective])}",
        gettext(group.group.title),
        gettext(about.title),
        about.key,
        wording.unit(about.unit),
        "; ".join(stated(c.value, c.qualifier) for c in reading.claims),
        wording.evidence_of(reading, about.unit),
        wording.difference(reading),
        " ".join(notes),
    ]


def indicator_table(viewer: Viewer, reading: Reading, question: Asked) -> Table:
    """Claims and records, or the cells of a breakdown, as far as the viewer may know them."""
    if reading.breakdown is not None:
        return _breakdown_table(viewer, reading, question)
    table = queries.sheet(viewer, reading.indicator.key, on=question.on, scope=question.scope, tongue=tongue(question))
    withheld = reading.withheld_records
    if not withheld:
        return table
    told = gettext("%(n)s rows of registers are counted here and not listed: they are withheld.") % {"n": withheld}
    return replace(table, about=[*table.about, told])


def _breakdown_table(viewer: Viewer, reading: Reading, question: Asked) -> Table:
    rows = [
        [cell.label, cell.n, gettext("and more that are withheld") if cell.partly else ""]
        for cell in labelled(reading.breakdown, question)
    ]
    return Table(
        title=gettext(reading.indicator.title),
        headings=[gettext("Value"), gettext("Attendances"), gettext("Note")],
        rows=rows,
        about=[*about(viewer, question), *protection(reading.breakdown)],
        lang=question.lang,
        rtl=get_language_bidi(),
    )
