"""Keeping a card: changes, confirmations, names, closing, and who may do them."""

from datetime import date, timedelta

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.models import Facility, FacilityName
from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests import ground
from tests.inventory.facts import DAY, EXACT, HEAD_KAZ, TOWN, TRAINER_KAZ, lay_town, recorded

LATER = DAY + timedelta(days=40)


def changed(facility, version=1, **told):
    given = {"by": SYSTEM, "facility": facility.key, "expected_version": version, "today": LATER}
    return actions.change_facility(**(given | told))


def whole(facility) -> Facility:
    with checking():
        found = Facility.objects.inside_action().get(pk=facility.pk)
        _read = [found.position, found.address, found.contacts, found.staff]  # while they may be read
        return found


def history(facility):
    card = queries.facility(ground.REGISTRAR_KAZ, facility.key, on=LATER)
    return [(h.what, [(c.field, c.old, c.new) for c in h.changes]) for h in card.history]


def test_a_change_is_kept_in_words_and_counts_as_a_confirmation():
    found = changed(recorded(), standing="suspended", note="Repairs until spring")
    assert (found.version, found.confirmed_on) == (2, LATER)
    assert history(found)[0] == (
        "changed",
        [("standing", "operational", "suspended"), ("note", "", "Repairs until spring")],
    )


def test_of_a_field_with_a_label_of_its_own_the_history_keeps_the_name_only():
    found = changed(recorded(address="1 Secret street"), address="2 Secret street", staff={"technician": 3})
    assert history(found)[0] == ("changed", [("address", "", ""), ("staff", "", "")])
    facts = journal.acts(owners=None, limit=1)[0].facts
    assert facts == {"fields": ["address", "staff"], "version": 2}


def test_what_is_not_told_stays():
    lay_town()
    found = changed(recorded(**EXACT, place=TOWN, staff={"technician": 5}), website="https://example.org/")
    kept = whole(found)
    assert (kept.position, kept.staff, kept.place.key) == ("51.12801,71.43042", "technician 5", TOWN)
    assert kept.shown_at == "place"


def test_a_new_town_moves_what_is_shown_and_nothing_else():
    lay_town()
    found = changed(recorded(**EXACT, place=TOWN), place="KZ-2")
    kept = whole(found)
    assert (str(kept.shown_latitude), kept.position) == ("51.38000", "51.12801,71.43042")


def test_without_its_town_a_facility_is_shown_by_its_cell():
    lay_town()
    found = changed(recorded(**EXACT, place=TOWN), place="", admin_unit="")
    assert (found.shown_at, str(found.shown_latitude)) == ("cell", "51.15000")


def test_nothing_new_changes_nothing():
    found = recorded()
    before = journal.head()
    assert changed(found, standing="operational", names={"en": "Example laboratory"}).version == 1
    assert journal.head() == before


def test_a_card_that_was_changed_since_is_not_overwritten():
    found = recorded()
    changed(found, note="First")
    with pytest.raises(Refusal) as refused:
        changed(found, note="Second")
    assert (refused.value.code, refused.value.status) == ("inventory.changed_meanwhile", 409)
    assert whole(found).note == "First"
    assert changed(found, version=2, note="Second").version == 3


def test_names_are_corrected_and_added():
    found = changed(recorded(), names={"en": "Example Laboratory", "kk": "Мысал зертхана"})
    assert found.title == "Example Laboratory"
    assert history(found)[0][1] == [
        ("names", "Example laboratory", "Example Laboratory"),
        ("names", "", "Мысал зертхана"),
    ]
    with checking():
        assert FacilityName.objects.inside_action().filter(facility=found).count() == 3


def test_a_renamed_facility_is_found_under_both_names():
    found = recorded()
    actions.rename_facility(by=SYSTEM, facility=found.key, lang="en", text="New example", on=DAY, today=LATER)
    card = queries.facility(ground.REGISTRAR_KAZ, found.key, on=LATER)
    assert card.line.name == "New example"
    assert [(n.text, n.end) for n in card.line.names if n.lang == "en"] == [
        ("New example", None),
        ("Example laboratory", DAY),
    ]
    before = queries.facility(ground.REGISTRAR_KAZ, found.key, on=DAY - timedelta(days=1))
    assert before.line.name == "Example laboratory"
    for text in ("New example", "Example laboratory"):
        lines = queries.facilities(ground.REGISTRAR_KAZ, on=LATER, choice=queries.Choice(text=text))
        assert [line.key for line in lines.rows] == [found.key]


def test_a_facility_is_confirmed_once_a_day():
    found = recorded()
    actions.confirm_unchanged(by=SYSTEM, facility=found.key, today=LATER)
    before = journal.head()
    again = actions.confirm_unchanged(by=SYSTEM, facility=found.key, today=LATER)
    assert (again.confirmed_on, again.version, journal.head()) == (LATER, 1, before)
    assert history(found)[0] == ("confirmed", [])


def test_a_facility_is_closed_once_and_reopened_by_a_change():
    found = actions.close_facility(by=SYSTEM, facility=recorded().key, on=DAY, today=LATER)
    assert (found.standing, found.closed_on) == ("closed", DAY)
    before = journal.head()
    actions.close_facility(by=SYSTEM, facility=found.key, on=DAY, today=LATER)
    assert journal.head() == before
    with pytest.raises(Refusal) as refused:
        actions.close_facility(by=SYSTEM, facility=found.key, on=LATER, today=LATER)
    assert refused.value.code == "inventory.closed_already"
    assert changed(found, version=2, standing="operational").closed_on is None


REFUSED = [
    (actions.close_facility, {"on": LATER + timedelta(days=1)}, "inventory.in_future"),
    (actions.rename_facility, {"lang": "fr", "text": "Nouveau", "on": DAY}, "inventory.nothing_to_rename"),
    (actions.rename_facility, {"lang": "en", "text": "Strain bank", "on": DAY}, "inventory.not_for_sharing"),
    (actions.rename_facility, {"lang": "en", "text": "New", "on": date(2030, 1, 1)}, "inventory.in_future"),
    (actions.rename_facility, {"lang": "no language", "text": "New", "on": DAY}, "atlas.bad_language"),
    (actions.change_facility, {"expected_version": 1, "kind": "castle"}, "inventory.unknown_code"),
    (actions.change_facility, {"expected_version": 1, "latitude": 1}, "inventory.half_a_position"),
    (actions.change_facility, {"expected_version": 1, "labels": {"x": 1}}, "sharing.unknown_field"),
]


@pytest.mark.parametrize(("action", "told", "code"), REFUSED, ids=[f"{a.__name__}-{c}" for a, _, c in REFUSED])
def test_refused(action, told, code):
    found = recorded()
    before = journal.head()
    with pytest.raises(Refusal) as refused:
        action(by=SYSTEM, facility=found.key, today=LATER, **told)
    assert refused.value.code == code
    assert journal.head() == before


KEEPING = [
    (actions.change_facility, {"expected_version": 1, "note": "x"}),
    (actions.confirm_unchanged, {}),
    (actions.close_facility, {"on": DAY}),
    (actions.rename_facility, {"lang": "en", "text": "New", "on": DAY}),
    (actions.record_unit, {"name": "Serology"}),
    (actions.claim_containment, {"scheme": "biosafety", "level": 2}),
    (
        actions.record_accreditation,
        {"scheme": "iso_15189", "number": "1", "body": "A body", "start": DAY},
    ),
    (actions.record_proficiency, {"provider": "A provider", "subject": "Serology", "on": DAY}),
]


@pytest.mark.parametrize(("action", "told"), KEEPING, ids=[a.__name__ for a, _ in KEEPING])
def test_a_card_is_kept_by_its_country_alone(action, told):
    """Of a record that the actor may not know, no more is said than that nothing is there."""
    found, hidden = recorded(), recorded(names={"en": "Hidden"}, label=Sensitivity.RESTRICTED)
    refusals = []
    for by, facility in (
        (ground.FOCAL_KGZ, found),
        (TRAINER_KAZ, found),
        (HEAD_KAZ, hidden),
        (ground.FOCAL_KGZ, hidden),
    ):
        with pytest.raises(Refusal) as refused:
            action(by=by, facility=facility.key, today=LATER, **told)
        refusals.append(refused.value.code)
    assert refusals == ["people.not_yours", "people.not_yours", "records.nothing_there", "records.nothing_there"]
    with pytest.raises(Refusal) as refused:
        action(by=SYSTEM, facility="KZ-F-0000001-X", today=LATER, **told)
    assert refused.value.code == "inventory.bad_key"
    action(by=HEAD_KAZ, facility=found.key, today=LATER, **told)
