"""Addresses for programs that record learning, without their common beginning."""

from tests.house.outlet import Outlet, page

RECORDS: dict[str, Outlet] = {
    "training/records/": page("/training/records/", "/training/records/?verb=x:y", exports=("/training/records/",)),
    "training/records/programs/": page("/training/records/programs/"),
}

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

WRITTEN_BY_PROGRAMS = {
    "training/records/programs/": "tests/web/statements",
    **{f"xapi/{rest}": "tests/api/xapi" for rest in XAPI},
}
