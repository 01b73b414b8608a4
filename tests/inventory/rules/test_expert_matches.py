"""Why an expert fits a request, what does not fit, and what is not shown."""

from datetime import date

import pytest

from kerege.inventory.rules.expert_matches import Expert, match_expert, named_fields
from kerege.inventory.rules.helping import Need
from kerege.inventory.words.helping import HelpKind
from kerege.inventory.words.matches import EXPERT_FITS, EXPERT_MISFITS, EXPERTS_FOR, ExpertFit, ExpertMisfit

pytestmark = pytest.mark.nodb
DAY, LATER = date(2026, 12, 1), date(2028, 1, 1)
COURSE = Need(HelpKind.TRAINING, DAY, "KGZ", ("ru", "ky"))


def trainer(**changes):
    shown = {"roles": frozenset({"trainer"}), "teaching": ("ky", "uz"), "contact": True, "km": 30.0, "ends": (LATER,)}
    return Expert(**{"owner": "KGZ", **shown, **changes})


def told(expert, need=COURSE, **more):
    found = match_expert(need, expert, **more)
    return None if found is None else {each.code: dict(each.data) for each in (*found.fits, *found.misfits)}


def test_whoever_fits_in_everything_has_only_reasons_for():
    assert told(trainer(reserve="at_once")) == {
        ExpertFit.COMES_AS: {"roles": ("trainer",)},
        ExpertFit.LANGUAGE: {"languages": ("ky",)},
        ExpertFit.SAME_COUNTRY: {},
        ExpertFit.NEAR: {"km": 30},
        ExpertFit.CAN_COME: {"reserve": ("at_once",)},
    }


@pytest.mark.parametrize(
    ("changes", "code", "data"),
    [
        ({"teaching": ("uz",)}, ExpertMisfit.NO_LANGUAGE, {"languages": ("uz",)}),
        ({"teaching": ()}, ExpertMisfit.LANGUAGE_NOT_SHOWN, {}),
        ({"reserve": "from_afar"}, ExpertMisfit.FROM_AFAR, {}),
        ({"km": None}, ExpertMisfit.PLACE_NOT_SHOWN, {}),
        ({"km": 1_500.4}, ExpertMisfit.FAR, {"km": 1500}),
        ({"contact": False}, ExpertMisfit.NO_CONTACT, {}),
        ({"ends": (date(2026, 11, 1), DAY)}, ExpertMisfit.LISTED_SHORTER, {"until": DAY}),
    ],
)
def test_what_does_not_fit_is_told_and_hides_nobody(changes, code, data):
    assert told(trainer(**changes))[code] == data


def test_somebody_who_is_listed_one_day_longer_is_there_in_time():
    assert ExpertMisfit.LISTED_SHORTER not in told(trainer(ends=(date(2026, 12, 2),)))


@pytest.mark.parametrize(
    ("kind", "shown", "found"),
    [
        (HelpKind.TRAINING, {"roles": frozenset({"assessor"})}, False),
        (HelpKind.TRAINING, {"roles": frozenset(), "fields": frozenset({"teaching"})}, False),
        (HelpKind.CERTIFICATION, {"roles": frozenset({"cabinet_tester"})}, True),
        (HelpKind.CERTIFICATION, {"roles": frozenset({"trainer"}), "fields": frozenset({"cabinets"})}, True),
        (HelpKind.DISPOSAL, {"fields": frozenset({"waste"})}, True),
        (HelpKind.DISPOSAL, {"fields": frozenset({"law"})}, False),
        (HelpKind.EXPERT, {"roles": frozenset({"observer"})}, True),
        (HelpKind.EXPERT, {"roles": frozenset(), "fields": frozenset({"law"})}, False),
        (HelpKind.DIAGNOSTIC, {"roles": frozenset({"trainer"}), "fields": frozenset({"waste"})}, False),
        (HelpKind.MOBILE_LABORATORY, {"roles": frozenset({"trainer"})}, False),
    ],
)
def test_who_could_give_which_help(kind, shown, found):
    assert (told(trainer(**shown), Need(kind, DAY, "KGZ")) is not None) == found


def test_a_field_that_the_request_names_counts_for_and_against():
    named = frozenset({"risk_assessment"})
    knows, other = (trainer(fields=frozenset({field})) for field in ("risk_assessment", "law"))
    assert told(knows, named=named)[ExpertFit.KNOWS] == {"fields": ("risk_assessment",)}
    assert told(other, named=named)[ExpertMisfit.OTHER_FIELD] == {"fields": ("risk_assessment",)}
    assert told(trainer(roles=frozenset(), fields=frozenset({"risk_assessment"})), named=named) is None


def test_the_order_is_by_what_does_not_fit_and_then_by_distance():
    near, far, silent = trainer(km=3.0), trainer(km=300.0), trainer(km=1.0, teaching=())
    orders = {name: match_expert(COURSE, e).order for name, e in (("near", near), ("far", far), ("silent", silent))}
    assert sorted(orders, key=orders.get) == ["near", "far", "silent"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Train two people in risk assessment", {"risk_assessment"}),
        ("ОЦЕНКА РИСКОВ и отходы", {"risk_assessment", "waste"}),
        ("Nothing of that", set()),
        ("", set()),
    ],
)
def test_which_fields_a_text_names(text, found):
    called = {
        "risk_assessment": ["Risk assessment", "оценка рисков"],
        "waste": ["Laboratory waste", "отходы"],
        "law": [""],
    }
    assert named_fields(text, called) == found


def test_every_reason_has_a_sentence_and_every_kind_is_a_help():
    assert set(EXPERT_FITS) == set(ExpertFit)
    assert set(EXPERT_MISFITS) == set(ExpertMisfit)
    assert set(EXPERTS_FOR) < set(HelpKind)
