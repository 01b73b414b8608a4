"""Rows and fields against the plain meaning of clearance, for random records and viewers."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Person
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC, Viewer

levels = st.sampled_from(list(Sensitivity))
owners = st.sampled_from(["REG", "KAZ", "UZB"])
records = st.lists(st.tuples(owners, levels, levels, st.sampled_from(["Anna", "Bela", "Dana"])), max_size=8)
viewers = st.builds(
    Viewer,
    uid=st.just("v"),
    everywhere=levels,
    by_owner=st.lists(st.tuples(owners, levels), max_size=3).map(tuple),
)


def clearance(viewer, owner):
    """The meaning, written down again: the highest level that anything gives for this owner."""
    return max([int(viewer.everywhere)] + [int(level) for key, level in viewer.by_owner if key == owner])


def record(rows):
    with act("tests.world.made", by=SYSTEM, about=new_uid()):
        Person.objects.inside_action().delete()
        for n, (owner, label, name_label, name) in enumerate(rows):
            Person.objects.create(owner=owner, key=f"p{n}", label=label, name_label=name_label, name=name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=records, viewer=viewers)
def test_a_viewer_sees_what_clearance_means_and_nothing_else(db, rows, viewer):
    record(rows)
    expected = {
        f"p{n}": name if name_label <= clearance(viewer, owner) else WITHHELD
        for n, (owner, label, name_label, name) in enumerate(rows)
        if label <= clearance(viewer, owner)
    }
    seen = Person.objects.seen_by(viewer)
    assert {s.key: s.name for s in seen.seen()} == expected
    assert seen.count() == len(expected)
    assert set(seen.values_list("key", flat=True)) == set(expected)
    revealed = dict(seen.reveal("name").values_list("key", "name_seen"))
    assert revealed == {key: name or None for key, name in expected.items()}
    for name in ("Anna", "Bela", "Dana"):
        found = set(seen.reveal("name").filter(name_seen=name).values_list("key", flat=True))
        assert found == {key for key, value in expected.items() if value == name}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=records, viewer=viewers, hidden=st.sampled_from(["Anna", "Zora"]))
def test_a_withheld_value_changes_nothing_that_the_viewer_can_read(db, rows, viewer, hidden):
    """The same world with another value in every field above the clearance is the same world to this viewer."""

    def told():
        seen = Person.objects.seen_by(viewer).reveal("name")
        by_name = [(s.key, s.name) for s in seen.order_by("name_seen", "key").seen()]
        return by_name, list(seen.values_list("name_seen", flat=True).distinct().order_by("name_seen"))

    record(rows)
    before = told()
    record(
        [(o, label, own, name if max(label, own) <= clearance(viewer, o) else hidden) for o, label, own, name in rows]
    )
    assert told() == before


def test_the_public_sees_public_records_with_public_fields(world):
    seen = {s.key: s.name for s in Person.objects.seen_by(PUBLIC).seen()}
    assert seen == {"anna": "Anna", "bela": WITHHELD}


def test_a_partner_sees_no_national_record_of_a_neighbour(world, partner, focal_point):
    assert {s.key for s in Person.objects.seen_by(partner).seen()} == {"anna", "bela", "dana"}
    assert {s.key for s in Person.objects.seen_by(focal_point).seen()} == {"anna", "bela"}


def test_what_is_withheld_is_not_what_is_empty(world, public, focal_point):
    hidden = Person.objects.seen_by(public).filter(key="bela").one()
    shown = Person.objects.seen_by(focal_point).filter(key="bela").one()
    assert (hidden.name, hidden.withheld, bool(hidden.name)) == (WITHHELD, frozenset({"name"}), False)
    assert (shown.name, shown.withheld) == ("Bela", frozenset())
    assert hidden.name != ""
    assert hidden.name is not None
