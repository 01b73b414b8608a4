"""The self-check about work that could be misused. What is answered is sent with the form, shown on the page that comes
back, and forgotten: it is in no table, no session, no log and no address.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kerege.outreach.rules.self_check import reflected
from kerege.outreach.words.self_check import ADVICE, ANSWERS, QUESTIONS, TOPICS
from kerege.web.conduct.views import trail
from kerege.web.shell.wording import word_of


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def self_check(request: HttpRequest) -> HttpResponse:
    """The questions; after a press, beside them what is left to think of and whom to ask. Answers of an address are
    not read, so that nobody sends them in one.
    """
    given = request.POST if request.method == "POST" else {}
    answers = [(key.value, gettext(word)) for key, word in ANSWERS.items()]
    context = {
        "topics": [
            {
                "topic": gettext(TOPICS[each.topic]),
                "advice": gettext(ADVICE[each.topic]),
                "open": each.open,
                "left_out": each.left_out,
                "asked": [
                    {"key": key, "text": gettext(QUESTIONS[key]), "given": answer, "said": word_of(ANSWERS, answer)}
                    for key, answer in each.answers
                ],
            }
            for each in reflected({key: given.get(key, "") for key in QUESTIONS})
        ],
        "answers": answers,
        "done": request.method == "POST",
        "trail": trail(),
    }
    answer = render(request, "conduct/self_check.html", context)
    answer["Cache-Control"] = "no-store, private"
    answer["Referrer-Policy"] = "same-origin"
    return answer
