"""What units of cmi5 ask: from the fetch of their token to their last statement, and what they do not reach."""

import json
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from kerege.people.rules import ANONYMOUS
from kerege.training.queries import cmi5 as queries
from kerege.training.words.cmi5 import Verb
from tests.api.cmi5.unit import ORIGIN, Unit
from tests.training import elearning_made as made
from tests.training.test_cmi5 import begun, course, launched
from tests.training.test_elearning import _here as _here
from tests.training.test_elearning import actor, opened
from tests.training.test_lessons import reader

EXPERIENCED = "http://adlnet.gov/expapi/verbs/experienced"


@pytest.fixture
def mine(db, _here):
    account = reader()
    return account, begun(account, opened(file=made.cmi5()))


def unit(mine, **changes):
    """A unit that was launched now."""
    account, registration = mine
    return Unit(launched(account, registration, now=None, **changes))


def verbs(here):
    told = here.ask("GET", "statements?ascending=true").json()["statements"]
    return [Verb(each["verb"]["id"]).name for each in told if each["verb"]["id"] in list(Verb)]


def test_a_unit_from_its_launch_to_its_end(mine):
    account, registration = mine
    here = unit(mine).start()
    assert here.say(EXPERIENCED, defined=False).status_code == 204
    assert here.say(Verb.PASSED).status_code == 204
    assert here.say(Verb.COMPLETED).status_code == 204
    assert verbs(here) == ["LAUNCHED", "INITIALIZED", "PASSED", "COMPLETED", "SATISFIED", "SATISFIED"]
    assert here.say(Verb.TERMINATED).status_code == 204
    found = queries.course_of(actor(account), str(registration.uid))
    assert (found.satisfied, found.units[0].unit.score, found.next) == (True, 0.9, "")
    after = here.ask("GET", here.state("LMS.LaunchData"))
    assert (after.status_code, after.json()["code"]) == (401, "training.cmi5_not_let_in")
    assert here.say(EXPERIENCED, defined=False).status_code == 401
    for answer in (after, here.ask("GET", "statements", Authorization="")):
        assert "WWW-Authenticate" not in answer, "a browser would ask the learner for a password"


def test_a_token_is_fetched_once_and_by_whoever_has_the_key(mine):
    here = unit(mine)
    assert list(here.fetch()) == ["auth-token"]
    assert here.fetch()["error-code"] == "1"
    other = Unit(here.address.replace("fetch%2F", "fetch%2Fx"))
    assert other.fetch()["error-code"] == "2"
    assert here.client.get(urlsplit(here.fetch_at).path, headers={"host": "127.0.0.1"}).status_code == 405


def test_a_unit_without_a_token_of_its_session_is_let_in_nowhere(mine):
    first = unit(mine).start()
    second = unit(mine)
    for token in ("", first.token, "Zm9v", "%%"):
        second.token = token
        assert second.ask("GET", "about").status_code == 401
    second.start()
    assert first.ask("GET", "about").status_code == 401, "its session was abandoned by the second launch"
    assert second.ask("GET", "about", **{"X-Experience-API-Version": "2.0.0"}).status_code == 400
    assert second.ask("GET", "about").json() == {"version": ["1.0.3"]}


def test_a_batch_is_kept_whole_or_not_at_all_and_again_without_harm(mine):
    here = unit(mine).start()
    batch = [here.said(Verb.COMPLETED), here.said(Verb.COMPLETED)]
    answer = here.ask("POST", "statements", batch)
    assert (answer.status_code, answer.json()["code"]) == (403, "training.cmi5_bad_statement")
    assert "COMPLETED" not in verbs(here)
    for _ in range(2):  # the answer to the first one may have been lost
        assert here.ask("POST", "statements", batch[:1]).json() == [batch[0]["id"]]
    assert verbs(here).count("COMPLETED") == 1
    assert here.ask("POST", "statements", [{}]).status_code == 400
    assert here.ask("PUT", f"statements?statementId={uuid4()}", batch[:1]).status_code == 400


def test_a_statement_that_a_session_may_not_say_is_refused_with_403(mine):
    here = unit(mine)
    here.token = here.fetch()["auth-token"]
    here.data = here.ask("GET", here.state("LMS.LaunchData")).json()
    assert here.say(Verb.INITIALIZED).status_code == 403, "it has not read the preferences yet"
    here.ask("GET", here.profile())
    assert here.say(EXPERIENCED, defined=False).status_code == 403, "it is not initialized yet"
    assert here.say(Verb.INITIALIZED).status_code == 204
    assert here.say(Verb.FAILED).status_code == 204
    assert here.say(Verb.PASSED).status_code == 403


def test_what_one_session_said_counts_in_the_next(mine):
    assert unit(mine).start().say(Verb.COMPLETED).status_code == 204
    again = unit(mine).start()
    assert again.say(Verb.COMPLETED).status_code == 403
    assert again.say(Verb.PASSED).status_code == 204
    assert unit(mine).start().say(Verb.FAILED).status_code == 403


def test_a_unit_keeps_so_many_documents_and_no_long_ones(mine, monkeypatch):
    monkeypatch.setattr("kerege.training.words.cmi5.MOST_STATES", 2)  # the data of the launch is one
    monkeypatch.setattr("kerege.training.words.cmi5.LARGEST_STATE", 20)
    here = unit(mine).start()
    assert here.ask("PUT", here.state("place"), {"page": 3}).status_code == 204
    for method in ("PUT", "POST"):
        answer = here.ask(method, here.state("another"), {"page": 3})
        assert (answer.status_code, answer.json()["code"]) == (403, "training.cmi5_keeps_much")
        assert here.ask(method, here.state("place"), {"page": "x" * 20}).status_code == 403
        assert here.ask(method, here.state("place"), {"page": 4}).status_code == 204
    assert here.ask("GET", here.state("place")).json() == {"page": 4}
    assert here.ask("DELETE", here.state("place")).status_code == 204
    assert here.ask("PUT", here.state("another"), {"page": 3}).status_code == 204


def test_a_unit_keeps_its_state_over_sessions_and_leaves_the_data_of_the_launch(mine):
    here = unit(mine).start()
    assert here.ask("PUT", here.state("place"), {"page": 3}).status_code == 204
    launch_data = here.state("LMS.LaunchData")
    for method in ("PUT", "POST", "DELETE"):
        assert here.ask(method, launch_data, {"x": 1}).status_code == 403
    every = launch_data.replace("&stateId=LMS.LaunchData", "")
    assert here.ask("DELETE", every).status_code == 403, "among all documents are the data of the launch"
    assert sorted(here.ask("GET", every).json()) == ["LMS.LaunchData", "place"]
    again = unit(mine).start()
    assert again.ask("GET", again.state("place")).json() == {"page": 3}
    assert again.ask("DELETE", again.state("place")).status_code == 204
    assert again.ask("GET", again.state("place")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"activityId": "https://example.org/au"}, 403),
        ({"registration": str(uuid4())}, 403),
        ({"agent": json.dumps({"mbox": "mailto:a@example.org"})}, 403),
        ({"agent": "none"}, 400),
        ({}, 200),
    ],
)
def test_a_unit_reaches_no_state_but_its_own(mine, changes, status):
    here = unit(mine).start()
    assert here.ask("GET", here.state("LMS.LaunchData", **changes)).status_code == status
    assert here.ask("GET", "activities/state?" + urlencode({"agent": json.dumps(here.actor)})).status_code == 400


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ({"languagePreference": "ru,en-GB", "audioPreference": "off"}, "application/json", 204),
        ({"languagePreference": "ru", "audioPreference": "off"}, "text/plain", 403),
        ({"languagePreference": "", "audioPreference": "on"}, "application/json", 403),
        ({"languagePreference": "not a tag", "audioPreference": "on"}, "application/json", 403),
        ({"languagePreference": "ru", "audioPreference": "loud"}, "application/json", 403),
        ({"audioPreference": "on"}, "application/json", 403),
        ({"languagePreference": "ru"}, "application/json", 403),
        (["ru"], "application/json", 403),
        (b"words", "application/json", 403),
    ],
)
def test_preferences_are_written_in_their_form(mine, body, kind, status):
    here = unit(mine).start()
    etag = here.ask("GET", here.profile())["ETag"]
    assert here.ask("PUT", here.profile(), body, kind, **{"If-Match": etag}).status_code == status


def test_a_unit_reads_no_other_profile_and_nobody_elses(mine):
    here = unit(mine).start()
    other = json.dumps({"mbox": "mailto:a@example.org"})
    assert here.ask("GET", here.profile(agent=other)).status_code == 403
    assert here.ask("GET", here.profile("other")).status_code == 403
    assert here.ask("GET", "agents?" + urlencode({"agent": other})).status_code == 403
    told = here.ask("GET", "agents?" + urlencode({"agent": json.dumps(here.actor)})).json()
    assert told == {"objectType": "Person", "account": [here.actor["account"]]}
    assert here.ask("GET", "activities/profile?activityId=x:y").status_code == 404
    assert here.ask("DELETE", here.profile()).status_code == 405


def test_a_unit_reads_statements_of_its_own_registration_alone(mine):
    account, _ = mine
    other = begun(account, opened(file=course(("one", 'moveOn="Passed"'))))
    there = unit((account, other)).start()
    secret = there.said(EXPERIENCED, defined=False)
    assert there.ask("PUT", f"statements?statementId={secret['id']}", secret).status_code == 204
    assert there.ask("GET", f"statements?statementId={secret['id']}").status_code == 200
    here = unit(mine).start()
    assert here.ask("GET", f"statements?statementId={secret['id']}").status_code == 404
    assert verbs(here) == ["LAUNCHED", "INITIALIZED"]
    page = here.ask("GET", "statements?limit=1&ascending=true").json()
    assert page["more"].startswith(urlsplit(here.endpoint).path)
    found = here.client.get(page["more"], headers={**_as(here)}).json()["statements"]
    assert [each["verb"]["id"] for each in found] == [Verb.INITIALIZED]


def _as(here):
    return {"Authorization": f"Basic {here.token}", "X-Experience-API-Version": "1.0.3", "Host": "127.0.0.1"}


def test_only_pages_of_the_host_from_which_it_was_launched_may_ask(mine):
    here = unit(mine)
    for path in (
        "statements",
        "activities/state",
        "agents/profile",
        urlsplit(here.fetch_at).path.rsplit("au/", 1)[1][37:],
    ):
        asked = here.ask("OPTIONS", path)
        assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, ORIGIN)
        other = here.ask("OPTIONS", path, Origin="http://127.0.0.1")
        assert "Access-Control-Allow-Origin" not in other
    unknown = here.endpoint.replace(urlsplit(here.endpoint).path, f"/xapi/au/{uuid4()}/")
    answer = Client().options(urlsplit(unknown).path + "statements", headers={"origin": ORIGIN, "host": "127.0.0.1"})
    assert "Access-Control-Allow-Origin" not in answer


def test_clients_that_put_two_slashes_are_understood(mine):
    here = unit(mine)
    here.token = here.fetch()["auth-token"]
    assert here.ask("GET", "/about").status_code == 200
    assert here.ask("GET", "other").status_code == 404


def test_a_session_that_sends_without_end_is_stopped(mine, monkeypatch):
    here = unit(mine).start()
    monkeypatch.setattr("kerege.training.words.cmi5.MOST_STATEMENTS", 2)
    assert here.say(EXPERIENCED, defined=False).status_code == 204
    assert here.say(EXPERIENCED, defined=False).status_code == 429


def test_nobody_else_reads_how_far_somebody_is(mine):
    _, registration = mine
    with pytest.raises(Exception, match="training.no_such_registration"):
        queries.course_of(ANONYMOUS, str(registration.uid))
