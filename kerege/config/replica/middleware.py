"""Sends each request to the primary or to the replica, and lets nobody miss what they wrote themselves."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connections
from django.http import HttpRequest, HttpResponseBase

from kerege.config.replica.choosing import PRIMARY, REPLICA, Choice, reading
from kerege.config.replica.position import position
from kerege.config.replica.watch import watching

logger = logging.getLogger(__name__)

SAFE = {"GET", "HEAD", "OPTIONS"}
PIN_SECONDS = 600
"""How long a browser remembers where it was; a replica that is further behind answers nobody anyway."""


class ReplicaMiddleware:
    """A reader who wrote carries a pin: the place in the primary's log that their write reached.

    The replica answers them again once it has replayed that place: no fixed time, and no miss when it is slow. The pin
    is a cookie, because it has to be known before the session is read; whoever forges one reads from the primary.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.KEREGE_REPLICA:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        pin = position(request.COOKIES.get(settings.KEREGE_PIN_COOKIE, ""))
        with reading(self._where(request, pin)) as choice:
            answer = self.get_response(request)
        if choice.read_replica and not choice.wrote and answer.status_code >= 500:
            answer, choice = self._again(request)
        self._remember(answer, choice, pin)
        return answer

    def _where(self, request: HttpRequest, pin: int | None) -> str:
        if request.method not in SAFE:
            return PRIMARY
        sight, most = watching().sight, settings.KEREGE_REPLICA_LAG
        return REPLICA if sight.may_answer(pin, now=time.monotonic(), most_behind=most) else PRIMARY

    def _again(self, request: HttpRequest) -> tuple[HttpResponseBase, Choice]:
        """The same from the primary, once: the replica went away or cancelled a statement. Only reads come here."""
        logger.warning("the replica failed a reader; the primary is asked")
        watching().suspect()
        connections[REPLICA].close()
        with reading(PRIMARY) as choice:
            return self.get_response(request), choice

    def _remember(self, answer: HttpResponseBase, choice: Choice, pin: int | None) -> None:
        if choice.wrote and (at := _written_up_to()):
            answer.set_cookie(
                settings.KEREGE_PIN_COOKIE,
                at,
                max_age=PIN_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        elif pin is not None and choice.read_replica:
            answer.delete_cookie(settings.KEREGE_PIN_COOKIE, samesite="Lax")


def _written_up_to() -> str:
    """The end of the primary's log; empty where it went away after the answer was ready."""
    try:
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
            return str(cursor.fetchone()[0])
    except Error:
        return ""
