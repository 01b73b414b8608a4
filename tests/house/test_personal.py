"""Every column that says something about a human being is declared, and some purpose of the register covers it."""

import csv

import pytest
from django.apps import apps
from django.db import models

from kerege.people.models import Account, Person
from kerege.privacy.words import Category
from kerege.records.labels import LABEL_SUFFIX
from kerege.records.personal import (
    ELSEWHERE,
    PERSON,
    TRACES_ELSEWHERE,
    Erased,
    Personal,
    Trace,
    declared,
    personal_models,
    traces,
)
from tests.house.rule import ROOT

STRUCTURE = {"id", "uid", "owner", "label", "synthetic"}
"""Columns that every record has and that tell nothing about anybody."""

TELLING = ("name", "email", "mail", "phone", "address", "birth", "photo", "passport", "ip", "user_agent", "password")
ABOUT_NOBODY = {
    "training.LtiTool": "whether a tool is told names and addresses, and of nobody which",
    "django_tasks_database.DBTaskResult": "names of queues and the uids of mails",
    "contenttypes.ContentType": "names of tables",
    "auth.Permission": "names of permissions that nobody uses",
    "socialaccount.SocialApp": "names of providers; it stays empty, because they come from a file",
    "auth.Group": "names of groups that nobody uses",
    "atlas.Source": "addresses of web pages",
    "atlas.Designation": "names of territories",
    "files.StoredFile": "names of files",
    "response.Mandate": "how a post is reached, and no person",
    "response.Signal": "the office or medium from which a signal came",
    "law.Instrument": "the address of a text of law",
}
"""Tables that have a column with a telling name and no person behind it."""

REGISTER = ROOT / "kerege" / "worlds" / "reference" / "processing.csv"


def covered() -> set[str]:
    """The categories that the region's register names, for every node."""
    with REGISTER.open(encoding="utf-8") as file:
        return {category for row in csv.DictReader(file) for category in row["categories"].split()}


def faults(model: type[models.Model], categories: set[str]) -> list[str]:
    said, columns = declared(model), {f.name: f for f in model._meta.concrete_fields}
    if said is None:
        leading = [n for n, f in columns.items() if f.is_relation and f.related_model in {Account, Person}]
        telling = [n for n in columns if set(n.split("_")) & set(TELLING)]
        if model._meta.label in ABOUT_NOBODY:
            telling = []
        return [f"{name}: declare `personal`, it tells of somebody" for name in dict.fromkeys(leading + telling)]
    known = {*STRUCTURE, *said.fields, *said.other, said.of.split("__")[0]}
    found = [f"{n} is neither personal nor `other`" for n in columns if n not in known and not _is_label(n, columns)]
    found += [f"{n} is no column" for n in (*said.fields, *said.other) if n not in columns]
    if said.category not in categories:
        found.append(f"no purpose in the register covers “{said.category}”")
    if said.erased == Erased.KEPT and len(said.why.split()) < 5:
        found.append("it is kept when the person is erased and does not say why")
    return found


NAMED_SO = {"actor", "about", "subject", "record", "person", "account", "user"}
"""What a column is called that holds the uid of a record, an account or a person."""
LONGEST_UID = 64
OTHER_RECORDS = {m._meta.model_name for m in apps.get_models()} - {"person", "account"}
"""What a column is called that holds the uid of a record of one kind, which is no human being."""


def may_name_somebody(field: models.Field) -> bool:
    """Whether a column can hold an account or a person: by a foreign key, a uid, a pseudonym or a name."""
    if field.is_relation:
        return field.related_model in {Account, Person}
    if field.primary_key or not isinstance(field, models.CharField | models.TextField | models.UUIDField):
        return False
    if isinstance(field, models.UUIDField):
        return field.name not in {"uid", *OTHER_RECORDS}
    return field.name.endswith(("_by", "_uid")) or (
        field.name in NAMED_SO and (field.max_length or 1000) <= LONGEST_UID
    )


def without_trace(model: type[models.Model]) -> list[str]:
    said, columns = traces(model), {f.name: f for f in model._meta.concrete_fields}
    found = [
        f"{name}: say in `traces` what an erasure does to it"
        for name, column in columns.items()
        if may_name_somebody(column) and name not in said
    ]
    return found + [f"{name} is no column" for name in said if name not in columns]


def _is_label(name: str, columns: dict[str, object]) -> bool:
    return name.endswith(LABEL_SUFFIX) and name.removesuffix(LABEL_SUFFIX) in columns


@pytest.mark.nodb
@pytest.mark.parametrize("model", apps.get_models(include_auto_created=True), ids=lambda m: m._meta.label)
def test_what_a_table_says_about_people_is_declared_and_covered(model):
    assert faults(model, covered()) == []


@pytest.mark.nodb
@pytest.mark.parametrize("model", apps.get_models(include_auto_created=True), ids=lambda m: m._meta.label)
def test_of_every_column_that_can_name_somebody_it_is_said_what_an_erasure_does(model):
    """tests/privacy/test_erased_everywhere.py fills each of them, erases, and looks."""
    assert without_trace(model) == []


@pytest.mark.nodb
def test_tables_elsewhere_and_tables_about_nobody_exist():
    labels = {m._meta.label for m in apps.get_models(include_auto_created=True)}
    assert set(ABOUT_NOBODY) - labels == set()
    assert (set(ELSEWHERE) | set(TRACES_ELSEWHERE)) - labels == set()


@pytest.mark.nodb
def test_the_register_names_only_categories_of_which_there_are_data():
    assert covered() == {said.category for _, said in personal_models()}
    assert covered() <= {c.value for c in Category}


@pytest.mark.nodb
def test_the_rule_bites():
    """A new column beside known ones, a new table with a person in it, a category that nobody answers for."""
    from django.apps.registry import Apps

    meta = type("Meta", (), {"app_label": "law", "apps": Apps()})

    def made(name, **attributes):
        return type(name, (models.Model,), {"__module__": "kerege.law.models", "Meta": meta, **attributes})

    said = Personal("person", PERSON, "training", ("mark",), Erased.KEPT, why="so that the figures stay as they were")
    whose = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mark = models.TextField()
    undeclared = made("Open", person=whose), made("Phone", phone=models.TextField())
    assert [faults(model, {"training"}) for model in undeclared] == [
        ["person: declare `personal`, it tells of somebody"],
        ["phone: declare `personal`, it tells of somebody"],
    ]
    good = made("Good", personal=said, mark=mark, person=models.ForeignKey(Person, models.CASCADE))
    assert faults(good, {"training"}) == []
    assert faults(good, set()) == ["no purpose in the register covers “training”"]
    more = made("More", personal=said, mark=mark, born=models.DateField())
    assert faults(more, {"training"}) == ["born is neither personal nor `other`"]
    idle = made("Idle", personal=Personal("", PERSON, "training", ("mark",), Erased.KEPT), mark=mark)
    assert faults(idle, {"training"}) == ["it is kept when the person is erased and does not say why"]


@pytest.mark.nodb
def test_the_rule_about_traces_bites():
    """A foreign key, a uid in a text, a uid of any record; a day, and a uid of the row itself, name nobody."""
    from django.apps.registry import Apps

    meta = type("Meta", (), {"app_label": "law", "apps": Apps()})
    columns = {
        "uid": models.UUIDField(),
        "done_by": models.DateField(),
        "asked_by": models.CharField(max_length=64),
        "thing": models.UUIDField(),
        "whose": models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+"),
    }
    open_ = type("Open", (models.Model,), {"__module__": "kerege.law.models", "Meta": meta, **columns})
    asked = "say in `traces` what an erasure does to it"
    assert without_trace(open_) == [f"{name}: {asked}" for name in ("asked_by", "thing", "whose")]
    open_.traces = dict.fromkeys(("asked_by", "thing", "whose"), Trace.NOBODY)
    assert without_trace(open_) == []
    open_.traces["gone"] = Trace.GOES
    assert without_trace(open_) == ["gone is no column"]
