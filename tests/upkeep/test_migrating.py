"""Migrations make fewer classes than Django would, and the same schema."""

from contextlib import closing
from unittest.mock import Mock

import pytest
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddField, AlterField, CreateModel, RunPython
from django.db.migrations.state import ProjectState

from kerege.upkeep.queries import migrating


def model(name: str, *to: str) -> CreateModel:
    relations = [(other, models.ForeignKey(f"chain.{other}", models.CASCADE)) for other in to]
    return CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *relations])


def after(state: ProjectState, *operations) -> ProjectState:
    for operation in operations:
        operation.state_forwards("chain", state)
    return state


@pytest.fixture
def chain():
    """A state whose classes were asked for: the third model points to the second, and that to the first."""
    state = after(ProjectState(), model("First"), model("Second", "First"), model("Third", "Second"))
    assert len(state.apps.get_models()) == 3
    return state


def classes(state: ProjectState) -> dict[str, type]:
    return {found._meta.object_name: found for found in state.apps.get_models()}


def made_anew(before: dict[str, type], state: ProjectState) -> set[str]:
    return {name for name, found in classes(state).items() if before.get(name) is not found}


@pytest.mark.nodb
def test_a_new_model_and_a_new_word_leave_other_classes_as_they_are(chain):
    before = classes(chain)
    after(chain, model("Fourth", "Third"), AddField("First", "word", models.CharField(default="")))
    assert made_anew(before, chain) == {"First", "Fourth"}


@pytest.mark.nodb
def test_a_new_relation_leaves_other_classes_as_they_are_and_finds_them(chain):
    before = classes(chain)
    after(chain, AddField("First", "last", models.ForeignKey("chain.Third", models.CASCADE, null=True)))
    assert made_anew(before, chain) == {"First"}
    assert classes(chain)["First"]._meta.get_field("last").related_model is before["Third"]


@pytest.mark.nodb
def test_django_would_have_made_all_anew(chain, monkeypatch):
    monkeypatch.setattr(ProjectState, migrating.METHOD, migrating.whole)
    before = classes(chain)
    after(chain, model("Fourth", "Third"))
    assert made_anew(before, chain) == {"First", "Second", "Third", "Fourth"}


@pytest.mark.nodb
def test_a_change_of_a_relation_makes_all_anew_that_a_chain_joins(chain):
    before = classes(chain)
    relation = models.ForeignKey("chain.First", models.PROTECT)
    after(chain, AlterField("Second", "First", relation))
    assert made_anew(before, chain) == {"First", "Second", "Third"}


@pytest.mark.nodb
def test_a_change_of_a_relation_makes_all_anew_after_chains_broke_off(chain):
    word = AddField("Second", "word", models.CharField(default=""))
    relation = AlterField("Third", "Second", models.ForeignKey("chain.Second", models.PROTECT))
    before = classes(chain)
    after(chain, word, relation)
    assert made_anew(before, chain) == {"First", "Second", "Third"}
    assert not chain.is_delayed
    second, third = classes(chain)["Second"], classes(chain)["Third"]
    assert third._meta.get_field("Second").related_model is second


@pytest.mark.nodb
def test_code_of_a_migration_sees_every_relation(chain):
    after(chain, AddField("Second", "word", models.CharField(default="")), model("Fourth", "First", "Third"))
    seen = {}

    def look(apps, editor):
        seen.update({found._meta.object_name: found for found in apps.get_models()})

    RunPython(look).database_forwards("chain", Mock(connection=Mock(alias="default")), chain, chain)
    assert set(seen) == {"First", "Second", "Third", "Fourth"}
    assert {relation.related_model for relation in seen["First"]._meta.related_objects} == {
        seen["Second"],
        seen["Fourth"],
    }
    assert [relation.related_model for relation in seen["Second"]._meta.related_objects] == [seen["Third"]]


def schema_made() -> list[tuple]:
    """What all migrations make of an empty SQLite database."""
    original = connections["default"]
    made = type(original)({**original.settings_dict, "NAME": "file:kerege_migrating?mode=memory&cache=shared"})
    connections["default"] = made
    try:
        with closing(made):
            executor = MigrationExecutor(made)
            executor.migrate(executor.loader.graph.leaf_nodes())
            with made.cursor() as cursor:
                cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
                return cursor.fetchall()
    finally:
        connections["default"] = original


@pytest.mark.crawl
def test_the_schema_is_the_one_that_django_alone_makes(db, monkeypatch):
    if connections["default"].vendor != "sqlite":
        pytest.skip("the statements differ by database; which classes are made does not")
    made = schema_made()
    assert len(made) > 500
    monkeypatch.setattr(ProjectState, migrating.METHOD, migrating.whole)
    monkeypatch.setattr(ProjectState, migrating.ADD, migrating.add)
    assert schema_made() == made
