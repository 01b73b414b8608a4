"""The three addresses. Each is a 404 for whoever may not ask."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from kerege.web.health import state
from kerege.web.health.allowed import allowed
from kerege.web.health.prometheus import (
    CONTENT_TYPE_LATEST,
    FOLDER,
    CollectorRegistry,
    MultiProcessCollector,
    generate_latest,
)

TEXT = "text/plain; charset=utf-8"


def _nothing() -> HttpResponse:
    return HttpResponse("Not found\n", status=404, content_type=TEXT)


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is looked at."""
    return HttpResponse("alive\n", content_type=TEXT) if allowed(request) else _nothing()


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Whether readers may be sent here, else 503; either way one word of `State` as JSON."""
    if not allowed(request):
        return _nothing()
    found = state.now()
    return JsonResponse({"state": found.value}, status=200 if found.takes_readers else 503)


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format, over all processes that share this node's DATA."""
    if not allowed(request):
        return _nothing()
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(FOLDER))
    registry.register(state.Collector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
