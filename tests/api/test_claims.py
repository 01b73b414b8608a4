"""Recording a published figure from a program."""

import json

from django.test import Client

from kerege.journal import queries as journal
from tests.api.conftest import KAZ_FOCAL_POINT, KGZ_FOCAL_POINT
from tests.api.test_problems import CLAIMS, problem

CLAIM = {
    "owner": "KAZ",
    "key": "KAZ-CLAIM-API",
    "indicator": "trainers.part1",
    "value": 13,
    "qualifier": "exact",
    "unit": "people",
    "meaning": "Trainers of the first course",
    "source": "S10",
    "project_key": "P53",
    "territory": "KAZ",
}


def post(client, claim, **more):
    return client.post(CLAIMS, json.dumps(claim), content_type="application/json", **more)


def test_a_claim_is_recorded_with_an_act_and_stands_beside_the_others(signed_in, reader):
    client = signed_in(KAZ_FOCAL_POINT)
    answer = post(client, CLAIM)
    assert answer.status_code == 201
    assert (answer.json()["value"], answer.json()["territory"]["name"]) == (13, "Kazakhstan")
    acts = journal.acts(owners=None, about=answer.json()["uid"])
    assert [act.word for act in acts] == ["indicators.claim.recorded"]
    shown = reader("/api/v1/indicators/trainers.part1?project=P53&country=KAZ")
    assert sorted({claim["value"] for claim in shown["claims"]}) == [12, 13, 14]


def test_the_same_claim_again_changes_nothing_and_another_under_its_key_is_refused(signed_in):
    client = signed_in(KAZ_FOCAL_POINT)
    first, again = post(client, CLAIM), post(client, CLAIM)
    assert first.json()["uid"] == again.json()["uid"]
    problem(post(client, {**CLAIM, "value": 14}), 409, "records.key_taken")


def test_who_may_not_is_refused_and_nothing_is_kept(signed_in, reader):
    before = reader(CLAIMS)["total"]
    problem(post(Client(), CLAIM), 401, "api.not_signed_in")
    problem(post(signed_in(KGZ_FOCAL_POINT), CLAIM), 403, "people.not_yours")
    problem(post(signed_in(KAZ_FOCAL_POINT, enforce_csrf_checks=True), CLAIM), 403, "api.no_token")
    assert reader(CLAIMS)["total"] == before


def test_a_token_from_a_page_is_enough(signed_in):
    client = signed_in(KAZ_FOCAL_POINT, enforce_csrf_checks=True)
    token = "a" * 32
    client.cookies["csrftoken"] = token
    assert post(client, CLAIM, headers={"x-csrftoken": token}).status_code == 201


def test_each_fault_has_its_code_and_field(signed_in):
    client = signed_in(KAZ_FOCAL_POINT)
    for change, code, field in (
        ({"source": ""}, "indicators.claim_without_source", "source"),
        ({"source": "NONE"}, "atlas.unknown_code", "source"),
        ({"meaning": " "}, "indicators.no_meaning", "meaning"),
        ({"meaning": "x" * 10_000}, "text.too_long", "meaning"),
        ({"meaning": "a\u202eb"}, "text.bidi_override", "meaning"),
        ({"key": "a\u0000b"}, "text.control_characters", "key"),
        ({"unit": "laboratories"}, "indicators.wrong_unit", "unit"),
        ({"value": -1}, "figures.not_a_figure", "value"),
        ({"value": True}, "api.wrong_form", "int"),
        ({"qualifier": "surely"}, "api.wrong_choice", "qualifier"),
        ({"territory": "ZZZ"}, "atlas.unknown_code", "territory"),
        ({"project_key": "P999"}, "atlas.unknown_code", "project_key"),
        ({"evidence": 88}, "api.unknown_field", "evidence"),
    ):
        told = problem(post(client, {**CLAIM, **change}), 422, code)
        assert told["field"] == field, change


def test_a_label_hides_the_claim_from_those_below_it(signed_in, reader):
    assert post(signed_in(KAZ_FOCAL_POINT), {**CLAIM, "label": 3}).status_code == 201
    keys = {claim["key"] for claim in reader(f"{CLAIMS}?size=200")["items"]}
    assert CLAIM["key"] not in keys
    own = signed_in(KAZ_FOCAL_POINT).get(f"{CLAIMS}?size=200").json()["items"]
    assert CLAIM["key"] in {claim["key"] for claim in own}
