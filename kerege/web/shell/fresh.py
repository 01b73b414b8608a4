"""Confirm that it is you: releases, exports of shared data and changes of roles want a proof that is not old.

A session can be taken over or left open. `demand_fresh` and `check_fresh` refuse one whose last proof is older than ten
minutes; the reader then sees a page that asks for a proof, and what was typed is carried through that page in the
reader's own browser. Nothing of it is kept on the node meanwhile.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from kerege.lib.refusal import Refusal
from kerege.upkeep.queries import standing
from kerege.web.shell import words
from kerege.web.shell.middleware import INTERFACES
from kerege.web.shell.proof import is_fresh
from kerege.web.shell.proving import PREFIX, passkeys_work_here, proving_forms, wait_if_locked

OF = f"{PREFIX}-of"
"""The field that marks a form as a proof; its value is the method of the request that was asked for."""
View = Callable[..., HttpResponseBase]


def check_fresh(request: HttpRequest) -> None:
    """Refuse shell.not_fresh (403) for a signed-in session whose last proof is old.

    A visitor who has not signed in passes: nobody's session can be taken over there, and the action behind refuses.
    """
    if request.user.is_authenticated and not is_fresh(request):
        raise Refusal(words.NOT_FRESH)


def demand_fresh(view: View) -> View:
    """`view` for fresh sessions only, whatever the method: whoever opens a form is asked before typing.

    A form that grew old while it was filled in is asked for the proof when it is sent, and goes on with what was typed.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_fresh(request)
        return view(request, *args, **kwargs)

    return checked


class ProofMiddleware:
    """Asks for the proof where a view refused shell.not_fresh, and takes it in before the view is asked again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """A request that carries a proof goes on as the one that was asked for, or is asked again."""
        if not (request.method == "POST" and OF in request.POST and request.user.is_authenticated):
            return None
        forms = proving_forms(request)
        given = next((form for form in forms if form.is_bound), None)
        if given is None or not given.is_valid():
            return _page(request, forms, typed=request.POST, method=request.POST[OF])
        given.take_in()
        renew(request)
        if request.POST[OF] != "POST":
            return HttpResponseRedirect(request.get_full_path())
        request.POST = _without_proof(request.POST)  # type: ignore[assignment]  # Django allows it, its stubs do not
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal) or exception.word is not words.NOT_FRESH:
            return None
        if request.path.startswith(INTERFACES):
            return None
        return _page(request, proving_forms(request), typed=request.POST, method=str(request.method))


def renew(request: HttpRequest) -> None:
    """A new key for the session: what somebody else knew of it is worth nothing after a proof.

    Where nothing can be written the old key stays, so that the node can be read on.
    """
    if standing.why_closed() is None:
        request.session.cycle_key()
        UserSession.objects.create_from_request(request)


def _page(request: HttpRequest, forms: list[Any], *, typed: QueryDict, method: str) -> HttpResponse:
    """The page that asks. Files cannot be carried through it, so with files the reader starts at the form again."""
    carried = method == "POST" and not request.FILES
    context = {
        "forms": forms,
        "of_field": OF,
        "of": "POST" if carried else "GET",
        "carried": _pairs(typed) if carried else [],
        "files_lost": bool(request.FILES),
        "passkeys_work_here": passkeys_work_here(request),
    }
    answer = render(request, "shell/confirm.html", context, status=words.NOT_FRESH.status)
    answer["Cache-Control"] = "private, no-store"
    if request.headers.get("HX-Request") == "true":  # a part of a page asked: the whole page has to
        answer["HX-Redirect"] = request.get_full_path()
    return wait_if_locked(next((form for form in forms if form.is_bound), None), answer)


def _without_proof(typed: QueryDict) -> QueryDict:
    left = typed.copy()
    for name in list(left):
        if name.startswith(f"{PREFIX}-"):
            del left[name]
    return left


def _pairs(typed: QueryDict) -> list[tuple[str, str]]:
    """What was typed, name by value, without the proof and the token that the page has anew."""
    left = _without_proof(typed)
    return [(name, value) for name in left if name != "csrfmiddlewaretoken" for value in left.getlist(name)]
