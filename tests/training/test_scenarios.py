"""How far somebody came in a scenario: what is kept of it, and that it is theirs alone."""

from datetime import timedelta

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor
from kerege.training.actions import publish_curriculum_version, record_curriculum_version
from kerege.training.actions.scenarios import keep_walk
from kerege.training.models import ScenarioWalk
from kerege.training.queries import lessons as queries
from kerege.training.queries.scenarios import begun, scenarios
from tests.capacity.given import code_of
from tests.training.rules.lessons import part, without
from tests.training.rules.scenarios import scenario, scene, told, way
from tests.training.test_lessons import DAY, NOON, reader, sees


def laid(content=None, version="1"):
    record_curriculum_version(by=SYSTEM, owner="REG", content=(content or told()) | {"version": version})
    publish_curriculum_version(by=SYSTEM, key="parent", version=version, today=DAY)


def lesson(account=None):
    return queries.lesson(sees(account), "parent", "risk", on=DAY, lang="en")


def found(account=None):
    (only,) = scenarios(sees(account), lesson(account))
    return only


def walks(account, *path, **changes):
    by = Actor(str(account.uid), account.name) if account else ANONYMOUS
    here = lesson(account)
    kept = {"by": by, "lesson": here, "scenario": here.module.scenarios[0], "language": "en", "path": path, "now": NOON}
    return keep_walk(**kept | changes)


def test_a_walk_is_kept_and_gone_on_with(db):
    laid()
    her = reader()
    assert (found(her).walk.path, found(her).waits, found(her).walked_at) == ([], False, None)
    walks(her, "w-run")
    assert (found(her).walk.path, found(her).waits, found(her).walked_at) == (["w-run"], True, NOON)
    walks(her, "w-run", "w-back", now=NOON + timedelta(hours=1))
    assert found(her).walk.path == ["w-run", "w-back"]
    assert ScenarioWalk.objects.values_list("started_at", "version", "language").get() == (NOON, "1", "en")


def test_endings_are_remembered_once_each_and_nothing_is_scored(db):
    laid()
    her = reader()
    for path in (["w-call"], [], ["w-run", "w-hide"], [], ["w-call"]):
        walks(her, *path)
    assert (found(her).endings, found(her).ends, found(her).waits) == (("good", "bad"), 2, False)
    columns = {field.name for field in ScenarioWalk._meta.get_fields()}
    assert columns == {
        *("id", "uid", "account", "curriculum", "version", "module", "scenario", "language", "path", "endings"),
        *("started_at", "walked_at"),
    }


def test_of_a_walk_that_is_older_than_what_is_kept_the_ending_alone_is_remembered(db):
    laid()
    her = reader()
    walks(her, "w-run")
    for path in (["w-call"], ["w-call"], []):
        walks(her, *path, now=NOON - timedelta(hours=1))
    assert (found(her).walk.path, found(her).endings, found(her).walked_at) == (["w-run"], ("good",), NOON)
    assert Act.objects.filter(word="training.scenario.walked").count() == 2
    assert [(one.line.id, each.walk.here.id) for one, each in begun(sees(her), on=DAY, lang="en")] == [
        ("risk", "bench")
    ]
    walks(her, "w-call")
    assert begun(sees(her), on=DAY, lang="en") == begun(sees(None), on=DAY, lang="en") == []


def test_the_same_again_writes_no_act_and_the_journal_says_neither_where_nor_what(db):
    laid()
    her = reader()
    row = walks(her, "w-run")
    walks(her, "w-run")
    (only,) = Act.objects.filter(word="training.scenario.walked")
    assert (only.about, only.facts) == (str(row.uid), {})


def test_nobody_else_has_it_and_it_goes_with_the_account(db):
    laid()
    her, other = reader(), reader("other")
    walks(her, "w-run")
    walks(other, "w-call")
    assert (found(her).walk.path, found(other).walk.path, found().walk.path) == (["w-run"], ["w-call"], [])
    with act("tests.account.erased", by=SYSTEM, about="her"):
        her.delete()
    assert list(ScenarioWalk.objects.values_list("account", flat=True)) == [other.pk]


REFUSED = {
    "nobody": (lambda her: {"by": ANONYMOUS}, "training.lesson_not_signed_in"),
    "a choice of elsewhere": (lambda her: {"path": ["w-hide"]}, "training.scenario_no_such_way"),
    "too many": (lambda her: {"path": ["w-run", "w-back"] * 31}, "training.scenario_walked_far"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(db, case):
    laid()
    her = reader()
    change, code = REFUSED[case]
    kept = {"lesson": lesson(her), "scenario": lesson(her).module.scenarios[0], "language": "en", "path": ["w-run"]}
    kept |= {"by": Actor(str(her.uid), her.name)} | change(her)
    assert (code_of(keep_walk, **kept), ScenarioWalk.objects.count()) == (code, 0)


def test_in_a_new_version_the_walk_holds_as_far_as_its_choices_are_there(db):
    laid()
    her = reader()
    walks(her, "w-run", "w-hide")
    changed = without(told(), "w-hide")
    part(changed, "w-back")["to"] = "bad"
    laid(changed, version="2")
    assert (found(her).walk.path, found(her).endings, found(her).waits) == (["w-run"], ("bad",), True)


def test_one_that_is_not_finished_is_not_published_until_it_is(db):
    unfinished = told(scenario(scene("first", way("w"))))
    record_curriculum_version(by=SYSTEM, owner="REG", content=unfinished)
    publishing = {"by": SYSTEM, "key": "parent", "version": "1", "today": DAY}
    assert code_of(publish_curriculum_version, **publishing) == "training.scenario_unfinished"
    assert lesson() is None
    laid()
    assert found().walk.here.id == "door"
