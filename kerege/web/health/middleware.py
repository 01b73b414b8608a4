"""Answers probes before anything else is asked of the request, and counts all others."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from kerege.web.health import measures, views

PROBES = {"/healthz": views.alive, "/readyz": views.ready, "/metrics": views.metrics}


class HealthMiddleware:
    """First of all: a probe names the machine and not the node's host, and speaks plain HTTP."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        probe = PROBES.get(request.path)
        if probe:
            return probe(request)
        began = time.perf_counter()
        answer = self.get_response(request)
        measures.answered(request, answer.status_code, time.perf_counter() - began)
        return answer
