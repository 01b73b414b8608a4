"""Versions of curricula: drafts, publishing, and that a published one never changes."""

from datetime import date

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.models import CurriculumVersion
from kerege.worlds import curricula_loader
from tests.capacity.given import code_of
from tests.ground import FOCAL_KAZ, FOCAL_KGZ
from tests.training.rules.lessons import content, module

DAY = date(2026, 1, 10)


def drafted(by=FOCAL_KAZ, owner="KAZ", **changes):
    more = {name: changes.pop(name) for name in ("label", "rights", "wording") if name in changes}
    return actions.record_curriculum_version(by=by, owner=owner, content=content(**changes), **more)


def published(**changes):
    named = {name: drafted(**changes).content[name] for name in ("key", "version")}
    return actions.publish_curriculum_version(by=FOCAL_KAZ, today=DAY, **named)


def shown(key="parent", on=DAY, viewer=PUBLIC, version=""):
    return queries.curriculum(viewer, key, on=on, lang="en", version=version)


def test_a_draft_may_be_recorded_anew_and_a_published_version_never():
    drafted()
    drafted(hours=2.0)
    assert shown().programme.hours == 2.0
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="parent", version="1", today=DAY)
    acts = Act.objects.count()
    assert code_of(drafted) == "training.curriculum_stands"
    drafted(hours=2.0)
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="parent", version="1", today=DAY)
    assert Act.objects.count() == acts, "the same again changes nothing"


def test_every_day_has_its_version():
    published()
    drafted(version="2", hours=2.0)
    later = date(2026, 3, 1)
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="parent", version="2", today=later)
    assert [(shown(on=on).shown.version, shown(on=on).programme.hours) for on in (DAY, later)] == [
        ("1", 1.0),
        ("2", 2.0),
    ]
    assert [(each.version, each.state) for each in shown(on=later).versions] == [
        ("2", "published"),
        ("1", "superseded"),
    ]
    assert shown(on=later, version="1").programme.hours == 1.0
    again = {"by": FOCAL_KAZ, "key": "parent", "version": "1"}
    assert code_of(actions.publish_curriculum_version, **again) == "training.curriculum_stands"


def test_lines_tell_what_stood_on_the_day():
    published()
    drafted(key="later", title={"en": "A later one"})
    lines = queries.curricula(PUBLIC, on=DAY, lang="ru")
    assert [(each.key, each.version, each.title, each.hours, each.modules) for each in lines] == [
        ("parent", "1", "Spills (ru)", 1.0, 2),
        ("later", "", "A later one", 0.0, 0),
    ]
    assert lines[0].languages == (("en", "source"), ("ru", "draft"))


@pytest.mark.parametrize("by", [FOCAL_KGZ, ANONYMOUS])
def test_only_those_who_keep_curricula_of_the_owner_write_them(by):
    assert code_of(drafted, by=by) == "people.not_yours"
    drafted()
    again = {"by": by, "key": "parent", "version": "1"}
    assert code_of(actions.publish_curriculum_version, **again) == "people.not_yours"


def test_a_key_stands_for_the_curriculum_of_one_owner():
    drafted()
    assert code_of(drafted, by=FOCAL_KGZ, owner="KGZ") == "records.key_taken"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"label": 9}, "sharing.unknown_level"),
        ({"wording": "stolen"}, "people.unknown_choice"),
        ({"modules": [module("a") | {"minutes": -1}]}, "training.curriculum_bad_number"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(changes, code):
    assert code_of(drafted, **changes) == code
    with checking():
        assert not CurriculumVersion.objects.inside_action().exists()


def test_a_version_with_conflicts_that_nobody_decided_is_not_published():
    row = drafted()
    with act("tests.curriculum.laid", by=SYSTEM, about=row.uid):
        row.conflicts = [{"address": "risk"}]
        row.save()
    told = {"by": FOCAL_KAZ, "key": "parent", "version": "1"}
    assert code_of(actions.publish_curriculum_version, **told) == "training.curriculum_undecided"


def test_what_others_may_not_know_of_is_shown_to_nobody_else():
    published(label=Sensitivity.NATIONAL)
    assert (shown(), queries.curricula(PUBLIC, on=DAY, lang="en")) == (None, [])
    assert (
        code_of(actions.publish_curriculum_version, by=FOCAL_KGZ, key="parent", version="1") == "records.nothing_there"
    )


def test_the_curricula_of_this_release_are_read_published_and_the_same_again_changes_nothing(tmp_path):
    folder = tmp_path / "lessons"
    (folder / "en").mkdir(parents=True)
    (folder / "curriculum.toml").write_text(
        'format = "kerege/curriculum/1"\nkey = "lessons"\nversion = "3"\nkind = "modules"\nlevel = "awareness"\n'
        'source = "en"\nlanguages = ["en"]\nlicence = "CC-BY-4.0"\ntitle = { en = "Lessons" }\n'
        'published_on = 2025-02-03\nwording = "own"\nrights = "Ours"\n'
        '[[modules]]\nid = "risk"\nminutes = 5\ntitle = { en = "Risk" }\n'
    )
    (folder / "en" / "risk.md").write_text("# Hazard\n")
    assert curricula_loader.load_curricula(by=SYSTEM, home=tmp_path) == 1
    page = shown("lessons", on=date(2025, 2, 3))
    assert (page.line.owner, page.line.rights, page.programme.modules[0].body) == ("REG", "Ours", {"en": "# Hazard"})
    acts = Act.objects.count()
    assert curricula_loader.load_curricula(by=SYSTEM, home=tmp_path) == 1
    assert Act.objects.count() == acts
    assert curricula_loader.load_curricula(by=SYSTEM, home=tmp_path / "none") == 0
    (folder / "en" / "rsk.md").write_text("lost")
    with pytest.raises(ValueError, match="en/rsk"):
        curricula_loader.load_curricula(by=SYSTEM, home=tmp_path)


def test_what_comes_with_this_release_can_be_loaded(db):
    assert curricula_loader.load_curricula(by=SYSTEM) == len(list(curricula_loader.HERE.glob("*/curriculum.toml")))


TREE = """
format = "kerege/curriculum/1"
key = "shipped"
version = "1"
kind = "programme"
level = "trainer"
source = "en"
languages = ["en"]
licence = "CC-BY-4.0"
certificate = false
hours = 1.0
title = { en = "Shipped" }
modules = [{ id = "one", minutes = 60, title = { en = "One" } }]
"""


def test_a_node_that_went_on_from_a_shipped_version_is_brought_up_to_date_all_the_same(tmp_path):
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "curriculum.toml").write_text(TREE, encoding="utf-8")
    curricula_loader.load_curricula(by=SYSTEM, home=tmp_path)
    actions.begin_version(by=SYSTEM, key="shipped", version="2")
    actions.publish_curriculum_version(by=SYSTEM, key="shipped", version="2", today=DAY)
    acts = Act.objects.count()
    assert curricula_loader.load_curricula(by=SYSTEM, home=tmp_path) == 1
    assert (Act.objects.count(), shown("shipped").shown.version) == (acts, "2")
