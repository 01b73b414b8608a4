"""Requests made from the description of the interface, some on purpose against it, and their answers held against it.

The tests import it when they run: schemathesis takes seconds to load, in every process that only collects tests.
"""

from functools import cache
from http.client import responses
from typing import Any

from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis import Case, GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.description import described
from tests.api.test_claims import CLAIM

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
KNOWN_HERE = {
    "country": ["KAZ", "kgz", "XKX"],
    "venue": ["KAZ", "XKX"],
    "owner": ["KAZ", "KGZ"],
    "code": ["KAZ", "PSE"],
    "project": ["P53"],
    "region": ["CA"],
    "standard": ["ISO 35001"],
    "indicator": ["trainers.part1"],
    "q": ["kosov", "Ташкент"],
    "text": ["course", "made up"],
    "lang": ["ru", "uz-Cyrl"],
    "on": ["2018-04-04", "2026-06-01"],
    "facility": ["KZ-F-4480236-R"],
    "lot": ["demo-cabinets-kaz"],
    "page": ["1", "2"],
    "size": ["3"],
}


KEYS = {
    "projects": ["P53"],
    "indicators": ["trainers.part1", "reach.sex"],
    "facilities": ["KZ-F-1204711-8", "KZ-F-4480236-R"],
    "offers": ["demo-training-tjk", "demo-mobile-uzb"],
    "requests": ["demo-cabinets-osh", "demo-transport-kgz"],
    "lots": ["demo-cabinets-kaz", "demo-ppe-kgz"],
}
PARTS = ("method", "url", "headers", "params", "json", "data")
NOT_SENT = {"content-type", "content-length", "accept-encoding", "cookie"}


def known_of(name: str, path: str) -> list[str]:
    """Values of a parameter that the example world knows."""
    if name == "key":
        return next((keys for part, keys in KEYS.items() if part in path), [])
    return KNOWN_HERE.get(name, [])


@st.composite
def cases(draw: Any, operation: Any) -> Case:
    """A request from the description; where it fits, half of its values are ones that are known."""
    negative = draw(st.integers(0, 3)) == 0
    case: Case = draw(operation.as_strategy(GenerationMode.NEGATIVE if negative else GenerationMode.POSITIVE))
    if negative:
        return case
    for held in (case.path_parameters, case.query):
        for name in list(held or {}):
            if (known := known_of(name, case.path)) and draw(st.integers(0, 3)):
                held[name] = draw(st.sampled_from(known))
    if isinstance(case.body, dict) and draw(st.booleans()):
        case.body = {**CLAIM, **dict(list(case.body.items())[: draw(st.integers(0, 2))])}
    return case


def answered(client: Client, case: Case) -> Response:
    """Ask the program itself, without a server, and undo what was written."""
    told = case.as_transport_kwargs(base_url="http://testserver")
    request = Request(**{name: told[name] for name in PARTS if name in told}).prepare()
    headers = {k: v for k, v in request.headers.items() if k.lower() not in NOT_SENT}
    with transaction.atomic():
        answer = client.generic(
            request.method,
            request.path_url,
            request.body or b"",
            content_type=request.headers.get("Content-Type", "application/octet-stream"),
            headers=headers,
        )
        transaction.set_rollback(True)
    return Response(
        status_code=answer.status_code,
        headers={name.lower(): [value] for name, value in answer.items()},
        content=answer.content,
        request=request,
        elapsed=0.01,
        verify=False,
        message=responses.get(answer.status_code, ""),
        encoding="utf-8",
    )


@cache
def asked_by() -> BaseSchema:
    """The description as requests are made from it."""
    return openapi.from_dict(described())


def held_against(clients: list[Client], path: str, method: str, most: int) -> set[int]:
    """Ask an operation so many times; the statuses that were answered. The first break of a promise fails."""
    operation, seen = asked_by()[path][method.upper()], set()

    @seed(53)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases(operation), reader=st.sampled_from(clients))
    def ask(case: Case, reader: Client) -> None:
        answer = answered(reader, case)
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    ask()
    return seen
