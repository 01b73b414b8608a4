"""Units of cmi5: begun, launched, waived, abandoned, and what the store holds of it."""

import json
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from uuid import uuid4

import pytest

from kerege.jobs.rules import JOBS
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lrs.models import Document, Statement
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.training.actions import cmi5 as actions
from kerege.training.actions import cmi5_taking as taking
from kerege.training.actions import elearning_playing as playing
from kerege.training.models import Cmi5Session, ElearningRegistration
from kerege.training.queries import cmi5 as queries
from kerege.training.words.cmi5 import LAUNCH_DATA, PREFERENCES, SESSION_ID, Verb
from tests.capacity.given import code_of
from tests.training import elearning_made as made
from tests.training.test_elearning import NEIGHBOUR, NOON, ONE, actor, handed_in, opened
from tests.training.test_elearning import _here as _here
from tests.training.test_lessons import reader, sees

WHERE = actions.Where(files="http://localhost/e/key/", pages="http://127.0.0.1", origin="http://localhost")
LATER = NOON + timedelta(minutes=10)


def begun(account, row, **changes):
    told = {"by": actor(account), "reader": sees(account), "uid": str(row.uid), "now": NOON}
    return actions.begin_units(**told | changes)


def launched(account, mine, part="au-0", session="", **changes):
    told = {"by": actor(account), "registration": str(mine.uid), "part": part, "where": WHERE, "now": NOON}
    return actions.launch_unit(session=session or str(uuid4()), **told | changes)


def statements():
    """What the store of the owner holds, in its order."""
    return [json.loads(each.raw) for each in Statement.objects.inside_action().order_by("stored")]


@pytest.fixture
def told(monkeypatch):
    """The statements of the store, read as actions read."""
    from kerege.journal.rules import checking

    def read():
        with checking():
            return statements()

    return read


def verbs(values):
    return [Verb(each["verb"]["id"]).name for each in values]


def course(*units, **more):
    return made.cmi5(made.cmi5_of(*units, **more))


def test_a_unit_is_launched_with_all_that_it_needs(told):
    account, row = reader(), opened(file=made.cmi5())
    mine = begun(account, row)
    session = str(uuid4())
    address = launched(account, mine, session=session, returns_to="https://node.example.org/back", language="ru")
    assert address.startswith("http://localhost/e/key/au/index.html?x=1&endpoint=")
    (said,) = told()
    context = said["context"]
    assert (verbs([said]), said["object"]["id"].rsplit("/", 1)[1]) == (["LAUNCHED"], "au-0")
    assert context["registration"] == str(mine.uid)
    assert context["contextActivities"]["grouping"] == [{"objectType": "Activity", "id": "https://example.org/au"}]
    extensions = {name.rsplit("/", 1)[1]: value for name, value in context["extensions"].items()}
    assert extensions == {
        "sessionid": session,
        "launchmode": "Normal",
        "launchurl": "http://localhost/e/key/au/index.html?x=1",
        "moveon": "CompletedAndPassed",
        "masteryscore": 0.8,
        "launchparameters": "a b",
    }
    assert account.name not in json.dumps(said), "a package learns no name"
    documents = {each.key: json.loads(bytes(each.content)) for each in Document.objects.all()}
    assert documents[PREFERENCES] == {"languagePreference": "ru", "audioPreference": "on"}
    data = documents[LAUNCH_DATA]
    assert data.pop("contextTemplate")["extensions"] == {SESSION_ID: session}
    assert data == {
        "launchMode": "Normal",
        "launchMethod": "AnyWindow",
        "moveOn": "CompletedAndPassed",
        "masteryScore": 0.8,
        "launchParameters": "a b",
        "entitlementKey": {"courseStructure": "key"},
        "returnURL": "https://node.example.org/back",
    }
    assert "key" not in Cmi5Session.objects.get().fetch, "of the key only a digest is kept"


@pytest.mark.parametrize(("label", "state"), [(Sensitivity.NATIONAL, "published"), (Sensitivity.PUBLIC, "handed_in")])
def test_who_reads_statements_opens_no_files_by_them_that_are_not_for_everybody(label, state):
    package = SimpleNamespace(label=label, state=state, uid="p")
    assert actions._named(SimpleNamespace(package=package), WHERE) == "http://localhost/e/p/"


def test_preferences_that_are_there_stay():
    account = reader()
    mine = begun(account, opened(file=made.cmi5()))
    launched(account, mine, language="ru")
    launched(account, mine, language="en")
    (found,) = Document.objects.filter(key=PREFERENCES)
    assert json.loads(bytes(found.content))["languagePreference"] == "ru"


def test_a_second_launch_abandons_the_session_that_is_open(told):
    account = reader()
    mine = begun(account, opened(file=course(("one", ""), ("two", ""))))
    first = str(uuid4())
    launched(account, mine, session=first)
    launched(account, mine, part="au-1", now=LATER)
    said = told()
    assert verbs(said) == ["SATISFIED", "SATISFIED", "LAUNCHED", "ABANDONED", "LAUNCHED"]
    assert said[3]["context"]["extensions"][SESSION_ID] == first
    assert said[3]["result"] == {"duration": "PT0S"}, "its unit never said anything"
    assert Cmi5Session.objects.filter(ended_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"part": "au-7"}, "training.cmi5_no_such_unit"),
        ({"mode": "Peek"}, "training.cmi5_bad_mode"),
        ({"returns_to": "javascript:alert(1)"}, "training.cmi5_bad_return"),
        ({"returns_to": "https://" + "x" * 1_000}, "training.cmi5_bad_return"),
        ({"by": ANONYMOUS}, "training.elearning_sign_in"),
        ({"registration": str(uuid4())}, "training.no_such_registration"),
        ({"registration": "none"}, "training.no_such_registration"),
    ],
)
def test_what_is_wrong_with_a_launch_is_refused_and_leaves_nothing(changes, code, told):
    account = reader()
    mine = begun(account, opened(file=made.cmi5()))
    assert code_of(partial(launched, account, mine, **changes)) == code
    assert (told(), Cmi5Session.objects.count()) == ([], 0)


def test_nobody_launches_what_somebody_else_began():
    mine = begun(reader(), opened(file=made.cmi5()))
    assert code_of(partial(launched, reader("other"), mine)) == "training.no_such_registration"


def test_units_are_launched_so_often(monkeypatch):
    account = reader()
    mine = begun(account, opened(file=made.cmi5()))
    monkeypatch.setattr(actions.words, "MOST_SESSIONS", 1)
    launched(account, mine)
    assert code_of(partial(launched, account, mine)) == "training.cmi5_launched_often"


def test_only_packages_of_cmi5_have_units_and_only_what_is_open_is_begun(monkeypatch):
    account = reader()
    scorm = opened()
    assert code_of(partial(begun, account, scorm)) == "training.cmi5_not_cmi5"
    waits = handed_in(file=made.cmi5())
    assert code_of(partial(begun, account, waits)) == "training.no_such_elearning"
    row = opened(file=course(("one", "")))
    assert code_of(partial(begun, account, row, by=ANONYMOUS)) == "training.elearning_sign_in"
    assert code_of(partial(begun, account, row, course=str(uuid4()))) == "training.cmi5_not_your_course"
    monkeypatch.setattr(actions.elearning, "MOST_REGISTRATIONS", 1)
    begun(account, row)
    assert code_of(partial(begun, account, row)) == "training.elearning_begun_often"


def test_a_registration_of_units_takes_no_commits():
    account = reader()
    mine = begun(account, opened(file=made.cmi5()))
    window = {"by": actor(account), "registration": str(mine.uid), "session": str(uuid4())}
    assert code_of(partial(playing.open_window, **window)) == "training.no_such_registration"


def test_units_that_ask_for_nothing_are_satisfied_at_once_and_their_blocks_from_within(told):
    account = reader()
    texts = made.TEXTS.format("a", "b")
    inner = f'<block id="https://example.org/inner">{texts}{made.UNIT.format("two", "", texts)}</block>'
    mine = begun(account, opened(file=course(("one", ""), inside=inner)))
    said = told()
    assert verbs(said) == ["SATISFIED"] * 3
    groups = [each["context"]["contextActivities"]["grouping"][0]["id"].rsplit("/", 1)[1] for each in said]
    assert groups == ["inner", "block", "course"]
    types = [each["object"]["definition"]["type"].rsplit("/", 1)[1] for each in said]
    assert types == ["block", "block", "course"]
    assert ElearningRegistration.objects.get(uid=mine.uid).satisfied[-1] == "course"


def test_a_unit_is_waived_with_a_reason_by_who_keeps_the_package(told):
    account = reader()
    mine = begun(account, opened(file=course(("one", 'moveOn="Passed"'), ("two", 'moveOn="Completed"'))))
    waive = partial(actions.waive_unit, by=ONE, registration=str(mine.uid), part="au-0", now=NOON)
    assert code_of(partial(waive, reason=" ")) == "training.cmi5_reason_wanted"
    assert code_of(partial(waive, reason="x", by=actor(account))) == "training.cmi5_may_not_waive"
    assert code_of(partial(waive, reason="x", by=NEIGHBOUR)) == "training.cmi5_may_not_waive"
    assert code_of(partial(waive, reason="x", part="au-7")) == "training.cmi5_no_such_unit"
    assert code_of(partial(waive, reason="x", registration=str(uuid4()))) == "training.no_such_registration"
    assert told() == []
    waive(reason="Taught in class")
    (said,) = told()
    assert said["result"]["extensions"] == {"https://w3id.org/xapi/cmi5/result/extensions/reason": "Taught in class"}
    assert (said["result"]["success"], said["result"]["completion"]) == (True, True)
    assert code_of(partial(waive, reason="x")) == "training.cmi5_waived"
    waive(reason="Taught in class", part="au-1")
    said = told()
    assert verbs(said) == ["WAIVED", "WAIVED", "SATISFIED", "SATISFIED"]
    sessions = [each["context"]["extensions"][SESSION_ID] for each in said]
    assert sessions[0] != sessions[1] == sessions[2] == sessions[3]
    assert queries.course_of(actor(account), str(mine.uid)).satisfied


def test_what_is_done_is_not_waived():
    mine = begun(reader(), opened(file=course(("one", ""))))
    waive = partial(actions.waive_unit, by=ONE, registration=str(mine.uid), part="au-0", reason="x")
    assert code_of(waive) == "training.cmi5_satisfied"


def test_a_session_of_ones_own_is_abandoned_once(told):
    account, session = reader(), str(uuid4())
    mine = begun(account, opened(file=made.cmi5()))
    launched(account, mine, session=session)
    abandon = partial(actions.abandon_session, session=session, now=LATER)
    assert code_of(partial(abandon, by=actor(reader("other")))) == "training.cmi5_no_such_session"
    assert code_of(partial(abandon, by=ANONYMOUS)) == "training.elearning_sign_in"
    abandon(by=actor(account))
    assert verbs(told()) == ["LAUNCHED", "ABANDONED"]
    assert code_of(partial(abandon, by=actor(account))) == "training.cmi5_session_over"


def test_sessions_whose_time_ran_out_are_abandoned_by_the_clock(told):
    account, session = reader(), str(uuid4())
    mine = begun(account, opened(file=made.cmi5()))
    launched(account, mine, session=session)
    abandon = partial(actions.abandon_expired, by=SYSTEM)
    assert abandon(at=NOON + timedelta(hours=7, minutes=59)) == 0
    assert verbs(told()) == ["LAUNCHED"]
    assert abandon(at=NOON + timedelta(hours=8)) == 1
    assert verbs(told()) == ["LAUNCHED", "ABANDONED"]
    assert told()[1]["context"]["extensions"][SESSION_ID] == session
    assert abandon(at=NOON + timedelta(hours=9)) == 0
    assert code_of(partial(abandon, by=actor(account), at=NOON)) == "people.not_yours"
    assert JOBS["units"].run == "kerege.training.actions.cmi5.abandon_expired"


def test_a_session_that_cannot_be_ended_keeps_no_other_from_its_end(monkeypatch, told):
    first, second = reader(), reader("other")
    row = opened(file=made.cmi5())
    for account in (first, second):
        launched(account, begun(account, row))
    whole, failing = actions._abandon, [True]

    def abandon(*given):
        if failing.pop() if failing else False:
            raise Refusal(actions.words.CMI5_NO_SUCH_UNIT)
        whole(*given)

    monkeypatch.setattr(actions, "_abandon", abandon)
    assert actions.abandon_expired(by=SYSTEM, at=NOON + timedelta(hours=8)) == 1
    assert verbs(told()) == ["LAUNCHED", "LAUNCHED", "ABANDONED"]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Units.example.org/a?b", "https://units.example.org"),
        ("https://units.example.org?course=/1", "https://units.example.org"),
        ("https://units.example.org:443/a", "https://units.example.org"),
        ("http://units.example.org:8080/a", "http://units.example.org:8080"),
        ("http://[::1]:8080/a", "http://[::1]:8080"),
    ],
)
def test_the_origin_of_a_unit_is_what_a_browser_tells(address, origin):
    assert actions._origin(address) == origin


def test_a_token_is_fetched_once_and_while_the_session_lasts():
    account, session = reader(), str(uuid4())
    mine = begun(account, opened(file=made.cmi5()))
    key = launched(account, mine, session=session).partition("fetch%2F")[2].partition("&")[0]
    fetch = partial(taking.fetch_token, by=ANONYMOUS, session=session, key=key, now=LATER)
    assert code_of(partial(fetch, key="other")) == "training.cmi5_no_such_session"
    assert code_of(partial(fetch, session=str(uuid4()))) == "training.cmi5_no_such_session"
    assert code_of(partial(fetch, now=NOON + timedelta(hours=8))) == "training.cmi5_session_over"
    assert fetch()
    assert fetch() is None


def test_others_read_nothing_of_a_registration_that_was_begun_for_oneself():
    account = reader()
    mine = begun(account, opened(file=made.cmi5()))
    assert queries.course_of(actor(account), str(mine.uid)).next == "au-0"
    for me in (ONE, NEIGHBOUR, ANONYMOUS, actor(reader("other"))):
        assert code_of(partial(queries.course_of, me, str(mine.uid))) == "training.no_such_registration"


def test_acts_tell_of_launches_and_waivers_and_of_no_statement():
    account = reader()
    mine = begun(account, opened(file=course(("one", 'moveOn="Passed"'))))
    launched(account, mine)
    actions.waive_unit(by=ONE, registration=str(mine.uid), part="au-0", reason="Taught in class")
    told = list(Act.objects.order_by("seq").values_list("word", flat=True))
    assert told[-4:] == [
        "lrs.credential.made",
        "training.elearning.begun",
        "training.cmi5.launched",
        "training.cmi5.waived",
    ]
    assert "Taught" not in json.dumps([each.facts for each in Act.objects.all()], default=str)
