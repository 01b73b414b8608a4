"""Packages in the house: taken in whole, opened by another person, played by whoever may, and kept for them alone."""

from datetime import UTC, date, datetime
from functools import partial
from random import Random
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from kerege.files import queries as files
from kerege.files.words import Purpose
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.actions import elearning as actions
from kerege.training.actions import elearning_playing as playing
from kerege.training.models import ElearningCommit, ElearningPackage, ElearningRegistration
from kerege.training.queries import elearning as queries
from kerege.training.rules.elearning.runtime import Change, replayed
from tests import ground
from tests.capacity.given import code_of
from tests.training import elearning_made as made
from tests.training.test_lessons import reader, sees

DAY, NOON = date(2026, 1, 10), datetime(2026, 1, 10, 12, tzinfo=UTC)
ONE = Actor("one", "One", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))
OTHER = Actor("other", "Other", (Grant(Role.FOCAL_POINT, "KAZ"),))
NEIGHBOUR = Actor("third", "Third", (Grant(Role.FOCAL_POINT, "KGZ"),))
WINDOW, NEXT = str(uuid4()), str(uuid4())
CLEAN, FOUND, SILENT = (lambda answer: lambda content: answer)(True), lambda content: False, lambda content: None


@pytest.fixture(autouse=True)
def _here(db, settings, tmp_path):
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path / "files")}}}
    ground.lay()


def handed_in(by=ONE, file=None, **changes):
    told = {"owner": "KAZ", "file": file or made.scorm12(), "today": DAY, "licence": "CC BY 4.0", "rights": "Somebody"}
    return actions.hand_in_package(by=by, **told | changes)


def opened(**changes):
    row = handed_in(**changes)
    return actions.publish_package(by=OTHER, uid=str(row.uid), today=DAY)


def package_rows():
    return ElearningPackage.objects.seen_by(queries.DOOR).seen()


def acts():
    return list(
        Act.objects.filter(word__startswith="training.elearning").order_by("seq").values_list("word", flat=True)
    )


# -- coming in ---------------------------------------------------------------------------------------------------------


def test_a_package_comes_in_whole_and_waits_for_another_person():
    row = handed_in(file=made.scorm12(more={"b.css": b"p {}", "deep/картинка.png": b"\x89PNG"}), languages=["ru", "kk"])
    assert (row.standard, row.title, row.state, row.count) == ("scorm12", "Tiny", "handed_in", 4)
    assert row.languages == ["kk", "ru"]
    assert sorted(row.paths) == ["b.css", "deep/картинка.png", "imsmanifest.xml", "one.html"]
    assert row.paths["deep/картинка.png"]["type"] == "image/png"
    door = Viewer(uid="x", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
    kept = {line.sha256: line for line in files.files_of(door, [row.uid], purpose=Purpose.ELEARNING)}
    assert set(kept) == {told["sha256"] for told in row.paths.values()}
    with files.opened(kept[row.paths["b.css"]["sha256"]]) as stream:
        assert stream.read() == b"p {}"
    assert acts() == ["training.elearning.handed_in"]


def test_the_language_of_the_manifest_is_taken_where_the_form_says_none():
    assert handed_in(file=made.cmi5()).languages == ["ru"]


def test_the_same_package_comes_in_once_however_it_was_packed():
    first = handed_in()
    with pytest.raises(Refusal) as caught:
        handed_in(file=made.scorm12(around="x/"))
    told = (caught.value.code, caught.value.data["package"])
    assert told == ("training.elearning_there_already", str(first.uid)), "a program goes on with what is here"
    assert handed_in(by=NEIGHBOUR, owner="KGZ").owner == "KGZ", "another owner has its own"


def test_whoever_keeps_no_curricula_there_hands_nothing_in():
    assert code_of(partial(handed_in, by=NEIGHBOUR)) == "people.not_yours"
    assert code_of(partial(handed_in, by=Actor("t", "T", (Grant(Role.TRAINER, "KAZ"),)))) == "people.not_yours"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"file": made.scorm12(more={"x.exe": b"x"})}, "training.elearning_program_inside"),
        ({"scan": FOUND}, "files.infected"),
        ({"scan": SILENT}, "files.not_scanned"),
        ({"label": -1}, "sharing.unknown_level"),
        ({"licence": "x" * 81}, "text.too_long"),
        ({"languages": ["x" * 13]}, "text.too_long"),
    ],
)
def test_what_is_refused_leaves_nothing(changes, told, settings):
    assert code_of(partial(handed_in, **changes)) == told
    assert package_rows() == []
    assert not default_storage.exists("content"), "no byte of it is kept"
    assert acts() == []


def test_an_owner_has_so_much_room(settings):
    settings.KEREGE_FILES_MB = 1
    big = Random(7).randbytes(1_000_000)  # noqa: S311 - bytes that pack badly
    assert code_of(partial(handed_in, file=made.scorm12(more={"film.mp4": big}))) == "files.full"
    assert package_rows() == []


def test_a_scanner_that_finds_nothing_lets_it_in():
    assert handed_in(scan=CLEAN).count == 2


# -- what becomes of it ------------------------------------------------------------------------------------------------


def test_nobody_opens_their_own_package():
    row = handed_in()
    assert code_of(partial(actions.publish_package, by=ONE, uid=str(row.uid))) == "training.elearning_own_review"
    assert code_of(partial(actions.publish_package, by=NEIGHBOUR, uid=str(row.uid))) == "people.not_yours"
    assert actions.publish_package(by=OTHER, uid=str(row.uid), today=DAY).published_on == DAY
    assert code_of(partial(actions.publish_package, by=OTHER, uid=str(row.uid))) == "training.elearning_not_waiting"
    assert code_of(partial(actions.publish_package, by=OTHER, uid=str(uuid4()))) == "records.nothing_there"


def test_an_unknown_h5p_library_is_kept_and_not_opened_until_the_node_lists_it(settings, tmp_path):
    """Who reviewed it for this node, and why, stands in the operator's file; taken out of it, nobody goes on."""
    settings.DATA = tmp_path
    row, account = handed_in(file=made.h5p("H5P.Miner")), reader()
    publish = partial(actions.publish_package, by=OTHER, uid=str(row.uid))
    with pytest.raises(Refusal, match="H5P.Miner 1.6") as told:
        publish()
    assert told.value.code == "training.elearning_unknown_library"
    own = tmp_path / "h5p_libraries.toml"
    own.write_text("[[library]]")
    assert code_of(publish) == "training.elearning_bad_list"
    listed = 'name = "H5P.Miner"\nversions = ["1.6"]\nreason = "Ours"\nreviewed_by = "X"\nreviewed_on = 2026-11-20'
    own.write_text(f"[[library]]\n{listed}")
    publish()
    mine = begun(account, row)
    own.unlink()
    assert code_of(partial(begun, account, row)) == "training.elearning_unknown_library"
    assert code_of(partial(window, account, mine)) == "training.elearning_unknown_library"


def test_a_withdrawn_package_has_no_files_and_what_learners_kept_stays(django_capture_on_commit_callbacks):
    row, account = opened(), reader()
    mine = begun(account, row)
    assert code_of(partial(actions.withdraw_package, by=NEIGHBOUR, uid=str(row.uid), reason="x")) == "people.not_yours"
    withdraw = partial(actions.withdraw_package, by=ONE, uid=str(row.uid), today=DAY)
    assert code_of(partial(withdraw, reason=" ")) == "training.elearning_reason_wanted"
    queries.file_of(PUBLIC, str(row.uid), "one.html")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(reason="It is out of date.")
    assert code_of(partial(withdraw, reason="x")) == "training.elearning_withdrawn"
    assert code_of(partial(queries.file_of, PUBLIC, str(row.uid), "one.html")) == "training.no_such_elearning"
    assert not default_storage.exists(files.path_of(row.paths["one.html"]["sha256"]))
    assert ElearningRegistration.objects.filter(uid=mine.uid).exists()
    assert handed_in(by=ONE).state == "handed_in", "it may come in again"


# -- who sees it -------------------------------------------------------------------------------------------------------


def test_learners_see_what_is_open_and_keepers_see_what_waits():
    waits, open_ = handed_in(file=made.scorm2004()), opened()
    keeper = Viewer(uid="one", by_owner=(("KAZ", Sensitivity.NATIONAL),))
    assert [line.uid for line in queries.packages(PUBLIC, ANONYMOUS)] == [str(open_.uid)]
    assert {line.uid for line in queries.packages(keeper, ONE)} == {str(waits.uid), str(open_.uid)}
    assert code_of(partial(queries.package, PUBLIC, ANONYMOUS, str(waits.uid))) == "training.no_such_elearning"
    assert code_of(partial(queries.package, PUBLIC, NEIGHBOUR, str(waits.uid))) == "training.no_such_elearning"
    assert queries.package(keeper, ONE, str(waits.uid)).title == "Four"
    assert code_of(partial(queries.package, PUBLIC, ANONYMOUS, "none")) == "training.no_such_elearning"


def test_a_package_above_the_clearance_is_nowhere():
    row = opened(label=Sensitivity.NATIONAL)
    assert queries.packages(PUBLIC, ANONYMOUS) == []
    assert code_of(partial(queries.package, PUBLIC, ANONYMOUS, str(row.uid))) == "training.no_such_elearning"
    assert code_of(partial(queries.file_of, PUBLIC, str(row.uid), "one.html")) == "training.no_such_elearning"
    her = Viewer(uid="x", by_owner=(("KAZ", Sensitivity.NATIONAL),))
    assert queries.file_of(her, str(row.uid), "ONE.html")[1] == "text/html"
    assert code_of(partial(queries.file_of, her, str(row.uid), "../one.html")) == "training.no_such_elearning"


# -- playing it --------------------------------------------------------------------------------------------------------


def actor(account):
    return Actor(str(account.uid), account.name)


def begun(account, row, **changes):
    told = {"by": actor(account), "reader": sees(account), "uid": str(row.uid), "now": NOON}
    return playing.begin_package(**told | changes)


def window(account, mine, session=WINDOW, **changes):
    return playing.open_window(by=actor(account), registration=str(mine.uid), session=session, **changes)


def commits(account, mine, number=1, data=None, session=WINDOW, part="one", **changes):
    told = {"registration": str(mine.uid), "session": session, "number": number, "part": part, "now": NOON}
    data = {"cmi.core.lesson_status": "incomplete"} if data is None else data
    return playing.commit(by=actor(account), data=data, **told | changes)


@pytest.fixture
def her():
    return reader()


@pytest.fixture
def mine(her):
    row = begun(her, opened(file=made.scorm12(parts=(("one", "One", "one.html"), ("two", "Two", "two.html")))))
    window(her, row)
    return row


def test_everything_that_was_kept_together_is_what_stands(her, mine):
    commits(her, mine, 1, {"cmi.core.lesson_status": "incomplete", "cmi.suspend_data": "a"})
    commits(her, mine, 2, {"cmi.core.lesson_status": "completed"})
    commits(her, mine, 3, {"cmi.core.lesson_location": "9"}, part="two")
    mine.refresh_from_db()
    assert mine.data == {"one": {"cmi.core.lesson_status": "completed"}, "two": {"cmi.core.lesson_location": "9"}}
    rows = ElearningCommit.objects.filter(registration=mine).order_by("id")
    assert replayed((row.part, Change(row.changed, tuple(row.gone))) for row in rows) == mine.data
    [line] = queries.registrations(sees(her), actor(her), str(queries.packages(PUBLIC, ANONYMOUS)[0].uid))
    assert (line.standing.done, line.standing.of, line.standing.outcome.completion) == (1, 2, "begun")


def test_the_same_commit_an_older_one_and_one_without_a_change_add_nothing(her, mine):
    commits(her, mine, 2, {"cmi.suspend_data": "b"})
    for number, data in (
        (2, {"cmi.suspend_data": "b"}),
        (1, {"cmi.suspend_data": "a"}),
        (3, {"cmi.suspend_data": "b"}),
    ):
        commits(her, mine, number, data)
    mine.refresh_from_db()
    assert (mine.data, ElearningCommit.objects.count()) == ({"one": {"cmi.suspend_data": "b"}}, 1)


def test_a_window_that_was_left_changes_nothing_and_what_it_sent_is_kept_aside(her, mine):
    window(her, mine, NEXT)
    late = partial(commits, her, mine, 1, {"cmi.suspend_data": "late"})
    with pytest.raises(Refusal, match="training.elearning_elsewhere"):
        late()  # it leaves an act: something was kept
    assert code_of(late) == "training.elearning_elsewhere", "the same again is not kept again"
    mine.refresh_from_db()
    assert mine.data == {}
    [aside] = ElearningCommit.objects.all()
    assert (aside.aside, aside.changed) == (True, {"cmi.suspend_data": "late"})
    commits(her, mine, 1, session=NEXT)


def test_a_number_is_used_once_in_a_window_and_a_window_has_one_name(her, mine):
    commits(her, mine, 1, {"cmi.suspend_data": "a"})
    commits(her, mine, 1, {"cmi.suspend_data": "b"}, part="two")
    window(her, mine, NEXT)
    window(her, mine)
    commits(her, mine, 1, {"cmi.suspend_data": "c"})
    mine.refresh_from_db()
    assert (mine.data, ElearningCommit.objects.count()) == ({"one": {"cmi.suspend_data": "a"}}, 1)
    commits(her, mine, 2, {"cmi.suspend_data": "d"}, session=f"urn:uuid:{WINDOW.upper()}")
    assert list(ElearningCommit.objects.order_by("id").values_list("session", "aside")) == [(WINDOW, False)] * 2


def test_a_commit_that_waited_while_another_window_went_on_is_kept_aside(her, mine, monkeypatch):
    change, looks = playing.change, iter([True])

    def looked(before, after):
        if next(looks, False):  # it was found to be something new, and then the other window was quicker
            window(her, mine, NEXT)
        return change(before, after)

    monkeypatch.setattr(playing, "change", looked)
    with pytest.raises(Refusal, match="training.elearning_elsewhere"):
        commits(her, mine, 1, {"cmi.suspend_data": "late"})  # it leaves acts, so it is not undone here
    [aside] = ElearningCommit.objects.all()
    assert (aside.aside, aside.changed) == (True, {"cmi.suspend_data": "late"})
    mine.refresh_from_db()
    assert mine.data == {}


def test_the_window_that_goes_on_keeps_its_numbers_and_another_one_begins_anew(her, mine):
    commits(her, mine, 7)
    assert window(her, mine, part="two").numbers == {"one": 7}
    assert window(her, mine).part == "two"
    assert window(her, mine, NEXT).numbers == {}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"number": 0}, "training.elearning_bad_commit"),
        ({"number": 2**31}, "training.elearning_bad_commit"),
        ({"part": "gone"}, "training.elearning_bad_commit"),
        ({"session": "x"}, "training.elearning_bad_commit"),
        ({"data": []}, "training.elearning_bad_commit"),
        ({"data": {"cmi.x": "x" * 200_000}}, "training.elearning_commit_too_large"),
        ({"registration": str(uuid4())}, "training.no_such_registration"),
        ({"registration": "x"}, "training.no_such_registration"),
    ],
)
def test_a_wrong_commit_is_refused_and_changes_nothing(her, mine, changes, told):
    assert code_of(partial(commits, her, mine, **changes)) == told
    assert not ElearningCommit.objects.exists()


def test_a_registration_is_its_owners_alone(her, mine):
    other = reader("other")
    for refused in (partial(commits, other, mine), partial(window, other, mine)):
        assert code_of(refused) == "training.no_such_registration"
    assert code_of(partial(queries.own_registration, sees(other), actor(other), str(mine.uid))) == (
        "training.no_such_registration"
    )
    uid = queries.packages(PUBLIC, ANONYMOUS)[0].uid
    assert queries.registrations(sees(other), actor(other), uid) == []
    assert queries.package(sees(other), actor(other), uid).mine is None
    assert queries.package(sees(her), actor(her), uid).mine is not None


def test_without_an_account_nothing_begins(mine):
    row = opened(file=made.scorm2004())
    told = {"reader": PUBLIC, "uid": str(row.uid)}
    assert code_of(partial(playing.begin_package, by=ANONYMOUS, **told)) == "training.elearning_sign_in"
    assert code_of(partial(playing.begin_package, by=SYSTEM, **told)) == "training.elearning_sign_in"


def test_what_is_not_open_is_not_begun(her):
    row = handed_in()
    keeper = Actor(str(her.uid), "x", ONE.grants)
    told = {"by": keeper, "reader": Viewer(uid=str(her.uid), by_owner=(("KAZ", Sensitivity.NATIONAL),))}
    assert code_of(partial(playing.begin_package, uid=str(row.uid), **told)) == "training.elearning_not_published"
    assert code_of(partial(begun, her, row)) == "training.no_such_elearning"


def test_a_withdrawn_package_opens_no_window_but_takes_what_is_on_its_way(her, mine):
    uid = queries.packages(PUBLIC, ANONYMOUS)[0].uid
    actions.withdraw_package(by=ONE, uid=uid, reason="Old.")
    assert code_of(partial(window, her, mine)) == "training.elearning_not_published"
    assert commits(her, mine).data == {"one": {"cmi.core.lesson_status": "incomplete"}}


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"session": "x"}, "training.elearning_bad_commit"), ({"part": "gone"}, "training.no_such_elearning")],
)
def test_a_wrong_window_is_refused(her, mine, changes, told):
    assert code_of(partial(window, her, mine, **changes)) == told


def test_there_are_limits(her, mine, monkeypatch):
    monkeypatch.setattr("kerege.training.words.elearning.MOST_COMMITS", 1)
    monkeypatch.setattr("kerege.training.words.elearning.MOST_REGISTRATIONS", 1)
    commits(her, mine)
    assert code_of(partial(commits, her, mine, 2, {"cmi.x": "y"})) == "training.elearning_committed_often"
    [row] = package_rows()
    assert code_of(partial(begun, her, row)) == "training.elearning_begun_often"


def test_the_journal_says_that_something_was_kept_and_not_what(her, mine):
    commits(her, mine, 1, {"cmi.suspend_data": "secret of hers"})
    told = [str(each.facts) for each in Act.objects.filter(word__startswith="training.elearning")]
    assert acts()[-3:] == ["training.elearning.begun", "training.elearning.opened", "training.elearning.kept"]
    assert not any("secret" in facts or "suspend" in facts for facts in told)
