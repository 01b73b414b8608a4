"""Addresses for programs that record learning, without their common beginning."""

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
