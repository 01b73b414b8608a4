"""The addresses of codes of conduct, for the register of outlets."""

from tests.house.outlet import Outlet, page, silent

CONDUCT: dict[str, Outlet] = {
    "conduct/": page("/conduct/", names=True),
    "conduct/new/": page("/conduct/new/"),
    "conduct/self-check/": page("/conduct/self-check/"),
    "conduct/<slug:key>/": page(
        "/conduct/{code}/", "/conduct/model-code/", "/conduct/model-code/?version=1&lang=ru", names=True
    ),
    "conduct/<slug:key>/adopt/": page("/conduct/{code}/adopt/", "/conduct/model-code/adopt/"),
    "conduct/<slug:key>/sign/": silent("it takes a press and goes to the confirmation"),
    "conduct/pledges/<uuid:uid>/": page("/conduct/pledges/{pledge}/", names=True),
}

WRITES_OF_CONDUCT = dict.fromkeys(
    (
        "conduct/new/",
        "conduct/self-check/",
        "conduct/<slug:key>/adopt/",
        "conduct/<slug:key>/sign/",
        "conduct/pledges/<uuid:uid>/",
    ),
    "tests/web/conduct",
)
