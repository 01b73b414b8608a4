"""The report of an import: one line for each error, one for each row without any."""

from collections.abc import Iterable

from django.utils.translation import get_language, get_language_bidi, gettext

from kerege.inventory.queries.imports import ImportLine, RowLine
from kerege.inventory.words.importing import DONE, OUTCOMES
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.web.inventory.imports.wording import because, field_name, sentence


def report_of(line: ImportLine, rows: Iterable[RowLine]) -> Table:
    """The table in the reader's language. Of proposals it tells the reasons and not the cards."""
    told: list[list[object]] = []
    for row in rows:
        became = gettext(DONE[row.done]) if row.done else gettext(OUTCOMES[row.outcome])
        first = [row.number, row.title, became]
        lines: list[list[object]] = [
            [*first, fault[0], field_name(fault[1]), sentence(*fault[1:])] for fault in (*row.faults, *row.doubts)
        ]
        if row.decidable and not row.decision:
            lines += [[*first, "", "", " ".join(because(r) for r in row.matches[0][2])]]
        told += lines or [[*first, "", "", ""]]
    headings = (N_("Row"), N_("Name"), N_("What becomes of it"), N_("Cell"), N_("Field"), N_("What to look at"))
    return Table(
        title=gettext("Report of an import"),
        headings=[gettext(heading) for heading in headings],
        rows=told,
        about=[
            f"{gettext('File')}: {line.file_title}",
            f"{gettext('Who sent it')}: {line.sender}",
            f"{gettext('Handed in')}: {line.handed_in:%Y-%m-%d}",
        ],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )
