"""Keeps who was given whose data, once for each request."""

import logging
from collections.abc import Callable, Collection
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from kerege.lib.refusal import Refusal
from kerege.privacy import actions
from kerege.privacy.rules import outlet_of
from kerege.records.personal import looking
from kerege.web.privacy.noticing import teller
from kerege.web.shell.reader import real_actor

security = logging.getLogger("kerege.security")


class LooksMiddleware:
    """Whoever signed in and was given a person's data is told to that person, also while looking as somebody else.

    A look that cannot be written (the node only reads, or the database is busy) goes to the log, and the page is given
    all the same: a node that cannot write has to stay readable.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with looking() as persons:
            answer = self.get_response(request)
        user = getattr(request, "user", None)
        if persons and user is not None and user.is_authenticated:
            takes_file = "attachment" in answer.get("Content-Disposition", "")
            keep(request, persons, outlet_of(request.path, takes_file=takes_file))
        return answer


def keep(request: HttpRequest, persons: Collection[int], outlet: str) -> None:
    """Keep the looks, or say in the log that they could not be kept: by number of account, never by name."""
    at, account = timezone.now(), cast(Any, request.user)
    try:
        actions.keep_looks(
            by=real_actor(request, strong=True),  # the roles that are held, whatever was proved
            account=account,
            persons=persons,
            outlet=outlet,
            at=at,
            alarm_above=settings.KEREGE_BULK_READ,
            tell=teller(request),
        )
    except (Refusal, DatabaseError) as fault:
        security.warning(
            "looks not kept: account %s, %s persons, %s: %s", account.pk, len(persons), outlet, type(fault).__name__
        )
