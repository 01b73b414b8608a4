"""The part of the register of outlets that is e-learning packages."""

from tests.house.outlet import Outlet, page, silent

ELEARNING: dict[str, Outlet] = {
    "training/elearning/": page("/training/elearning/", names=True),
    "training/elearning/new/": page("/training/elearning/new/"),
    "training/elearning/<uuid:uid>/": page("/training/elearning/{elearning}/", names=True),
    "training/elearning/<uuid:uid>/preview/": silent("it plays a package for who keeps it; tests/web/packages"),
    "training/elearning/<uuid:uid>/preview/window/": silent("where a frame is, for who keeps it; tests/web/packages"),
    "training/elearning/units/<uuid:uid>/": silent("a reader's own registration for units; tests/web/cmi5"),
    "training/elearning/courses/<uuid:uid>/": silent("for the staff of one course; tests/web/cmi5"),
    "training/elearning/play/<uuid:uid>/": silent("a reader's own registration; tests/web/packages"),
    "training/elearning/play/<uuid:uid>/window/": silent("a reader's own registration; tests/web/packages"),
    "training/elearning/play/<uuid:uid>/commits/": silent("a reader's own registration; tests/web/packages"),
}

WRITES_OF_ELEARNING = dict.fromkeys(
    (
        "training/elearning/new/",
        "training/elearning/<uuid:uid>/",
        "training/elearning/<uuid:uid>/preview/window/",
        "training/elearning/play/<uuid:uid>/window/",
        "training/elearning/play/<uuid:uid>/commits/",
    ),
    "tests/web/packages",
) | dict.fromkeys(("training/elearning/units/<uuid:uid>/", "training/elearning/courses/<uuid:uid>/"), "tests/web/cmi5")
"""Where something is sent, with the tests that prove who may; see writes.py."""
