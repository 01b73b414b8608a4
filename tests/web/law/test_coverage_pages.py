"""The pages of coverage: judged by one, approved by another, and read by others as far as it is shared."""

import re
from datetime import date

import pytest
from django.test import Client

from kerege.journal.actions import act
from kerege.law.actions import citing, judging, reviewing, rounds
from kerege.law.models import Evidence, Judgement, Obligation
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from tests import ground
from tests.law import judged as world
from tests.web.signing import signed_in

SECRET = "zerkalka"
TOLD = {"status": "partial", "rationale": f"Half of it: {SECRET}.", "seen": ""}


@pytest.fixture
def here(db):
    ground.lay()
    for name, role, owner in (
        ("drafter", "legal_drafter", "KGZ"),
        ("reviewer", "reviewer", "KGZ"),
        ("focal", "focal_point", "KGZ"),
        ("neighbour", "legal_drafter", "KAZ"),
    ):
        made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))
    world.lay_obligations()
    return world.opened()


def actor(name):
    account = queries.account(f"{name}@example.org")
    return queries.actor_for(account, on=world.TODAY, strong=True)


def at(round_, obligation=""):
    return f"/law/coverage/{round_.uid}/" + (f"{obligation}/" if obligation else "")


def body(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def post(client, where, **sent):
    return client.post(where, sent)


def approved(round_, obligation="OB-1", told=None):
    drafter = actor("drafter")
    row = judging.judge(
        by=drafter,
        round=str(round_.uid),
        obligation=obligation,
        told=told or judging.Told("partial", f"Half: {SECRET}."),
    )
    citing.cite_elsewhere(by=drafter, judgement=str(row.uid), **world.ACT)
    judging.submit_judgement(by=drafter, judgement=str(row.uid))
    return reviewing.approve_judgement(by=actor("reviewer"), judgement=str(row.uid))


def test_from_a_draft_to_an_approved_judgement_on_pages(here):
    drafter, reviewer, bench = signed_in("drafter"), signed_in("reviewer"), at(here, "OB-1")
    wrong = post(drafter, bench, do="judge", **(TOLD | {"status": "splendid"}))
    assert wrong.status_code == 422
    assert SECRET in wrong.content.decode(), "what was typed stays"
    assert post(drafter, bench, do="judge", **TOLD).status_code == 302
    assert post(drafter, bench, do="submit").status_code == 422  # no evidence
    cited = {"called": "Law on biosafety", "address": "https://example.org/law", "relation": "implements", "place": "4"}
    assert post(drafter, bench, do="cite", **cited).status_code == 302
    assert post(drafter, bench, do="submit").status_code == 302
    assert 'value="approve"' not in body(drafter, bench)
    inbox = body(reviewer, "/law/coverage/inbox/")
    assert bench in inbox
    seen = next(iter(_seen(body(reviewer, bench))))
    assert post(reviewer, bench, do="approve", seen="1").status_code == 422  # it moved
    assert post(reviewer, bench, do="approve", seen=seen).status_code == 302
    assert "Nothing waits for review" in body(reviewer, "/law/coverage/inbox/")
    shown = body(drafter, bench)
    assert "not a compliance finding" in shown
    assert "its seal does not fit" not in shown
    with act("tests.evidence.slipped", by=SYSTEM, about="law"):
        row = Judgement.objects.inside_action().get()
        Evidence.objects.create(
            owner="KGZ",
            judgement=row,
            relation="penalty",
            work="x",
            title="Slipped in",
            added_by="x",
            added_on=world.TODAY,
        )
    assert "its seal does not fit" in body(drafter, bench)
    assert "Law on biosafety" in shown


def _seen(text):
    part = text.split('value="approve"')[0]
    yield part.rsplit('name="seen" value="', 1)[1].split('"')[0]


def test_nothing_of_it_is_told_to_a_neighbour_until_it_is_released(here):
    row = approved(here)
    assert row.state == "approved"
    neighbour, focal, bench = signed_in("neighbour"), signed_in("focal"), at(here, "OB-1")
    assert SECRET in body(focal, bench), "there is something that could leak"
    for address in (at(here), bench):
        assert neighbour.get(address).status_code == 404
        assert Client().get(address).status_code == 404
    for address in ("/law/coverage/", "/law/coverage/obligations/OB-1/"):
        told = body(neighbour, address)
        assert SECRET not in told
        assert "Round 2026" not in told
    assert "Partly met" not in body(neighbour, "/law/coverage/obligations/OB-1/")
    rounds.freeze_round(by=actor("focal"), round=str(here.uid))
    assert post(focal, at(here), do="publish", status="1", grounds="2", evidence="2").status_code == 302
    told = body(neighbour, bench)
    assert "Partly met" in told
    assert "The reasons are withheld" in told
    assert SECRET not in told
    assert "Law on biosafety" not in told
    assert SECRET not in body(neighbour, f"{at(here)}?format=csv")
    assert SECRET in body(focal, f"{at(here)}?format=csv")
    assert "Partly met" in body(neighbour, "/law/coverage/obligations/OB-1/")
    assert Client().get(bench).status_code == 404
    assert post(focal, at(here), do="publish", status="2", grounds="2", evidence="2").status_code == 302
    assert neighbour.get(bench).status_code == 404


def test_a_draft_is_never_released_with_its_round(here):
    approved(here)
    judging.judge(
        by=actor("drafter"), round=str(here.uid), obligation="OB-2", told=judging.Told("none", f"No {SECRET}")
    )
    rounds.freeze_round(by=actor("focal"), round=str(here.uid))
    rounds.publish_round(by=actor("focal"), round=str(here.uid), status=0, grounds=0, evidence=0)
    told = body(Client(), at(here, "OB-2"))
    assert SECRET not in told
    assert "Not shared" in told
    assert SECRET in body(Client(), at(here, "OB-1"))
    page = body(Client(), at(here))
    assert set(re.findall(r"\d+ of \d+ judged", page)) == {"1 of 1 judged"}
    with pytest.raises(Exception, match="viewer"):
        list(Judgement.objects.all())


def test_a_round_is_opened_filtered_and_taken_along(here):
    focal = signed_in("focal")
    new = {"owner": "KGZ", "title": "Second", "key": "kgz-2", "as_of": "2026-11-01", "partly": "0.5"}
    assert post(focal, "/law/coverage/new/", **(new | {"partly": "9"})).status_code == 422
    assert post(focal, "/law/coverage/new/", **new).status_code == 302
    page = body(focal, f"{at(here)}?topic=safety&instrument=TREATY&status=unknown")
    assert page.count("/OB-") >= 3
    assert focal.get(f"{at(here)}?status=splendid").status_code == 422
    assert focal.get(f"{at(here)}?format=xlsx").status_code == 200
    assert focal.get(at(here, "OB-9")).status_code == 404
    assert signed_in("neighbour").get("/law/coverage/inbox/").status_code == 403
    assert post(focal, at(here), do="freeze").status_code == 302
    assert post(focal, at(here), do="freeze").status_code == 409


def test_what_is_voluntary_is_told_apart_and_also_in_a_frozen_round(here):
    with act("tests.obligations.loosened", by=SYSTEM, about="OB-2"):
        Obligation.objects.filter(key="OB-2").update(force="guidance")
    approved(here, "OB-2")
    for step in ("open", "frozen"):
        page = signed_in("focal").get(at(here)).context
        assert (page["whole"]["text"], page["whole"]["judged"]) == (
            "0 to 100 %",
            "0 of 2 judged, voluntary: 1 judged of 1",
        ), step
        rounds.freeze_round(by=actor("focal"), round=str(here.uid)) if step == "open" else None
    with act("tests.obligations.loosened", by=SYSTEM, about="treaty"):
        Obligation.objects.update(force="guidance")
    page = signed_in("focal").get(at(world.opened(key="kgz-free", title="Free")))
    assert page.context["whole"]["text"] == "nothing that applies"
    cell = page.context["grid"][0]["cells"][0]["figure"]
    assert (cell["voluntary"], cell["judged"]) == (True, "0 of 3 judged")
