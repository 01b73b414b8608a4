"""What is answered is what the description says: statuses, types, schemas and codes, for three kinds of readers.

Requests are made from the description, some on purpose against it, and half of them with values that the example world
knows, so that not every answer is a refusal (conforming.py). A few for each operation run with all tests, many in
`make crawl`.
"""

from typing import Any

import pytest
from django.core.cache import cache as counted
from django.test import Client
from ninja.openapi.schema import OpenAPISchema

from kerege.api.describing import OF_THE_SHELL
from kerege.api.v1 import api
from kerege.inventory.words import Status as OfHandovers
from kerege.lib.refusal import KNOWN
from kerege.outreach.words import Status as OfEvents
from kerege.people import queries
from kerege.training.words import Status as OfCourses
from kerege.web.shell import words as shell
from tests.api.conftest import KAZ_FOCAL_POINT, KGZ_FOCAL_POINT
from tests.api.description import described, operations

READERS = ("", KAZ_FOCAL_POINT, KGZ_FOCAL_POINT)


@pytest.fixture(scope="module")
def conforming() -> Any:
    """The module of the same name, which takes seconds to import."""
    from tests.api import conforming

    return conforming


# -- the description ---------------------------------------------------------------------------------------------------


@pytest.mark.nodb
def test_the_description_is_one_by_the_standard():
    from openapi_spec_validator import OpenAPIV31SpecValidator  # takes a second to import

    told = described()
    assert [fault.message for fault in OpenAPIV31SpecValidator(told).iter_errors()] == []
    names = [operation["operationId"] for operations in told["paths"].values() for operation in operations.values()]
    assert len(set(names)) == len(names) == len(operations())


@pytest.mark.nodb
def test_every_operation_names_every_status_with_codes_that_have_it():
    paths = described()["paths"]
    for path, method in operations():
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
def clients(demo_world, conforming) -> list[Client]:
    counted.clear()
    conforming.KNOWN_HERE["uid"] = _uids()
    return [_client(email) for email in READERS]


def _uids() -> list[str]:
    client = Client()
    return [client.get(f"/api/v1/{kind}?size=2").json()["items"][1]["uid"] for kind in ("courses", "events")]


def _client(email: str) -> Client:
    client = Client(raise_request_exception=False)
    if email:
        client.force_login(queries.account(email))
    return client


@pytest.mark.slow
def test_answers_are_what_the_description_says(clients, conforming):
    seen = {(path, method): conforming.held_against(clients, path, method, most=4) for path, method in operations()}
    assert len([key for key, statuses in seen.items() if 200 in statuses]) > 20, "almost nothing was answered"
    assert set().union(*seen.values()) >= {200, 401, 404, 422}


@pytest.mark.crawl
def test_many_answers_are_what_the_description_says(clients, conforming):
    for path, method in operations():
        assert conforming.held_against(clients, path, method, most=200), f"{method} {path}"


def test_a_promise_that_is_not_kept_is_found(clients, conforming):
    """A status, a member and a code that the description does not have."""
    schema = described()
    of_events = schema["paths"]["/api/v1/events"]["get"]["responses"]
    del of_events["422"]
    operation = conforming.openapi.from_dict(schema)["/api/v1/events"]["GET"]
    case = operation.Case(query={"on": "never"})
    with pytest.raises(BaseExceptionGroup, match="(?i)undocumented"):
        case.validate_response(conforming.answered(clients[0], case), checks=conforming.CHECKS[:-1])
    schema = described()
    schema["components"]["schemas"]["EventOut"]["properties"]["title"] = {"type": "integer"}
    case = conforming.openapi.from_dict(schema)["/api/v1/events"]["GET"].Case(query={"size": "1"})
    with pytest.raises(BaseExceptionGroup, match="(?i)schema"):
        case.validate_response(conforming.answered(clients[0], case), checks=conforming.CHECKS[:-1])
