"""What stands between readers and the program: names, TLS, proxies, the shared cache."""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from kerege.config.environment import number
from kerege.config.inspection.finding import Finding

LOCAL = {"localhost", "127.0.0.1", "[::1]", "kerege.localhost"}
PRIVATE_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")


def findings() -> Iterator[Finding]:
    for message in checks.run_checks(include_deployment_checks=True):
        if message.level >= checks.WARNING and not message.is_silenced():
            said, hint = str(message.msg).splitlines()[0], message.hint or "See Django's documentation"
            yield Finding(str(message.id), said.rstrip("."), hint.rstrip("."))
    yield from _names()
    yield from _tls()
    if settings.CACHES["default"]["BACKEND"].endswith(PRIVATE_CACHES):
        yield Finding(
            "deploy.cache",
            "Each process has a cache of its own, so that limits on sign-in are counted in each of them alone",
            "Run one process, or a release whose cache is shared",
        )


def _names() -> Iterator[Finding]:
    hosts = set(settings.KEREGE_HOSTS)
    if "*" in hosts or not hosts - LOCAL:
        yield Finding(
            "deploy.hosts",
            "The node answers under any name" if "*" in hosts else "The node answers under no name but localhost",
            "Set KEREGE_HOSTS to the name under which people open it",
        )
    content = settings.KEREGE_CONTENT_HOST.rsplit(":", 1)[0]
    if not content or content in hosts:
        yield Finding(
            "deploy.content_host",
            "Uploaded content has no host name of its own, so no file is opened and no e-learning package is played",
            "Set KEREGE_CONTENT_HOST to a name that is none of KEREGE_HOSTS, and let the proxy answer for it too",
        )


def _tls() -> Iterator[Finding]:
    if not settings.SESSION_COOKIE_SECURE:
        yield Finding(
            "deploy.https",
            "Passwords and sessions travel in the open",
            "Put a proxy with TLS before the node (deploy/nginx, deploy/caddy) and set KEREGE_HTTPS=1",
        )
    elif number("KEREGE_PROXIES", least=0, most=9) == 0:
        yield Finding(
            "deploy.proxies",
            "The node stands behind a proxy that it does not know of, so that all readers share one limit",
            "Set KEREGE_PROXIES to the number of proxies of your own, usually 1",
        )
