"""The pages of policies: everybody reads them, focal points set their country's, and what was typed stays."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.capacity import queries
from kerege.people.queries import account
from kerege.records.viewers import Viewer
from tests.capacity.rules.needing import CONTENT

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
OWN = "/capacity/needs/policies/KGZ/"


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_reads_by_which_weights_needs_are_computed():
    page = text(client().get("/capacity/needs/policies/"))
    assert "/capacity/needs/policies/REG/" in page
    assert "Set a policy of your own" not in page
    region = text(client().get("/capacity/needs/policies/REG/"))
    assert "Factor of containment level 4" in region
    assert "Set the next version" not in region
    assert "Set the next version" in text(client("secretariat").get("/capacity/needs/policies/REG/"))
    assert client().get("/capacity/needs/policies/NOBODY/").status_code == 404


def test_a_focal_point_sets_the_policy_of_the_own_country_and_what_is_absurd_stays_typed():
    focal = client("focal.point.kgz")
    assert OWN in text(focal.get("/capacity/needs/policies/"))
    today = localdate().isoformat()
    sent = {**CONTENT, "weights": "", "start": today, "source": "S1", "reason": "Waste came first"}
    wrong = focal.post(OWN, sent | {"limit_a": "20"})
    assert (wrong.status_code, 'value="20"' in text(wrong), "do not follow each other" in text(wrong)) == (
        422,
        True,
        True,
    )
    assert focal.post(OWN, sent | {"weights": "one:waste lots"}).status_code == 422
    competence = next(iter(queries.known_competences(Viewer(), on=localdate(), lang="en")))
    twice = focal.post(OWN, sent | {"weights": f"{competence} 2 3"})
    assert (twice.status_code, "“2 3” is no number" in text(twice)) == (422, True)
    good = focal.post(OWN, sent | {"limit_a": "60"})
    assert (good.status_code, good["Location"]) == (302, OWN)
    assert queries.in_force(["KGZ"], on=localdate())["KGZ"].called == "KGZ 1"
    page = text(client().get(OWN))
    assert "Waste came first" in page
    hangs = "How much hangs on these numbers"
    assert (hangs in page, hangs in text(focal.get(OWN))) == (False, True), "it is computed from needs, told to few"


def test_nobody_else_sets_it():
    assert [client(name).post(OWN, {}).status_code for name in ("focal.point.kaz", "laboratory.head", "")] == [403] * 3
    assert client("focal.point.kaz").get(OWN).status_code == 404, "KGZ has no policy of its own"
    assert "Set the next version" not in text(client("focal.point.kgz").get("/capacity/needs/policies/KAZ/"))


def test_programs_read_policies_too():
    told = client().get("/api/v1/need-policies").json()
    assert {each["called"]: each["content"]["limit_a"] for each in told["items"]} == {"KAZ 1": "45", "REG 1": "50"}
    assert client().get("/api/v1/need-policies?on=2018-04-04").json()["total"] == 0
