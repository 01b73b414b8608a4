"""Attacks through pages: what somebody sends who does not use the form, and what nothing may come of.

Who may write where at all stands in test_matrix.py; here the sender has rights, and reaches for more.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail, signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from kerege.atlas import actions as atlas
from kerege.journal import queries as journal
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.models import Account, Invitation, RoleGrant
from kerege.people.rules import SYSTEM
from kerege.sharing import queries as sharing
from kerege.web.content.addresses import read
from tests.house.routes import an_address
from tests.house.test_matrix import LOOKED, writing
from tests.house.writes import WRITES
from tests.web.signing import signed_in

CENTRE = "people/organisations/<slug:key>/"
NAMING = {"do": "name", "name-lang": "kk", "name-text": "Орталық"}
OF_CANARIES = re.compile("{|CANARY|canary")
PLAIN = {r: w for r, w in WRITES.items() if not OF_CANARIES.search(w.address + "".join(w.sent.values())) or r == CENTRE}
PLAIN[CENTRE] = replace(PLAIN[CENTRE], address="/people/organisations/DEMO-CENTRE-KAZ/", sent=NAMING)
"""The addresses that write and whose form names no record of the canaries."""
KAZ, KGZ, ADMINISTRATOR = "focal.point.kaz", "focal.point.kgz", "administrator"
SEAT = "DEMO-NFP-KAZ"
EVIL = "evil.example"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def world(demo_world):
    return demo_world


def account(who: str) -> Account:
    return Account.objects.get(email=f"{who}@example.org")


def page_of(who: str) -> str:
    return f"/people/accounts/{account(who).uid}/"


def done_since(last: int) -> list[str]:
    """The acts since then that were not refused, in their order; who looked at whom is no deed of the sender."""
    found = [act for act in journal.acts(owners=None, limit=40) if act.seq > last and not act.refused]
    return [act.word for act in reversed(found) if act.word != LOOKED]


def head() -> int:
    return journal.acts(owners=None, limit=1)[0].seq


def sent(client: Client, address: str, body: Any, **more: Any) -> tuple[int, list[str]]:
    """Status and acts of one POST."""
    last = head()
    return client.post(address, body, **more).status_code, done_since(last)


# -- a child that is not of the parent in the address ------------------------------------------------------------------


def test_a_document_is_withdrawn_at_its_own_source_only(world):
    uid = atlas.attach_document(
        by=SYSTEM, source_key="S1", owner="KAZ", label=Sensitivity.PUBLIC, name="page.txt", chunks=[b"A page."]
    )
    client = signed_in(KAZ)
    assert client.get(f"/sources/S2/documents/{uid}/withdraw/").status_code == 404
    assert sent(client, f"/sources/S2/documents/{uid}/withdraw/", {}) == (404, [])
    assert sent(client, f"/sources/S1/documents/{uid}/withdraw/", {}) == (302, ["files.file.withdrawn"])


def test_a_role_is_ended_on_the_page_of_its_account_only(world):
    client = signed_in(ADMINISTRATOR)
    other = RoleGrant.objects.get(account=account("reviewer"))
    typed = {"do": "end", "end-grant": str(other.uid), "end-on": str(localdate())}
    assert sent(client, page_of("trainer"), typed) == (422, [])
    assert sent(client, page_of("reviewer"), typed) == (302, ["people.role.ended"])


def test_a_handover_ends_no_role_and_notes_no_task_of_another_seat(world):
    role = RoleGrant.objects.get(account=account("learner"))
    with_note = {f"note-{uid}": "Taken" for uid in _tasks_of("DEMO-NFP-KGZ")}
    typed = {"do": "confirm", "person": "DEMO-KAZ-S3", "on": str(localdate() + timedelta(9)), **with_note}
    assert with_note
    status, done = sent(signed_in(KAZ), f"/people/seats/{SEAT}/hand-over/", {**typed, "ending": [str(role.uid)]})
    assert (status, done.count("people.role.ended")) == (302, 0)
    role.refresh_from_db()
    assert role.end is None
    protocol = queries.handovers(_reader(KAZ), on=localdate(), seat=SEAT)[0]
    items = queries.protocol(_reader(KAZ), protocol.uid, on=localdate()).items
    assert items
    assert {item.about for item in items} & set(_tasks_of("DEMO-NFP-KGZ")) == set()
    assert "Taken" not in repr(items)


def _reader(who: str) -> Any:
    return sharing.viewer_for(account(who), on=localdate(), strong=True)


def _tasks_of(seat: str) -> list[str]:
    return [line.uid for line in queries.tasks(_reader(KGZ), on=localdate(), seat=seat)]


def test_a_neighbours_invitation_is_neither_sent_again_nor_withdrawn(world):
    made = people.invite(by=SYSTEM, email="new@example.org", name="New", owner="KAZ", role="trainer")
    for do in ("resend", "withdraw"):
        assert sent(signed_in(KGZ), "/people/invitations/", {"do": do, "invitation": str(made.uid)}) == (403, [])
    assert mail.outbox == []
    assert Invitation.objects.get().withdrawn_at is None
    assert sent(signed_in(KAZ), "/people/invitations/", {"do": "withdraw", "invitation": str(made.uid)})[0] == 302


@pytest.mark.parametrize("do", ["prove", "confirm", "refuse"])
def test_a_neighbours_lost_factor_is_not_decided(world, do):
    lost = people.ask_without_factor(
        by=queries.actor_for(account("trainer"), on=localdate(), strong=True), account=account("trainer")
    )
    typed = {"do": do, "request": str(lost.uid), "how": "in_person", "note": "Seen at the door"}
    status, done = sent(signed_in(KGZ), "/people/lost-factors/", typed)
    assert (status in {403, 404, 422}, done) == (True, [])


@pytest.mark.parametrize(
    "address",
    [
        "/shares/of/training.course/{event}/",
        "/shares/of/outreach.event/{event}/new/?kind=training.course",
        "/shares/of/people.account/{account}/",
        "/shares/of/people.persona/{account}/",
        "/shares/of/nothing/{event}/",
    ],
)
def test_only_a_record_of_the_named_kind_is_labelled_or_shared(world, address):
    told: dict[str, Any] = {"title": "A meeting", "kind": "awareness", "level": "national", "status": "held"}
    event = outreach.record_event(by=SYSTEM, owner="KGZ", key="E", dates="2018", venue="KGZ", sources=["S1"], **told)
    where = address.format(event=event.uid, account=account(KAZ).uid)
    status, done = sent(signed_in(KAZ), where, {"label": "0", "field": "*", "level": "3", "reader": "UZB", "sure": "1"})
    assert (status in {403, 404, 422}, done) == (True, [])


# -- somebody else's country in the form -------------------------------------------------------------------------------

OF_AN_OWNER = sorted(route for route, write in PLAIN.items() if "owner" in write.sent and not write.anywhere)
FILE = {"label": "0"}
FOREIGN: dict[str, tuple[str, dict[str, Any]]] = {
    "a task of a neighbour's seat": (
        "/people/tasks/new/",
        {"seat": "DEMO-NFP-KGZ", "title": "Something to do", "due": "2090-01-01"},
    ),
    "an invitation to a neighbour's role": (
        "/people/invitations/",
        {"name": "New", "email": "new@example.org", "owner": "KGZ", "role": "trainer"},
    ),
    "an invitation to a role above the own": (
        "/people/invitations/",
        {"name": "New", "email": "new@example.org", "owner": "KAZ", "role": "node_administrator"},
    ),
    "an invitation to a role of the region": (
        "/people/invitations/",
        {"name": "New", "email": "new@example.org", "owner": "REG", "role": "secretariat"},
    ),
}


@pytest.mark.parametrize("route", OF_AN_OWNER)
def test_a_neighbour_is_not_to_be_chosen_as_owner(world, route):
    write = PLAIN[route]
    for owner in ("KGZ", "REG", "", "kaz", "KAZ,KGZ", "*"):
        status, done = sent(signed_in(KAZ), write.address, {**write.sent, "owner": owner})
        assert (owner, status in {403, 422}, done) == (owner, True, [])
    assert sent(signed_in(KAZ), write.address, dict(write.sent))[0] == 302, "the own is, or this proves nothing"


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_is_written_for_somebody_else(world, what):
    address, typed = FOREIGN[what]
    status, done = sent(signed_in(KAZ), address, typed)
    assert (status in {403, 422}, done, mail.outbox) == (True, [], [])


@pytest.mark.parametrize(
    ("role", "owner"),
    [
        ("focal_point", "KGZ"),
        ("node_administrator", "KAZ"),
        ("secretariat", "REG"),
        ("focal_point", "KAZ"),
        ("x", "KAZ"),
    ],
)
def test_a_focal_point_gives_no_role_that_is_not_theirs_to_give(world, role, owner):
    typed = {"do": "grant", "grant-role": role, "grant-owner": owner, "grant-start": str(localdate())}
    for who in ("trainer", KAZ):
        status, done = sent(signed_in(KAZ), page_of(who), typed)
        assert (status in {403, 422}, done) == (True, []), f"{role} of {owner} to {who}"


def test_a_document_is_kept_for_no_neighbour(world):
    for owner in ("KGZ", "REG"):
        typed = {**FILE, "owner": owner, "file": SimpleUploadedFile("page.txt", b"A page.")}
        assert sent(signed_in(KAZ), "/sources/S1/documents/new/", typed) == (422, [])


# -- fields that no form has, at the addresses that test_matrix.py does not ask ---------------------------------------

MORE = {
    "active": "",
    "is_active": "",
    "state": "standing",
    "made_by": "x",
    "person": "DEMO-KGZ-S1",
    "role": "secretariat",
}


def test_more_fields_change_nothing_at_a_task_or_a_listing(world):
    client = signed_in(KAZ)
    typed = {"seat": SEAT, "title": "Something to do", "due": "2090-01-01"}
    assert sent(client, "/people/tasks/new/", {**typed, **MORE, "label": "0", "owner": "KGZ"}) == (
        302,
        ["people.task.set"],
    )
    of_seat = queries.tasks(_reader(KAZ), on=localdate(), seat=SEAT)
    found = next(line for line in of_seat if line.title == "Something to do")
    assert (found.owner, found.state) == ("KAZ", "open")
    assert [line for line in queries.tasks(_reader("learner"), on=localdate()) if line.title == found.title] == []


# -- what was true when the form was opened ----------------------------------------------------------------------------


def test_a_form_that_was_opened_before_the_term_ended_is_refused(world):
    client = signed_in(KAZ)
    for write in PLAIN.values():
        assert client.get(write.address).status_code == 200
    people.end_term(by=SYSTEM, seat=SEAT, capacity="holder", on=localdate())
    for route, write in PLAIN.items():
        status, done = sent(client, write.address, dict(write.sent))
        assert (route, status in {302, 401, 403, 422}, done) == (route, True, [])
    assert "view_as" not in client.session


def test_a_form_that_was_opened_before_the_account_was_closed_is_refused(world):
    client, write = signed_in(KAZ), WRITES["claims/new/"]
    assert client.get(write.address).status_code == 200
    people.deactivate(by=SYSTEM, account=account(KAZ), reason="A trial")
    status, done = sent(client, write.address, dict(write.sent))
    assert (status in {302, 401, 403}, done) == (True, [])


def test_an_invitation_opens_one_account_once(world):
    made = people.invite(by=SYSTEM, email="new@example.org", name="New", owner="KAZ", role="trainer")
    link = f"/account/invitation/{people.invitation_token(by=SYSTEM, invitation=made)}/"
    typed = {"password": "quite another sentence 7"}
    assert Client().get(link).status_code == 200
    assert sent(Client(), link, typed)[0] == 302
    assert sent(Client(), link, {"password": "a sentence of the thief 8"}) == (404, [])
    assert Client().get(link).status_code == 404
    assert account("new").check_password(typed["password"])


def test_a_link_for_a_new_password_works_once(world):
    Client().post("/account/password/reset/", {"email": "donor@example.org"})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))[1]
    first, second = Client(), Client()
    forms = [client.get(link, follow=True).request["PATH_INFO"] for client in (first, second)]
    typed = {"password1": "quite another sentence 7", "password2": "quite another sentence 7"}
    assert first.post(forms[0], typed)["Location"] == "/account/password/reset/done/"
    stolen = {"password1": "a sentence of the thief 8", "password2": "a sentence of the thief 8"}
    assert second.post(forms[1], stolen).get("Location") != "/account/password/reset/done/"
    assert account("donor").check_password(typed["password1"])


def test_a_token_of_one_purpose_serves_no_other(world):
    """Each says for what it was signed: an invitation, a file, a browser that is known, a session."""
    made = people.invite(by=SYSTEM, email="new@example.org", name="New", owner="KAZ", role="trainer")
    invitation = people.invitation_token(by=SYSTEM, invitation=made)
    held = {"uid": str(made.uid), "round": made.round}
    of_others = [signing.dumps(held), signing.dumps(held, salt="kerege.content"), signing.Signer().sign_object(held)]
    assert read(invitation) is None
    assert [Client().get(f"/account/invitation/{token}/").status_code for token in of_others] == [404] * 3
    assert Client().get(f"/account/invitation/{invitation}/").status_code == 200
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = invitation
    assert not client.get("/help/").context["user"].is_authenticated


# -- looking as somebody else ------------------------------------------------------------------------------------------

ROLES = ("secretariat", "focal_point", "auditor", "node_administrator", "public")


def clearances(client: Client) -> dict[str, int]:
    viewer = client.get("/help/").context["viewer"]
    return {owner: int(viewer.clearance_for(owner)) for owner in ("KAZ", "KGZ", "UZB", "REG", "")}


def test_looking_as_somebody_else_never_adds_to_the_own_clearance(world):
    client = signed_in(KAZ)
    own = clearances(client)
    seen = []
    for role in ROLES:
        for owner in ("KAZ", "KGZ", "REG"):
            client.post("/view-as/", {"role": role, "owner": owner, "everywhere": "3", "strong": "1"})
            now = clearances(client)
            seen.append(now)
            assert {o: level for o, level in now.items() if level > own[o]} == {}, f"{role} of {owner}"
    assert any(now != own for now in seen), "nothing was narrowed, so this proves nothing"


def test_nothing_is_written_while_somebody_looks_as_another(world):
    client = signed_in(KAZ)
    assert client.post("/view-as/", {"role": "focal_point", "owner": "KAZ"}).status_code == 302
    for route in sorted(writing() - {"view-as/", "choose/", "language/"}):
        write = WRITES.get(route)
        address = an_address(route) if write is None or "{" in write.address else write.address
        body = {} if write is None else {k: v for k, v in write.sent.items() if "{" not in v}
        if not route.startswith("account/"):
            assert (route, sent(client, address, body)[1]) == (route, [])


@pytest.mark.parametrize(
    "typed", [{"role": "god", "owner": "KAZ"}, {"role": "donor", "owner": "XXX"}, {"role": "donor"}]
)
def test_looking_as_nobody_that_there_is_leaves_all_as_it_was(world, typed):
    client = signed_in(KAZ)
    before = clearances(client)
    assert client.post("/view-as/", typed).status_code == 422
    assert clearances(client) == before


# -- twice -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", sorted(PLAIN))
def test_a_form_that_is_sent_twice_is_recorded_once(world, route):
    """The second answer says so or leads to the same page; there is no second record either way."""
    write, client = PLAIN[route], signed_in(KAZ)
    first, again = (sent(client, write.address, dict(write.sent)) for _ in range(2))
    assert (first[0], bool(first[1])) == (302, write.acts)
    assert (again[0] in {302, 422}, again[1]) == (True, [])
