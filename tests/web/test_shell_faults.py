"""What is wrong with a request, or with the database behind it, is told with a code and what to do."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from kerege.web.shell.middleware import ReaderMiddleware
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def test_a_form_that_is_too_large_is_refused_with_a_code():
    answer = signed_in("focal.point.kaz").post("/claims/new/", {"meaning": "a" * 3_000_000})
    assert answer.status_code == 413
    assert "shell.too_large" in answer.content.decode()


def test_too_many_fields_are_refused_with_a_code():
    answer = Client().post("/choose/", {f"field{n}": "x" for n in range(1100)})
    assert answer.status_code == 413
    assert "shell.too_large" in answer.content.decode()


@pytest.mark.parametrize(("path", "kind"), [("/claims/", "text/html"), ("/api/v1/claims", "application/problem+json")])
def test_a_busy_database_is_told_and_no_fault_of_the_program(path, kind):
    request = RequestFactory().get(path)
    request.session = {}
    answer = ReaderMiddleware(lambda r: None).process_exception(request, OperationalError("database is locked"))
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (503, kind)
    assert "shell.busy" in answer.content.decode()


def test_a_role_that_ended_while_looking_as_somebody_else_ends_the_looking():
    from datetime import date

    from kerege.journal.actions import act
    from kerege.people.models import RoleGrant
    from kerege.people.rules import SYSTEM

    client = signed_in("focal.point.kaz")
    client.post("/view-as/", {"role": "donor", "owner": "REG"})
    with act("tests.role.ended", by=SYSTEM, about="test"):
        RoleGrant.objects.filter(seat__key="DEMO-NFP-KAZ").update(end=date(2024, 7, 2))
    assert client.get("/people/seats/").status_code == 200
    assert "view_as" not in client.session


def test_a_fault_under_the_interface_is_a_problem_document_with_the_number_of_the_request(monkeypatch, settings):
    settings.DEBUG = False
    monkeypatch.setattr("kerege.training.queries.courses", lambda *_, **__: 1 / 0)
    answer = Client(raise_request_exception=False).get("/api/v1/courses")
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert (told["code"], told["data"]) == ("shell.fault", {"request": answer["X-Request-ID"]})
    assert answer["X-Request-ID"] in told["detail"]
