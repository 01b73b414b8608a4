"""The description of the API is a promise: an address or a parameter does not disappear unnoticed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.api.v1 import api

KEPT = Path(__file__).with_name("openapi_paths.txt")


def described() -> list[str]:
    """One line for each operation: method, path and parameters."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return sorted(
        f"{method.upper()} {path} {' '.join(sorted(p['name'] for p in operation.get('parameters', [])))}".strip()
        for path, operations in paths.items()
        for method, operation in operations.items()
    )


@pytest.mark.nodb
def test_addresses_and_parameters_are_those_that_were_agreed():
    assert described() == KEPT.read_text(encoding="utf-8").splitlines()


GETS = [line.split() for line in KEPT.read_text(encoding="utf-8").splitlines() if line.startswith("GET")]
VALUES = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.dates().map(str),
    st.sampled_from(["KAZ", "XKX", "P53", "S1", "ru", "uz-Cyrl", "tot_part1", "held", "venue", "trainers.part1", ""]),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_question_makes_the_server_fail(client, demo_world, data):
    _, path, *parameters = data.draw(st.sampled_from(GETS))
    for name in [p for p in parameters if f"{{{p}}}" in path]:
        path = path.replace(f"{{{name}}}", data.draw(VALUES).replace("/", "").replace("?", "").replace("#", "") or "x")
        parameters.remove(name)
    asked = data.draw(st.dictionaries(st.sampled_from([*parameters, "other"]), VALUES, max_size=4))
    answer = client.get(path, asked)
    assert answer.status_code in {200, 404, 422}
    assert answer["Content-Type"].split(";")[0] in {"application/json", "application/problem+json"}
    assert answer.status_code == 200 or answer.json()["code"]
