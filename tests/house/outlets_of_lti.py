"""The part of the register of outlets that is LTI, and of tools of others that this node launches."""

from tests.house.outlet import Outlet, page, silent

LTI: dict[str, Outlet] = {
    "lti/keys/": page("/lti/keys/"),
    "lti/authorize/": silent("a launch of whoever began it; tests/web/lti"),
    "lti/token/": silent("it takes what a tool signed; tests/web/lti"),
    "lti/places/<uuid:place>/lineitems": silent("for a tool with a token; tests/web/lti"),
    "lti/places/<uuid:place>/lineitems/<uuid:uid>": silent("for a tool with a token; tests/web/lti"),
    "lti/places/<uuid:place>/lineitems/<uuid:uid>/scores": silent("it takes what a tool tells; tests/web/lti"),
    "lti/places/<uuid:place>/lineitems/<uuid:uid>/results": silent("for a tool with a token; tests/web/lti"),
    "lti/places/<uuid:place>/members": silent("for a tool with a token; tests/web/lti/test_lists.py"),
    "lti/answered/": silent("it takes what a tool signed; tests/web/lti/test_choosing.py"),
    "training/tools/": page("/training/tools/"),
    "training/tools/new/": page("/training/tools/new/"),
    "training/tools/<uuid:uid>/": silent("a tool that another person opened; tests/web/lti"),
    "training/tools/courses/<uuid:course>/": silent("for whoever has a place in a course; tests/web/lti"),
    "training/tools/lessons/<slug:curriculum>/<slug:module>/": silent("for whoever is signed in; tests/web/lti"),
    "training/tools/links/<uuid:uid>/": silent("for whoever has a place; tests/web/lti"),
    "training/tools/choices/<uuid:uid>/": silent("a choice of whoever made it; tests/web/lti/test_choosing.py"),
}

WRITES_OF_LTI = dict.fromkeys(
    (
        *("lti/authorize/", "lti/token/", "lti/places/<uuid:place>/lineitems/<uuid:uid>/scores", "training/tools/new/"),
        *("training/tools/<uuid:uid>/", "training/tools/courses/<uuid:course>/", "training/tools/links/<uuid:uid>/"),
        "training/tools/lessons/<slug:curriculum>/<slug:module>/",
    ),
    "tests/web/lti/test_tools.py",
) | {
    "lti/answered/": "tests/web/lti/test_choosing.py",
    "training/tools/choices/<uuid:uid>/": "tests/web/lti/test_choosing.py",
    "lti/places/<uuid:place>/lineitems": "tests/web/lti/test_lists.py",
}
"""Where something is sent, with the tests that prove who may; see writes.py."""
