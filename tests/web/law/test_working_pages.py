"""The pages of a working group: members speak, drafters decide, nobody outside learns that anything was said."""

import pytest
from django.test import Client

from kerege.journal.rules import checking
from kerege.law.actions import drafting, versions
from kerege.law.models import DraftingTask, GroupMember, Remark
from tests.law.drafted import TEXT
from tests.web.law.test_coverage_pages import actor, body, here, post
from tests.web.law.test_drafting_pages import one, opened, way
from tests.web.signing import signed_in

__all__ = ["here", "way"]
SECRET, WORDED = "zerkalka", "Article 1. Matter\nThis law keeps a public register."


@pytest.fixture
def task(way):
    gap = opened(way)
    told = {"title": "Law on registers", "key": "kgz-reg", "kind": "law", "language": "eng", "gaps": [str(gap.uid)]}
    row = drafting.open_task(by=actor("focal"), **told)
    versions.write_version(by=actor("drafter"), task=str(row.uid), text=TEXT, seen=0)
    return f"/law/drafting/{row.uid}/"


def test_a_member_words_a_provision_and_a_drafter_takes_it_in(task):
    focal, drafter, reviewer = (signed_in(name) for name in ("focal", "drafter", "reviewer"))
    at = f"{task}remarks/new/?version=1&eid=art_1"
    said = {"kind": "suggestion", "words": SECRET, "after": WORDED}
    assert "Before the consultation only members" in body(reviewer, at)
    refused = reviewer.post(at, said)
    assert refused.status_code == 422
    assert SECRET in refused.content.decode()
    entered = {"do": "enter", "member": actor("reviewer").uid, "ordered_on": "2026-01-01", "start": "2026-01-01"}
    assert post(focal, f"{task}group/", **entered, order="").status_code == 422
    assert post(focal, f"{task}group/", **entered, order="No. 7").status_code == 302
    assert "No. 7" in body(drafter, f"{task}group/")
    assert 'name="order"' not in body(drafter, f"{task}group/")
    assert post(reviewer, at, **said).status_code == 302
    thread = f"{task}remarks/{one(Remark).uid}/"
    assert "<ins>public" in body(drafter, thread)
    assert "1 thread is open" in body(drafter, task)
    assert 'value="take"' not in body(reviewer, thread)
    assert post(drafter, thread, do="decline", reason="").status_code == 422
    assert post(drafter, thread, do="take", seen="1").status_code == 302
    assert "version 2" in body(drafter, thread)
    assert "It has another wording of" in body(drafter, f"{task}versions/2/")
    assert SECRET in drafter.get(f"{task}remarks/?format=csv").content.decode()
    assert SECRET not in body(drafter, f"{task}remarks/?status=open")
    body(drafter, f"{task}remarks/new/?version=1&eid=art_9", 404)


def test_nobody_outside_learns_what_is_said(task):
    with checking():
        uid = DraftingTask.objects.inside_action().get().uid
        assert not GroupMember.objects.inside_action().exists()
    said = {"kind": "comment", "words": SECRET}
    assert signed_in("drafter").post(f"{task}remarks/new/?eid=art_1", said).status_code == 302
    thread = f"{task}remarks/{one(Remark).uid}/"
    for client in (Client(), signed_in("neighbour")):
        for address in (thread, f"{task}remarks/", f"{task}group/", f"{task}remarks/new/?eid=art_1"):
            assert client.get(address).status_code == 404
        assert client.post(thread, {"do": "settle"}).status_code == 404
    assert str(uid) in thread
