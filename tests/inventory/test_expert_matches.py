"""Experts beside a request: only what they show to its reader on the day makes them fit, misfit or stand first."""

from datetime import timedelta

import pytest

from kerege.inventory import queries
from kerege.inventory.words.matches import ExpertFit, ExpertMisfit
from kerege.lib.sensitivity import Sensitivity
from kerege.privacy import actions as privacy
from kerege.privacy.models import listing
from kerege.records.personal import looking
from kerege.records.viewers import PUBLIC
from tests.inventory import helping
from tests.inventory.facts import lay_town
from tests.inventory.helping import KAZ, KGZ, asked
from tests.privacy import somebody
from tests.privacy.somebody import AT, ON, agree, by

UNTIL = ON + timedelta(days=600)


@pytest.fixture
def ground(db, monkeypatch):
    monkeypatch.setattr(listing, "localdate", lambda: ON)
    somebody.laid()
    lay_town()
    helping.laid()


def expert(name, owner="KAZ", **chosen):
    """Somebody who shows these fields; `levels` and `ends` say for whom and until when, field by field."""
    made = somebody.account(f"{name.lower()}@example.org", f"P-{name}", name, owner=owner)
    agree(made)
    told = {"name": True, "roles": ["trainer"], **chosen}
    privacy.list_myself(by=by(made), account=made, chosen=privacy.Chosen(**told), until=UNTIL, at=AT)
    return made


def course(**changes):
    told = {"kind": "training", "title": "A course", "equipment": "", "languages": "ru", "needed_by": ON + timedelta(9)}
    made = asked(**{**told, **changes})
    return queries.request(KGZ, made.key, on=ON)


def matched(request, viewer=KGZ, on=ON):
    found = queries.expert_matches(viewer, request, on=on, lang="en")
    return [(m.expert.name, {r.code for r in (*m.match.fits, *m.match.misfits)}) for m in found]


def test_a_trainer_is_proposed_with_reasons_to_whoever_asks(ground):
    expert("Fits", teaching=["ru"], contact="f@example.org")
    expert("Speaks", teaching=["en"], contact="s@example.org")
    expert("Judges", roles=["assessor"])
    (first, fits), (second, misfits) = matched(course())
    assert (first, second) == ("Fits", "Speaks")
    assert fits == {ExpertFit.COMES_AS, ExpertFit.LANGUAGE, ExpertMisfit.PLACE_NOT_SHOWN}
    assert misfits == {ExpertFit.COMES_AS, ExpertMisfit.NO_LANGUAGE, ExpertMisfit.PLACE_NOT_SHOWN}


def test_a_request_that_people_are_no_answer_to_has_none(ground):
    expert("Fits")
    assert len(matched(course())) == 1
    assert matched(course(kind="diagnostic", title="Confirm")) == []


def test_nobody_without_a_working_role_sees_anybody(ground):
    expert("Fits")
    request = course()
    assert (len(matched(request)), matched(request, PUBLIC)) == (1, [])


def test_a_role_for_the_own_country_makes_nobody_fit_abroad(ground):
    expert("Hidden", levels={"roles": Sensitivity.NATIONAL})
    request = course()
    assert [name for name, _codes in matched(request, KAZ)] == ["Hidden"]
    assert matched(request, KGZ) == []


def test_a_field_for_the_own_country_is_no_reason_abroad_and_orders_nobody(ground):
    hidden = {"teaching": Sensitivity.NATIONAL, "contact": Sensitivity.NATIONAL, "name": Sensitivity.NATIONAL}
    expert("Aaron", teaching=["ru"], contact="a@example.org", reserve="at_once", levels=hidden)
    expert("Berik", teaching=["ru"])
    request = course()
    assert [name for name, _codes in matched(request, KAZ)] == ["Aaron", "Berik"]
    (first, fits), (last, codes) = matched(request, KGZ)
    assert (first, last) == ("Berik", "")
    assert ExpertFit.LANGUAGE in fits
    assert codes == {
        ExpertFit.COMES_AS, ExpertFit.CAN_COME,
        ExpertMisfit.LANGUAGE_NOT_SHOWN, ExpertMisfit.PLACE_NOT_SHOWN, ExpertMisfit.NO_CONTACT,
    }  # fmt: skip


def test_a_field_that_is_over_is_no_reason_from_that_day_on(ground, monkeypatch):
    ends = {"teaching": ON + timedelta(days=3), "contact": ON + timedelta(days=3)}
    expert("Fits", teaching=["ru"], contact="f@example.org", ends=ends)
    request = course()
    ((_name, before),) = matched(request)
    assert {ExpertFit.LANGUAGE} == before & {ExpertFit.LANGUAGE, ExpertMisfit.NO_CONTACT}
    for today in (ON, ON + timedelta(days=3)):
        monkeypatch.setattr(listing, "localdate", lambda today=today: today)
        ((_name, after),) = matched(request, on=ON + timedelta(days=3))
        assert {ExpertMisfit.LANGUAGE_NOT_SHOWN, ExpertMisfit.NO_CONTACT} <= after
    ((_name, back_then),) = matched(request, on=ON)
    assert ExpertMisfit.NO_CONTACT in back_then, "what was agreed to ended, and is read for no day"


def test_an_entry_that_is_over_or_withdrawn_is_nobodys_match(ground, monkeypatch):
    one = expert("Over", ends={name: ON + timedelta(days=3) for name in ("name", "roles")})
    expert("Stays")
    request = course()
    assert {name for name, _codes in matched(request)} == {"Over", "Stays"}
    assert {name for name, _codes in matched(request, on=ON + timedelta(days=3))} == {"Stays"}
    privacy.withdraw_listing(by=by(one), account=one)
    assert {name for name, _codes in matched(request)} == {"Stays"}


def test_whoever_is_shown_is_told_that_somebody_looked_and_who_was_compared_is_not(ground):
    shown, other = expert("Shown", teaching=["ru"]), expert("Other", teaching=["en"])
    expert("Judges", roles=["assessor"])
    request = course()
    with looking() as seen:
        found = queries.expert_matches(KGZ, request, on=ON, lang="en", size=1)
    assert [m.expert.name for m in found] == ["Shown"]
    assert (shown.person_id in seen, other.person_id in seen, len(seen)) == (True, False, 1)


def test_how_long_somebody_is_listed_is_told_where_it_is_too_short(ground):
    expert("Fits")
    late = course(needed_by=UNTIL, title="Late")
    ((_name, codes),) = matched(late)
    assert ExpertMisfit.LISTED_SHORTER in codes
