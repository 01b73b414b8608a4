"""What is counted. No label holds anything that somebody typed or that names a record."""

from django.http import HttpRequest

from kerege.web.health.prometheus import Counter, Histogram

METHODS = {"GET", "HEAD", "POST", "OPTIONS"}

REQUESTS = Counter("kerege_requests", "Requests that were answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "kerege_request_seconds",
    "How long answers took inside the program.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1, 2.5, 5, 10, 30),
)


def answered(request: HttpRequest, status: int, seconds: float) -> None:
    """Count one request, under the route as the program writes it; `none` where there is no such address."""
    match = request.resolver_match
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, match.route if match else "none", str(status)).inc()
    SECONDS.observe(seconds)
