"""The page that a letter leads to: whoever reads it at the post says that the line works."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.response.actions.mandates import answer_letter
from kerege.response.queries.mandates import asked_by
from kerege.response.words.mandates import LETTER_OVER, MANDATE_KINDS
from kerege.web.activities import lists
from kerege.web.shell.wording import word_of


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Say by the code of a letter that the line works. It shows which mandate and country, and nobody's name. Refuses
    response.letter_over.
    """
    choice = lists.chosen(request)
    line = asked_by(code, on=choice.on)
    if line is None:
        raise Refusal(LETTER_OVER)
    if request.method == "POST":
        answer_letter(by=SYSTEM, code=code)
        return render(request, "mandates/answer.html", {"done": True})
    country = lists.names_of([line.owner], choice)[line.owner]
    return render(request, "mandates/answer.html", {"kind": word_of(MANDATE_KINDS, line.kind), "country": country})
