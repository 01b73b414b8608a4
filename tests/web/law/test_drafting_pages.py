"""The pages from a gap to law: what is next stands first, and nobody below the country's clearance learns of any."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.atlas import actions as atlas
from kerege.journal.rules import checking
from kerege.law.actions import citing, judging, reviewing
from kerege.law.models import Adoption, DraftingTask, Gap, TaskStep
from kerege.people.rules import SYSTEM
from tests.law import judged as world
from tests.law.drafted import SOURCE, TEXT
from tests.web.law.test_coverage_pages import actor, approved, body, here, post
from tests.web.signing import signed_in

__all__ = ["here"]
SECRET = "zerkalka"


@pytest.fixture
def way(here):
    atlas.record_source(by=SYSTEM, key=SOURCE, title="Gazette", address="https://example.org/")
    return approved(here)


def one(model):
    with checking():
        return model.objects.inside_action().get()


def opened(row):
    client = signed_in("drafter")
    answer = client.post(f"/law/gaps/new/{row.uid}/", {"kind": "no_penalty", "missing": SECRET, "keeper": _me()})
    assert answer.status_code == 302
    return one(Gap)


def _me():
    return actor("drafter").uid


def test_the_whole_way_goes_through_pages(way):
    drafter, focal, reviewer = (signed_in(name) for name in ("drafter", "focal", "reviewer"))
    assert f"/law/gaps/new/{way.uid}/" in body(drafter, "/law/gaps/")
    assert post(drafter, f"/law/gaps/new/{way.uid}/", kind="no_penalty", missing="", keeper=_me()).status_code == 422
    gap = opened(way)
    assert SECRET in body(drafter, "/law/gaps/")
    made = {"gaps": [str(gap.uid)], "title": "Law on registers", "key": "kgz-reg", "kind": "law", "language": "eng"}
    assert "law.task_without_gap" not in body(focal, f"/law/drafting/new/?gap={gap.uid}")
    assert focal.post("/law/drafting/new/", made).status_code == 302
    task = one(DraftingTask)
    at = f"/law/drafting/{task.uid}/"
    assert "Order to prepare a draft" in body(focal, at)
    assert post(drafter, f"{at}write/", text="", seen="0").status_code == 422
    assert post(drafter, f"{at}write/", text=TEXT, seen="0", note="First").status_code == 302
    late = post(drafter, f"{at}write/", text=f"{TEXT} More.", seen="0")
    assert late.status_code == 422
    assert "More." in late.content.decode()
    assert post(drafter, f"{at}write/", text=f"{TEXT} More.", seen="1").status_code == 302
    assert "art_2__para_1" in body(drafter, f"{at}versions/1/")
    assert "<ins>" in body(drafter, f"{at}compare/?old=1&new=2")
    body(drafter, f"{at}compare/?old=1&new=9", 404)
    checked = body(drafter, f"{at}check/")
    assert "OB-1" in checked
    assert "not found" in checked
    _take_all(focal, at)
    day = localdate().isoformat()
    adopt = {"do": "adopt", "version": "2", "on": day, "number": "25", "source": SOURCE}
    assert post(focal, at, **adopt | {"number": ""}).status_code == 422
    assert post(focal, at, **adopt).status_code == 302
    assert one(Adoption).number == "25"
    page = body(focal, f"/law/gaps/{gap.uid}/")
    assert "Adoption closes no gap" in page
    assert "badge--good" not in page.split("<h2")[0]
    _judged_anew(way)
    assert one(Gap).state == "open"
    closing = _closing(reviewer, gap)
    assert post(reviewer, f"/law/gaps/{gap.uid}/", do="close", judgement=closing).status_code == 302
    assert one(Gap).state == "closed"


def _take_all(client, at):
    day = (localdate() - timedelta(days=1)).isoformat()
    early = client.post(at, {"do": "adopt", "version": "1", "on": day, "number": "25", "source": SOURCE})
    assert early.status_code == 200
    assert not _exists(Adoption)
    for step in ("order", "group", "draft", "impact", "consultation", "reading"):
        if step == "consultation":
            laid = {"audience": "public", "opens": day, "closes": localdate().isoformat()}
            assert post(client, at, do="step", step=step, on=day, result="passed").status_code == 422
            assert post(client, f"{at}consultation/", **laid).status_code == 302
            day = localdate().isoformat()
        assert post(client, at, do="step", step=step, on=day, result="passed").status_code == 302
    with checking():
        assert TaskStep.objects.inside_action().count() == 6


def _exists(model):
    with checking():
        return model.objects.inside_action().exists()


def _judged_anew(row):
    told = judging.Told("full", "A fine.", chain=dict.fromkeys(world.YES, "yes"))
    drafter = actor("drafter")
    new = judging.judge(by=drafter, round=str(row.round.uid), obligation=row.obligation_id, told=told)
    citing.cite_elsewhere(by=drafter, judgement=str(new.uid), **world.ACT)
    judging.submit_judgement(by=drafter, judgement=str(new.uid))
    reviewing.approve_judgement(by=actor("focal"), judgement=str(new.uid), today=localdate())


def _closing(client, gap):
    page = body(client, f"/law/gaps/{gap.uid}/")
    return page.split('name="judgement" value="')[1].split('"')[0]


def test_nobody_outside_learns_of_a_gap_or_of_its_draft(way):
    gap = opened(way)
    for client in (Client(), signed_in("neighbour")):
        assert SECRET not in body(client, "/law/gaps/")
        body(client, f"/law/gaps/{gap.uid}/", 404)
        assert client.post(f"/law/gaps/{gap.uid}/", {"do": "close", "judgement": str(way.uid)}).status_code == 404
        assert client.get(f"/law/gaps/new/{way.uid}/").status_code == 404
    refused = signed_in("reviewer").get("/law/drafting/new/")
    assert refused.status_code == 403


def test_home_says_what_waits(way):
    gap = opened(way)
    drafter = signed_in("drafter")
    assert "A gap of yours waits for a draft" in body(drafter, "/")
    made = {"gaps": [str(gap.uid)], "title": "Law on registers", "key": "kgz-reg", "kind": "law", "language": "eng"}
    assert drafter.post("/law/drafting/new/", made).status_code == 302
    told = body(drafter, "/")
    assert "A draft of yours waits for: Order to prepare a draft" in told
    assert "A gap of yours waits for a draft" not in told
    assert "Law on registers" not in body(signed_in("neighbour"), "/")


def test_lists_filter_and_go_away_as_files(way):
    opened(way)
    client = signed_in("drafter")
    assert SECRET in body(client, "/law/gaps/?kind=no_penalty&status=open")
    assert SECRET not in body(client, "/law/gaps/?kind=no_norm")
    body(client, "/law/gaps/?kind=dream", 422)
    assert SECRET in client.get("/law/gaps/?format=csv").content.decode()
