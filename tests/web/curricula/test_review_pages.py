"""The page of a review: asking, remarking at a paragraph, settling, deciding, and what is told at which field."""

import re

import pytest

from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from tests import ground
from tests.training import reviewed
from tests.web.lessons.test_lesson_pages import text

HERE = "/training/curricula/parent/review/?version=1"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


@pytest.fixture
def author(client):
    made, _ = reviewed.account("anna", role=Role.TRAINING_CENTRE_MANAGER)
    reviewed.laid(by=Actor(str(made.uid), "Anna", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),)))
    client.force_login(made)
    return made


@pytest.fixture
def ben():
    return reviewed.account("ben", role=Role.MASTER_TRAINER)


def send(client, do, **more):
    return client.post(HERE, {"do": do, "seen": reviewed.row().digest} | more)


def test_an_author_asks_and_somebody_else_decides_on_the_page(client, author, ben):
    first = client.get(HERE)
    assert "Nobody was asked for a review yet." in text(first)
    assert "Written by: Anna" in text(first)
    assert re.findall(r'<option value="([^"]+)"[^>]*>(\w+)<', first.content.decode()) == [(ben[1], "Ben")]
    assert send(client, "ask", reviewer=ben[1], text="Look at the door").status_code == 302
    own = text(client.get(HERE))
    assert "Waits for its reviewer. Asked: Ben." in own
    assert "May all of it be taught openly?" not in own
    client.force_login(ben[0])
    assert "May all of it be taught openly?" in text(client.get(HERE))
    assert send(client, "approve", openly="yes").status_code == 302
    assert "Approved: it can be published." in text(client.get(HERE))


def test_a_remark_stands_at_its_paragraph_until_it_is_settled(client, author, ben):
    send(client, "ask")
    client.force_login(ben[0])
    there = client.get(HERE).content.decode()
    link = "version=1&amp;at=risk.body&amp;paragraph=2#remark"
    assert there.count(link) == 1
    answer = client.get(f"{HERE}&at=risk.body&paragraph=2")
    assert "About: On risk · Lesson · ¶ 2" in text(answer)
    assert send(client, "remark", place="risk.body", paragraph="2", text="Which lines?").status_code == 302
    page = client.get(HERE)
    assert "Ben : remarked not settled On risk · Lesson · ¶ 2 Which lines?" in text(page)
    refused = send(client, "approve", openly="yes", text="Good all the same")
    assert "1 remarks are not settled." in text(refused, 409)
    assert "Good all the same</textarea>" in refused.content.decode()
    remark = re.search(r'name="remark" value="([\w-]{36})"', page.content.decode())[1]
    assert send(client, "settle", remark=remark, text="Four now").status_code == 302
    assert "not settled" not in text(client.get(HERE))


def test_what_is_wrong_is_told_at_the_field_and_what_was_typed_stays(client, author, ben):
    assert "Nobody of this name may review here" in text(send(client, "ask", reviewer="x", text="Please"), 422)
    send(client, "ask")
    client.force_login(ben[0])
    answer = send(client, "approve", text="Good")
    assert "Say whether all of it may be taught openly." in text(answer, 422)
    assert 'href="#approve-openly"' in answer.content.decode()
    assert "Good</textarea>" in answer.content.decode()
    answer = send(client, "approve", openly="no")
    assert "Say what should not be taught openly" in text(answer, 422)
    assert 'value="no" checked' in answer.content.decode()
    answer = send(client, "remark", place="risk.body", paragraph="1", text="")
    assert "Write what you want to say" in text(answer, 422)
    answer = client.post(HERE, {"do": "remark", "seen": "before", "text": "Still here"})
    assert "Somebody changed this draft" in text(answer, 409)
    assert "Still here</textarea>" in answer.content.decode()


def test_publishing_says_what_is_missing_and_refuses(client, author):
    page = "/training/curricula/parent/publish/"
    assert "It holds lessons that nobody else has approved as they stand now." in text(client.get(f"{page}?version=1"))
    answer = client.post(page, {"version": "1"})
    assert "Ask for a review; somebody who did not write it approves it." in text(answer, 409)
    assert reviewed.row().state == "draft"


def test_what_a_reviewer_wrote_runs_nothing(client, author, ben):
    send(client, "ask", text="<script>alert(1)</script>")
    page = client.get(HERE).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)&lt;/script&gt;" in page) == (False, True)


@pytest.mark.parametrize("signed", [True, False])
def test_nobody_else_reads_it(client, author, signed):
    client.logout()
    if signed:
        client.force_login(reviewed.account("pupil", role=Role.LEARNER)[0])
    assert client.get(HERE).status_code == 404
    assert "/training/curricula/parent/?version=1" not in client.get(HERE).content.decode()


def test_who_may_not_read_what_they_restricted_is_told_that_it_is_decided(client, author):
    reader, known = reviewed.account("cem")
    send(client, "ask", reviewer=known)
    client.force_login(reader)
    answer = client.post(
        HERE, {"do": "approve", "seen": reviewed.row().digest, "openly": "no", "text": "A door"}, follow=True
    )
    assert answer.redirect_chain == [("/training/curricula/", 302)]
    assert "Your decision is recorded." in text(answer)
    assert client.get(HERE).status_code == 404
    client.force_login(author)
    told = client.get(HERE)
    shown = told.content.decode()
    assert (told.status_code, "your role reads nothing restricted here" in shown) == (403, True), "no news to them"
    assert client.get("/training/curricula/parent/?version=2").status_code == 404
