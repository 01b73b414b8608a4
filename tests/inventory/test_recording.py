"""Recording a facility: once, by whom, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from kerege.inventory import actions
from kerege.inventory.models import Facility, FacilityChange, FacilityName
from kerege.inventory.rules.keys import key_of
from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from tests import ground
from tests.inventory.facts import (
    DAY,
    EXACT,
    HEAD_KAZ,
    HEAD_OF_ONE,
    REGION,
    TOWN,
    TRAINER_KAZ,
    lay_town,
    recorded,
)


def acts() -> int:
    return journal.head()[0]


def again(**changes):
    """Record it, then record it once more; what the second time gave and how many acts it wrote."""
    first, before = recorded(**changes), acts()
    return first, recorded(**changes), acts() - before


@pytest.mark.parametrize("changes", [{}, {"origin": "sheet 7, row 3"}, {"key": key_of("KZ", 77)}, {**EXACT}])
def test_the_same_again_changes_nothing(changes):
    first, second, written = again(**changes)
    assert (first.pk, written) == (second.pk, 0)


def test_the_node_draws_keys_of_the_country_that_are_free(monkeypatch):
    """They are not in a row: a gap would tell of a facility that its reader may not know."""
    drawn = iter([6, 6, 7, 41])
    monkeypatch.setattr("kerege.inventory.actions.facilities.secrets.randbelow", lambda _: next(drawn))
    keys = [recorded(names={"en": name}).key for name in ("Alpha station", "Beta institute")]
    other = recorded(owner="KGZ", territory="KGZ", names={"en": "Gamma post"}).key
    assert [*keys, other] == [key_of("KZ", 7), key_of("KZ", 8), key_of("KG", 42)]


def test_a_key_that_somebody_chose_is_kept():
    assert recorded(key=key_of("KZ", 500)).number == 500


def test_what_is_kept():
    lay_town()
    found = recorded(
        **EXACT,
        place=TOWN,
        capabilities="training reference",
        functions=["teaching", "research"],
        languages="kk ru uz",
        waste=["contractor", "autoclave"],
        contacts=[("general", "+7 7172 000000"), ("samples", "samples@example.org")],
        staff={"technician": 5, "biosafety_officer": "2", "trainer": 0},
        address="1 Example street",
        website="https://example.org/lab",
        packages="Sample transport",
        verified_on=date(2026, 5, 6),
        verified_by="Ministry",
        proof="documented",
        sources=["S1"],
    )
    with checking():
        found = Facility.objects.inside_action().get(pk=found.pk)
        assert (found.title, found.sectors, found.capabilities) == (
            "Example laboratory",
            " human ",
            " training reference ",
        )
        assert (found.functions, found.languages) == (" research teaching ", " kk ru uz-Latn ")
        assert (found.waste, found.unit.code) == (" autoclave contractor ", REGION)
        assert found.contacts == "general +7 7172 000000\nsamples samples@example.org"
        assert found.staff == "biosafety_officer 2\ntechnician 5"
        assert found.position == "51.12801,71.43042"
        assert (found.shown_at, found.shown_latitude) == ("place", Decimal("51.180"))
        labels = [getattr(found, f"{n}_label") for n in ("position", "address", "contacts", "staff")]
        assert labels == [Sensitivity.REGIONAL, Sensitivity.NATIONAL, Sensitivity.REGIONAL, Sensitivity.NATIONAL]
        assert (found.confirmed_on, found.version) == (DAY, 1)
        names = FacilityName.objects.inside_action().filter(facility=found)
        assert dict(names.values_list("lang", "text")) == {"en": "Example laboratory", "ru": "Пример лаборатории"}
        assert FacilityChange.objects.inside_action().get(facility=found).what == "recorded"


@pytest.mark.parametrize(
    ("changes", "at", "latitude"),
    [
        ({**EXACT, "place": TOWN, "shown_at": "cell"}, "cell", "51.15"),
        ({**EXACT}, "cell", "51.15"),
        ({"admin_unit": REGION}, "unit", "51.28"),
        ({**EXACT, "admin_unit": REGION, "shown_at": "unit"}, "unit", "51.28"),
    ],
)
def test_what_is_shown_to_everybody(changes, at, latitude):
    lay_town()
    found = recorded(**changes)
    assert (found.shown_at, found.shown_latitude) == (at, Decimal(latitude))


def test_of_a_facility_without_any_place_the_country_is_shown():
    found = recorded()
    assert (found.shown_at, found.position) == ("territory", "")
    assert found.shown_latitude is not None


WRONG = [
    ({"by": ground.FOCAL_KGZ}, "people.not_yours", None),
    ({"by": TRAINER_KAZ}, "people.not_yours", None),
    ({"by": HEAD_OF_ONE}, "inventory.not_your_facility", None),
    ({"by": ground.FOCAL_KAZ, "territory": "KGZ"}, "people.not_about_others", "territory"),
    ({"by": HEAD_KAZ, "labels": {"staff": Sensitivity.PUBLIC}}, "inventory.label_too_open", "labels"),
    ({"labels": {"kind": Sensitivity.PUBLIC}}, "sharing.unknown_field", "labels"),
    ({"labels": {"staff": 9}}, "sharing.unknown_level", "labels"),
    ({"names": {}}, "inventory.no_name", "names"),
    ({"names": {"en": "  "}}, "inventory.no_name", "names"),
    ({"names": {"english": "A"}}, "atlas.bad_language", "names"),
    ({"names": {"en": "Strain collection"}}, "inventory.not_for_sharing", "names"),
    ({"kind": "castle"}, "inventory.unknown_code", "kind"),
    ({"sectors": []}, "inventory.no_sector", "sectors"),
    ({"sectors": ["human", "military"]}, "inventory.unknown_code", "sectors"),
    ({"ownership": "military"}, "inventory.unknown_code", "ownership"),
    ({"capabilities": ["magic"]}, "inventory.unknown_code", "capabilities"),
    ({"standing": "lost"}, "inventory.unknown_code", "standing"),
    ({"proof": "expired"}, "inventory.unknown_code", "proof"),
    ({"territory": "XXX"}, "atlas.unknown_code", "territory"),
    ({"territory": ""}, "atlas.unknown_code", "territory"),
    ({"place": "NOWHERE"}, "atlas.unknown_code", "place"),
    ({"admin_unit": "KZ-00"}, "atlas.unknown_code", "unit"),
    ({"owner": "KGZ", "territory": "KGZ", "place": TOWN}, "inventory.place_elsewhere", "place"),
    ({"owner": "KGZ", "territory": "KGZ", "admin_unit": REGION}, "inventory.unit_elsewhere", "admin_unit"),
    ({"place": TOWN, "admin_unit": "KZ-35"}, "inventory.unit_elsewhere", "admin_unit"),
    ({"organisation": "NOBODY"}, "people.unknown_key", "organisation"),
    ({"latitude": 51.1}, "inventory.half_a_position", "longitude"),
    ({"latitude": "", "longitude": 71.4}, "inventory.half_a_position", "latitude"),
    ({"latitude": "north", "longitude": 71.4}, "inventory.bad_position", "latitude"),
    ({"latitude": 0, "longitude": 0}, "inventory.position_zero", "latitude"),
    ({"latitude": 71.43042, "longitude": 51.12801}, "inventory.position_swapped", "latitude"),
    ({"latitude": 40.5283, "longitude": 72.7985}, "inventory.position_elsewhere", "latitude"),
    ({"shown_at": "cell"}, "inventory.no_point_for_cell", "shown_at"),
    ({"shown_at": "place"}, "inventory.no_place_to_show", "shown_at"),
    ({"shown_at": "exact"}, "inventory.unknown_code", "shown_at"),
    ({"website": "example.org"}, "inventory.not_a_website", "website"),
    ({"website": "javascript:alert(1)"}, "inventory.not_a_website", "website"),
    ({"contacts": [("general", "somebody")]}, "inventory.not_a_contact", "contacts"),
    ({"contacts": [("owner", "+7 7172 000000")]}, "inventory.unknown_code", "contacts"),
    ({"staff": {"technician": -1}}, "figures.not_a_figure", "staff"),
    ({"staff": {"technician": 5001}}, "inventory.too_many_staff", "staff"),
    ({"staff": {"wizard": 1}}, "inventory.unknown_code", "staff"),
    ({"verified_on": date(2026, 11, 2)}, "inventory.in_future", "verified_on"),
    ({"opened_on": date(2027, 1, 1)}, "inventory.in_future", "opened_on"),
    ({"note": "Stock of 40 vials of agent X in freezer 3."}, "inventory.not_for_sharing", "note"),
    ({"address": "Freezer 3 with agent X"}, "inventory.not_for_sharing", "address"),
    ({"packages": "Door code 4711"}, "inventory.not_for_sharing", "packages"),
    ({"verified_by": "The keeper of 12 strains"}, "inventory.not_for_sharing", "verified_by"),
    ({"key": "KZ-F-0000001-X"}, "inventory.bad_key", "key"),
    ({"key": key_of("KG", 1)}, "inventory.bad_key", "key"),
    ({"sources": ["NOTHING"]}, "atlas.unknown_code", "source"),
]


@pytest.mark.parametrize(("changes", "code", "field"), WRONG, ids=[f"{c[1]}-{n}" for n, c in enumerate(WRONG)])
def test_refused_at_its_field_and_nothing_is_written(changes, code, field):
    lay_town()
    before = acts()
    with pytest.raises(Refusal) as refused:
        recorded(**changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert acts() == before


@pytest.mark.parametrize("given", [{"key": key_of("KZ", 9)}, {"origin": "sheet 7, row 3"}])
def test_other_content_under_the_same_key_or_origin_is_refused(given):
    recorded(**given)
    for changes in (
        {"note": "New"},
        {"names": {"en": "Another"}},
        {"sources": ["S1"]},
        {"label": Sensitivity.NATIONAL},
    ):
        with pytest.raises(Refusal) as refused:
            recorded(**given, **changes)
        assert refused.value.code == "records.key_taken"


ALIKE = [
    {"en": "Example laboratory"},
    {"en": "Exemple Laboratory"},
    {"kk": "Пример лаборатории"},
    {"ru": "Пример  Лаборатории."},
    {"en": "Primer laboratorii"},
]


@pytest.mark.parametrize("names", ALIKE, ids=[next(iter(n.values())) for n in ALIKE])
def test_a_facility_that_looks_like_another_is_refused_until_somebody_is_sure(names):
    first = recorded()
    with pytest.raises(Refusal) as refused:
        recorded(names=names, kind="other")
    assert (refused.value.code, refused.value.data["key"]) == ("inventory.looks_like", first.key)
    assert recorded(names=names, kind="other", sure=True).key != first.key


def test_the_same_name_in_another_town_or_country_is_another_facility():
    lay_town()
    recorded(place=TOWN)
    assert len({recorded(place="KZ-2").key, recorded(owner="KGZ", territory="KGZ").key}) == 2


def test_nobody_learns_from_a_likeness_of_a_facility_above_the_own_clearance():
    recorded(label=Sensitivity.RESTRICTED)
    assert recorded(by=HEAD_KAZ, kind="other").kind == "other"
    with pytest.raises(Refusal) as refused:
        recorded(by=ground.FOCAL_KAZ, kind="field_station")
    assert refused.value.code == "inventory.looks_like"


def test_a_laboratory_head_keeps_the_cards_of_the_own_organisation():
    ground.centre()
    found = recorded(by=HEAD_OF_ONE, organisation="CENTRE-ALA")
    changed = actions.change_facility(
        by=HEAD_OF_ONE, facility=found.key, expected_version=1, note="Open on weekdays", today=DAY
    )
    assert changed.version == 2
    with pytest.raises(Refusal) as refused:
        actions.change_facility(by=HEAD_OF_ONE, facility=found.key, expected_version=2, organisation="", today=DAY)
    assert refused.value.code == "inventory.not_your_facility"


def test_the_journal_repeats_no_field():
    recorded(address="1 Secret street", staff={"technician": 7})
    last = journal.acts(owners=None, limit=1)[0]
    assert (last.word, last.facts) == ("inventory.facility.recorded", {"territory": "KAZ"})
