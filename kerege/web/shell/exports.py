"""A table as a download. The table was made for its viewer; nothing is added here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.tables import FORMATS, Noted, Table, write
from kerege.records.viewers import Viewer
from kerege.web.shell.figures import day, moment_at, read_in
from kerege.web.shell.fresh import check_fresh

PAPER = "pdf"
UNKNOWN_FORMAT = RefusalWord(
    "exports.unknown_format",
    N_("“%(format)s” is not a format here. Choose one of: %(formats)s."),
    status=404,
)


def respond(request: HttpRequest, table: Table, *, filename: str, format: str) -> HttpResponse:
    """The table as an attachment named `filename` (no ending, plain letters).

    Refuses exports.unknown_format (404), and shell.not_fresh for a reader of more than public records whose last proof
    is old: a file that somebody takes out of a stolen session cannot be called back.
    """
    if format not in FORMATS:
        raise Refusal(UNKNOWN_FORMAT, format=format[:12], formats=", ".join(FORMATS))
    return attached(
        request,
        lambda: write(on_paper(table) if format == PAPER else table, format),
        media_type=FORMATS[format].media_type,
        filename=f"{filename}.{format}",
    )


def on_paper(table: Table) -> Table:
    """The table with days as pages write them: paper is read by people, all other formats by programs too."""
    return replace(
        table,
        title=read_in(table.title),
        about=[read_in(line) for line in table.about],
        rows=[[_on_paper(cell) for cell in row] for row in table.rows],
        sources=[read_in(line) for line in table.sources],
    )


def _on_paper(cell: Any) -> Any:
    if isinstance(cell, Noted):
        return cell
    if isinstance(cell, datetime):
        return f"{moment_at(cell, 'UTC')} UTC" if cell.tzinfo else moment_at(cell.replace(tzinfo=UTC), "UTC")
    if isinstance(cell, date):
        return day(cell)
    return read_in(cell) if isinstance(cell, str) else cell


def attached(request: HttpRequest, make: Callable[[], bytes], *, media_type: str, filename: str) -> HttpResponse:
    """A file that was made for its reader, for formats that are no table. Refuses shell.not_fresh as `respond` does."""
    if _reads_more_than_public(request.viewer):
        check_fresh(request)
    answer = HttpResponse(make(), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _reads_more_than_public(viewer: Viewer) -> bool:
    levels = (viewer.everywhere, *(level for _owner, level in viewer.by_owner))
    return max(levels) > Sensitivity.PUBLIC
