"""The page on which the owner of an account says in which language the node writes to them."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.people import actions
from kerege.web.account.watching import actor_of
from kerege.web.shell.forms import Offered, attempt
from kerege.web.shell.views import safe_next


class LanguageForm(forms.Form):
    language = Offered(label=_("Language of letters"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = (("", gettext("As the node writes where nothing is said")),)
        self.fields["language"].choices = (*none, *settings.LANGUAGES)  # type: ignore[attr-defined]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """The language of letters to this account; also pressed in the menu of languages of any page."""
    account: Any = request.user
    begun = {"language": account.language or get_language()}
    form = LanguageForm(request.POST) if request.method == "POST" else LanguageForm(initial=begun)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data["language"]
        kept = attempt(form, lambda: actions.keep_language(by=actor_of(account), account=account, language=told))
        if kept is not None:
            messages.success(request, _kept(kept.language))
            return redirect(safe_next(request) if request.POST.get("next") else "letters_to_me")
    context = {"form": form, "now": dict(settings.LANGUAGES).get(account.language, "")}
    return render(request, "account/letters.html", context, status=422 if form.errors else 200)


def _kept(language: str) -> str:
    if not language:
        return gettext("Letters to you are written as the node writes where nothing is said.")
    with translation.override(language):  # in the language itself, so that a wrong press is seen
        return gettext("Letters and reminders to you are written in this language from now on.")
