"""A query of owned records that was not told who reads gives nothing, whichever way it is asked."""

import asyncio
import pickle

import pytest
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.people.models import Person, PersonName, SeatTerm
from kerege.records.scope import FieldWithheld, ViewerRequired

WAYS = {
    "list": list,
    "len": len,
    "bool": bool,
    "iterate": lambda rows: next(iter(rows)),
    "index": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:1]),
    "in": lambda rows: "x" in rows,
    "get": lambda rows: rows.get(key="anna"),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("id"),
    "latest": lambda rows: rows.latest("id"),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Person(id=1)),
    "aggregate": lambda rows: rows.aggregate(Max("id")),
    "annotate": lambda rows: list(rows.annotate(n=Count("id"))),
    "values": lambda rows: list(rows.values("key")),
    "values_list": lambda rows: list(rows.values_list("key", flat=True)),
    "values_iterator": lambda rows: next(rows.values_list("key").iterator()),
    "in_bulk": lambda rows: rows.in_bulk(),
    "in_bulk_keys": lambda rows: rows.in_bulk(["anna"], field_name="key"),
    "iterator": lambda rows: next(rows.iterator()),
    "union": lambda rows: list(rows.union(Person.objects.all())),
    "or": lambda rows: list(rows | Person.objects.all()),
    "explain": lambda rows: rows.explain(),
    "pickle": pickle.dumps,
    "seen": lambda rows: rows.seen(),
    "one": lambda rows: rows.one(),
    "reveal": lambda rows: rows.reveal("name"),
    "select_related": lambda rows: list(rows.select_related("organisation")),
    "prefetch_related": lambda rows: list(rows.prefetch_related("names")),
    "distinct": lambda rows: list(rows.distinct()),
    "get_object_or_404": lambda rows: get_object_or_404(rows, key="anna"),
    "repr": repr,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("start", [lambda: Person.objects.all(), lambda: Person.objects.filter(owner="KAZ")])
def test_no_way_of_reading_works_without_a_viewer(world, way, start):
    with pytest.raises(ViewerRequired):
        way(start())


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_way_of_reading_works_after_the_action_has_ended(world, by, way):
    with act("tests.looked.at", by=by, about=new_uid()):
        rows = Person.objects.inside_action()
        assert rows.count() == 3
    with pytest.raises(ViewerRequired):
        way(rows)


def test_no_asynchronous_way_works_either():
    async def read():
        return [row async for row in Person.objects.all().aiterator()]

    with pytest.raises(ViewerRequired):
        asyncio.run(read())


def test_raw_and_extra_sql_are_refused(world, focal_point):
    for rows in (Person.objects.all(), Person.objects.seen_by(focal_point)):
        with pytest.raises(FieldWithheld):
            rows.raw("SELECT * FROM people_person")
        with pytest.raises(FieldWithheld):
            rows.extra(where=["1 = 1"])


@pytest.mark.parametrize("nobody", [None, "public", object(), 3])
def test_a_viewer_is_a_viewer(nobody):
    with pytest.raises(ViewerRequired):
        Person.objects.seen_by(nobody)


def test_all_rows_open_inside_an_act_or_a_check_and_nowhere_else(world, by):
    with pytest.raises(ViewerRequired):
        Person.objects.inside_action()
    with checking():
        assert Person.objects.inside_action().filter(name_aside__value="Bela").count() == 1
    with act("tests.looked.at", by=by, about=new_uid()):
        assert sorted(p.name for p in Person.objects.inside_action()) == ["Anna", "Bela", "Dana"]


def test_an_open_act_does_not_open_a_query_by_itself(world, by):
    with act("tests.looked.at", by=by, about=new_uid()), pytest.raises(ViewerRequired):
        Person.objects.count()


def test_reverse_relations_are_closed_too(world):
    for rows in (world.anna.names, world.seat.terms, world.anna.terms):
        with pytest.raises(ViewerRequired):
            list(rows.all())
        with pytest.raises(ViewerRequired):
            rows.count()


@pytest.mark.parametrize("model", [Person, PersonName, SeatTerm])
def test_foreign_keys_and_refreshes_are_open_to_actions_only(world, by, model):
    with act("tests.looked.at", by=by, about=new_uid()):
        term = SeatTerm.objects.inside_action().get()
        assert term.person.name == "Bela"
        term.refresh_from_db()
        again = SeatTerm.objects.inside_action().get()
    with pytest.raises(ViewerRequired):
        _ = again.person
    with pytest.raises(ViewerRequired):
        term.refresh_from_db()
