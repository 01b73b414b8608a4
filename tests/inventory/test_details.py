"""Units, levels of containment, accreditations, rounds of proficiency testing."""

from datetime import date, timedelta

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.rules.standing import level_name, rank
from kerege.inventory.words import ContainmentScheme, Level, Proof
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.sharing.actions import label_record
from tests import ground
from tests.conftest import viewer
from tests.inventory.facts import DAY, EXACT, recorded

YEAR = timedelta(days=365)
ROOMS = {"rooms": 3, "body": "An inspection body", "verified_on": DAY - YEAR}


def card(found, reader=ground.REGISTRAR_KAZ, on=DAY):
    return queries.facility(reader, found.key, on=on)


def claimed(found, **told):
    given = {"by": SYSTEM, "facility": found.key, "scheme": "biosafety", "level": 2, "today": DAY}
    return actions.claim_containment(**(given | told))


def proved(of, **told):
    return actions.prove_containment(**({"by": SYSTEM, "claim": str(of.uid), "today": DAY} | ROOMS | told))


def test_a_level_is_a_claim_until_rooms_prove_it_and_again_when_the_proof_is_over():
    found = recorded()
    claim = claimed(found)
    line = card(found).containment[0]
    assert (line.level_name, line.proof, line.proved) == ("BSL-2", Proof.DECLARED, False)
    proved(claim, until=DAY + YEAR)
    assert card(found).containment[0].proved
    line = card(found, on=DAY + YEAR).containment[0]
    assert (line.proof, line.proved) == (Proof.EXPIRED, False)


@pytest.mark.parametrize(
    "missing",
    [{"rooms": None}, {"rooms": 0}, {"rooms": ""}, {"body": " "}, {"verified_on": None}, {"proof": "declared"}],
)
def test_without_room_data_nothing_is_proved(missing):
    found = recorded()
    claim = claimed(found)
    with pytest.raises(Refusal) as refused:
        proved(claim, **missing)
    assert refused.value.code == "inventory.no_room_data"
    assert not card(found).containment[0].proved


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"rooms": "many"}, "figures.not_a_figure"),
        ({"rooms": 501}, "figures.not_a_figure"),
        ({"proof": "sworn"}, "inventory.unknown_code"),
        ({"verified_on": DAY + YEAR}, "inventory.in_future"),
        ({"until": DAY - YEAR}, "periods.end_before_start"),
        ({"body": "The keeper of 12 strains"}, "inventory.not_for_sharing"),
        ({"claim": "nothing"}, "inventory.no_such_claim"),
        ({"claim": "01900000-0000-7000-8000-000000000000"}, "inventory.no_such_claim"),
        ({"by": ground.FOCAL_KGZ}, "inventory.no_such_claim"),
    ],
)
def test_a_proof_is_refused(told, code):
    claim = claimed(recorded())
    with pytest.raises(Refusal) as refused:
        proved(claim, **told)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"level": 5}, "inventory.no_such_level"),
        ({"level": "2.5"}, "inventory.no_such_level"),
        ({"scheme": "own"}, "inventory.unknown_code"),
        ({"unit": "Nowhere"}, "inventory.no_such_unit"),
        ({"claimed_on": DAY + YEAR}, "inventory.in_future"),
    ],
)
def test_a_claim_is_refused(told, code):
    with pytest.raises(Refusal) as refused:
        claimed(recorded(), **told)
    assert refused.value.code == code


def test_the_same_details_again_change_nothing():
    found = recorded()
    told = {"by": SYSTEM, "facility": found.key, "today": DAY}

    def record():
        actions.record_unit(**told, name="Serology", functions="research", note="By day")
        proved(claimed(found, unit="Serology"))
        actions.record_accreditation(**told, scheme="iso_15189", number="K-1", body="A body", start=DAY)
        actions.record_proficiency(**told, provider="A provider", subject="Serology", on=DAY)

    record()
    before = journal.head()
    record()
    assert journal.head() == before
    assert [u.name for u in card(found).units] == ["Serology"]
    assert card(found).containment[0].unit == "Serology"


def test_a_pending_round_gets_its_result_and_is_over_one_day():
    found = recorded()
    told = {
        "by": SYSTEM,
        "facility": found.key,
        "provider": "A provider",
        "subject": "Serology",
        "on": DAY,
        "today": DAY,
    }
    actions.record_proficiency(**told)
    actions.record_proficiency(**told, result="satisfactory", until=DAY + YEAR)
    assert [(r.result, r.expired) for r in card(found).rounds] == [("satisfactory", False)]
    assert card(found, on=DAY + YEAR).rounds[0].expired


@pytest.mark.parametrize("other", [{"result": "unsatisfactory"}, {"until": DAY + 2 * YEAR}, {"result": "pending"}])
def test_a_result_that_stands_is_not_overwritten(other):
    found = recorded()
    told = {
        "by": SYSTEM,
        "facility": found.key,
        "provider": "A provider",
        "subject": "Serology",
        "on": DAY,
        "today": DAY,
    }
    given = {"result": "satisfactory", "until": DAY + YEAR}
    actions.record_proficiency(**told, **given)
    before = journal.head()
    with pytest.raises(Refusal) as refused:
        actions.record_proficiency(**told | given | other)
    assert (refused.value.code, refused.value.field) == ("inventory.result_stands", "result")
    assert journal.head() == before
    assert [r.result for r in card(found).rounds] == ["satisfactory"]
    row = actions.record_proficiency(**told, **given, label=Sensitivity.REGIONAL)
    assert row.label == Sensitivity.REGIONAL
    actions.record_proficiency(**told | {"on": DAY - YEAR, "result": "unsatisfactory"})
    assert [r.result for r in card(found).rounds] == ["satisfactory", "unsatisfactory"]


def test_an_accreditation_is_over_on_its_last_day():
    found = recorded()
    told = {"by": SYSTEM, "facility": found.key, "scheme": "iso_17025", "number": "K-1", "body": "A body", "today": DAY}
    actions.record_accreditation(**told, start=DAY - YEAR, until=DAY + YEAR)
    assert not card(found).accreditations[0].expired
    assert card(found, on=DAY + YEAR).accreditations[0].expired


@pytest.mark.parametrize(
    ("action", "told", "code"),
    [
        (actions.record_unit, {"name": ""}, "text.empty"),
        (actions.record_unit, {"name": "A", "functions": "magic"}, "inventory.unknown_code"),
        (actions.record_unit, {"name": "Strain collection"}, "inventory.not_for_sharing"),
        (
            actions.record_accreditation,
            {"scheme": "own", "number": "1", "body": "B", "start": DAY},
            "inventory.unknown_code",
        ),
        (
            actions.record_accreditation,
            {"scheme": "other", "number": "1", "body": "B", "start": DAY + YEAR},
            "inventory.in_future",
        ),
        (
            actions.record_accreditation,
            {"scheme": "other", "number": "1", "body": "B", "start": DAY, "until": DAY},
            "periods.end_before_start",
        ),
        (
            actions.record_proficiency,
            {"provider": "P", "subject": "S", "on": DAY, "result": "won"},
            "inventory.unknown_code",
        ),
        (actions.record_proficiency, {"provider": "P", "subject": "S", "on": date(2030, 1, 1)}, "inventory.in_future"),
    ],
)
def test_details_are_refused(action, told, code):
    with pytest.raises(Refusal) as refused:
        action(by=SYSTEM, facility=recorded().key, today=DAY, **told)
    assert refused.value.code == code


def test_details_are_seen_by_those_for_whom_they_are():
    found = recorded()
    told = {"by": SYSTEM, "facility": found.key, "today": DAY}
    actions.record_unit(**told, name="Serology")
    claimed(found)
    actions.record_accreditation(**told, scheme="iso_15189", number="K-1", body="A body", start=DAY)
    actions.record_proficiency(**told, provider="A provider", subject="Serology", on=DAY)
    seen = {}
    for name, reader in (
        ("public", PUBLIC),
        ("partner", viewer("UZB", Sensitivity.NATIONAL)),
        ("officer", ground.OFFICER_KAZ),
    ):
        c = card(found, reader)
        seen[name] = [len(c.accreditations), len(c.units), len(c.containment), len(c.rounds)]
    assert seen == {"public": [1, 0, 0, 0], "partner": [1, 1, 0, 0], "officer": [1, 1, 1, 1]}


def test_no_detail_is_more_open_than_its_record():
    found = recorded(label=Sensitivity.RESTRICTED)
    row = actions.record_accreditation(
        by=SYSTEM, facility=found.key, scheme="other", number="1", body="B", start=DAY, today=DAY
    )
    assert row.label == Sensitivity.RESTRICTED


@pytest.mark.parametrize(("scheme", "level"), [("biosafety", 3), ("groups", 2), ("animal", 4)])
def test_with_heightened_containment_the_exact_position_is_not_for_everybody(scheme, level):
    found = recorded(**EXACT, labels={"position": Sensitivity.PUBLIC})
    assert card(found, PUBLIC).line.where.exact
    claimed(found, scheme=scheme, level=level)
    assert not card(found, PUBLIC).line.where.exact
    assert card(found, viewer("UZB", Sensitivity.NATIONAL)).line.where.exact


def test_not_even_the_focal_point_opens_the_exact_position_of_heightened_containment():
    found = recorded(**EXACT)
    claimed(found, level=3)
    told = {"by": ground.FOCAL_KAZ, "kind": "inventory.facility", "record": str(found.uid), "field": "position"}
    with pytest.raises(Refusal) as refused:
        label_record(**told, level=Sensitivity.PUBLIC)
    assert (refused.value.code, refused.value.field) == ("inventory.position_of_heightened", "level")
    with pytest.raises(Refusal) as refused:
        actions.change_facility(
            by=ground.FOCAL_KAZ, facility=found.key, expected_version=1, labels={"position": Sensitivity.PUBLIC}
        )
    assert refused.value.code == "inventory.position_of_heightened"
    assert not card(found, PUBLIC).line.where.exact
    label_record(**told, level=Sensitivity.NATIONAL)
    assert not card(found, viewer("UZB", Sensitivity.NATIONAL)).line.where.exact


@pytest.mark.parametrize(("scheme", "level"), [("biosafety", 2), ("groups", 3)])
def test_with_less_the_owner_decides(scheme, level):
    found = recorded(**EXACT, labels={"position": Sensitivity.PUBLIC})
    claimed(found, scheme=scheme, level=level)
    assert card(found, PUBLIC).line.where.exact


def test_a_group_is_never_called_like_a_level():
    """Groups run the other way round: “group II” that displays as BSL-2 would be the most dangerous of errors."""
    groups = {level_name(ContainmentScheme.GROUPS, level) for level in Level}
    levels = {level_name(s, level) for s in ContainmentScheme for level in Level if s != ContainmentScheme.GROUPS}
    assert (groups & levels, len(groups), len(levels)) == (set(), 4, 16)
    assert [rank("groups", level) for level in Level] == [4, 3, 2, 1]
    assert [rank("biosafety", level) for level in Level] == [1, 2, 3, 4]
