"""Signing a code of conduct, and the confirmation of what was signed, which can be printed and withdrawn."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kerege.outreach import actions, queries
from kerege.web.activities import lists
from kerege.web.conduct.forms import SignForm
from kerege.web.conduct.views import code_page, names_of, page_of, person_of, trail
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import language_name


@login_required
@require_POST
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """Sign for oneself. What is wrong stands on the page of the code, with what was typed."""
    form = SignForm(request.POST)
    page = page_of(request, key, lang=request.POST.get("lang", ""))
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.sign_code(by=request.actor, account=request.user, key=key, today=localdate(), **told),
        )
        if done is not None:
            return redirect("pledge", uid=done.uid)
    return code_page(request, page, form)


@require_http_methods(["GET", "POST"])
def confirmation(request: HttpRequest, uid: object) -> HttpResponse:
    """What was signed: for the signer, and for everybody where the signer put a name under it. POST withdraws it."""
    choice, person = lists.chosen(request), person_of(request)
    line = queries.pledge(request.viewer, str(uid), on=choice.on, lang=choice.lang, person=person)
    if line is None:
        raise lists.not_there(gettext("pledge"), uid)
    if request.method == "POST":
        actions.withdraw_pledge(by=request.actor, account=request.user, pledge=line.uid, today=localdate())
        return redirect("codes")
    own = any(mine.uid == line.uid for mine in queries.my_pledges(person, on=choice.on, lang=choice.lang))
    context = {
        "line": line,
        "own": own,
        "name": line.signed_as or (str(request.user) if own else ""),
        "language": language_name(line.lang),
        "owner": names_of([line.owner], choice).get(line.owner),
        "trail": trail(),
    }
    return render(request, "conduct/pledge.html", context)
