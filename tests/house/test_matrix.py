"""Who may write what: every address, every role, for the own owner and for a neighbour; and no way around it."""

import ast
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.training import actions as training
from kerege.web.shell.methods import allowed
from tests.house import canaries
from tests.house.asks_nobody import ASKS_NOBODY_BY_DOORS
from tests.house.crawling import signed_in, without_tokens
from tests.house.outlets_of_gatherings import BY_GUESTS
from tests.house.readers import FIRST, FOCAL_POINT
from tests.house.rule import ROOT, python
from tests.house.rules_writes import is_action
from tests.house.writes import ELSEWHERE, OWNER, WRITES, Write

NEIGHBOUR = "KGZ"
HELD = [("", ""), *((role.value, owner) for role in Role for owner in (OWNER, NEIGHBOUR))]


# -- the register is complete ------------------------------------------------------------------------------------------


def views(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def writing() -> set[str]:
    """Every address of a page that answers POST."""
    pages = ((route, view) for route, view in views(get_resolver().url_patterns) if not route.startswith("api/"))
    return {route for route, view in pages if "POST" in allowed(view) and route not in {"healthz", "readyz", "metrics"}}


@pytest.mark.nodb
def test_every_address_that_writes_is_in_the_register():
    known = {route for route in writing() if route in WRITES or _elsewhere(route)}
    assert writing() - known == set(), "say in tests/house/writes.py who may write there, or which test proves it"
    assert set(WRITES) - writing() == set(), "these do not write any more"


def _elsewhere(route: str) -> bool:
    return any(route == each or (each == "account/" and route.startswith(each)) for each in ELSEWHERE)


@pytest.mark.nodb
def test_what_is_proved_elsewhere_is():
    paths = [told for told in ELSEWHERE.values() if told.startswith("tests/")]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.nodb
def test_the_search_for_methods_bites():
    found = dict(views(get_resolver().url_patterns))
    assert allowed(found["claims/new/"]) == ("GET", "HEAD", "POST")
    assert allowed(found["claims/"]) == ("GET", "HEAD")
    assert allowed(lambda request: None) == ("GET", "HEAD", "OPTIONS", "POST")


# -- who may -----------------------------------------------------------------------------------------------------------


def places(laid: canaries.Laid) -> dict[str, str]:
    """Public records of the owner, one of each kind."""
    return {
        "course": laid.uids["course"][1],
        "event": laid.uids["event"][1],
        "seat": laid.uids["seat"][0],
        "facility": laid.uids["facility"][1],
        "lot": laid.uids["lot"][0],
        "item": laid.uids["item"][0],
        "centre": laid.uids["centre"][0],
        "controlled_document": laid.uids["controlled_document"][0],
    }


def sent_by(client: Client, write: Write, where: dict[str, str], **more: str) -> Any:
    body = {name: value.format(**where) for name, value in write.sent.items()}
    return client.post(write.address.format(**where), {**body, **more})


LOOKED = "privacy.looks.kept"
"""The act of the node that notes who looked at whom; it is no deed of the one who asked."""


def acts() -> list[Any]:
    return journal.acts(owners=None, limit=5)


def tried(client: Client, write: Write, where: dict[str, str], **more: str) -> tuple[int, list[Any]]:
    """Status, and the acts that were written; afterwards everything is as before."""
    last = acts()[0].seq
    with transaction.atomic():
        status = sent_by(client, write, where, **more).status_code
        done = [act for act in acts() if act.seq > last and not act.refused and act.word != LOOKED]
        transaction.set_rollback(True)
    cache.clear()
    return status, done


def client_of(role: str, owner: str) -> Client:
    if not role:
        return signed_in("")
    email = f"{role}.{owner}@example.org".lower()
    account = people.open_account(by=SYSTEM, email=email, name=role, password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=account, role=role, owner=owner, start=FIRST)
    return signed_in(email)


@pytest.mark.slow
def test_who_may_write_is_who_the_rules_say(laid):
    """Allowed means: an act is written (or the page goes on). Refused means: told so, and not one act.

    Whoever may tries, and a third of those who may not: others at the next address. `make crawl` has all of them.
    """
    _tried_by(laid, lambda turn, n, may: may or (turn + n) % 3 == 0)


@pytest.mark.crawl
def test_who_may_write_at_any_address_is_who_the_rules_say(laid):
    _tried_by(laid, lambda turn, n, may: True)


def _tried_by(laid, tries) -> None:
    where, wrong = places(laid), []
    for n, (role, owner) in enumerate(HELD):
        client = client_of(role, owner)
        for turn, (route, write) in enumerate(WRITES.items()):
            may = role in write.may and (write.anywhere or owner == OWNER)
            if not tries(turn, n, may):
                continue
            status, done = tried(client, write, where)
            happened = status == 302 and (bool(done) or not write.acts)
            refused = status in {401, 403, 404, 422} and not done
            if (happened, refused) != (may, not may):
                wrong.append(f"{route} as {role or 'nobody'} of {owner}: {status}, {[a.word for a in done]}")
    assert not wrong, "\n".join(wrong)


EXTRA = {
    "uid": "01900000-0000-7000-8000-000000000000",
    "id": "1",
    "label": "0",
    "note_label": "0",
    "synthetic": "on",
    "demo": "on",
    "is_active": "",
    "role_of_me": "secretariat",
    "by": "system",
    "made_by": "system",
}


@pytest.mark.slow
def test_fields_that_no_form_has_change_nothing(laid):
    """The act is word for word the one without them, or the whole form is refused."""
    where, client = places(laid), signed_in(FOCAL_POINT)
    for route, write in WRITES.items():
        plain, more = (tried(client, write, where, **extra)[1] for extra in ({}, EXTRA))
        told = [(act.word, act.owner, act.facts) for act in plain]
        assert [(act.word, act.owner, act.facts) for act in more] in (told, []), route
        assert told or not write.acts, route


MISMATCHED = {
    "an event under the address of courses": ("/courses/{event}/figure/", "courses/<uuid:uid>/figure/", {}),
    "a course under the address of events": ("/events/{course}/figure/", "events/<uuid:uid>/figure/", {}),
    "a neighbour's event named in the form": ("/events/{event}/figure/", "events/<uuid:uid>/figure/", {"event": "X"}),
    "a neighbour as owner in the form": ("/courses/{course}/figure/", "courses/<uuid:uid>/figure/", {"owner": "KGZ"}),
    "a term of another seat": ("/people/seats/{seat}/", "people/seats/<slug:key>/", {"seat": "DEMO-NFP-KGZ"}),
}


@pytest.mark.parametrize("case", MISMATCHED)
def test_one_record_is_not_allowed_by_another(laid, case):
    """Whoever may write for the neighbour writes nothing of Kazakhstan, whatever else the form names."""
    address, route, more = MISMATCHED[case]
    write = Write(address, case, frozenset(), WRITES[route].sent)
    status, done = tried(client_of("focal_point", NEIGHBOUR), write, places(laid), **more)
    assert (status in {403, 404}, done) == (True, [])


NEIGHBOURS_FOCAL_POINT = Actor("n", "n", (Grant(Role.FOCAL_POINT, NEIGHBOUR),))
OWNERS_FOCAL_POINT = Actor("o", "o", (Grant(Role.FOCAL_POINT, OWNER),))
FIGURE: dict[str, Any] = {"value": 3, "qualifier": "exact", "source": "S3"}
ABOUT_ANOTHER = {
    "event": lambda by: outreach.record_event_count(by=by, event="PUBLIC-REGIONAL", measure="participants", **FIGURE),
    "course": lambda by: training.record_count(by=by, course="PUBLIC-REGIONAL", measure="trainees", **FIGURE),
    "group": lambda by: training.record_count(by=by, group="GROUP-REGIONAL", measure="trainees", **FIGURE),
    "centre": lambda by: training.place_trainers(
        by=by, course="PUBLIC-REGIONAL", centre="CANARY-CENTRE", trainers=1, sources=["S1"]
    ),
    "register": lambda by: training.register_participants(
        by=by, course="PUBLIC-REGIONAL", entries=[training.Entry()], registered_on=date(2018, 6, 7)
    ),
    "closing": lambda by: training.close_register(by=by, course="PUBLIC-REGIONAL", on=date(2018, 6, 8)),
    "term": lambda by: people.end_term(by=by, seat="SEAT-REGIONAL", capacity="holder", on=date(2026, 1, 1)),
    "seat": lambda by: people.appoint(
        by=by, seat="SEAT-REGIONAL", person="CANARY-REGIONAL", capacity="deputy", start=date(2026, 1, 1)
    ),
}
"""Actions that get the key of a record and have to ask for the owner of that record, not for any owner of the actor."""


@pytest.mark.parametrize("what", ABOUT_ANOTHER)
def test_an_action_asks_for_the_owner_of_the_record(laid, what):
    before = acts()[0].seq
    with pytest.raises(Refusal) as refused:
        ABOUT_ANOTHER[what](NEIGHBOURS_FOCAL_POINT)
    assert (refused.value.code, refused.value.data["owner"]) == ("people.not_yours", OWNER)
    assert acts()[0].seq == before
    ABOUT_ANOTHER[what](OWNERS_FOCAL_POINT)
    assert acts()[0].seq > before


@pytest.mark.parametrize("address", ["/courses/{event}/figure/", "/events/{course}/figure/"])
def test_not_even_the_owner_takes_one_kind_for_another(laid, address):
    write = Write(
        address, "", frozenset(), {"measure": "participants", "value": "3", "qualifier": "exact", "source": "S2"}
    )
    assert tried(signed_in(FOCAL_POINT), write, places(laid)) == (404, [])


# -- tokens, and methods in disguise -----------------------------------------------------------------------------------


def test_no_form_is_taken_without_its_token(laid):
    where = places(laid)
    before = acts()[0].seq
    for write in WRITES.values():
        client = Client(enforce_csrf_checks=True)
        client.cookies = signed_in(FOCAL_POINT).cookies
        answer = sent_by(client, write, where)
        assert (write.address, answer.status_code) == (write.address, 403)
        assert "The form is too old" in without_tokens(answer.content.decode())
    assert acts()[0].seq == before


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_makes_another_method_of_a_request(demo_world, header):
    answer = Client().get("/claims/", headers={header: "DELETE"})
    assert answer.status_code == 200
    assert Client().post("/claims/", {"_method": "GET"}).status_code == 405


# -- actions -----------------------------------------------------------------------------------------------------------

_ABOVE = "the action that calls it has asked; it is a part of that deed"
_NODE = "the node does it by itself, or its operator on the command line"
_OWN = "it is about the account of whoever does it"
_LINK = "whoever has the one-time link answers, without an account"
_SCOPE = "a program writes by the scopes of its credential, which opens no other owner's records"
ASKS_NOBODY: dict[str, str] = {
    **ASKS_NOBODY_BY_DOORS,
    "kerege/lrs/actions/credentials.py::let_in_own": _ABOVE,
    "kerege/planning/actions/trying.py::go_on_trying": _NODE,
    "kerege/training/actions/elearning_statements.py::put_aside": _ABOVE,
    "kerege/training/actions/elearning_statements.py::tell_registration": _ABOVE,
    "kerege/training/actions/elearning_statements.py::tell_waiting": _NODE,
    "kerege/training/actions/lti_launching.py::part_from_platform": "the own account of whoever acts, and no other",
    "kerege/training/actions/tool_choosing.py::take_answer": "a tool whose signature was read; a person confirms it",
    "kerege/api/actions.py::digest_sent": _NODE,
    **dict.fromkeys(BY_GUESTS, _LINK),
    "kerege/training/actions/following.py::answer_followup": _LINK,
    "kerege/training/actions/following.py::confirm_followup": _LINK,
    "kerege/atlas/actions/recording.py::bring_in": _ABOVE,
    "kerege/atlas/actions/recording.py::end_open": _ABOVE,
    "kerege/atlas/actions/recording.py::once": _ABOVE,
    "kerege/atlas/actions/standards.py::cite_edition": _ABOVE,
    "kerege/atlas/actions/standards.py::end_citation": _ABOVE,
    "kerege/capacity/actions/answerable.py::one": "it reads a record for an action that then asks",
    "kerege/capacity/actions/badges.py::enter_register": _OWN,
    "kerege/training/actions/scenarios.py::keep_walk": _OWN,
    "kerege/capacity/actions/feedback.py::bring_feedback": _ABOVE,
    "kerege/capacity/actions/reauditing.py::ask_again": _ABOVE,
    "kerege/training/actions/reaction.py::read_screen": "whoever has the code from the screen may read what it is of",
    "kerege/files/actions.py::bring_content": _NODE,
    **{f"kerege/files/actions.py::keep_{each}": _ABOVE for each in ("file", "again", "files")},
    **{f"kerege/files/actions.py::{each}": _ABOVE for each in ("forget_files", "withdraw_file")},
    **{f"kerege/capacity/actions/course_badges.py::{each}_badge": _ABOVE for each in ("decide", "end", "take_back")},
    "kerege/inventory/actions/bookings.py::take_turns_at": _ABOVE,
    "kerege/lrs/actions/documents.py::forget": _SCOPE,
    "kerege/lrs/actions/documents.py::keep": _SCOPE,
    "kerege/lrs/actions/parting.py::make_months": _NODE,
    "kerege/inventory/actions/enquiry_tasks.py::finish": _ABOVE,
    "kerege/inventory/actions/enquiry_tasks.py::set_one": _ABOVE,
    "kerege/inventory/actions/changing.py::count_change": _ABOVE,
    "kerege/inventory/actions/changing.py::names_now": _ABOVE,
    "kerege/inventory/actions/changing.py::rewrite_name": _ABOVE,
    "kerege/inventory/actions/facilities.py::free_numbers": _ABOVE,
    "kerege/inventory/actions/finding.py::findable_of": _ABOVE,
    "kerege/inventory/actions/finding.py::index_new": _ABOVE,
    "kerege/inventory/actions/importing/carrying.py::go_on": _NODE,
    "kerege/inventory/actions/importing/comparing.py::cards_by_uid": _ABOVE,
    "kerege/inventory/actions/importing/comparing.py::cells_that_change": _ABOVE,
    "kerege/inventory/actions/importing/opening.py::book_of": _ABOVE,
    "kerege/inventory/actions/importing/opening.py::moved": _ABOVE,
    "kerege/inventory/actions/importing/progress.py::told_progress": _ABOVE,
    "kerege/inventory/actions/importing/queue.py::enqueue": _ABOVE,
    "kerege/inventory/actions/importing/snapshot.py::put_back": _ABOVE,
    "kerege/inventory/actions/importing/snapshot.py::snapshot": _ABOVE,
    "kerege/inventory/actions/importing/teaching.py::remember": _ABOVE,
    "kerege/inventory/actions/lots.py::write_movement": _ABOVE,
    "kerege/inventory/actions/saved.py::note_told": _NODE,
    "kerege/inventory/actions/making.py::history_of": _ABOVE,
    "kerege/inventory/actions/making.py::name_of": _ABOVE,
    "kerege/indicators/actions.py::type_value": "it refuses everybody, and keeps that somebody tried",
    "kerege/jobs/actions/cleaning.py::clean_up": _NODE,
    "kerege/jobs/actions/mailing.py::queue_mail": _NODE,
    "kerege/jobs/actions/mailing.py::send_waiting": _NODE,
    "kerege/jobs/actions/running.py::start_due": _NODE,
    "kerege/people/actions/factors.py::note_factor": _OWN,
    "kerege/people/actions/factors.py::note_password": _OWN,
    "kerege/people/actions/factors.py::note_sessions": _OWN,
    "kerege/people/actions/invitations.py::invitation_of": "it reads an invitation by its secret, and writes nothing",
    "kerege/people/actions/invitations.py::invitation_token": "it makes a secret, and writes nothing",
    "kerege/people/actions/lost_factors.py::ask_without_factor": _OWN,
    "kerege/privacy/actions/consents.py::give_consent": _OWN,
    "kerege/privacy/actions/consents.py::withdraw_consent": _OWN,
    "kerege/privacy/actions/listing.py::withdraw_listing": _OWN,
    "kerege/training/actions/class_seats.py::replace_pin": "whoever sits at the laptop of the class; the page asks",
    "kerege/training/actions/class_activities.py::join_to_observe": "whoever has the code for observers of the class",
    "kerege/training/actions/classes.py::enter_class": "whoever has the code of the class and their own PIN",
    "kerege/training/actions/classes.py::join_class": "whoever has the code of the class",
    "kerege/training/actions/classes.py::note_coming": "whoever has just signed in to the class on this laptop",
    **{f"kerege/upkeep/actions/lti_keys.py::{each}_lti_key": _NODE for each in ("have", "rotate")},
    "kerege/upkeep/actions/alert_keys.py::rotate_alert_key": _NODE,
    "kerege/upkeep/actions/anchoring.py::have_key": _NODE,
    "kerege/upkeep/actions/factor_keys.py::have_factor_key": _NODE,
    "kerege/upkeep/actions/factor_keys.py::reseal_factors": _NODE,
    "kerege/upkeep/actions/restoring.py::bring_keys": _NODE,
    "kerege/upkeep/actions/restoring.py::open_keys": _NODE,
    "kerege/upkeep/actions/anchoring.py::send_anchor": _NODE,
    "kerege/upkeep/actions/anchoring.py::trust_issuer": _NODE,
    "kerege/upkeep/actions/closing.py::close_for_writing": _NODE,
    "kerege/upkeep/actions/closing.py::open_for_writing": _NODE,
    "kerege/upkeep/actions/loading.py::build": _NODE,
    "kerege/upkeep/actions/loading.py::empty": _NODE,
    "kerege/upkeep/actions/loading.py::fill": _NODE,
    "kerege/upkeep/actions/loading.py::set_counters": _NODE,
}
"""Actions that ask nobody whether they may, by `path::name`, with the reason."""


def asks(function: ast.FunctionDef) -> bool:
    """Whether an action hands `by` on: to a check, to another action, or to a helper that does either."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            handed = [*node.args, *(k.value for k in node.keywords)]
            if name not in {"act", "refused"} and any(isinstance(a, ast.Name) and a.id == "by" for a in handed):
                return True
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "by":
            if node.attr in {"holds", "is_system", "grants"}:
                return True
    return False


@pytest.mark.nodb
def test_every_action_asks_whether_its_actor_may():
    silent = set()
    for path, text in python():
        if is_action(path) and not path.startswith(("kerege/journal/", "kerege/records/")):
            top = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
            silent |= {f"{path}::{f.name}" for f in top if not f.name.startswith("_") and not asks(f)}
    assert silent - set(ASKS_NOBODY) == set(), "ask check_may, or say in ASKS_NOBODY why nobody has to be asked"
    assert set(ASKS_NOBODY) - silent == set(), "these ask by now"


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def end(*, by, on):\n    check_may(by, Deed.APPOINT, on)", True),
        ("def end(*, by, on):\n    other(by=by, on=on)", True),
        ("def end(*, by, on):\n    if not by.holds(ROLES, on): raise Refusal(NOT_YOURS)", True),
        ("def end(*, by, on):\n    with act('x.y.z', by=by): pass", False),
        ("def end(*, by, on):\n    save(on, by.uid)", False),
    ],
)
def test_the_search_for_the_question_bites(text, found):
    assert asks(ast.parse(text).body[0]) == found
