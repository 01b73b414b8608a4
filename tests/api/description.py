"""The description of the interface, as tests hold it against the program."""

import json
from functools import cache
from typing import Any

from kerege.api.v1 import api


@cache
def as_it_leaves() -> str:
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))


def described() -> dict[str, Any]:
    """The description as it leaves."""
    told: dict[str, Any] = json.loads(as_it_leaves())
    return told


def operations() -> list[tuple[str, str]]:
    """Every operation that is described, as path and method."""
    return [(path, method) for path, found in described()["paths"].items() for method in found]
