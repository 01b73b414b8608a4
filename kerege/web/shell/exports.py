"""A table as a download. The table was made for its viewer; nothing is added here."""

from django.http import HttpResponse

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.lib.tables import FORMATS, Table, write

UNKNOWN_FORMAT = RefusalWord(
    "exports.unknown_format",
    N_("“%(format)s” is not a format here. Choose one of: %(formats)s."),
    status=404,
)


def respond(table: Table, *, filename: str, format: str) -> HttpResponse:
    """The table as an attachment named `filename` (no ending, plain letters). Refuses exports.unknown_format (404)."""
    if format not in FORMATS:
        raise Refusal(UNKNOWN_FORMAT, format=format[:12], formats=", ".join(FORMATS))
    answer = HttpResponse(write(table, format), content_type=FORMATS[format].media_type)
    answer["Content-Disposition"] = f'attachment; filename="{filename}.{format}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
