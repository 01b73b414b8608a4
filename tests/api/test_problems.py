"""Whatever is wrong with a request, the answer is a coded problem document that says what to do."""

import pytest
from django.test import Client

from tests.api.conftest import KAZ_FOCAL_POINT

CLAIMS = "/api/v1/claims"


def problem(answer, status, code):
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    told = answer.json()
    assert (told["status"], told["code"]) == (status, code)
    assert told["detail"]
    assert "%(" not in told["detail"]
    return told


@pytest.mark.parametrize(
    ("address", "status", "code", "field"),
    [
        ("courses?colour=red", 422, "api.unknown_parameter", "colour"),
        ("courses?page=1&page=2", 422, "api.repeated_parameter", "page"),
        ("courses?on=2018-13-01", 422, "dates.not_a_day", "on"),
        ("courses?on=2018", 422, "dates.not_a_day", "on"),
        ("courses?on=%FF%FE", 422, "dates.not_a_day", "on"),
        ("courses?lang=de", 422, "api.unknown_language", "lang"),
        ("courses?lang=..%2F..", 422, "atlas.bad_language", "lang"),
        ("courses?page=0", 422, "api.wrong_form", "page"),
        ("courses?size=1000000000000000000000", 422, "api.wrong_form", "size"),
        ("courses?kind=party", 422, "api.wrong_choice", "kind"),
        ("courses?country=ZZZ", 422, "atlas.unknown_code", "country"),
        ("courses?project=P999", 422, "atlas.unknown_code", "project"),
        ("courses?text=a%00b", 422, "text.control_characters", "text"),
        ("courses?text=a%E2%80%AEb", 422, "text.bidi_override", "text"),
        ("search", 422, "api.missing_field", "q"),
        ("search?q=" + "x" * 1000, 422, "text.too_long", "q"),
        ("search?q=" + "x" * 5000, 414, "shell.address_too_long", None),
        ("courses/none", 404, "api.no_such_record", None),
        ("courses/00000000-0000-7000-8000-000000000000", 404, "api.no_such_record", None),
        ("territories/%00", 422, "text.control_characters", "code"),
        ("indicators/trainers", 404, "indicators.unknown_indicator", "indicator"),
        ("nothing", 404, "api.no_such_address", None),
    ],
)
def test_what_is_asked_wrongly_is_refused(demo_world, address, status, code, field):
    assert problem(Client().get(f"/api/v1/{address}"), status, code)["field"] == field


def test_a_refusal_speaks_the_language_of_its_reader(demo_world):
    english, russian = (
        Client().get("/api/v1/courses?country=ZZZ", headers={"accept-language": lang}) for lang in ("en", "ru")
    )
    assert problem(english, 422, "atlas.unknown_code")["detail"].startswith("“ZZZ” is not a known code")
    assert problem(russian, 422, "atlas.unknown_code")["code"] == "atlas.unknown_code"


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_evidence_cannot_be_typed(signed_in, method):
    address = "/api/v1/indicators/trainers.part1/evidence"
    for client in (Client(), signed_in(KAZ_FOCAL_POINT)):
        answer = getattr(client, method)(address, {"value": 88}, content_type="application/json")
        assert problem(answer, 422, "indicators.computed_not_typed")["data"] == {"indicator": "trainers.part1"}


def test_a_wrong_method_names_the_right_ones(demo_world):
    answer = Client().delete("/api/v1/courses")
    assert problem(answer, 405, "api.wrong_method")["data"] == {"method": "DELETE", "allowed": answer["Allow"]}
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "api.bad_json"),
        (b"\xff\xfe", 422, "text.not_utf8"),
        (b'{"value": NaN}', 400, "api.bad_json"),
        (b'{"value": 1, "value": 2}', 400, "api.bad_json"),
        (b"[" * 100_000, 400, "api.bad_json"),
        (b'{"meaning": "\\ud800"}', 400, "api.bad_json"),
        (b'{"value": ' + b"9" * 10_000 + b"}", 400, "api.bad_json"),
        (b"[]", 422, "api.wrong_form"),
        (b"", 422, "api.missing_field"),
        (b"x" * 10_000_000, 413, "shell.too_large"),
    ],
    ids=["cut", "bytes", "nan", "twice", "deep", "half", "digits", "list", "empty", "ten-megabytes"],
)
def test_a_body_that_is_none_is_refused(signed_in, body, status, code):
    answer = signed_in(KAZ_FOCAL_POINT).post(CLAIMS, body, content_type="application/json")
    problem(answer, status, code)
