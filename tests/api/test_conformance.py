"""What is answered is what the description says: statuses, types, schemas and codes, for three kinds of readers.

Requests are made from the description, some on purpose against it, and half of them with values that the example world
knows, so that not every answer is a refusal. A few for each operation run with all tests, many in `make crawl`.
"""

import json
from functools import cache
from http.client import responses
from typing import Any

import pytest
from django.core.cache import cache as counted
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from ninja.openapi.schema import OpenAPISchema
from openapi_spec_validator import OpenAPIV31SpecValidator
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

from kerege.api.describing import OF_THE_SHELL
from kerege.api.v1 import api
from kerege.inventory.words import Status as OfHandovers
from kerege.lib.refusal import KNOWN
from kerege.outreach.words import Status as OfEvents
from kerege.people import queries
from kerege.training.words import Status as OfCourses
from kerege.web.shell import words as shell
from tests.api.conftest import KAZ_FOCAL_POINT, KGZ_FOCAL_POINT
from tests.api.test_claims import CLAIM

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
READERS = ("", KAZ_FOCAL_POINT, KGZ_FOCAL_POINT)
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


@cache
def as_it_leaves() -> str:
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))


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


def described() -> dict[str, Any]:
    """The description as it leaves."""
    told: dict[str, Any] = json.loads(as_it_leaves())
    return told


OPERATIONS = [(path, method) for path, operations in described()["paths"].items() for method in operations]


# -- the description ---------------------------------------------------------------------------------------------------


@pytest.mark.nodb
def test_the_description_is_one_by_the_standard():
    told = described()
    assert [fault.message for fault in OpenAPIV31SpecValidator(told).iter_errors()] == []
    names = [operation["operationId"] for operations in told["paths"].values() for operation in operations.values()]
    assert len(set(names)) == len(names) == len(OPERATIONS)


@pytest.mark.nodb
def test_every_operation_names_every_status_with_codes_that_have_it():
    paths = described()["paths"]
    for path, method in OPERATIONS:
        answers = paths[path][method]["responses"]
        assert set(answers) >= {"400", "403", "413", "414", "422", "500", "503"}, path
        for status in (each for each in answers if each >= "400"):
            only = answers[status]["content"]["application/problem+json"]["schema"]["allOf"][1]["properties"]
            assert only["status"]["const"] == int(status)
            assert {KNOWN[code].status for code in only["code"]["enum"]} == {int(status)}, f"{path} {status}"


@pytest.mark.nodb
def test_what_the_shell_refuses_has_the_status_that_is_described():
    told = {word.code: word.status for word in vars(shell).values() if getattr(word, "code", "") in OF_THE_SHELL}
    assert told == OF_THE_SHELL


@pytest.mark.nodb
def test_who_writes_has_a_session_and_a_token_and_who_reads_may_have_a_session():
    paths = described()["paths"]
    assert paths["/api/v1/claims"]["post"]["security"] == [{"SessionAuth": [], "RequestToken": []}]
    assert paths["/api/v1/claims"]["get"]["security"] == [{}, {"SessionAuth": []}]


@pytest.mark.nodb
def test_no_two_things_have_one_name(monkeypatch):
    """Else the description would say of the first what is true of the last: two lists of states, for example."""
    plain, found = OpenAPISchema.add_schema_definitions, {}

    def watched(self: OpenAPISchema, definitions: dict[str, Any]) -> None:
        for name, definition in definitions.items():
            assert found.setdefault(name, definition) == definition, name
        plain(self, definitions)

    monkeypatch.setattr(OpenAPISchema, "add_schema_definitions", watched)
    api.get_openapi_schema(path_prefix="/api/v1/")
    assert len(found) > 40


@pytest.mark.nodb
@pytest.mark.parametrize(("path", "words"), [("courses", OfCourses), ("events", OfEvents), ("handovers", OfHandovers)])
def test_each_state_that_can_be_asked_for_is_described(path, words):
    parameters = described()["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    schema = next(p["schema"] for p in parameters if p["name"] == "status")
    assert schema["enum"] == [word.value for word in words]


# -- the answers -------------------------------------------------------------------------------------------------------


@pytest.fixture
def clients(demo_world) -> list[Client]:
    counted.clear()
    KNOWN_HERE["uid"] = _uids()
    return [_client(email) for email in READERS]


def _uids() -> list[str]:
    client = Client()
    return [client.get(f"/api/v1/{kind}?size=2").json()["items"][1]["uid"] for kind in ("courses", "events")]


def _client(email: str) -> Client:
    client = Client(raise_request_exception=False)
    if email:
        client.force_login(queries.account(email))
    return client


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


@pytest.mark.slow
def test_answers_are_what_the_description_says(clients):
    seen = {(path, method): held_against(clients, path, method, most=4) for path, method in OPERATIONS}
    assert len([key for key, statuses in seen.items() if 200 in statuses]) > 20, "almost nothing was answered"
    assert set().union(*seen.values()) >= {200, 401, 404, 422}


@pytest.mark.crawl
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_many_answers_are_what_the_description_says(clients, path, method):
    assert held_against(clients, path, method, most=200)


def test_a_promise_that_is_not_kept_is_found(clients):
    """A status, a member and a code that the description does not have."""
    schema = described()
    of_events = schema["paths"]["/api/v1/events"]["get"]["responses"]
    del of_events["422"]
    operation = openapi.from_dict(schema)["/api/v1/events"]["GET"]
    case = operation.Case(query={"on": "never"})
    with pytest.raises(BaseExceptionGroup, match="(?i)undocumented"):
        case.validate_response(answered(clients[0], case), checks=CHECKS[:-1])
    schema = described()
    schema["components"]["schemas"]["EventOut"]["properties"]["title"] = {"type": "integer"}
    case = openapi.from_dict(schema)["/api/v1/events"]["GET"].Case(query={"size": "1"})
    with pytest.raises(BaseExceptionGroup, match="(?i)schema"):
        case.validate_response(answered(clients[0], case), checks=CHECKS[:-1])
