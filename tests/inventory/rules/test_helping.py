"""Who could help and why: an oracle made of plain questions says the same as the rule, for everything that is drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.inventory.rules.helping import Candidate, Need, Offered, Said, amount_of, match, read_there, told
from kerege.inventory.words import Capability, Standing
from kerege.inventory.words.helping import CAPABLE, HelpKind
from kerege.inventory.words.matches import FITS, MISFITS, Fit, Misfit
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity

pytestmark = pytest.mark.nodb
DAY = date(2026, 11, 1)
NEED = Need(HelpKind.CERTIFICATION, DAY + timedelta(days=60), "KGZ", ("ru", "ky"), "cabinet_2", 2)
OFFER = Offered(DAY, DAY + timedelta(days=90), ("cabinet_2",), ("ru",), 6)
WORKSHOP = Candidate(
    name="Workshop",
    territory="UZB",
    standing="operational",
    confirmed_on=DAY,
    languages=("uz", "ru"),
    capabilities=frozenset({"repair"}),
    km=60.0,
    offer=OFFER,
    qualified=True,
)


def changed(thing, **changes):
    return type(thing)(**{**thing.__dict__, **changes})


def codes(need: Need, candidate: Candidate) -> tuple[set, set] | None:
    found = match(need, candidate, on=DAY)
    return found and ({s.code for s in found.fits}, {s.code for s in found.misfits})


def test_who_fits_in_every_way_has_reasons_only():
    found = match(NEED, WORKSHOP, on=DAY)
    assert found.misfits == ()
    assert [s.code for s in found.fits] == [
        Fit.OFFERED, Fit.CAN, Fit.QUALIFIED, Fit.LANGUAGE, Fit.ENOUGH, Fit.NEAR,
    ]  # fmt: skip
    assert [told(s) for s in found.fits] == [
        {"start": OFFER.start, "until": OFFER.until},
        {},
        {},
        {"languages": "ru"},
        {"offered": 6, "needed": 2},
        {"km": 60},
    ]


@pytest.mark.parametrize(
    ("need", "candidate", "misfit"),
    [
        ({}, {"offer": None}, Misfit.NOT_OFFERED),
        ({}, {"offer": changed(OFFER, start=NEED.needed_by + timedelta(days=1))}, Misfit.BEGINS_LATER),
        ({}, {"offer": changed(OFFER, until=NEED.needed_by)}, Misfit.OVER_BEFORE),
        ({}, {"offer": changed(OFFER, equipment=("autoclave",))}, Misfit.OTHER_EQUIPMENT),
        ({}, {"qualified": False}, Misfit.UNQUALIFIED),
        ({}, {"qualified_until": NEED.needed_by}, Misfit.QUALIFICATION_ENDS),
        ({"languages": ("tg",)}, {}, Misfit.NO_LANGUAGE),
        ({"languages": ("tg",)}, {"languages": (), "offer": None}, Misfit.LANGUAGE_UNKNOWN),
        ({"amount": 7}, {}, Misfit.TOO_FEW),
        ({}, {"km": None}, Misfit.DISTANCE_UNKNOWN),
        ({}, {"km": 1_001.0}, Misfit.FAR),
        ({}, {"standing": "suspended"}, Misfit.SUSPENDED),
        ({}, {"confirmed_on": DAY - timedelta(days=365)}, Misfit.STALE),
        ({}, {"broken": 2}, Misfit.OUT_OF_SERVICE),
    ],
)
def test_what_does_not_fit_is_told_and_hides_nobody(need, candidate, misfit):
    assert misfit in codes(changed(NEED, **need), changed(WORKSHOP, **candidate))[1]
    assert misfit not in codes(NEED, WORKSHOP)[1]


def test_equipment_out_of_service_is_not_counted_beside_what_works():
    found = match(NEED, changed(WORKSHOP, working=3, broken=2), on=DAY)
    assert Said(Fit.WORKING, (("count", 3),)) in found.fits
    assert Misfit.OUT_OF_SERVICE not in {s.code for s in found.misfits}


@pytest.mark.parametrize("gone", ["closed", "planned"])
def test_what_is_not_there_helps_nobody(gone):
    assert match(NEED, changed(WORKSHOP, standing=gone), on=DAY) is None


def test_who_neither_offers_nor_can_is_left_out():
    nobody = changed(WORKSHOP, offer=None, capabilities=frozenset({"training"}))
    assert match(NEED, changed(nobody, qualified=False), on=DAY) is None
    assert match(NEED, nobody, on=DAY) is not None, "whoever is qualified can certify, whatever its card says"
    assert match(changed(NEED, kind=HelpKind.REPAIR), nobody, on=DAY) is None


def test_the_order_is_offers_then_what_fits_better_then_what_is_nearer_then_the_name():
    far, near = changed(WORKSHOP, km=200.0), changed(WORKSHOP, km=20.0, name="Z")
    late = changed(WORKSHOP, km=1.0, offer=changed(OFFER, until=NEED.needed_by))
    could = changed(WORKSHOP, offer=None, km=0.0)
    unknown = changed(WORKSHOP, km=None, name="A")
    first = changed(near, name="B")
    found = sorted((far, near, late, could, unknown, first), key=lambda c: match(NEED, c, on=DAY).order)
    assert found == [first, near, far, late, unknown, could]


# -- the oracle --------------------------------------------------------------------------------------------------------
LANGS = st.lists(st.sampled_from(["ru", "ky", "tg"]), unique=True).map(tuple)
SOON = st.integers(-5, 120).map(lambda n: DAY + timedelta(days=n))
AMOUNT = st.none() | st.integers(1, 4)
EQUIPMENT = st.lists(st.sampled_from(["cabinet_2", "autoclave"]), unique=True).map(tuple)
OFFERS = st.none() | st.builds(Offered, start=SOON, until=SOON, equipment=EQUIPMENT, languages=LANGS, amount=AMOUNT)
NEEDS = st.builds(
    Need,
    kind=st.sampled_from(HelpKind),
    needed_by=SOON,
    territory=st.sampled_from(["KGZ", "UZB"]),
    languages=LANGS,
    equipment=st.sampled_from(["", "cabinet_2"]),
    amount=AMOUNT,
)
CANDIDATES = st.builds(
    Candidate,
    name=st.just("X"),
    territory=st.sampled_from(["KGZ", "UZB"]),
    standing=st.sampled_from([s.value for s in Standing]),
    confirmed_on=st.sampled_from([DAY, DAY - timedelta(days=400)]),
    languages=LANGS,
    capabilities=st.frozensets(st.sampled_from([c.value for c in Capability]), max_size=3),
    km=st.none() | st.sampled_from([0.0, 999.0, 1_000.0, 1_500.0]),
    offer=OFFERS,
    qualified=st.booleans(),
    qualified_until=st.none() | SOON,
    working=st.integers(0, 2),
    broken=st.integers(0, 2),
)


def oracle(n: Need, c: Candidate) -> tuple[set, set] | None:
    """Each reason by one question of its own."""
    o = c.offer
    able = any(cap.value in c.capabilities for cap in CAPABLE[n.kind])
    testing = n.kind == HelpKind.CERTIFICATION
    if c.standing in ("closed", "planned") or not (o or able or (testing and c.qualified)):
        return None
    spoken = o.languages if o and o.languages else c.languages
    counted = bool(o) and o.amount is not None and n.amount is not None
    ends = c.qualified and c.qualified_until is not None and c.qualified_until <= n.needed_by
    answers = {
        Fit.OFFERED: bool(o),
        Fit.CAN: able,
        Fit.QUALIFIED: testing and c.qualified and not ends,
        Fit.WORKING: c.working > 0,
        Fit.LANGUAGE: bool(set(n.languages) & set(spoken)),
        Fit.SAME_COUNTRY: n.territory == c.territory,
        Fit.NEAR: c.km is not None and c.km <= 1_000,
        Fit.ENOUGH: counted and o.amount >= n.amount,
        Misfit.NOT_OFFERED: not o,
        Misfit.NO_LANGUAGE: bool(n.languages and spoken) and not set(n.languages) & set(spoken),
        Misfit.LANGUAGE_UNKNOWN: bool(n.languages) and not spoken,
        Misfit.OVER_BEFORE: bool(o) and not n.needed_by < o.until,
        Misfit.BEGINS_LATER: bool(o) and n.needed_by < o.start,
        Misfit.TOO_FEW: counted and o.amount < n.amount,
        Misfit.OTHER_EQUIPMENT: bool(o and o.equipment and n.equipment) and n.equipment not in o.equipment,
        Misfit.UNQUALIFIED: testing and not c.qualified,
        Misfit.QUALIFICATION_ENDS: testing and ends,
        Misfit.OUT_OF_SERVICE: c.working == 0 and c.broken > 0,
        Misfit.SUSPENDED: c.standing == "suspended",
        Misfit.FAR: c.km is not None and c.km > 1_000,
        Misfit.DISTANCE_UNKNOWN: c.km is None,
        Misfit.STALE: (DAY - c.confirmed_on).days >= 365,
    }
    assert set(answers) == {*Fit, *Misfit}
    true = {code for code, holds in answers.items() if holds}
    return true & set(Fit), true & set(Misfit)


@given(need=NEEDS, candidate=CANDIDATES)
def test_the_oracle_says_the_same(need, candidate):
    assert codes(need, candidate) == oracle(need, candidate)


@given(need=NEEDS, candidate=CANDIDATES)
def test_every_reason_can_be_said_in_its_sentence(need, candidate):
    found = match(need, candidate, on=DAY)
    for said in (*found.fits, *found.misfits) if found else ():
        sentence = {**FITS, **MISFITS}[said.code] % told(said)
        assert "%(" not in sentence


# -- small things ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("typed", "kept"), [("", None), (None, None), (" ", None), ("1", 1), (10_000, 10_000)])
def test_how_many(typed, kept):
    assert amount_of(typed) == kept


@pytest.mark.parametrize("typed", ["0", "-1", "2.5", "ten", "١٢", "10001", "999999999", "1e3"])
def test_what_is_no_number_of_places(typed):
    with pytest.raises(Refusal) as refused:
        amount_of(typed)
    assert (refused.value.code, refused.value.field) == ("inventory.no_help_amount", "amount")


def test_a_national_request_is_read_in_its_own_country_only():
    there = {
        (level, there): read_there(level, owner="KGZ", there=there) for level in Sensitivity for there in ("KGZ", "UZB")
    }
    assert {pair for pair, read in there.items() if not read} == {
        (Sensitivity.NATIONAL, "UZB"),
        (Sensitivity.RESTRICTED, "UZB"),
    }
