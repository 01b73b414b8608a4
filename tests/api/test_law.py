"""Law for programs: the same as pages tell, as far as the reader may read it."""

import json

import pytest
from django.test import Client

from kerege.law.actions import rounds
from kerege.law.queries import covered, judged
from kerege.lib.sensitivity import Sensitivity
from kerege.sharing.queries import viewer_of_actor
from tests.law import judged as world
from tests.web.law.test_coverage_pages import SECRET, actor, approved, here
from tests.web.signing import signed_in

__all__ = ["here"]
AT = "/api/v1/"


def told(client, path, status=200, **more):
    answer = client.get(f"{AT}{path}", **more)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_obligations_and_the_version_that_asks_them(here):
    found = told(Client(), "obligations?instrument=TREATY&size=2&lang=ru")
    assert (found["total"], [each["key"] for each in found["items"]]) == (3, ["OB-1", "OB-2"])
    assert found["items"][0]["statement"] == "Сделать 1."
    assert told(Client(), "obligations/OB-2")["needs_penalty"] is True
    version = told(Client(), "instruments/TREATY")["versions"][0]
    assert (version["key"], version["new"]) == ("TREATY-1", ["OB-1", "OB-2", "OB-3"])
    assert told(Client(), "obligations/OB-9", 404)["code"] == "law.unknown_obligation"
    assert told(Client(), "party-statuses?country=KGZ")["items"] == []


def test_coverage_is_an_interval_with_its_completeness(here):
    approved(here)
    page = told(signed_in("focal"), f"coverage-rounds/{here.uid}")
    whole = page["whole"]
    assert (whole["low"], whole["high"], whole["completeness"]) == ("1/6", "5/6", "1/3")
    assert page["cells"] == [{**whole, "topic": "safety", "instrument": "TREATY"}]
    assert page["territory"]["code"] == "KGZ"


def test_what_is_not_shared_is_not_told_and_grounds_are_named_as_withheld(here):
    uid = str(approved(here).uid)
    neighbour, own = signed_in("neighbour"), signed_in("focal")
    for path in (f"coverage-rounds/{here.uid}", f"judgements/{uid}"):
        assert told(neighbour, path, 404)["code"] == "api.no_such_record"
    assert told(neighbour, "judgements")["total"] == told(neighbour, "coverage-rounds?country=KGZ")["total"] == 0
    cited = told(own, f"judgements/{uid}")
    assert SECRET in cited["grounds"]["rationale"]
    assert (cited["author"], cited["evidence"][0]["place"]) == ("drafter", "art. 4")
    rounds.freeze_round(by=actor("focal"), round=str(here.uid))
    levels = {"status": Sensitivity.PUBLIC, "grounds": Sensitivity.NATIONAL, "evidence": Sensitivity.NATIONAL}
    rounds.publish_round(by=actor("focal"), round=str(here.uid), **levels)
    shared = told(Client(), f"judgements/{uid}")
    assert (shared["grounds"], shared["withheld"], shared["evidence"]) == (None, ["grounds"], [])
    assert (shared["status"], shared["author"]) == ("partial", "")
    whole = told(Client(), f"coverage-rounds/{here.uid}")["whole"]
    assert (whole["applicable"], whole["low"], whole["high"]) == (1, "1/2", "1/2")


@pytest.mark.parametrize("path", ["obligations?instrument=TREATY", "coverage-rounds"])
def test_what_did_not_change_is_not_sent_again(here, path):
    first = Client().get(f"{AT}{path}")
    again = Client().get(f"{AT}{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().head(f"{AT}{path}")["ETag"] == again["ETag"] == first["ETag"]


def test_figures_of_all_rounds_are_those_of_each(here):
    approved(here)
    for who in ("focal", "neighbour"):
        viewer = viewer_of_actor(actor(who), on=world.TODAY)
        lines = judged.rounds(viewer)
        pages = {line.id: covered.round_page(viewer, line.uid, on=world.TODAY).whole for line in lines}
        assert covered.wholes(viewer, lines) == pages
