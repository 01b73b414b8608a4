"""Pictures of questions for whoever sits an exam: by the place of the question, to nobody else, and not after the end.

They come from this host and not from that of contents, because only here a session says who asks. They are pictures
that this node drew itself when they came in, of three kinds, and are told to be nothing else.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from kerege.files import queries as files
from kerege.training.queries.exam_pictures import picture_of


@require_GET
@login_required
def picture(request: HttpRequest, uid: object, place: int, number: int) -> HttpResponse:
    """One picture; no machine keeps it (shell.headers). Refuses training.no_such_exam (404)."""
    line = picture_of(by=request.actor, uid=uid, place=place, number=number, now=now())
    with files.opened(line) as stream:
        answer = HttpResponse(stream.read(), content_type=line.media_type)
    answer["Content-Disposition"] = "inline"
    return answer
