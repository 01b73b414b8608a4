"""What a labelled field holds stands aside: in no column of its record's table, and written with the record."""

import pytest
from django.apps import apps
from django.db import connection

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Person, PersonCalled
from kerege.people.rules import SYSTEM
from kerege.records.asides import labelled_fields, side_table
from kerege.records.labels import WITHHELD
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.paths import FieldWithheld
from kerege.records.scope import ViewerRequired
from kerege.records.viewers import PUBLIC, Viewer

LABELLED = [(m, f) for m in apps.get_models() if issubclass(m, OwnedModel) for f in sorted(labelled_fields(m))]
FOCAL = Viewer(uid="f", by_owner=(("KAZ", Sensitivity.RESTRICTED),))


def writing():
    return act("tests.world.made", by=SYSTEM, about=new_uid())


def columns(model):
    with connection.cursor() as cursor:
        return {c.name for c in connection.introspection.get_table_description(cursor, model._meta.db_table)}


@pytest.mark.parametrize(("model", "field"), LABELLED, ids=lambda x: getattr(x, "__name__", x))
def test_the_table_of_the_record_has_neither_the_value_nor_its_label(db, model, field):
    table = side_table(model, field)
    assert issubclass(table, SideTable)
    assert columns(model) & {field, f"{field}_label"} == set()
    assert {"record_id", "owner", "label", "value"} <= columns(table)
    assert not table._meta.get_field("value").null


def test_every_side_table_is_the_side_of_a_field():
    tables = {m for m in apps.get_models() if issubclass(m, SideTable)}
    assert tables == {side_table(model, field) for model, field in LABELLED}


def test_no_row_of_the_records_table_carries_the_value(db):
    with writing():
        Person.objects.create(owner="KAZ", key="a", name="zqanna", name_label=Sensitivity.RESTRICTED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        assert "zqanna" not in str(cursor.fetchall())
        cursor.execute("SELECT value, label, owner FROM people_personcalled")
        assert cursor.fetchall() == [("zqanna", 3, "KAZ")]


def test_a_field_is_read_and_written_as_if_it_were_a_column(db):
    with writing():
        anna = Person(owner="KAZ", key="a", name="Anna")
        assert (anna.name, anna.name_label) == ("Anna", Sensitivity.NATIONAL)
        anna.save()
        again = Person.objects.inside_action().get()
        assert (again.name, again.name_label, again.uid) == ("Anna", Sensitivity.NATIONAL, again.name_aside.uid)
        again.name_label = Sensitivity.RESTRICTED
        again.save(update_fields=["name_label"])
        anna.refresh_from_db()
        assert (anna.name, anna.name_label) == ("Anna", Sensitivity.RESTRICTED)
        anna.name = "Hanna"
        anna.refresh_from_db()
        assert anna.name == "Anna"


def test_a_field_that_nobody_set_is_empty_and_has_the_label_of_its_model(db):
    with writing():
        Person.objects.bulk_create([Person(owner="KAZ", key="a"), Person(owner="UZB", key="b", name="Bela")])
        rows = {row.record.key: (row.owner, row.value, row.label) for row in PersonCalled.objects.inside_action()}
    assert rows == {"a": ("KAZ", "", Sensitivity.NATIONAL), "b": ("UZB", "Bela", Sensitivity.NATIONAL)}


def test_a_side_row_goes_with_its_record_and_has_its_uid_and_owner(db):
    with writing():
        anna = Person.objects.create(owner="KAZ", key="a", name="Anna")
        anna.owner, anna.uid = "UZB", new_uid()
        anna.save()
        row = PersonCalled.objects.inside_action().get()
        assert (row.owner, row.uid, row.value) == ("UZB", anna.uid, "Anna")
        anna.delete()
        assert PersonCalled.objects.inside_action().count() == 0


def test_the_value_of_a_hidden_record_is_hidden_whatever_its_own_label(db):
    with writing():
        Person.objects.create(
            owner="KAZ", key="a", name="Anna", name_label=Sensitivity.PUBLIC, label=Sensitivity.RESTRICTED
        )
    assert PersonCalled.objects.seen_by(PUBLIC).count() == 0
    assert PersonCalled.objects.seen_by(FOCAL).count() == 1


def test_a_record_without_its_side_row_tells_nothing(db):
    """Nobody makes one; should a row be lost, its field reads as withheld and never as empty."""
    with writing():
        Person.objects.create(owner="KAZ", key="a", name="Anna", name_label=Sensitivity.PUBLIC)
        PersonCalled.objects.inside_action().delete()
    assert Person.objects.seen_by(FOCAL).one().name is WITHHELD


def test_readers_reach_the_side_table_by_no_path_and_no_attribute(db):
    with writing():
        Person.objects.create(owner="KAZ", key="a", name="Anna")
    seen = Person.objects.seen_by(FOCAL)
    for path in ("name_aside__value", "name_aside__label", "name_aside", "name"):
        with pytest.raises(FieldWithheld):
            seen.filter(**{path: "Anna"})
        with pytest.raises(FieldWithheld):
            seen.order_by(path)
        with pytest.raises(FieldWithheld):
            seen.values_list(path)
    with pytest.raises(FieldWithheld):
        seen.select_related("name_aside")
    for attribute in ("name_label", "name_aside"):
        with pytest.raises((FieldWithheld, ViewerRequired)):
            getattr(seen.one(), attribute)
    with checking():
        assert Person.objects.inside_action().get().name == "Anna"
    with pytest.raises(ViewerRequired):
        Person._base_manager.get().name  # noqa: B018 - reading it is what is refused


def test_a_list_is_one_query_however_many_rows(db, django_assert_num_queries):
    with writing():
        for n in range(5):
            Person.objects.create(owner="KAZ", key=f"p{n}", name=f"Person {n}")
    with django_assert_num_queries(1):
        assert {seen.name for seen in Person.objects.seen_by(FOCAL).seen()} == {f"Person {n}" for n in range(5)}
