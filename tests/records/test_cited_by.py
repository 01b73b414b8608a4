"""What rests on a page is told to everybody only as far as they may know that the record exists."""

import pytest

from kerege.capacity.models import Finding
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach
from kerege.records.cited_by import _ways, citing_records
from kerege.records.viewers import PUBLIC
from tests import ground


@pytest.fixture
def _two_events(db):
    ground.lay()
    for key, label in (("OPEN", Sensitivity.PUBLIC), ("CLOSED", Sensitivity.RESTRICTED)):
        outreach.record_event(
            by=ground.FOCAL_KAZ,
            owner="KAZ",
            key=key,
            title=f"{key} meeting",
            kind="awareness",
            level="national",
            status="held",
            dates="2018-04-04",
            venue="KAZ",
            sources=["S1"],
            label=label,
        )


def keys(viewer, source="S1", on=ground.TODAY):
    return [(r.kind, r.key) for r in citing_records(viewer, source=source, on=on)]


@pytest.mark.usefixtures("_two_events")
def test_a_restricted_record_cites_nothing_for_those_below_its_clearance():
    assert keys(PUBLIC) == [("event", "OPEN")]
    assert keys(ground.OFFICER_KAZ) == [("event", "OPEN")]
    assert keys(ground.REGISTRAR_KAZ) == [("event", "OPEN"), ("event", "CLOSED")]


@pytest.mark.usefixtures("_two_events")
def test_only_the_page_asked_for_and_only_what_had_happened():
    assert keys(PUBLIC, source="S2") == []
    assert keys(PUBLIC, on=ground.TODAY.replace(year=2017)) == []


@pytest.mark.usefixtures("_two_events")
def test_a_page_that_states_a_figure_is_what_the_record_rests_on_too():
    for event in ("OPEN", "CLOSED"):
        outreach.record_event_count(
            by=ground.FOCAL_KAZ, event=event, measure="participants", value=20, qualifier="exact", source="S3"
        )
    assert keys(PUBLIC, source="S3") == [("event", "OPEN")]
    assert keys(ground.REGISTRAR_KAZ, source="S3") == [("event", "OPEN"), ("event", "CLOSED")]


def test_a_field_that_is_only_called_source_is_no_citation(db):
    """Some records say by a code from where they come; no page stands under it."""
    assert not Finding._meta.get_field("source").is_relation
    assert Finding not in _ways(PUBLIC, "S1")
    assert citing_records(PUBLIC, source="S1", on=ground.TODAY) == []
