"""The sums over the index: after every act they are what counting and gathering anew would give, for every reader."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kerege.inventory import actions, queries
from kerege.inventory.models import Cluster, Facility, Findable, Tally
from kerege.inventory.queries import Choice, kept_sums, mapping
from kerege.inventory.rules.sums import DEEPEST_KEPT
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.geo import Spot, tile_of
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.fulltext import raise_indexes
from kerege.records.viewers import PUBLIC
from kerege.sharing import actions as sharing
from tests import ground
from tests.conftest import viewer
from tests.inventory.facts import DAY, EXACT, TOWN, lay_town, recorded

READERS = (PUBLIC, viewer("UZB", Sensitivity.NATIONAL), ground.OFFICER_KAZ, ground.REGISTRAR_KAZ)
OPENED = date(2026, 6, 1)
ALL, KAZ = Choice(), Choice(territories=("KAZ",))


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["near"].clear()
    for key in ("KAZ", "UZB", "REG"):
        sharing.record_node(by=SYSTEM, key=key)


def laboratory(name, **told):
    return recorded(names={"en": name}, sure=True, **told)


def told(reader, choice):
    """All that the sums say, and the same counted and gathered one by one."""
    tiles = [tile_of(Spot(51.15, 71.45), z) for z in (0, 3, DEEPEST_KEPT)]
    gathered = mapping.placed(reader, choice, on=DAY, lang="en")
    rows = list(queries.chosen(reader, choice, on=DAY).values_list("territory_id", flat=True))
    by_sums = [
        [(m.spot, m.count, m.key) for m in marks]
        for tile in tiles
        for found in (queries.tile_marks(reader, choice, tile, on=DAY, lang="en"),)
        for marks in (found.points, found.areas)
    ]
    one_by_one = [
        [(c.spot, c.count, key_of(c.one)) for c in pyramid.tile(tile)]
        for tile in tiles
        for pyramid in (gathered.points, gathered.areas)
    ]
    counted = (
        queries.find(reader, on=DAY, lang="en", choice=choice).total,
        queries.by_country(reader, choice, on=DAY, lang="en"),
    )
    return (by_sums, counted), (one_by_one, (len(rows), {"KAZ": len(rows)} if rows else {}))


def key_of(number):
    with checking():
        return Facility.objects.inside_action().get(id=number).key if number else ""


def agree():
    assert actions.index_faults(by=SYSTEM) == []
    for reader in READERS:
        for choice in (ALL, KAZ):
            assert kept_sums.known(reader, choice, on=DAY)
            sums, counted = told(reader, choice)
            assert sums == counted


def test_after_every_act_the_sums_are_what_counting_gives():
    lay_town()
    agree()
    made = laboratory("Exact", capabilities=["training"], **EXACT)
    laboratory("Also there", **EXACT)
    laboratory("In town", place=TOWN)
    laboratory("Somewhere")
    hidden = laboratory("Hidden", label=Sensitivity.NATIONAL, latitude=43.25, longitude=76.95)
    agree()
    assert [queries.find(reader, on=DAY, lang="en").total for reader in READERS] == [4, 4, 5, 5]
    actions.change_facility(by=SYSTEM, facility=made.key, expected_version=1, today=DAY, latitude="52", longitude="72")
    sharing.label_record(by=ground.FOCAL_KAZ, kind="inventory.facility", record=str(made.uid), level=2)
    agree()
    with act("inventory.tests.deleted", by=SYSTEM, about="facility"):
        Facility.objects.inside_action().filter(id=hidden.id).delete()
    agree()
    with act("inventory.tests.deleted", by=SYSTEM, about="facility"):
        Facility.objects.inside_action().delete()
    with checking():
        left = [model.objects.inside_action().count() for model in (Cluster, Tally, Findable)]
    assert left == [0, 0, 0]


def test_what_opens_or_closes_later_is_not_left_to_the_sums():
    laboratory("Open")
    made = laboratory("Coming", opened_on=OPENED)
    before = OPENED - timedelta(days=1)
    assert [kept_sums.known(PUBLIC, ALL, on=day) for day in (before, OPENED)] == [False, True]
    assert [queries.find(PUBLIC, on=day, lang="en").total for day in (before, OPENED)] == [1, 2]
    actions.close_facility(by=SYSTEM, facility=made.key, on=DAY, today=DAY)
    days = (DAY - timedelta(days=1), DAY)
    assert [kept_sums.known(PUBLIC, ALL, on=day) for day in days] == [False, True]
    assert [queries.find(PUBLIC, on=day, lang="en").total for day in days] == [2, 1]


def test_a_reader_learns_nothing_from_what_others_will_open():
    laboratory("Open")
    laboratory("Coming", opened_on=OPENED, label=Sensitivity.NATIONAL)
    before = OPENED - timedelta(days=1)
    assert [kept_sums.known(reader, ALL, on=before) for reader in READERS] == [True, True, False, False]


@pytest.mark.parametrize("choice", [Choice(kinds=("other",)), Choice(text="x"), Choice(box=(1, 2, 3, 4))])
def test_other_choices_are_counted_one_by_one(choice):
    assert not kept_sums.known(PUBLIC, choice, on=DAY)


def test_an_index_that_differs_from_its_cards_is_found_and_made_anew():
    made, other = laboratory("One", **EXACT), laboratory("Two")
    with act("tests.spoilt", by=SYSTEM, about="index"):
        Findable.objects.inside_action().filter(facility_id=made.id).update(names="something")
        Findable.objects.inside_action().filter(facility_id=other.id).delete()
        Tally.objects.inside_action().filter(code="").update(n=9)
        Cluster.objects.inside_action().update(n=9)
    assert actions.index_faults(by=SYSTEM) == [made.key, other.key, "clusters", "tallies"]
    assert actions.index_gaps(by=SYSTEM) == 1
    assert actions.index_facilities(by=SYSTEM) == 2
    assert (actions.index_faults(by=SYSTEM), actions.index_gaps(by=SYSTEM)) == ([], 0)


def test_an_index_of_the_release_before_says_the_same_after_its_migration():
    """Which rows are for which clearance of an owner was not one word then, and the index was defined otherwise."""
    lay_town()
    laboratory("Laboratory in Osh", address="A street", labels={"address": Sensitivity.NATIONAL})
    migration = import_module("kerege.inventory.migrations.0011_words_of_scope")
    with act("tests.index.aged", by=SYSTEM, about="x"):
        for row in Findable.objects.inside_action():
            before = " ".join(word for word in row.words.split() if not re.fullmatch("y[0-9][a-z]+|w[a-z]+w", word))
            Findable.objects.filter(id=row.id).update(words=before)
    assert actions.index_faults(by=SYSTEM) != []
    tables = (
        MigrationLoader(connection, replace_migrations=False).project_state(("inventory", "0011_words_of_scope")).apps
    )
    migration.say_so(tables, connection.schema_editor())
    raise_indexes(connection)
    assert actions.index_faults(by=SYSTEM) == []
    officer = queries.find(ground.OFFICER_KAZ, on=DAY, lang="en", choice=Choice(text="laboratory osh"))
    assert [hit.line.title for hit in officer.hits] == ["Laboratory in Osh"]


@pytest.mark.parametrize("ask", [actions.index_faults, actions.index_gaps])
def test_not_everybody_looks_at_all_of_it(ask):
    from kerege.lib.refusal import Refusal

    with pytest.raises(Refusal) as refusal:
        ask(by=ground.FOCAL_KAZ)
    assert refusal.value.code == "people.not_yours"
