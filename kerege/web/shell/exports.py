"""A table as a download. The table was made for its viewer; nothing is added here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.tables import FORMATS, Table, write
from kerege.records.viewers import Viewer
from kerege.web.shell.fresh import check_fresh

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
        lambda: write(table, format),
        media_type=FORMATS[format].media_type,
        filename=f"{filename}.{format}",
    )


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
