"""Every table has decided to whom its rows belong, who writes them, and what they are called elsewhere."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from kerege.records.guarded import GuardedModel, GuardedQuerySet
from kerege.records.labels import SensitivityField
from kerege.records.owned import OwnedModel
from kerege.records.scope import OwnedQuerySet, OwnedRelations
from tests.house.rule import ROOT

UNGUARDED = {
    "journal.Act": "it is what every act writes; triggers in the database refuse to change it",
    "journal.Tried": "it is written with a refused attempt, by the journal alone, and goes after its time",
    "journal.Head": "it is written with every act, by the journal alone",
    "jobs.Schedule": "how the machine's own work stands: no record of anybody, changed at every run",
    "jobs.Mail": "mail on its way out: no record, removed once the server has taken it",
    "people.Account": "the sign-in library itself writes the last sign-in and renews password hashes",
}
OURS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("kerege.")]


def faults(model: type[models.Model]) -> list[str]:
    found = []
    if not issubclass(model, GuardedModel):
        return [] if model._meta.label in UNGUARDED else ["it is neither OwnedModel nor GuardedModel"]
    names = {f.name for f in model._meta.concrete_fields}
    if not isinstance(
        model._default_manager.all(), OwnedQuerySet if issubclass(model, OwnedModel) else GuardedQuerySet
    ):
        found.append("its first manager is not the guarded one")
    if issubclass(model, OwnedModel) and not isinstance(model._base_manager, OwnedRelations):
        found.append("Django reads it past the query layer")
    if not issubclass(model, OwnedModel) and {"owner", "label"} <= names:
        found.append("it has an owner and a label, so it is an OwnedModel")
    found += [
        f"{f.name}: a field with a label of its own stands in a side table (records.asides)"
        for f in model._meta.concrete_fields
        if isinstance(f, SensitivityField) and f.name not in {"label", "level"}
    ]
    found += [
        f"{f.name} lets rows be written past the guard: give it a `through`"
        for f in model._meta.local_many_to_many
        if f.remote_field.through._meta.auto_created
    ]
    return found


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_table_has_decided(model):
    assert faults(model) == []


def test_what_is_not_guarded_exists_and_has_a_reason():
    assert set(UNGUARDED) == {m._meta.label for m in OURS if not issubclass(m, GuardedModel)}
    assert all(len(reason.split()) > 4 for reason in UNGUARDED.values())


@pytest.fixture
def made(monkeypatch):
    """Tables that exist for the length of a test, in a registry of their own."""
    from django.apps.registry import Apps

    registry = Apps()

    def make(called, *bases, **attributes):
        meta = type("Meta", (), {"app_label": "law", "apps": registry})
        return type(called, bases, {"__module__": "kerege.law.models", "Meta": meta, **attributes})

    return make


def test_the_rule_bites(made):
    plain = made("Plain", models.Model)
    assert faults(plain) == ["it is neither OwnedModel nor GuardedModel"]
    open_ = made("Open", OwnedModel, objects=models.Manager())
    assert faults(open_) == ["its first manager is not the guarded one"]
    assert faults(made("Loose", OwnedModel, name=models.TextField(), name_label=SensitivityField())) == [
        "name_label: a field with a label of its own stands in a side table (records.asides)"
    ]
    half = made("Half", GuardedModel, owner=models.CharField(max_length=8), label=SensitivityField())
    assert faults(half) == ["it has an owner and a label, so it is an OwnedModel"]
    assert faults(made("Good", OwnedModel, name=models.TextField())) == []


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("room", sorted(p.parent.name for p in (ROOT / "kerege").glob("*/migrations")))
def test_migrations_are_numbered_without_gaps(room):
    numbers = [int(p.name[:4]) for p in sorted((ROOT / "kerege" / room / "migrations").glob("0*.py"))]
    assert numbers == list(range(1, len(numbers) + 1))
