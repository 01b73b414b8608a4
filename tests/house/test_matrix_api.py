"""Who may write by the API, and that addresses proved elsewhere refuse who has no rights there."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from kerege.api.v1 import api
from kerege.people.rules import MAY
from kerege.people.words import Deed
from tests.api.test_claims import CLAIM
from tests.house.crawling import signed_in
from tests.house.readers import NEIGHBOUR
from tests.house.test_matrix import HELD, LOOKED, acts, client_of
from tests.house.writes import ELSEWHERE, OWNER

EVIDENCE = "/api/v1/indicators/trainers.part1/evidence"
WRITING = {
    ("post", "/api/v1/claims"),
    *((method, "/api/v1/indicators/{key}/evidence") for method in ("put", "post", "patch")),
}


@pytest.mark.nodb
def test_every_operation_that_writes_is_asked_here():
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    found = {(method, path) for path, operations in paths.items() for method in operations if method != "get"}
    assert found == WRITING


def tried(client: Client, method: str, address: str, body: Any) -> tuple[int, list[Any]]:
    """Status, and the acts that were written, refused ones aside; afterwards everything is as before."""
    last = acts()[0].seq
    with transaction.atomic():
        sent = json.dumps(body) if isinstance(body, dict) and method != "form" else body
        kind = {"content_type": "application/json"} if method != "form" else {}
        status = getattr(client, "post" if method == "form" else method)(address, sent, **kind).status_code
        done = [act for act in acts() if act.seq > last and not act.refused]
        transaction.set_rollback(True)
    cache.clear()
    return status, done


@pytest.mark.slow
def test_who_may_write_by_the_api_is_who_the_rules_say(laid):
    may = {role.value for role in MAY[Deed.RECORD_CLAIM]}
    wrong = []
    for role, owner in HELD:
        client = client_of(role, owner)
        status, done = tried(client, "post", "/api/v1/claims", {**CLAIM, "key": "KAZ-MATRIX"})
        allowed = role in may and owner == OWNER
        told = (201, ["indicators.claim.recorded"]) if allowed else (401 if not role else 403, [])
        if (status, [act.word for act in done]) != told:
            wrong.append(f"claims as {role or 'nobody'} of {owner}: {status}, {[a.word for a in done]}")
        for method in ("put", "post", "patch"):
            if tried(client, method, EVIDENCE, {"value": 7}) != (422, []):
                wrong.append(f"{method} evidence as {role or 'nobody'} of {owner}")
    assert not wrong, "\n".join(wrong)
    assert OWNER in {owner for role, owner in HELD if role in may}, "nobody was allowed, so this proves nothing"


# -- pages that tests of their own prove -------------------------------------------------------------------------------

ADDRESSES = {
    "people/seats/<slug:key>/hand-over/": "/people/seats/{seat}/hand-over/",
    "people/handovers/<uuid:uid>/withdraw/": "/people/handovers/{seat_handover}/withdraw/",
    "people/accounts/<uuid:uid>/": "/people/accounts/{account}/",
    "people/tasks/<uuid:uid>/": "/people/tasks/{task}/",
    "people/invitations/": "/people/invitations/",
    "people/lost-factors/": "/people/lost-factors/",
    "sources/<str:key>/documents/<uuid:uid>/withdraw/": "/sources/S1/documents/{document}/withdraw/",
    "operator/jobs/<slug:key>/run/": "/operator/jobs/clean-up/run/",
    "nodes/<str:key>/": "/nodes/KAZ/",
    "shares/of/<str:kind>/<uuid:uid>/": "/shares/of/outreach.event/{event}/",
    "shares/of/<str:kind>/<uuid:uid>/new/": "/shares/of/outreach.event/{event}/new/",
}
"""Addresses of ELSEWHERE that are about somebody's records, for the restricted ones that were laid."""
OF_THE_OWN = {"people/invitations/", "people/lost-factors/"}
"""Where a focal point acts for the own country, so a neighbour's one is at home there too."""


@pytest.mark.parametrize("email", ["", "learner@example.org", NEIGHBOUR])
def test_who_has_no_rights_is_sent_away_before_the_form_is_read(laid, email):
    """An empty form: all who may not are refused, or sent to sign in, and write nothing."""
    client, where = signed_in(email), {kind: uids[-1] for kind, uids in laid.uids.items()}
    wrong = []
    for address in (a for route, a in ADDRESSES.items() if email != NEIGHBOUR or route not in OF_THE_OWN):
        status, acts_written = tried(client, "form", address.format(**where), {})
        done = [act.word for act in acts_written if act.word != LOOKED]
        if status not in {302, 401, 403, 404} or done:
            wrong.append(f"{address}: {status}, {done}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.nodb
def test_the_addresses_are_of_the_register():
    assert set(ADDRESSES) - set(ELSEWHERE) == set()
