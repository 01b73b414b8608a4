"""The files of a released report, byte for byte as they were released."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.law.queries.reported import report_file, report_page
from kerege.lib.papers import WRITERS
from kerege.web.activities import lists
from kerege.web.shell.exports import attached

MEDIA = {"json": "application/json", **{name: media for name, (media, _write) in WRITERS.items()}}


@require_GET
def kept(request: HttpRequest, uid: object, language: str, format: str) -> HttpResponse:
    """One file. Refuses people.unknown_key in the same words for what is not there and what is not for the reader."""
    data = report_file(request.viewer, uid, language=language, format=format)
    page = report_page(request.viewer, uid, on=lists.chosen(request).on) if data is not None else None
    if data is None or page is None:
        raise lists.not_there(gettext("file"), f"{language}.{format}")
    line = page.line
    name = f"kerege-{line.form}-{line.owner.lower()}-{line.period}-v{line.edition}-{language}.{format}"
    return attached(request, lambda: data, media_type=MEDIA[format], filename=name)
