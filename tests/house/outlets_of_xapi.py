"""Addresses for programs that record learning, without their common beginning."""

from tests.house.outlet import Outlet, page, silent

XAPI = (
    "<edition:base>/statements",
    "<edition:base>/activities/state",
    "<edition:base>/activities/profile",
    "<edition:base>/agents/profile",
    "<edition:base>/agents",
    "<edition:base>/activities",
    "<edition:base>/about",
    "^(?P<base>1\\.0\\.3|2\\.0)/(?P<rest>.*)$",
)

UNITS = ("au/<uuid:session>/fetch/<slug:key>", "au/<uuid:session>/<path:rest>")
"""Where units of cmi5 ask, each for the records of its own session."""

TOOLS = (
    "packages",
    "packages/<uuid:uid>",
    "packages/<uuid:uid>/publish",
    "packages/<uuid:uid>/registrations",
    "registrations/<uuid:uid>",
    "registrations/<uuid:uid>/launch",
    "registrations/<uuid:uid>/waive",
    "sessions/<uuid:uid>/abandon",
)
"""Where other programs launch e-learning, with the password of a device."""

RECORDS: dict[str, Outlet] = {
    "training/records/": page("/training/records/", "/training/records/?verb=x:y", exports=("/training/records/",)),
    "training/records/programs/": page("/training/records/programs/"),
    **{f"xapi/{rest}": silent("a unit reads its own session with its token; tests/api/cmi5") for rest in UNITS},
    **{f"api/elearning/{rest}": silent("only devices with a password of their own; tests/web/cmi5") for rest in TOOLS},
}

WRITTEN_BY_PROGRAMS = {
    **{f"xapi/{rest}": "tests/api/cmi5" for rest in UNITS},
    **{f"api/elearning/{rest}": "tests/web/cmi5" for rest in TOOLS},
    "training/records/programs/": "tests/web/statements",
    **{f"xapi/{rest}": "tests/api/xapi" for rest in XAPI},
}
