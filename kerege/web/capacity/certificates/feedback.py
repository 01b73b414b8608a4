"""What a participant without an account answers: five numbers, once, without a name."""

from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.rules.numbers import token_digest
from kerege.capacity.words.certification import FEEDBACK_QUESTIONS
from kerege.capacity.words.certification_refused import FEEDBACK_CLOSED
from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.web.activities import lists
from kerege.web.capacity.certificates.deliveries import MARKS
from kerege.web.shell.forms import Offered, attempt

RATES = {"feedback": "30/m/ip"}
TOO_OFTEN = RefusalWord(
    "capacity.feedback_too_often",
    N_("Very many answers came from your network in a short time. Wait a minute, and send yours again."),
    status=429,
)


class AnswerForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, text in FEEDBACK_QUESTIONS.items():
            self.fields[key] = Offered(label=gettext(text), choices=MARKS)


@never_cache
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind a link. A wrong, spent or old link is refused in the same words."""
    consumed = ratelimit.consume(request, app="kerege.capacity", action="feedback", config=RATES, limit_get=True)
    if consumed is None:
        raise Refusal(TOO_OFTEN)
    on = lists.chosen(request).on
    if not queries.cases.feedback_link_open(token_digest(token), on=on):
        raise Refusal(FEEDBACK_CLOSED)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    done = form.is_valid() and bool(attempt(form, lambda: _answer(request, token, form.cleaned_data)))
    context = {"form": form, "done": done}
    return render(request, "certificates/feedback.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, token: str, given: dict[str, str]) -> bool:
    actions.answer_feedback(by=request.actor, token=token, given=given)
    return True
